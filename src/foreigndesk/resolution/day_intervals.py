"""The days that a time expression denotes, seen from one day: the arithmetic of the calendar.

Intervals are pairs of inclusive days. All functions are cheap, for a solver asks them for thousands of days.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache

from foreigndesk.knowledge.time_words import season_months
from foreigndesk.records.times import Direction, ReferenceKind, TimeExpression

Days = tuple[date, date]

_MONTHS_IN = {"quarter": 3, "month": 1, "year": 12, "decade": 120, "century": 1200}
_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}
_CLOCK_UNITS = ("hour", "minute", "second")
_LAST_MONTH = 12
_SATURDAY = 5
_YEARS_AROUND = 1  # a month or month-day without a year is at most this far from the day it is seen from
_YEARS_AROUND_RARE = 11  # the same weekday on the same date, or 29 February, comes back within so many years
_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d\d)|(?P<code>[A-Z][A-Z0-9])))?(?:T.*)?"
)


def day_interval(expression: TimeExpression, day: date) -> Days | None:
    """Return the days that ``expression`` denotes in an article of ``day``.

    ``None`` where the expression does not depend on the article's date alone: durations, sets, vague words,
    what is counted from another time of the text. Past weekdays and month-days include ``day`` itself.
    An expression of unknown direction goes to the past for weekdays and to the nearest for all else.
    """
    if expression.reference is ReferenceKind.EXPLICIT:
        return value_days(expression.value or "")
    try:
        return _days_seen_from(expression, day)
    except (OverflowError, ValueError):  # before year 1 or after 9999
        return None


def _days_seen_from(expression: TimeExpression, day: date) -> Days | None:
    if expression.reference is ReferenceKind.WEEKDAY and expression.weekday is not None:
        return _weekday_days(expression, day)
    if expression.reference is ReferenceKind.OFFSET:
        return _offset_days(expression, day)
    if expression.reference in (ReferenceKind.MONTH_DAY, ReferenceKind.MONTH, ReferenceKind.SEASON):
        if expression.amount == 0:
            return days_in_year(expression, day.year)
        return choose_days(_yearly_days(expression, day), expression, day)
    if expression.reference is ReferenceKind.DAY_OF_MONTH:
        return choose_days(_monthly_days(expression, day), expression, day)
    return None


def choose_days(candidates: Iterable[Days], expression: TimeExpression, day: date) -> Days | None:
    """Return the candidate on the expression's side of ``day``; with an amount ("last", "next") not around ``day``."""
    found = list(candidates)
    strict = bool(expression.amount)
    if expression.direction is Direction.PAST:
        return max((c for c in found if (c[1] < day if strict else c[0] <= day)), default=None)
    if expression.direction is Direction.FUTURE:
        return min((c for c in found if (c[0] > day if strict else c[1] >= day)), default=None)
    return min(found, key=lambda c: (max((c[0] - day).days, (day - c[1]).days, 0), c[0]), default=None)


def days_in_year(expression: TimeExpression, year: int) -> Days | None:
    """Return the month, month-day, season, quarter or half of ``expression`` in ``year``."""
    if expression.month and expression.day:
        return _one_day(year, expression.month, expression.day)
    if expression.month:
        return month_days(year, expression.month)
    return season_days(expression.unit, year) if expression.unit else None


@lru_cache(maxsize=4096)
def _one_day(year: int, month: int, day: int) -> Days | None:
    if not (MINYEAR <= year <= MAXYEAR and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day), date(year, month, day)


@lru_cache(maxsize=4096)
def month_days(year: int, month: int, months: int = 1) -> Days:
    """Return the first day of a month and the last day of the run of months that begins with it."""
    last_year, last_month = _move_month(year, month, months - 1)
    return date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1])


def _move_month(year: int, month: int, months: int) -> tuple[int, int]:
    count = year * _LAST_MONTH + month - 1 + months
    return count // _LAST_MONTH, count % _LAST_MONTH + 1


def season_days(code: str, year: int) -> Days | None:
    """Return the days of ``SU``, ``Q3`` or ``H1`` of a year, seasons as wide as they can be meant."""
    if code[0] == "Q" and code[1:].isdigit() and 1 <= int(code[1:]) <= 4:  # noqa: PLR2004  four quarters
        return month_days(year, 3 * int(code[1:]) - 2, 3)
    if code in ("H1", "H2"):
        return month_days(year, 1 if code == "H1" else 7, 6)
    if code not in season_months():
        return None
    first, last = season_months()[code]
    return month_days(year, first, (last - first) % _LAST_MONTH + 1)


def _yearly_days(expression: TimeExpression, day: date) -> Iterable[Days]:
    is_rare = expression.weekday is not None or (expression.month, expression.day) == (2, 29)
    around = _YEARS_AROUND_RARE if is_rare else _YEARS_AROUND
    for year in range(max(MINYEAR, day.year - around), min(MAXYEAR, day.year + around) + 1):
        found = days_in_year(expression, year)
        if found and (expression.weekday is None or found[0].weekday() == expression.weekday):
            yield found


