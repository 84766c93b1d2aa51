"""Dated summits and visits, wars and crises: what undated articles can be dated by."""

from functools import cache

from foreigndesk.knowledge.tables import Row, read_list, read_period, read_table
from foreigndesk.records.facts import Conflict, Occasion


@cache
def list_occasions() -> tuple[Occasion, ...]:
    """Return all occasions in order of their first day."""
    occasions = [_read_occasion(row) for row in read_table("occasions")]
    return tuple(sorted(occasions, key=lambda o: (str(o.period.first), o.occasion_id)))


@cache
def occasions_by_id() -> dict[str, Occasion]:
    """Return the occasions keyed by id."""
    return {occasion.occasion_id: occasion for occasion in list_occasions()}


@cache
def list_conflicts() -> tuple[Conflict, ...]:
    """Return all wars and crises in the order of the table."""
    return tuple(_read_conflict(row) for row in read_table("conflicts"))


@cache
def conflicts_by_id() -> dict[str, Conflict]:
    """Return the wars and crises keyed by id."""
    return {conflict.conflict_id: conflict for conflict in list_conflicts()}


def _read_occasion(row: Row) -> Occasion:
    return Occasion(
        occasion_id=row["id"],
        name=row["name"],
        aliases=read_list(row["aliases"]),
        kind=row["kind"],
        organisation_id=row["organisation"] or None,
        ordinal=int(row["ordinal"]) if row["ordinal"] else None,
        participants=read_list(row["participants"]),
        visitor_state=row["visitor_state"] or None,
        host_state=row["host_state"] or None,
        place=row["place"],
        venue=row["venue"],
        state=row["state"] or None,
        period=read_period(row),
        row_source=row["source"],
    )


def _read_conflict(row: Row) -> Conflict:
    return Conflict(
        conflict_id=row["id"],
        name=row["name"],
        aliases=read_list(row["aliases"]),
        verb_forms=read_list(row["verb_forms"]),
        parties=read_list(row["parties"]),
        state=row["state"] or None,
        period=read_period(row),
        row_source=row["source"],
    )
