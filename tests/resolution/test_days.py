"""Sets of days: every operation against the plain one on dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreigndesk.resolution.days import (
    ALL_DAYS,
    FIRST_DAY,
    LAST_DAY,
    add_units,
    bounds,
    days_between,
    days_of_month,
    has_day,
    has_length,
    is_open,
    is_short,
    length_of,
    list_days,
    months,
    spread,
    weekdays,
)

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2050, 12, 31))
SETS = st.lists(DAYS, min_size=1, max_size=6, unique=True)


def set_of(days: list[date]) -> int:
    found = 0
    for day in days:
        found |= days_between(day, day)
    return found


@given(first=DAYS, length=st.integers(0, 400))
def test_an_interval_keeps_its_bounds_and_its_length(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    days = days_between(first, last)
    assert bounds(days) == (first, last)
    assert days.bit_count() == length + 1


@given(days=SETS, before=st.integers(-30, 30), after=st.integers(-30, 30))
def test_spread_is_the_union_of_the_shifted_days(days: list[date], before: int, after: int) -> None:
    expected = {day + timedelta(days=shift) for day in days for shift in range(-before, after + 1)}
    assert list_days(spread(set_of(days), before, after), 1000) == tuple(sorted(expected))


@given(day=DAYS)
def test_each_day_lies_in_its_weekday_its_month_and_its_day_of_month(day: date) -> None:
    one = days_between(day, day)
    for days in (weekdays(day.weekday()), months(day.month), days_of_month(day.day, day.month), days_of_month(day.day)):
        assert one & days
    assert not one & weekdays((day.weekday() + 1) % 7)
    assert not one & months(day.month % 12 + 1)


def test_a_weekday_alone_has_no_bounds() -> None:
    assert bounds(weekdays(3)) == (None, None)
    assert bounds(weekdays(3) & days_of_month(16, 5)) == (None, None)


def test_an_interval_open_on_one_side_stays_open_when_it_is_spread() -> None:
    days = spread(days_between(date(2022, 2, 24), None), 10, 10)
    assert bounds(days) == (date(2022, 2, 14), None)
    assert is_open(days)
    assert not is_open(days_between(date(2022, 2, 24), date(2022, 2, 25)))


def test_two_weekdays_have_no_day_in_common() -> None:
    assert has_day(weekdays(0))
    assert not has_day(weekdays(0) & weekdays(3))


def test_days_outside_the_calendar_leave_their_side_open() -> None:
    assert bounds(days_between(date(1492, 10, 12), date(1945, 5, 8))) == (None, date(1945, 5, 8))
    assert bounds(days_between(date(2020, 1, 1), date(9999, 12, 31))) == (date(2020, 1, 1), None)
    assert bounds(spread(days_between(date(2099, 12, 30), date(2099, 12, 31)), 0, 50))[1] is None


def test_an_interval_that_ends_before_it_begins_is_empty() -> None:
    assert days_between(date(2024, 2, 2), date(2024, 2, 1)) == 0


def test_a_day_that_no_month_has_is_on_no_day() -> None:
    assert not list_days(days_of_month(31, 2), 5)
    assert not list_days(days_of_month(0), 5)
    assert list_days(days_of_month(29, 2) & days_between(date(2023, 1, 1), date(2025, 1, 1)), 5) == (date(2024, 2, 29),)


def test_few_days_are_short_and_open_ones_never_are() -> None:
    assert is_short(days_between(date(2024, 1, 1), date(2024, 1, 3)), 3)
    assert not is_short(days_between(date(2024, 1, 1), date(2024, 1, 4)), 3)
    assert not is_short(0, 3)
    assert not is_short(ALL_DAYS, 10**6)


def test_no_more_days_are_listed_than_asked() -> None:
    assert list_days(days_between(date(2024, 1, 1), None), 2) == (date(2024, 1, 1), date(2024, 1, 2))


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [
        (2, "day", date(2024, 2, 2)),
        (1.5, "week", date(2024, 2, 11)),
        (1, "month", date(2024, 2, 29)),
        (1.5, "month", date(2024, 3, 15)),
        (-1, "year", date(2023, 1, 31)),
        (1, "quarter", date(2024, 4, 30)),
        (1, "decade", date(2034, 1, 31)),
        (1, "century", LAST_DAY),
        (10**9, "week", LAST_DAY),
        (-(10**9), "year", FIRST_DAY),
    ],
)
def test_units_are_added_by_the_calendar(amount: float, unit: str, expected: date) -> None:
    assert add_units(date(2024, 1, 31), amount, unit) == expected


def test_seasons_have_no_length_to_count_with() -> None:
    assert has_length("fortnight")
    assert not has_length("SU")
    assert not has_length(None)
    assert (length_of("week"), length_of("SU")) == (7, 0)
