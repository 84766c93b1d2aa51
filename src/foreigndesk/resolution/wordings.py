"""Wordings: an article's words as copies are compared by them, each with its place in the text."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

import numpy as np

from foreigndesk.records.spans import Span

# Scripts that put no space between words are read sign by sign.
WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"
    r"|(?:[^\W\d_]\.){2,}"
    r"|\d+(?:[.,:]\d+)*"
    r"|[^\W\d_]+(?:['’‐‑-][^\W\d_]+)*"
)
# A full stop after one to three letters of which the first is a capital ends an abbreviation or an initial.
_END = re.compile(
    r"[.!?…。！？\n](?:(?<=[。！？\n])|(?<![\s.][A-Z]\.)(?<![\s.][A-Z][a-z]\.)(?<![\s.][A-Z][a-z]{2}\.)"
    r"[.!?…]*[\"'”’»)\]]*\s+)"
)
_MARKED = re.compile(
    r"[“„«\"‘'](?:(?<=[“„«\"])[^“”„«»\"\n]+(?:[”»“\"]|$)|(?<!\w[‘'])(?<=[‘'])[^‘\n]{2,400}?[’'](?!\w))", re.MULTILINE
)
_SHORTEST_WEIGHTY = 5  # letters; shorter words that are no names or numbers are mostly grammar
_STRONG = 8  # letters: a word of so many is as telling as a name
_NUMBER_STRENGTH = 1.3
SHINGLE = 4  # words; with 5 or 6 there are as many candidates, and one wrong letter breaks more shingles
PRIME, RADIX = (1 << 61) - 1, 0x1F2E3D4C5B6A798  # of the numbers of pairs of words
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # odd: of the numbers of shingles, which wrap at 64 bits
_STEM = 6  # letters: "negotiated" and "negotiating" have the same
_PLAIN = str.maketrans({"’": "'", "‐": "-", "‑": "-"})


@dataclass(frozen=True, slots=True, kw_only=True)
class WordForm:
    """A word without case, accents and genitive, with BLAKE2b numbers of it and of its first letters.

    ``strength`` says how telling the word is where it is no name (0..1.3).
    """

    folded: str
    number: int
    stem: int
    strength: float
    is_capital: bool
    is_number: bool
    is_weighty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of one article outside hidden spans; ``forms`` to ``weighty`` run parallel.

    ``text`` is the article's text with line ends in place of the hidden spans; ``starts`` and ``ends`` are
    its code points. ``shingles`` has one number for every four words in a row, by the place of the first.
    ``quoted`` says which words stand inside quotation marks, ``weighty`` which are numbers, names or long
    words. ``sentences`` are ranges of words, ``fragments`` those inside one pair of marks.
    """

    text: str
    forms: tuple[WordForm, ...]
    shingles: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quoted: tuple[bool, ...]
    weighty: tuple[bool, ...]
    sentences: tuple[range, ...]
    fragments: tuple[range, ...]

    def span_of(self, words: range) -> Span:
        """Return the span of the text that a range of words (at least one) covers."""
        return Span(self.starts[words[0]], self.ends[words[-1]])


def read_wording(text: str, hidden: Iterable[Span] = ()) -> Wording:
    """Return the words of ``text`` that stand outside the ``hidden`` spans."""
    shown = _blank(text, hidden)
    found = list(WORD.finditer(shown))
    starts = [m.start() for m in found]
    forms = [read_form(m.group()) for m in found]
    sentences = _ranges_between(starts, (m.end() for m in _END.finditer(shown)))
    fragments = tuple(_fragments(shown, starts))
    weighty = [form.is_weighty or form.is_capital for form in forms]
    for opening in (*sentences, *fragments):
        weighty[opening.start] = forms[opening.start].is_weighty
    quoted = [False] * len(found)
    for fragment in fragments:
        quoted[fragment.start : fragment.stop] = [True] * len(fragment)
    return Wording(
        text=shown,
        forms=tuple(forms),
        shingles=_shingles(forms),
        starts=tuple(starts),
        ends=tuple([m.end() for m in found]),
        quoted=tuple(quoted),
        weighty=tuple(weighty),
        sentences=sentences,
        fragments=fragments,
    )


def _shingles(forms: list[WordForm]) -> tuple[int, ...]:
    """Return one number for each four words in a row: a polynomial of their numbers, by sums over the whole text."""
    count = len(forms) - SHINGLE + 1
    if count <= 0:
        return ()
    numbers = np.array([form.number for form in forms], dtype=np.uint64)
    summed = np.zeros(count, dtype=np.uint64)
    for place in range(SHINGLE):
        summed = summed * _MULTIPLIER + numbers[place : place + count]
    return tuple(summed.tolist())


def _blank(text: str, hidden: Iterable[Span]) -> str:
    """Return the text of the same length with line ends in place of the hidden spans."""
    pieces, done = [], 0
    for span in sorted(hidden):
        start = max(span.start, done)
        if start < span.end:
            pieces += [text[done:start], "\n" * (span.end - start)]
            done = span.end
    return "".join([*pieces, text[done:]])


@lru_cache(maxsize=1 << 16)
def read_form(word: str) -> WordForm:
    """Return how a word is compared: "U.S." as "us", "7,000" as "7000", "Oslo’s" as "oslo"."""
    plain = word.replace(",", "") if word[0].isdigit() else word.translate(_PLAIN).replace(".", "")
    plain = plain.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    plain = plain.removesuffix("'s")
    return WordForm(
        folded=plain,
        number=hash_word(plain),
        stem=hash_word(plain[:_STEM]),
        strength=_NUMBER_STRENGTH if word[0].isdigit() else min(1.0, len(plain) / _STRONG),
        is_capital=word[0].isupper(),
        is_number=word[0].isdigit(),
        is_weighty=len(word) >= _SHORTEST_WEIGHTY or word[0].isdigit(),
    )


def hash_word(word: str) -> int:
    """Return 61 bits of the BLAKE2b hash of a word."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 3


def _ranges_between(starts: list[int], ends: Iterable[int]) -> tuple[range, ...]:
    places = sorted({bisect_left(starts, end) for end in ends} | {0, len(starts)})
    return tuple(range(a, b) for a, b in pairwise(places))


def _fragments(shown: str, starts: list[int]) -> Iterator[range]:
    """Yield the ranges of words inside each pair of quotation marks; a mark left open counts to its line's end."""
    for marked in _MARKED.finditer(shown):
        words = range(bisect_left(starts, marked.start()), bisect_left(starts, marked.end()))
        if words:
            yield words
