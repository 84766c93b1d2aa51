"""All names of the tables in one lookup, and the names that stand in a text."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from foreigndesk.knowledge.offices import list_persons, persons_by_id
from foreigndesk.knowledge.organisations import list_organisations
from foreigndesk.knowledge.phrases import PhraseIndex
from foreigndesk.knowledge.places import list_places
from foreigndesk.knowledge.publishers import Publisher, list_publishers
from foreigndesk.knowledge.states import NameRole, list_state_names
from foreigndesk.knowledge.titles import honorifics
from foreigndesk.records.facts import OfficeKind, Person
from foreigndesk.records.spans import Span

PUBLISHER = "publisher:"  # begins the ids of publishers, whose table has names but no ids
_WORDS_IN_CAPITALS = 2  # a line of fewer words in capitals is an abbreviation
# News of the years since is what the tables are complete for; a bare family name means a holder of these years.
RECENT = date(2012, 1, 1)
_HEADS = (OfficeKind.HEAD_OF_STATE, OfficeKind.HEAD_OF_GOVERNMENT)
_PRINCIPALS = (
    *_HEADS,
    OfficeKind.FOREIGN_MINISTER,
    OfficeKind.DEFENCE_MINISTER,
    OfficeKind.HEAD_OF_ORGANISATION,
    OfficeKind.VICE_PRESIDENT,
)
_SHORTEST_IN_CAPITALS = 4  # letters; shorter names in capitals are also words ("IS", "WHO")


class NameKind(StrEnum):
    """Which table a name comes from, and whether it is a person's family name alone."""

    PERSON = "person"
    FAMILY = "family"
    STATE = "state"
    ORGANISATION = "organisation"
    PUBLISHER = "publisher"
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameEntry:
    """One name for one entity. ``role`` is set for states only."""

    words: str
    kind: NameKind
    entity_id: str
    role: NameRole | None = None
    is_ambiguous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """A name of the tables that stands in a text, with every entry that it may be."""

    span: Span
    entries: tuple[NameEntry, ...]

    def has(self, *kinds: NameKind) -> bool:
        """Return whether the name is of one of ``kinds`` in some table."""
        return any(entry.kind in kinds for entry in self.entries)


@cache
def _name_index() -> PhraseIndex[NameEntry]:
    return PhraseIndex((entry.words, entry) for entry in _list_entries())


@cache
def _capital_index() -> PhraseIndex[NameEntry]:
    long = (e for e in _list_entries() if len(e.words) >= _SHORTEST_IN_CAPITALS and e.kind is not NameKind.PUBLISHER)
    return PhraseIndex(((entry.words, entry) for entry in long), any_case=True)


def _list_entries() -> Iterator[NameEntry]:
    for name in list_state_names():
        yield NameEntry(
            words=name.words,
            kind=NameKind.STATE,
            entity_id=name.state_id,
            role=name.role,
            is_ambiguous=name.is_ambiguous,
        )
    for organisation in list_organisations():
        for words in dict.fromkeys((organisation.name, *organisation.aliases)):
            yield NameEntry(words=words, kind=NameKind.ORGANISATION, entity_id=organisation.organisation_id)
    yield from _publisher_entries()
    for place in list_places():
        for words in dict.fromkeys((place.name, *place.aliases)):
            yield NameEntry(words=words, kind=NameKind.PLACE, entity_id=place.place_id)
    for person in list_persons():
        yield from _person_entries(person)


@cache
def publishers_by_id() -> dict[str, Publisher]:
    """Return the publishers that news names beside actors, keyed by id; organs of government are no publishers here."""
    return {
        PUBLISHER + re.sub(r"\W+", "-", publisher.name.lower()).strip("-"): publisher
        for publisher in list_publishers()
        if publisher.kind != "ministry"
    }


def _publisher_entries() -> Iterator[NameEntry]:
    """Yield the names of publishers without the article; what is one word or an abbreviation needs context."""
    for publisher_id, publisher in publishers_by_id().items():
        for words in dict.fromkeys((publisher.name, *publisher.aliases)):
            bare = words.removeprefix("The ")
            yield NameEntry(
                words=bare,
                kind=NameKind.PUBLISHER,
                entity_id=publisher_id,
                is_ambiguous=bare != words and " " not in bare,
            )


