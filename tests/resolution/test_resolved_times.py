"""Values of time expressions, by the case table and by what must hold for all days."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from foreigndesk.extraction.times import find_times
from foreigndesk.language.parser import analyse_text
from foreigndesk.records.dates import DateFinding, known_date, unknown_date
from foreigndesk.records.spans import Span
from foreigndesk.records.times import Direction, ReferenceKind, TimeExpression, TimeType, TimeValue
from foreigndesk.resolution.day_intervals import day_interval, offset_days, unit_days, value_days
from foreigndesk.resolution.times import is_narrative, resolve_times

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "times.yaml").read_text(encoding="utf-8")
)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
FROM_ARTICLE = [
    {"reference": ReferenceKind.WEEKDAY, "weekday": 3},
    {"reference": ReferenceKind.MONTH, "month": 5},
    {"reference": ReferenceKind.MONTH_DAY, "month": 2, "day": 29},
    {"reference": ReferenceKind.MONTH_DAY, "month": 5, "day": 16, "weekday": 3},
    {"reference": ReferenceKind.DAY_OF_MONTH, "day": 31},
    {"reference": ReferenceKind.SEASON, "unit": "WI"},
    {"reference": ReferenceKind.OFFSET, "unit": "week", "amount": -1.0},
    {"reference": ReferenceKind.OFFSET, "unit": "year", "amount": -1.5},
    {"reference": ReferenceKind.OFFSET, "unit": "weekend"},
    {"reference": ReferenceKind.OFFSET, "unit": "hour", "amount": -2.0},
]


def finding(published: str | list[str] | None) -> DateFinding:
    if published is None:
        return unknown_date("nothing in the text")
    first, last = (published, published) if isinstance(published, str) else published
    return known_date(date.fromisoformat(first), date.fromisoformat(last), ())


def resolve(text: str, published: str | list[str] | None) -> tuple[TimeValue, ...]:
    return resolve_times(find_times(analyse_text(text)), finding(published), text)


def expression(**fields: Any) -> TimeExpression:
    known = {"span": Span(0, 1), "type": TimeType.DATE, "direction": Direction.PAST, "rule": "test"}
    return TimeExpression(**{**known, **fields})


@pytest.mark.parametrize("case", CASES, ids=[f"{n}: {case['because']}" for n, case in enumerate(CASES)])
def test_case_table(case: dict[str, Any]) -> None:
    found = [(v.span.words(case["text"]), v.type.value, str(v.value)) for v in resolve(case["text"], case["published"])]
    assert found == [(t["span"], t["type"], t["value"]) for t in case["times"]], case["because"]


def test_every_value_says_why() -> None:
    for case in CASES:
        assert all(value.because for value in resolve(case["text"], case["published"]))


def test_a_weekday_of_an_open_week_keeps_the_interval_that_is_proven() -> None:
    [value] = resolve("The presidents met on Thursday.", ["2024-09-16", "2024-09-20"])
    assert (value.value, value.earliest, value.latest) == (None, date(2024, 9, 12), date(2024, 9, 19))
    assert "2024-09-16/2024-09-20" in value.because


def test_an_article_date_with_one_open_side_bounds_one_side() -> None:
    times = find_times(analyse_text("The presidents met on Thursday."))
    [value] = resolve_times(times, known_date(date(2024, 9, 16), None, ()), "The presidents met on Thursday.")
    assert (value.value, value.earliest, value.latest) == (None, date(2024, 9, 12), None)


def test_vague_words_are_bounded_by_the_article() -> None:
    now, soon = resolve("The envoy is now in Rome and will soon leave.", "2024-07-04")
    assert (now.earliest, now.latest) == (date(2024, 7, 4), date(2024, 7, 4))
    assert (soon.earliest, soon.latest) == (date(2024, 7, 4), None)


def test_later_this_week_begins_with_the_article() -> None:
    [value] = resolve("The envoy will leave later this week.", "2024-07-04")
    assert (value.value, value.earliest, value.latest) == ("2024-W27", date(2024, 7, 4), date(2024, 7, 7))


def test_an_hour_takes_the_day_of_its_paragraph_only() -> None:
    values = resolve("They met on May 3, 2019.\nThe truce began at noon.", "2024-07-04")
    assert [value.value for value in values] == ["2019-05-03", None]
    values = resolve("They met on May 3, 2019. The truce began at noon.", "2024-07-04")
    assert [value.value for value in values] == ["2019-05-03", "2019-05-03T12:00"]


def test_a_month_day_of_a_narrative_passes_over_years_within_a_paragraph() -> None:
    text = (
        "On 4 May 1936 the city fell, as the plan of 1934 had foreseen. On 9 May the war ended. In 1937 all was over."
    )
    assert [value.value for value in resolve(text, None)] == ["1936-05-04", "1934", "1936-05-09", "1937"]


def test_a_narrative_before_christ_keeps_its_years() -> None:
    text = (
        "In 490 BC the fleet came. In August it landed. The following year it left. In 480 BC and 479 BC it returned."
    )
    values = [value.value for value in resolve(text, "2024-07-04")]
    assert values == ["BC0490", "BC0490-08", "BC0489", "BC0480", "BC0479"]


def test_today_in_a_narrative_is_the_present_of_the_reader() -> None:
    text = "From 1920 to 1952 it fell in 1941, 1942, 1943, 1944, 1945, 1946, 1947 and 1948. It stands today."
    assert resolve(text, "2024-07-04")[-1].value == "PRESENT_REF"


def test_a_decade_is_no_year_to_count_from() -> None:
    text = "In 1914, 1915 and 1916 they fought. In the 1940s they fought again. The previous year had been calm."
    assert resolve(text, "2024-07-04")[-1].value == "1915"


def test_quoted_days_do_not_make_a_history_news() -> None:
    text = 'In 1935, 1936 and 1937 he warned: "The bridge stands today; tomorrow it may not."'
    times = find_times(analyse_text(text))
    assert is_narrative(times, finding("2024-07-04"), text)
    assert not is_narrative(times, finding("2024-07-04"), text.replace('"', ""))


def test_recent_years_make_no_narrative() -> None:
    text = "In January 2024, February 2024 and March 2024 they met."
    assert not is_narrative(find_times(analyse_text(text)), finding("2024-07-04"), text)
    assert not is_narrative((), None, "")


@pytest.mark.parametrize("fields", FROM_ARTICLE)
@pytest.mark.parametrize("direction", list(Direction))
@given(days=st.tuples(DAYS, st.integers(min_value=0, max_value=800)))
def test_readings_move_forward_with_the_article(
    fields: dict[str, Any], direction: Direction, days: tuple[date, int]
) -> None:
    """That is why the two ends of an article's date decide for all days between."""
    made = expression(**fields, direction=direction)
    first, second = day_interval(made, days[0]), day_interval(made, days[0] + timedelta(days=days[1]))
    if first is not None and second is not None:
        assert first[0] <= second[0]
        assert first[1] <= second[1]


