"""Filters of quotations: of a kind, in articles of certain days."""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from foreigndesk.errors import InputError
from foreigndesk.records.dates import DateFinding
from foreigndesk.records.quotations import Quotation, QuotationKind
from foreigndesk.views.dossier import Dossier

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_DECEMBER = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Filtered:
    """The quotations that a filter keeps, and how many were left out because their article has no date."""

    quotations: tuple[Quotation, ...]
    undated: int


def read_kind(words: str | None) -> QuotationKind | None:
    """Return the kind of quotation that an option names. Raises InputError where there is none."""
    if words is None:
        return None
    try:
        return QuotationKind(words)
    except ValueError:
        raise InputError(f"--kind {words}: choose one of {', '.join(QuotationKind)}") from None


def read_bound(words: str | None, *, option: str, is_last: bool) -> date | None:
    """Return the first or last day that ``2024``, ``2024-05`` or ``2024-05-14`` means. Raises InputError for others."""
    if words is None:
        return None
    found = _DAY.fullmatch(words)
    try:
        if found is None:
            raise ValueError
        year, month = int(found[1]), int(found[2] or (_DECEMBER if is_last else 1))
        return date(year, month, int(found[3] or (calendar.monthrange(year, month)[1] if is_last else 1)))
    except ValueError:
        raise InputError(f"{option} {words}: no such day. Write 2024, 2024-05 or 2024-05-14.") from None


def filter_quotations(
    dossier: Dossier,
    quotations: Iterable[Quotation],
    *,
    kind: QuotationKind | None = None,
    first: date | None = None,
    last: date | None = None,
) -> Filtered:
    """Return the quotations of a kind in articles that can have appeared from ``first`` to ``last``, both inclusive."""
    kept, undated = [], 0
    for quotation in quotations:
        if kind is not None and quotation.kind is not kind:
            continue
        published = dossier.articles[quotation.article_id].published
        if (first or last) and (published is None or not published.is_known):
            undated += 1
        elif published is None or _can_lie_between(published, first, last):
            kept.append(quotation)
    return Filtered(quotations=tuple(kept), undated=undated)


def _can_lie_between(published: DateFinding, first: date | None, last: date | None) -> bool:
    ends_before = first is not None and published.latest is not None and published.latest < first
    begins_after = last is not None and published.earliest is not None and published.earliest > last
    return not ends_before and not begins_after
