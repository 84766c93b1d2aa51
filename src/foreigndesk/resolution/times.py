"""Time expressions given the article's date: TIMEX3 values and the days they denote."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from foreigndesk.records.dates import DateFinding
from foreigndesk.records.times import Direction, ReferenceKind, TimeExpression, TimeType, TimeValue
from foreigndesk.resolution.day_intervals import (
    Days,
    choose_days,
    day_interval,
    days_in_year,
    offset_days,
    season_days,
    unit_days,
    value_days,
)

__all__ = ["day_interval", "is_narrative", "resolve_times"]

_DAYS_IN_YEAR = 365
_FEWEST_EXPLICIT = 3  # a text with fewer dates of its own is not judged to be about the past
_CLOCK_REACH = 30  # "at 5:34 AM local time on March 20": so many characters lie between at most
_FROM_ARTICLE = (
    ReferenceKind.WEEKDAY,
    ReferenceKind.OFFSET,
    ReferenceKind.DAY_OF_MONTH,
    ReferenceKind.MONTH,
    ReferenceKind.MONTH_DAY,
    ReferenceKind.SEASON,
)
_NEWSLIKE = (ReferenceKind.WEEKDAY, ReferenceKind.OFFSET)


def resolve_times(times: Sequence[TimeExpression], published: DateFinding | None, text: str) -> tuple[TimeValue, ...]:
    """Return one value for each expression, in order; ``times`` are those of one article in the order of the text.

    With an article date wider than a day a value is given only where all its days agree. In a narrative
    (``is_narrative``) a missing year, month or day comes from the nearest date before the expression.
    ``text`` is the article's reference text, for the words between an hour and its day.
    """
    resolver = _Resolver(times=tuple(times), published=_known(published), text=text)
    return resolver.resolve()


def is_narrative(times: Sequence[TimeExpression], published: DateFinding | None) -> bool:
    """Return whether a text tells of other times than its own.

    So it is when at least three dates carry their year, and most of these lie more than a year before the
    article's date; where that is not known, when they outnumber weekdays and words such as "yesterday".
    """
    explicit = [value_days(t.value or "") for t in times if t.reference is ReferenceKind.EXPLICIT]
    if len(explicit) < _FEWEST_EXPLICIT:
        return False
    known = _known(published)
    if known is None or known.earliest is None:
        return len(explicit) > sum(t.reference in _NEWSLIKE for t in times)
    first = known.earliest.toordinal() - _DAYS_IN_YEAR
    return 2 * sum(days is None or days[1].toordinal() < first for days in explicit) > len(explicit)


def _known(published: DateFinding | None) -> DateFinding | None:
    return published if published is not None and published.is_known else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Anchor:
    """A time of the text that later expressions can be counted from; ``year`` is negative before Christ."""

    year: int
    days: Days | None

    def within(self, unit: str) -> Days | None:
        """Return the calendar unit that the anchor lies in, if it lies in one."""
        if self.days is None:
            return None
        found = unit_days(self.days[0], unit)
        return found if self.days[1] <= found[1] else None


@dataclass(slots=True, kw_only=True)
class _Resolver:
    """The way through the expressions of one text, with the times met so far."""

    times: tuple[TimeExpression, ...]
    published: DateFinding | None
    text: str

    def resolve(self) -> tuple[TimeValue, ...]:
        """Return the values, those of hours last, for they take the day of what stands beside them."""
        narrative = is_narrative(self.times, self.published)
        anchors: list[_Anchor] = []
        values: list[TimeValue] = []
        for expression in self.times:
            value = self._resolve_one(expression, anchors, narrative=narrative)
            values.append(value)
            anchor = _make_anchor(expression, value)
            if anchor:
                anchors.append(anchor)
        return tuple(
            self._with_day_beside(at, values) if _is_hour(self.times[at]) else value for at, value in enumerate(values)
        )

    def _resolve_one(self, expression: TimeExpression, anchors: list[_Anchor], *, narrative: bool) -> TimeValue:
        reference = expression.reference
        if reference is ReferenceKind.EXPLICIT:
            return _explicit(expression)
        if reference is ReferenceKind.VAGUE:
            return self._vague(expression)
        if reference in (ReferenceKind.DURATION, ReferenceKind.SET) or expression.type is TimeType.DURATION:
            return _value(expression, expression.value, None, because="it has a length or a rhythm, no day of its own")
        if reference in _FROM_ARTICLE and not narrative:
            return self._from_article(expression)
        if reference in _FROM_ARTICLE:
            return _from_anchors(_as_told(expression), anchors, "the nearest date before it in the text")
        found = _from_anchors(expression, anchors, "the nearest date before it in the text")
        is_last = found.value is None and not anchors and expression.amount == -1 and expression.unit != "day"
        if is_last and not narrative:  # "from the previous year" without another year in the text
            return self._from_article(replace(expression, reference=ReferenceKind.OFFSET))
        return found

    def _vague(self, expression: TimeExpression) -> TimeValue:
        earliest = self.published.earliest if self.published else None
        latest = self.published.latest if self.published else None
        bounds = {
            Direction.PAST: (None, latest),
            Direction.FUTURE: (earliest, None),
            Direction.PRESENT: (earliest, latest),
            Direction.UNKNOWN: (None, None),
        }[expression.direction]
        return TimeValue(
            span=expression.span,
            type=expression.type,
            value=expression.value,
            earliest=bounds[0],
            latest=bounds[1],
            because="the words do not say how far it is",
        )

    def _from_article(self, expression: TimeExpression) -> TimeValue:
        """Return the value by the article's date; without one where its first and last day disagree.

        All readings move forward with the article's date, so its two ends decide for the days between.
        """
        if self.published is None:
            return _value(expression, None, None, because="the article's date is not known")
        ends = [self.published.earliest, self.published.latest]
        seen = [day_interval(expression, end) if end else None for end in ends]
        first, last = seen
        if first is not None and first == last:
            return _value(
                expression, write_value(expression, first), first, because=f"article of {self.published.edtf}"
            )
        return TimeValue(
            span=expression.span,
            type=expression.type,
            value=None,
            earliest=first[0] if first else None,
            latest=last[1] if last else None,
            because=f"the days of the article's date ({self.published.edtf}) do not agree on it",
        )

    def _with_day_beside(self, at: int, values: list[TimeValue]) -> TimeValue:
        """Return the hour with the day that follows it closely, else the last one before it in the paragraph."""
        expression = self.times[at]
        beside = [*self._next_value(at, values), *self._values_before(at, values)]
        for value in beside:
            if value.earliest is not None and value.earliest == value.latest:
                days = (value.earliest, value.earliest)
                return _value(expression, write_value(expression, days), days, because="the day that stands beside it")
        return _value(expression, None, None, because="no day stands beside it")

    def _next_value(self, at: int, values: list[TimeValue]) -> list[TimeValue]:
        if at + 1 >= len(values):
            return []
        between = self.text[values[at].span.end : values[at + 1].span.start]
        is_near = len(between) <= _CLOCK_REACH and "\n" not in between and ". " not in between
        return [values[at + 1]] if is_near else []

    def _values_before(self, at: int, values: list[TimeValue]) -> list[TimeValue]:
        start = self.text.rfind("\n", 0, values[at].span.start)
        return [value for value in reversed(values[:at]) if value.span.start > start]


def _is_hour(expression: TimeExpression) -> bool:
    is_open = expression.reference is ReferenceKind.ANCHORED and expression.amount is None
    return is_open and expression.type is TimeType.TIME


def _as_told(expression: TimeExpression) -> TimeExpression:
    """Return the expression for a narrative, in which "today" is the reader's and tense says nothing."""
    has_own_side = expression.amount is not None
    return expression if has_own_side else replace(expression, direction=Direction.UNKNOWN)