@given(day=DAYS, weekday=st.integers(0, 6))
def test_a_past_weekday_lies_within_the_week_before(day: date, weekday: int) -> None:
    made = expression(reference=ReferenceKind.WEEKDAY, weekday=weekday)
    past = day_interval(made, day)
    future = day_interval(replace(made, direction=Direction.FUTURE), day)
    assert past is not None
    assert future is not None
    assert past[0].weekday() == future[0].weekday() == weekday
    assert day - timedelta(days=6) <= past[0] <= day <= future[0] <= day + timedelta(days=6)


@given(day=DAYS)
def test_what_needs_the_text_or_nothing_has_no_days_of_its_own(day: date) -> None:
    for reference in (ReferenceKind.ANCHORED, ReferenceKind.VAGUE, ReferenceKind.DURATION, ReferenceKind.SET):
        assert day_interval(expression(reference=reference, unit="day", amount=1.0), day) is None


@given(day=DAYS, unit=st.sampled_from(["day", "week", "month", "quarter", "year", "decade", "century"]))
def test_a_unit_holds_the_day_it_is_taken_from(day: date, unit: str) -> None:
    first, last = unit_days(day, unit)
    assert first <= day <= last
    assert offset_days(day, 0, unit) == (first, last)


def test_beyond_the_calendar_there_is_no_day() -> None:
    made = expression(reference=ReferenceKind.OFFSET, unit="century", amount=-40.0)
    assert day_interval(made, date(2024, 7, 4)) is None


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-07-03", date(2024, 7, 3), date(2024, 7, 3)),
        ("2024-07-03TEV", date(2024, 7, 3), date(2024, 7, 3)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-W27", date(2024, 7, 1), date(2024, 7, 7)),
        ("2024-Q3", date(2024, 7, 1), date(2024, 9, 30)),
        ("2024-H2", date(2024, 7, 1), date(2024, 12, 31)),
        ("2024-WI", date(2024, 12, 1), date(2025, 3, 31)),
        ("199", date(1990, 1, 1), date(1999, 12, 31)),
        ("19", date(1900, 1, 1), date(1999, 12, 31)),
    ],
)
def test_days_of_a_value(value: str, first: date, last: date) -> None:
    assert value_days(value) == (first, last)


