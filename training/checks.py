"""Checks over many rows: no sentence twice, not too many from templates."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from training.rows import Fault, Row

SECOND = "second"  # folder of the second reader, which repeats sentences on purpose
UNSEEN = "unseen"
MOST_TEMPLATES = 1 / 3  # of all rows
_WORD = re.compile(r"\w+")


def normalise(text: str) -> str:
    """Return the words of a text in lower case, without punctuation."""
    return " ".join(_WORD.findall(text.lower()))


def find_faults(rows: Sequence[Row]) -> list[Fault]:
    """Return what is wrong among rows that are right each for itself."""
    return [*_find_repeats(rows), *_find_too_many_templates(rows)]


def _find_repeats(rows: Iterable[Row]) -> list[Fault]:
    seen: dict[tuple[bool, str], Row] = {}
    faults = []
    for row in rows:
        first = seen.setdefault((is_second(row.path), normalise(row.text)), row)
        if first is not row:
            says = f"the sentence stands already in {first.path}:{first.line}: write another"
            faults.append(Fault(path=row.path, line=row.line, says=says))
    return faults


def _find_too_many_templates(rows: Sequence[Row]) -> list[Fault]:
    made = [row for row in rows if row.is_template]
    if len(made) == len(rows) or len(made) <= MOST_TEMPLATES * len(rows):
        return []
    says = f"{len(made)} of {len(rows)} rows come from templates, at most a third may: write more by hand"
    return [Fault(path=made[0].path, line=made[0].line, says=says)]


def is_unseen(path: Path) -> bool:
    """Return whether a file holds rows in the manner of whole pages, which measure and never train."""
    return path.parent.name == UNSEEN


def is_second(path: Path) -> bool:
    """Return whether a file holds the labels of the second reader."""
    return path.parent.name == SECOND
