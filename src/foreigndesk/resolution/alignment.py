"""Alignment: which words two articles share in a row, and which sentences tell the same in the same order."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from foreigndesk.resolution.wordings import SHINGLE, Wording

GAP = 4  # words: runs that are no further apart in both texts are one passage with words exchanged
LEAST_PASSAGE = 8  # shared words: a phrase of four to seven words is shared by chance
_PLACES = 8  # of a shingle: a refrain that stands more often is compared at its first places only
LONG_BLOCK = 40  # equal words: two sentences and more, taken over as they are
LEAST_KINSHIP = 7.0  # of two sentences: three unusual words in common
MOST_KINSHIP = 20.0  # so that one long sentence, copied whole, does not count as a report retold
_CROWD = 40  # sentences: a word's rarity is measured as if a pair of texts had at least so many
_COMMON = 60  # sentences: a word that stands in more of them tells nothing and costs time


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A run of words that stands in two texts; ``equal`` of its words are the same in both."""

    first: range
    second: range
    equal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinship:
    """Two sentences, by their numbers, that share unusual words outside quotation marks."""

    first: int
    second: int
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Retelling:
    """The sentences of two texts that tell the same.

    ``ordered`` are kin sentences in the order of both texts, with their ``weight``; ``backward`` is the
    weight that the same search finds when one text is read from its end: what chance and a common subject give.
    """

    ordered: tuple[Kinship, ...]
    weight: float
    backward: float
    sentences: int

    @property
    def gain(self) -> float:
        """How much more is told in the same order than chance gives, for the length of the shorter text."""
        return (self.weight - self.backward) / math.sqrt(max(1, self.sentences))


def find_passages(first: Wording, second: Wording) -> tuple[Passage, ...]:
    """Return the passages of at least eight shared words that stand in both texts, in order of the first."""
    return join_runs(find_runs(first, second))


