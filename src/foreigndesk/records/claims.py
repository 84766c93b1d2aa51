"""Claims: what one article says happened, was promised or is held, each with the words for it."""

from dataclasses import dataclass
from enum import StrEnum

from foreigndesk.records.factuality import Factuality as Factuality  # noqa: PLC0414  claims carry it: it is read from here too
from foreigndesk.records.mentions import MentionUse
from foreigndesk.records.quotations import Attribution
from foreigndesk.records.spans import Span, derive_id


class Polarity(StrEnum):
    """Whether the text says that it is so or that it is not so."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Tense(StrEnum):
    """When the clause places its event, seen from the article's date."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who takes part in an event: the words, the entity, its state and sector (PLOVER)."""

    span: Span
    name: str
    entity_id: str | None
    state: str | None
    sector: str | None = None
    use: MentionUse = MentionUse.ACTOR


def _spans(parties: tuple[Party, ...]) -> list[tuple[int, int]]:
    return [(p.span.start, p.span.end) for p in parties]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What every claim has: the article, the rule that read it, the words, and who vouches for it.

    ``evidence`` is never empty; its first span is the clause or sentence that carries the claim.
    """

    article_id: str
    rule: str
    evidence: tuple[Span, ...]
    factuality: Factuality
    polarity: Polarity
    attribution: tuple[Attribution, ...]

    @property
    def distinction(self) -> tuple[object, ...]:
        """What tells this claim from another of the same rule on the same words."""
        return ()

    @property
    def claim_id(self) -> str:
        """The id, derived from article, kind, rule, spans and what tells claims on the same words apart."""
        spans = [(s.start, s.end) for s in self.evidence]
        return derive_id("claim", self.article_id, type(self).__name__, self.rule, spans, *self.distinction)


class MeetingFormat(StrEnum):
    """How a meeting was held."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    VIDEO = "video"
    LETTER = "letter"
    UNKNOWN = "unknown"


class VisitType(StrEnum):
    """The protocol rank of a visit, as the text names it."""

    STATE = "state"
    OFFICIAL = "official"
    WORKING = "working"
    UNKNOWN = "unknown"


class SequenceKind(StrEnum):
    """What a text says of a meeting's place in a series."""

    ORDINAL = "ordinal"  # "their 44th summit"
    FIRST_SINCE = "first_since"  # "first meeting since Russia invaded Ukraine"
    NOT_SINCE = "not_since"  # "they have not met since ..., until now": the same claim in other words
    AFTER_INTERVAL = "after_interval"  # "reunited after a month and a half"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """A claim about a meeting's place in a series.

    ``fact`` names the dated row that a "since" clause points to (``conflicts:ukraine-2022``);
    ``time_span`` is the duration or date in the claim, where there is one.
    """

    span: Span
    kind: SequenceKind
    number: int | None
    fact: str | None
    time_span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OccasionMention:
    """Words that name the occasion of a meeting: "on the sidelines of the SCO summit in Astana".

    ``occasion_ids`` are the rows of the occasion table that fit the words, in order of their days.
    """

    span: Span
    name: str
    organisation_id: str | None
    occasion_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingClaim(Claim):
    """An article says that two or more parties met, will meet, or did not meet.

    ``times`` are spans of the time expressions that date it; ``place_span`` the words naming the place;
    ``host`` the state visited. ``is_background``: the words look back to an earlier meeting that is not
    what the article reports. ``is_delegation``: ``participants`` are those who came along, not the principals.
    """

    participants: tuple[Party, ...]
    format: MeetingFormat
    visit_type: VisitType
    tense: Tense
    trigger: Span
    times: tuple[Span, ...] = ()
    place_span: Span | None = None
    place_id: str | None = None
    host: str | None = None
    occasion: OccasionMention | None = None
    sequences: tuple[Sequence, ...] = ()
    is_background: bool = False
    is_delegation: bool = False

    @property
    def distinction(self) -> tuple[object, ...]:
        """What tells this claim from another of the same rule on the same words."""
        return self.trigger.start, [p.entity_id for p in self.participants]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionClaim(Claim):
    """An article says that somebody did something to somebody, coded by PLOVER and CAMEO.

    ``confidence``: how often events that rules and reader were as sure of had trigger and type right, on sentences
    held back (0 to 1); ``None`` where rules alone read it.
    """

    trigger: Span
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    tense: Tense
    times: tuple[Span, ...] = ()
    place_span: Span | None = None
    place_id: str | None = None
    confidence: float | None = None

    @property
    def distinction(self) -> tuple[object, ...]:
        """What tells this claim from another of the same rule on the same words."""
        return self.trigger.start, self.type, _spans(self.actors), _spans(self.recipients)


class CommitmentKind(StrEnum):
    """What somebody bound themselves to, asked for, or left undone."""

    SIGNED = "signed"
    JOINT_STATEMENT = "joint_statement"
    PLEDGE = "pledge"
    INTENTION = "intention"
    CALL = "call"
    REFUSAL = "refusal"
    NON_AGREEMENT = "non_agreement"
    DENIAL = "denial"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentClaim(Claim):
    """An article says that somebody signed, pledged, called for, refused, denied or left something undone."""

    kind: CommitmentKind
    trigger: Span
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    object_span: Span | None
    times: tuple[Span, ...] = ()

    @property
    def distinction(self) -> tuple[object, ...]:
        """What tells this claim from another of the same rule on the same words."""
        return self.trigger.start, self.kind.value, self.object_span and self.object_span.start


class Stance(StrEnum):
    """Where a holder stands towards a target."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    NEUTRAL = "neutral"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionClaim(Claim):
    """An article says that a holder supports or opposes a target."""

    trigger: Span
    holders: tuple[Party, ...]
    target: Party
    stance: Stance

    @property
    def distinction(self) -> tuple[object, ...]:
        """What tells this claim from another of the same rule on the same words."""
        return self.trigger.start, self.stance.value, _spans((*self.holders, self.target))
