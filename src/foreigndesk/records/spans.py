"""Half-open spans of code points, and the ids that records derive from their content."""

import hashlib
import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points of an article's reference text.

    The one record that takes positional arguments: its two numbers have one natural order.
    """

    start: int
    end: int

    def words(self, text: str) -> str:
        """Return the words of ``text`` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Return whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Return whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


def hull(spans: tuple[Span, ...]) -> Span:
    """Return the smallest span that covers all of ``spans`` (at least one)."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))


# Made once: making one takes as long as using it.
_LISTING = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str)


def derive_id(kind: str, *parts: object) -> str:
    """Return a 16-digit hexadecimal id made from ``kind`` and what identifies the thing.

    BLAKE2b over a JSON list, so the same content has the same id on every machine.
    """
    listed = _LISTING.encode([kind, *parts])
    return hashlib.blake2b(listed.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def sha256_of(text: str) -> str:
    """Return the SHA-256 of ``text`` in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
