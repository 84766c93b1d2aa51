"""Names under which containers (tables, feeds, archives' exports) state facts, and packed documents."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from foreigndesk.knowledge.tables import read_table


class ContainerKind(StrEnum):
    """The kinds of containers whose names for facts are known."""

    TABLE = "table"
    NINJS = "ninjs"
    FEED = "feed"
    NEXIS = "nexis"
    FACTIVA = "factiva"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerFact:
    """One name in one kind of container and the field that it states; the lowest ``rank`` is taken first."""

    container: ContainerKind
    key: str
    field: str
    rank: int
    row_source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedDocument:
    """How the name of an entry begins by which a ZIP archive is known to be a document, and what to do with it.

    ``beside`` is another entry that such a document has, ``""`` where one is enough.
    """

    entry: str
    beside: str
    what: str
    advice: str
    row_source: str


@cache
def list_container_facts() -> tuple[ContainerFact, ...]:
    """Return the names in the order of the table."""
    return tuple(
        ContainerFact(
            container=ContainerKind(row["container"]),
            key=row["key"],
            field=row["field"],
            rank=int(row["rank"]),
            row_source=row["source"],
        )
        for row in read_table("container_facts")
    )


@cache
def container_keys(container: ContainerKind, field: str) -> tuple[str, ...]:
    """Return the names of one field in one kind of container, the one to be taken first at the beginning."""
    facts = [f for f in list_container_facts() if f.container is container and f.field == field]
    return tuple(f.key for f in sorted(facts, key=lambda fact: fact.rank))


@cache
def container_fields(container: ContainerKind) -> dict[str, str]:
    """Return the field of each name of one kind of container."""
    return {f.key: f.field for f in list_container_facts() if f.container is container}


@cache
def list_packed_documents() -> tuple[PackedDocument, ...]:
    """Return the packed documents in the order of the table."""
    return tuple(
        PackedDocument(
            entry=row["entry"],
            beside=row["beside"],
            what=row["is"],
            advice=row["advice"],
            row_source=row["source"],
        )
        for row in read_table("packed_documents")
    )


def find_packed_document(entries: frozenset[str]) -> PackedDocument | None:
    """Return what document an archive with these entries is, or ``None`` where it is none."""
    for document in list_packed_documents():
        if (not document.beside or document.beside in entries) and any(e.startswith(document.entry) for e in entries):
            return document
    return None
