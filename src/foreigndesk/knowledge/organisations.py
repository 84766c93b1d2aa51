"""International organisations, armed groups, parties and groupings, with dated members."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from foreigndesk.knowledge.tables import Row, data_folder, read_list, read_period, read_table
from foreigndesk.records.facts import Membership, Organisation

_COMPLETE = "# Member lists are complete for:"


@cache
def list_organisations() -> tuple[Organisation, ...]:
    """Return all organisations in the order of the table."""
    return tuple(_read_organisation(row) for row in read_table("organisations"))


@cache
def organisations_by_id() -> dict[str, Organisation]:
    """Return the organisations keyed by id."""
    return {organisation.organisation_id: organisation for organisation in list_organisations()}


@cache
def list_memberships() -> tuple[Membership, ...]:
    """Return all memberships in the order of the table."""
    return tuple(_read_membership(row) for row in read_table("memberships"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """Who belongs to an organisation in one role over some days, each in order of id.

    ``always`` surely belong on each of the days, ``perhaps`` on some, or the day of joining or leaving is not
    known. ``is_complete`` says that the table lists all members of the organisation: else others may belong.
    """

    organisation_id: str
    always: tuple[str, ...]
    perhaps: tuple[str, ...]
    is_complete: bool


def list_members(organisation_id: str, earliest: date, latest: date | None = None, *, role: str = "member") -> Members:
    """Return the members of an organisation from ``earliest`` to ``latest``, or on that one day."""
    last = latest or earliest
    rows = [m for m in _memberships_of().get(organisation_id, ()) if m.role == role and m.period.meets(earliest, last)]
    always = {m.member for m in rows if m.period.holds_surely(earliest) and m.period.holds_surely(last)}
    return Members(
        organisation_id=organisation_id,
        always=tuple(sorted(always)),
        perhaps=tuple(sorted({m.member for m in rows} - always)),
        is_complete=organisation_id in _with_all_members(),
    )


@cache
def _memberships_of() -> dict[str, tuple[Membership, ...]]:
    found: dict[str, list[Membership]] = {}
    for membership in list_memberships():
        found.setdefault(membership.organisation_id, []).append(membership)
    return {organisation_id: tuple(rows) for organisation_id, rows in found.items()}


@cache
@cache
def organisation_seats() -> dict[str, Organisation]:
    """Return the organisations for which a capital stands where it acts as a government, keyed by its name."""
    return {row["name"]: organisations_by_id()[row["organisation"]] for row in read_table("organisation_seats")}


def _with_all_members() -> frozenset[str]:
    """Return the organisations whose members are complete, as the head of the table says."""
    head = data_folder().joinpath("memberships.tsv").read_text(encoding="utf-8").split("\n")
    listed = next(line for line in head if line.startswith(_COMPLETE))
    return frozenset(re.findall(r"[a-z][a-z0-9-]+", re.sub(r"\([^)]*\)", "", listed.removeprefix(_COMPLETE))))


def _read_organisation(row: Row) -> Organisation:
    return Organisation(
        organisation_id=row["id"],
        name=row["name"],
        aliases=read_list(row["aliases"]),
        kind=row["kind"],
        part_of=row["part_of"] or None,
        state=row["state"] or None,
        seat=row["seat"],
        period=read_period(row),
        wikidata=row["wikidata"],
        row_source=row["source"],
    )


def _read_membership(row: Row) -> Membership:
    return Membership(
        organisation_id=row["organisation"],
        member=row["member"],
        role=row["role"],
        period=read_period(row),
        row_source=row["source"],
    )
