"""All names of the tables in one lookup, and the names that stand in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from foreigndesk.knowledge.offices import list_persons
from foreigndesk.knowledge.organisations import list_organisations
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


_WORD_START = re.compile(r"(?<![^\W_])(?:[^\W_]+)")


@cache
def _names_by_first_word() -> dict[str, tuple[tuple[str, tuple[NameEntry, ...]], ...]]:
    by_words: dict[str, list[NameEntry]] = {}
    for entry in _list_entries():
        by_words.setdefault(entry.words, []).append(entry)
    by_first: dict[str, list[tuple[str, tuple[NameEntry, ...]]]] = {}
    for words, entries in by_words.items():
        first = _WORD_START.search(words)
        if first:
            by_first.setdefault(first.group(), []).append((words, tuple(entries)))
    return {first: tuple(sorted(names, key=lambda n: (-len(n[0]), n[0]))) for first, names in by_first.items()}


def _list_entries() -> Iterator[NameEntry]:
    for name in list_state_names():
        yield NameEntry(
            words=_plain(name.words),
            kind=NameKind.STATE,
            entity_id=name.state_id,
            role=name.role,
            is_ambiguous=name.is_ambiguous,
        )
    for organisation in list_organisations():
        for words in dict.fromkeys((organisation.name, *organisation.aliases)):
            yield NameEntry(words=_plain(words), kind=NameKind.ORGANISATION, entity_id=organisation.organisation_id)
    for place in list_places():
        for words in dict.fromkeys((place.name, *place.aliases)):
            yield NameEntry(words=_plain(words), kind=NameKind.PLACE, entity_id=place.place_id)
    for person in list_persons():
        yield from _person_entries(person)


def _person_entries(person: Person) -> Iterator[NameEntry]:
    families = set(person.family)
    for words in dict.fromkeys((person.name, *person.aliases, *person.family)):
        alone = words in families or " " not in words
        kind = NameKind.FAMILY if alone and words != person.name else NameKind.PERSON
        yield NameEntry(words=_plain(words), kind=kind, entity_id=person.person_id)


def find_names(text: str) -> tuple[NameMatch, ...]:
    """Return the names of the tables in ``text``, longest first at each place, not overlapping.

    Names are matched as written (case counts), on whole words, with any of the usual apostrophes and
    spaces.
    """
    plain, names = _plain(text), _names_by_first_word()
    found: list[NameMatch] = []
    free_from = 0
    for word in _WORD_START.finditer(plain):
        if word.start() < free_from or word.group() not in names:
            continue
        for words, entries in names[word.group()]:
            if plain.startswith(words, word.start()) and not _goes_on(plain, word.start() + len(words)):
                found.append(NameMatch(span=Span(word.start(), word.start() + len(words)), entries=entries))
                free_from = word.start() + len(words)
                break
    return tuple(found)


def _goes_on(text: str, end: int) -> bool:
    """Return whether the character at ``end`` would make the word before it longer."""
    return end < len(text) and text[end - 1].isalnum() and text[end].isalnum()


_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2019": "'", "\u02bc": "'", "\u2011": "-"})


def _plain(words: str) -> str:
    """Return ``words`` with one form of space, apostrophe and hyphen, the same length as before."""
    return words.translate(_PLAIN)