def _explicit(expression: TimeExpression) -> TimeValue:
    days = value_days(expression.value or "")
    if expression.value is None:
        return _value(expression, None, None, because="there is no such day")
    return _value(expression, expression.value, days, because="the words give it")


def _value(expression: TimeExpression, value: str | None, days: Days | None, *, because: str) -> TimeValue:
    return TimeValue(
        span=expression.span,
        type=expression.type,
        value=value,
        earliest=days[0] if days else None,
        latest=days[1] if days else None,
        because=because,
    )


def _make_anchor(expression: TimeExpression, value: TimeValue) -> _Anchor | None:
    """Return what later expressions can be counted from: a value with at least a year."""
    is_time = expression.reference not in (ReferenceKind.VAGUE, ReferenceKind.DURATION, ReferenceKind.SET)
    if value.value is None or not is_time:
        return None
    if value.value.startswith("BC"):
        digits = value.value[2:6]
        return _Anchor(year=-int(digits), days=None) if len(digits) == 4 and digits.isdigit() else None  # noqa: PLR2004
    days = value_days(value.value)
    return _Anchor(year=int(value.value[:4]), days=days) if days and value.value[:4].isdigit() else None


def _from_anchors(expression: TimeExpression, anchors: list[_Anchor], source: str) -> TimeValue:
    """Return the value counted from the latest anchor that is precise enough."""
    if expression.rule.endswith("_event") or (expression.amount is None and expression.rule == "ordinal_day"):
        return _value(expression, None, None, because="it is counted from an event whose day the words do not give")
    if not anchors:
        return _value(expression, None, None, because="no date stands before it in the text")
    named = _named_in_year(expression, anchors)
    if named is not None:
        return named
    for anchor in reversed(anchors):
        days = _count_from(expression, anchor)
        if days:
            return _value(expression, write_value(expression, days), days, because=f"counted from {source}")
    return _value(expression, None, None, because="no date before it in the text is precise enough")


