"""Words and patterns of time expressions, from ``time_words.tsv`` and ``time_rules.tsv``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from foreigndesk.errors import KnowledgeError
from foreigndesk.knowledge.tables import Row, read_list, read_table

Senses = Mapping[str, str]  # class of a word -> its value in that class

NO_SENSES: Senses = MappingProxyType({})
CALENDAR_UNITS = ("day", "week", "month", "year")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeShape:
    """A kind of number, as a regular expression over one token, and what such a token can be."""

    pattern: re.Pattern[str]
    senses: Senses

    def read(self, word: str) -> Senses | None:
        """Return the senses of ``word`` with its digits filled in, or ``None`` where it has another shape."""
        match = self.pattern.fullmatch(word)
        if not match:
            return None
        return {name: match[int(value[1:])] if value.startswith("$") else value for name, value in self.senses.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLexicon:
    """What single words and set phrases can be in a time expression.

    ``words`` is keyed by lower-case words with single spaces; ``capitals`` holds those that count only
    with a capital letter. ``phrases`` are the keys that are more than one run of letters.
    """

    words: Mapping[str, Senses]
    capitals: Mapping[str, Senses]
    phrases: tuple[str, ...]
    shapes: tuple[TimeShape, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRule:
    """One pattern of the table: what it matches, what it makes, and what must hold around it.

    ``type``, ``reference`` and ``value`` are empty where the captured words decide.
    """

    rule_id: str
    pattern: str
    type: str
    reference: str
    value: str
    checks: tuple[str, ...]
    example: str
    counter_example: str


@cache
def read_lexicon() -> TimeLexicon:
    """Return the words of time expressions. Raises KnowledgeError where a shape is no regular expression."""
    words: dict[str, dict[str, str]] = {}
    capitals: dict[str, dict[str, str]] = {}
    shapes: list[TimeShape] = []
    for row in read_table("time_words"):
        senses = _read_senses(row)
        for word in _read_words(row["words"]):
            if len(word) > 1 and word.startswith("/") and word.endswith("/"):
                shapes.append(TimeShape(pattern=_read_shape(word), senses=senses))
            else:
                (capitals if row["case"] == "capital" else words).setdefault(word.lower(), {}).update(senses)
    phrases = sorted({w for w in (*words, *capitals) if not w.isalpha()}, key=lambda w: (-len(w), w))
    return TimeLexicon(words=words, capitals=capitals, phrases=tuple(phrases), shapes=tuple(shapes))


@cache
def list_time_rules() -> tuple[TimeRule, ...]:
    """Return the patterns of whole expressions, in the order of the table."""
    return tuple(_read_rule(row) for row in read_table("time_rules") if row["kind"] == "rule")


@cache
def read_pattern_parts() -> Mapping[str, str]:
    """Return the named parts of patterns, by name."""
    return {row["id"]: row["pattern"] for row in read_table("time_rules") if row["kind"] == "part"}


@cache
def weak_classes() -> frozenset[str]:
    """Return the classes of words that make no expression among themselves: articles, prepositions, numbers."""
    return frozenset(
        name for row in read_table("time_rules") if row["kind"] == "weak" for name in row["pattern"].split()
    )


@cache
def season_months() -> Mapping[str, tuple[int, int]]:
    """Return the first and last month that each season touches (northern reckoning, widest reading)."""
    found = {}
    for row in read_table("time_words"):
        senses = _read_senses(row)
        if "season_months" in senses:
            first, last = senses["season_months"].split("-")
            found[senses["season"]] = (int(first), int(last))
    return found


def _read_words(cell: str) -> tuple[str, ...]:
    # A regular expression may hold the separator of lists.
    return (cell,) if cell.startswith("/") and len(cell) > 1 else read_list(cell)


def _read_senses(row: Row) -> dict[str, str]:
    pairs = [part.split("=", 1) for part in read_list(row["classes"])]
    if any(len(pair) != 2 for pair in pairs):  # noqa: PLR2004
        raise KnowledgeError(f"time_words.tsv: {row['words']}: write each class as name=value")
    return {pair[0]: pair[1] for pair in pairs}


def _read_shape(word: str) -> re.Pattern[str]:
    try:
        return re.compile(word[1:-1])
    except re.error as error:
        raise KnowledgeError(f"time_words.tsv: {word}: {error}") from error


def _read_rule(row: Row) -> TimeRule:
    return TimeRule(
        rule_id=row["id"],
        pattern=row["pattern"],
        type=row["type"],
        reference=row["reference"],
        value=row["value"],
        checks=read_list(row["checks"]),
        example=row["example"],
        counter_example=row["counter_example"],
    )


@cache
def tense_cues() -> Mapping[str, tuple[str, ...]]:
    """Return the words that turn an expression to the ``past`` or ``future``, and the ``perfect`` auxiliaries.

    ``ahead`` holds lemmas of plans: what stands behind "scheduled for" or "suspended until" lies ahead;
    ``target`` holds such prepositions, ``will`` the auxiliaries of the plain future.
    """
    lexicon = read_lexicon()
    sides: dict[str, list[str]] = {"past": [], "future": [], "perfect": [], "ahead": [], "target": [], "will": []}
    for word, senses in lexicon.words.items():
        if "cue" in senses:
            sides[senses["cue"]].append(word)
        if "target" in senses:
            sides["target"].append(word)
    return {side: tuple(words) for side, words in sides.items()}
