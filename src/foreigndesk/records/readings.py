"""All that is read from one article by itself, and the desk's whole record."""

from dataclasses import dataclass

from foreigndesk.records.articles import Article
from foreigndesk.records.claims import ActionClaim, CommitmentClaim, MeetingClaim, PositionClaim
from foreigndesk.records.mentions import Mention, Reference, RoleWords
from foreigndesk.records.quotations import Quotation
from foreigndesk.records.refusals import Refusal
from foreigndesk.records.spans import Span
from foreigndesk.records.times import TimeExpression


@dataclass(frozen=True, slots=True, kw_only=True)
class DateClue:
    """Words that bound the article's date and are no time expression themselves.

    ``kind`` is ``conflict_lasted`` ("the conflict, which lasted almost seven months"), ``conflict_numbered``
    ("now in its third year"), ``conflict_named`` ("since Russia invaded Ukraine"), ``held_office``,
    ``new_office``, ``former_office``, ``office_begun`` ("took office in April") or ``upcoming_occasion``.
    ``fact`` names the row of a dated table, or several; ``time_span`` the time words that belong to the clue.
    """

    kind: str
    span: Span
    fact: str
    time_span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one article says, read by itself: a pure function of the article and the knowledge tables.

    ``unanalysed_because`` is set where the analysis does not know the language; the rest is then empty.
    ``refusals``: triggers of actions that were looked at and made none, with the reason.
    """

    article: Article
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    clues: tuple[DateClue, ...]
    quotations: tuple[Quotation, ...]
    meetings: tuple[MeetingClaim, ...]
    actions: tuple[ActionClaim, ...]
    commitments: tuple[CommitmentClaim, ...]
    positions: tuple[PositionClaim, ...]
    unanalysed_because: str | None = None
    refusals: tuple[Refusal, ...] = ()
    references: tuple[Reference, ...] = ()
    roles: tuple[RoleWords, ...] = ()
