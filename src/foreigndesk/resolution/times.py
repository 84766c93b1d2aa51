"""Time expressions given the article's date: TIMEX3 values and the days they denote."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from foreigndesk.records.dates import DateFinding
from foreigndesk.records.times import Direction, ReferenceKind, TimeExpression, TimeType, TimeValue
from foreigndesk.resolution.anchors import Anchor, count_from, make_anchor
from foreigndesk.resolution.day_intervals import Days, day_interval, value_days, write_value

__all__ = ["day_interval", "is_narrative", "resolve_times"]

_DAYS_IN_YEAR = 365
_FEWEST_EXPLICIT = 3  # a text with fewer dates of its own is not judged to be about other times
_CLOCK_REACH = 30  # "at 6:10 PM local time on May 2": so many characters lie between at most
_FROM_ARTICLE = (
    ReferenceKind.WEEKDAY,
    ReferenceKind.OFFSET,
    ReferenceKind.DAY_OF_MONTH,
    ReferenceKind.MONTH,
    ReferenceKind.MONTH_DAY,
    ReferenceKind.SEASON,
)
_SPOKEN_NOW = (
    "deictic", "deictic_part", "clock_deictic", "overnight", "day_before_yesterday", "ago", "from_now", "this_part",
    "last_night",
)  # fmt: skip
_MARKS_OF_NEWS = 10
_AHEAD = (Direction.PRESENT, Direction.FUTURE)
_FEWEST_STAMPS = 2  # entries of a running report


def resolve_times(times: Sequence[TimeExpression], published: DateFinding | None, text: str) -> tuple[TimeValue, ...]:
    """Return one value for each expression, in order; ``times`` are those of one article in the order of the text.

    With an article date wider than a day a value is given only where all its days agree. In a narrative
    (``is_narrative``) a missing year, month or day comes from the nearest date before the expression.
    ``text`` is the article's reference text, for lines and for the words between an hour and its day.
    """
    is_known = published is not None and published.is_known
    resolver = _Resolver(times=tuple(times), published=published if is_known else None, text=text)
    return resolver.resolve()


def is_narrative(times: Sequence[TimeExpression], published: DateFinding | None, text: str) -> bool:
    """Return whether a text tells of other times than its own, as histories and encyclopedias do.

    So it is when at least three dates carry their year, most of these lie more than a year before the
    article's date (where that is known), and weekdays and words such as "yesterday", the marks of news, are
    at most a tenth as many outside quotations.
    """
    explicit = [value_days(t.value or "") for t in times if t.reference is ReferenceKind.EXPLICIT]
    marks = sum(_is_mark_of_news(t) and not _is_quoted(t.span.start, text) for t in times)
    if len(explicit) < _FEWEST_EXPLICIT or marks * _MARKS_OF_NEWS > len(explicit):
        return False
    if published is None or published.earliest is None:
        return True
    first = published.earliest.toordinal() - _DAYS_IN_YEAR
    return 2 * sum(days is None or days[1].toordinal() < first for days in explicit) > len(explicit)


def _is_mark_of_news(expression: TimeExpression) -> bool:
    return expression.reference is ReferenceKind.WEEKDAY or expression.rule in _SPOKEN_NOW


def _is_quoted(offset: int, text: str) -> bool:
    """Return whether more quotation marks open than close before ``offset`` in its line."""
    before = text[text.rfind("\n", 0, offset) + 1 : offset]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Resolver:
    """The way through the expressions of one text."""

    times: tuple[TimeExpression, ...]
    published: DateFinding | None
    text: str

    def resolve(self) -> tuple[TimeValue, ...]:
        """Return the values, those of hours last, for they take the day of what stands beside them."""
        narrative = is_narrative(self.times, self.published, self.text)
        anchors: list[Anchor] = []
        values: list[TimeValue] = []
        for expression in self.times:
            beside = self._day_in_apposition(expression, values)
            value = beside or self._resolve_one(expression, anchors, narrative=narrative)
            values.append(value)
            anchor = make_anchor(expression, value, self.text)
            if anchor:
                anchors.append(anchor)
        running = sum(self._is_stamp(expression) for expression in self.times) >= _FEWEST_STAMPS
        for at, expression in enumerate(self.times):
            if _is_hour(expression):
                values[at] = self._with_day_beside(at, values, narrative=narrative, running=running)
        return tuple(values)

    def _day_in_apposition(self, expression: TimeExpression, values: list[TimeValue]) -> TimeValue | None:
        """Return the day of "Tuesday" for "Tuesday, the day before the conference"."""
        is_told = expression.rule in ("day_after_event", "ordinal_day") and expression.unit == "day"
        before = values[-1] if is_told and values else None
        if before is None or before.type is not TimeType.DATE or before.earliest is None:
            return None
        if before.earliest != before.latest or self.text[before.span.end : expression.span.start] != ", ":
            return None
        days = (before.earliest, before.earliest)
        return _value(expression, write_value(expression, days), days, because="another name of the day before it")

    def _is_stamp(self, expression: TimeExpression) -> bool:
        """Return whether an hour stands before a sentence of its own, as in entries of a running report."""
        before, after = self.text[: expression.span.start].rstrip(" "), self.text[expression.span.end :]
        opens = not before or before[-1] in '\n.!?”"'
        return _is_hour(expression) and opens and after[:1] in " \n" and after.lstrip()[:1].isupper()

    def _resolve_one(self, expression: TimeExpression, anchors: list[Anchor], *, narrative: bool) -> TimeValue:
        reference = expression.reference
        if reference is ReferenceKind.EXPLICIT:
            return _explicit(expression)
        if reference is ReferenceKind.VAGUE:
            return self._vague(expression)
        if reference in (ReferenceKind.DURATION, ReferenceKind.SET) or expression.type is TimeType.DURATION:
            because = "it has a length or a rhythm, no day of its own"
            return _value(expression, expression.value, None, because=because)
        if reference in _FROM_ARTICLE and not narrative:
            return self._from_article(expression)
        if reference in _FROM_ARTICLE and expression.rule in _SPOKEN_NOW:
            return _told_now(expression)
        counted = count_from(expression, anchors)
        is_last = not anchors and not narrative and expression.amount == -1 and expression.unit != "day"
        if counted.value is None and is_last:  # "from the previous year" without another year in the text
            return self._from_article(replace(expression, reference=ReferenceKind.OFFSET))
        return _value(expression, counted.value, counted.days, because=counted.because)

    def _vague(self, expression: TimeExpression) -> TimeValue:
        earliest = self.published.earliest if self.published else None
        latest = self.published.latest if self.published else None
        return TimeValue(
            span=expression.span,
            type=expression.type,
            value=expression.value,
            earliest=earliest if expression.direction in (Direction.FUTURE, Direction.PRESENT) else None,
            latest=latest if expression.direction in (Direction.PAST, Direction.PRESENT) else None,
            because="the words do not say how far away it is",
        )

    def _from_article(self, expression: TimeExpression) -> TimeValue:
        """Return the value by the article's date; without one where its first and last day disagree.

        All readings move forward with the article's date, so its two ends decide for the days between.
        """
        if self.published is None:
            return _value(expression, None, None, because="the article's date is not known")
        ends = (self.published.earliest, self.published.latest)
        first, last = (day_interval(expression, end) if end else None for end in ends)
        because = f"the article is of {self.published.edtf}"
        if first is not None and first == last:
            return _value(expression, write_value(expression, first), first, because=because)
        if None not in ends and first is None and last is None:
            return _value(expression, None, None, because=f"{because}, and no such day is near")
        return TimeValue(
            span=expression.span,
            type=expression.type,
            value=None,
            earliest=first[0] if first else None,
            latest=last[1] if last else None,
            because=f"{because}, and not all days of that agree",
        )

    def _with_day_beside(self, at: int, values: list[TimeValue], *, narrative: bool, running: bool) -> TimeValue:
        """Return the hour with the day that follows it closely, else the last one before it in the paragraph.

        What lies ahead takes no day before the article's, what is past none after it. In a running report
        an entry has the article's day; the end of a night that began at an hour of the evening is the next day.
        """
        expression = self.times[at]
        own = self.published.earliest if self.published and self.published.earliest == self.published.latest else None
        if running and own and not narrative and self._is_stamp(expression):
            return _on_day(expression, own, because="an entry of a running report of that day")
        near = (*self._next_value(at, values), *self._values_before(at, values))
        for value in near:
            if value.earliest is not None and value.earliest == value.latest and _can_be(expression, value, own):
                day = value.earliest + timedelta(days=self._is_over_midnight(at, values))
                return _on_day(expression, day, because="the day beside it in the text")
        if own and not narrative and expression.direction in _AHEAD:
            return _on_day(expression, own, because="an hour ahead without a day is one of the article's own day")
        return _value(expression, None, None, because="no day stands beside it in the text")

    def _is_over_midnight(self, at: int, values: list[TimeValue]) -> bool:
        """Return whether an hour ends what an hour of the evening before began: "from 10 p.m. to 5 a.m."."""
        before = values[at - 1] if at else None
        own = self.times[at].value or ""
        if before is None or before.value is None or "T" not in before.value or before.type is not TimeType.TIME:
            return False
        begun = before.value[before.value.index("T") :]
        joins = self.text[before.span.end : self.times[at].span.start]
        return joins in (" to ", " until ", "–", "-") and begun[1:3].isdigit() and own[1:3].isdigit() and own < begun

    def _next_value(self, at: int, values: list[TimeValue]) -> list[TimeValue]:
        if at + 1 >= len(values):
            return []
        between = self.text[values[at].span.end : values[at + 1].span.start]
        is_near = len(between) <= _CLOCK_REACH and "\n" not in between and ". " not in between
        if self.text[values[at].span.end - 1] == "." and between[:2].strip().isupper():
            return []  # the stop of "6 a.m." ends the sentence, too
        return [values[at + 1]] if is_near else []

    def _values_before(self, at: int, values: list[TimeValue]) -> list[TimeValue]:
        start = self.text.rfind("\n", 0, values[at].span.start)
        return [value for value in reversed(values[:at]) if value.span.start > start]


def _is_hour(expression: TimeExpression) -> bool:
    is_open = expression.reference is ReferenceKind.ANCHORED and expression.amount is None
    return is_open and expression.type is TimeType.TIME


def _can_be(expression: TimeExpression, value: TimeValue, own: date | None) -> bool:
    """Return whether an hour that lies behind or ahead of the article's day ``own`` can be one of the day ``value``."""
    if own is None or value.earliest is None:
        return True
    if expression.direction is Direction.PAST:
        return value.earliest <= own
    return expression.direction not in _AHEAD or value.earliest >= own


def _on_day(expression: TimeExpression, day: date, *, because: str) -> TimeValue:
    return _value(expression, write_value(expression, (day, day)), (day, day), because=because)


def _explicit(expression: TimeExpression) -> TimeValue:
    days = value_days(expression.value or "")
    is_day = expression.day is not None and (expression.year or 0) > 0
    if expression.value is None or (is_day and days is None):
        return _value(expression, None, None, because="there is no such day")
    return _value(expression, expression.value, days, because="the words give it")


def _told_now(expression: TimeExpression) -> TimeValue:
    """Return "today" of a narrative as the reader's present; "two years ago" may be any speaker's."""
    if expression.amount == 0 and expression.type is TimeType.DATE:
        return _value(expression, "PRESENT_REF", None, because="a text about other times means the present by it")
    return _value(expression, None, None, because="a text about other times does not say from which day it is counted")


def _value(expression: TimeExpression, value: str | None, days: Days | None, *, because: str) -> TimeValue:
    return TimeValue(
        span=expression.span,
        type=expression.type,
        value=value,
        earliest=days[0] if days else None,
        latest=days[1] if days else None,
        because=because,
    )
