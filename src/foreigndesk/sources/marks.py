"""Lines of a text that are marked as page residue, by their number."""

from typing import NamedTuple

from foreigndesk.knowledge.residue import ResidueRule
from foreigndesk.records.articles import ResidueKind


class Mark(NamedTuple):
    """What a marked line is and the rule that marked it; ``closes`` and ``amid`` as in ``residue.tsv``."""

    kind: ResidueKind
    rule: str
    closes: float | None = None
    amid: bool = False


Marks = dict[int, Mark]


def mark_of(rule: ResidueRule) -> Mark:
    """Return the mark of a line that a rule of the table matches."""
    return Mark(rule.kind, rule.name, rule.closes, rule.amid)
