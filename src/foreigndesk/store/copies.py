"""Copies with the passages that both articles share, and the families of one origin."""

from collections import Counter
from collections.abc import Mapping

from foreigndesk.errors import EvidenceError, InputError
from foreigndesk.records.copies import Copy
from foreigndesk.store.connections import Connection
from foreigndesk.store.encoding import read_json, write_json
from foreigndesk.store.evidence import Citations

_PUT = """INSERT INTO copies (copy_id, first_id, second_id, later_id, kind, score,
        first_start, first_end, second_start, second_end, record)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_PUT_EVIDENCE = """INSERT INTO copy_evidence (copy_id, supports, position, article_id, start, "end")
    VALUES (?, ?, ?, ?, ?, ?)"""


def put_copy(connection: Connection, copy: Copy) -> None:
    """Put a copy in place of one of the same pair.

    Raises EvidenceError where the two share no passage or a passage does not stand in its article.
    """
    named = f"copy {copy.copy_id} ({copy.first_id}, {copy.second_id})"
    if not copy.shared:
        raise EvidenceError(f"{named}: no passage that stands in both articles is given as evidence")
    citations = Citations(connection)
    evidence, numbers = [], Counter[str]()
    for supports, article_id, span in copy.cited:
        place = (supports, numbers[supports])
        evidence.append((copy.copy_id, *place, *citations.cite(article_id, span, named=named)))
        numbers[supports] += 1
    citations.put()
    first, second = copy.shared[0].first, copy.shared[0].second
    spans = (first.start, first.end, second.start, second.end)
    connection.run("DELETE FROM copies WHERE copy_id = ?", (copy.copy_id,))
    pair = (copy.copy_id, copy.first_id, copy.second_id, copy.later_id)
    connection.run(_PUT, (*pair, copy.kind.value, copy.score, *spans, write_json(copy)))
    connection.run_many(_PUT_EVIDENCE, evidence)


def get_copy(connection: Connection, copy_id: str) -> Copy:
    """Return one copy by its id. Raises InputError where the desk has none."""
    row = connection.row("SELECT record FROM copies WHERE copy_id = ?", (copy_id,))
    if row is None:
        raise InputError(f"{copy_id}: the desk has no copy with this id.")
    return read_json(row[0], Copy)


def list_copies(connection: Connection, *, article_id: str | None = None) -> list[Copy]:
    """Return the copies, those of one article where it is given, in order of their pairs."""
    rows = connection.rows(
        """SELECT record FROM copies WHERE :article_id IS NULL OR :article_id IN (first_id, second_id)
        ORDER BY first_id, second_id""",
        {"article_id": article_id},
    )
    return [read_json(row[0], Copy) for row in rows]


def put_origins(connection: Connection, origins: Mapping[str, str]) -> None:
    """Put the family of one origin that each article belongs to: article id to family id."""
    connection.run_many(
        """INSERT INTO article_origins (article_id, family_id) VALUES (?, ?)
        ON CONFLICT (article_id) DO UPDATE SET family_id = excluded.family_id""",
        sorted(origins.items()),
    )


def list_origins(connection: Connection) -> dict[str, str]:
    """Return the family of each article: article id to family id, in order of article."""
    rows = connection.rows("SELECT article_id, family_id FROM article_origins ORDER BY article_id")
    return {row[0]: row[1] for row in rows}
