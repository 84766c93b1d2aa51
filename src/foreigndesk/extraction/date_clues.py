"""Words that bound an article's date and are no time expressions: wars, offices held or begun, coming gatherings."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from foreigndesk.extraction.occasions import ConflictWords, find_conflicts
from foreigndesk.extraction.time_directions import direction_of_verb
from foreigndesk.knowledge.meetings import clue_words, ordinal_words
from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.knowledge.phrases import PhraseIndex
from foreigndesk.knowledge.titles import widen_offices
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.claims import OccasionMention
from foreigndesk.records.facts import OfficeKind, OfficeTerm
from foreigndesk.records.mentions import Mention, TitleQualifier
from foreigndesk.records.readings import DateClue
from foreigndesk.records.spans import Span, hull
from foreigndesk.records.times import Direction, ReferenceKind, TimeExpression

_NOUN_REACH = 45  # code points between the words for a war and how long it has lasted
_HEADS = frozenset({OfficeKind.HEAD_OF_STATE, OfficeKind.HEAD_OF_GOVERNMENT})
_BEGUN_WHEN = (ReferenceKind.MONTH, ReferenceKind.MONTH_DAY, ReferenceKind.OFFSET, ReferenceKind.WEEKDAY)


def find_clues(
    analysis: Analysis,
    mentions: tuple[Mention, ...],
    times: tuple[TimeExpression, ...],
    *,
    occasions: tuple[OccasionMention, ...],
    conflicts: tuple[ConflictWords, ...] | None = None,
) -> tuple[DateClue, ...]:
    """Return what bounds the article's date beside its time expressions: wars, offices, coming gatherings.

    ``conflicts`` spares a second search where ``find_conflicts`` was called before.
    """
    wars = find_conflicts(analysis, mentions) if conflicts is None else conflicts
    found = [
        *_conflict_clues(analysis, wars, times),
        *_office_clues(analysis.text, mentions),
        *_begun_offices(analysis, mentions, times),
        *_occasion_clues(analysis, occasions),
    ]
    return tuple(sorted(found, key=lambda c: (c.span, c.kind, c.fact)))


def _conflict_clues(
    analysis: Analysis, conflicts: tuple[ConflictWords, ...], times: tuple[TimeExpression, ...]
) -> Iterator[DateClue]:
    for span, rows in conflicts:
        fact = " | ".join(row.fact for row in rows)
        duration = _duration_of(analysis, span, times)
        if duration:
            yield DateClue(kind="conflict_lasted", span=span, fact=fact, time_span=duration.span)
        counted = _number_of_year(analysis, span)
        if counted:
            yield DateClue(kind="conflict_numbered", span=counted, fact=fact)
        yield DateClue(kind="conflict_named", span=span, fact=fact, time_span=_month_in(span, times))


def _duration_of(analysis: Analysis, span: Span, times: tuple[TimeExpression, ...]) -> TimeExpression | None:
    """Return the duration that the text gives to a conflict ("which lasted almost a month", "began a year ago")."""
    return next((time for time in times if time.amount and _tells_duration(analysis, span, time)), None)


def _tells_duration(analysis: Analysis, span: Span, time: TimeExpression) -> bool:
    if _is_counted_to_now(analysis, span, time):
        return True
    is_ago = time.reference is ReferenceKind.OFFSET and (time.amount or 0) < 0 and span.end <= time.span.start
    if not is_ago and time.reference is not ReferenceKind.DURATION:
        return False
    between = Span(min(span.end, time.span.end), max(span.start, time.span.start))
    gap = analysis.text[between.start : between.end] if between.start < between.end else ""
    if len(gap) > _NOUN_REACH or re.search(r"[.!?]\s", gap):
        return False
    words = {t.lemma.lower() for t in analysis.tokens_in(between)} if gap else set()
    if is_ago:
        return bool(words & clue_words("begin_verb"))
    return bool(words & clue_words("last_verb")) or bool(re.fullmatch(r"\s*(?:into|after|since|of)\s+(?:the\s+)?", gap))


def _is_counted_to_now(analysis: Analysis, span: Span, time: TimeExpression) -> bool:
    """Return whether time since a war began is told of the article's own day: "three months after X invaded Y, few go".

    So it is where the verb above stands in the present or the present perfect; of what happened in the past it
    only dates that.
    """
    if time.rule != "count_event" or time.direction is not Direction.FUTURE or not span.covers(time.span):
        return False
    verb = analysis.tokens_in(span)[0]
    sentence = analysis.sentences[verb.sentence]
    while verb.head != verb.index:
        verb = analysis.tokens[verb.head]
    below = [analysis.tokens[i] for i in analysis.children[verb.index]]
    helpers = {token.text.lower() for token in below if token.dep == "aux"}
    is_perfect = verb.tag == "VBN" and not helpers.isdisjoint(clue_words("present_perfect"))
    is_above = not span.covers(verb.span) and sentence.first <= verb.index < sentence.last
    return is_above and (is_perfect or direction_of_verb(analysis, verb) is Direction.PRESENT)


@cache
def _numbered() -> re.Pattern[str]:
    ordinals = "|".join(sorted(ordinal_words()))
    begun = "|".join(sorted(clue_words("in_course")))
    return re.compile(
        rf"\b(?:{begun}) its (?:{ordinals}|\d{{1,2}}(?:st|nd|rd|th)) (?:year|month|week)\b", re.IGNORECASE
    )


def _number_of_year(analysis: Analysis, span: Span) -> Span | None:
    """Return "now in its third year" behind the words for a conflict, in the same sentence and clause."""
    token = analysis.token_at(span.start)
    end = analysis.sentences[token.sentence].span.end if token else span.end
    found = _numbered().search(analysis.text, span.end, min(end, span.end + _NOUN_REACH))
    if found is None or re.search(r"[;:“”\"]", analysis.text[span.end : found.start()]):
        return None
    return Span(found.start(), found.end())


def _month_in(span: Span, times: tuple[TimeExpression, ...]) -> Span | None:
    """Return a month without a year inside the words for a conflict ("Russia invaded Ukraine in February")."""
    return next((t.span for t in times if t.reference is ReferenceKind.MONTH and span.covers(t.span)), None)


def _office_clues(text: str, mentions: tuple[Mention, ...]) -> Iterator[DateClue]:
    for mention in mentions:
        person = persons_by_id().get(mention.entity_id or "")
        if person is None or mention.title is None:
            continue
        terms = _terms_meant(person.terms, mention, text)
        kind = {
            TitleQualifier.NEW: "new_office",
            TitleQualifier.FORMER: "former_office",
            TitleQualifier.FUTURE: None,
        }.get(mention.title.qualifier, "held_office")
        if kind and terms:
            yield DateClue(kind=kind, span=hull((mention.title.span, mention.span)), fact=_facts(terms))


def _terms_meant(terms: Sequence[OfficeTerm], mention: Mention, text: str) -> list[OfficeTerm]:
    """Return the terms of the office that the title of a mention names.

    A president may be head of government only, as in Iran: of heads the title of the table decides where the
    kind of office does not.
    """
    title = mention.title
    if title is None:
        return []
    held = [t for t in terms if _same_holder(t, mention)]
    offices = widen_offices((title.office,))
    words = title.span.words(text).lower()
    called = [t for t in held if words.endswith(t.title.lower().partition(" of ")[0])]
    return [t for t in held if t.office in offices] or [t for t in called if {t.office, title.office} <= _HEADS]


def _facts(terms: list[OfficeTerm]) -> str:
    return " | ".join(t.fact for t in terms)


def _same_holder(term: OfficeTerm, mention: Mention) -> bool:
    title = mention.title
    return title is not None and (title.state is None or term.state is None or title.state == term.state)


@cache
def _begun() -> PhraseIndex[str]:
    return PhraseIndex(((words, words) for words in sorted(clue_words("office_begun"))), any_case=True)


def _begun_offices(
    analysis: Analysis, mentions: tuple[Mention, ...], times: tuple[TimeExpression, ...]
) -> Iterator[DateClue]:
    """Yield "Abiy, who took office in April", with the time that stands behind the words."""
    for words, _ in _begun().find(analysis.text):
        time = next((t for t in times if t.span.start >= words.end and t.reference in _BEGUN_WHEN), None)
        if time is None or not re.fullmatch(r"\s+(?:in|on|late|early|\s)*", analysis.text[words.end : time.span.start]):
            continue
        who = _holder_of(analysis, words, mentions)
        person = persons_by_id().get(who.entity_id or "") if who else None
        terms = [t for t in person.terms if t.period.first and t.period.precision == "day"] if person else []
        if who is not None and who.title is not None:
            terms = _terms_meant(terms, who, analysis.text)
        if terms:
            yield DateClue(kind="office_begun", span=words, fact=_facts(terms), time_span=time.span)


def _holder_of(analysis: Analysis, words: Span, mentions: tuple[Mention, ...]) -> Mention | None:
    """Return the person who took office: the subject, or the noun of a relative clause."""
    tokens = analysis.tokens_in(words)
    verb = next((t for t in tokens if t.pos == "VERB"), tokens[0] if tokens else None)
    subject = _subject_of(analysis, verb) if verb else None
    if subject is None:
        return None
    return next((m for m in mentions if m.span.covers(subject.span)), None)


def _subject_of(analysis: Analysis, verb: Token) -> Token | None:
    below = (analysis.tokens[i] for i in analysis.children[verb.index])
    subject = next((t for t in below if t.dep in {"nsubj", "nsubjpass"}), None)
    if subject is not None and subject.tag in {"WP", "WDT"}:
        return analysis.tokens[verb.head]
    return subject


def _occasion_clues(analysis: Analysis, occasions: tuple[OccasionMention, ...]) -> Iterator[DateClue]:
    for occasion in occasions:
        before = analysis.text[max(0, occasion.span.start - 30) : occasion.span.start].lower()
        if occasion.occasion_ids and any(re.search(rf"\b{w}\s+(?:\w+\s+)?$", before) for w in clue_words("upcoming")):
            facts = " | ".join(f"occasions:{i}" for i in occasion.occasion_ids)
            yield DateClue(kind="upcoming_occasion", span=occasion.span, fact=facts)
