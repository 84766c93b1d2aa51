from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from foreigndesk.records.articles import ResidueKind
from foreigndesk.sources.residue import find_residue

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "residue.yaml").read_text(encoding="utf-8"))
LINES = st.sampled_from(
    [
        "Advertisement",
        "Related",
        "Home",
        "0",
        "Share on Facebook",
        "",
        "   ",
        "Ministers meet again on gas prices",
        "Kyiv",
        "By Jane Doe",
        "The ministers met on Monday in the old town hall and spoke for an hour about gas.",
        "Nobody signed the draft, which both sides call a step towards an end of the long dispute.",
        "We use cookies on this website.",
    ]
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["because"])
def test_a_text_loses_its_residue_and_nothing_else(case: dict[str, Any]) -> None:
    removed, repeats = find_residue(case["text"])
    assert [b.span.words(case["text"]) for b in removed] == case["removed"]
    assert [r.second.words(case["text"]) for r in repeats] == case.get("folded", [])


def test_the_given_title_is_kept_where_it_stands_first_and_marked_where_it_stands_again() -> None:
    text = "Envoys meet\n\nEnvoys meet\n\nThe envoys of the two states met for an hour on Tuesday in the old palace."
    removed, _ = find_residue(text, "Envoys meet")
    assert [(b.span.start, b.kind) for b in removed] == [(13, ResidueKind.REPEATED_HEADLINE)]


def test_a_title_that_is_not_in_the_text_protects_no_line() -> None:
    text = "World\n\nThe envoys of the two states met for an hour on Tuesday in the old palace by the river."
    removed, _ = find_residue(text, "Envoys meet in the palace")
    assert [b.span.words(text) for b in removed] == ["World"]


def test_a_block_has_the_rule_that_found_it() -> None:
    text = "The envoys of the two states met for an hour on Tuesday in the old palace.\nSource link"
    removed, _ = find_residue(text)
    assert [(b.kind, b.rule) for b in removed] == [(ResidueKind.SOURCE_LINK, "source-link")]


def test_a_text_of_fragments_only_keeps_them() -> None:
    assert find_residue("Roses are red\nViolets are blue") == ((), ())


def test_fragments_between_known_residue_are_a_menu() -> None:
    text = (
        "The envoys of the two states met for an hour on Tuesday in the old palace.\n"
        "Advertisement\nCity Guide\nShare\n"
        "The next round of the talks will be held in the south in three weeks, they said."
    )
    removed, _ = find_residue(text)
    assert [b.span.words(text) for b in removed] == ["Advertisement", "City Guide", "Share"]


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(), st.lists(LINES, max_size=25).map("\n".join)))
def test_spans_lie_in_the_text_in_order_and_do_not_overlap(text: str) -> None:
    removed, repeats = find_residue(text)
    spans = [b.span for b in removed]
    assert spans == sorted(spans)
    for span in (*spans, *(r.first for r in repeats), *(r.second for r in repeats)):
        assert 0 <= span.start < span.end <= len(text)
        assert span.words(text) == span.words(text).strip()
    every = sorted([*spans, *(r.second for r in repeats)])
    assert all(one.end <= other.start for one, other in pairwise(every))
    assert all(r.first.end <= r.second.start for r in repeats)


@settings(max_examples=100, deadline=None)
@given(st.lists(LINES, max_size=25).map("\n".join))
def test_the_same_text_gives_the_same_residue(text: str) -> None:
    assert find_residue(text) == find_residue(text)
