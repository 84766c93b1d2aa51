"""Which parts of a text names have taken, so that no other is found over them."""

from collections.abc import Iterable

from foreigndesk.records.spans import Span


class Taken:
    """Spans of one text, and one byte for each of its code points that tells whether a span covers it.

    A look at the bytes takes the same time however many spans there are.
    """

    def __init__(self, text: str, spans: Iterable[Span] = ()) -> None:
        """Take ``spans`` of ``text``."""
        self.spans: list[Span] = []
        self._marks = bytearray(len(text))
        self.take(spans)

    def take(self, spans: Iterable[Span]) -> None:
        """Take further spans."""
        for span in spans:
            self.spans.append(span)
            self._marks[span.start : span.end] = b"\x01" * len(span)

    def touches(self, span: Span) -> bool:
        """Return whether ``span``, of at least one code point, shares one with a span that is taken."""
        return 1 in self._marks[span.start : span.end]
