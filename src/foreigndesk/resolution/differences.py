"""Differences: of two texts of one origin, what was dropped, added, reworded, and which reserve was lost."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foreigndesk.knowledge.reserve import Reserve, ReserveKind, find_reserve
from foreigndesk.records.copies import CopyKind, Difference, DifferenceKind
from foreigndesk.records.spans import Span
from foreigndesk.resolution.alignment import Kinship, Telling, find_kinships
from foreigndesk.resolution.comparisons import Comparison
from foreigndesk.resolution.descent import is_shortened, list_items
from foreigndesk.resolution.wordings import Wording

SAME_SENTENCE = 3  # one word in so many of the shorter sentence, in runs of four and more, makes two one sentence
_LEAST_WORDS = 4  # of a sentence: fewer are a heading or a name

_LOST = {ReserveKind.HEDGE: DifferenceKind.HEDGE_LOST, ReserveKind.ATTRIBUTION: DifferenceKind.ATTRIBUTION_LOST}
_IN_ONE = {ReserveKind.HEDGE: DifferenceKind.HEDGE_IN_ONE, ReserveKind.ATTRIBUTION: DifferenceKind.ATTRIBUTION_IN_ONE}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """One text of the pair: its words, for each of its sentences those of the other that answer it, best first."""

    wording: Wording
    answers: dict[int, list[int]]
    is_first: bool
    is_earlier: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pairing:
    """Which sentences answer each other, by their numbers, and which pairs are the same words."""

    weights: dict[tuple[int, int], float]
    same: frozenset[tuple[int, int]]


def find_differences(
    comparison: Comparison, *, kind: CopyKind, is_first_earlier: bool | None
) -> tuple[Difference, ...]:
    """Return the differences of two texts of one origin in the order of the first, what only the second has last.

    Of a lifted passage only its own sentences are compared. ``is_first_earlier`` is ``None`` where the direction
    is not known; then it is said that something stands in one text only, not that it was dropped or added.
    """
    pairing = _pair_sentences(comparison, is_lifted=kind is CopyKind.LIFTED)
    first, second = _sides(comparison, pairing, is_first_earlier=is_first_earlier)
    found = [*_find_reworded(first, second, pairing)]
    if kind is not CopyKind.LIFTED:
        found += [*_find_unanswered(first), *_find_unanswered(second)]
    found += [*_find_lost(first, second, pairing), *_find_lost(second, first, pairing)]
    return tuple(sorted(found, key=_order))


def _order(difference: Difference) -> tuple[bool, Span, Span, str]:
    nowhere = Span(0, 0)
    first, second = difference.first or nowhere, difference.second or nowhere
    return difference.first is None, first, second, difference.kind.value


def _sides(comparison: Comparison, pairing: _Pairing, *, is_first_earlier: bool | None) -> tuple[_Side, _Side]:
    forward: dict[int, list[int]] = defaultdict(list)
    backward: dict[int, list[int]] = defaultdict(list)
    for (ours, theirs), _ in sorted(pairing.weights.items(), key=lambda item: (-item[1], item[0])):
        forward[ours].append(theirs)
        backward[theirs].append(ours)
    is_second_earlier = None if is_first_earlier is None else not is_first_earlier
    return (
        _Side(wording=comparison.first, answers=forward, is_first=True, is_earlier=is_first_earlier),
        _Side(wording=comparison.second, answers=backward, is_first=False, is_earlier=is_second_earlier),
    )


def _pair_sentences(comparison: Comparison, *, is_lifted: bool) -> _Pairing:
    """Return which sentences answer each other: by words in a row, else by unusual words that they share."""
    first, second = comparison.first, comparison.second
    overlaps = _count_shared(comparison)
    weights: dict[tuple[int, int], float] = {}
    same = set()
    for (ours, theirs), words in overlaps.items():
        sizes = len(first.sentences[ours]), len(second.sentences[theirs])
        if words * SAME_SENTENCE >= min(sizes):
            weights[ours, theirs] = float(words)
            if sizes == (words, words):
                same.add((ours, theirs))
    told = comparison.retelling.ordered if comparison.retelling else ()
    weights = {(k.first, k.second): k.weight for k in told} | weights
    if not is_lifted:
        weights = {(k.first, k.second): k.weight for k in _kin_of_unpaired(comparison, weights)} | weights
    return _Pairing(weights=weights, same=frozenset(same))


def _count_shared(comparison: Comparison) -> Counter[tuple[int, int]]:
    """Return the number of words in shared passages that each two sentences have in common."""
    homes = _homes(comparison.first), _homes(comparison.second)
    inside = {n for passage in comparison.passages for n in passage.first}
    overlaps: Counter[tuple[int, int]] = Counter()
    for run in comparison.runs:
        if run.first.start in inside:
            overlaps.update((homes[0][a], homes[1][b]) for a, b in zip(run.first, run.second, strict=True))
    return overlaps


def _homes(wording: Wording) -> list[int]:
    """Return the number of the sentence of each word."""
    return [number for number, sentence in enumerate(wording.sentences) for _ in sentence]


def _kin_of_unpaired(comparison: Comparison, paired: Iterable[tuple[int, int]]) -> Iterator[Kinship]:
    """Yield, for each sentence without an answer, the sentence of the other text that shares most unusual words.

    Where the texts share words in a row, only a sentence without an answer can be that answer; in a text that was
    told anew one sentence may answer two.
    """
    first, second = comparison.first, comparison.second
    pairs = set(paired)
    ours = _unpaired(first, {a for a, _ in pairs})
    theirs = _unpaired(second, {b for _, b in pairs})
    if comparison.retelling is None:
        kinships = find_kinships(_tell(first, ours), _tell(second, theirs)) if ours and theirs else []
    else:
        kinships = find_kinships(_tell(first, ours), _tell(second, range(len(second.sentences))))
        kinships += find_kinships(_tell(first, range(len(first.sentences))), _tell(second, theirs))
    best: dict[tuple[bool, int], Kinship] = {}
    for kinship in kinships:
        for key in ((True, kinship.first), (False, kinship.second)):
            if key not in best or kinship.weight > best[key].weight:
                best[key] = kinship
    yield from (best[key] for key in [*((True, n) for n in ours), *((False, n) for n in theirs)] if key in best)


def _tell(wording: Wording, sentences: Iterable[int]) -> Telling:
    return Telling(wording=wording, sentences=tuple(sentences))


def _unpaired(wording: Wording, paired: set[int]) -> list[int]:
    return [n for n, s in enumerate(wording.sentences) if n not in paired and len(s) >= _LEAST_WORDS]


def _find_reworded(first: _Side, second: _Side, pairing: _Pairing) -> Iterator[Difference]:
    """Yield each sentence of either text with the one that answers it best, where these are not the same words."""
    pairs = {(ours, answers[0]) for ours, answers in first.answers.items()}
    pairs |= {(answers[0], theirs) for theirs, answers in second.answers.items()}
    for ours, theirs in sorted(pairs - pairing.same):
        spans = _sentence_span(first, ours), _sentence_span(second, theirs)
        yield Difference(kind=DifferenceKind.REWORDED, first=spans[0], second=spans[1])
        lists = [list_items(s.wording, s.wording.sentences[n]) for s, n in ((first, ours), (second, theirs))]
        if first.is_earlier is not None and is_shortened(*(reversed(lists) if first.is_earlier else lists)):
            yield Difference(kind=DifferenceKind.LIST_SHORTENED, first=spans[0], second=spans[1])


def _find_unanswered(side: _Side) -> Iterator[Difference]:
    """Yield the runs of sentences that stand in one text only."""
    kind = DifferenceKind.IN_ONE_ONLY
    if side.is_earlier is not None:
        kind = DifferenceKind.DROPPED if side.is_earlier else DifferenceKind.ADDED
    alone = [n for n, s in enumerate(side.wording.sentences) if n not in side.answers and len(s) >= _LEAST_WORDS]
    runs: list[list[int]] = []
    for number in alone:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    for run in runs:
        span = Span(_sentence_span(side, run[0]).start, _sentence_span(side, run[-1]).end)
        yield Difference(kind=kind, first=span if side.is_first else None, second=None if side.is_first else span)


def _find_lost(side: _Side, other: _Side, pairing: _Pairing) -> Iterator[Difference]:
    """Yield the hedge and the attribution of a sentence where those that answer it have none of the kind.

    Only two sentences that answer each other best are compared: with the second best the loss may be a loss of all.
    """
    if side.is_earlier is False:
        return
    kinds = _IN_ONE if side.is_earlier is None else _LOST
    for number, answers in side.answers.items():
        pair = (number, answers[0]) if side.is_first else (answers[0], number)
        if pair in pairing.same or other.answers[answers[0]][0] != number:
            continue
        own = _read_reserve(side, number)
        kept = {reserve.kind for answer in (answers if own else ()) for reserve in _read_reserve(other, answer)}
        spans = _sentence_span(side, number), _sentence_span(other, answers[0])
        first, second = spans if side.is_first else spans[::-1]
        for kind, cue in {r.kind: r.span for r in reversed(own) if r.kind not in kept}.items():
            yield Difference(kind=kinds[kind], first=first, second=second, cue=cue, cue_in_first=side.is_first)


def _read_reserve(side: _Side, number: int) -> list[Reserve]:
    """Return the hedges and attributions of a sentence outside quotation marks; spans are those of the text."""
    wording, span = side.wording, _sentence_span(side, number)
    found = [
        Reserve(span=Span(span.start + r.span.start, span.start + r.span.end), kind=r.kind, row=r.row)
        for r in find_reserve(wording.text[span.start : span.end])
    ]
    return [r for r in found if not wording.quoted[bisect_left(wording.starts, r.span.start)]]


def _sentence_span(side: _Side, number: int) -> Span:
    return side.wording.span_of(side.wording.sentences[number])
