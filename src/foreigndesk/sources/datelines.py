"""Datelines: the place (and day, and agency) that stands before or at the beginning of a report."""

import re
from dataclasses import dataclass
from functools import cache

from foreigndesk.knowledge.places import place_words, places_by_name
from foreigndesk.knowledge.publishers import find_publisher
from foreigndesk.knowledge.states import NameRole, list_state_names
from foreigndesk.records.spans import Span

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_CITY = r"[A-Z][\w.'’-]+(?:[ -][A-Z][\w.'’-]+){0,3}"
_PLACE = rf"(?P<place>{_CITY}(?:[,/] ?{_CITY}){{0,2}})"
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_AGENCY = r"\((?P<agency>[A-Z][\w .&'’/-]{1,40})\)"
_DASH = r"(?P<dash> ?(?:[–—]|--?)+ ?)"
_CAPITALS = r"[A-Z][A-Z.'’-]{2,}(?:[ -][A-Z.'’-]{2,}){0,3}"
_FORMS = (
    re.compile(rf"{_PLACE}(?:, {_DAY})? ?{_AGENCY}(?:{_DASH}|[.:]? )"),
    re.compile(rf"{_PLACE}, {_DAY}{_DASH}"),
    re.compile(rf"(?P<place>{_CAPITALS}(?:, [A-Z][\w.]+){{0,2}}){_DASH}(?=\S)"),
    re.compile(rf"(?P<place>{_CAPITALS})(?P<dash>: )(?=[A-Z])"),
    re.compile(rf"{_AGENCY}(?:{_DASH}| (?=[A-Z]))"),
)
_LONGEST_PLACE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class DatelineWords:
    """A dateline as it stands at the beginning of a line; ``size`` counts its code points with the dash."""

    size: int
    place: str | None
    agency: str | None
    agency_span: Span | None


def find_dateline_words(line: str) -> DatelineWords | None:
    """Return the dateline that ``line`` begins with: "BEIJING, May 16 (Xinhua) --", "(Reuters) -", "GENEVA: ".

    Only where the tables know the place or the agency, so that "Shanghai Cooperation Organization (SCO)"
    and "NATO - an alliance" are none; before a colon a town, because a state there is often who speaks.
    """
    for form in _FORMS:
        found = form.match(line)
        if found and _is_known(found.groupdict()):
            agency = found.groupdict().get("agency")
            return DatelineWords(
                size=len(found.group().rstrip()),
                place=found.groupdict().get("place"),
                agency=agency,
                agency_span=Span(*found.span("agency")) if agency else None,
            )
    return None


def find_dateline(text: str) -> Span | None:
    """Return the dateline that the first line of ``text`` which holds words begins with."""
    start = len(text) - len(text.lstrip())
    line = text[start:].split("\n", 1)[0]
    words = find_dateline_words(line)
    return Span(start, start + words.size) if words else None


def _is_known(parts: dict[str, str | None]) -> bool:
    agency, place = parts.get("agency"), parts.get("place")
    if agency and find_publisher(agency):
        return True
    if not place or not (parts.get("dash") or place.isupper()):
        return False
    is_seat = place.casefold() in place_words("dateline_seat")
    if parts.get("dash") == ": ":
        return is_seat or (is_place_line(place) and place.casefold() not in _known_states())
    return is_seat or is_place_line(place) or _is_town_of_known_region(place)


def _is_town_of_known_region(place: str) -> bool:
    """Return whether a town in capitals stands before a place that the tables know: "WOODSIDE, California"."""
    town, _, region = place.partition(", ")
    return town.isupper() and region.strip().casefold() in _known_places()


def is_place_line(line: str) -> bool:
    """Return whether the whole line names a place that the tables know: "Hong Kong", "Astana, Kazakhstan"."""
    if len(line) > _LONGEST_PLACE or not line[:1].isupper():
        return False
    parts = [part.strip() for part in re.split(r"[,/]|(?: and )", line)]
    return all(part.casefold() in _known_places() for part in parts)


@cache
def _known_places() -> frozenset[str]:
    capitals = (name.words for name in list_state_names() if name.role is NameRole.CAPITAL)
    return frozenset(words.casefold() for words in (*places_by_name(), *capitals)) | _known_states()


@cache
def _known_states() -> frozenset[str]:
    return frozenset(name.words.casefold() for name in list_state_names() if name.role is NameRole.NAME)
