"""Who was in the room, and the office held at the time."""

from datetime import date

import pytest

from foreigndesk.knowledge.offices import office_on, persons_by_id
from foreigndesk.records.dates import known_date, unknown_date
from foreigndesk.records.facts import OfficeKind, OfficeTerm, Period, Person
from foreigndesk.records.meetings import Participant, ParticipantRole
from foreigndesk.resolution.attendance import list_participants
from foreigndesk.resolution.groups import group_claims
from tests.resolution.test_dating import read


def participants_of(text: str, first: date, last: date | None = None) -> dict[str, Participant]:
    when = known_date(first, last or first, ())
    found = list_participants(group_claims(read("attendance", text)), when)
    return {p.entity_id: p for p in found}


def term(first: date | None, last: date | None, *, title: str = "President", precision: str = "day") -> OfficeTerm:
    return OfficeTerm(
        person_id="a",
        state="FRA",
        organisation_id=None,
        sector="GOV",
        office=OfficeKind.HEAD_OF_STATE,
        title=title,
        period=Period(first=first, last=last, precision=precision),
        is_acting=False,
        row_source="record",
    )


def person(*terms: OfficeTerm) -> Person:
    return Person(person_id="a", name="A", family=(), aliases=(), gender="f", wikidata="", terms=terms)


def test_the_office_is_that_of_the_day() -> None:
    text = "David Cameron met Sergey Lavrov in Rome."
    assert participants_of(text, date(2015, 1, 1))["david-cameron"].office == "Prime Minister of the United Kingdom"
    later = participants_of(text, date(2024, 1, 1))["david-cameron"].office
    assert later is not None
    assert "Foreign" in later
    assert participants_of(text, date(2020, 1, 1))["david-cameron"].office is None


def test_no_office_is_given_where_the_date_spans_two() -> None:
    found = participants_of("David Cameron met Sergey Lavrov in Rome.", date(2016, 7, 1), date(2016, 8, 1))
    assert found["david-cameron"].office is None
    assert found["sergey-lavrov"].office is not None


def test_no_office_is_given_without_a_date() -> None:
    groups = group_claims(read("attendance", "David Cameron met Sergey Lavrov in Rome."))
    assert {p.office for p in list_participants(groups, unknown_date("nothing"))} == {None}


def test_the_host_and_those_who_came_along_have_their_roles() -> None:
    text = "Joe Biden received Xi Jinping in Woodside. Secretary of State Antony Blinken attended the meeting."
    found = participants_of(text, date(2023, 11, 15))
    assert found["antony-blinken"].role is ParticipantRole.DELEGATION
    assert found["joe-biden"].role is ParticipantRole.HOST
    assert found["xi-jinping"].role is ParticipantRole.PRINCIPAL
    assert list(found)[-1] == "antony-blinken"


@pytest.mark.parametrize(
    ("terms", "earliest", "latest", "is_known"),
    [
        ((term(date(2010, 1, 1), date(2012, 1, 1)),), date(2011, 1, 1), date(2012, 1, 1), True),
        ((term(date(2010, 1, 1), date(2012, 1, 1)),), date(2011, 1, 1), date(2012, 1, 2), False),
        ((term(None, None),), date(1990, 1, 1), date(2020, 1, 1), True),
        (
            (term(date(2010, 1, 1), date(2012, 1, 1)), term(date(2012, 1, 2), None)),
            date(2011, 1, 1),
            date(2013, 1, 1),
            True,
        ),
        (
            (term(date(2010, 1, 1), date(2012, 1, 1)), term(date(2013, 1, 1), None)),
            date(2011, 1, 1),
            date(2013, 2, 1),
            False,
        ),
        (
            (term(date(2010, 1, 1), date(2012, 1, 1)), term(date(2012, 1, 2), None, title="King")),
            date(2011, 1, 1),
            date(2013, 1, 1),
            False,
        ),
        ((term(date(2010, 1, 1), None, precision="year"),), date(2010, 6, 1), date(2010, 6, 2), False),
        ((term(date(2010, 1, 1), None, precision="year"),), date(2011, 6, 1), date(2011, 6, 2), True),
        ((term(None, date(2012, 5, 31), precision="month"),), date(2012, 5, 20), date(2012, 5, 20), False),
    ],
)
def test_an_office_is_certain_only_where_it_was_held_throughout(
    terms: tuple[OfficeTerm, ...], earliest: date, latest: date, *, is_known: bool
) -> None:
    assert (office_on(person(*terms), earliest, latest) is not None) == is_known


def test_an_open_interval_has_no_certain_office() -> None:
    assert office_on(persons_by_id()["xi-jinping"], date(2020, 1, 1), None) is None
    assert office_on(persons_by_id()["xi-jinping"], None, date(2020, 1, 1)) is None


def test_of_several_offices_the_highest_is_given() -> None:
    found = office_on(persons_by_id()["xi-jinping"], date(2020, 1, 1), date(2020, 1, 1))
    assert found is not None
    assert found.office is OfficeKind.HEAD_OF_STATE
