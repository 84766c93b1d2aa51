"""What time expressions say of days before the article's date is known, and what a meeting's day settles after it."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreigndesk.extraction.times import find_times
from foreigndesk.language.parser import analyse_text
from foreigndesk.records.dates import known_date, unknown_date
from foreigndesk.records.spans import Span
from foreigndesk.records.times import Direction, ReferenceKind, TimeExpression, TimeType
from foreigndesk.resolution.days import ALL_DAYS, bounds, days_between, list_days
from foreigndesk.resolution.time_values import (
    days_of,
    days_of_range,
    duration_bounds,
    join_ranges,
    list_reachable,
    place_times,
    reach_of,
    say_duration,
    weekday_of,
    when_seen_from,
)

UNKNOWN = unknown_date("nothing in the text")
DAYS = st.dates(min_value=date(1960, 1, 1), max_value=date(2080, 12, 31))


def times_of(text: str) -> tuple[TimeExpression, ...]:
    return find_times(analyse_text(text))


def expression(**fields: Any) -> TimeExpression:
    known = {"span": Span(0, 1), "type": TimeType.DATE, "direction": Direction.PAST, "rule": "test"}
    return TimeExpression(**{**known, **fields})


def one_day(day: date) -> int:
    return days_between(day, day)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("on 3 July 2024", date(2024, 7, 3), date(2024, 7, 3)),
        ("in July 2024", date(2024, 7, 1), date(2024, 7, 31)),
        ("in 2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("in the summer of 2015", date(2015, 6, 1), date(2015, 9, 30)),
    ],
)
def test_a_date_with_its_year_is_known_by_itself(words: str, first: date, last: date) -> None:
    [time] = times_of(f"They met {words}.")
    found = bounds(days_of(time))
    assert found[0] is not None
    assert found[1] is not None
    assert first <= found[0] <= found[1] <= last


def test_a_month_and_day_without_a_year_leave_all_years() -> None:
    [time] = times_of("They met on Thursday, 16 May.")
    assert bounds(days_of(time)) == (None, None)
    near = days_of(time) & weekday_of(time) & days_between(date(2015, 1, 1), date(2026, 1, 1))
    assert list_days(near, 9) == (date(2019, 5, 16), date(2024, 5, 16))


def test_what_is_counted_from_the_article_allows_all_days() -> None:
    [time] = times_of("They met last week.")
    assert days_of(time) == ALL_DAYS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met from 5 to 7 May 2024.", (date(2024, 5, 5), date(2024, 5, 6), date(2024, 5, 7))),
        ("They met on May 16 and 17, 2024.", (date(2024, 5, 16), date(2024, 5, 17))),
    ],
)
def test_a_range_holds_the_days_between_its_ends(text: str, expected: tuple[date, ...]) -> None:
    parts = [days_of_range(part) for part in join_ranges(times_of(text), text)]
    days = parts[0] & days_between(date(2024, 1, 1), date(2024, 12, 31))
    assert list_days(days, 9) == expected


def test_a_range_with_a_day_that_no_month_has_is_read_as_a_list() -> None:
    kind = ReferenceKind.MONTH_DAY
    odd = expression(reference=kind, month=2, day=31), expression(reference=kind, month=3, day=2)
    assert list_days(days_of_range(odd) & days_between(date(2024, 1, 1), date(2024, 12, 31)), 3) == (date(2024, 3, 2),)


def test_expressions_apart_are_not_joined() -> None:
    text = "They met on 3 May, and the ministers met on 9 June."
    assert [len(part) for part in join_ranges(times_of(text), text)] == [1, 1]


@given(day=DAYS, weekday=st.integers(0, 6))
def test_a_past_weekday_is_one_of_the_last_seven_days(day: date, weekday: int) -> None:
    time = expression(reference=ReferenceKind.WEEKDAY, weekday=weekday)
    seen = when_seen_from(one_day(day), time, Direction.PAST)
    assert seen is not None
    [found] = list_days(seen, 9)
    assert found.weekday() == weekday
    assert 0 <= (day - found).days <= 6


@given(day=DAYS, weekday=st.integers(0, 6))
def test_an_article_can_be_reached_from_what_it_tells_of(day: date, weekday: int) -> None:
    time = expression(reference=ReferenceKind.WEEKDAY, weekday=weekday)
    seen = when_seen_from(one_day(day), time, Direction.PAST) or 0
    assert list_reachable(seen, reach_of(time, Direction.PAST) or (0, 0)) & one_day(day)


@given(day=DAYS, month=st.integers(1, 12), of=st.integers(1, 28))
def test_a_past_month_and_day_is_the_last_one_of_that_name(day: date, month: int, of: int) -> None:
    time = expression(reference=ReferenceKind.MONTH_DAY, month=month, day=of)
    [found] = list_days(when_seen_from(one_day(day), time, Direction.PAST) or 0, 9)
    assert (found.month, found.day) == (month, of)
    assert timedelta(0) <= day - found <= timedelta(days=366)


def test_a_wrong_weekday_does_not_move_a_month_and_day_to_another_year() -> None:
    [time] = times_of("They met on Tuesday, 19 September.")
    seen = when_seen_from(one_day(date(2018, 9, 19)), time, Direction.PAST) or 0
    assert list_days(seen, 9) == (date(2018, 9, 19),)


@pytest.mark.parametrize(
    ("words", "direction", "expected"),
    [
        ("They met on Monday.", Direction.PAST, (0, 6)),
        ("They will meet on Monday.", Direction.FUTURE, (-6, 0)),
        ("They go on with their talks on Monday.", Direction.PAST, (-6, 6)),
        ("They met last Monday.", Direction.PAST, (1, 13)),
        ("They met yesterday.", Direction.PAST, (1, 1)),
        ("They met last week.", Direction.PAST, (1, 13)),
        ("They met on the 3rd.", Direction.PAST, (0, 31)),
        ("They met over the weekend.", Direction.PAST, (0, 13)),
        ("They met in 2019.", Direction.PAST, None),
    ],
)
def test_time_words_bind_a_meeting_to_the_article(
    words: str, direction: Direction, expected: tuple[int, int] | None
) -> None:
    [time] = times_of(words)
    assert reach_of(time, direction) == expected


def test_an_article_of_many_possible_days_gives_a_wide_answer() -> None:
    [time] = times_of("They met last week.")
    published = days_between(date(2024, 1, 1), date(2024, 6, 30))
    seen = when_seen_from(published, time, Direction.PAST)
    assert seen is not None
    assert bounds(seen) == (date(2023, 12, 19), date(2024, 6, 29))


@pytest.mark.parametrize(
    ("modifier", "expected", "said"),
    [
        (None, (6.5, 8), "7 months"),
        ("LESS_THAN", (6, 7), "almost 7 months"),
        ("MORE_THAN", (7, 8), "more than 7 months"),
        ("APPROX", (6, 8), "about 7 months"),
    ],
)
def test_a_duration_has_bounds_and_words(modifier: str | None, expected: tuple[float, float], said: str) -> None:
    duration = expression(reference=ReferenceKind.DURATION, amount=7.0, unit="month", modifier=modifier)
    assert duration_bounds(duration) == expected
    assert say_duration(duration) == said


def test_the_day_of_a_meeting_settles_the_weekday_that_dates_it() -> None:
    text = "They met on Thursday."
    [time] = times_of(text)
    day = date(2022, 9, 15)
    [value] = place_times((time,), UNKNOWN, text, known={time.span: known_date(day, day, ())})
    assert (value.value, value.earliest) == ("2022-09-15", day)
    assert value.because == "dates the meeting of 2022-09-15"


@pytest.mark.parametrize(
    "when", [known_date(date(2022, 9, 14), date(2022, 9, 14), ()), known_date(date(2022, 9, 1), None, ()), UNKNOWN]
)
def test_another_day_or_a_wide_one_settles_nothing(when: Any) -> None:
    text = "They met on Thursday."
    [time] = times_of(text)
    [value] = place_times((time,), UNKNOWN, text, known={time.span: when})
    assert value.value is None


def test_a_weekday_that_is_settled_once_is_settled_wherever_it_looks_to_the_same_side() -> None:
    text = "They met on Thursday. The price was not agreed on Thursday. They will meet on Thursday."
    times = find_times(analyse_text(text))
    met = known_date(date(2024, 5, 16), date(2024, 5, 16), ())
    open_week = known_date(date(2024, 5, 16), date(2024, 5, 24), ())
    values = place_times(times, open_week, text, known={times[0].span: met})
    assert [value.value for value in values] == ["2024-05-16", "2024-05-16", None]
    assert values[1].because == "the same day as before: dates the meeting of 2024-05-16"
