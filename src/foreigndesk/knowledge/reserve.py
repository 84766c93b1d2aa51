"""Reserve: hedges and attributions, by which a report does not speak for itself."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from foreigndesk.errors import KnowledgeError
from foreigndesk.knowledge.tables import Row, read_table
from foreigndesk.records.spans import Span


class ReserveKind(StrEnum):
    """Whether the words hold back, or name who says so."""

    HEDGE = "hedge"
    ATTRIBUTION = "attribution"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReserveRow:
    """One row: a group of words with a sentence that holds it and one that only looks so."""

    name: str
    kind: ReserveKind
    pattern: str
    example: str
    counter_example: str
    row_source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserve:
    """A hedge or an attribution in a text, with the row by which it was found."""

    span: Span
    kind: ReserveKind
    row: str


@cache
def list_reserve_rows() -> tuple[ReserveRow, ...]:
    """Return the rows in the order of the table. Raises KnowledgeError where a pattern is malformed."""
    return tuple(_read_row(row) for row in read_table("reserve_words"))


@lru_cache(maxsize=1 << 12)  # a sentence is read for each sentence that may answer it
def find_reserve(sentence: str) -> tuple[Reserve, ...]:
    """Return the hedges and attributions in a sentence, in order; spans count from its beginning."""
    plain = sentence[:1].lower() + sentence[1:]
    return tuple(_name(plain, found) for found in _joined().finditer(plain))


def _name(sentence: str, found: re.Match[str]) -> Reserve:
    """Return what was found under the name of the first row that matches there."""
    row = next(row for row, pattern in _one_by_one() if pattern.match(sentence, found.start()))
    return Reserve(span=Span(found.start(), found.end()), kind=row.kind, row=row.name)


@cache
def _joined() -> re.Pattern[str]:
    """All rows as one alternation, without groups: with a named group a row it takes three times as long."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(row.pattern for row in list_reserve_rows())})(?!\w)")


@cache
def _one_by_one() -> tuple[tuple[ReserveRow, re.Pattern[str]], ...]:
    return tuple((row, re.compile(rf"(?<!\w)(?:{row.pattern})(?!\w)")) for row in list_reserve_rows())


def _read_row(row: Row) -> ReserveRow:
    try:
        if re.compile(row["pattern"]).groups:
            raise KnowledgeError(f"reserve_words.tsv, {row['id']}: write (?:…) for (…), groups must not capture")
        return ReserveRow(
            name=row["id"],
            kind=ReserveKind(row["kind"]),
            pattern=row["pattern"],
            example=row["example"],
            counter_example=row["counter_example"],
            row_source=row["source"],
        )
    except (re.error, ValueError) as reason:
        raise KnowledgeError(f"reserve_words.tsv, {row['id']}: {reason}") from reason
