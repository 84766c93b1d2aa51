"""Values of the time expressions of an article whose date, and whose meetings' dates, are known."""

from collections.abc import Mapping
from dataclasses import replace

from foreigndesk.records.dates import DateFinding, Precision
from foreigndesk.records.spans import Span
from foreigndesk.records.times import ReferenceKind, TimeExpression, TimeValue
from foreigndesk.resolution.times import resolve_times

_DAYS = frozenset({ReferenceKind.WEEKDAY, ReferenceKind.DAY_OF_MONTH, ReferenceKind.MONTH_DAY})


def place_times(
    times: tuple[TimeExpression, ...], published: DateFinding, text: str, *, known: Mapping[Span, DateFinding]
) -> tuple[TimeValue, ...]:
    """Return the value of each expression, in order.

    ``known`` are dates of meetings by the span of an expression that dates them: where the article's own
    date leaves a weekday open, the meeting's day settles it.
    """
    values = resolve_times(times, published, text)
    return tuple(
        _settle(value, time, known.get(time.span)) if value.value is None else value
        for value, time in zip(values, times, strict=True)
    )


def _settle(value: TimeValue, time: TimeExpression, when: DateFinding | None) -> TimeValue:
    if when is None or when.precision is not Precision.DAY or time.reference not in _DAYS:
        return value
    return replace(
        value,
        value=when.edtf,
        earliest=when.earliest,
        latest=when.latest,
        because=f"dates the meeting of {when.edtf}",
    )
