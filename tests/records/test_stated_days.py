"""A day that is stated in writing is read as written, and not where it may be another."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreigndesk.records.stated_days import read_stated_day, read_stated_moment


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2024-05-14", "2024-05-14"),
        ("20240514", "2024-05-14"),
        ("2024-05-14 10:30:00", "2024-05-14T10:30:00"),
        ("2024-05-14T23:30:00-04:00", "2024-05-14T23:30:00-04:00"),
        ("2024-05-14T23:30:00Z", "2024-05-14T23:30:00+00:00"),
        ("Tue, 14 May 2024 23:30:00 -0400", "2024-05-14T23:30:00-04:00"),
        ("14 May 2024", "2024-05-14"),
        ("May 14, 2024 Tuesday", "2024-05-14"),
        ("Tuesday, May 14, 2024", "2024-05-14"),
        ("May 14, 2024 10:15 AM", "2024-05-14T10:15:00"),
        ("25/6/2024", "2024-06-25"),
        ("6/25/2024", "2024-06-25"),
        ("1715680000", "2024-05-14T09:46:40+00:00"),
        ("1715680000123", "2024-05-14T09:46:40+00:00"),
        ("1715680000.0", "2024-05-14T09:46:40+00:00"),
    ],
)
def test_a_day_beyond_doubt_is_read(words: str, day: str) -> None:
    assert read_stated_moment(words) == day


@pytest.mark.parametrize(
    "words",
    ["", "5/6/2024", "2024", "May 2024", "2024-05", "14 May", "Tuesday", "10:15", "14/05/24", "14 May 24",
     "Tue, 14 May 24 10:00:00 GMT", "soon", "0000-00-00", "2024-13-40", "99999999999999", "14 May 9999", "x" * 99,
     "2024-05-14" * 3, "512 words", "Late Edition"],
)  # fmt: skip
def test_a_day_in_doubt_is_not_read(words: str) -> None:
    assert read_stated_moment(words) is None


@given(st.text(max_size=70) | st.text("0123456789/-:., TZMayJune+", max_size=40))
def test_no_words_make_it_raise_and_what_is_read_begins_with_a_year(words: str) -> None:
    day = read_stated_moment(words)
    assert day is None or 1800 <= int(day[:4]) <= 2200


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
def test_no_words_make_the_day_raise(value: str) -> None:
    assert read_stated_day(value) is None or read_stated_day(value)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_every_day_is_read_back(day: date) -> None:
    assert read_stated_day(day.isoformat()) == day
    assert read_stated_day(f"{day.day} {day:%B} {day.year}") == day
