"""The case tables of events and of sentences without any: shape, names of the codebook, likeness to the corpus."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from foreigndesk.knowledge.codebook import event_modes, event_types
from foreigndesk.records.factuality import Factuality
from tests.extraction.claim_readings import read_cases
from training.corpus import read_written
from training.likeness import Likeness, find_likenesses
from training.rows import Row

EVENTS = read_cases("events")
NO_EVENTS = read_cases("no_events")
LEAST_ROWS, LEAST_NEGATED, LEAST_OF_A_TYPE, LEAST_MEETINGS, LEAST_WITHOUT = 300, 35, 12, 60, 30
LEAST_NO_EVENTS = 300
OF_MEETINGS = {"CONSULT", "AGREE", "SUPPORT"}
KEYS = {"id", "text", "about", "events", "because"}
EVENT_KEYS = {"trigger", "type", "mode", "actors", "recipients", "factuality", "polarity"}


def _places(words: str, text: str) -> list[int]:
    """Return where whole words stand in a text."""
    return [match.start() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


def _events() -> list[dict[str, Any]]:
    return [event for case in EVENTS for event in case["events"]]


def _rows_where(is_wrong: Callable[[dict[str, Any], dict[str, Any]], bool]) -> list[str]:
    """Return the ids of the rows with an event of which ``is_wrong`` (row, event) holds."""
    return [case["id"] for case in EVENTS for event in case["events"] if is_wrong(case, event)]


def test_rows_have_the_keys_of_the_table_and_say_why() -> None:
    for case in EVENTS:
        assert set(case) | {"about"} == KEYS, case["id"]
        assert case["because"].strip(), case["id"]
        assert case.get("about", "meeting") == "meeting", case["id"]
    assert not _rows_where(lambda _, event: set(event) | {"mode"} != EVENT_KEYS)


def test_triggers_stand_in_the_text_once() -> None:
    assert not _rows_where(lambda case, event: len(_places(event["trigger"], case["text"])) != 1)


def test_actors_and_recipients_are_words_of_the_text() -> None:
    def has_strangers(case: dict[str, Any], event: dict[str, Any]) -> bool:
        return not all(_places(words, case["text"]) for words in (*event["actors"], *event["recipients"]))

    assert not _rows_where(has_strangers)


def test_events_stand_in_the_order_of_the_text_each_with_its_own_trigger() -> None:
    for case in EVENTS:
        places = [_places(event["trigger"], case["text"])[0] for event in case["events"]]
        assert places == sorted(set(places)), case["id"]


def test_types_and_modes_are_those_of_the_codebook() -> None:
    assert not _rows_where(lambda _, event: event["type"] not in event_types())
    assert not _rows_where(lambda _, event: "mode" in event and (event["type"], event["mode"]) not in event_modes())


def test_factuality_and_polarity_are_those_of_the_records() -> None:
    assert not _rows_where(lambda _, event: event["factuality"] not in set(Factuality))
    assert not _rows_where(lambda _, event: event["polarity"] not in {"positive", "negative"})


def test_nobody_does_something_to_themselves() -> None:
    assert not _rows_where(lambda _, event: bool(set(event["actors"]) & set(event["recipients"])))


def test_ids_and_texts_are_there_once() -> None:
    texts = [case["text"] for case in (*EVENTS, *NO_EVENTS)]
    ids = [case["id"] for case in EVENTS]
    assert not [words for words, count in Counter((*texts, *ids)).items() if count > 1]


def test_there_are_enough_rows_of_every_kind() -> None:
    types = Counter(event["type"] for event in _events())
    meetings = [case for case in EVENTS if "about" in case and {e["type"] for e in case["events"]} & OF_MEETINGS]
    assert len(EVENTS) >= LEAST_ROWS
    assert {kind: types[kind] for kind in event_types() if types[kind] < LEAST_OF_A_TYPE} == {}
    assert sum(event["polarity"] == "negative" for event in _events()) >= LEAST_NEGATED
    assert len(meetings) >= LEAST_MEETINGS
    assert sum(not case["events"] for case in EVENTS) >= LEAST_WITHOUT
    assert {event["factuality"] for event in _events()} == set(Factuality)


def test_sentences_without_events_say_why() -> None:
    assert len(NO_EVENTS) >= LEAST_NO_EVENTS
    assert all(set(case) == {"text", "why"} and case["text"].strip() and case["why"].strip() for case in NO_EVENTS)


def _likenesses() -> list[Likeness]:
    """Return the rows of both tables that are too close to a row of the corpus."""
    rows = [_as_row(case["text"], number) for number, case in enumerate((*EVENTS, *NO_EVENTS), 1)]
    corpus = ((f"{row.path}:{row.line}", row.text) for row in read_written().rows)
    return [found for found in find_likenesses(rows, corpus) if found.is_too_close]


def _as_row(text: str, line: int) -> Row:
    return Row(
        path=Path("tests/cases"),
        line=line,
        text=text,
        marks=(),
        events=(),
        attributions=(),
        positions=(),
        no_event=None,
        brief="",
        is_template=False,
        article=None,
    )


def test_no_row_resembles_a_row_of_the_corpus() -> None:
    assert [(found.row.text, found.where, found.longest) for found in _likenesses()] == []
