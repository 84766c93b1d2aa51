"""Nouns for actors: each stands in its own two sentences, in a form and sector that are known."""

import pytest

from foreigndesk.knowledge.actors import ActorForm, actor_noun_index, actor_nouns, plural_of_noun
from foreigndesk.knowledge.tables import read_table

NEVER_ASSIGNED = {"PRE"}


def _find_nouns(text: str) -> list[str]:
    return [noun.noun for _, nouns in actor_noun_index().find(text) for noun in nouns]


def test_every_row_is_one_noun_in_small_letters() -> None:
    assert len(actor_nouns()) == len(read_table("actor_nouns"))
    assert [noun for noun in actor_nouns() if noun != noun.lower()] == []


def test_the_example_and_the_counter_example_of_a_noun_differ_and_both_hold_it() -> None:
    for noun in actor_nouns().values():
        assert noun.example != noun.counter_example
        assert noun.noun in _find_nouns(noun.example), noun.noun
        assert noun.noun in _find_nouns(noun.counter_example), noun.noun


def test_no_sentence_serves_two_nouns() -> None:
    sentences = [s for noun in actor_nouns().values() for s in (noun.example, noun.counter_example)]
    assert len(set(sentences)) == len(sentences)


def test_sentences_are_whole() -> None:
    for noun in actor_nouns().values():
        for sentence in (noun.example, noun.counter_example):
            assert sentence[0].isupper(), sentence
            assert sentence.endswith("."), sentence


def test_no_noun_has_a_sector_that_is_never_assigned() -> None:
    assert {noun.sector.code for noun in actor_nouns().values()} & NEVER_ASSIGNED == set()


def test_every_form_is_used() -> None:
    assert {noun.form for noun in actor_nouns().values()} == set(ActorForm)


def test_an_irregular_plural_differs_from_the_regular_one() -> None:
    plurals = {row["noun"]: row["plural"] for row in read_table("actor_nouns") if row["plural"]}
    assert [noun for noun, plural in plurals.items() if plural == plural_of_noun(noun)] == []


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("envoy", "envoys"),
        ("ministry", "ministries"),
        ("congress", "congresses"),
        ("bench", "benches"),
        ("head of state", "heads of state"),
    ],
)
def test_a_plural_is_made_by_rule(noun: str, plural: str) -> None:
    assert plural_of_noun(noun) == plural


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Security forces stopped two chargés d'affaires.", ["security force", "chargé d'affaires"]),
        ("RIOT POLICE met Heads of State.", ["riot police", "head of state"]),
        ("The policemen fled; the state media kept silent.", ["policeman", "state", "medium"]),
    ],
)
def test_nouns_are_found_in_any_case_and_number_the_longest_first(text: str, expected: list[str]) -> None:
    assert _find_nouns(text) == expected


@pytest.mark.parametrize(
    ("noun", "sector", "form"),
    [
        ("embassy", "GOV", "site"),
        ("warship", "MIL", "craft"),
        ("peacekeeper", "IGO", "person"),
        ("protester", "CVL", "person"),
        ("anti-government protester", "OPP", "person"),
        ("terrorist", "REB", "person"),
        ("rebel", "REB", "person"),
    ],
)
def test_a_noun_has_its_sector_and_form(noun: str, sector: str, form: str) -> None:
    assert (actor_nouns()[noun].sector.code, actor_nouns()[noun].form.value) == (sector, form)
