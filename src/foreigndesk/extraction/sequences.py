"""What an article says of a meeting's place in a series: "44th", "first since", "after a month and a half"."""

import re

from foreigndesk.extraction.clauses import governing_verb
from foreigndesk.extraction.occasions import ConflictWords
from foreigndesk.knowledge.meetings import clue_words
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.claims import Sequence, SequenceKind
from foreigndesk.records.facts import Conflict
from foreigndesk.records.spans import Span
from foreigndesk.records.times import ReferenceKind, TimeExpression

_ORDINAL = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\b")


def find_sequences(
    analysis: Analysis,
    trigger: Token,
    times: tuple[TimeExpression, ...],
    *,
    conflicts: tuple[ConflictWords, ...],
) -> tuple[Sequence, ...]:
    """Return the claims about the meeting's place in a series that its sentence makes."""
    sentence = analysis.sentences[trigger.sentence].span
    found = [
        _ordinal(analysis, trigger),
        _first_since(analysis, trigger, sentence, conflicts=conflicts),
        _not_since(analysis, trigger, sentence, conflicts=conflicts),
        _after_interval(analysis, trigger, times),
    ]
    return tuple(s for s in found if s is not None)


def _ordinal(analysis: Analysis, trigger: Token) -> Sequence | None:
    """Return "their 44th summit" where the number belongs to the trigger or to a noun of its clause."""
    verb = governing_verb(analysis, trigger) or trigger
    for token in analysis.tokens:
        match = _ORDINAL.fullmatch(token.text)
        if match is None or token.sentence != trigger.sentence or token.dep not in {"amod", "nummod", "compound"}:
            continue
        noun = analysis.tokens[token.head]
        own = any(analysis.tokens[i].dep == "poss" for i in analysis.children[noun.index])
        if noun.index == trigger.index or (own and _is_meeting_noun(noun) and verb.sentence == noun.sentence):
            return Sequence(
                span=Span(token.start, noun.end),
                kind=SequenceKind.ORDINAL,
                number=int(match.group(1)),
                fact=None,
                time_span=None,
            )
    return None


def _is_meeting_noun(token: Token) -> bool:
    return token.lemma.lower() in clue_words("occasion_noun")


def _first_since(
    analysis: Analysis, trigger: Token, sentence: Span, *, conflicts: tuple[ConflictWords, ...]
) -> Sequence | None:
    """Return "first (face-to-face) meeting since Russia invaded Ukraine"."""
    first = next(
        (
            analysis.tokens[i]
            for i in analysis.children[trigger.index]
            if analysis.tokens[i].text.lower() == "first" and analysis.tokens[i].dep in {"amod", "nummod", "advmod"}
        ),
        None,
    )
    since = _since_conflict(analysis, sentence, conflicts)
    if first is None or since is None:
        return None
    span, rows = since
    return Sequence(
        span=Span(first.start, max(span.end, trigger.end)),
        kind=SequenceKind.FIRST_SINCE,
        number=1,
        fact=_facts(rows),
        time_span=None,
    )


def _not_since(
    analysis: Analysis, trigger: Token, sentence: Span, *, conflicts: tuple[ConflictWords, ...]
) -> Sequence | None:
    """Return "since Russia invaded Ukraine the leaders had not met (in person) until now"."""
    negated = any(analysis.tokens[i].dep == "neg" for i in analysis.children[trigger.index])
    since = _since_conflict(analysis, sentence, conflicts)
    if not negated or since is None:
        return None
    span, rows = since
    return Sequence(
        span=Span(min(span.start, trigger.start), max(span.end, trigger.end)),
        kind=SequenceKind.NOT_SINCE,
        number=1,
        fact=_facts(rows),
        time_span=None,
    )


def _since_conflict(analysis: Analysis, sentence: Span, conflicts: tuple[ConflictWords, ...]) -> ConflictWords | None:
    for span, rows in conflicts:
        before = analysis.text[max(sentence.start, span.start - 25) : span.start + 6].lower()
        if sentence.covers(span) and re.search(r"\bsince\b", before):
            return span, rows
    return None


def _facts(rows: tuple[Conflict, ...]) -> str:
    return " | ".join(row.fact for row in rows)


def _after_interval(analysis: Analysis, trigger: Token, times: tuple[TimeExpression, ...]) -> Sequence | None:
    """Return "reunited after a month and a half"."""
    for time in times:
        if time.reference is not ReferenceKind.DURATION:
            continue
        head = analysis.head_of(time.span)
        preposition = analysis.tokens[head.head] if head else None
        if preposition is not None and preposition.text.lower() == "after" and preposition.head == trigger.index:
            return Sequence(
                span=Span(min(trigger.start, preposition.start), max(time.span.end, trigger.end)),
                kind=SequenceKind.AFTER_INTERVAL,
                number=None,
                fact=None,
                time_span=time.span,
            )
    return None
