"""How sure the reader may be of an event: a map from its probability to how often such events are right.

Platt scaling (J. Platt, "Probabilistic Outputs for Support Vector Machines", 1999): a line through the log odds, fitted
by maximum likelihood. A third number is added where a rule of the tables says the same as the reader.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from foreigndesk.language.reader import Calibration, ReaderSettings, log_odds
from training.measuring import is_right, read_row
from training.rows import Row

STEPS = 50  # of Newton's method; it needs about ten
SMALLEST = 1e-6  # of the curvature, so that readings which are all alike have a solution
EDGES = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95)
BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An event that was read in a row. ``source``: the article of the row, or its words where it has none."""

    source: str
    probability: float
    is_ruled: bool
    is_right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The events with a confidence from ``low`` on, below the next range: how many, their mean, how many are right."""

    low: float
    number: int
    mean: float
    right: float


def read_events(rows: Sequence[Row], thresholds: dict[str, float]) -> list[Reading]:
    """Return the events that are read in rows with the probability that the heads give them."""
    settings = ReaderSettings(thresholds=thresholds)
    return [
        Reading(
            source=row.article.title if row.article else row.text,
            probability=claim.confidence,
            is_ruled=not claim.rule.startswith("reader:"),
            is_right=is_right(row, claim),
        )
        for row in rows
        for claim in read_row(row, settings).claims
        if claim.confidence is not None
    ]


def fit_calibration(readings: Sequence[Reading]) -> Calibration:
    """Return the map under which the readings are likeliest."""
    facts = np.array([[log_odds(each.probability), 1.0, each.is_ruled] for each in readings])
    right = np.array([each.is_right for each in readings], dtype=float)
    weights = np.zeros(3)
    for _ in range(STEPS):
        shares = 1 / (1 + np.exp(-facts @ weights))
        curvature = (facts * (shares * (1 - shares))[:, None]).T @ facts + SMALLEST * np.eye(len(weights))
        weights += np.linalg.solve(curvature, facts.T @ (right - shares))
    slope, offset, ruled = (round(float(weight), 3) for weight in weights)
    return Calibration(slope=slope, offset=offset, ruled=ruled)


def check_calibration(readings: Sequence[Reading]) -> list[tuple[float, bool]]:
    """Return how sure a map fitted on the other half of the articles is of each reading, and whether it is right."""
    halves = ([each for each in readings if _is_even(each)], [each for each in readings if not _is_even(each)])
    found = []
    for own, other in (halves, halves[::-1]):
        fitted = fit_calibration(other)
        found += [(fitted.of(each.probability, is_ruled=each.is_ruled), each.is_right) for each in own]
    return found


def _is_even(reading: Reading) -> bool:
    return hashlib.sha256(reading.source.encode()).digest()[0] % 2 == 0


def expected_error(pairs: Sequence[tuple[float, bool]]) -> float:
    """Return the expected calibration error (0 to 1): how far confidence and share of right ones lie apart.

    The mean over events of ``BINS`` ranges of equal width (M. Naeini and others, AAAI 2015).
    """
    each: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in pairs:
        each.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, right))
    apart = (abs(sum(confidence - right for confidence, right in own)) for own in each.values())
    return sum(apart) / max(1, len(pairs))


def ranges_of(pairs: Sequence[tuple[float, bool]]) -> list[Range]:
    """Return how many events of each range of confidence are right; ranges without events are left out."""
    found = []
    for low, high in zip(EDGES, (*EDGES[1:], 2.0), strict=True):
        own = [(confidence, right) for confidence, right in pairs if low <= confidence < high]
        if own:
            mean, right = fmean(confidence for confidence, _ in own), fmean(right for _, right in own)
            found.append(Range(low=low, number=len(own), mean=mean, right=right))
    return found
