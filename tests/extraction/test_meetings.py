"""Meetings that a text reports, by the case table and by what must hold for any text."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from foreigndesk.extraction.circumstances import Surroundings
from foreigndesk.extraction.delegations import find_delegations
from foreigndesk.extraction.meetings import find_meetings
from foreigndesk.extraction.mentions import find_mentions
from foreigndesk.extraction.occasions import find_conflicts, find_occasions
from foreigndesk.extraction.parties import make_cast
from foreigndesk.extraction.references import find_references
from foreigndesk.extraction.times import find_times
from foreigndesk.language.parser import analyse_text
from foreigndesk.records.claims import MeetingClaim

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "meetings.yaml").read_text(encoding="utf-8")
)
MUST = [case for case in CASES if case["grade"] == "must"]
SHOULD = [case for case in CASES if case["grade"] == "should"]
SHOULD_FLOOR = 14  # of the cases graded should, as many hold


def find_in(text: str) -> tuple[MeetingClaim, ...]:
    analysis = analyse_text(text)
    mentions = find_mentions(analysis)
    cast = make_cast(analysis, mentions, find_references(analysis, mentions))
    around = Surroundings(
        article_id="a",
        cast=cast,
        times=find_times(analysis),
        occasions=find_occasions(analysis, mentions),
        conflicts=find_conflicts(analysis, mentions),
    )
    return (*find_meetings(around), *find_delegations(cast, article_id="a"))


def fields_of(claim: MeetingClaim, text: str) -> dict[str, Any]:
    return {
        "trigger": claim.trigger.words(text),
        "who": sorted(p.entity_id or p.name for p in claim.participants),
        "host": claim.host,
        "place": claim.place_id,
        "format": claim.format.value,
        "tense": claim.tense.value,
        "fact": claim.factuality.value,
        "polarity": claim.polarity.value,
        "background": claim.is_background,
        "delegation": claim.is_delegation,
        "visit": claim.visit_type.value,
        "occasion": claim.occasion.organisation_id if claim.occasion else None,
        "times": [span.words(text) for span in claim.times],
        "sequences": [{"kind": s.kind.value, "number": s.number, "fact": s.fact} for s in claim.sequences],
    }


def fits(wanted: dict[str, Any], found: dict[str, Any]) -> bool:
    """Return whether a found claim has all that a case wants of it; sequences need the given fields only."""
    for key, value in wanted.items():
        if key == "sequences":
            pairs = zip(value, found[key], strict=False)
            if len(value) != len(found[key]) or not all(want.items() <= have.items() for want, have in pairs):
                return False
        elif found[key] != (sorted(value) if key == "who" else value):
            return False
    return True


def differences(case: dict[str, Any]) -> list[str]:
    """Return which claims of a case are missing or too many, in words."""
    found = [fields_of(claim, case["text"]) for claim in find_in(case["text"])]
    missing = []
    left = list(found)
    for wanted in case["meetings"]:
        match = next((claim for claim in left if fits(wanted, claim)), None)
        if match is None:
            missing.append(f"wanted {wanted}, found {found}")
        else:
            left.remove(match)
    return missing + ([] if case.get("also") or missing else [f"not wanted: {claim}" for claim in left])


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
    "Putin",
    "met",
    "with",
    "meeting",
    "summit",
    "talks",
    "visit",
    "to",
    "in",
    "Moscow",
    "Paris",
    "the",
    "second",
    "first",
    "since",
    "Russia",
    "invaded",
    "Ukraine",
    "hosted",
    "by",
    "was",
    "will",
    "not",
    "and",
    "officials",
    "from",
    "of",
    "Japan",
    "last",
    "called",
    "off",
    "a",
    "sidelines",
    "G20",
    "Monday",
    "2019",
    "accompanied",
]


@settings(max_examples=120, deadline=None)
@given(words=st.lists(st.sampled_from([*PIECES, ",", ".", "\n", "’s", "–"]), max_size=30))
def test_any_text_gives_claims_with_words_inside_it(words: list[str]) -> None:
    text = " ".join(words)
    for claim in find_in(text):
        assert claim.participants
        assert claim.evidence
        spans = [*claim.evidence, claim.trigger, *claim.times, *(p.span for p in claim.participants)]
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        assert claim.evidence[0].covers(claim.trigger)
        assert all(s.span.words(text) for s in claim.sequences)


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.sampled_from(PIECES), max_size=20))
def test_a_paragraph_on_others_changes_no_meeting_before_it(words: list[str]) -> None:
    text = " ".join(words)
    more = text + "\n\nA nurse from Lyon bought bread. She went home."
    first = [(c.rule, c.evidence, c.participants) for c in find_in(text)]
    assert [(c.rule, c.evidence, c.participants) for c in find_in(more)] == first


def test_the_same_text_gives_the_same_claims_whatever_was_read_before() -> None:
    texts = [case["text"] for case in MUST[:40]]
    forwards = [find_in(text) for text in texts]
    assert [find_in(text) for text in reversed(texts)] == forwards[::-1]


def test_the_evidence_begins_with_the_clause_of_the_meeting() -> None:
    text = "It rained, but Emmanuel Macron met Olaf Scholz in Berlin on Monday."
    [claim] = find_in(text)
    assert claim.evidence[0].words(text) == "Emmanuel Macron met Olaf Scholz in Berlin on Monday"
    assert claim.place_span is not None
    assert claim.place_span.words(text) == "Berlin"
