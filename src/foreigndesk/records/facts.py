"""Rows of the knowledge tables: states, places, organisations, offices, occasions, conflicts."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_EDGES = {"day": 0, "month": 31, "year": 366}  # days at either end of a period on which it may not have held yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A run of days, both ends inclusive; ``None`` is an open or unknown end.

    Where a table knows an end only to the month or year, the period is the widest that fits and
    ``precision`` says so (``day``, ``month``, ``year``).
    """

    first: date | None
    last: date | None
    precision: str = "day"

    def holds(self, day: date) -> bool:
        """Return whether ``day`` lies in the period."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def holds_surely(self, day: date) -> bool:
        """Return whether ``day`` lies in the period wherever its ends, known to the month or year, may be."""
        edge = timedelta(days=_EDGES[self.precision])
        begins = self.first is None or self.first + edge <= day
        return begins and (self.last is None or day <= self.last - edge)

    def meets(self, earliest: date | None, latest: date | None) -> bool:
        """Return whether the period shares a day with the interval from ``earliest`` to ``latest``."""
        begins_after = self.first is not None and latest is not None and self.first > latest
        ends_before = self.last is not None and earliest is not None and self.last < earliest
        return not begins_after and not ends_before


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state or territory by ISO 3166-1 alpha-3, or by a code documented in ``states.tsv``.

    Its point (WGS 84 degrees) is the middle of its land, roughly.
    """

    state_id: str
    alpha2: str
    cow: str
    gw: str
    name: str
    official_name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    nationals: tuple[str, ...]
    combining: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]
    status: str
    latitude: float | None
    longitude: float | None
    period: Period
    ambiguous: tuple[str, ...]
    row_source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place below or across states, with a point where a point makes sense (WGS 84 degrees)."""

    place_id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    state: str | None
    within: str | None
    latitude: float | None
    longitude: float | None
    geonames_id: str
    population: int | None
    row_source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An international organisation, a body of one, an armed group, a party or a loose grouping."""

    organisation_id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    part_of: str | None
    state: str | None
    seat: str
    period: Period
    wikidata: str
    row_source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """One run of days in which a state (or organisation) belonged to an organisation in one role."""

    organisation_id: str
    member: str
    role: str
    period: Period
    row_source: str


class OfficeKind(StrEnum):
    """What an office is, the same for all states."""

    HEAD_OF_STATE = "head_of_state"
    HEAD_OF_GOVERNMENT = "head_of_government"
    DEPUTY_HEAD_OF_GOVERNMENT = "deputy_head_of_government"
    VICE_PRESIDENT = "vice_president"
    FOREIGN_MINISTER = "foreign_minister"
    DEFENCE_MINISTER = "defence_minister"
    FINANCE_MINISTER = "finance_minister"
    MINISTER = "minister"
    DEPUTY_MINISTER = "deputy_minister"
    SECURITY_COUNCIL_SECRETARY = "security_council_secretary"
    NATIONAL_SECURITY_ADVISER = "national_security_adviser"
    PARTY_LEADER = "party_leader"
    SPOKESPERSON = "spokesperson"
    AMBASSADOR = "ambassador"
    ENVOY = "envoy"
    ADVISER = "adviser"
    HEAD_OF_ORGANISATION = "head_of_organisation"
    LEADER = "leader"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeTerm:
    """One term of one person in one office of a state or an organisation."""

    person_id: str
    state: str | None
    organisation_id: str | None
    sector: str
    office: OfficeKind
    title: str
    period: Period
    is_acting: bool
    row_source: str

    @property
    def fact(self) -> str:
        """The name of the row, for proofs."""
        first = self.period.first.isoformat() if self.period.first else ""
        return f"offices:{self.person_id}:{self.office.value}:{first}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person of the office tables with all terms held, in order of their first day."""

    person_id: str
    name: str
    family: tuple[str, ...]
    aliases: tuple[str, ...]
    gender: str
    wikidata: str
    terms: tuple[OfficeTerm, ...]

    def terms_on(self, earliest: date | None, latest: date | None) -> tuple[OfficeTerm, ...]:
        """Return the terms that share a day with the interval."""
        return tuple(t for t in self.terms if t.period.meets(earliest, latest))


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A dated summit, visit, congress or session that articles name without dating it."""

    occasion_id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    organisation_id: str | None
    ordinal: int | None
    participants: tuple[str, ...]
    visitor_state: str | None
    host_state: str | None
    place: str
    venue: str
    state: str | None
    period: Period
    row_source: str

    @property
    def fact(self) -> str:
        """The name of the row, for proofs."""
        return f"occasions:{self.occasion_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A war or crisis with its days, and the words and clauses by which articles name it.

    ``verb_forms`` are triples ``(subject, verb lemma, object)`` of state or organisation ids, given
    as a string ``RUS > invade > UKR``.
    """

    conflict_id: str
    name: str
    aliases: tuple[str, ...]
    verb_forms: tuple[str, ...]
    parties: tuple[str, ...]
    state: str | None
    period: Period
    row_source: str

    @property
    def fact(self) -> str:
        """The name of the row, for proofs."""
        return f"conflicts:{self.conflict_id}"
