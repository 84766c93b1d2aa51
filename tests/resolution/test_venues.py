"""Where meetings were held, which row of the occasion table knows them, and their words."""

from datetime import date

import pytest

from foreigndesk.records.dates import known_date, unknown_date
from foreigndesk.records.facts import Occasion
from foreigndesk.records.meetings import MeetingPlace
from foreigndesk.resolution.days import ALL_DAYS, bounds, days_between, days_of_month, weekdays
from foreigndesk.resolution.groups import MeetingGroup, group_claims
from foreigndesk.resolution.venues import (
    choose_place,
    dateline_places,
    find_row,
    list_evidence,
    list_fitting_rows,
    list_occasion_constraints,
    row_days,
    where_named,
)
from tests.resolution.test_dating import make_article, only_date, read

UNKNOWN = unknown_date("nothing")


def group_in(text: str) -> MeetingGroup:
    [group] = group_claims(read("venue", text))
    return group


def row_for(text: str, days: int) -> Occasion | None:
    return find_row(group_in(text), days, where_named(group_in(text), read("venue", text).article))


def id_of(row: Occasion | None) -> str | None:
    return row.occasion_id if row else None


def place_for(text: str, fact: str | None = None) -> MeetingPlace | None:
    return choose_place((group_in(text),), fact, UNKNOWN)


IN_OFFICE = days_between(date(2017, 1, 20), date(2021, 1, 19))
DAYS = {
    "the term": IN_OFFICE,
    "a Monday of the term": IN_OFFICE & weekdays(0),
    "a Tuesday of the term": IN_OFFICE & weekdays(1),
    "12 June": days_of_month(12, 6),
    "20 February": days_of_month(20, 2),
    "7 February": days_of_month(7, 2),
    "a Monday": weekdays(0),
    "a Sunday": weekdays(6),
    "any day": ALL_DAYS,
}


@pytest.mark.parametrize(
    ("text", "when", "expected"),
    [
        ("Donald Trump met Vladimir Putin in Helsinki.", "the term", "meeting-trump-putin-2018-07-16"),
        ("Donald Trump met Vladimir Putin in Helsinki.", "a Monday of the term", "meeting-trump-putin-2018-07-16"),
        ("Donald Trump met Vladimir Putin in Helsinki.", "a Tuesday of the term", None),
        ("Donald Trump met Vladimir Putin in Ulaanbaatar.", "the term", None),
        ("Donald Trump met Kim Jong Un.", "12 June", "trump-kim-2018-singapore"),
        ("Xi Jinping met Emmanuel Macron.", "a Monday", None),
        ("Xi Jinping met Emmanuel Macron.", "any day", None),
        ("Emmanuel Macron telephoned Vladimir Putin.", "20 February", "call-macron-putin-2022-02-20"),
        ("Emmanuel Macron telephoned Vladimir Putin.", "7 February", None),
        ("Emmanuel Macron met Vladimir Putin in Moscow.", "20 February", None),
        ("Emmanuel Macron telephoned Vladimir Putin.", "a Sunday", None),
    ],
)
def test_a_row_is_taken_where_chance_hardly_explains_that_it_fits(text: str, when: str, expected: str | None) -> None:
    assert id_of(row_for(text, DAYS[when])) == expected


def test_of_a_visit_and_the_talks_during_it_the_talks_are_taken() -> None:
    row = row_for("Xi Jinping met Emmanuel Macron in Paris.", days_of_month(6, 5))
    assert row is not None
    assert row.kind == "bilateral_meeting"


def test_two_rows_that_fit_on_other_days_leave_the_date_open() -> None:
    text = "Xi Jinping met Emmanuel Macron in Paris."
    days = days_between(date(2018, 1, 1), date(2025, 12, 31)) & weekdays(0)
    assert len({row_days(row) for row in list_fitting_rows(group_in(text), days) if row.place == "Paris"}) > 1
    assert row_for(text, days) is None


def test_a_visitor_alone_fits_visits_to_the_state_named() -> None:
    days = days_between(date(2023, 1, 1), date(2023, 12, 31)) & weekdays(6)
    assert id_of(row_for("Antony Blinken arrived in China.", days)) == "visit-blinken-chn-2023-06-18"
    assert row_for("Antony Blinken arrived in India.", days) is None


