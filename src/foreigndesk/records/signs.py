"""What the trained reader says of words: probabilities, before anything is decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from foreigndesk.records.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSigns:
    """How likely a party is the actor and the recipient of a trigger (0 to 1 each)."""

    actor: float
    recipient: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedSigns:
    """The probability of each value of the heads for a deed.

    Modes are keyed ``TYPE.mode``; commitments by kind, and ``NONE`` where nobody is bound by the deed.
    """

    types: dict[str, float]
    modes: dict[str, float]
    factualities: dict[str, float]
    commitments: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gates:
    """What a sentence must reach to tell of an event: its relevance, and that with the deed's probability."""

    relevance: float
    together: float


class Signs(Protocol):
    """What the reader says of one sentence."""

    @property
    def relevance(self) -> float:
        """The probability that the sentence tells of any deed."""

    @property
    def gates(self) -> Gates:
        """What the sentence must reach to tell of an event."""

    def trigger(self, span: Span) -> float:
        """Return the probability that a word is the trigger of a deed of any type."""

    def trigger_types(self, span: Span) -> dict[str, float]:
        """Return the probability of each PLOVER type at a word; they sum to that of any deed."""

    def threshold(self, event_type: str) -> float:
        """Return from which probability on a deed of a type is believed."""

    def confidence(self, probability: float, *, is_ruled: bool) -> float:
        """Return how often such an event is right (0 to 1). ``is_ruled``: a rule of the tables says the same."""

    def roles(self, trigger: Span, parties: Sequence[Span]) -> list[RoleSigns]:
        """Return how likely each of the parties is the actor and the recipient of a trigger."""

    def deed(self, trigger: Sequence[Span], actors: Sequence[Span], recipients: Sequence[Span]) -> DeedSigns:
        """Return what the heads say of a deed."""