def _person_entries(person: Person) -> Iterator[NameEntry]:
    families = set(person.family)
    for words in dict.fromkeys((person.name, *person.aliases, *person.family)):
        alone = " " not in words or (words in families and person.name not in words)
        kind = NameKind.FAMILY if alone and words != person.name else NameKind.PERSON
        yield NameEntry(words=words, kind=kind, entity_id=person.person_id)
        style, _, rest = words.rpartition(" ")
        if style in honorifics() and rest not in families:  # "Francis" of "Pope Francis"
            yield NameEntry(words=rest, kind=NameKind.FAMILY, entity_id=person.person_id)


def find_names(text: str) -> tuple[NameMatch, ...]:
    """Return the names of the tables in ``text``, longest first at each place, not overlapping.

    Names are matched as written (case counts), on whole words, with any of the usual apostrophes and
    spaces; in a line of capitals, names of four letters and more are matched whatever their case.
    """
    index = _name_index()
    prepared = index.prepare(text)
    found: list[NameMatch] = []
    for span, entries in index.find(text):
        match = _go_on(index, prepared, NameMatch(span=span, entries=entries))
        if not found or found[-1].span.end <= match.span.start:
            found.append(match)
    lines = _lines_in_capitals(text)
    if lines:
        found = [m for m in found if not any(line.covers(m.span) for line in lines)]
        for line in lines:
            found.extend(_shift(match, line.start) for match in _capital_index().find(line.words(text)))
        found.sort(key=lambda m: m.span)
    return tuple(found)


def _lines_in_capitals(text: str) -> list[Span]:
    """Return the lines with at least two words of two letters and no small letter."""
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.isupper() and len(re.findall(r"[A-Z]{2,}", line)) >= _WORDS_IN_CAPITALS:
            found.append(Span(at, at + len(line.rstrip())))
        at += len(line)
    return found


def _shift(match: tuple[Span, tuple[NameEntry, ...]], by: int) -> NameMatch:
    return NameMatch(span=Span(match[0].start + by, match[0].end + by), entries=match[1])


def _go_on(index: PhraseIndex[NameEntry], prepared: str, match: NameMatch) -> NameMatch:
    """Return the longer name that begins behind the article of a match, or of the same person inside it.

    "The West" before "Bank" is the beginning of the West Bank.

    "Crown Prince Mohammed" before "bin Salman" is the beginning of "Mohammed bin Salman".
    """
    if prepared.startswith("the ", match.span.start):
        later = index.find_at(prepared, match.span.start + len("the "))
        return NameMatch(span=later[0], entries=later[1]) if later and later[0].end > match.span.end else match
    if not match.has(NameKind.PERSON):
        return match
    persons = {entry.entity_id for entry in match.entries}
    for space in re.finditer(r"\s", match.span.words(prepared)):
        later = index.find_at(prepared, match.span.start + space.end())
        if later and later[0].end > match.span.end and persons & {entry.entity_id for entry in later[1]}:
            return NameMatch(span=later[0], entries=later[1])
    return match


def names_within(matches: tuple[NameMatch, ...], span: Span) -> tuple[NameMatch, ...]:
    """Return those of ``matches`` (in order, not overlapping) that lie wholly inside ``span``."""
    first = bisect_left(matches, span.start, key=lambda m: m.span.start)
    last = bisect_left(matches, span.end, lo=first, key=lambda m: m.span.start)
    return tuple(m for m in matches[first:last] if m.span.end <= span.end)


def heads_among(person_ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the candidates who ever were a head of state or government."""
    return tuple(p for p in person_ids if any(t.office in _HEADS for t in persons_by_id()[p].terms))


def recent_among(person_ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the candidates who held an office after ``RECENT``, or all of them where none did."""
    recent = tuple(p for p in person_ids if any(_is_recent(term.period.last) for term in persons_by_id()[p].terms))
    return recent or person_ids


def _is_recent(last: date | None) -> bool:
    return last is None or last >= RECENT


def principals_among(person_ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the candidates who ever led a state, its government or diplomacy, or an organisation."""
    return tuple(p for p in person_ids if any(t.office in _PRINCIPALS for t in persons_by_id()[p].terms))


def common_state(person_ids: tuple[str, ...]) -> str | None:
    """Return the state that all of the persons last held an office of, if it is one."""
    terms = [persons_by_id()[p].terms for p in person_ids]
    states = {next((t.state for t in reversed(own) if t.state), None) for own in terms}
    return states.pop() if len(states) == 1 else None
