"""Contexts: each group of words on its own two sentences, the scope of an event, and what must hold for any text."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foreigndesk.extraction.contexts import MOST_CONTEXTS, find_contexts, scope_of
from foreigndesk.knowledge.codebook import event_contexts, event_modes, event_types
from foreigndesk.knowledge.context_words import ContextKind, ContextWords, context_phrases, list_context_words
from foreigndesk.language.parser import analyse_text
from foreigndesk.records.spans import Span

ROWS = list_context_words()
WORDS = [row for row in ROWS if row.kind in {ContextKind.TOPIC, ContextKind.HINT}]
DEEDS = [row for row in ROWS if row.kind in {ContextKind.DEED, ContextKind.DEFAULT}]
MASKS = [row for row in ROWS if row.kind is ContextKind.MASK]
NO_TYPE = "NONE"
PIECES = [
    "The",
    "army",
    "of",
    "Chad",
    "asked",
    "for",
    "a",
    "truce",
    "and",
    "gas",
    "near",
    "the",
    "West",
    "Bank",
    ",",
    ".",
    "Rebels",
    "“",
    "”",
    "human",
    "rights",
    "tear",
    "gas",
    "é",
]


def contexts_of(text: str, event_type: str = NO_TYPE, trigger: str = "") -> tuple[str, ...]:
    """Return the contexts of an event with this trigger; without one the whole text is its clause."""
    name, _, mode = event_type.partition(".")
    analysis = analyse_text(text)
    at = text.index(trigger)
    span = Span(at, at + len(trigger)) if trigger else Span(0, len(text))
    scope = scope_of(analysis, span, ()) if trigger else span
    return find_contexts(analysis, scope, name, mode=mode or None, trigger=span)


def _name(row: ContextWords) -> str:
    return f"{row.context}-{row.kind}-{row.words[0]}"


@pytest.mark.parametrize("row", WORDS, ids=_name)
def test_words_tell_their_context_in_their_example_and_not_in_their_counter_example(row: ContextWords) -> None:
    assert row.context in contexts_of(row.example)
    assert row.context not in contexts_of(row.counter_example)


@pytest.mark.parametrize("row", DEEDS, ids=_name)
def test_a_deed_tells_its_context_where_no_words_do(row: ContextWords) -> None:
    assert contexts_of(row.example, row.words[0])[:1] == (row.context,)
    assert row.context not in contexts_of(row.counter_example)


@pytest.mark.parametrize("row", MASKS, ids=_name)
def test_masked_words_tell_nothing(row: ContextWords) -> None:
    assert contexts_of(row.example) == ()
    assert contexts_of(row.counter_example) != ()


def test_rows_name_contexts_and_deeds_of_the_codebook_and_every_context_has_a_topic() -> None:
    modes = {".".join(key) for key in event_modes()} | set(event_types())
    assert {row.context for row in ROWS} == {*event_contexts(), ""}
    assert {row.context for row in WORDS if row.kind is ContextKind.TOPIC} == set(event_contexts())
    assert {words for row in DEEDS for words in row.words} <= modes
    assert all((row.kind is ContextKind.MASK) == (not row.context) for row in ROWS)


def test_no_words_stand_twice_for_one_context() -> None:
    listed = Counter((words.lower(), row.context) for row in (*WORDS, *DEEDS) for words in row.words)
    assert [key for key, times in listed.items() if times > 1] == []


def test_of_phrases_with_one_beginning_the_longest_is_tried_first() -> None:
    for phrases in context_phrases().values():
        lengths = [len(phrase.pieces) for phrase in phrases]
        assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize(
    ("text", "event_type", "trigger", "contexts"),
    [
        # The clause before the sentence: what the other clause is about is left out.
        ("Chad praised the vaccine, and Niger shelled two villages.", "SUPPORT", "praised", ("health",)),
        # The sentence where the clause tells nothing.
        ("When Chad called, hackers had struck the registry.", "REQUEST", "called", ("cyber",)),
        # The sentence before where the sentence tells nothing.
        ("Paris asked Mali to keep the peacekeepers. Bamako refused.", "REJECT.yield", "refused", ("peacekeeping",)),
        # The closest first.
        ("Lima fined a refinery for dumping plastic.", NO_TYPE, "fined", ("natural_resource", "environment")),
        # A hint counts without topics alone.
        ("The army handed out vaccine to the queue.", "AID", "handed", ("military", "health")),
        ("A gunman hid near the hospital.", NO_TYPE, "hid", ("health",)),
        # The deed before the words; what a type mostly means after them.
        ("Jets struck the cathedral.", "ASSAULT.aerial", "struck", ("military",)),
        ("The ministers met over tariffs.", "CONSULT", "met", ("economic",)),
        ("The ministers met.", "CONSULT", "met", ("diplomatic",)),
        ("The ministers sang.", NO_TYPE, "sang", ()),
        # Forms, hyphens and capitals.
        ("Both sides observed the Cease-Fire.", NO_TYPE, "observed", ("military",)),
        ("Lawmakers spoke.", NO_TYPE, "spoke", ("legislative",)),
        ("Weapons inspectors spoke.", NO_TYPE, "spoke", ("cbrn",)),
    ],
)
def test_the_nearest_scope_that_tells_anything_is_taken(
    text: str, event_type: str, trigger: str, *, contexts: tuple[str, ...]
) -> None:
    assert contexts_of(text, event_type, trigger) == contexts


def test_at_most_three_contexts_are_given() -> None:
    found = contexts_of("Bishops, hackers, peacekeepers, migrants and nurses spoke.")
    assert found == ("religion_ethnicity", "cyber", "peacekeeping")
    assert len(found) == MOST_CONTEXTS


def test_a_party_outside_the_clause_widens_its_scope_inside_the_sentence() -> None:
    text = "Rebels, said Chad, had withdrawn. Others stayed."
    analysis = analyse_text(text)
    trigger = Span(text.index("withdrawn"), text.index("withdrawn") + 9)
    assert (
        scope_of(analysis, trigger, [Span(0, 6), Span(text.index("Others"), len(text))])
        .words(text)
        .startswith("Rebels")
    )
    assert "Others" not in scope_of(analysis, trigger, [Span(text.index("Others"), len(text))]).words(text)


def test_a_text_without_words_has_no_contexts() -> None:
    analysis = analyse_text("")
    assert find_contexts(analysis, Span(0, 0), NO_TYPE) == ()
    assert scope_of(analysis, Span(0, 0), ()) == Span(0, 0)


@given(
    pieces=st.lists(st.sampled_from([*PIECES, "\n"]), min_size=1, max_size=20), kind=st.sampled_from([*event_types()])
)
@settings(max_examples=40, deadline=None)
def test_any_text_has_different_known_contexts_and_the_same_each_time(pieces: list[str], kind: str) -> None:
    text = " ".join(pieces)
    found = contexts_of(text, kind)
    assert len(set(found)) == len(found) <= MOST_CONTEXTS
    assert set(found) <= set(event_contexts())
    assert contexts_of(text, kind) == found
