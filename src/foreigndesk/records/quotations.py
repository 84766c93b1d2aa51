"""Quotations: exact words or reported speech, who said them, through whom."""

from dataclasses import dataclass
from enum import StrEnum

from foreigndesk.records.factuality import Factuality
from foreigndesk.records.spans import Span, derive_id


class QuotationKind(StrEnum):
    """How the words of a speaker are given."""

    DIRECT = "direct"  # a whole utterance inside marks
    PARTIAL = "partial"  # a fragment inside marks within the article's own sentence
    INDIRECT = "indirect"  # reported speech without marks
    SCARE = "scare"  # marks that nobody in the text is said to have spoken
    TITLE = "title"  # the title of a work, project or document


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One link of a chain of attribution: who passes on the words ("according to Xinhua")."""

    span: Span
    name: str
    entity_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who is said to have spoken: one or several, or ambiguous with candidates, with the reason.

    ``span`` is where the text names the speaker; ``names`` are full names where they are known. ``is_unnamed``
    is set for a source whom the text only describes ("two officials close to the talks").
    """

    span: Span | None
    names: tuple[str, ...]
    entity_ids: tuple[str, ...]
    candidates: tuple[str, ...]
    rule: str
    is_unnamed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A quotation. For marked ones ``span`` is the words inside the marks with closing punctuation.

    ``chain`` is ordered from the nearest to the speaker outward to the publisher. ``factuality`` is that of what
    is said: a quoted claim is attributed at most, and no fact of the record.
    """

    article_id: str
    span: Span
    kind: QuotationKind
    cue: Span | None
    speaker: Speaker | None
    addressee: Speaker | None
    chain: tuple[Attribution, ...]
    rule: str
    factuality: Factuality = Factuality.ATTRIBUTED

    @property
    def quotation_id(self) -> str:
        """The id, derived from article and span."""
        return derive_id("quotation", self.article_id, self.span.start, self.span.end)
