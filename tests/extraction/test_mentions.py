"""Mentions of persons, states, organisations and places, by the case table and by what must hold for any text."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from foreigndesk.extraction.mentions import find_mentions

# from foreigndesk.knowledge.gazetteer import publisher_ids
from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.knowledge.organisations import organisations_by_id
from foreigndesk.knowledge.places import places_by_id
from foreigndesk.knowledge.states import states_by_id
from foreigndesk.language.parser import analyse_text
from foreigndesk.records.mentions import Mention, MentionKind, MentionUse
from foreigndesk.records.spans import Span

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "mentions.yaml").read_text(encoding="utf-8")
)
MUST = [case for case in CASES if case["grade"] == "must"]
SHOULD = [case for case in CASES if case["grade"] == "should"]
SHOULD_FLOOR = 0  # of the cases graded should, as many hold


def find_in(text: str) -> tuple[Mention, ...]:
    return find_mentions(analyse_text(text))


def locate(text: str, expected: dict[str, Any]) -> Span:
    start = -1
    for _ in range(expected.get("nth", 1)):
        start = text.index(expected["words"], start + 1)
    return Span(start, start + len(expected["words"]))


def fields_of(mention: Mention, text: str) -> dict[str, Any]:
    return {
        "kind": mention.kind.value,
        "entity": mention.entity_id,
        "state": mention.state,
        "use": mention.use.value,
        "descriptor": mention.descriptor.words(text) if mention.descriptor else None,
    }


def differences(case: dict[str, Any]) -> list[str]:
    """Return what the mentions of a case lack or have too much, in words."""
    text, mentions = case["text"], find_in(case["text"])
    found = []
    for expected in case["has"]:
        span = locate(text, expected)
        fields = {key: value for key, value in expected.items() if key not in {"words", "nth"}}
        here = [fields_of(m, text) for m in mentions if m.span == span]
        if not any(all(fields_here[key] == value for key, value in fields.items()) for fields_here in here):
            found.append(f"{expected['words']}: wanted {fields}, found {here}")
    for unwanted in case.get("lacks", []):
        span = locate(text, unwanted)
        fields = {key: value for key, value in unwanted.items() if key not in {"words", "nth"}}
        here = [fields_of(m, text) for m in mentions if m.span.overlaps(span)]
        if any(all(fields_here[key] == value for key, value in fields.items()) for fields_here in here):
            found.append(f"{unwanted['words']}: not wanted, found {here}")
    return found


def name_of(case: dict[str, Any]) -> str:
    return f"{case['because']}: {case['text'][:40]}"


@pytest.mark.parametrize("case", MUST, ids=name_of)
def test_case_table(case: dict[str, Any]) -> None:
    assert differences(case) == [], case["because"]


def test_as_many_harder_cases_hold_as_before() -> None:
    assert sum(not differences(case) for case in SHOULD) >= SHOULD_FLOOR
