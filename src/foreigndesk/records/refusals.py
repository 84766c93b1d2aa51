"""Readings that a stage refused, kept with the reason so that ``why-not`` can show them."""

from dataclasses import dataclass

from foreigndesk.records.spans import Span, derive_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A reading that was refused: in which article, by which stage and rule, at which words, and why."""

    article_id: str
    stage: str
    rule: str
    because: str
    span: Span | None = None

    @property
    def refusal_id(self) -> str:
        """The id, derived from all that it says."""
        span = (self.span.start, self.span.end) if self.span else None
        return derive_id("refusal", self.article_id, self.stage, self.rule, span, self.because)
