"""Sets of days as the bits of one integer, so that constraints on a date are joined by ``&``.

Bit ``n`` stands for the day ``n`` days after FIRST_DAY. The lowest and the highest bit are kept for "some
earlier day" and "some later day": a set that holds one of them has no bound on that side, so "on a Thursday"
alone gives no date. Such an integer has more digits than Python prints: records keep it out of their repr.
"""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from dateutil.relativedelta import relativedelta

FIRST_DAY = date(1899, 12, 31)
LAST_DAY = date(2100, 1, 1)
_COUNT = (LAST_DAY - FIRST_DAY).days + 1
_EARLIER = 1
_LATER = 1 << (_COUNT - 1)
_ENDS = _EARLIER | _LATER
ALL_DAYS = (1 << _COUNT) - 1


def days_between(earliest: date | None, latest: date | None) -> int:
    """Return the set of days from ``earliest`` to ``latest``, both inclusive; ``None`` is open."""
    first = min(max(0, ((earliest or FIRST_DAY) - FIRST_DAY).days), _COUNT - 1)
    last = max(0, min(_COUNT - 1, ((latest or LAST_DAY) - FIRST_DAY).days))
    return ((1 << (last - first + 1)) - 1) << first if first <= last else 0


@cache
def weekdays(weekday: int) -> int:
    """Return all days that fall on ``weekday`` (Monday = 0)."""
    first = (weekday - FIRST_DAY.weekday()) % 7
    return sum(1 << n for n in range(first, _COUNT, 7)) | _ENDS


@cache
def days_of_month(day: int, month: int | None = None) -> int:
    """Return all days that are the ``day`` of a month, of ``month`` (1..12) where it is given."""
    found = _ENDS
    for year in range(FIRST_DAY.year, LAST_DAY.year + 1):
        for candidate in (month,) if month else range(1, 13):
            if 0 < day <= monthrange(year, candidate)[1]:
                found |= days_between(date(year, candidate, day), date(year, candidate, day))
    return found


@cache
def months(month: int) -> int:
    """Return all days of ``month`` (1..12) in every year."""
    found = _ENDS
    for year in range(FIRST_DAY.year, LAST_DAY.year + 1):
        found |= days_between(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return found


def spread(days: int, before: int, after: int) -> int:
    """Return the days that lie from ``before`` days earlier to ``after`` days later than one of ``days``.

    Both may be negative: ``spread(days, -1, 3)`` is one to three days later. An open side stays open.
    """
    inner, width = days & ~_ENDS, before + after
    if width < 0 or not inner:
        return days & _ENDS
    found, done = inner, 0
    while done < width:  # doubling: log2(width) steps
        step = min(done + 1, width - done)
        found |= found << step
        done += step
    shifted = found >> before if before >= 0 else found << -before
    return (shifted & ALL_DAYS & ~_ENDS) | _open_sides(days, before, after)


def _open_sides(days: int, before: int, after: int) -> int:
    """Return the bits for an open side, and for days that were moved past the calendar's end."""
    first, last = (days & -days).bit_length() - 1, days.bit_length() - 1
    earlier = days & _EARLIER or first - before < 1
    later = days & _LATER or last + after > _COUNT - 2
    return (_EARLIER if earlier else 0) | (_LATER if later else 0)


def bounds(days: int) -> tuple[date | None, date | None]:
    """Return the first and the last day of a set, ``None`` where it is open; the set must not be empty."""
    first = (days & -days).bit_length() - 1
    last = days.bit_length() - 1
    return (
        None if first == 0 else FIRST_DAY + timedelta(days=first),
        None if last == _COUNT - 1 else FIRST_DAY + timedelta(days=last),
    )


def list_days(days: int, most: int) -> tuple[date, ...]:
    """Return the days of a set in order, at most ``most`` of them."""
    found: list[date] = []
    days &= ~_ENDS
    while days and len(found) < most:
        low = days & -days
        found.append(FIRST_DAY + timedelta(days=low.bit_length() - 1))
        days ^= low
    return tuple(found)


def has_day(days: int) -> bool:
    """Return whether a set holds a day of the calendar: "on a Monday" and "on a Thursday" together do not."""
    return bool(days & ~_ENDS)


def is_open(days: int) -> bool:
    """Return whether one side of the set has no bound."""
    return bool(days & _ENDS)


def is_short(days: int, most: int) -> bool:
    """Return whether a set is bounded on both sides and holds at least one and at most ``most`` days."""
    return not days & _ENDS and 0 < days.bit_count() <= most


_UNIT_DAYS = {
    "day": 1.0,
    "week": 7.0,
    "fortnight": 14.0,
    "month": 30.44,
    "year": 365.25,
    "decade": 3652.5,
    "century": 36525.0,
    "hour": 1 / 24,
    "quarter": 91.3,
}
_UNIT_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def add_units(day: date, amount: float, unit: str) -> date:
    """Return ``day`` moved by ``amount`` units (``day``, ``week``, ``month``, ``year`` ...), inside the calendar.

    Raises KeyError for a unit without a length, such as a season.
    """
    whole = int(amount)
    length = _UNIT_DAYS[unit]
    per = _UNIT_MONTHS.get(unit)
    try:
        moved = day + relativedelta(months=whole * per) if per else day + timedelta(days=whole * length)
        moved += timedelta(days=round((amount - whole) * length))
    except (OverflowError, ValueError):
        return LAST_DAY if amount > 0 else FIRST_DAY
    return min(max(moved, FIRST_DAY), LAST_DAY)


def length_of(unit: str | None) -> float:
    """Return the length of a unit in days; 0 for one without a length."""
    return _UNIT_DAYS.get(unit or "", 0.0)


def has_length(unit: str | None) -> bool:
    """Return whether ``unit`` has a length that ``add_units`` can count with."""
    return unit in _UNIT_DAYS
