"""Titles that a text gives to persons, by the case table."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from foreigndesk.extraction.mentions import find_mentions
from foreigndesk.language.parser import analyse_text
from foreigndesk.records.mentions import Mention, MentionKind

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "titles.yaml").read_text(encoding="utf-8")
)
MUST = [case for case in CASES if case["grade"] == "must"]
SHOULD = [case for case in CASES if case["grade"] == "should"]
SHOULD_FLOOR = 5  # of the cases graded should, as many hold
FIELDS = ("title", "office", "state", "organisation", "qualifier")


def fields_of(mention: Mention, text: str) -> dict[str, Any]:
    title = mention.title
    if title is None:
        return {"title": None}
    return {
        "title": title.span.words(text),
        "office": title.office.value,
        "state": title.state,
        "organisation": title.organisation_id,
        "qualifier": title.qualifier.value,
    }


def differences(case: dict[str, Any]) -> list[str]:
    """Return how the title of the person named in a case differs from the wanted one, in words."""
    text = case["text"]
    persons = [m for m in find_mentions(analyse_text(text)) if m.kind is MentionKind.PERSON]
    here = [fields_of(m, text) for m in persons if m.span.words(text) == case["name"]]
    wanted = {key: case[key] for key in FIELDS if key in case}
    if not here:
        return [f"no person {case['name']}: {[m.span.words(text) for m in persons]}"]
    return [] if all(here[0].get(key) == value for key, value in wanted.items()) else [f"wanted {wanted}, found {here}"]


def name_of(case: dict[str, Any]) -> str:
    return f"{case['because']}: {case['name']}"


@pytest.mark.parametrize("case", MUST, ids=name_of)
def test_case_table(case: dict[str, Any]) -> None:
    assert differences(case) == [], case["because"]


def test_as_many_harder_cases_hold_as_before() -> None:
    assert sum(not differences(case) for case in SHOULD) >= SHOULD_FLOOR
