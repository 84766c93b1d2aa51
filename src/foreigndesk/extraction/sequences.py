"""What an article says of a meeting's place in a series: "44th", "first since", "after a month and a half"."""

import re

from foreigndesk.extraction.clauses import is_past_perfect
from foreigndesk.extraction.occasions import ConflictWords
from foreigndesk.knowledge.meetings import clue_words, ordinal_words
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.claims import Sequence, SequenceKind
from foreigndesk.records.facts import Conflict
from foreigndesk.records.spans import Span
from foreigndesk.records.times import Direction, ReferenceKind, TimeExpression

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
    """Return "their 44th summit", "the second meeting" where the number belongs to the trigger or a noun of its clause.

    "First" is none: it says more often "first since" or "first this year" than "first ever".
    """
    for token in analysis.sentence_tokens(analysis.sentences[trigger.sentence]):
        number = _number_of(token)
        if number is None or token.dep not in {"amod", "nummod", "compound"}:
            continue
        noun = analysis.tokens[token.head]
        own = any(analysis.tokens[i].dep == "poss" for i in analysis.children[noun.index])
        if noun.index == trigger.index or (own and _is_meeting_noun(noun)):
            return Sequence(
                span=Span(token.start, noun.end),
                kind=SequenceKind.ORDINAL,
                number=number,
                fact=None,
                time_span=None,
            )
    return None


def _number_of(token: Token) -> int | None:
    """Return the number of an ordinal above the first, in digits ("44th") or in words ("second")."""
    match = _ORDINAL.fullmatch(token.text)
    number = int(match.group(1)) if match else ordinal_words().get(token.text.lower(), 0)
    return number if number > 1 else None


def _is_meeting_noun(token: Token) -> bool:
    return token.lemma.lower() in clue_words("occasion_noun")


def _first_since(
    analysis: Analysis, trigger: Token, sentence: Span, *, conflicts: tuple[ConflictWords, ...]
) -> Sequence | None:
    """Return "first meeting since Russia invaded Ukraine", "met for the first time since Russia invaded Ukraine"."""
    first = next((t for t in _near(analysis, trigger) if t.text.lower() in clue_words("first_time")), None)
    since = _since_conflict(analysis, sentence, conflicts)
    if first is None or since is None:
        return None
    span, rows = since
    return Sequence(
        span=Span(min(first.start, trigger.start), max(span.end, trigger.end)),
        kind=SequenceKind.FIRST_SINCE,
        number=1,
        fact=_facts(rows),
        time_span=None,
    )


def _near(analysis: Analysis, trigger: Token) -> list[Token]:
    """Return what depends on the trigger itself, or on the "time" of "for the first time"."""
    below = [analysis.tokens[i] for i in analysis.children[trigger.index]]
    times = [
        analysis.tokens[i]
        for t in below
        if t.dep == "prep" and t.text == "for"
        for i in analysis.children[t.index]
        if analysis.tokens[i].lemma == "time"
    ]
    return below + [analysis.tokens[i] for t in times for i in analysis.children[t.index]]


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


def looks_back(analysis: Analysis, trigger: Token, times: tuple[TimeExpression, ...]) -> bool:
    """Return whether the words look back to an earlier meeting: "had visited", "at their summit in May", "last met".

    A noun in an oblique phrase that has a date of its own which is no weekday refers back; so do the
    past perfect, "last" and "previous", vague times ("in recent months") and what happened many times.
    """
    if any(t.reference is ReferenceKind.VAGUE and t.direction is Direction.PAST for t in times):
        return True
    before = analysis.tokens[max(trigger.index - 1, 0)].text.lower()
    if trigger.pos == "VERB" and before in clue_words("earlier_verb"):
        return True
    below = (analysis.tokens[i] for i in analysis.children[trigger.index])
    if trigger.pos != "VERB" and any(t.dep == "amod" and t.text.lower() in clue_words("earlier") for t in below):
        return True
    if any(analysis.tokens[i].text.lower() in clue_words("repeated") for i in analysis.subtree(trigger.index)):
        return True
    if trigger.pos == "VERB":
        return is_past_perfect(analysis, trigger) or _is_in_earlier_year(analysis, trigger)
    return trigger.dep == "pobj" and any(_is_own_date(analysis, trigger, time) for time in times)


def _is_own_date(analysis: Analysis, noun: Token, time: TimeExpression) -> bool:
    """Return whether a time with month or year depends on the noun or stands directly behind it."""
    if time.month is None and time.year is None:
        return False
    head = analysis.head_of(time.span)
    behind = re.fullmatch(r"\s+(?:in|on|of|at)?\s*", analysis.text[noun.end : time.span.start]) is not None
    return behind or (head is not None and head.index in analysis.subtree(noun.index))


def _is_in_earlier_year(analysis: Analysis, verb: Token) -> bool:
    """Return whether the clause of the verb tells what a year was: "not since 2017, when Trump received him"."""
    when = next((analysis.tokens[i] for i in analysis.children[verb.index] if analysis.tokens[i].text == "when"), None)
    return when is not None and re.search(r"\b(?:19|20)\d\d,?\s+$", analysis.text[: when.start][-8:]) is not None
