"""The tables as files: names, comments, days of terms, and the gaps that their heads declare."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from foreigndesk.knowledge.tables import Row, data_folder, list_tables, read_period, read_table
from foreigndesk.records.facts import Period

# Held by one person at a time; collective bodies are entered through their chair, the others as "other".
SINGLE_OFFICES = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister")

_DATE = r"\d{4}(?:-\d\d){0,2}"
_RANGE = rf"(?:{_DATE}|(?:{_DATE})?\.\.(?:{_DATE})?)"
GAP = re.compile(rf"# gap: (?P<offices>[a-z_]+(?:, [a-z_]+)*) (?P<ranges>{_RANGE}(?:, {_RANGE})*)(?: \(.+\))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Days in which the table of a state names no holder of an office, as its head declares."""

    state: str
    office: str
    days: Period


def all_tables() -> tuple[str, ...]:
    """Return the names of all tables, those of offices too."""
    names = sorted(entry.name.removesuffix(".tsv") for entry in data_folder().iterdir() if entry.name.endswith(".tsv"))
    return (*names, *list_tables("offices"))


def table_lines(name: str) -> tuple[str, ...]:
    """Return the lines of a table as they stand."""
    return tuple(data_folder().joinpath(*f"{name}.tsv".split("/")).read_text(encoding="utf-8").split("\n"))


def office_rows() -> Iterator[Row]:
    """Yield the rows of all office tables."""
    for table in list_tables("offices"):
        yield from read_table(table)


def gap_lines() -> Iterator[tuple[str, str]]:
    """Yield the state and each line of its table that declares gaps."""
    for table in list_tables("offices"):
        yield from ((table.split("/")[1], line) for line in table_lines(table) if line.startswith("# gap"))


def list_gaps() -> Iterator[Gap]:
    """Yield the declared gaps, one for each office and run of days."""
    for state, line in gap_lines():
        match = GAP.fullmatch(line)
        if match:
            for office in match["offices"].split(", "):
                for days in match["ranges"].split(", "):
                    yield Gap(state=state, office=office, days=read_range(days))


def read_range(words: str) -> Period:
    """Return the widest period of a range as gaps write it: ``2024-05-13``, ``2024-05..2024-06-02``, ``2024..``."""
    first, dots, last = words.partition("..")
    return read_period({"from": first, "to": last if dots else first})


def certain_days(row: Row) -> tuple[date, date]:
    """Return the first and last day on which a term surely ran, whatever the precision of its ends."""
    latest_start = read_period({"from": "", "to": row["from"]}).last or date.min
    earliest_end = read_period({"from": row["to"], "to": ""}).first or date.max
    return latest_start, earliest_end


def missing_days(held: list[Period], first: date) -> list[str]:
    """Return the runs of days from ``first`` on, without end, that none of ``held`` covers."""
    missing, at = [], first
    for period in sorted(held, key=lambda p: p.first or date.min):
        begins = period.first or date.min
        if begins > at:
            missing.append(f"{at}..{begins - timedelta(days=1)}")
        if period.last is None:
            return missing
        at = max(at, period.last + timedelta(days=1))
    return [*missing, f"{at}.."]
