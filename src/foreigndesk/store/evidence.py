"""The words behind the records: each span that a record names becomes a row of ``evidence``."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_type_hints

from foreigndesk.errors import EvidenceError, InputError
from foreigndesk.records.evidence import Evidence, select_evidence
from foreigndesk.records.spans import Span
from foreigndesk.store.connections import Connection, Row

Place = tuple[str, int, int]
"""Article id, start and end: the key of ``evidence``, spread over three columns by those that refer to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedWords:
    """Words that support a record, and which field of it they support."""

    supports: str
    evidence: Evidence


@cache
def _list_span_fields(record_type: Any) -> tuple[str, ...]:
    """Return the names of the fields of a record type in which a span can stand."""
    hints = get_type_hints(record_type)
    return tuple(f.name for f in fields(record_type) if _can_hold_span(hints[f.name]))


def _can_hold_span(hint: Any) -> bool:
    if isinstance(hint, type) and (hint is Span or (is_dataclass(hint) and _list_span_fields(hint))):
        return True
    return any(_can_hold_span(part) for part in get_args(hint))


def _gather_spans(value: Any, found: list[Span]) -> None:
    if isinstance(value, Span):
        found.append(value)
    elif isinstance(value, tuple):
        for item in value:
            _gather_spans(item, found)
    elif value is not None and not isinstance(value, str):
        record_type: Any = type(value)
        for name in _list_span_fields(record_type):
            _gather_spans(getattr(value, name), found)


def list_spans(record: Any) -> list[tuple[str, Span]]:
    """Return every span of ``record``, however deep, with the field of ``record`` that holds it."""
    listed: list[tuple[str, Span]] = []
    record_type: Any = type(record)
    for name in _list_span_fields(record_type):
        found: list[Span] = []
        _gather_spans(getattr(record, name), found)
        listed.extend((name, span) for span in found)
    return listed


class Citations:
    """The evidence that a group of records needs: gathered span by span, then put at once.

    Words that were put once are not put again, so what belongs to one article shares one of these.
    """

    def __init__(self, connection: Connection) -> None:
        """Begin without evidence; texts are read from the desk as they are cited."""
        self.connection = connection
        self._texts: dict[str, tuple[str, str]] = {}
        self._wanted: set[Place] = set()
        self._put: set[Place] = set()

    def require(self, article_id: str, *, named: str) -> None:
        """Raise EvidenceError naming the record where the desk does not hold the article."""
        self._read_text(article_id, named)

    def check(self, article_id: str, span: Span, *, named: str) -> Place:
        """Return the place of ``span``; raise EvidenceError naming the record where no words stand there."""
        text, _ = self._read_text(article_id, named)
        if not 0 <= span.start < span.end <= len(text):
            raise EvidenceError(
                f"{named}: no words stand at {span.start}-{span.end} of article {article_id}, "
                f"which has {len(text)} characters"
            )
        return article_id, span.start, span.end

    def cite(self, article_id: str, span: Span, *, named: str) -> Place:
        """Return the place of ``span`` and keep it for ``put``; raise EvidenceError where no words stand there."""
        place = self.check(article_id, span, named=named)
        self._wanted.add(place)
        return place

    def read_words(self, article_id: str, span: Span) -> str:
        """Return the words at ``span`` of an article that was cited."""
        return span.words(self._texts[article_id][0])

    def put(self) -> None:
        """Put all that was cited; what the desk has already is left as it is."""
        self.connection.run_many(
            """INSERT INTO evidence (article_id, start, "end", evidence_id, exact, prefix, suffix, sha256)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (article_id, start, "end") DO NOTHING""",
            self._list_rows(),
        )
        self._put |= self._wanted
        self._wanted.clear()

    def _list_rows(self) -> Iterator[Row]:
        for article_id, start, end in sorted(self._wanted - self._put):
            text, sha256 = self._texts[article_id]
            found = select_evidence(article_id, text, Span(start, end), sha256=sha256)
            yield article_id, start, end, found.evidence_id, found.exact, found.prefix, found.suffix, sha256

    def _read_text(self, article_id: str, named: str) -> tuple[str, str]:
        if article_id not in self._texts:
            found = self.connection.row("SELECT text, sha256 FROM articles WHERE article_id = ?", (article_id,))
            if found is None:
                raise EvidenceError(f"{named}: article {article_id} is not in the desk. Add it before the build.")
            self._texts[article_id] = (found[0], found[1])
        return self._texts[article_id]


def check_owner(article_id: str, owner_id: str, *, named: str) -> None:
    """Raise EvidenceError naming a record that speaks of another article than the one it was read from."""
    if owner_id != article_id:
        raise EvidenceError(f"{named}: it was read from article {article_id} but speaks of article {owner_id}")


def cite_record(citations: Citations, record: object, *, article_id: str, record_id: str, named: str) -> list[Row]:
    """Cite every span of a record of one article; return the rows of its table of evidence."""
    rows: list[Row] = []
    for position, (supports, span) in enumerate(list_spans(record)):
        rows.append((record_id, supports, position, *citations.cite(article_id, span, named=named)))
    return rows


def list_evidence(connection: Connection, kind: str, record_id: str) -> list[CitedWords]:
    """Return the words behind one record, in the order in which its fields name them."""
    rows = connection.rows(
        """SELECT r.supports, e.article_id, e.start, e."end", e.exact, e.prefix, e.suffix, e.sha256
        FROM record_evidence AS r JOIN evidence AS e
            ON e.article_id = r.article_id AND e.start = r.start AND e."end" = r."end"
        WHERE r.kind = ? AND r.record_id = ?
        ORDER BY r.position, r.supports, e.article_id, e.start, e."end" """,
        (kind, record_id),
    )
    return [CitedWords(supports=row[0], evidence=_read_evidence(row[1:])) for row in rows]


def get_evidence(connection: Connection, evidence_id: str) -> Evidence:
    """Return one evidence by its id. Raises InputError where the desk has none."""
    row = connection.row(
        """SELECT article_id, start, "end", exact, prefix, suffix, sha256 FROM evidence WHERE evidence_id = ?""",
        (evidence_id,),
    )
    if row is None:
        raise InputError(f"{evidence_id}: the desk has no evidence with this id.")
    return _read_evidence(row)


def _read_evidence(row: Row) -> Evidence:
    article_id, start, end, exact, prefix, suffix, sha256 = row
    return Evidence(
        article_id=article_id, span=Span(start, end), exact=exact, prefix=prefix, suffix=suffix, sha256=sha256
    )
