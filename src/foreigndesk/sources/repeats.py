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
_ANCHOR = 5
_ALIKE = 0.9  # share of words in common from which passages are near-identical


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passage:
    span: Span
    words: str
    tokens: tuple[str, ...]


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
    by_anchor: dict[tuple[str, ...], _Passage] = {}
    for passage in passages:
        if len(passage.tokens) < _LEAST_WORDS:
            continue
        anchors = _anchors(passage.tokens)
        candidates = {by_anchor[a].span: by_anchor[a] for a in anchors if a in by_anchor}
        first = next((c for _, c in sorted(candidates.items()) if _is_repeat(c, passage)), None)
        if first:
            yield Repeat(first=first.span, second=passage.span)
            continue
        for anchor in anchors:
            by_anchor.setdefault(anchor, passage)


def _anchors(tokens: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The first, middle and last five words: passages that agree in nine of ten share one of them."""
    middle = (len(tokens) - _ANCHOR) // 2
    return tokens[:_ANCHOR], tokens[middle : middle + _ANCHOR], tokens[-_ANCHOR:]


def _is_repeat(first: _Passage, second: _Passage) -> bool:
    one, other = first.tokens, second.tokens
    if one == other:
        return True
    if min(len(one), len(other)) < _ALIKE * max(len(one), len(other)):
        return False
    return LCSseq.normalized_similarity(one, other) >= _ALIKE and not _differ_in_substance(first, second)


def _differ_in_substance(first: _Passage, second: _Passage) -> bool:
    """Whether a number, a capitalised word or a negation stands in one of the two only."""
    one, other = _TOKEN.findall(first.words), _TOKEN.findall(second.words)
    edits = LCSseq.editops(first.tokens, second.tokens)
    words = [one[e.src_pos] if e.tag == "delete" else other[e.dest_pos] for e in edits]
    return any(w[0].isdigit() or w[0].isupper() or _NEGATION.fullmatch(w.lower()) for w in words)


def _split(text: str, span: Span) -> Iterator[_Passage]:
    for match in _SENTENCE.finditer(text, span.start, span.end):
        yield _read_passage(Span(*match.span()), match.group())


def _read_passage(span: Span, words: str) -> _Passage:
    return _Passage(span=span, words=words, tokens=tuple(_TOKEN.findall(words.lower())))
