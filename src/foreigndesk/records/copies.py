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


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Two articles of one origin. ``later_id`` is ``None`` where the direction is not known.

    ``first_id`` < ``second_id``. ``score`` is the share of the shorter text that the kind rests on (0..1).
    """

    first_id: str
    second_id: str
    later_id: str | None
    kind: CopyKind
    score: float
    shared: tuple[SharedPassage, ...]
    because: tuple[str, ...]
    direction_because: str

    @property
    def copy_id(self) -> str:
        """The id, derived from the pair."""
        return derive_id("copy", self.first_id, self.second_id)
