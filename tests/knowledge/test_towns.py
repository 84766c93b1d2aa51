"""The gazetteer: names are found whatever their spelling, none is lost, and borders follow the table."""

import pytest

from foreigndesk.errors import KnowledgeError
from foreigndesk.knowledge import towns
from foreigndesk.knowledge.folding import place_key
from foreigndesk.knowledge.states import states_by_id
from foreigndesk.knowledge.tables import read_table
from foreigndesk.knowledge.towns import code_of, find_by_key, find_place, places_called


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("St. Pölten", "st polten"),
        ("Saint-Denis", "st denis"),
        ("Łódź", "lodz"),
        ("İstanbul", "istanbul"),
        ("Queen Anne’s County", "queen annes county"),
        ("D.C.", "dc"),
        ("…", ""),
    ],
)
def test_a_key_leaves_out_case_accents_and_marks(words: str, key: str) -> None:
    assert place_key(words) == key


def test_each_line_is_found_under_its_key() -> None:
    lines = towns._lines().decode().split("\n")[1:-1]
    assert lines == sorted(lines, key=str.encode)
    for line in [lines[0], lines[-1], *lines[::500]]:
        key, number, *_ = line.split("\t")
        assert any(f":{number}:" in place.place_id for place in find_by_key(key)), line


def test_a_name_that_is_not_there_has_no_places() -> None:
    assert places_called("Zzyzzyx") == ()
    assert places_called("") == ()
    assert find_by_key("\uffff") == ()


@pytest.mark.parametrize(
    ("words", "state", "kind"),
    [
        ("Nyanza Province", "KEN", "region"),
        ("Al-Minya", "EGY", "region"),
        ("Akita prefecture", "JPN", "region"),
        ("NSW", "AUS", "region"),
        ("Urumqi", "CHN", "city"),
        ("Leopoldville", "COD", "city"),
        ("Nueva Ecija", "PHL", "region"),
    ],
)
def test_other_forms_of_a_name_lead_to_its_place(words: str, state: str, kind: str) -> None:
    assert {(p.state, p.kind) for p in places_called(words)} == {(state, kind)}


def test_a_place_is_found_again_by_its_id() -> None:
    for place in (*places_called("Birmingham"), *places_called("Leopoldville")):
        assert find_place(place.place_id) == place
    assert find_place("astana") is not None
    assert find_place("geonames:1:nowhere") is None
    assert find_place(None) is None


def test_borders_follow_the_list_at_the_head_of_the_places() -> None:
    states = {words: {p.state for p in places_called(words)} for words in ("Katzrin", "Sansha", "Yuzhno-Kurilsk")}
    assert states == {"Katzrin": {"SYR"}, "Sansha": {None}, "Yuzhno-Kurilsk": {None}}
    assert {p.state for p in places_called("Simferopol")} == {"UKR"}
    assert {p.state for p in places_called("Ariel") if "294" in p.geonames_id[:3]} <= {"PSE"}
    assert {p.state for p in places_called("Jammu and Kashmir")} == {None}


def test_every_state_of_the_tables_of_the_build_is_one_of_the_table_of_states() -> None:
    for table in ("subdivisions", "town_states"):
        assert {row["state"] for row in read_table(table)} - {""} <= states_by_id().keys()


def test_every_subdivision_lies_in_one_of_the_table_and_is_in_the_gazetteer() -> None:
    rows = read_table("subdivisions")
    codes = {row["code"] for row in rows}
    known = {code_of(place) for row in rows[::40] for place in places_called(row["name"])}
    assert {row["code"] for row in rows[::40]} <= known
    assert len({row["within"] for row in rows} - {""} - codes) <= 12  # parents that are no first-level division


def test_a_missing_gazetteer_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(towns, "data_folder", lambda: tmp_path)
    towns._lines.cache_clear()
    with pytest.raises(KnowledgeError, match=r"towns\.tsv\.gz: not there.*pip install"):
        towns._lines()
    towns._lines.cache_clear()
