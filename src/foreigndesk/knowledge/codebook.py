"""The PLOVER and CAMEO codebooks: types, modes, contexts, sectors and codes with their meaning."""

from dataclasses import dataclass
from functools import cache

from foreigndesk.knowledge.tables import Row, read_list, read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A PLOVER event type. ``counter_type`` is the type of its counter-example, ``None`` where it is no event."""

    type: str
    quad: str
    score: float
    needs_recipient: bool
    definition: str
    include: str
    exclude: str
    example: str
    counter_example: str
    counter_type: str | None
    row_source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMode:
    """A mode of a PLOVER event type; ``score`` is ``None`` where the manual gives none."""

    type: str
    mode: str
    score: float | None
    definition: str
    example: str
    counter_example: str
    row_source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventContext:
    """A PLOVER context: what an event was about."""

    context: str
    definition: str
    example: str
    counter_example: str
    row_source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """A PLOVER sector of actors. ``group`` is frequent, less or nonstate; ``state`` is speaks, organ or none."""

    code: str
    name: str
    definition: str
    group: str
    state: str
    row_source: str

    @property
    def speaks_for_state(self) -> bool:
        """Whether what it does its state does."""
        return self.state == "speaks"

    @property
    def is_of_state(self) -> bool:
        """Whether it is part of a state, and not private people or bodies in it."""
        return self.state != "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class CameoCode:
    """A CAMEO code with its Goldstein value and what it becomes in PLOVER (``None`` where it has no type)."""

    code: str
    root: str
    name: str
    goldstein: float
    type: str | None
    mode: str | None
    contexts: tuple[str, ...]
    note: str
    row_source: str


@cache
def event_types() -> dict[str, EventType]:
    """Return the PLOVER event types keyed by type."""
    return {row["type"]: _read_type(row) for row in read_table("plover")}


@cache
def event_modes() -> dict[tuple[str, str], EventMode]:
    """Return the PLOVER modes keyed by type and mode."""
    return {(row["type"], row["mode"]): _read_mode(row) for row in read_table("plover_modes")}


@cache
def event_contexts() -> dict[str, EventContext]:
    """Return the PLOVER contexts keyed by name."""
    return {
        row["context"]: EventContext(
            context=row["context"],
            definition=row["definition"],
            example=row["example"],
            counter_example=row["counter_example"],
            row_source=row["source"],
        )
        for row in read_table("plover_contexts")
    }


@cache
def sectors() -> dict[str, Sector]:
    """Return the PLOVER sectors keyed by code."""
    return {
        row["code"]: Sector(
            code=row["code"],
            name=row["name"],
            definition=row["definition"],
            group=row["group"],
            state=row["state"],
            row_source=row["source"],
        )
        for row in read_table("sectors")
    }


@cache
def cameo_codes() -> dict[str, CameoCode]:
    """Return the CAMEO codes keyed by code."""
    return {row["code"]: _read_code(row) for row in read_table("cameo")}


@cache
def _deeds_to_come() -> dict[tuple[str, str, str], tuple[str, str | None]]:
    return {
        (row["type"], row["mode"], row["polarity"]): (row["coded_type"], row["coded_mode"] or None)
        for row in read_table("deeds_to_come")
    }


def code_to_come(event_type: str, mode: str | None, *, polarity: str) -> tuple[str, str | None] | None:
    """Return type and mode of a deed that is still to come, ``None`` where it keeps its own."""
    coded = _deeds_to_come()
    return coded.get((event_type, mode or "", polarity)) or coded.get((event_type, "", polarity))


def _read_type(row: Row) -> EventType:
    return EventType(
        type=row["type"],
        quad=row["quad"],
        score=float(row["score"]),
        needs_recipient=row["recipient_required"] == "yes",
        definition=row["definition"],
        include=row["include"],
        exclude=row["exclude"],
        example=row["example"],
        counter_example=row["counter_example"],
        counter_type=row["counter_type"] or None,
        row_source=row["source"],
    )


def _read_mode(row: Row) -> EventMode:
    return EventMode(
        type=row["type"],
        mode=row["mode"],
        score=float(row["score"]) if row["score"] else None,
        definition=row["definition"],
        example=row["example"],
        counter_example=row["counter_example"],
        row_source=row["source"],
    )


def _read_code(row: Row) -> CameoCode:
    return CameoCode(
        code=row["code"],
        root=row["root"],
        name=row["name"],
        goldstein=float(row["goldstein"]),
        type=row["plover"] or None,
        mode=row["mode"] or None,
        contexts=read_list(row["contexts"]),
        note=row["note"],
        row_source=row["source"],
    )
