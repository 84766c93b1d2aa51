"""Lifting: a few sentences of one article that stand in an article on another matter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from foreigndesk.records.copies import CopyKind
from foreigndesk.resolution.alignment import Passage
from foreigndesk.resolution.comparisons import Comparison, Likeness
from foreigndesk.resolution.wordings import Wording

# Measured on half of bench copies dev (27 lifts of two sentences; 250 pairs of other articles that share a passage).
LEAST_OWN_WORDS = 12  # outside quotation marks: two reports may quote one speech at any length
NAME_STRENGTH = 2.0  # times as telling as the longest other words
LEAST_WHOLE = 0.8  # of the words: what else begins and ends inside a sentence is a phrase
EDGE = 8  # words: what stands first in both or last in both, to so many words, is furniture of the page
LEAST_AT_HOME = 0.2  # of the passage's words of weight, in the rest of the text that it comes from
MUCH = 0.4  # of a text: what is so much of it is at home there
FULL_LENGTH = 600  # words: in a shorter text less comes again, and less is asked for
MOST_ABROAD = 0.45  # of them, in the rest of the text that it was put into: more is a matter common to both
LEAST_LEAD = 0.03  # of the first over the second: less is a formula, which is at home in neither or in both


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifting:
    """What was put in: passages, and the part of their names and long words that each text has elsewhere too (0..1)."""

    first: tuple[range, ...]
    second: tuple[range, ...]
    first_known: float
    second_known: float

    @property
    def is_from_first(self) -> bool:
        """Whether the passages are at home in the first text."""
        return self.first_known > self.second_known


def find_lifting(comparison: Comparison) -> Lifting | None:
    """Return what the texts share where it stands in a row, at home in one and strange in the other.

    What is at home in both is background on a common subject, what is at home in neither a formula of the
    publisher; neither is lifted. Nor are words that are no whole sentences, words that stand in quotation marks,
    or what both texts have at the same edge.
    """
    ours, theirs = (tuple(sorted(side, key=lambda r: r.start)) for side in _sides(comparison.passages))
    if not ours or not (_is_run(ours) and _is_run(theirs)) or _is_at_same_edge(comparison, ours, theirs):
        return None
    if not _is_whole(comparison.first, ours) or not _is_whole(comparison.second, theirs):
        return None
    lifting = Lifting(
        first=ours,
        second=theirs,
        first_known=_known(comparison.first, ours),
        second_known=_known(comparison.second, theirs),
    )
    abroad, at_home = sorted((lifting.first_known, lifting.second_known))
    size = len((comparison.first if lifting.is_from_first else comparison.second).forms)
    is_lifted = (
        at_home >= LEAST_AT_HOME * min(1.0, size / FULL_LENGTH)
        and abroad <= MOST_ABROAD
        and at_home - abroad >= LEAST_LEAD
    )
    return lifting if is_lifted else None


def judge_lifting(comparison: Comparison, lifting: Lifting) -> Likeness:
    """Return what lifted passages make of the pair; the score is their part of the text that they were put into."""
    host, put_in = comparison.first, lifting.first
    if lifting.is_from_first:
        host, put_in = comparison.second, lifting.second
    words, size = sum(map(len, put_in)), len(host.forms)
    at_home, abroad = sorted((lifting.first_known, lifting.second_known), reverse=True)
    because = (
        f"{words} of {size} words stand in the other text; {at_home:.0%} of the names and long words among them "
        f"come again in the rest of that text, {abroad:.0%} in the rest of this one"
    )
    return Likeness(kind=CopyKind.LIFTED, score=round(words / size, 3), is_most=False, because=(because,))


def _sides(passages: Iterable[Passage]) -> tuple[list[range], list[range]]:
    pairs = [(p.first, p.second) for p in passages]
    return [a for a, _ in pairs], [b for _, b in pairs]


def _is_run(ranges: Sequence[range]) -> bool:
    return all(after.start - before.stop <= EDGE for before, after in pairwise(ranges))


def _is_whole(wording: Wording, ranges: Sequence[range]) -> bool:
    """Return whether the words are whole sentences for the most part, and enough of them are nobody's quotation."""
    inside = {n for words in ranges for n in words}
    whole = sum(len(s) for s in wording.sentences if inside.issuperset(s))
    return whole >= LEAST_WHOLE * len(inside) and sum(not wording.quoted[n] for n in inside) >= LEAST_OWN_WORDS


def _is_at_same_edge(comparison: Comparison, ours: Sequence[range], theirs: Sequence[range]) -> bool:
    last = (len(comparison.first.forms) - ours[-1].stop, len(comparison.second.forms) - theirs[-1].stop)
    return max(ours[0].start, theirs[0].start) <= EDGE or max(last) <= EDGE


def _known(wording: Wording, ranges: Sequence[range]) -> float:
    """Return the part of the names and long words in the ranges, by their strength, that the rest of the text has.

    All of it where the ranges are much of the text.
    """
    inside = {n for words in ranges for n in words}
    if len(inside) >= MUCH * len(wording.forms):
        return 1.0
    rest = {wording.forms[n].stem for n in range(len(wording.forms)) if n not in inside and wording.weighty[n]}
    strengths = {wording.forms[n].stem: _strength(wording, n) for n in sorted(inside) if wording.weighty[n]}
    total = sum(strengths.values())
    return sum(strength for stem, strength in strengths.items() if stem in rest) / total if total else 0.0


def _strength(wording: Wording, n: int) -> float:
    return NAME_STRENGTH if wording.forms[n].is_capital else wording.forms[n].strength
