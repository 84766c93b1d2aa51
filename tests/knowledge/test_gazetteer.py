"""The names of all tables in one lookup."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreigndesk.knowledge.gazetteer import (
    NameKind,
    common_state,
    find_names,
    heads_among,
    names_within,
    principals_among,
    publishers_by_id,
    spelled_otherwise,
)
from foreigndesk.knowledge.offices import list_persons
from foreigndesk.knowledge.organisations import organisations_by_id
from foreigndesk.knowledge.places import places_by_id
from foreigndesk.knowledge.spelling import fold
from foreigndesk.knowledge.states import states_by_id
from foreigndesk.records.spans import Span


def names(text: str) -> list[tuple[str, set[str]]]:
    return [(m.span.words(text), {e.entity_id for e in m.entries}) for m in find_names(text)]


def test_a_name_has_every_entry_that_bears_it() -> None:
    [(words, ids)] = names("Tripoli")
    assert words == "Tripoli"
    assert {"LBY"} < ids


def test_a_style_before_a_longer_name_does_not_cut_it() -> None:
    assert names("Crown Prince Mohammed bin Salman") == [("Mohammed bin Salman", {"mohammed-bin-salman"})]


def test_the_name_behind_a_style_is_a_family_name() -> None:
    [match] = find_names("Hasina")
    assert match.has(NameKind.FAMILY)
    assert not match.has(NameKind.PERSON)


def test_in_a_line_of_capitals_names_of_four_letters_are_found() -> None:
    assert [words for words, _ in names("MACRON MEETS SCHOLZ IN BERLIN\nMacron met him.")] == [
        "MACRON",
        "SCHOLZ",
        "BERLIN",
        "Macron",
    ]
    assert names("WHO IS IN CHARGE HERE") == []


def test_publishers_have_ids_of_their_own_and_organs_of_government_are_none() -> None:
    assert publishers_by_id()["publisher:the-washington-post"].state == "USA"
    assert all(publisher.kind != "ministry" for publisher in publishers_by_id().values())


def test_no_two_tables_share_an_id_but_capitals_that_are_places() -> None:
    persons = {person.person_id for person in list_persons()}
    tables = [persons, set(states_by_id()), set(organisations_by_id()), set(publishers_by_id())]
    for number, table in enumerate(tables):
        for other in tables[number + 1 :]:
            assert not table & other
    assert not persons & set(places_by_id())


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("Sergei Lavrov", ("sergey-lavrov",)),
        ("Lavrov Sergey", ("sergey-lavrov",)),
        ("Brigitta Macron", ("brigitte-macron",)),
        ("Jane Macron", ()),
        ("John Smithers", ()),
    ],
)
def test_other_spellings_of_a_full_name(words: str, ids: tuple[str, ...]) -> None:
    assert spelled_otherwise(words) == ids


def test_folding_takes_away_case_and_diacritics() -> None:
    assert fold("Erdoğan Çavuşoğlu") == "erdogan cavusoglu"


def test_offices_of_persons() -> None:
    both = ("emmanuel-macron", "jake-sullivan")
    assert heads_among(both) == ("emmanuel-macron",)
    assert principals_among(("sergey-lavrov", "jake-sullivan")) == ("sergey-lavrov",)
    assert common_state(("nawaz-sharif", "shehbaz-sharif")) == "PAK"
    assert common_state(("emmanuel-macron", "olaf-scholz")) is None


def test_names_within_a_span_lie_wholly_inside_it() -> None:
    text = "Russia and China met in South Korea"
    found = find_names(text)
    assert [m.span.words(text) for m in names_within(found, Span(7, 30))] == ["China"]
    assert names_within(found, Span(0, 0)) == ()


@given(
    st.lists(
        st.sampled_from(
            [
                "Xi",
                "Jinping",
                "US",
                "Georgia",
                "South",
                "Korea",
                "Crown",
                "Prince",
                "Mohammed",
                "bin",
                "Salman",
                "NATO",
                ",",
                "\n",
            ]
        )
    )
)
def test_matches_are_in_order_and_do_not_overlap(words: list[str]) -> None:
    text = " ".join(words)
    found = find_names(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(m.entries for m in found)
