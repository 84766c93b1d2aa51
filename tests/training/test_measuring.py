"""How the reader is measured: figures from pairs, intervals, thresholds from rows."""

from pathlib import Path

import pytest

from training.measuring import (
    GRID,
    choose_thresholds,
    macro_f1,
    measure_commitments,
    measure_events,
    measure_heads,
    read_row,
)
from training.reading import read_text

ROWS = read_text(
    "# brief: news agency; region: Africa; time: present\n\n"
    "{A Kenya} {T expelled} {R two Somali envoys} on Monday.\n"
    "| T SANCTION.expel by=A to=R ctx=diplomatic fact=reported pol=+\n\n"
    "{A Chad} {T condemned} {R Mali}.\n| T ACCUSE.disapprove by=A to=R ctx=diplomatic fact=reported pol=+\n\n"
    "The ferry to Zanzibar is painted white.\n| none background\n",
    Path("some-1.txt"),
).rows


def test_macro_f1_counts_each_value_alike():
    pairs = [("a", "a")] * 9 + [("b", "a")]

    assert macro_f1(pairs) == pytest.approx((100 * 18 / 19 + 0) / 2)
    assert macro_f1([]) == 0.0


def test_rows_are_read_by_rules_and_reader_or_by_rules_alone():
    both, rules = read_row(ROWS[0]), read_row(ROWS[0], rules_alone=True)

    assert [claim.type for claim in both.claims] == ["SANCTION"]
    assert both.claims[0].confidence is not None
    assert [claim.confidence for claim in rules.claims] == [None]


def test_events_are_measured_with_an_interval_around_the_figure():
    found, false = measure_events(ROWS)

    assert found.value == 100.0
    assert found.low <= found.value <= found.high
    assert (false.value, false.number) == (0.0, 1)


def test_commitments_are_measured_by_tables_and_reader_and_by_tables_alone():
    rows = read_text(
        "# brief: news agency; region: Africa; time: present\n\n"
        "{A Kenya} {T promised} to send two ferries to {R Somalia}.\n"
        "| T AGREE by=A to=R ctx=economic fact=reported pol=+ commit=pledge\n\n"
        "{A Chad} {T denied} the report of {R Mali}.\n| T REJECT by=A to=R ctx=- fact=reported pol=+ commit=refusal\n",
        Path("some-1.txt"),
    ).rows
    together, alone = measure_commitments(rows)

    assert (together.head, alone.head) == ("commitments by tables and reader", "commitments by tables alone")
    assert alone.value == 50.0  # the pledge, and a denial that is no refusal
    assert together.value >= alone.value


def test_each_head_is_measured_on_the_events_that_answer_it():
    figures = {figure.head: figure for figure in measure_heads(ROWS)}

    assert {"relevance", "type", "mode", "factuality", "polarity", "commitment"} == set(figures)
    assert figures["type"].number == 2
    assert figures["relevance"].number == 3


def test_a_threshold_is_chosen_for_each_type_that_stands_in_the_rows():
    chosen = choose_thresholds(ROWS)

    assert set(chosen) == {"SANCTION", "ACCUSE"}
    assert all(min(GRID) <= threshold <= max(GRID) for threshold in chosen.values())
