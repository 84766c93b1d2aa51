"""Hedges and attributions: every row is tested on its own two sentences."""

import pytest

from foreigndesk.errors import KnowledgeError
from foreigndesk.knowledge import reserve
from foreigndesk.knowledge.reserve import ReserveKind, ReserveRow, find_reserve, list_reserve_rows


@pytest.mark.parametrize("row", list_reserve_rows(), ids=lambda row: row.name)
def test_a_row_is_found_in_its_example_and_not_in_its_counter_example(row: ReserveRow) -> None:
    assert row.name in {found.row for found in find_reserve(row.example)}
    assert row.name not in {found.row for found in find_reserve(row.counter_example)}


def test_spans_count_from_the_beginning_of_the_sentence() -> None:
    sentence = "Reportedly, the consul said that the road may be closed."
    assert [(found.span.words(sentence), found.kind) for found in find_reserve(sentence)] == [
        ("Reportedly", ReserveKind.HEDGE),
        ("said", ReserveKind.ATTRIBUTION),
        ("may be", ReserveKind.HEDGE),
    ]
    assert find_reserve("") == ()


@pytest.mark.parametrize("pattern", ["(said)", "sa[id"])
def test_a_malformed_pattern_is_refused_with_its_row(pattern: str) -> None:
    row = {"id": "odd", "kind": "hedge", "pattern": pattern, "example": "", "counter_example": "", "source": ""}
    with pytest.raises(KnowledgeError, match=r"reserve_words\.tsv, odd"):
        reserve._read_row(row)