@pytest.mark.parametrize("value", ["", "PXM", "PAST_REF", "BC0480", "2023-02-30", "2023-13", "0000", "XXXX-03"])
def test_values_without_days(value: str) -> None:
    assert value_days(value) is None


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("On the 9th he left.", "1915-03-09"),
        ("On the 9th of that month he left.", "1915-03-09"),
        ("The following spring he left.", "1916-SP"),
        ("The previous April he had left.", "1914-04"),
        ("In May of that year he left.", "1915-05"),
        ("On 4 May of the same year he left.", "1915-05-04"),
        ("Two months later he left.", "1915-05"),
        ("Two weeks earlier he had left.", "1915-W07"),
        ("That evening he left.", "1915-03-05TEV"),
        ("The next morning he left.", "1915-03-06TMO"),
        ("Last summer he had left.", "1914-SU"),
        ("This year he left.", "1915"),
        ("On Sunday he left.", "1915-03-07"),
        ("In the first half of the year he left.", "1915-H1"),
        ("At the end of the month he left.", "1915-03"),
        ("Two days after the vote he left.", "P2D"),
        ("The day after the vote he left.", None),
        ("On the second day of the siege he left.", None),
        ("Two years ago he left.", None),
    ],
)
def test_a_narrative_counts_from_the_nearest_date_before(sentence: str, value: str | None) -> None:
    years = ", ".join(str(year) for year in range(1890, 1911))
    text = f"It was so in {years}. On 5 March 1915 the fort fell. {sentence}"
    assert resolve(text, "2024-07-04")[-1].value == value


def test_a_day_cannot_be_counted_from_a_year() -> None:
    text = "It was so in 1913, 1914 and 1915. The following day he left. On the 9th of that month he died."
    assert [value.value for value in resolve(text, "2024-07-04")][-2:] == [None, None]


@pytest.mark.parametrize(
    ("text", "value", "days"),
    [
        ("He left two hours ago.", None, "2024-07-03/2024-07-04"),
        ("He left a month and a half ago.", None, "2024-05-04/2024-06-04"),
        ("He left a year and a half ago.", "2023-01", "2023-01-01/2023-01-31"),
        ("He left a decade ago.", "201", "2010-01-01/2019-12-31"),
        ("It fell last quarter.", "2024-Q2", "2024-04-01/2024-06-30"),
        ("They will meet next weekend.", "2024-W28-WE", "2024-07-13/2024-07-14"),
        ("They will meet at the weekend.", "2024-W27-WE", "2024-07-06/2024-07-07"),
        ("They met on Tuesday last week.", "2024-06-25", "2024-06-25/2024-06-25"),
        ("They will meet this Friday.", "2024-07-05", "2024-07-05/2024-07-05"),
        ("They met earlier this week.", "2024-W27", "2024-07-01/2024-07-04"),
        ("They met in the winter.", "2023-WI", "2023-12-01/2024-03-31"),
    ],
)
def test_days_counted_from_the_article(text: str, value: str | None, days: str) -> None:
    [found] = resolve(text, "2024-07-04")
    assert found.value == value
    assert f"{found.earliest}/{found.latest}" == days
