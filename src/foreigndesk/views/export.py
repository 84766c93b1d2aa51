"""The whole record in files: JSON lines for programs, CSV for spreadsheets."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence

from foreigndesk.records.copies import Copy
from foreigndesk.records.quotation_groups import QuotationGroup
from foreigndesk.records.spans import Span
from foreigndesk.views.dossier import Dossier
from foreigndesk.views.events import flat_event_row
from foreigndesk.views.plain import Plain
from foreigndesk.views.quotation_groups import list_variant_rows
from foreigndesk.views.reasons import show_plainly

KINDS = (
    "article",
    "dropped",
    "entity",
    "meeting",
    "event",
    "meeting_claim",
    "action",
    "commitment",
    "position",
    "quotation",
    "copy",
    "quotation_group",
    "refusal",
)


def write_jsonl(dossier: Dossier) -> Iterator[str]:
    """Yield one JSON line a record, each with its kind as ``record``, in an order that depends on content alone.

    Every claim, quotation, copy and meeting carries ``words``: the exact words at each of its evidence spans.
    """
    for kind, record in _records(dossier):
        plain = _row(dossier, record)
        row = {"record": kind, **(plain if isinstance(plain, dict) else {})}
        yield json.dumps(row, ensure_ascii=False, sort_keys=False) + "\n"


def _records(dossier: Dossier) -> Iterator[tuple[str, object]]:
    lists = (
        dossier.articles.values(),
        dossier.dropped,
        dossier.entities.values(),
        dossier.meetings,
        dossier.events,
        dossier.meeting_claims,
        dossier.actions,
        dossier.commitments,
        dossier.positions,
        dossier.quotations,
        dossier.copies,
        dossier.groups,
        dossier.refusals,
    )
    for kind, records in zip(KINDS, lists, strict=True):
        for record in records:
            yield kind, record


def _words(dossier: Dossier, record: object) -> dict[str, Plain]:
    if isinstance(record, Copy | QuotationGroup):
        return {"words": [span.words(dossier.articles[article_id].text) for _, article_id, span in record.cited]}
    own = getattr(record, "span", None)
    spans = getattr(record, "evidence", None) or ((own,) if isinstance(own, Span) else ())
    owner = getattr(record, "article_id", None)
    found: list[Plain] = []
    for span in spans:
        article_id, place = (owner, span) if isinstance(span, Span) else (span.article_id, span.span)
        if article_id in dossier.articles:
            found.append(place.words(dossier.articles[article_id].text))
    return {"words": found} if found else {}


def write_csv(dossier: Dossier, kind: str) -> str:
    """Return one kind of record as CSV with a header, of groups one row a variant; lists in a cell are JSON."""
    if kind == "event":
        return write_rows([flat_event_row(dossier, event) for event in dossier.events])
    if kind == "quotation_group":
        return write_rows([row for group in dossier.groups for row in list_variant_rows(dossier, group)])
    return write_rows(
        [row for name, record in _records(dossier) if name == kind and isinstance(row := _row(dossier, record), dict)]
    )


def write_rows(rows: Sequence[Mapping[str, Plain]]) -> str:
    """Return rows as CSV with a header; lists and records in a cell are JSON."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    return out.getvalue()


def _row(dossier: Dossier, record: object) -> Plain:
    plain = show_plainly(dossier, record)
    return {**plain, **_words(dossier, record)} if isinstance(plain, dict) else plain


def _cell(value: Plain) -> str | int | float:
    """Return a cell; a text that a spreadsheet would run as a formula is kept from it by an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
