"""Members of organisations on a day, and who followed whom in an office."""

from datetime import date

import pytest

from foreigndesk.knowledge.offices import find_successions, persons_by_id
from foreigndesk.knowledge.organisations import list_members, organisations_by_id
from foreigndesk.knowledge.tables import read_table
from foreigndesk.records.facts import OfficeKind


@pytest.mark.parametrize(
    ("day", "number", "newest"),
    [(date(2022, 9, 16), 8, "PAK"), (date(2024, 7, 3), 9, "IRN"), (date(2024, 7, 4), 10, "BLR")],
)
def test_members_are_those_of_the_day(day: date, number: int, newest: str) -> None:
    members = list_members("sco", day)
    assert len(members.always) == number
    assert newest in members.always
    assert (members.perhaps, members.is_complete) == ((), True)


def test_over_several_days_who_joins_meanwhile_belongs_perhaps() -> None:
    members = list_members("sco", date(2024, 7, 1), date(2024, 7, 10))
    assert len(members.always) == 9
    assert members.perhaps == ("BLR",)


def test_a_day_of_joining_that_is_not_known_is_not_sure() -> None:
    early = list_members("sco", date(2023, 2, 1), role="dialogue_partner")
    assert "ARE" in early.perhaps
    assert "ARE" in list_members("sco", date(2025, 2, 1), role="dialogue_partner").always


def test_where_the_table_lists_only_some_members_it_says_so() -> None:
    listed = {row["organisation"] for row in read_table("memberships")}
    partly = [o for o in sorted(listed) if not list_members(o, date(2024, 1, 1)).is_complete]
    assert partly
    assert set(partly) < set(organisations_by_id())
    assert list_members("nobody", date(2024, 1, 1)).always == ()


@pytest.mark.parametrize(
    ("person", "office", "before", "after"),
    [
        ("olaf-scholz", OfficeKind.HEAD_OF_GOVERNMENT, "angela-merkel", "friedrich-merz"),
        ("andrei-belousov", OfficeKind.DEFENCE_MINISTER, "sergei-shoigu", None),
        ("liz-truss", OfficeKind.HEAD_OF_GOVERNMENT, "boris-johnson", "rishi-sunak"),
        ("jens-stoltenberg", OfficeKind.HEAD_OF_ORGANISATION, None, "mark-rutte"),
    ],
)
def test_who_came_before_and_after(*, person: str, office: OfficeKind, before: str | None, after: str | None) -> None:
    offices = frozenset({office})
    earlier = [s.person_id for s in find_successions(persons_by_id()[person], offices, is_before=True)]
    later = [s.person_id for s in find_successions(persons_by_id()[person], offices, is_before=False)]
    assert before is None or before in earlier
    assert later == ([after] if after else [])


def test_a_succession_names_its_office_and_the_rows() -> None:
    offices = frozenset({OfficeKind.HEAD_OF_GOVERNMENT})
    [found] = find_successions(persons_by_id()["rishi-sunak"], offices, is_before=True)
    assert found.says.startswith(
        "as Prime Minister of the United Kingdom (offices:liz-truss:head_of_government:2022-09-06"
    )


def test_offices_that_many_hold_at_once_have_no_succession() -> None:
    assert (
        find_successions(persons_by_id()["dmitry-peskov"], frozenset({OfficeKind.SPOKESPERSON}), is_before=True) == ()
    )
