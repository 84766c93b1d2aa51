"""Sets of days as the bits of one integer, so that constraints on a date are joined by ``&``.

Bit ``n`` stands for the day ``n`` days after FIRST_DAY. A set that reaches into the first or the last two
years is open on that side: "on a Thursday" alone gives no bound.
"""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from dateutil.relativedelta import relativedelta

FIRST_DAY = date(1945, 1, 1)
LAST_DAY = date(2044, 12, 31)
_COUNT = (LAST_DAY - FIRST_DAY).days + 1
_MARGIN = 730
ALL_DAYS = (1 << _COUNT) - 1


def days_between(earliest: date | None, latest: date | None) -> int:
    """Return the set of days from ``earliest`` to ``latest``, both inclusive; ``None`` is open."""
    first = max(0, ((earliest or FIRST_DAY) - FIRST_DAY).days)
    last = min(_COUNT - 1, ((latest or LAST_DAY) - FIRST_DAY).days)
    return ((1 << (last - first + 1)) - 1) << first if first <= last else 0


@cache
def weekdays(weekday: int) -> int:
    """Return all days that fall on ``weekday`` (Monday = 0)."""
    first = (weekday - FIRST_DAY.weekday()) % 7
    return sum(1 << n for n in range(first, _COUNT, 7))


@cache
def days_of_month(day: int, month: int | None = None) -> int:
    """Return all days that are the ``day`` of a month, of ``month`` (1..12) where it is given."""
    found = 0
    for year in range(FIRST_DAY.year, LAST_DAY.year + 1):
        for candidate in (month,) if month else range(1, 13):
            if day <= monthrange(year, candidate)[1]:
                found |= days_between(date(year, candidate, day), date(year, candidate, day))
    return found


@cache
def months(month: int) -> int:
    """Return all days of ``month`` (1..12) in every year."""
    found = 0
    for year in range(FIRST_DAY.year, LAST_DAY.year + 1):
        found |= days_between(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return found


def spread(days: int, before: int, after: int) -> int:
    """Return the days that lie from ``before`` days earlier to ``after`` days later than one of ``days``.

    Both may be negative: ``spread(days, -1, 3)`` is one to three days later.
    """
    found, width = days, before + after
    if width < 0:
        return 0
    done = 0
    while done < width:  # doubling: log2(width) steps
        step = min(done + 1, width - done)
        found |= found << step
        done += step
    shifted = found >> before if before >= 0 else found << -before
    kept = shifted & ALL_DAYS
    return kept | (days & 1) | (days & (1 << (_COUNT - 1)))


def bounds(days: int) -> tuple[date | None, date | None]:
    """Return the first and the last day of a set, ``None`` where it is open; the set must not be empty."""
    first = (days & -days).bit_length() - 1
    last = days.bit_length() - 1
    return (
        None if first < _MARGIN else FIRST_DAY + timedelta(days=first),
        None if last >= _COUNT - _MARGIN else FIRST_DAY + timedelta(days=last),
    )


def list_days(days: int, most: int) -> tuple[date, ...]:
    """Return the days of a set in order, at most ``most`` of them."""
    found: list[date] = []
    while days and len(found) < most:
        low = days & -days
        found.append(FIRST_DAY + timedelta(days=low.bit_length() - 1))
        days ^= low
    return tuple(found)


def is_open(days: int) -> bool:
    """Return whether one side of the set has no bound."""
    return bool(days & ((1 << _MARGIN) - 1)) or bool(days >> (_COUNT - _MARGIN))


_UNIT_DAYS = {
    "day": 1.0,
    "week": 7.0,
    "month": 30.44,
    "year": 365.25,
    "decade": 3652.5,
    "hour": 1 / 24,
    "quarter": 91.3,
}


def add_units(day: date, amount: float, unit: str) -> date:
    """Return ``day`` moved by ``amount`` units (``day``, ``week``, ``month``, ``quarter``, ``year``, ``decade``)."""
    whole = int(amount)
    rest = round((amount - whole) * _UNIT_DAYS.get(unit, 0))
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(unit)
    moved = (
        day + relativedelta(months=whole * months) if months else day + timedelta(days=whole * _UNIT_DAYS.get(unit, 0))
    )
    return moved + timedelta(days=rest)
