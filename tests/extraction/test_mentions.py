"""Mentions of persons, states, organisations and places, by the case table and by what must hold for any text."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from foreigndesk.extraction.mentions import find_mentions
from foreigndesk.knowledge.gazetteer import publishers_by_id
from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.knowledge.organisations import organisations_by_id
from foreigndesk.knowledge.places import places_by_id
from foreigndesk.knowledge.states import states_by_id
from foreigndesk.knowledge.towns import find_place
from foreigndesk.language.parser import analyse_text
from foreigndesk.records.mentions import Mention
from foreigndesk.records.spans import Span

TABLES = ("mentions.yaml", "metonyms.yaml")
CASES: list[dict[str, Any]] = [
    case
    for table in TABLES
    for case in yaml.safe_load((Path(__file__).parents[1] / "cases" / table).read_text(encoding="utf-8"))
]
MUST = [case for case in CASES if case["grade"] == "must"]
SHOULD = [case for case in CASES if case["grade"] == "should"]
SHOULD_FLOOR = 15  # of the cases graded should, as many hold


def find_in(text: str) -> tuple[Mention, ...]:
    return find_mentions(analyse_text(text))


def locate(text: str, expected: dict[str, Any]) -> Span:
    found = list(re.finditer(rf"(?<!\w){re.escape(expected['words'])}(?!\w)", text))[expected.get("nth", 1) - 1]
    return Span(*found.span())


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


NAMES = [
    "Xi",
    "Jinping",
    "Putin",
    "Giorgia",
    "Meloni",
    "Kim",
    "Park",
    "May",
    "US",
    "U.S.",
    "us",
    "Georgia",
    "Jordan",
    "Chad",
    "Washington",
    "Post",
    "Reuters",
    "WHO",
    "is",
    "Sino",
    "Russian",
    "Franco",
    "German",
    "Kremlin",
    "NATO",
    "Crown",
    "Prince",
    "Mohammed",
    "bin",
    "Salman",
]
PIECES = [
    *NAMES,
    "President",
    "former",
    "the",
    "two",
    "leaders",
    "he",
    "met",
    "in",
    "Beijing",
    ",",
    ".",
    "\n",
    "’s",
    "-",
]
ODD = st.text(alphabet="aÄßİı‘’“”\u00a0\u200b中🇫\t\n.,-–&/|(Xi", max_size=30)
PARAGRAPH = "Matilda Okafor, a lecturer at the University of Lagos, said so. Okafor had watched it for a year."


@st.composite
def news(draw: st.DrawFn) -> str:
    """Return runs of names and words of news, with odd characters between some of them."""
    words = draw(st.lists(st.one_of(st.sampled_from(PIECES), ODD), max_size=25))
    return " ".join(words)


@settings(max_examples=120, deadline=None)
@given(text=news())
def test_any_text_gives_ordered_mentions_inside_it(text: str) -> None:
    mentions = find_in(text)
    assert list(mentions) == sorted(mentions, key=lambda m: (m.span, m.kind.value))
    for mention in mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.span.words(text) == mention.span.words(text).strip()
        assert not (mention.entity_id and mention.candidates)
        if mention.title:
            assert mention.title.span.words(text).strip()


@settings(max_examples=60, deadline=None)
@given(text=news())
def test_mentions_of_one_kind_do_not_overlap(text: str) -> None:
    by_kind: dict[str, list[Span]] = {}
    for mention in find_in(text):
        by_kind.setdefault(mention.kind.value, []).append(mention.span)
    for spans in by_kind.values():
        assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize("case", MUST, ids=name_of)
def test_a_paragraph_on_others_changes_nothing_but_links_of_family_names(case: dict[str, Any]) -> None:
    text = case["text"]
    alone = [(m.span, m.kind, m.use, m.entity_id) for m in find_in(text) if "family name" not in m.rule]
    both = find_in(f"{text}\n\n{PARAGRAPH}")
    here = [(m.span, m.kind, m.use, m.entity_id) for m in both if m.span.end <= len(text)]
    assert [m for m in here if m in alone] == alone


def test_results_do_not_depend_on_earlier_calls() -> None:
    texts = [case["text"] for case in MUST]
    forwards = [find_in(text) for text in texts]
    assert [find_in(text) for text in reversed(texts)] == forwards[::-1]


def test_every_curated_id_is_a_row_of_its_table() -> None:
    tables = {
        "person": persons_by_id(),
        "state": states_by_id(),
        "organisation": {**organisations_by_id(), **publishers_by_id()},
        "group": organisations_by_id(),
        "place": {**places_by_id(), **states_by_id()},
    }
    for case in CASES:
        for mention in find_in(case["text"]):
            known = mention.entity_id is None or mention.entity_id.startswith("local:")
            known = known or find_place(mention.entity_id) is not None
            assert known or mention.entity_id in tables[mention.kind.value], mention


def test_what_is_passed_over_has_no_mentions() -> None:
    text = "Macron spoke.\nRead more: Putin in Minsk\nScholz listened."
    found = find_mentions(analyse_text(text, passed_over=(Span(14, 40),)))
    assert [m.name for m in found] == ["Emmanuel Macron", "Olaf Scholz"]


def test_each_mention_says_why_it_was_linked() -> None:
    full, family, state = find_in("Emmanuel Macron left. Macron was tired. Ankara was not.")
    assert full.because == "Emmanuel Macron is a name of Emmanuel Macron in the office tables"
    assert family.because == "the article names Emmanuel Macron in full"
    assert state.because.startswith("Ankara is a capital of")
