"""Names of persons in other romanisations, orders and joints: "Jong-un Kim", "Serguei Lavrov", "Orbán Viktor"."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from rapidfuzz.fuzz import ratio

from foreigndesk.knowledge.folding import fold
from foreigndesk.knowledge.offices import list_persons
from foreigndesk.knowledge.tables import read_table
from foreigndesk.records.facts import Person

SAME_NAME = 80  # rapidfuzz ratio: Sergei/Sergey 83, Vladimir/Volodymyr 59, Dmitry/Dmitri 83, John/Joan 75
LONGEST = 4  # words of a full name
_SHORTEST_ALONE = 5  # letters of a family name that is known by itself in another spelling


@cache
def _rewritings() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """Return letters, the pattern of them in their place, and what is written for them."""
    edges = {"any": ("", ""), "start": (r"\b", ""), "end": ("", r"\b")}
    return tuple(
        (
            row["written"],
            re.compile(edges[row["where"]][0] + re.escape(row["written"]) + edges[row["where"]][1]),
            row["form"],
        )
        for row in read_table("romanisations")
    )


@lru_cache(maxsize=65536)
def name_key(words: str) -> str:
    """Return the form of a name in which its spellings are compared: one word of small letters, none doubled."""
    key = fold(words).replace("\u2011", "-")
    for letters, pattern, form in _rewritings():
        if letters in key:
            key = pattern.sub(form, key)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[\W_]", "", key))


@cache
def _by_parts() -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the persons keyed by the keys of family and given name, the smaller one first."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for person in list_persons():
        for parts in _parts_of(person):
            found.setdefault(parts, {})[person.person_id] = None
    return {parts: tuple(ids) for parts, ids in found.items()}


def _parts_of(person: Person) -> Iterator[tuple[str, str]]:
    families = {name_key(family) for family in person.family}
    for name in (person.name, *person.aliases):
        for first, second in _splits(name.split()):
            if (first in families) != (second in families):
                yield min(first, second), max(first, second)


def _splits(words: list[str]) -> Iterator[tuple[str, str]]:
    for at in range(1, len(words)):
        yield name_key(" ".join(words[:at])), name_key(" ".join(words[at:]))


@cache
def _by_family() -> dict[str, tuple[tuple[Person, tuple[str, ...]], ...]]:
    """Return the persons with the keys of the words of their names, keyed by the key of the family name."""
    found: dict[str, list[tuple[Person, tuple[str, ...]]]] = {}
    for person in list_persons():
        own = tuple(name_key(part) for part in person.name.split())
        for family in person.family:
            found.setdefault(name_key(family), []).append((person, own))
    return {family: tuple(persons) for family, persons in found.items()}


@lru_cache(maxsize=65536)
def is_family_name(words: str) -> bool:
    """Return whether some person of the tables bears the family name in some spelling."""
    return name_key(words) in _by_family()


def persons_named(words: str) -> tuple[str, ...]:
    """Return the persons whose family and given name these words are, in any order, joint and romanisation."""
    found = (_by_parts().get((min(parts), max(parts)), ()) for parts in _splits(words.split()))
    return tuple(dict.fromkeys(person_id for ids in found for person_id in ids))


def bearers_of(words: str) -> tuple[str, ...]:
    """Return the persons whose family name this is in another spelling, where the name is long enough to tell."""
    key = name_key(words)
    if len(key) < _SHORTEST_ALONE:
        return ()
    return tuple(dict.fromkeys(person.person_id for person, _ in _by_family().get(key, ())))


def spelled_otherwise(words: str) -> tuple[str, ...]:
    """Return persons of the tables with the same family name and nearly the same given name, in any order."""
    exact = persons_named(words)
    if exact:
        return exact
    parts = tuple(name_key(part) for part in words.split())
    near = (
        person.person_id
        for person, own in (*_by_family().get(parts[-1], ()), *_by_family().get(parts[0], ()))
        if len(own) == len(parts) and all(ratio(a, b) >= SAME_NAME for a, b in zip(own, parts, strict=True))
    )
    return tuple(dict.fromkeys(near))
