import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreigndesk.sources.stated_days import read_stated_day


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
    assert read_stated_day(words) == day


@pytest.mark.parametrize(
    "words",
    ["", "5/6/2024", "2024", "May 2024", "2024-05", "14 May", "Tuesday", "10:15", "14/05/24", "14 May 24",
     "Tue, 14 May 24 10:00:00 GMT", "soon", "0000-00-00", "2024-13-40", "99999999999999", "14 May 9999", "x" * 99,
     "2024-05-14" * 3, "512 words", "Late Edition"],
)  # fmt: skip
def test_a_day_in_doubt_is_not_read(words: str) -> None:
    assert read_stated_day(words) is None


@given(st.text(max_size=70) | st.text("0123456789/-:., TZMayJune+", max_size=40))
def test_no_words_make_it_raise_and_what_is_read_begins_with_a_year(words: str) -> None:
    day = read_stated_day(words)
    assert day is None or 1800 <= int(day[:4]) <= 2200
