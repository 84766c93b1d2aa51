"""The text of an article cut for a page: cited words with their numbers, removed residue and repeats folded."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from foreigndesk.records.articles import Article
from foreigndesk.records.spans import Span
from foreigndesk.views.wording import show_text


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSpan:
    """A span that a page must lead to, by its number."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPiece:
    """A run of text under the same citations; ``opens`` are those of ``cited`` of which it is the first piece."""

    words: str
    cited: tuple[int, ...]
    opens: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """Pieces that stand together. ``folded`` says what a block is that the analysis passed over."""

    folded: str | None
    pieces: tuple[TextPiece, ...]

    @property
    def is_cited(self) -> bool:
        """Whether words of the block are cited."""
        return any(piece.cited for piece in self.pieces)


def cut_text(article: Article, cited: Sequence[CitedSpan]) -> tuple[TextBlock, ...]:
    """Return the whole text in order: blocks of what was read and of what was passed over, cut at each citation.

    Spans count code points of ``article.text``; those that overlap give pieces with several numbers.
    """
    blocks: list[TextBlock] = []
    opened: set[int] = set()
    is_dense = "\n\n" not in article.text
    for span, folded in _blocks(article):
        pieces = tuple(_cut(article.text, span, cited))
        if any(piece.words.strip() for piece in pieces):
            blocks.append(TextBlock(folded=folded, pieces=_open(_trim(pieces, is_dense=is_dense), opened)))
    return tuple(blocks)


def _blocks(article: Article) -> Iterable[tuple[Span, str | None]]:
    """Yield the spans of the text with what they are where they were passed over, without overlap."""
    passed = [(b.span, f"removed: {b.kind.value.replace('_', ' ')}") for b in article.removed]
    passed += [(r.second, "repeats an earlier passage") for r in article.repeats]
    passed += [(p.span, f"not analysed: language {p.language}") for p in article.foreign]
    at, end = 0, len(article.text)
    for span, folded in sorted(passed):
        start, stop = max(span.start, at), min(span.end, end)
        if start >= stop:
            continue
        yield Span(at, start), None
        yield Span(start, stop), folded
        at = stop
    yield Span(at, end), None


def _cut(text: str, block: Span, cited: Sequence[CitedSpan]) -> Iterable[TextPiece]:
    here = sorted((c for c in cited if c.span.overlaps(block)), key=lambda c: (c.span, c.number))
    edges = {block.start, block.end}
    for citation in here:
        edges |= {max(citation.span.start, block.start), min(citation.span.end, block.end)}
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        piece = Span(start, end)
        yield TextPiece(
            words=show_text(piece.words(text)),
            cited=tuple(sorted(c.number for c in here if c.span.covers(piece))),
            opens=(),
        )


def _open(pieces: tuple[TextPiece, ...], opened: set[int]) -> tuple[TextPiece, ...]:
    """Return the pieces with the numbers that no piece before them has; ``opened`` grows by these."""
    found: list[TextPiece] = []
    for piece in pieces:
        found.append(replace(piece, opens=tuple(n for n in piece.cited if n not in opened)))
        opened.update(piece.cited)
    return tuple(found)


def _trim(pieces: tuple[TextPiece, ...], *, is_dense: bool) -> tuple[TextPiece, ...]:
    """Return the pieces with one blank line between paragraphs and none at the edges of their block.

    ``is_dense``: the text separates paragraphs by line breaks alone.
    """
    trimmed: list[TextPiece] = []
    for place, piece in enumerate(pieces):
        words = re.sub(r"\n[ \t\r]*\n\s*\n", "\n\n", piece.words)
        words = words.replace("\n", "\n\n") if is_dense else words
        words = words.lstrip("\r\n") if place == 0 else words
        words = words.rstrip() if place == len(pieces) - 1 else words
        trimmed.append(replace(piece, words=words))
    return tuple(trimmed)
