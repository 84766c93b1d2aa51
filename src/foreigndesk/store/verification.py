"""The whole desk read again: every text, every evidence, every record, whoever wrote the file last."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import msgspec

from foreigndesk.records.articles import Article, Page
from foreigndesk.records.copies import Copy
from foreigndesk.records.dates import DateFinding
from foreigndesk.records.events import Event
from foreigndesk.records.meetings import Meeting
from foreigndesk.records.mentions import Mention, Reference
from foreigndesk.records.quotation_groups import QuotationGroup
from foreigndesk.records.quotations import Quotation
from foreigndesk.records.readings import DateClue
from foreigndesk.records.spans import Span, derive_id, sha256_of
from foreigndesk.records.times import TimeExpression, TimeValue
from foreigndesk.store.claims import AnyClaim, read_claim
from foreigndesk.store.connections import Connection, Row
from foreigndesk.store.encoding import read_json
from foreigndesk.store.evidence import list_spans
from foreigndesk.store.meetings import locate_sequences
from foreigndesk.store.seals import derive_seal, get_seal


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """A place where the desk is not what its records say: which record, where, and both readings."""

    kind: str
    record_id: str
    article_id: str | None
    span: Span | None
    expected: str
    found: str
    because: str


_RECORDS = (  # kind, type (None: a claim), and the rows: id, article id (None: several), kind of claim, record
    ("mention", Mention, """SELECT article_id || ':' || start || '-' || "end", article_id, kind, record FROM mentions
        ORDER BY article_id, position"""),
    ("reference", Reference, """SELECT article_id || ':' || start || '-' || "end", article_id, '', record
        FROM referring_words ORDER BY article_id, position"""),
    ("time", TimeExpression, """SELECT article_id || ':' || start || '-' || "end", article_id, type, record
        FROM time_expressions ORDER BY article_id, position"""),
    ("time", TimeValue, """SELECT article_id || ':' || start || '-' || "end", article_id, type, record
        FROM time_values ORDER BY article_id, position"""),
    ("clue", DateClue, """SELECT article_id || ':' || start || '-' || "end", article_id, kind, record
        FROM date_clues ORDER BY article_id, position"""),
    ("quotation", Quotation, """SELECT quotation_id, article_id, kind, record FROM quotations
        ORDER BY article_id, position, quotation_id"""),
    ("claim", None, "SELECT claim_id, article_id, kind, record FROM claims ORDER BY article_id, position, claim_id"),
    ("article", DateFinding, "SELECT article_id, article_id, '', record FROM article_dates ORDER BY article_id"),
    ("claim", DateFinding, """SELECT d.claim_id, c.article_id, '', d.record
        FROM event_dates AS d JOIN claims AS c ON c.claim_id = d.claim_id ORDER BY d.claim_id"""),
    ("copy", Copy, "SELECT copy_id, NULL, kind, record FROM copies ORDER BY copy_id"),
    ("quotation_group", QuotationGroup, "SELECT group_id, NULL, '', record FROM quotation_groups ORDER BY group_id"),
    ("event", Event, "SELECT event_id, NULL, type, record FROM events ORDER BY event_id"),
    ("meeting", Meeting, "SELECT meeting_id, NULL, '', record FROM meetings ORDER BY meeting_id"),
)  # fmt: skip


_ID_OF: tuple[tuple[Any, str], ...] = (  # the field or property that gives the id of a record
    (Quotation, "quotation_id"),
    (AnyClaim, "claim_id"),
    (Copy, "copy_id"),
    (QuotationGroup, "group_id"),
    (Meeting, "meeting_id"),
    (Event, "event_id"),
)

_UNSUPPORTED = """SELECT 'claim', claim_id, article_id FROM claims
        WHERE claim_id NOT IN (SELECT claim_id FROM claim_evidence)
    UNION ALL SELECT 'quotation', quotation_id, article_id FROM quotations
        WHERE quotation_id NOT IN (SELECT quotation_id FROM quotation_evidence)
    UNION ALL SELECT 'meeting', meeting_id, article_id FROM meetings
        WHERE meeting_id NOT IN (SELECT meeting_id FROM meeting_evidence)
    UNION ALL SELECT 'event', event_id, article_id FROM events
        WHERE event_id NOT IN (SELECT event_id FROM event_evidence)
            OR event_id NOT IN (SELECT event_id FROM event_claims)
    UNION ALL SELECT 'copy', copy_id, first_id FROM copies
        WHERE copy_id NOT IN (SELECT copy_id FROM copy_evidence)
    UNION ALL SELECT 'quotation_group', group_id, article_id FROM quotation_groups
        WHERE group_id NOT IN (SELECT group_id FROM group_evidence)
    ORDER BY 1, 2"""


def verify_desk(connection: Connection) -> list[Mismatch]:
    """Return every place where words, spans, hashes and references of the desk do not agree; empty is good.

    Nothing is taken on trust from triggers or constraints: the file may have been changed by another tool.
    """
    with _reading_any_bytes(connection):
        lengths: dict[str, int] = {}
        found: list[Mismatch] = []
        for (article_id,) in connection.rows("SELECT article_id FROM articles ORDER BY article_id"):
            row = connection.row(
                "SELECT locator, text, sha256, record FROM articles WHERE article_id = ?", (article_id,)
            )
            locator, text, sha256, record = row or ("", "", "", "")
            lengths[article_id] = len(text)
            found += _check_text(article_id, locator, text=text, sha256=sha256)
            found += _check_article_record(article_id, record, text)
            found += _check_removed(connection, article_id, text)
            found += _check_evidence(connection, article_id, text, sha256=sha256)
        found += _check_records(connection, lengths)
        found += _check_pages(connection)
        found += _check_references(connection)
        found += _check_support(connection)
        return found or list(_check_seal(connection))


@contextmanager
def _reading_any_bytes(connection: Connection) -> Iterator[None]:
    """Read texts even where a changed byte has made them no UTF-8."""
    connection.raw.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        connection.raw.text_factory = str


def _printable(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _check_text(article_id: str, locator: str, *, text: str, sha256: str) -> Iterator[Mismatch]:
    read = sha256_of(text)
    if read != sha256:
        yield _say_article(article_id, expected=sha256, found=read, because="the text has another SHA-256")
    elif derive_id("article", locator, text) != article_id:
        found = derive_id("article", locator, text)
        yield _say_article(article_id, expected=article_id, found=found, because="locator and text have another id")


def _check_article_record(article_id: str, record: str, text: str) -> Iterator[Mismatch]:
    try:
        article = read_json(record.encode("utf-8", "surrogateescape"), Article)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        yield _say_article(article_id, expected="a record", found=str(error), because="the record cannot be read")
        return
    for name, span in list_spans(article):
        if not 0 <= span.start < span.end <= len(text):
            because = f"{name} lies outside the text"
            yield _say_outside("article", article_id, article_id=article_id, span=span, because=because)


def _say_article(article_id: str, *, expected: str, found: str, because: str) -> Mismatch:
    return Mismatch(
        kind="article",
        record_id=article_id,
        article_id=article_id,
        span=None,
        expected=expected,
        found=found,
        because=because,
    )


def _say_outside(kind: str, record_id: str, *, article_id: str | None, span: Span, because: str) -> Mismatch:
    return Mismatch(
        kind=kind, record_id=record_id, article_id=article_id, span=span, expected="", found="", because=because
    )


def _check_removed(connection: Connection, article_id: str, text: str) -> Iterator[Mismatch]:
    rows = connection.rows(
        """SELECT start, "end", exact FROM removed_blocks WHERE article_id = ? ORDER BY position""", (article_id,)
    )
    for start, end, exact in rows:
        if text[start:end] != exact:
            yield Mismatch(
                kind="article",
                record_id=article_id,
                article_id=article_id,
                span=Span(start, end),
                expected=_printable(exact),
                found=_printable(text[start:end]),
                because="the words of a removed block are not in the text",
            )


def _check_evidence(connection: Connection, article_id: str, text: str, *, sha256: str) -> Iterator[Mismatch]:
    rows = connection.rows(
        """SELECT evidence_id, start, "end", exact, prefix, suffix, sha256 FROM evidence
        WHERE article_id = ? ORDER BY start, "end" """,
        (article_id,),
    )
    for evidence_id, start, end, exact, prefix, suffix, its_sha256 in rows:
        inside = 0 <= start < end <= len(text) and len(prefix) <= start
        expected = prefix + exact + suffix
        read = text[start - len(prefix) : end + len(suffix)] if inside else ""
        if inside and read == expected and text[start:end] == exact and its_sha256 == sha256:
            continue
        words = text[start:end] if inside else ""
        because = "the words at the span are others"
        if words == exact:
            because = "the words beside the span are others" if its_sha256 == sha256 else "the SHA-256 is another"
        for kind, record_id in _list_resting_on(connection, article_id, Span(start, end)) or [
            ("evidence", evidence_id)
        ]:
            yield Mismatch(
                kind=kind,
                record_id=record_id,
                article_id=article_id,
                span=Span(start, end),
                expected=_printable(exact),
                found=_printable(words),
                because=because,
            )


def _list_resting_on(connection: Connection, article_id: str, span: Span) -> list[Row]:
    return connection.rows(
        """SELECT DISTINCT kind, record_id FROM record_evidence
        WHERE article_id = ? AND start = ? AND "end" = ? ORDER BY kind, record_id""",
        (article_id, span.start, span.end),
    )


def _check_records(connection: Connection, lengths: dict[str, int]) -> Iterator[Mismatch]:
    for kind, record_type, query in _RECORDS:
        for record_id, article_id, claim_kind, text in connection.rows(query):
            try:
                raw = text.encode("utf-8", "surrogateescape")
                record = read_claim(claim_kind, raw) if record_type is None else read_json(raw, record_type)
            except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
                yield _say_record(kind, record_id, expected="a record", found=str(error))
                continue
            yield from _check_id(kind, record_id, record)
            for place_of, span in _list_places(record, article_id):
                if place_of not in lengths or not 0 <= span.start < span.end <= lengths[place_of]:
                    because = "a span of the record lies outside the text"
                    yield _say_outside(kind, record_id, article_id=place_of, span=span, because=because)


def _say_record(kind: str, record_id: str, *, expected: str, found: str) -> Mismatch:
    return Mismatch(
        kind=kind,
        record_id=record_id,
        article_id=None,
        span=None,
        expected=expected,
        found=found,
        because="the record is not what was put",
    )


def _check_id(kind: str, record_id: str, record: object) -> Iterator[Mismatch]:
    derived = next((getattr(record, name) for kind, name in _ID_OF if isinstance(record, kind)), record_id)
    if isinstance(record, Mention | Reference | TimeExpression | TimeValue | DateClue):
        derived = f"{record_id.partition(':')[0]}:{record.span.start}-{record.span.end}"
    if derived != record_id:
        yield _say_record(kind, record_id, expected=record_id, found=derived)


def _list_places(record: object, article_id: str | None) -> Iterator[tuple[str, Span]]:
    """Yield every span of a record with the article it counts in."""
    if isinstance(record, Copy | QuotationGroup):
        yield from ((article_id, span) for _, article_id, span in record.cited)
    elif isinstance(record, Meeting):
        yield from ((words.article_id, words.span) for words in record.evidence)
        yield from _list_proof(record.date, "")
        cited = {words.span: words.article_id for words in record.evidence}
        yield from ((cited[span], span) for span in locate_sequences(record) if span in cited)
    elif isinstance(record, Event):
        yield from ((words.article_id, words.span) for words in record.evidence)
        yield from _list_proof(record.date, "")
    elif isinstance(record, DateFinding):
        yield from _list_proof(record, article_id or "")
    else:
        yield from ((article_id or "", span) for _, span in list_spans(record))


def _list_proof(found: DateFinding, article_id: str) -> Iterator[tuple[str, Span]]:
    yield from ((step.article_id or article_id, step.span) for step in found.proof if step.span is not None)


def _check_pages(connection: Connection) -> Iterator[Mismatch]:
    for (page_id,) in connection.rows("SELECT page_id FROM pages ORDER BY page_id"):
        row: Any = connection.row("SELECT locator, media_type, content FROM pages WHERE page_id = ?", (page_id,))
        try:
            page = Page(locator=row[0], media_type=row[1], content=zlib.decompress(row[2]))
        except zlib.error as error:
            yield _say_record("page", page_id, expected="compressed bytes", found=str(error))
            continue
        if page.page_id != page_id:
            yield _say_record("page", page_id, expected=page_id, found=page.page_id)


def _check_references(connection: Connection) -> Iterator[Mismatch]:
    """Find rows that refer to words or records that are gone."""
    broken = connection.rows('SELECT "table", rowid, parent FROM pragma_foreign_key_check ORDER BY 1, 3, 2')
    for table, parent in sorted({(row[0], row[2]) for row in broken}):
        count = sum(1 for row in broken if (row[0], row[2]) == (table, parent))
        because = f"{count} rows of {table} refer to rows of {parent} that are not in the desk"
        yield Mismatch(
            kind=table, record_id="", article_id=None, span=None, expected=parent, found="nothing", because=because
        )


def _check_support(connection: Connection) -> Iterator[Mismatch]:
    for kind, record_id, article_id in connection.rows(_UNSUPPORTED):
        yield Mismatch(
            kind=kind,
            record_id=record_id,
            article_id=article_id,
            span=None,
            expected="evidence",
            found="nothing",
            because="the record has no evidence",
        )


def _check_seal(connection: Connection) -> Iterator[Mismatch]:
    """Find that a derived row is not the one that the build made, whatever it says."""
    sealed, read = get_seal(connection), derive_seal(connection)
    if sealed is not None and sealed != read:
        because = "records were changed, added or deleted after the build; foreigndesk build makes them anew"
        yield Mismatch(
            kind="build", record_id="", article_id=None, span=None, expected=sealed, found=read, because=because
        )
