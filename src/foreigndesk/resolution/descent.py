"""Descent: what two texts of one origin say of which was made from which."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from foreigndesk.resolution.alignment import Kinship
from foreigndesk.resolution.fingerprints import Fingerprint
from foreigndesk.resolution.wordings import Wording

CONTAINED = 0.9  # of the shorter text's words, so that it counts as contained
MUCH_LONGER = 1.2  # times as many words: below, the longer text has no more than another opening or ending
# Names in the rest of the longer text that stand in the shared part too: 0.38 and more in 90 of 100 texts that were
# cut by a quarter, 0.36 and less in 95 of 100 into which paragraphs on other matters were put (bench copies dev).
OF_THE_SAME, OF_OTHERS = 0.38, 0.2
LEAST_NAMES = 8  # in that rest: fewer are chance
_NEAR = 20  # words: a headline, or words exchanged between two passages
_MAJORITY = 3  # signs for one direction to each sign for the other
_MOST_TOLD = 5  # signs, in the reason
_LEAST_LIST = 3  # items
_ITEM_WORDS = 5
_LEAST_FRAGMENT = 3  # words of a quotation: fewer are a catchword, quoted by everybody
_MOST_FRAGMENTS = 300  # of one text
_LEAST_CUT = 3  # words that a longer quotation has more


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One of two texts of one origin: its fingerprint, its words, and which of them the other has.

    ``shared`` are ranges of words, ``shared_part`` is their part of the text (0..1).
    """

    fingerprint: Fingerprint
    wording: Wording
    shared: tuple[range, ...]
    shared_part: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """Which article is the later one, and why; ``later_id`` is ``None`` where the texts do not say."""

    later_id: str | None
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sign:
    """One reason to hold that ``later`` was made from the other text."""

    later: Fingerprint
    says: str


def find_dated_direction(first: Fingerprint, second: Fingerprint) -> Direction | None:
    """Return the direction by the stated days of publication."""
    for older, newer in ((first, second), (second, first)):
        if older.stated_to and newer.stated_from and older.stated_to < newer.stated_from:
            because = f"published {newer.stated_from.isoformat()}, the other by {older.stated_to.isoformat()}"
            return Direction(later_id=newer.article_id, because=because)
    return None


def find_direction(first: Fingerprint, second: Fingerprint) -> Direction | None:
    """Return the direction by what the articles state of themselves: days of publication, credits."""
    dated = find_dated_direction(first, second)
    if dated is not None:
        return dated
    named = [(a, b) for a, b in ((first, second), (second, first)) if _credits(a, b.publisher)]
    if len(named) == 1:
        later, earlier = named[0]
        return Direction(later_id=later.article_id, because=f"credits {earlier.publisher}, which published the other")
    credited = [f for f in (first, second) if f.agencies]
    if len(credited) == 1 and not named:
        later = second if credited[0] is first else first
        return Direction(
            later_id=later.article_id,
            because=f"the other names its agency, {credited[0].agencies[0]}; this one does not",
        )
    return None


def _credits(fingerprint: Fingerprint, publisher: str | None) -> bool:
    names = [*fingerprint.agencies, *([fingerprint.byline] if fingerprint.byline else [])]
    return bool(publisher) and any(_has_words(name, str(publisher)) for name in names)


def _has_words(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words.casefold())}(?!\w)", text.casefold()) is not None


def weigh_direction(first: Version, second: Version, kinships: tuple[Kinship, ...]) -> Direction:
    """Return the direction that the wording itself shows: a text contained, quotations and lists cut short."""
    signs = [
        sign
        for one, other in ((first, second), (second, first))
        for sign in (*_contained(one, other), *_cut_quotations(one, other))
    ]
    signs += _cut_lists(first, second, kinships)
    if not signs:
        return Direction(later_id=None, because="neither dates nor credits nor the wording tell which came first")
    sides = [[s for s in signs if s.later is version.fingerprint] for version in (first, second)]
    fewer, more = sorted(sides, key=len)
    if len(more) < _MAJORITY * len(fewer) or not more:
        return Direction(later_id=None, because=f"signs for both directions: {_tell(fewer)}, but {_tell(more)}")
    return Direction(later_id=more[0].later.article_id, because=_tell(more))


def _tell(signs: list[_Sign]) -> str:
    return "; ".join([*dict.fromkeys(sign.says for sign in signs)][:_MOST_TOLD])


