"""Evidence: the words that support a value, in the two selectors of the W3C Web Annotation model."""

from dataclasses import dataclass

from foreigndesk.records.spans import Span, derive_id

CONTEXT_LENGTH = 32  # code points kept before and after the words, as hypothes.is and Annotator do


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words of one article that support a value.

    ``span`` is the TextPositionSelector; ``exact``, ``prefix`` and ``suffix`` are the
    TextQuoteSelector; ``sha256`` is that of the article's whole reference text.
    """

    article_id: str
    span: Span
    exact: str
    prefix: str
    suffix: str
    sha256: str

    @property
    def evidence_id(self) -> str:
        """The id, derived from article and place."""
        return derive_id("evidence", self.article_id, self.span.start, self.span.end)


def select_evidence(article_id: str, text: str, span: Span, *, sha256: str) -> Evidence:
    """Return the evidence for ``span`` of ``text``, the reference text of the article."""
    return Evidence(
        article_id=article_id,
        span=span,
        exact=span.words(text),
        prefix=text[max(0, span.start - CONTEXT_LENGTH) : span.start],
        suffix=text[span.end : span.end + CONTEXT_LENGTH],
        sha256=sha256,
    )
