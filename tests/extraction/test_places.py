"""Where names of places lie, by the case table and by what must hold for any text."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from foreigndesk.extraction.mentions import find_mentions
from foreigndesk.extraction.namesakes import choose_places
from foreigndesk.extraction.places import locate_mentions
from foreigndesk.extraction.toponyms import NOTHING, Toponym, candidates_for, distance, make_setting
from foreigndesk.knowledge.places import place_evidence, places_by_id
from foreigndesk.knowledge.tables import read_table
from foreigndesk.knowledge.towns import find_place, places_called
from foreigndesk.language.parser import analyse_text
from foreigndesk.records.mentions import Mention, MentionKind
from foreigndesk.records.spans import Span
from tests.extraction.test_mentions import locate

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "places.yaml").read_text(encoding="utf-8")
)
MUST = [case for case in CASES if case["grade"] == "must"]
SHOULD = [case for case in CASES if case["grade"] == "should"]
SHOULD_FLOOR = 2  # of the cases graded should, as many hold
PIECES = [
    *("Birmingham", "Alabama", "Georgia", "Springfield", "NSW", "Paris", "Corby", "Ms."),
    *(",", ".", "in", "and", "of", "the", "state", "-"),
]
PLACES = (MentionKind.PLACE, MentionKind.STATE)


def find_in(text: str) -> tuple[Mention, ...]:
    return tuple(m for m in find_mentions(analyse_text(text)) if m.kind in PLACES)


def fields_of(mention: Mention) -> dict[str, Any]:
    location = mention.location
    return {
        "kind": mention.kind.value,
        "entity": mention.entity_id,
        "state": mention.state,
        "candidates": bool(mention.candidates),
        "precision": location.precision if location else None,
        "point": location.point.value if location and location.point else None,
    }


def differences(case: dict[str, Any]) -> list[str]:
    """Return what the places of a case lack or have too much, in words."""
    text, mentions = case["text"], find_in(case["text"])
    found = []
    for expected in case["has"]:
        span = locate(text, expected)
        fields = {key: value for key, value in expected.items() if key not in {"words", "nth"}}
        here = [fields_of(m) for m in mentions if m.span == span]
        if not any(all(own[key] == value for key, value in fields.items()) for own in here):
            found.append(f"{expected['words']}: wanted {fields}, found {here}")
    for unwanted in case.get("lacks", []):
        here = [fields_of(m) for m in mentions if m.span.overlaps(locate(text, unwanted))]
        found += [f"{unwanted['words']}: not wanted, found {here}"] if here else []
    return found


def name_of(case: dict[str, Any]) -> str:
    return f"{case['because']}: {case['text'][:40]}"


@pytest.mark.parametrize("case", MUST, ids=name_of)
def test_case_table(case: dict[str, Any]) -> None:
    assert differences(case) == [], case["because"]


def test_as_many_harder_cases_hold_as_before() -> None:
    assert sum(not differences(case) for case in SHOULD) >= SHOULD_FLOOR


def test_each_place_says_why_it_was_taken() -> None:
    birmingham, alabama = find_in("The plant near Birmingham, Alabama, will close.")
    assert birmingham.because.startswith("Birmingham is Birmingham in United States: Alabama stands beside it")
    assert "a place in it stands before Alabama" in alabama.because
    [springfield] = find_in("Two men from Springfield were held.")
    assert springfield.because.startswith("Springfield may be Springfield in United States (US-")
    assert all(find_place(candidate) for candidate in springfield.candidates)


def test_a_place_has_the_point_and_the_id_of_geonames() -> None:
    [place] = [m for m in find_in("The ship left Birmingham, Alabama.") if m.name == "Birmingham"]
    assert place.location is not None
    assert (place.location.latitude, place.location.longitude) == (33.52, -86.80)
    assert place.location.geonames_id == "4049979"
    assert place.entity_id == "geonames:4049979:birmingham"


@pytest.mark.parametrize("row", [r for r in read_table("place_evidence") if r["example"]], ids=lambda r: r["evidence"])
def test_each_kind_of_evidence_has_its_words(row: dict[str, str]) -> None:
    assert row["says"]
    assert row["example"] != row["counter_example"]
    assert place_evidence()[row["evidence"]].weight


def test_names_spelt_alike_mean_one_place_unless_words_beside_them_say_otherwise() -> None:
    text = "Paris, Texas, is small. The club in Springfield, Illinois, won. Springfield cheered."
    states = {m.span.start: m for m in find_in(text) if m.span.words(text) == "Springfield"}
    assert len({m.entity_id for m in states.values()}) == 1


def test_a_table_place_without_a_state_is_never_given_one() -> None:
    stateless = [p.name for p in places_by_id().values() if p.state is None and p.kind == "region"]
    for name in stateless:
        text = f"Soldiers of India, China, Russia and Japan stayed in {name} for a year."
        for mention in find_in(text):
            if mention.span.words(text) == name and mention.kind is MentionKind.PLACE:
                assert mention.state is None, name


def test_without_any_names_nothing_is_chosen() -> None:
    assert choose_places((), make_setting((), ())) == ()
    assert locate_mentions(analyse_text("It rained."), ()) == ()


def test_the_order_of_names_changes_no_choice() -> None:
    def toponym(words: str, start: int) -> Toponym:
        span = Span(start, start + len(words))
        return Toponym(span=span, words=words, sentence=0, candidates=candidates_for(words, ()), beside=NOTHING)

    names = (toponym("Birmingham", 0), toponym("Tuscaloosa", 20), toponym("Alabama", 40))
    setting = make_setting((), names)
    there = [choice.place for choice in choose_places(names, setting)]
    back = [choice.place for choice in choose_places(names[::-1], setting)]
    assert there == back[::-1]
    assert all(there)


def test_distances_are_those_on_the_earth() -> None:
    [berlin] = [p for p in places_called("Berlin") if p.state == "DEU" and p.kind == "city"]
    [munich] = [p for p in places_called("Munich") if p.state == "DEU" and p.kind == "city"]
    assert distance(berlin, munich) == pytest.approx(504, abs=10)
    [county] = [p for p in places_called("Autauga County") if p.state == "USA"]
    assert distance(berlin, county) is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES)))
def test_any_run_of_names_gives_places_inside_the_text_with_a_reason(words: list[str]) -> None:
    text = " ".join(words)
    for mention in find_in(text):
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.because
        assert not (mention.entity_id and mention.candidates)
        assert mention.location is None or (mention.location.latitude is None) == (mention.location.point is None)