def _contained(one: Version, other: Version) -> Iterator[_Sign]:
    """Yield a sign where one text stands in the other: it was cut, or matter about something else was added.

    Which of the two is told by the names in the rest of the longer text; between the two bounds nothing is said.
    """
    ours, theirs = len(one.wording.forms), len(other.wording.forms)
    if one.shared_part < CONTAINED or theirs < MUCH_LONGER * ours:
        return
    known, names = _known_names(other)
    if _is_beginning(other) and (known > OF_OTHERS or names < LEAST_NAMES):
        says = f"its {ours} words are the beginning of the other's {theirs}"
        yield _Sign(later=one.fingerprint, says=says)
    elif names < LEAST_NAMES:
        return
    elif known >= OF_THE_SAME:
        says = f"its {ours} words stand among the other's {theirs}, and the rest of those names the same names"
        yield _Sign(later=one.fingerprint, says=says)
    elif known <= OF_OTHERS:
        says = f"the other's {ours} words stand among its {theirs}, and the rest of those names other names"
        yield _Sign(later=other.fingerprint, says=says)


def _is_beginning(version: Version) -> bool:
    """Return whether what the other text has is the beginning of this one and nothing after it, as cut from the end."""
    passages = sorted(version.shared, key=lambda passage: passage.start)
    stop = passages[0].start
    for passage in passages:
        if passage.start - stop > _NEAR:
            return False
        stop = max(stop, passage.stop)
    return passages[0].start <= _NEAR


def _known_names(version: Version) -> tuple[float, int]:
    """Return the part of the names outside the shared passages that stand inside them too (0..1), and their number."""
    wording = version.wording
    inside = {n for passage in version.shared for n in passage}
    stems = {wording.forms[n].stem for n in inside}
    rest = [f.stem for n, f in enumerate(wording.forms) if n not in inside and wording.weighty[n] and f.is_capital]
    return (sum(stem in stems for stem in rest) / len(rest) if rest else 1.0), len(rest)


def _cut_quotations(one: Version, other: Version) -> Iterator[_Sign]:
    """Yield a sign for each fragment that is part of a longer quotation of the other text, the rest of it gone."""
    longer = _fragments(other.wording)
    words = f" {' '.join(form.folded for form in one.wording.forms)} "
    for fragment in sorted(_fragments(one.wording) - longer):
        whole = [f for f in longer if f" {fragment} " in f" {f} " and _count(f) >= _count(fragment) + _LEAST_CUT]
        if any(f" {f} " not in words for f in whole):
            yield _Sign(later=one.fingerprint, says=f"quotes “{fragment}” of a longer quotation in the other")


def _fragments(wording: Wording) -> set[str]:
    long_enough = [fragment for fragment in wording.fragments if len(fragment) >= _LEAST_FRAGMENT]
    return {" ".join(wording.forms[n].folded for n in fragment) for fragment in long_enough[:_MOST_FRAGMENTS]}


def _count(fragment: str) -> int:
    return fragment.count(" ") + 1


def _cut_lists(first: Version, second: Version, kinships: tuple[Kinship, ...]) -> Iterator[_Sign]:
    """Yield a sign for each list whose items all stand in a longer list of the kin sentence."""
    for kinship in kinships:
        ours = list_items(first.wording, first.wording.sentences[kinship.first])
        theirs = list_items(second.wording, second.wording.sentences[kinship.second])
        for version, short, long in ((first, ours, theirs), (second, theirs, ours)):
            if is_shortened(short, long):
                says = f"lists {len(short)} things where the other lists {len(long)}"
                yield _Sign(later=version.fingerprint, says=says)


def is_shortened(short: list[frozenset[int]], long: list[frozenset[int]]) -> bool:
    """Return whether one list has some items of the other and no item of its own."""
    return _LEAST_LIST <= len(short) < len(long) and all(any(item & other for other in long) for item in short)


def list_items(wording: Wording, sentence: range) -> list[frozenset[int]]:
    """Return the items of a sentence's list, as stems of their words of weight: short pieces between commas."""
    pieces: list[list[int]] = [[]]
    for n in sentence:
        pieces[-1].append(n)
        if n + 1 in sentence and "," in wording.text[wording.ends[n] : wording.starts[n + 1]]:
            pieces.append([])
    pieces = [pieces[0][-2:], *pieces[1:-1], pieces[-1][:_ITEM_WORDS]]
    items = [frozenset(wording.forms[n].stem for n in piece if wording.weighty[n]) for piece in pieces]
    is_list = len(pieces) >= _LEAST_LIST and all(len(piece) <= _ITEM_WORDS for piece in pieces)
    return [item for item in items if item] if is_list else []
