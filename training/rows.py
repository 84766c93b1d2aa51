"""What a row of the corpus holds: a sentence, its marked words, and what the label lines say of them."""

from dataclasses import dataclass
from pathlib import Path

from foreigndesk.records.claims import CommitmentKind, Factuality, Polarity, Stance
from foreigndesk.records.quotations import QuotationKind
from foreigndesk.records.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong in a file: where, and what to do about it."""

    path: Path
    line: int
    says: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.says}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Marked words: their label (``A2``) and where they stand in the text without markup."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLabel:
    """An event of a row. ``mode`` and ``commitment`` are ``None`` where the annotator gave none."""

    trigger: Span
    type: str
    mode: str | None
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    contexts: tuple[str, ...]
    factuality: Factuality
    polarity: Polarity
    aux: tuple[str, ...]
    commitment: CommitmentKind | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionLabel:
    """Somebody said something. ``kind`` is ``None`` where the annotator left it open."""

    speakers: tuple[Span, ...]
    cue: Span | None
    content: tuple[Span, ...]
    kind: QuotationKind | None
    is_anonymous: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionLabel:
    """Where a holder stands towards a target."""

    holders: tuple[Span, ...]
    targets: tuple[Span, ...]
    stance: Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The short article a row belongs to; ``position`` of the row counts from 0."""

    title: str
    dateline: str | None
    published: str | None
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One labelled sentence. ``brief``: in whose manner it is written; ``no_event``: why it holds no event."""

    path: Path
    line: int
    text: str
    marks: tuple[Mark, ...]
    events: tuple[EventLabel, ...]
    attributions: tuple[AttributionLabel, ...]
    positions: tuple[PositionLabel, ...]
    no_event: str | None
    brief: str
    is_template: bool
    article: Article | None

    @property
    def negatives(self) -> tuple[Span, ...]:
        """Words that look like a trigger and are none."""
        return tuple(mark.span for mark in self.marks if mark.label.startswith("N"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one or several files hold: the rows that could be read, and the faults."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
