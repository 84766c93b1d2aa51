"""Dates as intervals with the steps that prove them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foreigndesk.records.spans import Span


class Precision(StrEnum):
    """How narrow a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    INTERVAL = "interval"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofStep:
    """One reason for a date: words of an article, a row of a dated table, or both.

    ``says`` is the reason in words. ``article_id`` and ``span`` point to the words, ``fact`` names
    the row (``occasions:sco-2022-samarkand``). ``earliest`` and ``latest`` are the bounds that this
    step sets by itself; ``None`` leaves that side open.
    """

    says: str
    article_id: str | None = None
    span: Span | None = None
    fact: str | None = None
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFinding:
    """A date with its proof, or why it is not known. Both bounds are inclusive days.

    ``edtf`` follows ISO 8601-2 (Extended Date/Time Format, level 1): ``2024-07-03``, ``2022-09``,
    ``2022-09-15/2022-09-19``, ``2022-02-24/..``. It is ``None`` exactly when ``unknown_because`` is set.
    """

    edtf: str | None
    earliest: date | None
    latest: date | None
    precision: Precision
    proof: tuple[ProofStep, ...]
    unknown_because: str | None = None

    @property
    def is_known(self) -> bool:
        """Whether at least one side of the interval is known."""
        return self.edtf is not None


def unknown_date(because: str, proof: tuple[ProofStep, ...] = ()) -> DateFinding:
    """Return the finding that a date is not known, with the reason."""
    return DateFinding(
        edtf=None, earliest=None, latest=None, precision=Precision.UNKNOWN, proof=proof, unknown_because=because
    )


def known_date(earliest: date | None, latest: date | None, proof: tuple[ProofStep, ...]) -> DateFinding:
    """Return the finding for an interval of which at least one side is known."""
    if earliest is None and latest is None:
        return unknown_date("no bound is known", proof)
    return DateFinding(
        edtf=write_edtf(earliest, latest),
        earliest=earliest,
        latest=latest,
        precision=_precision(earliest, latest),
        proof=proof,
    )


def write_edtf(earliest: date | None, latest: date | None) -> str:
    """Return the interval in EDTF level 1; an open side is written ``..``."""
    precision = _precision(earliest, latest)
    if earliest and precision is Precision.DAY:
        return earliest.isoformat()
    if earliest and precision is Precision.MONTH:
        return f"{earliest:%Y-%m}"
    if earliest and precision is Precision.YEAR:
        return f"{earliest:%Y}"
    return f"{earliest.isoformat() if earliest else '..'}/{latest.isoformat() if latest else '..'}"


def _precision(earliest: date | None, latest: date | None) -> Precision:
    if earliest is None or latest is None:
        return Precision.INTERVAL
    if earliest == latest:
        return Precision.DAY
    whole_months = earliest.day == 1 and (latest.toordinal() + 1 == _first_of_next_month(latest).toordinal())
    if whole_months and (earliest.year, earliest.month) == (latest.year, latest.month):
        return Precision.MONTH
    if whole_months and earliest.year == latest.year and (earliest.month, latest.month) == (1, 12):
        return Precision.YEAR
    return Precision.INTERVAL


def _first_of_next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
