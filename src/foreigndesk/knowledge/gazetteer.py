"""All names of the tables in one lookup, and the names that stand in a text."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from foreigndesk.knowledge.offices import list_persons
from foreigndesk.knowledge.organisations import list_organisations
from foreigndesk.knowledge.phrases import PhraseIndex
from foreigndesk.knowledge.places import list_places
from foreigndesk.knowledge.states import NameRole, list_state_names
from foreigndesk.records.facts import Person
from foreigndesk.records.spans import Span


class NameKind(StrEnum):
    """Which table a name comes from, and whether it is a person's family name alone."""

    PERSON = "person"
    FAMILY = "family"
    STATE = "state"
    ORGANISATION = "organisation"
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


@cache
def _name_index() -> PhraseIndex[NameEntry]:
    return PhraseIndex((entry.words, entry) for entry in _list_entries())


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
    for place in list_places():
        for words in dict.fromkeys((place.name, *place.aliases)):
            yield NameEntry(words=words, kind=NameKind.PLACE, entity_id=place.place_id)
    for person in list_persons():
        yield from _person_entries(person)


def _person_entries(person: Person) -> Iterator[NameEntry]:
    families = set(person.family)
    for words in dict.fromkeys((person.name, *person.aliases, *person.family)):
        alone = words in families or " " not in words
        kind = NameKind.FAMILY if alone and words != person.name else NameKind.PERSON
        yield NameEntry(words=words, kind=kind, entity_id=person.person_id)


def find_names(text: str) -> tuple[NameMatch, ...]:
    """Return the names of the tables in ``text``, longest first at each place, not overlapping.

    Names are matched as written (case counts), on whole words, with any of the usual apostrophes and
    spaces.
    """
    return tuple(NameMatch(span=span, entries=entries) for span, entries in _name_index().find(text))
