"""Which records a desk holds: finding one by the beginning of its id, and counting them."""

from dataclasses import dataclass
from enum import StrEnum

from foreigndesk.errors import InputError
from foreigndesk.records.mentions import Reference
from foreigndesk.store.connections import Connection
from foreigndesk.store.references import find_named_words

_SHOWN = 5  # candidates named in a message about an ambiguous id


class RecordKind(StrEnum):
    """The kinds of records that have an id of their own."""

    ARTICLE = "article"
    MEETING = "meeting"
    EVENT = "event"
    CLAIM = "claim"
    QUOTATION = "quotation"
    COPY = "copy"
    QUOTATION_GROUP = "quotation_group"
    ENTITY = "entity"
    EVIDENCE = "evidence"
    REFUSAL = "refusal"
    PAGE = "page"
    DROPPED = "dropped"
    JUDGEMENT = "judgement"
    MENTION = "mention"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordName:
    """The kind and the full id of one record."""

    kind: RecordKind
    record_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many records of each kind a desk holds. ``unread`` articles came after the last build."""

    pages: int
    articles: int
    unread: int
    dropped: int
    removed_blocks: int
    mentions: int
    references: int
    times: int
    quotations: int
    claims: int
    meetings: int
    events: int
    entities: int
    copies: int
    quotation_groups: int
    origins: int
    refused: int
    evidence: int
    judgements: int


_BETWEEN = {  # ids that begin with a prefix lie between it and it followed by the last code point
    RecordKind.ARTICLE: "SELECT article_id FROM articles WHERE article_id BETWEEN ? AND ? ORDER BY 1 LIMIT ?",
    RecordKind.MEETING: "SELECT meeting_id FROM meetings WHERE meeting_id BETWEEN ? AND ? ORDER BY 1 LIMIT ?",
    RecordKind.EVENT: "SELECT event_id FROM events WHERE event_id BETWEEN ? AND ? ORDER BY 1 LIMIT ?",
    RecordKind.CLAIM: "SELECT claim_id FROM claims WHERE claim_id BETWEEN ? AND ? ORDER BY 1 LIMIT ?",
    RecordKind.QUOTATION: "SELECT quotation_id FROM quotations WHERE quotation_id BETWEEN ? AND ? ORDER BY 1 LIMIT ?",
    RecordKind.COPY: "SELECT copy_id FROM copies WHERE copy_id BETWEEN ? AND ? ORDER BY 1 LIMIT ?",
    RecordKind.QUOTATION_GROUP: """SELECT group_id FROM quotation_groups WHERE group_id BETWEEN ? AND ?
        ORDER BY 1 LIMIT ?""",
    RecordKind.ENTITY: "SELECT entity_id FROM entities WHERE entity_id BETWEEN ? AND ? ORDER BY 1 LIMIT ?",
    RecordKind.EVIDENCE: "SELECT evidence_id FROM evidence WHERE evidence_id BETWEEN ? AND ? ORDER BY 1 LIMIT ?",
    RecordKind.REFUSAL: "SELECT refusal_id FROM refused WHERE refusal_id BETWEEN ? AND ? ORDER BY 1 LIMIT ?",
    RecordKind.PAGE: "SELECT page_id FROM pages WHERE page_id BETWEEN ? AND ? ORDER BY 1 LIMIT ?",
    RecordKind.DROPPED: "SELECT dropped_id FROM dropped WHERE dropped_id BETWEEN ? AND ? ORDER BY 1 LIMIT ?",
    RecordKind.JUDGEMENT: "SELECT judgement_id FROM judgements WHERE judgement_id BETWEEN ? AND ? ORDER BY 1 LIMIT ?",
}
_COUNTS = """SELECT
    (SELECT count(*) FROM pages) AS pages,
    (SELECT count(*) FROM articles) AS articles,
    (SELECT count(*) FROM articles WHERE article_id NOT IN (SELECT article_id FROM readings)) AS unread,
    (SELECT count(*) FROM dropped) AS dropped,
    (SELECT count(*) FROM removed_blocks) AS removed_blocks,
    (SELECT count(*) FROM mentions) AS mentions,
    (SELECT count(*) FROM referring_words) AS "references",
    (SELECT count(*) FROM time_expressions) AS times,
    (SELECT count(*) FROM quotations) AS quotations,
    (SELECT count(*) FROM claims) AS claims,
    (SELECT count(*) FROM meetings) AS meetings,
    (SELECT count(*) FROM events) AS events,
    (SELECT count(*) FROM entities) AS entities,
    (SELECT count(*) FROM copies) AS copies,
    (SELECT count(*) FROM quotation_groups) AS quotation_groups,
    (SELECT count(DISTINCT family_id) FROM article_origins) AS origins,
    (SELECT count(*) FROM refused) AS refused,
    (SELECT count(*) FROM evidence) AS evidence,
    (SELECT count(*) FROM judgements) AS judgements"""


def list_records(connection: Connection, prefix: str, *, kinds: tuple[RecordKind, ...]) -> list[RecordName]:
    """Return the records of ``kinds`` whose ids begin with ``prefix``, the exact one alone where there is one.

    At most six of a kind are listed.
    """
    found: list[RecordName] = []
    for kind in (k for k in kinds if k in _BETWEEN):
        rows = connection.rows(_BETWEEN[kind], (prefix, prefix + "\U0010ffff", _SHOWN + 1))
        found.extend(RecordName(kind=kind, record_id=row[0]) for row in rows)
    found.extend(name for name in _list_words(connection, prefix) if name.kind in kinds)
    return [name for name in found if name.record_id == prefix] or found


def _list_words(connection: Connection, words_id: str) -> list[RecordName]:
    """Return the mentions and references whose place ``words_id`` gives, at one place the first of them."""
    named = {n.words_id: n for n in reversed(find_named_words(connection, words_id))}
    kinds = {i: RecordKind.REFERENCE if isinstance(n.said, Reference) else RecordKind.MENTION for i, n in named.items()}
    return [RecordName(kind=kind, record_id=words_id) for words_id, kind in sorted(kinds.items())]


def find_record(connection: Connection, prefix: str, *, kinds: tuple[RecordKind, ...] = ()) -> RecordName:
    """Return the one record whose id is ``prefix`` or begins with it, among ``kinds`` (all where none is given).

    Raises InputError where there is none, or more than one.
    """
    found = list_records(connection, prefix, kinds=kinds or tuple(RecordKind)) if prefix else []
    if not found:
        what = " or ".join(kinds) or "record"
        raise InputError(f"{prefix!r}: the desk has no {what} whose id begins so. Ids are listed by every view.")
    if len(found) > 1:
        shown = ", ".join(f"{name.kind} {name.record_id}" for name in found[:_SHOWN])
        more = ", ..." if len(found) > _SHOWN else ""
        raise InputError(f"{prefix!r} is the beginning of several ids: {shown}{more}. Give more characters.")
    return found[0]


def count_records(connection: Connection) -> Counts:
    """Return how many records of each kind the desk holds."""
    row = connection.row(_COUNTS) or ()
    return Counts(**dict(zip(Counts.__slots__, row, strict=True)))
