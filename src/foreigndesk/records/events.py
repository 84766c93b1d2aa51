"""Events: one record for what somebody did, however many sentences, articles or copies tell of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from foreigndesk.records.claims import Polarity
from foreigndesk.records.dates import DateFinding
from foreigndesk.records.factuality import Factuality
from foreigndesk.records.meetings import WordsAt

STRENGTH = (  # from what is vouched for most to least
    Factuality.REPORTED,
    Factuality.ATTRIBUTED,
    Factuality.PLANNED,
    Factuality.DEMANDED,
    Factuality.OPINION,
    Factuality.SPECULATION,
    Factuality.UNKNOWN,
    Factuality.DENIED,
)


class EventStatus(StrEnum):
    """What the articles say of an event: only a ``reported`` one of positive polarity is told as having happened."""

    REPORTED = "reported"
    PLANNED = "planned"
    DEMANDED = "demanded"
    SPECULATED = "speculated"
    UNKNOWN = "unknown"
    DENIED = "denied"


_STATUS = {
    Factuality.REPORTED: EventStatus.REPORTED,
    Factuality.ATTRIBUTED: EventStatus.REPORTED,
    Factuality.PLANNED: EventStatus.PLANNED,
    Factuality.DEMANDED: EventStatus.DEMANDED,
    Factuality.OPINION: EventStatus.SPECULATED,
    Factuality.SPECULATION: EventStatus.SPECULATED,
    Factuality.UNKNOWN: EventStatus.UNKNOWN,
    Factuality.DENIED: EventStatus.DENIED,
}


def strongest(told: Iterable[Factuality]) -> Factuality:
    """Return the factuality (of at least one) that comes first in ``STRENGTH``."""
    return min(told, key=STRENGTH.index)


def status_of(factuality: Factuality) -> EventStatus:
    """Return the status of an event that is told with this factuality."""
    return _STATUS[factuality]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventParty:
    """Who acts or is acted upon: the entity where it is known, else the name in the words; state and PLOVER sector."""

    entity_id: str | None
    name: str
    state: str | None
    sector: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlace:
    """Where an event was, as narrowly as its reports say; ``place_id`` is ``None`` for a name that no table has."""

    place_id: str | None
    name: str
    state: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that somebody did, will do, should do or did not do, coded by PLOVER and CAMEO.

    ``cameo`` is ``None`` where no claim has a code or the claims have different ones; ``goldstein`` then is too.
    ``quad`` and ``score`` are those of PLOVER type and mode. ``confidence`` is that of its surest claim, ``None``
    where rules alone read them. ``factuality`` is the strongest of its claims.
    ``reports`` are the articles that tell of it, ``origins`` the families of copies that they belong to, so
    ``len(origins)`` counts independent origins. ``merged_because`` says why claims were taken for one event,
    ``unknowns`` what is not known and why. Claims of other polarity or status are other events.
    """

    event_id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    quad: str | None
    goldstein: float | None
    score: float | None
    confidence: float | None = None
    actors: tuple[EventParty, ...]
    recipients: tuple[EventParty, ...]
    place: EventPlace | None
    date: DateFinding
    polarity: Polarity
    factuality: Factuality
    claim_ids: tuple[str, ...]
    reports: tuple[str, ...]
    origins: tuple[str, ...]
    evidence: tuple[WordsAt, ...]
    merged_because: tuple[str, ...]
    unknowns: tuple[str, ...]

    @property
    def status(self) -> EventStatus:
        """What the articles say of it."""
        return status_of(self.factuality)

    @property
    def is_told_as_fact(self) -> bool:
        """Whether the articles tell it as having happened."""
        return self.status is EventStatus.REPORTED and self.polarity is Polarity.POSITIVE
