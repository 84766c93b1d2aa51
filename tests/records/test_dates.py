from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreigndesk.records.dates import Precision, ProofStep, known_date, unknown_date, write_edtf

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("earliest", "latest", "expected", "precision"),
    [
        (date(2024, 7, 3), date(2024, 7, 3), "2024-07-03", Precision.DAY),
        (date(2022, 9, 1), date(2022, 9, 30), "2022-09", Precision.MONTH),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02", Precision.MONTH),
        (date(2023, 12, 1), date(2023, 12, 31), "2023-12", Precision.MONTH),
        (date(2023, 1, 1), date(2023, 12, 31), "2023", Precision.YEAR),
        (date(2022, 9, 15), date(2022, 9, 19), "2022-09-15/2022-09-19", Precision.INTERVAL),
        (date(2022, 9, 1), date(2022, 10, 31), "2022-09-01/2022-10-31", Precision.INTERVAL),
        (date(2022, 1, 1), date(2023, 12, 31), "2022-01-01/2023-12-31", Precision.INTERVAL),
        (date(2022, 2, 24), None, "2022-02-24/..", Precision.INTERVAL),
        (None, date(2022, 2, 24), "../2022-02-24", Precision.INTERVAL),
    ],
)
def test_an_interval_is_written_as_narrow_as_it_is(
    *, earliest: date | None, latest: date | None, expected: str, precision: Precision
) -> None:
    finding = known_date(earliest, latest, ())
    assert (finding.edtf, finding.precision) == (expected, precision)
    assert finding.is_known


def test_without_a_bound_a_date_is_unknown_and_says_so() -> None:
    finding = known_date(None, None, ())
    assert finding.edtf is None
    assert finding.precision is Precision.UNKNOWN
    assert finding.unknown_because == "no bound is known"


def test_an_unknown_date_keeps_its_reason_and_the_steps_that_did_not_suffice() -> None:
    step = ProofStep(says='"Thursday" names a weekday')
    finding = unknown_date("no year is named", (step,))
    assert not finding.is_known
    assert finding.unknown_because == "no year is named"
    assert finding.proof == (step,)


@given(days, st.integers(min_value=0, max_value=800))
def test_what_is_written_gives_back_the_interval(earliest: date, length: int) -> None:
    latest = earliest + timedelta(days=length)
    assert _read_edtf(write_edtf(earliest, latest)) == (earliest, latest)


def _read_edtf(words: str) -> tuple[date, date]:
    first, _, last = words.partition("/")
    last = last or first
    return date.fromisoformat((first + "-01-01")[:10]), _last_day(last)


def _last_day(words: str) -> date:
    if len(words) == len("2024-07-03"):
        return date.fromisoformat(words)
    year, month = (int(words[:4]), int(words[5:7])) if "-" in words else (int(words), 12)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
