"""Entities of the desk, each with the first words that name it."""

from collections.abc import Iterable

from foreigndesk.errors import EvidenceError, InputError
from foreigndesk.records.mentions import Entity, MentionKind
from foreigndesk.store.connections import Connection
from foreigndesk.store.encoding import read_json, write_json

_FIRST_WORDS = """SELECT article_id, start, "end" FROM entity_words WHERE entity_id = ?
    ORDER BY article_id, start, "end" LIMIT 1"""
_PUT = """INSERT INTO entities (entity_id, article_id, start, "end", kind, name, state, wikidata, origin, record)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (entity_id) DO UPDATE SET article_id = excluded.article_id, start = excluded.start,
        "end" = excluded."end", kind = excluded.kind, name = excluded.name, state = excluded.state,
        wikidata = excluded.wikidata, origin = excluded.origin, record = excluded.record"""


def put_entities(connection: Connection, entities: Iterable[Entity]) -> None:
    """Put entities after the readings that name them; the same id again replaces the entity.

    Raises EvidenceError where no mention or party of the desk has the entity, or stands for it as its state.
    """
    for entity in entities:
        words = connection.row(_FIRST_WORDS, (entity.entity_id,))
        if words is None:
            raise EvidenceError(f"entity {entity.entity_id} ({entity.name}): no mention of the desk names it")
        known = (entity.kind.value, entity.name, entity.state, entity.wikidata, entity.origin)
        connection.run(_PUT, (entity.entity_id, *words, *known, write_json(entity)))


def get_entity(connection: Connection, entity_id: str) -> Entity:
    """Return one entity by its id. Raises InputError where the desk has none."""
    row = connection.row("SELECT record FROM entities WHERE entity_id = ?", (entity_id,))
    if row is None:
        raise InputError(f"{entity_id}: the desk has no entity with this id.")
    return read_json(row[0], Entity)


def list_entities(connection: Connection, *, kind: MentionKind | None = None) -> list[Entity]:
    """Return the entities, of one kind where it is given, in order of id."""
    rows = connection.rows(
        "SELECT record FROM entities WHERE :kind IS NULL OR kind = :kind ORDER BY entity_id",
        {"kind": kind.value if kind else None},
    )
    return [read_json(row[0], Entity) for row in rows]
