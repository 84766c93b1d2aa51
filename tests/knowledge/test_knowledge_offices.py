"""Who held which office on which day."""

from datetime import date

import pytest

from foreigndesk.knowledge.offices import list_persons, persons_by_id, terms_by_office
from foreigndesk.knowledge.organisations import list_memberships, organisations_by_id
from foreigndesk.knowledge.states import list_states, states_by_id
from foreigndesk.knowledge.tables import list_tables, read_table
from foreigndesk.records.facts import OfficeKind, Period
from tests.knowledge.knowledge_tables import (
    GAP,
    SINGLE_OFFICES,
    certain_days,
    gap_lines,
    list_gaps,
    missing_days,
    office_rows,
)

COMPLETE_FROM = date(2012, 1, 1)
HEADS_FROM = date(2000, 1, 1)
COMPLETE_GROUPS = ("p5", "g20", "nato", "sco")
COMPLETE_STATES = ("PRK", "KOR", "UKR", "BLR", "ISR", "IRN")
COMPLETE_BODIES = ("eu", "european-commission", "european-council", "european-parliament", "nato", "un")


def _complete_states() -> list[str]:
    members = {
        m.member
        for m in list_memberships()
        if m.organisation_id in COMPLETE_GROUPS and m.role == "member" and m.member in states_by_id()
    }
    return sorted(members | set(COMPLETE_STATES))


def test_every_term_belongs_to_a_state_or_an_organisation_that_exists() -> None:
    for row in office_rows():
        assert row["state"] or row["organisation"], dict(row)
        assert not row["state"] or row["state"] in states_by_id(), dict(row)
        assert not row["organisation"] or row["organisation"] in organisations_by_id(), dict(row)


def test_every_term_starts_and_none_ends_before_it_starts() -> None:
    for row in office_rows():
        assert row["from"], dict(row)
        shorter = min(len(row["from"]), len(row["to"]))
        assert not shorter or row["from"][:shorter] <= row["to"][:shorter], dict(row)


@pytest.mark.parametrize("column", ["name", "family", "aliases", "gender", "wikidata"])
def test_what_is_said_of_a_person_is_the_same_in_every_row(column: str) -> None:
    cells: dict[str, set[str]] = {}
    for row in office_rows():
        cells.setdefault(row["person"], set()).add(row[column])
    assert not {person: values for person, values in cells.items() if len(values) > 1}


def test_two_persons_do_not_share_a_name_and_an_item_of_wikidata() -> None:
    items = [p.wikidata for p in list_persons() if p.wikidata]
    assert len(items) == len(set(items))


def test_nobody_shares_an_office_that_one_person_holds() -> None:
    held: dict[tuple[str, str], list[tuple[date, date, str]]] = {}
    for row in office_rows():
        if row["office"] in SINGLE_OFFICES and row["state"]:
            held.setdefault((row["state"], row["office"]), []).append((*certain_days(row), row["person"]))
    shared = []
    for office, terms in held.items():
        for number, (first, last, person) in enumerate(terms):
            for other_first, other_last, other in terms[number + 1 :]:
                if max(first, other_first) <= min(last, other_last):
                    shared.append((*office, person, other, str(max(first, other_first))))
    assert not shared


def test_gaps_are_declared_in_the_form_that_the_documentation_gives() -> None:
    assert not [(state, line) for state, line in gap_lines() if not GAP.fullmatch(line)]
    assert {gap.office for gap in list_gaps()} <= {kind.value for kind in OfficeKind}


@pytest.mark.parametrize("state", _complete_states())
@pytest.mark.parametrize("office", SINGLE_OFFICES)
def test_an_office_is_held_on_every_day_or_its_gap_is_declared(state: str, office: str) -> None:
    terms = terms_by_office().get((state, OfficeKind(office)), ())
    held = [term.period for term in terms]
    declared = [gap.days for gap in list_gaps() if (gap.state, gap.office) == (state, office)]
    assert missing_days(held + declared, COMPLETE_FROM) == []


def _states_of_the_un() -> list[str]:
    return sorted(state.state_id for state in list_states() if state.status in {"un_member", "un_observer"})


