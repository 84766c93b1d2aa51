"""Evidence that two places give one utterance: their words, and for short ones who speaks, where, when, about what."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from foreigndesk.knowledge.wordings import lemma_key
from foreigndesk.resolution.utterances import Utterance, content_of, read_spoken

LONG = 4  # words of content: so many in common, in their order, are hardly chance
MANY = 6  # words of content: so many are one utterance whoever is named, and after years
ALIKE = 0.6  # part of the words of content of the shorter wording that both share in their order
MOSTLY = 0.8  # part that two persons must have in common to be given one utterance
KIN = 0.5  # part that is enough where speaker, day or origin agree
_NEAR_DAYS, _FAR_DAYS = 7, 30
_WIDE_DAYS = 60  # an interval so wide says nothing of the day
# Points that a pair needs beyond its words, by the number of words of content that it shares.
_NEEDED = {1: 4, 2: 4, 3: 3}
_ENOUGH_AROUND = 3  # words
_NO_POINTS = 99  # more than there are


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two utterances taken for one: how many words of content they share, points of evidence, and reasons in words."""

    shared: int
    points: int
    because: tuple[str, ...]

    @property
    def is_long(self) -> bool:
        """Whether the words alone say so."""
        return self.shared >= LONG


def find_link(first: Utterance, second: Utterance) -> Link | None:
    """Return why two places give one utterance, ``None`` where too little says so."""
    if not (first.form.is_marked or second.form.is_marked) or _do_overlap(first, second):
        return None
    ours, theirs = content_of(first.words), content_of(second.words)
    shared, least = LCSseq.similarity(ours, theirs), min(len(ours), len(theirs))
    if shared == 0 or shared < KIN * least:
        return None
    if not _agree_enough(first, second, shared=shared, least=least):
        return None
    points, because = _weigh(first, second)
    if _needed(first, second, shared=shared, least=least) > points:
        return None
    return Link(shared=shared, points=points, because=(_say_words(shared, least), *because))


def _agree_enough(first: Utterance, second: Utterance, *, shared: int, least: int) -> bool:
    """Return whether nothing speaks against the pair: a word alone, synonyms or half of the words want one speaker."""
    is_one = _can_be_one_speaker(first, second)
    if shared == 1:
        is_synonym = all(
            sense.startswith("=") for sense in set(content_of(first.words)) & set(content_of(second.words))
        )
        return is_one and (is_synonym or _are_the_same_words(first, second))
    if shared < LONG:
        return is_one or _are_the_same_words(first, second)
    return is_one or shared >= MOSTLY * least or not (first.identified and second.identified)


def _are_the_same_words(first: Utterance, second: Utterance) -> bool:
    """Return whether a short wording stands in the other in its own words, not in synonyms."""
    ours, theirs = (
        [w.folded for w in read_spoken(u.words) if w.is_content]
        for u in sorted((first, second), key=lambda u: len(content_of(u.words)))
    )
    if len(ours) == 1:  # "we will win" is not "we are winning"
        return ours[0] in theirs
    return is_part([lemma_key(word) for word in ours], [lemma_key(word) for word in theirs])


def _can_be_one_speaker(first: Utterance, second: Utterance) -> bool:
    return bool((first.speakers | first.candidates) & (second.speakers | second.candidates))


def _do_overlap(first: Utterance, second: Utterance) -> bool:
    return first.article_id == second.article_id and first.span.overlaps(second.span)


def _say_words(shared: int, least: int) -> str:
    if shared == least:
        return "one has all words of content of the other"
    return f"{shared} of {least} words of content are the same"


def _needed(first: Utterance, second: Utterance, *, shared: int, least: int) -> int:
    """Return how many points the pair needs beside its words; more than there are where the words are too few.

    A single word that two articles of two origins have in common needs most.
    """
    if shared < LONG:
        more = 2 if shared == 1 and first.family != second.family else 0
        return _NEEDED[shared] + more if shared == least else _NO_POINTS
    if shared < ALIKE * least:
        is_likely = first.form.is_marked and second.form.is_marked and _can_be_one_speaker(first, second)
        return 3 if is_likely else _NO_POINTS
    if shared >= MANY:
        return -9
    return 0


def _weigh(first: Utterance, second: Utterance) -> tuple[int, tuple[str, ...]]:
    """Return the points of evidence beside the words of the two, with the reasons."""
    weighed = (_weigh_speaker(first, second), _weigh_origin(first, second), _weigh_days(first, second))
    around = _weigh_surroundings(first, second)
    told = [why for _, why in (*weighed, around) if why]
    return sum(points for points, _ in (*weighed, around)), tuple(told)


def _weigh_speaker(first: Utterance, second: Utterance) -> tuple[int, str]:
    if first.speakers & second.speakers:
        return 2, "a speaker in common"
    if _can_be_one_speaker(first, second):
        return 1, "they can have a speaker in common"
    if first.states & second.states:
        return 1, "speakers of one state"
    return (-1, "") if first.identified and second.identified else (0, "")


def _weigh_origin(first: Utterance, second: Utterance) -> tuple[int, str]:
    if first.article_id == second.article_id:
        return 2, "one article"
    return (3, "articles of one origin") if first.family and first.family == second.family else (0, "")


def _weigh_days(first: Utterance, second: Utterance) -> tuple[int, str]:
    """Return one point for days that may be the same or are near, and take two for days that are far apart."""
    if first.article_id == second.article_id or first.family == second.family != "":
        return 0, ""
    days = days_between(first, second)
    if days is None:
        return 0, ""
    if days <= _NEAR_DAYS and not (_is_wide(first) or _is_wide(second)):
        return 1, "articles of the same days"
    return (-2, "") if days > _FAR_DAYS else (0, "")


def days_between(first: Utterance, second: Utterance) -> int | None:
    """Return how many days surely lie between two articles, ``None`` where a bound that matters is not known."""
    if first.earliest is None or first.latest is None or second.earliest is None or second.latest is None:
        return None
    return max(0, (second.earliest - first.latest).days, (first.earliest - second.latest).days)


def _is_wide(utterance: Utterance) -> bool:
    if utterance.earliest is None or utterance.latest is None:
        return True
    return (utterance.latest - utterance.earliest).days > _WIDE_DAYS


def _weigh_surroundings(first: Utterance, second: Utterance) -> tuple[int, str]:
    """Return what the sentences around have in common: words of content that are no names, else names."""
    if min(len(content_of(first.words)), len(content_of(second.words))) >= LONG:
        return 0, ""
    shared = first.near & second.near
    if len(shared) >= _ENOUGH_AROUND:
        return (4 if len(shared) >= 2 * _ENOUGH_AROUND else 2), "much the same words around"
    if shared or first.around & second.around:
        return 1, "some of the same words around" if shared else "the same names stand around"
    return 0, ""


def is_part(short: Sequence[str], long: Sequence[str]) -> bool:
    """Return whether the words of one stand in the other in their order."""
    rest = iter(long)
    return all(word in rest for word in short)
