"""Copies: which article was made from which, and families of one origin."""

from dataclasses import dataclass
from enum import StrEnum

from foreigndesk.records.spans import Span, derive_id


class CopyKind(StrEnum):
    """How a later text was made from an earlier one."""

    VERBATIM = "verbatim"
    SYNDICATED = "syndicated"
    ABRIDGED = "abridged"
    EXTENDED = "extended"
    REWRITTEN = "rewritten"
    TRANSLATED = "translated"
    LIFTED = "lifted"  # some sentences, put into an article on another matter


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPassage:
    """Words that stand in both articles of a pair."""

    first: Span
    second: Span


class DifferenceKind(StrEnum):
    """What became of words of the earlier text; the last three where the direction is not known."""

    DROPPED = "dropped"
    ADDED = "added"
    REWORDED = "reworded"
    HEDGE_LOST = "hedge_lost"
    ATTRIBUTION_LOST = "attribution_lost"
    LIST_SHORTENED = "list_shortened"
    IN_ONE_ONLY = "in_one_only"
    HEDGE_IN_ONE = "hedge_in_one"
    ATTRIBUTION_IN_ONE = "attribution_in_one"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference of two texts of one origin, with the sentences on both sides.

    ``first`` or ``second`` is ``None`` where that text has nothing that answers. ``cue`` is the hedge or the
    attribution, as a span of the side that ``cue_in_first`` names; ``None`` for the other kinds.
    """

    kind: DifferenceKind
    first: Span | None
    second: Span | None
    cue: Span | None = None
    cue_in_first: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Two articles of one origin. ``later_id`` is ``None`` where the direction is not known.

    ``first_id`` < ``second_id``. ``score`` is the share that the kind rests on (0..1): of the shorter text, and
    for a lifted passage of the text that it was put into. ``shared`` is what was kept, ``differences`` what was not,
    in the order of the first text.
    """

    first_id: str
    second_id: str
    later_id: str | None
    kind: CopyKind
    score: float
    shared: tuple[SharedPassage, ...]
    because: tuple[str, ...]
    direction_because: str
    differences: tuple[Difference, ...] = ()

    @property
    def copy_id(self) -> str:
        """The id, derived from the pair."""
        return derive_id("copy", self.first_id, self.second_id)

    @property
    def earlier_id(self) -> str | None:
        """The article that the other was made from; ``None`` where the direction is not known."""
        if self.later_id is None:
            return None
        return self.second_id if self.later_id == self.first_id else self.first_id

    @property
    def cited(self) -> tuple[tuple[str, str, Span], ...]:
        """All spans as (what they show, article id, span), in the order of the record."""
        found = []
        for passage in self.shared:
            found += [("first", self.first_id, passage.first), ("second", self.second_id, passage.second)]
        for difference in self.differences:
            cue_id = self.first_id if difference.cue_in_first else self.second_id
            sides = ((self.first_id, difference.first), (self.second_id, difference.second), (cue_id, difference.cue))
            found += [(difference.kind.value, article_id, span) for article_id, span in sides if span is not None]
        return tuple(found)
