"""Passages that stand twice on one page: the first is read, the second folded."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from foreigndesk.records.articles import Repeat
from foreigndesk.records.spans import Span
from foreigndesk.sources.lines import Line

_SENTENCE = re.compile(r"\S.*?(?:[.!?…][\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-Z0-9])|$)", re.DOTALL)
_TOKEN = re.compile(r"\w+(?:['’]\w+)*")
_NEGATION = re.compile(r"no|not|never|nor|neither|none|cannot|without|\w+n['’]t")
_LEAST_WORDS = 8  # a shorter passage can stand twice on purpose
_SHINGLE = 5
_ALIKE = 0.9  # share of words in common from which passages are near-identical


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passage:
    span: Span
    tokens: tuple[str, ...]
    folded: tuple[str, ...]


def find_repeats(text: str, lines: Iterable[Line]) -> tuple[Repeat, ...]:
    """Return the passages among ``lines`` that repeat an earlier one, in order of the second place.

    Whole lines first, then sentences. Two passages are one where they have the same words, or where at
    least nine of ten words agree in order and no number, name or negation is among the others.
    """
    paragraphs = [_read_passage(line.span, line.words) for line in lines]
    folded = list(_fold(paragraphs))
    seconds = {repeat.second for repeat in folded}
    rest = [p for p in paragraphs if p.span not in seconds]
    sentences = [s for p in rest for s in _split(text, p.span)]
    folded += _fold(sentences)
    return tuple(sorted(folded, key=lambda repeat: repeat.second))


def _fold(passages: list[_Passage]) -> Iterator[Repeat]:
    kept: list[_Passage] = []
    by_shingle: dict[tuple[str, ...], int] = {}
    for passage in passages:
        if len(passage.tokens) < _LEAST_WORDS:
            continue
        shingles = _shingles(passage)
        candidates = sorted({by_shingle[s] for s in shingles if s in by_shingle})
        first = next((kept[n] for n in candidates if _is_repeat(kept[n], passage)), None)
        if first:
            yield Repeat(first=first.span, second=passage.span)
            continue
        for shingle in shingles:
            by_shingle.setdefault(shingle, len(kept))
        kept.append(passage)


def _is_repeat(first: _Passage, second: _Passage) -> bool:
    one, other = first.folded, second.folded
    if one == other:
        return True
    if min(len(one), len(other)) < _ALIKE * max(len(one), len(other)):
        return False
    return LCSseq.normalized_similarity(one, other) >= _ALIKE and not _differ_in_substance(first, second)


def _differ_in_substance(first: _Passage, second: _Passage) -> bool:
    """Whether a number, a capitalised word or a negation stands in one of the two only."""
    edits = LCSseq.editops(first.folded, second.folded)
    words = [first.tokens[e.src_pos] if e.tag == "delete" else second.tokens[e.dest_pos] for e in edits]
    return any(w[0].isdigit() or w[0].isupper() or _NEGATION.fullmatch(w.lower()) for w in words)


def _shingles(passage: _Passage) -> list[tuple[str, ...]]:
    words = passage.folded
    return [words[n : n + _SHINGLE] for n in range(len(words) - _SHINGLE + 1)]


def _split(text: str, span: Span) -> Iterator[_Passage]:
    for match in _SENTENCE.finditer(text, span.start, span.end):
        yield _read_passage(Span(*match.span()), match.group())


def _read_passage(span: Span, words: str) -> _Passage:
    tokens = tuple(_TOKEN.findall(words))
    return _Passage(span=span, tokens=tokens, folded=tuple(token.lower() for token in tokens))
