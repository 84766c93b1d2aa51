from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreigndesk.records.facts import Conflict, Occasion, OfficeKind, OfficeTerm, Period, Person

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2030, 12, 31))
ends = st.none() | days


def test_a_period_holds_its_first_and_its_last_day() -> None:
    period = Period(first=date(2022, 9, 15), last=date(2022, 9, 16))
    assert [period.holds(date(2022, 9, day)) for day in (14, 15, 16, 17)] == [False, True, True, False]


def test_an_open_end_holds_all_days_on_its_side() -> None:
    assert Period(first=date(2022, 2, 24), last=None).holds(date(2100, 1, 1))
    assert Period(first=None, last=date(2022, 2, 24)).holds(date(1900, 1, 1))
    assert Period(first=None, last=None).holds(date(2022, 2, 24))


@given(ends, ends, days)
def test_a_period_meets_a_day_exactly_when_it_holds_it(first: date | None, last: date | None, day: date) -> None:
    period = Period(first=first, last=last)
    assert period.meets(day, day) == period.holds(day)


@given(first=ends, last=ends, one=days, other=days)
def test_a_period_meets_every_interval_in_which_it_holds_a_day(
    *, first: date | None, last: date | None, one: date, other: date
) -> None:
    earliest, latest = sorted((one, other))
    period = Period(first=first, last=last)
    if period.holds(earliest) or period.holds(latest):
        assert period.meets(earliest, latest)
        assert period.meets(None, None)


def _term(first: date, last: date | None) -> OfficeTerm:
    return OfficeTerm(
        person_id="ada-example",
        state="NOR",
        organisation_id=None,
        sector="GOV",
        office=OfficeKind.FOREIGN_MINISTER,
        title="Minister of Foreign Affairs",
        period=Period(first=first, last=last),
        is_acting=False,
        row_source="record",
    )


def _person() -> Person:
    terms = (_term(date(2012, 1, 1), date(2013, 6, 30)), _term(date(2020, 1, 1), None))
    return Person(
        person_id="ada-example",
        name="Ada Example",
        family=("Example",),
        aliases=(),
        gender="f",
        wikidata="",
        terms=terms,
    )


@pytest.mark.parametrize(
    ("earliest", "latest", "terms"),
    [
        (date(2013, 6, 30), date(2013, 6, 30), 1),
        (date(2014, 1, 1), date(2019, 12, 31), 0),
        (date(2013, 1, 1), date(2021, 1, 1), 2),
        (None, None, 2),
    ],
)
def test_the_terms_of_a_person_are_those_that_share_a_day(
    earliest: date | None, latest: date | None, terms: int
) -> None:
    assert len(_person().terms_on(earliest, latest)) == terms


def test_a_row_has_a_name_for_proofs() -> None:
    nobody = Period(first=None, last=None)
    occasion = Occasion(
        occasion_id="sco-2022-samarkand", name="", aliases=(), kind="summit", organisation_id="sco", ordinal=22,
        participants=(), visitor_state=None, host_state="UZB", place="Samarkand", venue="", state="UZB",
        period=nobody, row_source="record",
    )  # fmt: skip
    conflict = Conflict(
        conflict_id="ukraine-2022", name="", aliases=(), verb_forms=(), parties=(), state="UKR", period=nobody,
        row_source="record",
    )  # fmt: skip
    assert occasion.fact == "occasions:sco-2022-samarkand"
    assert conflict.fact == "conflicts:ukraine-2022"
    assert _term(date(2012, 1, 1), None).fact == "offices:ada-example:foreign_minister:2012-01-01"
