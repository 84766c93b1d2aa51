"""What a stage read and did not believe, with the rule and the reason."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from foreigndesk.records.refusals import Refusal
from foreigndesk.records.spans import Span
from foreigndesk.store.connections import Connection
from foreigndesk.store.evidence import Citations

_Record = TypeVar("_Record")


def part_by_id(
    records: Iterable[_Record], read_id: Callable[[_Record], str]
) -> tuple[list[tuple[str, int, _Record]], list[_Record]]:
    """Return the first record of each id with its id and position, and those that differ under a taken id."""
    kept: dict[str, tuple[str, int, _Record]] = {}
    differing = []
    for position, record in enumerate(records):
        record_id = read_id(record)
        first = kept.setdefault(record_id, (record_id, position, record))
        if first[2] != record:
            differing.append(record)
    return list(kept.values()), differing


def put_refusals(connection: Connection, refusals: Iterable[Refusal]) -> None:
    """Put refused readings; the same again is left as it is."""
    citations = Citations(connection)
    rows = []
    for refusal in refusals:
        place: tuple[str, int | None, int | None] = (refusal.article_id, None, None)
        if refusal.span is not None:
            place = citations.cite(refusal.article_id, refusal.span, named=f"refusal {refusal.refusal_id}")
        rows.append((refusal.refusal_id, *place, refusal.stage, refusal.rule, refusal.because))
    citations.put()
    connection.run_many(
        """INSERT INTO refused (refusal_id, article_id, start, "end", stage, rule, because)
        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (refusal_id) DO NOTHING""",
        rows,
    )


def list_refusals(connection: Connection, *, article_id: str | None = None, text: str | None = None) -> list[Refusal]:
    """Return the refused readings, of one article and with ``text`` in their words where these are given."""
    rows = connection.rows(
        """SELECT r.article_id, r.stage, r.rule, r.because, r.start, r."end" FROM refused AS r
        LEFT JOIN evidence AS e ON e.article_id = r.article_id AND e.start = r.start AND e."end" = r."end"
        WHERE (:article_id IS NULL OR r.article_id = :article_id) AND (:text IS NULL OR instr(e.exact, :text) > 0)
        ORDER BY r.article_id, r.start, r."end", r.stage, r.rule, r.refusal_id""",
        {"article_id": article_id, "text": text},
    )
    return [
        Refusal(
            article_id=row[0],
            stage=row[1],
            rule=row[2],
            because=row[3],
            span=None if row[4] is None else Span(row[4], row[5]),
        )
        for row in rows
    ]
