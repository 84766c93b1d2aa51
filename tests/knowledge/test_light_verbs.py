"""Verbs that carry nouns for deeds: each carries one in its example and none in its counter-example."""

import re

import pytest

from foreigndesk.extraction.frames import lemma_of
from foreigndesk.knowledge.actors import Doer, EventNoun, LightVerb, Link, NounSide, Voice, event_nouns, light_verbs
from foreigndesk.knowledge.tables import read_table
from foreigndesk.language.parser import analyse_text
from foreigndesk.records.analyses import Token

VERBS = tuple(verb for verbs in light_verbs().values() for verb in verbs)
DEPENDENCIES = {
    NounSide.SUBJECT: {"nsubj"},
    NounSide.OBJECT: {"dobj", "nsubjpass"},
    NounSide.PARTICLE_OBJECT: {"pobj"},
}
PREPOSITIONS = {"prep", "agent"}
CARRIED_NOUNS = tuple(noun for noun in event_nouns().values() if Link.SUBJECT in noun.actor)


def _name(verb: LightVerb) -> str:
    return ":".join((verb.verb, *verb.particles, verb.noun_side.value))


def _is_carried(noun: Token, verb: LightVerb, tokens: tuple[Token, ...]) -> bool:
    head = tokens[noun.head]
    if noun.dep not in DEPENDENCIES[verb.noun_side]:
        return False
    if verb.noun_side is NounSide.PARTICLE_OBJECT:
        return head.dep in PREPOSITIONS and head.text == verb.particles[-1]
    return head.pos in {"VERB", "AUX"} and lemma_of(head) == verb.verb


def _carried_nouns(verb: LightVerb, text: str) -> list[str]:
    """Return the nouns for deeds that ``verb`` carries in ``text``."""
    tokens = analyse_text(text).tokens
    if verb.verb not in {lemma_of(token) for token in tokens if token.pos in {"VERB", "AUX"}}:
        return []
    if not set(verb.particles) <= {token.text for token in tokens}:
        return []
    return [lemma_of(t) for t in tokens if lemma_of(t) in event_nouns() and _is_carried(t, verb, tokens)]


@pytest.mark.parametrize("verb", VERBS, ids=_name)
def test_each_verb_carries_a_noun_for_a_deed_in_its_example(verb: LightVerb) -> None:
    assert _carried_nouns(verb, verb.example)


@pytest.mark.parametrize("verb", VERBS, ids=_name)
def test_each_verb_carries_no_such_noun_in_its_counter_example(verb: LightVerb) -> None:
    lemmas = {lemma_of(token) for token in analyse_text(verb.counter_example).tokens}
    assert verb.verb in lemmas
    assert not _carried_nouns(verb, verb.counter_example)


def test_no_row_is_lost_and_no_sentence_serves_two_verbs() -> None:
    assert len(VERBS) == len(read_table("light_verbs"))
    sentences = [s for verb in VERBS for s in (verb.example, verb.counter_example)]
    assert len(set(sentences)) == len(sentences)


def test_a_noun_behind_a_particle_has_one() -> None:
    assert [v for v in VERBS if v.noun_side is NounSide.PARTICLE_OBJECT and not v.particles] == []


def test_a_verb_whose_subject_is_the_deed_is_active_and_direct() -> None:
    subjects = [v for v in VERBS if v.noun_side is NounSide.SUBJECT]
    assert {(v.voice, v.roles) for v in subjects} == {(Voice.ACTIVE, Doer.DIRECT)}


def test_every_side_voice_and_role_is_used() -> None:
    assert {v.noun_side for v in VERBS} == set(NounSide)
    assert {v.voice for v in VERBS} == set(Voice)
    assert {v.roles for v in VERBS} == set(Doer)


def test_rows_with_more_particles_come_first() -> None:
    for verbs in light_verbs().values():
        counts = [len(verb.particles) for verb in verbs]
        assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("noun", CARRIED_NOUNS, ids=[noun.noun for noun in CARRIED_NOUNS])
def test_the_doer_of_an_example_is_joined_as_the_row_of_the_noun_foresees(noun: EventNoun) -> None:
    tokens = analyse_text(noun.example).tokens
    heads = [
        t for t in tokens if t.text.lower().startswith(re.split("[ -]", noun.noun.partition(" of ")[0])[-1].rstrip("y"))
    ]
    assert any(_has_doer(head, noun, tokens) for head in heads)


def _has_doer(head: Token, noun: EventNoun, tokens: tuple[Token, ...]) -> bool:
    """Return whether one of the links of ``noun`` stands in the sentence, a preposition behind the noun."""
    after = {token.text for token in tokens[head.index :]}
    owners = {token.dep for token in tokens if token.head in {head.index, head.head}}
    carried = any(lemma_of(token) in light_verbs() for token in tokens if token.pos == "VERB")
    return (
        bool(after & set(noun.actor))
        or (Link.POSS in noun.actor and "poss" in owners)
        or (Link.COMPOUND in noun.actor and bool({"compound", "amod"} & owners))
        or (Link.SUBJECT in noun.actor and carried)
    )
