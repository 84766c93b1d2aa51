"""The analysis of an article by a language model: sentences, tokens, parse, names."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from foreigndesk.records.spans import Span


@dataclass(frozen=True, slots=True)
class Token:
    """One token. ``head`` is the index of its head in ``Analysis.tokens`` (its own for a root).

    ``tag`` is a Penn Treebank tag, ``pos`` a Universal POS tag, ``dep`` a ClearNLP dependency label.
    Positional, because thousands are made for each article.
    """

    index: int
    text: str
    start: int
    end: int
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int
    sentence: int

    @property
    def span(self) -> Span:
        """The span of the token."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence: its span, and its tokens as a half-open range of indices."""

    span: Span
    first: int
    last: int
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSpan:
    """A name that the model found, with its label (OntoNotes: PERSON, GPE, ORG, NORP, DATE ...)."""

    span: Span
    label: str


def _name_start(name: NamedSpan) -> int:
    return name.span.start


def _name_end(name: NamedSpan) -> int:
    return name.span.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """Sentences, tokens, dependency parse and names of one article, in the order of the text.

    ``children[i]`` holds the indices of the direct dependents of token ``i``, left to right. Names do not overlap.
    """

    text: str
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]
    names: tuple[NamedSpan, ...]
    starts: tuple[int, ...]
    model: str

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """Return the tokens that begin inside ``span``."""
        return self.tokens[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]

    def token_at(self, offset: int) -> Token | None:
        """Return the token that covers ``offset``, if one does."""
        found = bisect_left(self.starts, offset + 1) - 1
        return self.tokens[found] if found >= 0 and offset < self.tokens[found].end else None

    def names_at(self, span: Span) -> tuple[NamedSpan, ...]:
        """Return the names that share a code point with ``span``."""
        first = bisect_right(self.names, span.start, key=_name_end)
        last = bisect_left(self.names, span.end, lo=first, key=_name_start)
        return self.names[first:last]

    def sentence_tokens(self, sentence: Sentence) -> tuple[Token, ...]:
        """Return the tokens of ``sentence``."""
        return self.tokens[sentence.first : sentence.last]

    def head_of(self, span: Span) -> Token | None:
        """Return the token of ``span`` whose head lies outside it: the syntactic head of the phrase."""
        tokens = self.tokens_in(span)
        for token in tokens:
            head = self.tokens[token.head]
            if token.head == token.index or not span.start <= head.start < span.end:
                return token
        return tokens[0] if tokens else None

    def subtree(self, index: int) -> tuple[int, ...]:
        """Return the indices of token ``index`` and all that depends on it, left to right."""
        found, queue = [index], [index]
        while queue:
            below = self.children[queue.pop()]
            found.extend(below)
            queue.extend(below)
        return tuple(sorted(found))

    def subtree_span(self, index: int) -> Span:
        """Return the span from the first to the last token of the subtree of ``index``."""
        indices = self.subtree(index)
        return Span(self.tokens[indices[0]].start, self.tokens[indices[-1]].end)
