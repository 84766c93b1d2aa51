"""What the tables of facts say of one another."""

from collections import Counter
from itertools import pairwise

import pytest

from foreigndesk.knowledge.codebook import cameo_codes, event_contexts, event_modes, event_types, sectors
from foreigndesk.knowledge.lexicons import list_action_words
from foreigndesk.knowledge.occasions import list_conflicts, list_occasions
from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.knowledge.organisations import list_memberships, list_organisations, organisations_by_id
from foreigndesk.knowledge.places import list_places, places_by_id
from foreigndesk.knowledge.publishers import list_publishers
from foreigndesk.knowledge.states import list_states, states_by_id
from foreigndesk.knowledge.tables import Row, read_list, read_table
from tests.knowledge.knowledge_tables import office_rows

UN_MEMBERS = 193
DATED = ("states", "organisations", "memberships", "occasions", "conflicts")
LENGTH = {"day": 10, "month": 7, "year": 4}


def _named_places() -> set[str]:
    names = {name for place in list_places() for name in (place.name, *place.aliases)}
    return names | {capital for state in list_states() for capital in state.capitals}


def test_states_hold_all_members_and_observers_of_the_united_nations() -> None:
    by_status = Counter(state.status for state in list_states())
    assert by_status["un_member"] == UN_MEMBERS
    assert {state.state_id for state in list_states() if state.status == "un_observer"} == {"PSE", "VAT"}
    members = {m.member for m in list_memberships() if (m.organisation_id, m.role) == ("un", "member")}
    assert {state.state_id for state in list_states() if state.status == "un_member"} <= members


@pytest.mark.parametrize("state", [s for s in list_states() if s.status == "un_member"], ids=lambda s: s.state_id)
def test_a_member_of_the_united_nations_has_names_demonyms_capital_and_codes(state) -> None:
    assert state.name
    assert state.official_name
    assert state.demonyms
    assert state.nationals
    assert state.capitals
    assert len(state.alpha2) == len("XX")
    assert state.cow.isdecimal()
    assert state.gw.isdecimal()


def test_disputed_states_are_in_the_table_with_their_status() -> None:
    assert {"XKX", "TWN", "XNC", "XAB", "XSO", "XTR", "XSL", "ESH"} <= {
        state.state_id for state in list_states() if state.status in {"disputed", "territory"}
    }


def test_words_marked_ambiguous_are_words_of_their_row() -> None:
    for state in list_states():
        own = {state.name, state.official_name, *state.names, *state.demonyms, *state.nationals, *state.combining}
        own |= {*state.capitals, *state.seats}
        assert set(state.ambiguous) <= own, state.state_id


def test_every_capital_is_a_place_of_its_state() -> None:
    by_name = {(name, p.state) for p in list_places() for name in (p.name, *p.aliases)}
    known = {name for name, _ in by_name}
    for state in list_states():
        if state.status == "un_member":
            assert known & set(state.capitals), f"{state.state_id}: {state.capitals}"


def test_places_lie_in_states_and_places_that_exist() -> None:
    for place in list_places():
        assert place.state is None or place.state in states_by_id(), place.place_id
        assert place.within is None or place.within in places_by_id(), place.place_id
        assert place.within != place.place_id


def test_a_place_lies_in_no_circle_and_in_the_state_of_what_it_lies_in() -> None:
    for place in list_places():
        seen, at = {place.place_id}, place
        while at.within:
            at = places_by_id()[at.within]
            assert at.place_id not in seen, place.place_id
            seen.add(at.place_id)
            if place.state and at.state:
                assert place.state == at.state, f"{place.place_id} ({place.state}) in {at.place_id} ({at.state})"


def test_coordinates_are_on_the_globe_and_come_in_pairs() -> None:
    for place in list_places():
        assert (place.latitude is None) == (place.longitude is None), place.place_id
        if place.latitude is not None and place.longitude is not None:
            assert -90 <= place.latitude <= 90
            assert -180 <= place.longitude <= 180


def test_organisations_belong_to_organisations_and_states_that_exist() -> None:
    for organisation in list_organisations():
        assert organisation.part_of is None or organisation.part_of in organisations_by_id()
        assert organisation.state is None or organisation.state in states_by_id()
        assert not organisation.seat or organisation.seat in _named_places(), organisation.organisation_id


def test_at_least_25_organisations_have_dated_members() -> None:
    dated = {m.organisation_id for m in list_memberships() if m.period.first and m.role == "member"}
    assert len(dated) >= 25