def join_runs(runs: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return the passages that runs in order of the first text make, without those of few words."""
    passages: list[Passage] = []
    for run in runs:
        before = passages[-1] if passages else None
        if before and _is_near(before.first, run.first) and _is_near(before.second, run.second):
            passages[-1] = Passage(
                first=range(before.first.start, run.first.stop),
                second=range(before.second.start, run.second.stop),
                equal=before.equal + run.equal,
            )
        else:
            passages.append(run)
    return tuple(p for p in passages if p.equal >= LEAST_PASSAGE)


def _is_near(before: range, after: range) -> bool:
    return 0 <= after.start - before.stop <= GAP


def find_runs(first: Wording, second: Wording) -> list[Passage]:
    """Return the runs of equal words, at least four long, that cover the first text from its beginning."""
    ours = set(first.shingles)
    places: dict[int, list[int]] = defaultdict(list)
    for place, shingle in enumerate(second.shingles):
        if shingle in ours and len(places[shingle]) < _PLACES:
            places[shingle].append(place)
    runs: list[Passage] = []
    done, expected = 0, 0
    for at, shingle in enumerate(first.shingles):
        if at >= done and shingle in places:
            size, start = _longest(first, second, at=at, starts=places[shingle], expected=expected)
            runs.append(Passage(first=range(at, at + size), second=range(start, start + size), equal=size))
            done, expected = at + size, start + size
    return runs


def _longest(first: Wording, second: Wording, *, at: int, starts: Iterable[int], expected: int) -> tuple[int, int]:
    """Return the size and the start of the longest run; of equal ones, the first after ``expected``."""
    best = (0, True, 0)
    for start in starts:
        size = 1
        most = min(len(first.shingles) - at, len(second.shingles) - start)
        while size < most and first.shingles[at + size] == second.shingles[start + size]:
            size += 1
        best = max(best, (size + SHINGLE - 1, start >= expected, -start))
    return best[0], -best[2]


def find_retelling(first: Wording, second: Wording, passages: Iterable[Passage]) -> Retelling:
    """Return what the two texts tell in the same order, apart from words that either gives as a quotation.

    Sentences inside long shared ``passages`` are left out: a block of the same words is no retelling, and
    between articles of one publisher it is often page residue.
    """
    blocks = [p for p in passages if p.equal >= LONG_BLOCK]
    ours = Telling(wording=first, sentences=_outside(first, [p.first for p in blocks]))
    theirs = Telling(wording=second, sentences=_outside(second, [p.second for p in blocks]))
    kinships = find_kinships(ours, theirs)
    ordered = _heaviest_chain(kinships)
    backward = _heaviest_chain([Kinship(first=k.first, second=-k.second, weight=k.weight) for k in kinships])
    return Retelling(
        ordered=tuple(ordered),
        weight=sum(k.weight for k in ordered),
        backward=sum(k.weight for k in backward),
        sentences=min(len(ours.sentences), len(theirs.sentences)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The sentences of a text, by their numbers, that may be told anew."""

    wording: Wording
    sentences: tuple[int, ...]


def _outside(wording: Wording, blocks: Iterable[range]) -> tuple[int, ...]:
    """Return the numbers of the sentences of which at least half stands outside the blocks."""
    inside = {n for block in blocks for n in block}
    return tuple(
        number
        for number, sentence in enumerate(wording.sentences)
        if not inside or 2 * sum(n in inside for n in sentence) <= len(sentence)
    )


def find_kinships(first: Telling, second: Telling) -> list[Kinship]:
    """Return the pairs of sentences that share unusual words: unusual for these two texts, so without a list."""
    ours, theirs = _sentence_stems(first), _sentence_stems(second)
    crowd = max(_CROWD, len(first.sentences) + len(second.sentences))
    weights: dict[tuple[int, int], float] = defaultdict(float)
    for stem, homes in ours.items():
        others = theirs.get(stem)
        if others is None or len(homes) + len(others) > _COMMON:
            continue
        rarity = math.log(crowd / (len(homes) + len(others)))
        for here, strength in homes.items():
            for there, other_strength in others.items():
                weights[here, there] += rarity * min(strength, other_strength)
    return [
        Kinship(first=a, second=b, weight=min(weight, MOST_KINSHIP))
        for (a, b), weight in sorted(weights.items())
        if weight >= LEAST_KINSHIP
    ]


def _sentence_stems(telling: Telling) -> dict[int, dict[int, float]]:
    """Return, for each stem, the sentences in which it stands outside quotation marks, and how telling it is there."""
    homes: dict[int, dict[int, float]] = defaultdict(dict)
    wording = telling.wording
    for number in telling.sentences:
        for n in wording.sentences[number]:
            if not wording.quoted[n]:
                form = wording.forms[n]
                strength = max(form.strength, 1.0) if form.is_capital and wording.weighty[n] else form.strength
                home = homes[form.stem]
                if strength > home.get(number, 0.0):
                    home[number] = strength
    return homes


def _heaviest_chain(kinships: Iterable[Kinship]) -> list[Kinship]:
    """Return the heaviest choice in which both texts go forward and no sentence stands twice.

    ``ends`` holds, by the sentence of the second text that they end with, the chains that are heavier than
    all chains with an earlier end.
    """
    ends: list[_Chain] = []
    for _, same_first in groupby(sorted(kinships, key=lambda k: (k.first, k.second)), key=lambda k: k.first):
        grown = []
        for kinship in same_first:
            place = bisect_left(ends, kinship.second, key=lambda chain: chain.last.second)
            grown.append(_Chain(last=kinship, before=ends[place - 1] if place else None))
        for longer in grown:
            _put_chain(ends, longer)
    links: list[Kinship] = []
    chain = ends[-1] if ends else None
    while chain is not None:
        links.append(chain.last)
        chain = chain.before
    return links[::-1]


class _Chain:
    """Kin sentences in order: the last and the chain before it."""

    __slots__ = ("before", "last", "weight")

    def __init__(self, *, last: Kinship, before: "_Chain | None") -> None:
        self.last = last
        self.before = before
        self.weight: float = last.weight + (before.weight if before is not None else 0.0)


def _put_chain(ends: list[_Chain], chain: _Chain) -> None:
    """Put a chain where it belongs, and take out those that end no earlier and are no heavier."""
    place = bisect_left(ends, chain.last.second, key=lambda c: c.last.second)
    if place and ends[place - 1].weight >= chain.weight:
        return
    after = place
    while after < len(ends) and ends[after].weight <= chain.weight:
        after += 1
    if place == after and place < len(ends) and ends[place].last.second == chain.last.second:
        return
    ends[place:after] = [chain]
