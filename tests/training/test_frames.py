"""Rows made from templates."""

import random
import re
from collections import Counter
from pathlib import Path

import pytest

from foreigndesk.knowledge.codebook import event_modes, event_types
from foreigndesk.records.claims import Factuality
from training.checks import find_faults
from training.counts import count
from training.frames import ROWS, fill, make_templates, polish, templates_for
from training.reading import read_text
from training.rows import Row


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    reading = read_text(make_templates(ROWS), Path("templates.txt"))
    assert not reading.faults
    return list(reading.rows)


def test_every_row_is_right_marked_as_made_and_there_once(rows: list[Row]) -> None:
    assert len(rows) == ROWS
    assert all(row.is_template for row in rows)
    assert not find_faults(rows)


def test_the_same_tables_make_the_same_rows() -> None:
    assert make_templates(60) == make_templates(60)


def test_a_third_of_all_rows_at_most_comes_from_templates() -> None:
    assert (templates_for(0), templates_for(1_000), templates_for(9_000)) == (0, 500, ROWS)


def test_every_type_and_mode_stands_in_some_row(rows: list[Row]) -> None:
    counts = count(rows)
    assert set(event_types()) <= set(counts["type"])
    assert {".".join(key) for key in event_modes()} <= set(counts["mode"])
    assert set(counts["factuality"]) == set(Factuality)
    assert set(counts["continent"]) == {"Africa", "Americas", "Asia", "Europe", "Oceania"}


def test_a_deed_not_done_is_negative_and_a_deed_to_come_is_future(rows: list[Row]) -> None:
    events = [event for row in rows for event in row.events]
    assert all((event.polarity == "negative") == ("negated" in event.aux) for event in events)
    assert all("future" in event.aux for event in events if event.factuality == Factuality.PLANNED)


def test_no_slot_stays_open_and_no_label_in_the_text(rows: list[Row]) -> None:
    assert not [row.text for row in rows if re.search(r"[<>{}|]|\bNone\b", row.text)]
    assert not [row.text for row in rows if row.text[0].islower()]


def test_no_frame_makes_more_than_a_few_rows(rows: list[Row]) -> None:
    triggers = Counter(tuple(event.trigger.words(row.text) for event in row.events) for row in rows if row.events)
    assert triggers.most_common(1)[0][1] < len(rows) / 20


def test_the_same_slot_holds_the_same_words_and_states_differ() -> None:
    filled = fill("<head 1>/<head 1>/<name 1>/<name 2>/<name 3>", random.Random(1))  # noqa: S311
    one, again, *names = filled.split("/")
    assert one == again
    assert len(set(names)) == 3


def test_articles_possessives_and_the_first_letter_follow_the_words() -> None:
    assert polish("{A a Irish envoy} saw {R the United States}'s fleet.") == (
        "{A An Irish envoy} saw {R the United States}' fleet."
    )
    assert polish("“{Q {R the Fijians} won}”") == "“{Q {R The Fijians} won}”"
    assert polish("a European and a one-day visit") == "A European and a one-day visit"