def test_members_are_states_or_organisations_that_exist() -> None:
    known = states_by_id().keys() | organisations_by_id().keys()
    for membership in list_memberships():
        assert membership.organisation_id in organisations_by_id()
        assert membership.member in known, membership
        assert membership.role in {"member", "observer", "dialogue_partner", "suspended"}


def test_nobody_is_a_member_twice_at_a_time() -> None:
    spans: dict[tuple[str, str, str], list[Row]] = {}
    for row in read_table("memberships"):
        spans.setdefault((row["organisation"], row["member"], row["role"]), []).append(row)
    for key, rows in spans.items():
        ordered = sorted(rows, key=lambda r: r["from"])
        for earlier, later in pairwise(ordered):
            assert earlier["to"], key
            assert earlier["to"] < later["from"], key


def test_occasions_name_persons_states_organisations_and_places_that_exist() -> None:
    parties = persons_by_id().keys() | states_by_id().keys() | organisations_by_id().keys()
    named = _named_places()
    for occasion in list_occasions():
        assert set(occasion.participants) <= parties, occasion.occasion_id
        assert {occasion.visitor_state, occasion.state} - {None} <= states_by_id().keys(), occasion.occasion_id
        assert set(read_list(occasion.host_state or "")) <= states_by_id().keys(), occasion.occasion_id
        assert occasion.organisation_id is None or occasion.organisation_id in organisations_by_id()
        assert not occasion.place or occasion.place in named, f"{occasion.occasion_id}: {occasion.place}"


def test_every_occasion_has_a_first_and_a_last_day() -> None:
    for occasion in list_occasions():
        assert occasion.period.first, occasion.occasion_id
        assert occasion.period.last, occasion.occasion_id


def test_conflicts_name_parties_that_exist() -> None:
    known = states_by_id().keys() | organisations_by_id().keys() | persons_by_id().keys()
    for conflict in list_conflicts():
        assert set(conflict.parties) <= known, conflict.conflict_id
        assert conflict.state is None or conflict.state in states_by_id(), conflict.conflict_id
        for form in conflict.verb_forms:
            assert len(form.split(" > ")) in {2, 3}, f"{conflict.conflict_id}: {form}"


def test_publishers_are_based_in_states_that_exist() -> None:
    for publisher in list_publishers():
        assert publisher.state is None or publisher.state in states_by_id(), publisher.name


@pytest.mark.parametrize("name", DATED)
def test_nothing_ends_before_it_starts(name: str) -> None:
    for row in read_table(name):
        shorter = min(len(row["from"]), len(row["to"]))
        assert not shorter or row["from"][:shorter] <= row["to"][:shorter], dict(row)


@pytest.mark.parametrize("name", ["memberships", "occasions", "conflicts"])
def test_the_precision_of_a_row_is_never_finer_than_its_dates(name: str) -> None:
    for row in read_table(name):
        _assert_precision(row)


def test_the_precision_of_a_term_is_never_finer_than_its_dates() -> None:
    for row in office_rows():
        _assert_precision(row)


def _assert_precision(row: Row) -> None:
    lengths = [len(row[end]) for end in ("from", "to") if row[end]]
    if lengths:
        assert LENGTH[row["precision"]] <= min(lengths), dict(row)


def test_codes_of_events_refer_to_types_modes_and_contexts_that_exist() -> None:
    for code in cameo_codes().values():
        assert code.type is None or code.type in event_types(), code.code
        assert code.mode is None or (code.type, code.mode) in event_modes(), code.code
        assert set(code.contexts) <= event_contexts().keys(), code.code
        assert code.root == code.code[:2]
    for mode in event_modes().values():
        assert mode.type in event_types()
    for kind in event_types().values():
        assert kind.counter_type is None or kind.counter_type in event_types()
    for word in list_action_words():
        assert word.type in event_types()
        assert word.mode is None or (word.type, word.mode) in event_modes(), word
        assert not word.cameo or word.cameo in cameo_codes(), word


def test_the_codebook_holds_the_16_types_with_their_quads() -> None:
    quads = Counter(kind.quad for kind in event_types().values())
    assert quads.keys() == {"V-COOP", "M-COOP", "V-CONF", "M-CONF"}
    assert quads.total() == 16
    assert {code.root for code in cameo_codes().values()} == {f"{n:02d}" for n in range(1, 21)}


def test_every_entry_of_an_ontology_has_an_example_and_a_counter_example() -> None:
    entries = (*event_types().values(), *event_modes().values(), *event_contexts().values())
    for entry in entries:
        assert entry.definition
        assert entry.example
        assert entry.counter_example
        assert entry.example != entry.counter_example


def test_persons_have_sectors_of_the_codebook() -> None:
    assert {row["sector"] for row in office_rows()} <= sectors().keys()
