"""Positions: each trigger on its own two sentences, and cases."""

from typing import Any

import pytest

from foreigndesk.knowledge.lexicons import StanceWord, list_stance_words
from foreigndesk.records.claims import PositionClaim, Stance
from tests.extraction.claim_readings import claims_of_examples, names_of, read_cases, read_text

WORDS = list_stance_words()


def _stances_by_rule(text: str) -> set[tuple[str, Stance]]:
    return {(claim.rule, claim.stance) for claim in claims_of_examples()[text].positions}


@pytest.mark.parametrize("word", WORDS, ids=[f"{w.construction.name}-{w.stance.value}" for w in WORDS])
def test_each_trigger_takes_its_stance_in_its_example_and_not_in_its_counter_example(word: StanceWord) -> None:
    wanted = (f"position:{word.construction.name}", word.stance)
    assert wanted in _stances_by_rule(word.example)
    assert wanted not in _stances_by_rule(word.counter_example)


def _seen(claim: PositionClaim, wanted: dict[str, Any]) -> dict[str, Any]:
    seen = {
        "holders": names_of(claim.holders),
        "target": claim.target.name,
        "stance": claim.stance.value,
        "factuality": claim.factuality.value,
        "polarity": claim.polarity.value,
    }
    return {key: seen[key] for key in {*wanted, "polarity"}}


@pytest.mark.parametrize("case", read_cases("positions"), ids=lambda case: case["text"][:50])
def test_positions_of_the_case_table(case: dict[str, Any]) -> None:
    wanted = [{"polarity": "positive", **position} for position in case["positions"]]
    found = read_text(case["text"]).positions
    assert len(found) == len(wanted), [claim.rule for claim in found]
    assert [_seen(claim, want) for claim, want in zip(found, wanted, strict=True)] == wanted, case["because"]


def test_the_evidence_of_a_position_holds_its_trigger_holder_and_target() -> None:
    text = "In Vienna, Austria sharply criticised Hungary on Monday."
    [claim] = read_text(text).positions
    assert {"criticised", "Austria", "Hungary"} <= {span.words(text) for span in claim.evidence}
