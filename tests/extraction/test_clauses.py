"""Subjects, tense, negation and factuality of clauses, each on a sentence of its own."""

import pytest

from foreigndesk.extraction.clauses import (
    clause_span,
    conjuncts,
    factuality_of,
    governing_verb,
    is_asked,
    is_called_off,
    is_commanded,
    is_past_perfect,
    polarity_of,
    subjects_of,
    tense_of,
)
from foreigndesk.language.parser import analyse_text
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.claims import Factuality, Polarity, Tense


def at(text: str, word: str) -> tuple[Analysis, Token]:
    analysis = analyse_text(text)
    return analysis, next(token for token in analysis.tokens if token.text == word)


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Macron met Scholz.", "met", "Macron"),
        ("Macron flew home and met Scholz.", "met", "Macron"),
        ("Macron plans to meet Scholz.", "meet", "Macron"),
        ("Macron is due to meet Scholz.", "meet", "Macron"),
        ("After meeting Scholz, Macron left.", "meeting", "Macron"),
        ("Macron urged Scholz to visit Kyiv.", "visit", "Scholz"),
        ("Macron was hosted by Scholz.", "hosted", "Macron"),
        ("The officials meeting in Paris were tired.", "meeting", "officials"),
    ],
)
def test_the_subject_of_a_verb(text: str, verb: str, subject: str) -> None:
    analysis, token = at(text, verb)
    assert [s.text for s in subjects_of(analysis, token)] == [subject]


def test_a_fragment_has_no_subject() -> None:
    analysis, token = at("Seen in Paris.", "Seen")
    assert subjects_of(analysis, token) == ()


@pytest.mark.parametrize(
    ("text", "verb", "tense"),
    [
        ("Macron met Scholz.", "met", Tense.PAST),
        ("Macron has met Scholz.", "met", Tense.PAST),
        ("Macron will meet Scholz.", "meet", Tense.FUTURE),
        ("Macron is to meet Scholz.", "meet", Tense.FUTURE),
        ("Macron plans to meet Scholz.", "meet", Tense.FUTURE),
        ("Macron was expected to meet Scholz.", "meet", Tense.FUTURE),
        ("Macron meets Scholz.", "meets", Tense.PRESENT),
        ("Macron failed to meet Scholz.", "meet", Tense.PAST),
    ],
)
def test_the_tense_of_a_clause(text: str, verb: str, tense: Tense) -> None:
    assert tense_of(*at(text, verb)) is tense


@pytest.mark.parametrize(
    ("text", "verb", "factuality"),
    [
        ("Macron met Scholz.", "met", Factuality.REPORTED),
        ("Did Macron meet Scholz?", "meet", Factuality.SPECULATION),
        ("“Did Macron meet Scholz?”", "meet", Factuality.SPECULATION),
        ("Why did Macron meet Scholz?", "meet", Factuality.REPORTED),
        ("Macron met Scholz, so what?", "met", Factuality.REPORTED),
        ("Macron may meet Scholz.", "meet", Factuality.SPECULATION),
        ("Macron is likely to meet Scholz.", "meet", Factuality.SPECULATION),
        ("Macron reportedly met Scholz.", "met", Factuality.SPECULATION),
        ("If Macron meets Scholz, they will talk.", "meets", Factuality.SPECULATION),
        ("Macron should meet Scholz.", "meet", Factuality.DEMANDED),
        ("Macron will meet Scholz.", "meet", Factuality.PLANNED),
        ("Macron is due to meet Scholz.", "meet", Factuality.PLANNED),
        ("Macron denied that he met Scholz.", "met", Factuality.DENIED),
        ("Macron urged Scholz to visit Kyiv.", "visit", Factuality.DEMANDED),
    ],
)
def test_how_sure_a_clause_is(text: str, verb: str, factuality: Factuality) -> None:
    assert factuality_of(*at(text, verb)) is factuality


@pytest.mark.parametrize(
    ("text", "verb", "polarity"),
    [
        ("Macron met Scholz.", "met", Polarity.POSITIVE),
        ("Macron did not meet Scholz.", "meet", Polarity.NEGATIVE),
        ("Macron never met Scholz.", "met", Polarity.NEGATIVE),
        ("Nobody met Scholz.", "met", Polarity.NEGATIVE),
        ("No minister met Scholz.", "met", Polarity.NEGATIVE),
        ("Macron met no minister.", "met", Polarity.NEGATIVE),
        ("Macron no longer meets Scholz.", "meets", Polarity.NEGATIVE),
        ("Macron not only met Scholz.", "met", Polarity.POSITIVE),
        ("Macron met Scholz longer than planned.", "met", Polarity.POSITIVE),
    ],
)
def test_whether_a_clause_is_negated(text: str, verb: str, polarity: Polarity) -> None:
    assert polarity_of(*at(text, verb)) is polarity


def test_a_meeting_is_called_off_by_verb_or_particle_verb() -> None:
    for text in ("Macron cancelled the meeting.", "Macron called off the meeting.", "The meeting was postponed."):
        analysis, noun = at(text, "meeting")
        verb = governing_verb(analysis, noun)
        assert verb is not None
        assert is_called_off(analysis, noun, verb), text


def test_a_meeting_that_somebody_praised_is_not_called_off() -> None:
    analysis, noun = at("Macron praised the meeting.", "meeting")
    verb = governing_verb(analysis, noun)
    assert verb is not None
    assert not is_called_off(analysis, noun, verb)


def test_a_noun_at_the_root_has_no_governing_verb() -> None:
    assert governing_verb(*at("A meeting in Paris.", "meeting")) is None


def test_the_past_perfect_looks_back() -> None:
    assert is_past_perfect(*at("Macron had met Scholz.", "met"))
    assert not is_past_perfect(*at("Macron met Scholz.", "met"))


def test_a_clause_ends_where_a_joined_clause_with_its_own_subject_begins() -> None:
    text = "Macron met Scholz, and Meloni met Sunak."
    analysis, token = at(text, "met")
    assert clause_span(analysis, token).words(text).rstrip(", and") == "Macron met Scholz"


def test_conjuncts_are_in_order_of_the_text() -> None:
    analysis, token = at("Macron, Scholz and Meloni met.", "Macron")
    assert [t.text for t in conjuncts(analysis, token)] == ["Macron", "Scholz", "Meloni"]


@pytest.mark.parametrize(
    ("text", "verb", "is_one"),
    [
        ("Lift the sanctions on Cuba now!", "Lift", True),
        ("Please do not release the pastor.", "release", True),
        ('"Free the pastor," the minister said.', "Free", True),
        ("Envoys free the pastor.", "free", False),
        ("Chad wants to free the pastor.", "free", False),
        ("Chad will free the pastor.", "free", False),
    ],
)
def test_a_command_tells_of_nothing_done(text: str, verb: str, is_one: bool) -> None:
    analysis, token = at(text, verb)
    assert is_commanded(analysis, token) is is_one
    assert (factuality_of(analysis, token) is Factuality.DEMANDED) is is_one


def test_a_question_that_can_be_answered_with_no_tells_of_nothing_done() -> None:
    assert is_asked(*at("Has Chad signed the pact?", "signed"))
    assert not is_asked(*at("Why has Chad signed the pact?", "signed"))
