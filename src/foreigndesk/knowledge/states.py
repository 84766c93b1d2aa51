"""States and territories: names, demonyms, capitals, seats of government, codes."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from foreigndesk.knowledge.tables import Row, read_list, read_period, read_table
from foreigndesk.records.facts import State


class NameRole(StrEnum):
    """What a word says of a state: its name, an adjective, its people, its capital, its government's seat."""

    NAME = "name"
    DEMONYM = "demonym"
    NATIONALS = "nationals"
    COMBINING = "combining"
    CAPITAL = "capital"
    SEAT = "seat"


@dataclass(frozen=True, slots=True, kw_only=True)
class StateName:
    """One word or phrase for one state, in one role. ``is_ambiguous``: needs context (Georgia, Jordan)."""

    words: str
    state_id: str
    role: NameRole
    is_ambiguous: bool


@cache
def list_states() -> tuple[State, ...]:
    """Return all states and territories in the order of the table."""
    return tuple(_read_state(row) for row in read_table("states"))


@cache
def states_by_id() -> dict[str, State]:
    """Return the states keyed by id."""
    return {state.state_id: state for state in list_states()}


@cache
def list_state_names() -> tuple[StateName, ...]:
    """Return every word for every state with its role, in the order of the table."""
    return tuple(name for state in list_states() for name in _names_of(state))


def _names_of(state: State) -> list[StateName]:
    by_role = {
        NameRole.NAME: (state.name, state.official_name, *state.names),
        NameRole.DEMONYM: state.demonyms,
        NameRole.NATIONALS: state.nationals,
        NameRole.COMBINING: state.combining,
        NameRole.CAPITAL: state.capitals,
        NameRole.SEAT: state.seats,
    }
    return [
        StateName(words=words, state_id=state.state_id, role=role, is_ambiguous=words in state.ambiguous)
        for role, all_words in by_role.items()
        for words in dict.fromkeys(all_words)
        if words
    ]


def _read_state(row: Row) -> State:
    return State(
        state_id=row["id"],
        alpha2=row["alpha2"],
        cow=row["cow"],
        gw=row["gw"],
        name=row["name"],
        official_name=row["official_name"],
        names=read_list(row["names"]),
        demonyms=read_list(row["demonyms"]),
        nationals=read_list(row["nationals"]),
        combining=read_list(row["combining"]),
        capitals=read_list(row["capital"]),
        seats=read_list(row["seats"]),
        status=row["status"],
        latitude=float(row["lat"]) if row["lat"] else None,
        longitude=float(row["lon"]) if row["lon"] else None,
        period=read_period(row),
        ambiguous=read_list(row["ambiguous"]),
        row_source=row["source"],
    )
