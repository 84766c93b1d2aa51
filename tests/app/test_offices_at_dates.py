"""Who held an office, and who belonged to an organisation, on the day of an article."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from foreigndesk.app.annotating import annotate_given

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "offices.yaml").read_text(encoding="utf-8")
)


def differences(case: dict[str, Any]) -> list[str]:
    """Return how what is told of a case differs from what is wanted, in words."""
    published = str(case["published"]) if case["published"] else None
    found: Any = annotate_given({"id": 1, "text": case["text"], "published": published}, number=1, clean=False)
    return [*_offices(case, found), *_refs(case, found), *_members(case, found)]


def _offices(case: dict[str, Any], found: Any) -> list[str]:
    told = {m["entity"]: m["office"] for m in found["mentions"] if m["kind"] == "person"}
    wanted = case.get("offices", {})
    return [f"{who}: wanted {office}, found {told}" for who, office in wanted.items() if told.get(who, "-") != office]


def _refs(case: dict[str, Any], found: Any) -> list[str]:
    text, wrong = case["text"], []
    for wanted in case.get("refs", []):
        start = text.index(wanted["words"])
        span = [start, start + len(wanted["words"])]
        touching = [r for r in found["references"] if r["span"][0] < span[1] and span[0] < r["span"][1]]
        here = [(r["entities"], r["candidates"]) for r in touching if r["span"] == span]
        want = [(wanted.get("entities", []), wanted.get("candidates", []))]
        if touching if wanted.get("none") else here != want:
            wrong.append(f"{wanted}: found {touching}")
    return wrong


def _members(case: dict[str, Any], found: Any) -> list[str]:
    wanted = case.get("members")
    if not wanted:
        return []
    [told] = [o for o in found["organisations"] if o["entity"] == wanted["organisation"]]
    members, wrong = set(told["members"]), []
    if "count" in wanted and len(members) != wanted["count"]:
        wrong.append(f"{len(members)} members: {sorted(members)}")
    wrong += [f"{m} is missing" for m in wanted.get("in", []) if m not in members]
    return wrong + [f"{m} is no member" for m in wanted.get("out", []) if m in members]


def name_of(case: dict[str, Any]) -> str:
    return f"{case['because']}: {case['text'][:40]}"


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_case_table(case: dict[str, Any]) -> None:
    assert differences(case) == [], case["because"]


def test_the_reason_names_the_office_the_days_and_the_row() -> None:
    text = "The Russian defence minister inspected the fleet."
    found: Any = annotate_given({"id": 1, "text": text, "published": "2024-04-10"}, number=1, clean=False)
    assert found["references"][0]["because"] == (
        "Minister of Defence of Russia: held in the days of the article, 2024-04-10 "
        "(offices:sergei-shoigu:defence_minister:2012-11-06)"
    )


def test_a_quotation_has_the_holder_of_the_office_as_speaker() -> None:
    text = "“We will not leave the valley,” the British prime minister said on Monday."
    found: Any = annotate_given({"id": 1, "text": text, "published": "2023-03-07"}, number=1, clean=False)
    assert found["quotations"][0]["speaker"]["entities"] == ["rishi-sunak"]
