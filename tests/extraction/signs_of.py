"""A reader of the tests' own: it sees what the test says, whatever the words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from foreigndesk.records.signs import DeedSigns, Gates, RoleSigns
from foreigndesk.records.spans import Span

USUAL = 0.5
GATES = Gates(relevance=0.6, together=1.2)


@dataclass(frozen=True, kw_only=True)
class FakeSigns:
    """Signs of one sentence. ``triggers``: words with the shares of types; ``actors``, ``recipients``: words."""

    text: str
    triggers: Mapping[str, Mapping[str, float]]
    actors: Sequence[str] = ()
    recipients: Sequence[str] = ()
    factuality: str = "reported"
    relevance: float = 1.0
    modes: Mapping[str, float] = field(default_factory=dict)
    commitment: str = "NONE"
    gates: Gates = GATES

    def trigger(self, span: Span) -> float:
        return sum(self.trigger_types(span).values())

    def trigger_types(self, span: Span) -> dict[str, float]:
        return dict(self.triggers.get(span.words(self.text), {}))

    def threshold(self, event_type: str) -> float:
        return USUAL

    def confidence(self, probability: float, *, is_ruled: bool) -> float:
        return probability

    def roles(self, trigger: Span, parties: Sequence[Span]) -> list[RoleSigns]:
        return [
            RoleSigns(actor=self._share(self.actors, party), recipient=self._share(self.recipients, party))
            for party in parties
        ]

    def deed(self, trigger: Sequence[Span], actors: Sequence[Span], recipients: Sequence[Span]) -> DeedSigns:
        types = self.trigger_types(trigger[0])
        return DeedSigns(
            types={name: share / sum(types.values()) for name, share in types.items()},
            modes=dict(self.modes),
            factualities={self.factuality: 1.0},
            commitments={self.commitment: 1.0},
        )

    def _share(self, words: Sequence[str], party: Span) -> float:
        return 1.0 if any(word in party.words(self.text) for word in words) else 0.0
