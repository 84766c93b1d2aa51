"""What time expressions say of days: before the article's date is known, and after it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import reduce
from operator import or_

from foreigndesk.records.dates import DateFinding, Precision
from foreigndesk.records.spans import Span
from foreigndesk.records.times import Direction, ReferenceKind, TimeExpression, TimeType, TimeValue
from foreigndesk.resolution.day_intervals import day_interval
from foreigndesk.resolution.days import (
    ALL_DAYS,
    days_between,
    days_of_month,
    is_short,
    list_days,
    months,
    spread,
    weekdays,
)
from foreigndesk.resolution.times import resolve_times

WITHOUT_YEAR = 330  # a month named without a year is the last one of that name
_LAST_WEEKDAY = 6  # a weekday of the past is one of the article's own day and the six before it
_EXACT = 40  # an article with so few possible days is asked day by day what "last week" means
_DAYS = frozenset({ReferenceKind.WEEKDAY, ReferenceKind.DAY_OF_MONTH, ReferenceKind.MONTH_DAY})


def place_times(
    times: tuple[TimeExpression, ...], published: DateFinding, text: str, *, known: Mapping[Span, DateFinding]
) -> tuple[TimeValue, ...]:
    """Return the value of each expression, in order.

    ``known`` are dates of meetings by the span of an expression that dates them: where the article's own
    date leaves a weekday open, the meeting's day settles it, and with it each further "on Thursday" that looks
    to the same side: whatever the article's day, both are the same Thursday.
    """
    values = resolve_times(times, published, text)
    pairs = [
        (_settle(value, time, known.get(time.span)) if value.value is None else value, time)
        for value, time in zip(values, times, strict=True)
    ]
    settled = {key: value for value, time in reversed(pairs) if value.value and (key := _weekday_key(time))}
    return tuple(_repeat(value, settled.get(_weekday_key(time) or (-1, False))) for value, time in pairs)


def _weekday_key(time: TimeExpression) -> tuple[int, bool] | None:
    """Return the weekday and whether it lies ahead, for a weekday that stands alone."""
    is_alone = time.reference is ReferenceKind.WEEKDAY and time.weekday is not None and time.amount is None
    if not is_alone or time.type is not TimeType.DATE:
        return None
    return time.weekday or 0, time.direction in {Direction.FUTURE, Direction.PRESENT}


def _repeat(value: TimeValue, same: TimeValue | None) -> TimeValue:
    if value.value is not None or same is None:
        return value
    because = f"the same day as before: {same.because}"
    return replace(value, value=same.value, earliest=same.earliest, latest=same.latest, because=because)


def _settle(value: TimeValue, time: TimeExpression, when: DateFinding | None) -> TimeValue:
    if when is None or when.precision is not Precision.DAY or time.reference not in _DAYS:
        return value
    if not when.earliest or not days_of(time) & weekday_of(time) & days_between(when.earliest, when.earliest):
        return value
    return replace(
        value,
        value=when.edtf,
        earliest=when.earliest,
        latest=when.latest,
        because=f"dates the meeting of {when.edtf}",
    )


def days_of(time: TimeExpression) -> int:
    """Return the days that the words of an expression allow, whatever the article's date, without its weekday."""
    days = ALL_DAYS
    if time.reference is ReferenceKind.OFFSET and time.month is None:
        return days
    if time.year is not None and time.year > 0:
        days &= days_between(date(time.year, 1, 1), date(time.year, 12, 31)) if time.year <= _LAST_YEAR else 0
    if time.reference is ReferenceKind.EXPLICIT and time.month is None and time.year is not None:
        return _season_of(time, days)
    if time.month is not None:
        days &= months(time.month)
    if time.day is not None:
        days &= days_of_month(time.day, time.month)
        if time.last_day is not None and time.last_day > time.day:
            days = spread(days, 0, time.last_day - time.day)
    return days


_LAST_YEAR = 2099


def _season_of(time: TimeExpression, year: int) -> int:
    """Return the season, quarter or half of a year where the words name one."""
    found = day_interval(time, date(2000, 1, 1))
    return days_between(*found) & year or year if found else year


def weekday_of(time: TimeExpression) -> int:
    """Return the days that the weekday of an expression allows; all where it names none."""
    return ALL_DAYS if time.weekday is None else weekdays(time.weekday)


def days_of_range(times: tuple[TimeExpression, ...]) -> int:
    """Return the days of one expression, of a list of them, or of a range with all days between its ends."""
    first, last = times[0], times[-1]
    if len(times) == _ENDS and first.day and last.day and first.month and last.month:
        try:
            length = (date(_LEAP, last.month, last.day) - date(_LEAP, first.month, first.day)).days
        except ValueError:  # the text names a day that no month has
            length = 0
        if 0 < length <= _LONGEST:
            return spread(days_of(first), 0, length)
    return reduce(or_, (days_of(time) for time in times), 0)


def weekdays_of_range(times: tuple[TimeExpression, ...]) -> int:
    """Return the days that the weekdays of a list of expressions allow; all where one of them names none."""
    return reduce(or_, (weekday_of(time) for time in times), 0)


_ENDS = 2  # expressions that a range is made of
_LEAP = 2000  # a year that has all days
_LONGEST = 31  # days of a range