def _named_in_year(expression: TimeExpression, anchors: list[_Anchor]) -> TimeValue | None:
    """Return a month, month-day or season in the year of the latest anchor, ``None`` for all other expressions."""
    is_named = expression.month is not None or (expression.unit or "")[:2] in (
        "SP",
        "SU",
        "FA",
        "WI",
        "Q1",
        "Q2",
        "Q3",
        "Q4",
        "H1",
        "H2",
    )
    anchor = anchors[-1]
    if not is_named:
        return None
    because = "the year of the nearest date before it in the text"
    if anchor.days is None:
        return _value(expression, _write_in_year(expression, anchor.year), None, because=because)
    if expression.amount and expression.direction in (Direction.PAST, Direction.FUTURE):
        from_day = anchor.days[1] if expression.direction is Direction.FUTURE else anchor.days[0]
        years = (anchor.year - 1, anchor.year, anchor.year + 1)
        candidates = [days for days in (days_in_year(expression, y) for y in years) if days]
        days = choose_days(candidates, expression, from_day)
    else:
        days = days_in_year(expression, anchor.year + int(expression.amount or 0))
    return _value(expression, write_value(expression, days) if days else None, days, because=because)


def _write_in_year(expression: TimeExpression, year: int) -> str:
    written = f"BC{-year:04d}" if year < 0 else f"{year:04d}"
    if expression.month and expression.day:
        return f"{written}-{expression.month:02d}-{expression.day:02d}"
    return f"{written}-{expression.month:02d}" if expression.month else f"{written}-{expression.unit}"


def _count_from(expression: TimeExpression, anchor: _Anchor) -> Days | None:
    """Return the days that ``expression`` denotes, counted from ``anchor`` where that is precise enough."""
    unit = expression.unit or "day"
    if expression.reference is ReferenceKind.DAY_OF_MONTH or (expression.day and not expression.month):
        month = anchor.within("month")
        return (
            choose_days([(d, d) for d in _day_in_month(month, expression.day)], expression, month[0]) if month else None
        )
    if expression.reference is ReferenceKind.WEEKDAY:
        day = anchor.within("day")
        return day_interval(replace(expression, direction=Direction.FUTURE), day[0]) if day else None
    within = anchor.within("day" if unit in ("hour", "minute", "second", "weekend") else unit)
    return offset_days(within[0], expression.amount or 0.0, unit) if within else None


def _day_in_month(month: Days | None, day: int | None) -> list[date]:
    if month is None or day is None or day > month[1].day:
        return []
    return [month[0].replace(day=day)]


def write_value(expression: TimeExpression, days: Days) -> str | None:
    """Return the TIMEX3 value of the days that ``expression`` denotes; ``None`` where no unit fits them."""
    first, last = days
    unit = expression.unit
    if unit and season_days(unit, 1):
        return f"{first.year:04d}-{unit}"
    if expression.day or expression.weekday is not None or unit == "day":
        time_of_day = expression.value if (expression.value or "").startswith("T") else ""
        return f"{first.isoformat()}{time_of_day}" if first == last else None
    if expression.month or unit == "month":
        return f"{first:%Y-%m}" if (first.year, first.month) == (last.year, last.month) else None
    return _write_unit(unit, days, is_whole=(expression.amount or 0.0) == int(expression.amount or 0.0))


def _write_unit(unit: str | None, days: Days, *, is_whole: bool) -> str | None:
    first = days[0]
    if unit in ("week", "fortnight", "weekend") and is_whole:
        year, week, _ = first.isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
    if unit == "year":
        return f"{first.year:04d}" if is_whole else f"{first:%Y-%m}"
    if unit == "quarter" and is_whole:
        return f"{first.year:04d}-Q{(first.month + 2) // 3}"
    return (
        {"decade": f"{first.year // 10}", "century": f"{first.year // 100:02d}"}.get(unit or "") if is_whole else None
    )
