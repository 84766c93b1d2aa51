"""Krippendorff's alpha, tested on the worked examples of its author, and what is compared in rows."""

from pathlib import Path

import pytest

from tests.training.corpus_rows import read_rows
from training.agreement import compare, measure_alpha, pair_rows

SECOND = Path("second/a.txt")


def test_alpha_is_that_of_the_published_binary_example() -> None:
    # K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section A
    one, other = "0100000010", "1110010000"
    assert measure_alpha(list(zip(one, other, strict=True))) == pytest.approx(0.095, abs=0.0005)


def test_alpha_is_that_of_the_published_nominal_example() -> None:
    # the same, section B
    one, other = "aabbdcccedda", "babbbccceddd"
    assert measure_alpha(list(zip(one, other, strict=True))) == pytest.approx(0.692, abs=0.0005)


def test_alpha_is_that_of_the_published_example_with_four_readers_and_gaps() -> None:
    # the same, section C; a full stop is a value that was not given
    readers = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
    units = [[value for value in unit if value != "."] for unit in zip(*readers, strict=True)]
    assert measure_alpha(units) == pytest.approx(0.743, abs=0.0005)


def test_perfect_agreement_is_one_and_no_variation_is_undefined() -> None:
    assert measure_alpha([("a", "a"), ("b", "b")]) == 1
    assert measure_alpha([("a", "a"), ("a", "a")]) is None


def test_rows_are_paired_by_their_words_and_those_without_a_pair_are_told() -> None:
    first = read_rows("It rains in Lima. | none weather", "It snows. | none weather")
    second = read_rows("It rains in Lima. | none other", "It hails. | none weather", path=SECOND)
    pairs, alone = pair_rows(first, second)
    assert [(one.no_event, other.no_event) for one, other in pairs] == [("weather", "other")]
    assert [row.text for row in alone] == ["It hails."]


def test_every_field_is_compared_in_its_own_units() -> None:
    first = read_rows(
        "{A Fiji} {T told} {R Tonga} to pay. | T REQUEST.change by=A to=R ctx=economic fact=reported pol=+ commit=call",
        "It rains. | none weather",
        "{H Fiji} likes {G Tonga}. | none analysis | pos H G supports",
    )
    second = read_rows(
        "{A Fiji} {T told} {R Tonga to pay}. | T REQUEST.assist by=A to=R ctx=- fact=demanded pol=+",
        "It {T rains}. | T AID by=- to=- ctx=- fact=reported pol=+",
        "{H Fiji} likes {G Tonga}. | none background | pos H G supports",
        path=SECOND,
    )
    found = {agreement.field: agreement for agreement in compare(pair_rows(first, second)[0])}
    assert (found["holds an event"].units, found["holds an event"].same) == (3, pytest.approx(2 / 3))
    assert (found["reason for no event"].units, found["reason for no event"].same) == (1, 0)
    assert (found["type"].units, found["type"].same) == (2, 0.5)
    assert found["type of shared events"].alpha is None
    assert (found["mode"].units, found["mode"].same) == (1, 0)
    assert found["context"].same == pytest.approx(36 / 37)
    assert (found["actor (words)"].units, found["actor (words)"].alpha) == (5, 1)
    assert found["recipient (words)"].same == pytest.approx(3 / 5)
    assert (found["factuality"].same, found["polarity"].same, found["commitment"].same) == (0, 1, 0)
    assert (found["stance"].units, found["stance"].same) == (1, 1)


def test_an_event_or_position_that_one_reader_alone_saw_counts_against_agreement() -> None:
    first = read_rows("{H Fiji} {T pays} {G Tonga}. | T AID by=H to=G ctx=- fact=reported pol=+ | pos H G supports")
    second = read_rows("Fiji pays Tonga. | none other", path=SECOND)
    found = {agreement.field: agreement for agreement in compare(pair_rows(first, second)[0])}
    assert (found["type"].units, found["type"].same) == (1, 0)
    assert (found["stance"].units, found["stance"].same) == (1, 0)
    assert found["mode"].units == 0