def when_seen_from(published: int, time: TimeExpression, direction: Direction) -> int | None:
    """Return the days that an expression can mean in an article of one of the days ``published``.

    ``direction`` stands in where the expression's own is not known. ``None`` where its words do not bind it
    to the article's day.
    """
    reach = reach_of(time, direction)
    if reach is None:
        return None
    seen = 0
    if is_short(published, _EXACT) and not _is_either_side(time):
        is_known = time.direction in {Direction.PAST, Direction.FUTURE}
        weekday = None if time.month else time.weekday  # a wrong weekday would send the day to another year
        aimed = replace(time, weekday=weekday, direction=time.direction if is_known else direction)
        seen = _seen_day_by_day(published, aimed)
    return seen or spread(published, reach[1], -reach[0])


def _seen_day_by_day(published: int, time: TimeExpression) -> int:
    days = 0
    for day in list_days(published, _EXACT):
        found = day_interval(time, day)
        if found is not None:
            days |= days_between(*found)
    return days


def reach_of(time: TimeExpression, direction: Direction) -> tuple[int, int] | None:
    """Return how many days after the event the article can be, at least and at most, by its time words.

    Negative where the event lies ahead. ``None`` where the words do not bind it to the article's day.
    """
    if _is_either_side(time):
        return -_LAST_WEEKDAY, _LAST_WEEKDAY
    known = time.direction if time.direction in {Direction.PAST, Direction.FUTURE} else direction
    reach = _reach(time, known)
    return (-reach[1], -reach[0]) if reach is not None and known is Direction.FUTURE else reach


def _is_either_side(time: TimeExpression) -> bool:
    """Return whether a weekday may lie ahead or behind: "they go on with their talks on Friday"."""
    return time.reference is ReferenceKind.WEEKDAY and time.direction is Direction.PRESENT and not time.amount


def _reach(time: TimeExpression, direction: Direction) -> tuple[int, int] | None:
    match time.reference:
        case ReferenceKind.WEEKDAY:
            return (1, 13) if time.amount else (0, _LAST_WEEKDAY)
        case ReferenceKind.DAY_OF_MONTH:
            return 0, 31
        case ReferenceKind.MONTH_DAY | ReferenceKind.MONTH if time.year is None:
            return (0, 2 * 366) if time.amount else (0, WITHOUT_YEAR)
        case ReferenceKind.OFFSET if time.unit == "weekend":
            return 0, 13
        case ReferenceKind.OFFSET if time.amount is not None and time.unit is not None:
            return _offset_reach(time.amount if direction is Direction.FUTURE else -time.amount, time.unit)
        case _:
            return None


_LENGTHS = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}


def _offset_reach(amount: float, unit: str) -> tuple[int, int] | None:
    """Return the reach of "yesterday" (1, 1), "last week" (1, 13), "this month" (-30, 30), "two months ago"."""
    length = _LENGTHS.get(unit)
    if length is None or amount < 0:
        return None
    if length == 1:
        return round(amount), round(amount)
    least = round((amount - 1) * length) + (1 if amount >= 1 else 0)
    return (least if amount > 0 else 1 - length), round((amount + 1) * length) - 1


def list_reachable(days: int, reach: tuple[int, int]) -> int:
    """Return the days of an article that tells of an event on one of ``days`` with that reach."""
    return spread(days, -reach[0], reach[1])


def join_ranges(times: tuple[TimeExpression, ...], text: str) -> Iterator[tuple[TimeExpression, ...]]:
    """Yield the expressions one by one, those of one range or list together ("May 16 and 17", "8 to 9 July")."""
    at = 0
    while at < len(times):
        last = at + 1
        while last < len(times) and _is_joined(times[last - 1], times[last], text):
            last += 1
        yield times[at:last]
        at = last


_JOINT = 8  # code points between the parts of a range: " and ", " to ", "–"


def _is_joined(first: TimeExpression, second: TimeExpression, text: str) -> bool:
    """Return whether two expressions are parts of one range: read by one rule, closely one after the other."""
    gap = text[first.span.end : second.span.start]
    return first.rule == second.rule and len(gap) <= _JOINT and "," not in gap and "\n" not in gap


def duration_bounds(duration: TimeExpression) -> tuple[float, float]:
    """Return the least and the most that a stated duration means, in its own unit.

    "almost seven months" is more than six and at most seven; "seven months" is rounded, so from six and
    a half to eight (people count finished months); "more than seven months" is seven to eight.
    """
    amount = abs(duration.amount or 0.0)
    match duration.modifier:
        case "LESS_THAN":
            return amount - 1, amount
        case "MORE_THAN":
            return amount, amount + 1
        case "APPROX":
            return amount - 1, amount + 1
        case _:
            return amount - 0.5, amount + 1


def say_duration(duration: TimeExpression) -> str:
    """Return a duration in words: "almost 7 months"."""
    about = {"LESS_THAN": "almost ", "MORE_THAN": "more than ", "APPROX": "about "}.get(duration.modifier or "", "")
    amount = abs(duration.amount or 0.0)
    return f"{about}{amount:g} {duration.unit}{'' if amount == 1 else 's'}"
