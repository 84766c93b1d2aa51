"""The dates of articles, with the words that prove them."""

from collections.abc import Mapping
from datetime import date

from foreigndesk.errors import EvidenceError
from foreigndesk.records.dates import DateFinding
from foreigndesk.store.connections import Connection, Row
from foreigndesk.store.encoding import read_json, write_json
from foreigndesk.store.evidence import Citations, Place


def write_day(day: date | None) -> str | None:
    """Return ``day`` as ``YYYY-MM-DD``."""
    return day.isoformat() if day else None


def cite_proof(citations: Citations, found: DateFinding, *, article_id: str | None, named: str) -> list[Place]:
    """Cite the words of each step of a proof and return their places.

    A step without an article of its own speaks of ``article_id``. Raises EvidenceError where a date is
    known without a proof, is unknown without a reason, or a step has words of no article.
    """
    if found.is_known and not found.proof:
        raise EvidenceError(f"{named}: the date {found.edtf} comes without a proof")
    if found.is_known == (found.unknown_because is not None):
        raise EvidenceError(f"{named}: a date is either known or has a reason why it is not")
    places = []
    for step in found.proof:
        if step.span is None:
            continue
        words_of = step.article_id or article_id
        if words_of is None:
            raise EvidenceError(f"{named}: the proof step {step.says!r} has words but names no article")
        places.append(citations.cite(words_of, step.span, named=named))
    return places


def put_article_date(citations: Citations, article_id: str, found: DateFinding) -> None:
    """Put the date of one article in place of the one before."""
    places = cite_proof(citations, found, article_id=article_id, named=f"date of article {article_id}")
    citations.put()
    connection = citations.connection
    connection.run("DELETE FROM article_dates WHERE article_id = ?", (article_id,))
    connection.run(
        """INSERT INTO article_dates (article_id, edtf, earliest, latest, precision, unknown_because, record)
        VALUES (?, ?, ?, ?, ?, ?, ?)""",
        (
            article_id,
            found.edtf,
            write_day(found.earliest),
            write_day(found.latest),
            found.precision.value,
            found.unknown_because,
            write_json(found),
        ),
    )
    connection.run_many(
        """INSERT INTO date_evidence (dated_id, supports, position, article_id, start, "end")
        VALUES (?, 'published', ?, ?, ?, ?)""",
        [(article_id, n, *place) for n, place in enumerate(places)],
    )


def get_article_date(connection: Connection, article_id: str) -> DateFinding | None:
    """Return the date that the last build found for an article, or ``None`` where none has read it."""
    row = connection.row("SELECT record FROM article_dates WHERE article_id = ?", (article_id,))
    return read_json(row[0], DateFinding) if row else None


def put_event_dates(connection: Connection, found: Mapping[str, DateFinding]) -> None:
    """Put the dates of events by the ids of their claims, in place of those before, after the readings.

    Raises EvidenceError where a known date has no proof or a step names words of no article.
    """
    citations = Citations(connection)
    rows: list[Row] = []
    evidence: list[Row] = []
    for claim_id, when in found.items():
        places = cite_proof(citations, when, article_id=None, named=f"date of claim {claim_id}")
        days = (write_day(when.earliest), write_day(when.latest))
        rows.append((claim_id, when.edtf, *days, when.precision.value, when.unknown_because, write_json(when)))
        evidence.extend((claim_id, n, *place) for n, place in enumerate(places))
    citations.put()
    connection.run_many("DELETE FROM event_dates WHERE claim_id = ?", [(claim_id,) for claim_id in found])
    connection.run_many(
        """INSERT INTO event_dates (claim_id, edtf, earliest, latest, precision, unknown_because, record)
        VALUES (?, ?, ?, ?, ?, ?, ?)""",
        rows,
    )
    connection.run_many(
        """INSERT INTO event_date_evidence (claim_id, position, article_id, start, "end") VALUES (?, ?, ?, ?, ?)""",
        evidence,
    )


def list_event_dates(connection: Connection) -> dict[str, DateFinding]:
    """Return the dates that the last build found for events, by the ids of their claims."""
    rows = connection.rows("SELECT claim_id, record FROM event_dates ORDER BY claim_id")
    return {row[0]: read_json(row[1], DateFinding) for row in rows}
