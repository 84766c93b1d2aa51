"""What views are made of: the records of a desk, or of the part of it that a question is about."""

from dataclasses import dataclass, field

from foreigndesk.records.articles import Article, Dropped
from foreigndesk.records.claims import ActionClaim, CommitmentClaim, MeetingClaim, PositionClaim
from foreigndesk.records.copies import Copy
from foreigndesk.records.dates import DateFinding
from foreigndesk.records.events import Event
from foreigndesk.records.meetings import Meeting
from foreigndesk.records.mentions import Entity, MentionCorrection
from foreigndesk.records.quotation_groups import QuotationGroup
from foreigndesk.records.quotations import Quotation
from foreigndesk.records.refusals import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The records that a view needs, each list in the order of the store.

    ``articles`` are keyed by id and dated where a build has dated them; ``origins`` gives the family of
    one origin for each article id; ``entities`` are keyed by id, ``event_dates`` by the
    id of the action that they date. ``corrections`` are what people decided about whom words mean.
    """

    articles: dict[str, Article]
    dropped: tuple[Dropped, ...]
    meetings: tuple[Meeting, ...]
    meeting_claims: tuple[MeetingClaim, ...]
    actions: tuple[ActionClaim, ...]
    commitments: tuple[CommitmentClaim, ...]
    positions: tuple[PositionClaim, ...]
    quotations: tuple[Quotation, ...]
    copies: tuple[Copy, ...]
    origins: dict[str, str]
    entities: dict[str, Entity]
    refusals: tuple[Refusal, ...]
    groups: tuple[QuotationGroup, ...] = ()
    events: tuple[Event, ...] = ()
    event_dates: dict[str, DateFinding] = field(default_factory=dict)
    corrections: tuple[MentionCorrection, ...] = ()
