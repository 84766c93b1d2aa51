"""Persons whom no table has, across articles: merged on evidence beside the name, kept apart without."""

from itertools import permutations

import pytest

from foreigndesk.records.mentions import Entity
from foreigndesk.resolution.namesakes import rename_entities, tell_namesakes
from tests.resolution.test_dating import read, resolve

LECTURER = "Matilda Brask, a lecturer at Aarhus University, disagreed."
AGAIN = "The plan will fail, said Matilda Brask, who teaches law at Aarhus University."
FARMER = "Matilda Brask, a farmer from Skagen, sold her cows to a neighbour in spring."
BARE = "Mr. Brandt and Mrs. Matilda Brask told reporters on Tuesday that the harbour would open late."


def persons(*texts: str) -> list[Entity]:
    found = resolve(*(read(f"namesake-{n}", text) for n, text in enumerate(texts)))
    return [e for e in found.entities if e.name == "Matilda Brask"]


def test_one_body_makes_two_articles_mean_one_person() -> None:
    [person] = persons(LECTURER, AGAIN)
    assert person.entity_id == "local:matilda-brask"
    assert len(person.article_ids) == 2
    assert person.because == "2 articles share body aarhus university"


@pytest.mark.parametrize("other", [FARMER, BARE])
def test_a_full_name_alone_shows_nothing(other: str) -> None:
    one, two = persons(LECTURER, other)
    assert one.entity_id != two.entity_id
    assert one.entity_id.startswith("local:matilda-brask@")
    assert "nothing beside the name shows that 1 of the same name" in one.because


def test_those_that_evidence_joins_stay_apart_from_the_rest() -> None:
    found = persons(LECTURER, FARMER, AGAIN, BARE)
    assert sorted(len(p.article_ids) for p in found) == [1, 1, 2]


def test_a_state_in_the_title_is_evidence_and_another_state_is_none() -> None:
    ghana = "Ghana's trade minister Kwabena Tetteh opened the fair."
    again = "Kwabena Tetteh, Ghana's trade minister, closed a mine."
    kenya = "Kenya's trade minister Kwabena Tetteh opened a bridge."
    found = resolve(*(read(f"t-{n}", t) for n, t in enumerate((ghana, again, kenya)))).entities
    assert sorted(len(e.article_ids) for e in found if e.name == "Kwabena Tetteh") == [1, 2]


def test_a_shared_origin_is_evidence() -> None:
    one, two = read("origin-a", BARE), read("origin-b", BARE)
    a, b = one.article.article_id, two.article.article_id
    assert tell_namesakes((one, two), {a: a, b: a}).names == {}
    assert set(tell_namesakes((one, two), {a: a, b: b}).names) == {a, b}


def test_names_and_reasons_do_not_depend_on_the_order() -> None:
    readings = [read(f"namesake-{n}", text) for n, text in enumerate((LECTURER, FARMER, AGAIN, BARE))]
    all_found = [tell_namesakes(tuple(order), {}) for order in permutations(readings)]
    assert all(found == all_found[0] for found in all_found)


def test_what_an_article_says_is_told_under_the_name_of_its_person() -> None:
    first = read("namesake-0", "“It is late,” said Matilda Brask, a lecturer at Aarhus University.")
    found = resolve(first, read("namesake-1", FARMER))
    reading = found.readings[first.article.article_id]
    [quotation] = reading.quotations
    assert quotation.speaker is not None
    [speaker] = quotation.speaker.entity_ids
    assert speaker.startswith("local:matilda-brask@")
    assert speaker in {e.entity_id for e in found.entities}
    assert {m.entity_id for m in reading.mentions if m.name == "Matilda Brask"} == {speaker}


def test_a_record_without_the_names_is_left_as_it_is() -> None:
    reading = read("namesake-0", LECTURER)
    assert rename_entities(reading, {"local:nobody": "local:somebody"}) == reading
    assert rename_entities(reading, {}) is reading