def test_a_dateline_helps_to_choose_a_row_but_is_no_place() -> None:
    text = (
        "HELSINKI – President Donald Trump met Vladimir Putin on Monday.\n\n"
        "They spoke for two hours, and nobody else was there."
    )
    group = group_in(text)
    assert group.places == ()
    assert id_of(row_for(text, IN_OFFICE & weekdays(0))) == "meeting-trump-putin-2018-07-16"
    assert choose_place((group,), None, UNKNOWN) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("PARIS (Meridian Wire) – Ministers met.", ("paris",)),
        ("NEW DELHI, India – Ministers met.", ("new-delhi",)),
        ("Ministers met in Paris.", ()),
    ],
)
def test_the_dateline_names_a_place_whatever_its_capitals(line: str, expected: tuple[str, ...]) -> None:
    text = f"{line}\n\nThey talked about fish, and nobody wrote it down."
    assert dateline_places(make_article("dateline", text)) == expected


def test_the_narrowest_place_is_chosen() -> None:
    place = place_for("Joe Biden met Xi Jinping in Woodside in California.")
    assert place is not None
    assert (place.name, place.state, place.because) == ("Woodside", "USA", "named in the words")


def test_the_table_gives_the_city_where_the_words_name_a_state_only() -> None:
    place = place_for("Xi Jinping met Vladimir Putin in Uzbekistan.", "occasions:sco-2022-samarkand")
    assert place is not None
    assert (place.name, place.state) == ("Samarkand", "UZB")
    assert place.because.endswith("the words say Uzbekistan")


def test_the_table_of_another_state_does_not_move_a_meeting() -> None:
    place = place_for("Xi Jinping met Vladimir Putin in Mongolia.", "occasions:sco-2022-samarkand")
    assert place is not None
    assert place.name == "Mongolia"


def test_a_row_in_the_proof_places_a_meeting_that_names_no_place() -> None:
    group = group_in("Donald Trump met Vladimir Putin.")
    text = "Donald Trump met Vladimir Putin in Helsinki on Monday, 16 July."
    place = choose_place((group,), None, only_date(text))
    assert place is not None
    assert place.name == "Helsinki"
    assert "the table of occasions places" in place.because


def test_an_unknown_place_keeps_its_words() -> None:
    for named in group_in("Sergei Lavrov met Wang Yi in Tunxi on Wednesday.").places:
        assert named.words == "Tunxi"


def bounds_of_occasion(text: str) -> tuple[date | None, date | None]:
    reading = read("occasion", text)
    [group] = group_claims(reading)
    [found] = list_occasion_constraints(reading, group)
    return bounds(found.days)


def test_a_gathering_bounds_a_meeting_with_the_days_around_it() -> None:
    text = "Joe Biden met Fumio Kishida ahead of the G7 summit in Hiroshima."
    assert bounds_of_occasion(text) == (date(2023, 5, 16), date(2023, 5, 22))
    text = "Joe Biden met Fumio Kishida on the sidelines of the G7 summit in Hiroshima."
    assert bounds_of_occasion(text) == (date(2023, 5, 18), date(2023, 5, 22))


def test_an_ordinal_chooses_the_gathering() -> None:
    text = "Narendra Modi met Xi Jinping on the sidelines of the 15th BRICS summit in Johannesburg."
    assert bounds_of_occasion(text) == (date(2023, 8, 21), date(2023, 8, 25))


def test_the_words_that_support_a_meeting_are_listed_in_order() -> None:
    text = "Xi Jinping met Vladimir Putin in Samarkand on Thursday on the sidelines of the SCO summit in Samarkand."
    found = list_evidence((group_in(text),))
    assert {w.supports for w in found} >= {"meeting", "date", "occasion", "place"}
    assert [w.span for w in found] == sorted(w.span for w in found)
    assert {w.span.words(text) for w in found if w.supports == "date"} == {"Thursday"}


def test_days_of_a_row_are_its_period() -> None:
    row = row_for("Donald Trump met Vladimir Putin in Helsinki.", IN_OFFICE)
    assert row is not None
    day = date(2018, 7, 16)
    assert bounds(row_days(row)) == (day, day)
    assert known_date(day, day, ()).edtf == "2018-07-16"