@pytest.mark.parametrize("office", ["head_of_state", "head_of_government"])
@pytest.mark.parametrize("state", _states_of_the_un())
def test_every_state_has_a_head_on_every_day_since_2000_or_a_declared_gap(state: str, office: str) -> None:
    held = [term.period for term in terms_by_office().get((state, OfficeKind(office)), ())]
    declared = [gap.days for gap in list_gaps() if (gap.state, gap.office) == (state, office)]
    assert missing_days(held + declared, HEADS_FROM) == []


@pytest.mark.parametrize("body", COMPLETE_BODIES)
def test_an_institution_has_a_head_on_every_day(body: str) -> None:
    terms = terms_by_office()[body, OfficeKind.HEAD_OF_ORGANISATION]
    assert missing_days([term.period for term in terms], COMPLETE_FROM) == []


def test_missing_days_are_found_before_between_and_after_terms() -> None:
    held = [
        Period(first=date(2012, 1, 3), last=date(2012, 1, 5)),
        Period(first=date(2012, 1, 8), last=date(2012, 1, 9)),
    ]
    assert missing_days(held, COMPLETE_FROM) == ["2012-01-01..2012-01-02", "2012-01-06..2012-01-07", "2012-01-10.."]


@pytest.mark.parametrize(
    ("day", "members"),
    [
        (date(2017, 6, 8), 6),
        (date(2017, 6, 9), 8),
        (date(2022, 9, 15), 8),
        (date(2024, 7, 3), 9),
        (date(2024, 7, 4), 10),
    ],
)
def test_members_of_the_sco_are_known_by_day(day: date, members: int) -> None:
    assert _count_members("sco", day) == members


@pytest.mark.parametrize(
    ("organisation", "day", "members"),
    [
        ("nato", date(2012, 1, 1), 28),
        ("nato", date(2023, 4, 4), 31),
        ("nato", date(2024, 3, 7), 32),
        ("eu", date(2013, 6, 30), 27),
        ("eu", date(2013, 7, 1), 28),
        ("eu", date(2020, 2, 1), 27),
        ("asean", date(2012, 1, 1), 10),
        ("g7", date(2015, 6, 8), 7),
        ("p5", date(2022, 2, 24), 5),
        ("un", date(2012, 1, 1), 193),
        ("brics", date(2012, 1, 1), 5),
    ],
)
def test_members_of_organisations_are_known_by_day(organisation: str, day: date, members: int) -> None:
    assert _count_members(organisation, day) == members


def _count_members(organisation: str, day: date) -> int:
    return sum(
        m.organisation_id == organisation and m.role == "member" and m.period.holds(day) and m.member in states_by_id()
        for m in list_memberships()
    )


@pytest.mark.parametrize(
    ("state", "office", "day", "person"),
    [
        ("USA", "head_of_state", date(2017, 1, 19), "barack-obama"),
        ("USA", "head_of_state", date(2021, 1, 20), "joe-biden"),
        ("GBR", "head_of_government", date(2022, 10, 1), "liz-truss"),
        ("RUS", "defence_minister", date(2024, 5, 14), "andrei-belousov"),
        ("DEU", "head_of_government", date(2021, 12, 8), "olaf-scholz"),
        ("JPN", "head_of_government", date(2020, 9, 16), "yoshihide-suga"),
        ("UKR", "head_of_state", date(2019, 5, 20), "volodymyr-zelenskyy"),
        ("KOR", "head_of_state", date(2022, 5, 10), "yoon-suk-yeol"),
    ],
)
def test_offices_are_known_by_day(*, state: str, office: str, day: date, person: str) -> None:
    holders = {t.person_id for t in terms_by_office()[state, OfficeKind(office)] if t.period.holds(day)}
    assert holders == {person}


def test_a_person_has_all_terms_of_all_tables_in_order() -> None:
    assert sum(len(person.terms) for person in list_persons()) == sum(1 for _ in office_rows())
    for person in list_persons():
        firsts = [term.period.first or date.min for term in person.terms]
        assert firsts == sorted(firsts)
    assert {t.office.value for t in persons_by_id()["joe-biden"].terms} >= {"vice_president", "head_of_state"}


def test_a_table_of_offices_is_named_for_its_state() -> None:
    for table in list_tables("offices"):
        name = table.split("/")[1]
        states = {row["state"] for row in read_table(table)}
        assert name in states or (name == "organisations" and states == {""}), table
