"""The scorer of the project's own event sentences."""

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

TOOL = Path(__file__).parents[1] / "tools" / "score_events"
TEXT = "Chad and Mali agreed to meet; Peru freed two men."


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = spec_from_loader("score_events", SourceFileLoader("score_events", str(TOOL)))
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def party(words: str) -> dict[str, list[int]]:
    start = TEXT.index(words)
    return {"span": [start, start + len(words)]}


def event(trigger: str, kind: str, *, actors: list[str], recipients: list[str]) -> dict[str, object]:
    return {
        "trigger": party(trigger)["span"], "type": kind, "mode": None, "polarity": "positive", "factuality": "reported",
        "actors": [party(words) for words in actors], "recipients": [party(words) for words in recipients],
    }  # fmt: skip


HELD = {"polarity": "positive", "factuality": "reported"}
AGREED = {"trigger": "agreed", "type": "AGREE", "actors": ["Chad", "Mali"], "recipients": [], **HELD}
FREED = {
    "trigger": "freed",
    "type": "RETREAT",
    "mode": "release",
    "actors": ["Peru"],
    "recipients": ["two men"],
    **HELD,
}
CASE = {"id": "a", "text": TEXT, "events": [AGREED, FREED]}


def test_what_is_right_counts_where_the_type_is_right(scorer):
    agreed = event("agreed", "AGREE", actors=["Chad", "Mali"], recipients=["Chad", "Mali"])
    freed = event("freed", "RETREAT", actors=["Peru"], recipients=["two men"])
    figures = scorer.score_cases([CASE], {"a": [agreed, freed]})

    assert figures["trigger"]["F1"] == figures["type"]["F1"] == 100.0
    assert figures["mode"] == {"right": 50.0, "of": 2}
    assert figures["actors"]["right"] == figures["recipients"]["right"] == 100.0


def test_a_wrong_type_a_missing_event_and_one_too_many_cost(scorer):
    wrong = event("freed", "AID", actors=["Peru"], recipients=[])
    more = event("Mali", "AID", actors=["Peru"], recipients=[])
    figures = scorer.score_cases([CASE], {"a": [wrong, more]})

    assert figures["trigger"] == {"P": 50.0, "R": 50.0, "F1": 50.0, "gold": 2, "found": 2}
    assert figures["type"]["F1"] == 0.0


def test_a_recipient_that_nobody_is_counts_as_wrong(scorer):
    agreed = event("agreed", "AGREE", actors=["Chad", "Mali"], recipients=["two men"])

    assert scorer.score_cases([CASE], {"a": [agreed]})["recipients"]["right"] == 0.0


def test_silence_is_the_share_of_sentences_with_an_event(scorer):
    assert scorer.score_silence({"a": [], "b": [1], "c": [], "d": []}) == {"get an event": {"percent": 25.0}}
