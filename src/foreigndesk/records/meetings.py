"""Meetings: one record for one meeting, however many articles, sentences or copies report it."""

from dataclasses import dataclass
from enum import StrEnum

from foreigndesk.records.claims import MeetingFormat, Sequence, VisitType
from foreigndesk.records.dates import DateFinding
from foreigndesk.records.spans import Span


class MeetingStatus(StrEnum):
    """Whether the meeting took place, as far as the articles say."""

    REPORTED = "reported"
    PLANNED = "planned"
    SPECULATED = "speculated"
    DENIED = "denied"


class ParticipantRole(StrEnum):
    """In which role somebody was in the room."""

    PRINCIPAL = "principal"
    DELEGATION = "delegation"
    HOST = "host"
    MEDIATOR = "mediator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody in the room: entity, state, role, and the office held at the time where it is known."""

    entity_id: str
    name: str
    state: str | None
    role: ParticipantRole
    office: str | None
    office_fact: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsAt:
    """A place in an article: the words that support one value of a record."""

    article_id: str
    span: Span
    supports: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlace:
    """Where a meeting was held, as narrowly as articles or a dated table say."""

    place_id: str | None
    name: str
    state: str | None
    precision: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting of named participants.

    ``reports`` are the articles that tell of it, in order of id; ``origins`` the ids of the families
    of copies that they belong to, so ``len(origins)`` counts independent origins. ``merged_because``
    says why reports were taken for one meeting. ``unknowns`` says what could not be known and why.
    """

    meeting_id: str
    participants: tuple[Participant, ...]
    format: MeetingFormat
    visit_type: VisitType
    occasion: str | None
    occasion_fact: str | None
    sequences: tuple[Sequence, ...]
    place: MeetingPlace | None
    date: DateFinding
    status: MeetingStatus
    claim_ids: tuple[str, ...]
    reports: tuple[str, ...]
    origins: tuple[str, ...]
    evidence: tuple[WordsAt, ...]
    merged_because: tuple[str, ...]
    unknowns: tuple[str, ...]
