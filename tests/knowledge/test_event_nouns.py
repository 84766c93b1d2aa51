"""Nouns for deeds: each stands in its own two sentences, the example with its doer and the other side."""

import re

import pytest

from foreigndesk.knowledge.actors import EventNoun, Link, event_noun_index, event_nouns, plural_of_noun
from foreigndesk.knowledge.tables import read_table

NOUNS = tuple(event_nouns().values())
PREPOSITIONS = frozenset(
    [
        "about",
        "against",
        "at",
        "between",
        "by",
        "for",
        "from",
        "in",
        "into",
        "near",
        "of",
        "on",
        "outside",
        "over",
        "to",
        "toward",
        "with",
    ],
)


def _find_nouns(text: str) -> list[str]:
    return [noun.noun for _, nouns in event_noun_index().find(text) for noun in nouns]


def _is_joined(noun: EventNoun, link: str) -> bool:
    """Return whether the example has a word joined to the noun by ``link``; a light verb is another test's matter."""
    forms = "|".join(re.escape(form) for form in (noun.noun, plural_of_noun(noun.noun)))
    if link == Link.POSS:
        return re.search(rf"(?:'s?|\b[Ii]ts)\s(?:{forms})\b", noun.example) is not None
    if link == Link.COMPOUND:
        return re.search(rf"\b[A-Z]\w+ (?:{forms})\b", noun.example) is not None
    return re.search(rf"\b{link}\b", noun.example) is not None


def test_every_row_is_one_noun_in_small_letters() -> None:
    assert len(NOUNS) == len(read_table("event_nouns"))
    assert [noun.noun for noun in NOUNS if noun.noun != noun.noun.lower()] == []


def test_the_example_and_the_counter_example_of_a_noun_differ_and_both_hold_it() -> None:
    for noun in NOUNS:
        assert noun.example != noun.counter_example
        assert noun.noun in _find_nouns(noun.example), noun.noun
        assert noun.noun in _find_nouns(noun.counter_example), noun.noun


def test_no_sentence_serves_two_nouns() -> None:
    sentences = [s for noun in NOUNS for s in (noun.example, noun.counter_example)]
    assert len(set(sentences)) == len(sentences)


def test_nothing_brings_in_both_sides_of_one_deed() -> None:
    assert [noun.noun for noun in NOUNS if set(noun.actor) & set(noun.recipient)] == []


def test_a_recipient_is_brought_in_by_a_preposition_or_undergoes_as_owner() -> None:
    assert {link for noun in NOUNS for link in noun.recipient} <= PREPOSITIONS | {Link.POSS}


def test_every_noun_can_be_what_a_light_verb_carries() -> None:
    assert [noun.noun for noun in NOUNS if Link.SUBJECT not in noun.actor] == []


def test_an_example_has_the_other_side_as_the_row_foresees() -> None:
    for noun in NOUNS:
        if noun.recipient and not _is_joined(noun, Link.BETWEEN):
            assert any(_is_joined(noun, link) for link in noun.recipient), noun.noun


@pytest.mark.parametrize(
    ("noun", "of_brings_in"),
    [("visit", "actor"), ("withdrawal", "actor"), ("shelling", "recipient"), ("arrest", "recipient")],
)
def test_of_brings_in_one_side(noun: str, of_brings_in: str) -> None:
    sides = {"actor": event_nouns()[noun].actor, "recipient": event_nouns()[noun].recipient}
    assert [side for side, links in sides.items() if Link.OF in links] == [of_brings_in]


def test_the_longest_noun_wins_in_any_case_and_number() -> None:
    assert _find_nouns("State visits and PHONE CALLS; a hunger strike.") == [
        "state visit",
        "phone call",
        "hunger strike",
    ]
