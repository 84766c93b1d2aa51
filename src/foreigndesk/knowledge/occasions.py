"""Dated summits and visits, wars and crises: what undated articles can be dated by."""

from functools import cache

from foreigndesk.knowledge.organisations import list_organisations
from foreigndesk.knowledge.phrases import PhraseIndex
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


GATHERINGS = frozenset({"summit", "conference", "general_assembly", "ministerial", "congress", "games", "inauguration"})


@cache
def gatherings_of(organisation_id: str) -> tuple[Occasion, ...]:
    """Return the gatherings of an organisation, of its bodies, and of the one it is a body of, by first day."""
    parents = {o.organisation_id: o.part_of for o in list_organisations()}
    family = {organisation_id, *(child for child, parent in parents.items() if parent == organisation_id)}
    own = tuple(o for o in list_occasions() if o.kind in GATHERINGS and o.organisation_id in family)
    return own or tuple(
        o for o in list_occasions() if o.kind in GATHERINGS and o.organisation_id == parents.get(organisation_id, "")
    )


@cache
def gatherings_in(place: str) -> tuple[Occasion, ...]:
    """Return the gatherings at a place, given as a state's id or a city's name, by first day."""
    return tuple(o for o in list_occasions() if o.kind in GATHERINGS and place in {o.state, o.place})


@cache
def bilateral_occasions() -> tuple[Occasion, ...]:
    """Return the visits, calls and meetings that name their participants, by first day."""
    return tuple(o for o in list_occasions() if o.participants)


@cache
def occasion_index() -> PhraseIndex[str]:
    """Return the index from names and aliases of gatherings, in any case, to the ids of their rows."""
    rows = [o for o in list_occasions() if o.kind in GATHERINGS]
    return PhraseIndex(
        ((words, o.occasion_id) for o in rows for words in dict.fromkeys((o.name, *o.aliases))), any_case=True
    )


@cache
def conflict_index() -> PhraseIndex[Conflict]:
    """Return the index from names and aliases of wars and crises, in any case, to their rows."""
    return PhraseIndex(
        ((words, c) for c in list_conflicts() for words in dict.fromkeys((c.name, *c.aliases))), any_case=True
    )


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


def conflicts_of(facts: str) -> tuple[Conflict, ...]:
    """Return the rows that a fact names ("conflicts:a | conflicts:b" where words may mean either)."""
    return tuple(conflicts_by_id()[fact.strip().removeprefix("conflicts:")] for fact in facts.split("|"))
