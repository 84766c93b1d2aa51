"""Persons: how a family name is linked, and when it is not."""

import pytest

from foreigndesk.extraction.mentions import find_mentions
from foreigndesk.language.parser import analyse_text
from foreigndesk.records.mentions import Mention, MentionKind


def persons(text: str) -> tuple[Mention, ...]:
    return tuple(m for m in find_mentions(analyse_text(text)) if m.kind is MentionKind.PERSON)


def last(text: str) -> Mention:
    return persons(text)[-1]


def test_a_family_name_that_several_heads_bear_keeps_its_candidates() -> None:
    mention = last("In Pakistan, Sharif resigned.")
    assert mention.entity_id is None
    assert set(mention.candidates) == {"nawaz-sharif", "shehbaz-sharif"}
    assert mention.state == "PAK"


def test_the_title_decides_between_bearers_of_one_name() -> None:
    assert last("South Korean President Park spoke in Berlin.").entity_id == "park-geun-hye"
    assert last("Foreign Minister Park of South Korea spoke in Berlin.").entity_id == "park-jin"


def test_the_states_of_the_article_decide_between_heads() -> None:
    assert last("North Korea fired a missile. Kim watched.").entity_id == "kim-jong-un"


@pytest.mark.parametrize("name", ["Johnson", "Brown", "Harris", "Khan", "Novak"])
def test_a_name_that_many_bear_is_not_linked_without_its_state(name: str) -> None:
    found = persons(f"In Ohio, {name} bought a farm, and {name} sold it.")
    assert all(m.entity_id == f"local:{name.lower()}" for m in found)


def test_a_name_that_many_bear_is_linked_where_its_state_is_named() -> None:
    assert last("Britain will pay, Johnson said.").entity_id == "boris-johnson"


def test_an_honorific_rules_out_the_other_gender() -> None:
    assert all(m.entity_id != "narendra-modi" for m in persons("In India, Ms. Modi opened a shop."))


def test_a_full_name_of_somebody_else_takes_the_family_name() -> None:
    found = persons("Lara Trump sang. Trump sang twice.")
    assert [m.name for m in found] == ["Lara Trump", "Lara Trump"]


def test_a_full_name_of_the_tables_wins_over_a_relative() -> None:
    found = persons("Donald Trump came with Lara Trump. Trump spoke.")
    assert found[-1].entity_id == "donald-trump"


@pytest.mark.parametrize(
    "text",
    [
        "Johnson & Johnson shipped the doses.",
        "In May the snow melts in Finland.",
        "The Chan-o-Cha bridge is closed.",
        "Key figures were published in Wellington.",
    ],
)
def test_other_words_are_no_persons(text: str) -> None:
    assert not [m for m in persons(text) if m.entity_id and not m.entity_id.startswith("local:")]


def test_names_joined_by_a_hyphen_are_two_persons() -> None:
    assert [m.entity_id for m in persons("The Trump-Putin call ended.")] == ["donald-trump", "vladimir-putin"]


def test_a_descriptor_is_kept_for_a_person_of_the_text() -> None:
    text = "Ingrid Solheim, 52, a fisher from Bergen, voted no."
    [mention] = persons(text)
    assert mention.descriptor is not None
    assert mention.descriptor.words(text) == "a fisher from Bergen"


def test_a_title_in_the_text_gives_the_state_of_a_person_whom_no_table_has() -> None:
    [mention] = persons("Ghana's trade minister Kwabena Tetteh opened the fair.")
    assert (mention.entity_id, mention.state) == ("local:kwabena-tetteh", "GHA")
