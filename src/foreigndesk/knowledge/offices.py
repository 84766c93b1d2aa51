"""Persons and the offices they held, by day."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from foreigndesk.knowledge.tables import Row, list_tables, read_list, read_period, read_table
from foreigndesk.records.facts import OfficeKind, OfficeTerm, Person


@cache
def list_persons() -> tuple[Person, ...]:
    """Return all persons of the office tables, in order of id."""
    rows: dict[str, list[Row]] = {}
    for table in list_tables("offices"):
        for row in read_table(table):
            rows.setdefault(row["person"], []).append(row)
    return tuple(_read_person(person_id, rows[person_id]) for person_id in sorted(rows))


@cache
def persons_by_id() -> dict[str, Person]:
    """Return the persons keyed by id."""
    return {person.person_id: person for person in list_persons()}


@cache
def offices_held() -> dict[str, frozenset[OfficeKind]]:
    """Return the kinds of office that each person ever held, keyed by id."""
    return {person.person_id: frozenset(term.office for term in person.terms) for person in list_persons()}


@cache
def terms_by_office() -> dict[tuple[str, OfficeKind], tuple[OfficeTerm, ...]]:
    """Return the terms keyed by (state or organisation id, office), in order of their first day."""
    found: dict[tuple[str, OfficeKind], list[OfficeTerm]] = {}
    for person in list_persons():
        for term in person.terms:
            found.setdefault((term.state or term.organisation_id or "", term.office), []).append(term)
    return {key: tuple(sorted(terms, key=_first_day)) for key, terms in found.items()}


def _first_day(term: OfficeTerm) -> tuple[date, str]:
    return term.period.first or date.min, term.person_id


def _read_person(person_id: str, rows: list[Row]) -> Person:
    terms = sorted((_read_term(row) for row in rows), key=_first_day)
    aliases = dict.fromkeys(alias for row in rows for alias in read_list(row["aliases"]))
    return Person(
        person_id=person_id,
        name=rows[0]["name"],
        family=read_list(rows[0]["family"]),
        aliases=tuple(aliases),
        gender=rows[0]["gender"],
        wikidata=next((row["wikidata"] for row in rows if row["wikidata"]), ""),
        terms=tuple(terms),
    )


def _read_term(row: Row) -> OfficeTerm:
    return OfficeTerm(
        person_id=row["person"],
        state=row["state"] or None,
        organisation_id=row["organisation"] or None,
        sector=row["sector"],
        office=OfficeKind(row["office"]),
        title=row["title"],
        period=read_period(row),
        is_acting=row["acting"] == "yes",
        row_source=row["source"],
    )


_PRECEDENCE = tuple(OfficeKind)  # the enum lists offices from the head of state down


def office_on(person: Person, earliest: date | None, latest: date | None) -> OfficeTerm | None:
    """Return the highest office that the person held on every day of the interval, if there is one.

    Terms that follow one another in the same office under the same title count as one, and the first of
    them is returned. Days at the edge of a term that is known to the month or year only are not certain.
    """
    if earliest is None or latest is None:
        return None
    held = [term for term in person.terms if _holds_throughout(term, person.terms, earliest, latest=latest)]
    return min(held, key=lambda t: (_PRECEDENCE.index(t.office), str(t.period.first)), default=None)


def _holds_throughout(term: OfficeTerm, terms: tuple[OfficeTerm, ...], earliest: date, *, latest: date) -> bool:
    """Return whether ``term`` and those of the same title after it hold from ``earliest`` to ``latest``."""
    if not term.period.holds_surely(earliest):
        return False
    following = (t for t in terms if _title(t) == _title(term) and t.period.first and t.period.first >= earliest)
    last = term.period.last
    for other in sorted(following, key=_first_day):
        if last is not None and other.period.first and other.period.first <= last + timedelta(days=1):
            last = max(last, other.period.last) if other.period.last else None
    if last is None or last > latest:
        return True
    return last == latest and term.period.precision == "day"


def _title(term: OfficeTerm) -> tuple[OfficeKind, str | None, str | None, str]:
    return term.office, term.state, term.organisation_id, term.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """Who held an office right before or after somebody, with the two rows of the tables that say so."""

    person_id: str
    term: OfficeTerm
    other: OfficeTerm

    @property
    def says(self) -> str:
        """The office and the rows in words: "as Prime Minister of X (offices:a:… and offices:b:…)"."""
        return f"as {self.term.title} ({self.other.fact} and {self.term.fact})"


def find_successions(person: Person, offices: frozenset[OfficeKind], *, is_before: bool) -> tuple[Succession, ...]:
    """Return who held one of ``offices`` right before (or after) each run of terms of a person; without any, all.

    Only offices that one person holds at a time have a succession.
    """
    found: dict[tuple[str, OfficeKind], Succession] = {}
    for term in person.terms:
        if term.office not in SINGLE_OFFICES or (offices and term.office not in offices):
            continue
        line = terms_by_office()[term.state or term.organisation_id or "", term.office]
        others = [t for t in line if t.person_id != person.person_id and _is_beside(t, term, is_before=is_before)]
        if others:
            other = max(others, key=_first_day) if is_before else min(others, key=_first_day)
            found.setdefault(
                (other.person_id, term.office), Succession(person_id=other.person_id, term=term, other=other)
            )
    return tuple(found.values())


SINGLE_OFFICES = frozenset(
    {
        OfficeKind.HEAD_OF_STATE,
        OfficeKind.HEAD_OF_GOVERNMENT,
        OfficeKind.FOREIGN_MINISTER,
        OfficeKind.DEFENCE_MINISTER,
        OfficeKind.HEAD_OF_ORGANISATION,
        OfficeKind.VICE_PRESIDENT,
    }
)
_VACANT = timedelta(days=120)  # an office may stand empty so long between two holders


def _is_beside(other: OfficeTerm, term: OfficeTerm, *, is_before: bool) -> bool:
    """Return whether one term ends where another begins, but for days without a holder."""
    first, second = (other, term) if is_before else (term, other)
    ends, begins = first.period.last, second.period.first
    return ends is not None and begins is not None and abs(begins - ends) <= _VACANT
