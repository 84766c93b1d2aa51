"""Times of a text that later expressions are counted from: "the following day", "that year", "in May"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from foreigndesk.records.times import Direction, ReferenceKind, TimeExpression, TimeValue
from foreigndesk.resolution.day_intervals import (
    Days,
    choose_days,
    day_interval,
    days_in_year,
    offset_days,
    season_days,
    unit_days,
    value_days,
    write_value,
)

_WHOLE_DAYS = ("hour", "minute", "second", "weekend")  # counted from a day
_LINE_OPENING = 8  # "In 1942, ...": a year so near the start of its line opens what follows
_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A time of the text that later expressions can be counted from.

    ``year`` is negative before Christ, where there are no ``days``. ``opens_line`` tells a heading or the
    first words of a paragraph from a date within it.
    """

    year: int
    days: Days | None
    opens_line: bool

    def within(self, unit: str) -> Days | None:
        """Return the calendar unit that the anchor lies in, if it lies in one."""
        if self.days is None:
            return None
        found = unit_days(self.days[0], unit)
        return found if self.days[1] <= found[1] else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What counting from an anchor gives: value, days, and the reason for them or for their lack."""

    value: str | None
    days: Days | None
    because: str


def make_anchor(expression: TimeExpression, value: TimeValue, text: str) -> Anchor | None:
    """Return what later expressions can be counted from: a value with at least a year."""
    written = value.value
    is_time = expression.reference not in (ReferenceKind.VAGUE, ReferenceKind.DURATION, ReferenceKind.SET)
    if written is None or not is_time:
        return None
    line = text.rfind("\n", 0, expression.span.start) + 1
    opens_line = expression.span.start - line < _LINE_OPENING
    is_before_christ = written.startswith("BC")
    digits = written[2:] if is_before_christ else written
    if not digits[:_YEAR_DIGITS].isdigit() or len(digits) < _YEAR_DIGITS:  # a decade, a century
        return None
    year = int(digits[:_YEAR_DIGITS])
    days = value_days(written)
    if is_before_christ:
        return Anchor(year=-year, days=None, opens_line=opens_line)
    return Anchor(year=year, days=days, opens_line=opens_line) if days else None


def count_from(expression: TimeExpression, anchors: Sequence[Anchor]) -> Counted:
    """Return the value counted from the latest of the anchors (in order of the text) that is precise enough."""
    if expression.rule.endswith("_event") or expression.rule == "ordinal_day":
        return Counted(value=None, days=None, because="it is counted from an event whose day the words do not give")
    if not anchors:
        return Counted(value=None, days=None, because="no date stands before it in the text")
    if expression.month is not None or (expression.unit and season_days(expression.unit, 1)):
        return _in_year_of(expression, _year_anchor(expression, anchors))
    for anchor in reversed(anchors):
        if anchor.days is None and expression.unit == "year":
            year = anchor.year + int(expression.amount or 0)
            return Counted(value=_write_year(year), days=None, because="counted from the nearest year before it")
        days = _days_from(expression, anchor)
        if days:
            value = write_value(expression, days)
            return Counted(value=value, days=days, because="counted from the nearest date before it in the text")
    return Counted(value=None, days=None, because="no date before it in the text is precise enough")


def _year_anchor(expression: TimeExpression, anchors: Sequence[Anchor]) -> Anchor:
    """Return the anchor whose year ``expression`` shares: the nearest one.

    A month-day passes over years that stand alone within a paragraph, for these are often asides ("a plan of
    1938"); WikiWars, 2026-11: 319 of 358 month-days right instead of 301.
    """
    if expression.day and expression.reference is ReferenceKind.MONTH_DAY:
        for anchor in reversed(anchors):
            if anchor.opens_line or anchor.within("month"):
                return anchor
    return anchors[-1]


def _in_year_of(expression: TimeExpression, anchor: Anchor) -> Counted:
    """Return a month, month-day or season in the year of ``anchor``, or the next or last one seen from it."""
    because = "the year of the nearest date before it in the text"
    if anchor.days is None:
        return Counted(value=_write_in_year(expression, anchor.year), days=None, because=because)
    if expression.amount and expression.unit != "year":
        is_whole_year = anchor.days == unit_days(anchor.days[0], "year")
        from_day = anchor.days[1 if is_whole_year and expression.direction is Direction.FUTURE else 0]
        years = (anchor.year - 1, anchor.year, anchor.year + 1)
        candidates = [days for days in (days_in_year(expression, year) for year in years) if days]
        days = choose_days(candidates, expression, from_day)
    else:
        days = days_in_year(expression, anchor.year + int(expression.amount or 0))
    return Counted(value=write_value(expression, days) if days else None, days=days, because=because)


def _write_year(year: int) -> str:
    return f"BC{-year:04d}" if year < 0 else f"{year:04d}"


def _write_in_year(expression: TimeExpression, year: int) -> str:
    written = _write_year(year)
    if expression.month and expression.day:
        return f"{written}-{expression.month:02d}-{expression.day:02d}"
    return f"{written}-{expression.month:02d}" if expression.month else f"{written}-{expression.unit}"


def _days_from(expression: TimeExpression, anchor: Anchor) -> Days | None:
    """Return the days that ``expression`` denotes, counted from ``anchor`` where that is precise enough."""
    unit = expression.unit or "day"
    if expression.day:
        return _day_in_month(anchor.within("month"), expression.day)
    if expression.reference is ReferenceKind.WEEKDAY:
        day = anchor.within("day")
        return day_interval(replace(expression, direction=Direction.FUTURE), day[0]) if day else None
    within = anchor.within("day" if unit in _WHOLE_DAYS else unit)
    return offset_days(within[0], expression.amount or 0.0, unit) if within else None


def _day_in_month(month: Days | None, day: int) -> Days | None:
    if month is None or day > month[1].day:
        return None
    found: date = month[0].replace(day=day)
    return found, found
