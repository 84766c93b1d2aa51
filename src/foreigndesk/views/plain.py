"""Records as plain JSON values: the one form that command line, files and Python share."""

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum

from foreigndesk.records.articles import Article, Dropped
from foreigndesk.records.claims import Claim
from foreigndesk.records.copies import Copy
from foreigndesk.records.quotation_groups import QuotationGroup, Variant
from foreigndesk.records.quotations import Quotation
from foreigndesk.records.refusals import Refusal
from foreigndesk.records.spans import Span

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]

_ID_OF: tuple[tuple[type, str], ...] = (
    (Article, "article_id"),
    (Claim, "claim_id"),
    (Quotation, "quotation_id"),
    (Copy, "copy_id"),
    (QuotationGroup, "group_id"),
    (Variant, "variant_id"),
    (Dropped, "dropped_id"),
    (Refusal, "refusal_id"),
)


def to_plain(value: object) -> Plain:
    """Return ``value`` as JSON values: records as objects in the order of their fields, with their id first.

    Spans become ``[start, end]`` in code points, days ISO dates, enums their values.
    """
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        own = {name: getattr(value, name) for kind, name in _ID_OF if isinstance(value, kind)}
        return {
            name: to_plain(v) for name, v in (own | {f.name: getattr(value, f.name) for f in fields(value)}).items()
        }
    if isinstance(value, dict):
        return {str(key): to_plain(v) for key, v in value.items()}
    if isinstance(value, tuple | list | frozenset | set):
        listed = [to_plain(v) for v in value]
        return sorted(listed, key=str) if isinstance(value, frozenset | set) else listed
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise TypeError(f"{type(value).__name__} has no plain form")
