"""What an event was about: the contexts of PLOVER, told by the words of its clause, else of its sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from foreigndesk.extraction.clauses import clause_span
from foreigndesk.knowledge.context_words import (
    ContextKind,
    ContextPhrase,
    ContextWords,
    context_phrases,
    contexts_of_deed,
)
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.spans import Span, hull

MOST_CONTEXTS = 3  # docs/annotating.md: zero to three, the closest first


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sign:
    """Words that speak for a context, and how far they stand from the trigger."""

    row: ContextWords
    distance: int


def find_contexts(
    analysis: Analysis, clause: Span, event_type: str, *, mode: str | None = None, trigger: Span | None = None
) -> tuple[str, ...]:
    """Return the contexts of an event, the closest to its trigger first: at most three, none where nothing tells.

    ``clause`` is the clause of the trigger with its actors and recipients. Where neither its words nor its type and
    mode tell, those of its sentence are read, then those of the sentence before; what a type mostly means comes last.
    An event that is planned, denied or negated is about the same matter.
    """
    deeds = contexts_of_deed(ContextKind.DEED, event_type, mode)
    trigger = trigger or clause
    found = (*deeds, *_contexts_in(analysis, clause, trigger)) or _contexts_around(analysis, clause, trigger)
    found = found or contexts_of_deed(ContextKind.DEFAULT, event_type, mode)
    return tuple(dict.fromkeys(found))[:MOST_CONTEXTS]


def scope_of(analysis: Analysis, trigger: Span, parties: Iterable[Span]) -> Span:
    """Return the clause of a trigger, or the phrase of a noun, widened to its parties inside the sentence."""
    head = analysis.head_of(trigger)
    if head is None:
        return trigger
    sentence = analysis.sentences[head.sentence].span
    own = clause_span(analysis, head) if head.pos == "VERB" else analysis.subtree_span(head.index)
    return hull((own, *(party for party in parties if sentence.covers(party))))


def _contexts_around(analysis: Analysis, clause: Span, trigger: Span) -> tuple[str, ...]:
    """Return what the sentence of a clause speaks for, else the last word that tells of the sentence before it.

    "Bamako refused." is about what was asked before. With 0, 1, 3 sentences micro F1 on the rows of training/ that are
    not held back was .575, .578, .578 (2026-11).
    """
    tokens = analysis.tokens_in(clause)
    if not tokens:
        return ()
    here = tokens[0].sentence
    told = _contexts_in(analysis, analysis.sentences[here].span, trigger)
    if told or not here:
        return told
    return _contexts_in(analysis, analysis.sentences[here - 1].span, trigger)[:1]


def _contexts_in(analysis: Analysis, span: Span, trigger: Span) -> tuple[str, ...]:
    """Return what the words of a span speak for, the nearest to the trigger first; hints count without topics."""
    signs = [sign for sign in _signs_in(analysis, span, trigger) if sign.row.kind is not ContextKind.MASK]
    topics = [sign for sign in signs if sign.row.kind is ContextKind.TOPIC]
    ordered = sorted(topics or signs, key=lambda sign: sign.distance)
    return tuple(dict.fromkeys(sign.row.context for sign in ordered))


def _signs_in(analysis: Analysis, span: Span, trigger: Span) -> Iterator[_Sign]:
    tokens = analysis.tokens_in(span)
    free_from = 0
    for here, token in enumerate(tokens):
        listed = _phrases_from(token.lemma, token.text)
        if not listed or here < free_from:
            continue
        phrase = next((one for one in listed if _stands_at(tokens, here, one)), None)
        if phrase is not None:
            free_from = here + len(phrase.pieces)
            distance = max(token.start - trigger.end, trigger.start - token.end, 0)
            yield from (_Sign(row=row, distance=distance) for row in phrase.meanings)


@lru_cache(maxsize=65_536)  # words of a language; without it the look-up takes half of the time
def _phrases_from(lemma: str, form: str) -> tuple[ContextPhrase, ...]:
    """Return the phrases that begin with a word or a form of it ("weapon", "weapons inspector"), the longest first."""
    begun = (phrase for word in {lemma.lower(), form.lower()} for phrase in context_phrases().get(word, ()))
    return tuple(sorted(begun, key=lambda phrase: (-len(phrase.pieces), phrase.pieces)))


def _stands_at(tokens: tuple[Token, ...], first: int, phrase: ContextPhrase) -> bool:
    pieces = phrase.pieces
    here = tokens[first : first + len(pieces)]
    return len(here) == len(pieces) and all(
        piece in {token.lemma.lower(), token.text.lower()} for piece, token in zip(pieces[1:], here[1:], strict=True)
    )
