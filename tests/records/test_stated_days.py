"""A day that is stated in writing is read as written, and not where it may be another."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreigndesk.records.stated_days import read_stated_day

DAY = date(2024, 5, 24)


@pytest.mark.parametrize(
    "value",
    [
        "2024-05-24",
        "2024-05-24T23:59:00-05:00",
        "2024-05-24 10:11:12",
        "20240524",
        "20240524101112",
        "24 May 2024",
        "May 24, 2024",
        "May 24, 2024 at 5:01 p.m.",
        "Friday, May 24, 2024",
        "Fri, 24 May 2024 10:11:12 GMT",
        "Fri May 24 10:11:12 2024",
        "24/05/2024",
        "24.05.2024",
        "05/24/2024",
        "2024/05/24",
    ],
)
def test_a_stated_day_is_read_as_it_is_written(value: str) -> None:
    assert read_stated_day(value) == DAY


@pytest.mark.parametrize(
    "value",
    [
        "",
        "garbage",
        "May 2024",
        "2024",
        "2024-05",
        "2024-W21",
        "Friday",
        "03/04/2024",
        "24/05/24",
        "10:11",
        "32 May 2024",
        "0000-00-00",
        "x" * 200,
    ],
)
def test_what_names_no_one_day_is_not_known(value: str) -> None:
    assert read_stated_day(value) is None


def test_the_same_number_twice_is_not_ambiguous() -> None:
    assert read_stated_day("04/04/2024") == date(2024, 4, 4)


@given(st.text(max_size=100))
def test_no_words_make_it_raise(value: str) -> None:
    assert read_stated_day(value) is None or read_stated_day(value)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_every_day_is_read_back(day: date) -> None:
    assert read_stated_day(day.isoformat()) == day
    assert read_stated_day(f"{day.day} {day:%B} {day.year}") == day
