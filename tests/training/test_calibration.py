"""How sure the reader may be: a map fitted on some readings, checked on others."""

import math
import random
from pathlib import Path

import pytest

from foreigndesk.language.reader import Calibration
from training.calibration import (
    Reading,
    check_calibration,
    expected_error,
    fit_calibration,
    ranges_of,
    read_events,
)
from training.reading import read_text

TRUE = Calibration(slope=0.5, offset=-0.4, ruled=0.8)


def draw_readings(number: int) -> list[Reading]:
    chance = random.Random(7)  # noqa: S311
    found = []
    for n in range(number):
        probability, is_ruled = 1 / (1 + math.exp(-chance.gauss(3, 2))), chance.random() < 0.3
        is_right = chance.random() < TRUE.of(probability, is_ruled=is_ruled)
        found.append(Reading(source=str(n // 3), probability=probability, is_ruled=is_ruled, is_right=is_right))
    return found


def test_the_map_that_made_the_readings_is_found_again():
    found = fit_calibration(draw_readings(20_000))

    assert found.slope == pytest.approx(TRUE.slope, abs=0.05)
    assert found.offset == pytest.approx(TRUE.offset, abs=0.12)
    assert found.ruled == pytest.approx(TRUE.ruled, abs=0.12)


def test_confidence_is_checked_on_articles_that_did_not_fit_it():
    readings = draw_readings(4_000)
    bare = [(each.probability, each.is_right) for each in readings]

    assert expected_error(check_calibration(readings)) < 0.04
    assert expected_error(bare) > 0.1


def test_readings_that_are_all_right_still_have_a_map():
    found = fit_calibration([Reading(source="a", probability=0.9, is_ruled=False, is_right=True)] * 5)

    assert 0.9 < found.of(0.9, is_ruled=False) <= 1.0


def test_the_expected_error_is_how_far_confidence_and_right_ones_lie_apart():
    assert expected_error([(0.95, True), (0.95, False)]) == pytest.approx(0.45)
    assert expected_error([(0.5, True), (0.5, False)]) == pytest.approx(0.0)
    assert expected_error([(1.0, True)]) == 0.0
    assert expected_error([]) == 0.0


def test_ranges_without_events_are_left_out():
    found = ranges_of([(0.31, True), (0.49, False), (1.0, True)])

    assert [(each.low, each.number, each.right) for each in found] == [(0.3, 2, 0.5), (0.95, 1, 1.0)]


def test_events_are_read_with_the_bare_probability_and_whether_a_rule_spoke():
    rows = read_text(
        "# brief: news agency; region: Africa; time: present\n\n"
        "{A Kenya} {T expelled} {R two Somali envoys} on Monday.\n"
        "| T SANCTION.expel by=A to=R ctx=diplomatic fact=reported pol=+\n\n"
        "{A Kenya} {T imposed sanctions} on {R Somalia}.\n| T ACCUSE by=A to=R ctx=diplomatic fact=reported pol=+\n",
        Path("some-1.txt"),
    ).rows
    first, second = read_events(rows, {})

    assert first.probability not in {0.0, round(first.probability, 2)}
    assert (first.is_right, second.is_right, second.is_ruled) == (True, False, True)
    assert first.source == rows[0].text
