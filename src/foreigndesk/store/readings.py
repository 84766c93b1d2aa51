"""What one article says, read by itself: put and read as one."""

from dataclasses import dataclass, replace

from foreigndesk.records.claims import ActionClaim, CommitmentClaim, MeetingClaim, PositionClaim
from foreigndesk.records.dates import DateFinding
from foreigndesk.records.mentions import Mention
from foreigndesk.records.readings import DateClue, Reading
from foreigndesk.records.spans import Span
from foreigndesk.records.times import TimeExpression, TimeValue
from foreigndesk.store.articles import get_article
from foreigndesk.store.claims import list_claims, put_claims
from foreigndesk.store.connections import Connection, Row
from foreigndesk.store.dates import put_article_date, write_day
from foreigndesk.store.encoding import read_json, write_json
from foreigndesk.store.evidence import Citations, Place, list_spans
from foreigndesk.store.quotations import list_quotations, put_quotations
from foreigndesk.store.references import list_references, put_references
from foreigndesk.store.refusals import put_refusals

_CLEAR = (  # rows that refer to others come first
    "DELETE FROM refused WHERE article_id = ? AND stage = 'store'",
    "DELETE FROM claims WHERE article_id = ?",
    "DELETE FROM quotations WHERE article_id = ?",
    "DELETE FROM article_dates WHERE article_id = ?",
    "DELETE FROM date_clues WHERE article_id = ?",
    "DELETE FROM time_values WHERE article_id = ?",
    "DELETE FROM time_expressions WHERE article_id = ?",
    "DELETE FROM referring_words WHERE article_id = ?",
    "DELETE FROM mentions WHERE article_id = ?",
    "DELETE FROM readings WHERE article_id = ?",
)
_PUT_MENTION = """INSERT INTO mentions
    (article_id, start, "end", position, kind, name, entity_id, state, use, rule, record)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_PUT_EXPRESSION = """INSERT INTO time_expressions
    (article_id, start, "end", position, type, reference, rule, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
_PUT_VALUE = """INSERT INTO time_values
    (article_id, start, "end", position, type, value, earliest, latest, because, record)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_PUT_CLUE = """INSERT INTO date_clues
    (article_id, start, "end", position, kind, fact, record) VALUES (?, ?, ?, ?, ?, ?, ?)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shelf:
    """The rows of one table of records that stand at one place of the article each."""

    statement: str
    rows: list[Row]


def put_reading(
    connection: Connection, reading: Reading, *, times: tuple[TimeValue, ...], published: DateFinding
) -> None:
    """Put all that was read from one article, in place of what this build has put of it before.

    Raises EvidenceError naming the record whose words do not stand in the article.
    """
    article_id = reading.article.article_id
    citations = Citations(connection)
    citations.require(article_id, named=f"reading of article {article_id}")
    shelves = [
        _shelve_mentions(citations, article_id, reading.mentions),
        _shelve_expressions(citations, article_id, reading.times),
        _shelve_values(citations, article_id, times),
        _shelve_clues(citations, article_id, reading.clues),
    ]
    sentences = [citations.check(article_id, s, named="sentence")[1:] for s in reading.sentences]
    for statement in _CLEAR:
        connection.run(statement, (article_id,))
    citations.put()
    connection.run(
        "INSERT INTO readings (article_id, unanalysed_because, sentences) VALUES (?, ?, ?)",
        (article_id, reading.unanalysed_because, write_json(sentences)),
    )
    for shelf in shelves:
        connection.run_many(shelf.statement, shelf.rows)
    put_references(citations, article_id, reading.references)
    put_article_date(citations, article_id, published)
    refused = put_quotations(citations, article_id, reading.quotations)
    refused += put_claims(citations, article_id, _list_claims(reading))
    put_refusals(connection, refused)


def _list_claims(reading: Reading) -> list[MeetingClaim | ActionClaim | CommitmentClaim | PositionClaim]:
    return [*reading.meetings, *reading.actions, *reading.commitments, *reading.positions]


def _cite(citations: Citations, article_id: str, record: Mention | TimeExpression | TimeValue | DateClue) -> Place:
    span = record.span
    named = f"{type(record).__name__} at {span.start}-{span.end} of article {article_id}"
    for _, other in list_spans(record):
        citations.check(article_id, other, named=named)
    return citations.cite(article_id, span, named=named)


def _shelve_mentions(citations: Citations, article_id: str, mentions: tuple[Mention, ...]) -> _Shelf:
    rows = [
        (*_cite(citations, article_id, m), n, m.kind.value, m.name, m.entity_id, m.state, m.use.value, m.rule,
         write_json(m))
        for n, m in enumerate(mentions)
    ]  # fmt: skip
    return _Shelf(statement=_PUT_MENTION, rows=rows)


def _shelve_expressions(citations: Citations, article_id: str, times: tuple[TimeExpression, ...]) -> _Shelf:
    rows = [
        (*_cite(citations, article_id, t), n, t.type.value, t.reference.value, t.rule, write_json(t))
        for n, t in enumerate(times)
    ]
    return _Shelf(statement=_PUT_EXPRESSION, rows=rows)


def _shelve_values(citations: Citations, article_id: str, times: tuple[TimeValue, ...]) -> _Shelf:
    rows = [
        (*_cite(citations, article_id, t), n, t.type.value, t.value, write_day(t.earliest), write_day(t.latest),
         t.because, write_json(t))
        for n, t in enumerate(times)
    ]  # fmt: skip
    return _Shelf(statement=_PUT_VALUE, rows=rows)


def _shelve_clues(citations: Citations, article_id: str, clues: tuple[DateClue, ...]) -> _Shelf:
    rows = [(*_cite(citations, article_id, c), n, c.kind, c.fact, write_json(c)) for n, c in enumerate(clues)]
    return _Shelf(statement=_PUT_CLUE, rows=rows)


def get_reading(connection: Connection, article_id: str) -> Reading | None:
    """Return what the last build read from one article, or ``None`` where no build has read it."""
    row = connection.row("SELECT unanalysed_because, sentences FROM readings WHERE article_id = ?", (article_id,))
    if row is None:
        return None
    claims = list_claims(connection, article_id=article_id)
    return Reading(
        article=replace(get_article(connection, article_id), published=None),
        sentences=tuple(Span(start, end) for start, end in read_json(row[1], list[tuple[int, int]])),
        mentions=tuple(list_mentions(connection, article_id)),
        times=tuple(list_time_expressions(connection, article_id)),
        clues=tuple(list_clues(connection, article_id)),
        quotations=tuple(list_quotations(connection, article_id=article_id)),
        meetings=tuple(c for c in claims if isinstance(c, MeetingClaim)),
        actions=tuple(c for c in claims if isinstance(c, ActionClaim)),
        commitments=tuple(c for c in claims if isinstance(c, CommitmentClaim)),
        positions=tuple(c for c in claims if isinstance(c, PositionClaim)),
        unanalysed_because=row[0],
        references=tuple(list_references(connection, article_id)),
    )


def list_mentions(connection: Connection, article_id: str) -> list[Mention]:
    """Return the mentions of one article, as they were put."""
    rows = connection.rows("SELECT record FROM mentions WHERE article_id = ? ORDER BY position", (article_id,))
    return [read_json(row[0], Mention) for row in rows]


def list_time_expressions(connection: Connection, article_id: str) -> list[TimeExpression]:
    """Return the time expressions of one article, as they were put."""
    rows = connection.rows("SELECT record FROM time_expressions WHERE article_id = ? ORDER BY position", (article_id,))
    return [read_json(row[0], TimeExpression) for row in rows]


def list_time_values(connection: Connection, article_id: str) -> list[TimeValue]:
    """Return the values of the time expressions of one article, as they were put."""
    rows = connection.rows("SELECT record FROM time_values WHERE article_id = ? ORDER BY position", (article_id,))
    return [read_json(row[0], TimeValue) for row in rows]


def list_clues(connection: Connection, article_id: str) -> list[DateClue]:
    """Return the clues to the date of one article, as they were put."""
    rows = connection.rows("SELECT record FROM date_clues WHERE article_id = ? ORDER BY position", (article_id,))
    return [read_json(row[0], DateClue) for row in rows]
