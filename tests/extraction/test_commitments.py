"""Commitments: each trigger on its own two sentences, cases, and the span of what was promised."""

from typing import Any

import pytest

from foreigndesk.knowledge.lexicons import (
    CommitmentPhrase,
    CommitmentWord,
    list_commitment_phrases,
    list_commitment_words,
)
from foreigndesk.records.claims import CommitmentClaim, CommitmentKind
from tests.extraction.claim_readings import claims_of_examples, names_of, read_cases, read_text

WORDS = list_commitment_words()
PHRASES = list_commitment_phrases()


def _kinds_by_rule(text: str) -> set[tuple[str, CommitmentKind]]:
    return {(claim.rule, claim.kind) for claim in claims_of_examples()[text].commitments}


@pytest.mark.parametrize("word", WORDS, ids=[f"{w.construction.name}-{w.kind.value}" for w in WORDS])
def test_each_trigger_makes_its_commitment_of_its_example_and_not_of_its_counter_example(word: CommitmentWord) -> None:
    wanted = (f"commitment:{word.construction.name}", word.kind)
    assert wanted in _kinds_by_rule(word.example)
    assert wanted not in _kinds_by_rule(word.counter_example)


@pytest.mark.parametrize("phrase", PHRASES, ids=[p.words for p in PHRASES])
def test_each_phrase_makes_its_commitment_of_its_example_and_not_of_its_counter_example(
    phrase: CommitmentPhrase,
) -> None:
    wanted = (f"commitment:phrase:{phrase.words}", phrase.kind)
    assert wanted in _kinds_by_rule(phrase.example)
    assert wanted not in _kinds_by_rule(phrase.counter_example)


def _seen(claim: CommitmentClaim, wanted: dict[str, Any], text: str) -> dict[str, Any]:
    seen = {
        "kind": claim.kind.value,
        "actors": names_of(claim.actors),
        "recipients": names_of(claim.recipients),
        "words": claim.evidence[0].words(text),
        "object": claim.object_span.words(text) if claim.object_span else None,
        "factuality": claim.factuality.value,
        "polarity": claim.polarity.value,
        "times": [span.words(text) for span in claim.times],
    }
    return {key: seen[key] for key in {*wanted, "polarity"}}


@pytest.mark.parametrize("case", read_cases("commitments"), ids=lambda case: case["text"][:50])
def test_commitments_of_the_case_table(case: dict[str, Any]) -> None:
    text, wanted = case["text"], [{"polarity": "positive", **told} for told in case["commitments"]]
    found = read_text(text).commitments
    assert len(found) == len(wanted), [claim.rule for claim in found]
    assert [_seen(claim, want, text) for claim, want in zip(found, wanted, strict=True)] == wanted, case["because"]


def test_a_phrase_does_not_reach_over_a_sentence_end() -> None:
    assert read_text("Kenya said no. Agreement with Uganda is near.").commitments == ()


def test_a_phrase_allows_a_quotation_mark_before_its_words() -> None:
    [claim] = read_text("Norway and Iceland met without a “joint statement” on Monday.").commitments
    assert claim.kind is CommitmentKind.NON_AGREEMENT


def test_to_whom_something_is_promised_is_the_recipient() -> None:
    [claim] = read_text("Japan pledged aid to Mongolia.").commitments
    assert names_of(claim.recipients) == ["Mongolia"]
