"""Comparisons: of two texts, what kind of copy one is of the other, with the reasons in words."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from foreigndesk.records.copies import CopyKind
from foreigndesk.resolution.alignment import Passage, Retelling, find_retelling, find_runs, join_runs
from foreigndesk.resolution.wordings import Wording

# Measured on bench copies dev (3,000 articles, 2,000 candidate pairs) and stories dev (810 pairs inside stories).
# Of the shorter text: copies with each 33rd letter wrong keep 0.64 and more, with 30 of 100 words exchanged 0.72.
LEAST_COPIED = 0.6
WHOLE = 0.9  # of a text's words: more is all of it but for a headline or a line of page residue
MOST = 0.75  # of a text's words: what papers keep of an agency text that they cut to fit
LETTERS_ALIKE = 0.95  # with wrong letters (each 33rd) 0.97; with 10 of 100 words exchanged 0.92
MISREAD = 0.93  # of the letters of two whole texts of one length: each 33rd wrong leaves 0.95
MUCH_LONGER = 1.1  # times as many words: more is no misprint
_LONGEST_SPELT = 60_000  # letters: longer texts are compared by words only
_MOSTLY_QUOTED = 0.4  # of the words stand outside quotation marks: below, the quoted words count too
LEAST_GAIN = 23.0  # of a retelling: rewrites have 32 to 40, of 810 pairs of reports on one event 1 more than 17
LEAST_FOREIGN_GAIN = 12.0  # of a translation, of which only names and numbers are seen; set by few texts of our own
LEAST_DETAILS = 8  # names and numbers: fewer tell nothing
LEAST_COMMON = 0.5  # of the names and numbers of the text that has fewer
LEAST_RETOLD = 0.3  # of the shorter text's sentences
MOST_BACKWARD = 0.5  # of the weight: more of it found in reverse order is a common subject, not a common text
LEAST_SENTENCES = 4  # retold: fewer show no order


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What two texts share. ``first_share`` and ``second_share`` are parts of each text's own words (0..1).

    ``runs`` are the runs of equal words of which the ``passages`` are made.
    """

    first: Wording
    second: Wording
    runs: tuple[Passage, ...]
    passages: tuple[Passage, ...]
    retelling: Retelling | None
    first_share: float
    second_share: float

    @property
    def shorter_share(self) -> float:
        """The shared part of the shorter text."""
        return self.first_share if len(self.first.forms) <= len(self.second.forms) else self.second_share


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How far one text is a copy of the other. ``kind`` is syndicated or extended only once more is known.

    ``is_most`` says that the other text has most of each of the two, word for word.
    """

    kind: CopyKind
    score: float
    is_most: bool
    because: tuple[str, ...]


def compare_wordings(first: Wording, second: Wording, *, may_retell: bool) -> Comparison:
    """Return what two texts share; what they tell in other words is looked at only where ``may_retell``."""
    runs = tuple(find_runs(first, second))
    passages = join_runs(runs)
    shares = (_share(first, [p.first for p in passages]), _share(second, [p.second for p in passages]))
    return Comparison(
        first=first,
        second=second,
        runs=runs,
        passages=passages,
        retelling=find_retelling(first, second, passages) if may_retell and max(shares) < LEAST_COPIED else None,
        first_share=shares[0],
        second_share=shares[1],
    )


def _share(wording: Wording, passages: Iterable[range]) -> float:
    """Return the part of a text's own words, outside quotation marks, that stands in the passages.

    Two reports of one speech share its words without being copies. Where most of a text is quoted, all words count.
    """
    quoted = [True] * len(wording.quoted)
    uncovered = list(wording.quoted)
    for passage in passages:
        uncovered[passage.start : passage.stop] = quoted[: len(passage)]
    own = wording.quoted.count(False)
    if own and own >= _MOSTLY_QUOTED * len(wording.quoted):
        return 1 - uncovered.count(False) / own
    return min(1.0, sum(len(passage) for passage in passages) / max(1, len(wording.quoted)))


def judge_likeness(comparison: Comparison, *, are_foreign: bool = False) -> Likeness | None:
    """Return the kind of copy that the comparison shows, or ``None``; ``are_foreign`` texts are in two languages."""
    if comparison.shorter_share >= LEAST_COPIED:
        return None if _is_template(comparison) else _judge_passages(comparison)
    least = LEAST_FOREIGN_GAIN if are_foreign else LEAST_GAIN
    if comparison.retelling is not None and _is_retold(comparison.retelling, least_gain=least):
        return _judge_retelling(comparison, comparison.retelling)
    return None


def _judge_passages(comparison: Comparison) -> Likeness:
    ours, theirs = len(comparison.first.forms), len(comparison.second.forms)
    equal, covered = sum(p.equal for p in comparison.passages), sum(len(p.first) for p in comparison.passages)
    because = [
        f"{comparison.first_share:.0%} of the first text's own words and {comparison.second_share:.0%} of the "
        f"second's stand in {len(comparison.passages)} shared passages ({ours} and {theirs} words in all)"
    ]
    letters = _letters_alike(comparison)
    least = min(comparison.first_share, comparison.second_share)
    if letters < LETTERS_ALIKE:
        kind = CopyKind.REWRITTEN
        because.append(f"{covered - equal} of {covered} words in these passages are other words")
    else:
        is_misspelt = least < WHOLE and _is_misspelt(comparison)
        kind = CopyKind.VERBATIM if least >= WHOLE or is_misspelt else CopyKind.ABRIDGED
        if is_misspelt:
            because.append("the two texts differ in single letters")
        if _is_reordered(comparison.passages):
            because.append("the passages stand in another order")
    return Likeness(
        kind=kind,
        score=round(comparison.shorter_share, 3),
        is_most=kind is not CopyKind.REWRITTEN and least >= MOST,
        because=tuple(because),
    )


def _letters_alike(comparison: Comparison) -> float:
    """Return how alike the shared passages are letter by letter (0..1): misspellings hardly lower it."""
    if all(p.equal == len(p.first) == len(p.second) for p in comparison.passages):
        return 1.0
    first = " ".join(_spell(comparison.first, p.first) for p in comparison.passages)
    second = " ".join(_spell(comparison.second, p.second) for p in comparison.passages)
    if max(len(first), len(second)) > _LONGEST_SPELT:
        return sum(p.equal for p in comparison.passages) / sum(len(p.first) for p in comparison.passages)
    return Indel.normalized_similarity(first, second)


def _is_misspelt(comparison: Comparison) -> bool:
    """Return whether the whole texts are the same but for single letters, as misread print is."""
    sizes = sorted((len(comparison.first.forms), len(comparison.second.forms)))
    if sizes[1] > MUCH_LONGER * sizes[0]:
        return False
    first, second = (_spell(w, range(len(w.forms))) for w in (comparison.first, comparison.second))
    return max(len(first), len(second)) <= _LONGEST_SPELT and Indel.normalized_similarity(first, second) >= MISREAD


def _spell(wording: Wording, words: range) -> str:
    return " ".join(wording.forms[n].folded for n in words)


def _is_reordered(passages: tuple[Passage, ...]) -> bool:
    starts = [p.second.start for p in passages]
    return starts != sorted(starts)


def _is_template(comparison: Comparison) -> bool:
    """Return whether two texts fill one form with their own names and numbers, as bulletins do."""
    ours, theirs = _details(comparison.first), _details(comparison.second)
    fewer = min(len(ours), len(theirs))
    return fewer >= LEAST_DETAILS and len(ours & theirs) < LEAST_COMMON * fewer


def _details(wording: Wording) -> set[int]:
    forms = (form for form, weighty in zip(wording.forms, wording.weighty, strict=True) if weighty)
    return {form.stem for form in forms if form.is_capital or form.is_number}


def _is_retold(retelling: Retelling, *, least_gain: float) -> bool:
    """Return whether two texts tell so much in the same order that one was made from the other."""
    retold = len(retelling.ordered)
    return (
        retelling.gain >= least_gain
        and retold >= max(LEAST_SENTENCES, LEAST_RETOLD * retelling.sentences)
        and retelling.backward <= MOST_BACKWARD * retelling.weight
    )


def _judge_retelling(comparison: Comparison, retelling: Retelling) -> Likeness:
    retold = len(retelling.ordered)
    because = [
        f"{retold} of {retelling.sentences} sentences tell the same in the same order "
        f"(weight {retelling.weight:.0f}; {retelling.backward:.0f} when one text is read backwards)"
    ]
    for what, ours, theirs in (
        ("quoted fragments", _fragments(comparison.first), _fragments(comparison.second)),
        ("numbers with their unit", _numbers(comparison.first), _numbers(comparison.second)),
    ):
        places = {item: place for place, item in reversed([*enumerate(theirs)])}
        common = [places[item] for item in dict.fromkeys(ours) if item in places]
        fewer = min(len(set(ours)), len(set(theirs)))
        if common:
            because.append(f"{_longest_rise(common)} of {fewer} {what} in the same order")
    score = round(retold / retelling.sentences, 3)
    return Likeness(kind=CopyKind.REWRITTEN, score=score, is_most=False, because=tuple(because))


def _fragments(wording: Wording) -> list[str]:
    return [_spell(wording, fragment) for fragment in wording.fragments if len(fragment) > 1]


def _numbers(wording: Wording) -> list[str]:
    return [
        _spell(wording, range(n, n + 2))
        for sentence in wording.sentences
        for n in sentence[:-1]
        if wording.forms[n].is_number
    ]


def _longest_rise(places: list[int]) -> int:
    """Return the length of the longest rising choice of ``places``."""
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)