def _monthly_days(expression: TimeExpression, day: date) -> Iterable[Days]:
    for months in range(-2, 3):  # of three months in a row at least two have each day up to the 31st
        found = _one_day(*_move_month(day.year, day.month, months), expression.day or 0)
        if found:
            yield found


def _weekday_days(expression: TimeExpression, day: date) -> Days:
    """Return the weekday within six days before or after ``day``; "last" and "next" exclude ``day`` itself."""
    back = (day.weekday() - (expression.weekday or 0)) % 7
    ahead = -back % 7
    if expression.amount:
        back, ahead = back or 7, ahead or 7
    elif expression.amount == 0 and expression.direction is not Direction.PAST:  # "this Thursday"
        return _same(day + timedelta(days=ahead))
    is_ahead = expression.direction in (Direction.FUTURE, Direction.PRESENT)
    return _same(day + timedelta(days=ahead if is_ahead else -back))


def _same(day: date) -> Days:
    return day, day


def _offset_days(expression: TimeExpression, day: date) -> Days | None:
    amount, unit = expression.amount or 0.0, expression.unit
    if expression.month or (unit and season_days(unit, 1)):
        return days_in_year(expression, day.year + int(amount))
    if expression.weekday is not None:
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=amount)
        return _same(monday + timedelta(days=expression.weekday))
    if unit is None:
        return None
    if unit == "weekend" and expression.amount is None:
        return _nearest_weekend(expression, day)
    found = offset_days(day, amount, unit)
    return _narrow(found, expression, day) if found and amount == 0 else found


def _narrow(found: Days, expression: TimeExpression, day: date) -> Days:
    """Return "earlier this week" up to the article's day and "later this week" from it."""
    if expression.modifier == "START" and expression.direction is not Direction.FUTURE:
        return found[0], min(day, found[1])
    if expression.modifier == "END" and expression.direction is not Direction.PAST:
        return max(day, found[0]), found[1]
    return found


def _nearest_weekend(expression: TimeExpression, day: date) -> Days:
    saturday = day + timedelta(days=_SATURDAY - day.weekday())
    if expression.direction is not Direction.FUTURE and saturday > day:
        saturday -= timedelta(weeks=1)
    return saturday, saturday + timedelta(days=1)


def offset_days(day: date, amount: float, unit: str) -> Days | None:
    """Return the unit that lies ``amount`` units from ``day``: two years ago is a year, two days ago a day."""
    if unit in _CLOCK_UNITS:
        whole = timedelta(**{f"{unit}s": abs(amount)}).days  # the hour of the article is not known
        near, far = timedelta(days=whole), timedelta(days=whole + 1)
        return (day - far, day - near) if amount < 0 else (day + near, day + far)
    if amount == int(amount):
        return unit_days(move_day(day, int(amount), unit), unit)
    if unit == "year":
        return unit_days(move_day(day, round(amount * _LAST_MONTH), "month"), "month")
    ends = sorted((move_day(day, int(amount), unit), move_day(day, int(amount) + (1 if amount > 0 else -1), unit)))
    return ends[0], ends[1]


def move_day(day: date, amount: int, unit: str) -> date:
    """Return ``day`` moved by whole units; the last day of a shorter month where the day is missing."""
    if unit in _DAYS_IN:
        return day + timedelta(days=amount * _DAYS_IN[unit])
    year, month = _move_month(day.year, day.month, amount * _MONTHS_IN[unit])
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError("no such year")
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def unit_days(day: date, unit: str) -> Days:
    """Return the first and last day of the calendar unit around ``day``; weeks begin on Monday (ISO 8601)."""
    if unit == "weekend":
        saturday = day + timedelta(days=_SATURDAY - day.weekday())
        return saturday, saturday + timedelta(days=1)
    if unit in ("week", "fortnight"):
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=_DAYS_IN["week"] - 1)
    if unit == "day":
        return day, day
    if unit in ("month", "quarter"):
        size = _MONTHS_IN[unit]
        return month_days(day.year, (day.month - 1) // size * size + 1, size)
    years = _MONTHS_IN[unit] // _LAST_MONTH
    first = day.year // years * years
    return date(max(first, 1), 1, 1), date(first + years - 1, 12, 31)


def value_days(value: str) -> Days | None:
    """Return the days of a TIMEX3 value; ``None`` for what has no days of its own or lies before year 1."""
    if value.isdigit() and len(value) in (2, 3):  # a century, a decade
        years = 100 if len(value) == 2 else 10  # noqa: PLR2004
        first = int(value) * years
        return date(max(first, 1), 1, 1), date(first + years - 1, 12, 31)
    match = _VALUE.fullmatch(value)
    if not match or match["year"] == "0000":
        return None
    year = int(match["year"])
    if match["day"]:
        return (
            _one_day(year, int(match["month"]), int(match["day"])) if 1 <= int(match["month"]) <= _LAST_MONTH else None
        )
    if match["month"]:
        return month_days(year, int(match["month"])) if 1 <= int(match["month"]) <= _LAST_MONTH else None
    if match["week"]:
        return unit_days(date.fromisocalendar(year, int(match["week"]), 1), "week")
    return season_days(match["code"], year) if match["code"] else (date(year, 1, 1), date(year, 12, 31))


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
