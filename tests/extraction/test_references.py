"""Pronouns and role nouns, by the case table and by what must hold for any text."""

from pathlib import Path
from typing import Any

import pytest
import yaml

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
SHOULD_FLOOR = 0  # of the cases graded should, as many hold


def find_in(text: str) -> tuple[Reference, ...]:
    analysis = analyse_text(text)
    return find_references(analysis, find_mentions(analysis))


def locate(text: str, expected: dict[str, Any]) -> Span:
    start = -1
    for _ in range(expected.get("nth", 1)):
        start = text.index(expected["words"], start + 1)
    return Span(start, start + len(expected["words"]))


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
