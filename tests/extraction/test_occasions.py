"""Summits, wars and clues that an article names, by the case table."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from foreigndesk.extraction.date_clues import find_clues
from foreigndesk.extraction.mentions import find_mentions
from foreigndesk.extraction.occasions import find_conflicts, find_occasions
from foreigndesk.extraction.times import find_times
from foreigndesk.knowledge.occasions import occasions_by_id
from foreigndesk.language.parser import analyse_text

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "occasions.yaml").read_text(encoding="utf-8")
)
MUST = [case for case in CASES if case["grade"] == "must"]
SHOULD = [case for case in CASES if case["grade"] == "should"]
SHOULD_FLOOR = 2  # of the cases graded should, as many hold


def read(text: str) -> dict[str, list[dict[str, Any]]]:
    """Return the occasions, conflicts and clues of a text in the words of the case table."""
    analysis = analyse_text(text)
    mentions = find_mentions(analysis)
    occasions = find_occasions(analysis, mentions)
    return {
        "occasions": [
            {
                "words": o.span.words(text),
                "organisation": o.organisation_id,
                "years": sorted({occasions_by_id()[i].period.first.year for i in o.occasion_ids}),
            }
            for o in occasions
        ],
        "conflicts": [
            {"words": span.words(text), "ids": [row.conflict_id for row in rows]}
            for span, rows in find_conflicts(analysis, mentions)
        ],
        "clues": [
            {"kind": clue.kind, "fact": clue.fact}
            for clue in find_clues(analysis, mentions, find_times(analysis), occasions=occasions)
        ],
    }


def differences(case: dict[str, Any]) -> list[str]:
    """Return what of a case is missing or too much, in words. What a case does not name is not looked at."""
    found = read(case["text"])
    wrong = []
    for part in found:
        if part not in case:
            continue
        missing = [w for w in case[part] if not any(w.items() <= have.items() for have in found[part])]
        if missing or (not case[part] and found[part]):
            wrong.append(f"{part}: missing {missing}, found {found[part]}")
    return wrong


def name_of(case: dict[str, Any]) -> str:
    return f"{case['because']}: {case['text'][:40]}"


@pytest.mark.parametrize("case", MUST, ids=name_of)
def test_case_table(case: dict[str, Any]) -> None:
    assert differences(case) == [], case["because"]


def test_as_many_harder_cases_hold_as_before() -> None:
    assert sum(not differences(case) for case in SHOULD) >= SHOULD_FLOOR
