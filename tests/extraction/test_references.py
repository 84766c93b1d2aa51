"""Pronouns and role nouns, by the case table and by what must hold for any text."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from foreigndesk.extraction.mentions import find_mentions
from foreigndesk.extraction.references import find_references
from foreigndesk.language.parser import analyse_text
from foreigndesk.records.mentions import Reference
from foreigndesk.records.spans import Span

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "references.yaml").read_text(encoding="utf-8")
)
MUST = [case for case in CASES if case["grade"] == "must"]
SHOULD = [case for case in CASES if case["grade"] == "should"]
SHOULD_FLOOR = 11  # of the cases graded should, as many hold


def find_in(text: str) -> tuple[Reference, ...]:
    analysis = analyse_text(text)
    return find_references(analysis, find_mentions(analysis))


def locate(text: str, expected: dict[str, Any]) -> Span:
    found = list(re.finditer(rf"(?<!\w){re.escape(expected['words'])}(?!\w)", text))[expected.get("nth", 1) - 1]
    return Span(*found.span())


def differences(case: dict[str, Any]) -> list[str]:
    """Return how the references of a case differ from the wanted ones, in words."""
    text, references = case["text"], find_in(case["text"])
    found = []
    for wanted in case["refs"]:
        span = locate(text, wanted)
        here = [(list(r.entity_ids), list(r.candidates)) for r in references if r.span == span]
        touching = [r.span.words(text) for r in references if r.span.overlaps(span)]
        want = [] if wanted.get("none") else [(wanted.get("entities", []), wanted.get("candidates", []))]
        if here != want or (wanted.get("none") and touching):
            found.append(f"{wanted['words']}: wanted {want}, found {here} {touching}")
    return found


def name_of(case: dict[str, Any]) -> str:
    return f"{case['because']}: {case['text'][:40]}"


@pytest.mark.parametrize("case", MUST, ids=name_of)
def test_case_table(case: dict[str, Any]) -> None:
    assert differences(case) == [], case["because"]


def test_as_many_harder_cases_hold_as_before() -> None:
    assert sum(not differences(case) for case in SHOULD) >= SHOULD_FLOOR


PIECES = [
    "Xi",
    "Jinping",
    "Modi",
    "Merkel",
    "He",
    "she",
    "him",
    "their",
    "They",
    "both",
    "sides",
    "the",
    "two",
    "leaders",
    "prime",
    "minister",
    "of",
    "China",
    "Russian",
    "president",
    "and",
    "met",
    "told",
    ",",
    ".",
    "said",
    "India",
    "Pakistan",
    "countries",
    "pair",
    "heads",
    "state",
    "chief",
    "NATO",
    "his",
    "predecessor",
    "successor",
    "counterpart",
    "host",
    "guest",
    "received",
    "visiting",
    "Norwegian",
]


@settings(max_examples=120, deadline=None)
@given(words=st.lists(st.sampled_from([*PIECES, "\n", "’s", "İ"]), max_size=30))
def test_any_text_gives_ordered_references_to_what_it_names(words: list[str]) -> None:
    text = " ".join(words)
    analysis = analyse_text(text)
    mentions = find_mentions(analysis)
    named = {m.span for m in mentions}
    references = find_references(analysis, mentions)
    assert all(a.span.end <= b.span.start for a, b in pairwise(references))
    for reference in references:
        assert bool(reference.entity_ids) != bool(reference.candidates)
        assert reference.span.words(text).strip() == reference.span.words(text)
        assert reference.mention_spans
        assert set(reference.mention_spans) <= named


def test_a_pronoun_does_not_reach_over_four_sentences() -> None:
    text = "Angela Merkel spoke. It rained. It rained. It rained. It rained. She left."
    assert find_in(text) == ()


def test_without_mentions_there_is_no_reference() -> None:
    assert find_in("He met her, and the two leaders spoke.") == ()


def test_an_ambiguous_reference_lists_its_candidates_in_order_of_the_text() -> None:
    [reference] = find_in("Emmanuel Macron and Olaf Scholz flew home. He slept.")
    assert reference.candidates == ("emmanuel-macron", "olaf-scholz")
    assert reference.rule == "several persons of that gender fit"
