"""International organisations, armed groups, parties and groupings, with dated members."""

from functools import cache

from foreigndesk.knowledge.tables import Row, read_list, read_period, read_table
from foreigndesk.records.facts import Membership, Organisation


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
