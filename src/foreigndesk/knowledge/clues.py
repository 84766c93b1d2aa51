"""Clues that a line is page residue, with their weights."""

import re
from dataclasses import dataclass
from functools import cache

from foreigndesk.knowledge.tables import read_table

_THRESHOLD = "threshold"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidueClue:
    """One clue: its weight, and the pattern that finds it in a line or ``None`` where shape and place decide."""

    name: str
    weight: float
    pattern: re.Pattern[str] | None
    example: str
    counter_example: str
    says: str
    row_source: str


@cache
def list_residue_clues() -> tuple[ResidueClue, ...]:
    """Return the clues in the order of the table, without its threshold."""
    return tuple(
        ResidueClue(
            name=row["clue"],
            weight=float(row["weight"]),
            pattern=re.compile(row["pattern"], re.IGNORECASE) if row["pattern"] else None,
            example=row["example"],
            counter_example=row["counter_example"],
            says=row["says"],
            row_source=row["source"],
        )
        for row in read_table("residue_clues")
        if row["clue"] != _THRESHOLD
    )


@cache
def residue_threshold() -> float:
    """Return the sum of weights from which on a line is residue."""
    return next(float(row["weight"]) for row in read_table("residue_clues") if row["clue"] == _THRESHOLD)


@cache
def clue_weights() -> dict[str, float]:
    """Return the weight of each clue by its name."""
    return {clue.name: clue.weight for clue in list_residue_clues()}


@cache
def line_clues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the clues that are looked for in the words of a line, with their patterns."""
    return tuple((clue.name, clue.pattern) for clue in list_residue_clues() if clue.pattern)
