"""Words that tie an article to a row of the dated tables: summits it names, wars it looks back to, offices held."""

import re
from collections.abc import Iterator
from functools import cache

from foreigndesk.knowledge.meetings import clue_words
from foreigndesk.knowledge.occasions import conflict_index, gatherings_in, gatherings_of, list_conflicts, occasion_index
from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.knowledge.organisations import organisations_by_id
from foreigndesk.knowledge.places import places_by_id
from foreigndesk.knowledge.titles import widen_offices
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.claims import OccasionMention
from foreigndesk.records.facts import Conflict, Occasion, OfficeTerm
from foreigndesk.records.mentions import Mention, MentionKind, MentionUse, TitleQualifier
from foreigndesk.records.readings import DateClue
from foreigndesk.records.spans import Span
from foreigndesk.records.times import ReferenceKind, TimeExpression

_NOUN_REACH = 45  # code points between the organisation and "summit", and between "summit" and the place


ConflictWords = tuple[Span, tuple[Conflict, ...]]


def find_occasions(analysis: Analysis, mentions: tuple[Mention, ...]) -> tuple[OccasionMention, ...]:
    """Return the summits and other gatherings that the article names, with the table rows that fit the words."""
    found: list[OccasionMention] = []
    for token in analysis.tokens:
        if token.lemma.lower() in clue_words("occasion_noun") and token.pos in {"NOUN", "PROPN"}:
            occasion = _read_occasion(analysis, token, mentions)
            if occasion and not any(occasion.span.overlaps(other.span) for other in found):
                found.append(occasion)
    for span, occasion_ids in occasion_index().find(analysis.text):
        if analysis.token_at(span.start) and not any(span.overlaps(other.span) for other in found):
            found.append(
                OccasionMention(
                    span=span, name=span.words(analysis.text), organisation_id=None, occasion_ids=occasion_ids
                )
            )
    return tuple(sorted(found, key=lambda o: o.span))


def _read_occasion(analysis: Analysis, noun: Token, mentions: tuple[Mention, ...]) -> OccasionMention | None:
    sentence = analysis.sentences[noun.sentence].span
    near = [m for m in mentions if sentence.covers(m.span)]
    organisation = _organisation_of(analysis, noun, near)
    place = _place_after(analysis, noun, near)
    if organisation is None and place is None:
        return None
    if organisation is None and (
        noun.lemma.lower() not in clue_words("gathering") or not _is_indefinite(analysis, noun)
    ):
        return None  # "their summit in May", "a meeting in Beijing": a meeting of its own, no occasion
    spans = [noun.span, *(m.span for m in (organisation, place) if m)]
    span = Span(min(s.start for s in spans), max(s.end for s in spans))
    rows = _rows_for(organisation, place)
    return OccasionMention(
        span=span,
        name=span.words(analysis.text),
        organisation_id=organisation.entity_id if organisation else None,
        occasion_ids=tuple(o.occasion_id for o in rows),
    )


def _organisation_of(analysis: Analysis, noun: Token, near: list[Mention]) -> Mention | None:
    bodies = [m for m in near if m.kind is MentionKind.ORGANISATION and m.entity_id in organisations_by_id()]
    for mention in bodies:
        before = analysis.text[mention.span.end : noun.start] if mention.span.end <= noun.start else None
        after = analysis.text[noun.end : mention.span.start] if noun.end <= mention.span.start else None
        inside = mention.span.start <= noun.start < mention.span.end
        if inside or (
            before is not None
            and re.fullmatch(r"(?:[’']s?)?[\s\w()-]{0,25}", before)
            and not _has_verb(analysis, mention.span.end, noun.start)
        ):
            return mention
        if after is not None and re.fullmatch(r"\s+of\s+(?:the\s+)?(?:[\w-]+\s+){0,2}", after):
            return mention
    return None


def _has_verb(analysis: Analysis, start: int, end: int) -> bool:
    return any(t.pos in {"VERB", "AUX"} for t in analysis.tokens_in(Span(start, end)))


def _place_after(analysis: Analysis, noun: Token, near: list[Mention]) -> Mention | None:
    for mention in near:
        gap = analysis.text[noun.end : mention.span.start]
        if mention.span.start < noun.end or not _is_place(mention):
            continue
        if re.fullmatch(r"(?:\s+[\w()’'-]+){0,5}?\s+(?:in|at|held in|near)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,2}", gap):
            return mention
    for mention in near:
        if mention.use is MentionUse.PLACE and analysis.text[mention.span.end : noun.start].strip(" -’'s") == "":
            return mention
    return None


def _is_place(mention: Mention) -> bool:
    return mention.kind is MentionKind.PLACE or (
        mention.kind is MentionKind.STATE and mention.use is not MentionUse.MODIFIER
    )


def _is_indefinite(analysis: Analysis, noun: Token) -> bool:
    return any(analysis.tokens[i].text.lower() in {"a", "an"} for i in analysis.children[noun.index])


def _rows_for(organisation: Mention | None, place: Mention | None) -> list[Occasion]:
    """Return the rows of gatherings of the organisation at the place, of those of the two that are named."""
    if organisation is not None:
        rows = gatherings_of(organisation.entity_id or "")
        return [o for o in rows if place is None or _lies_in(o, place)]
    return [o for name in _place_names(place) for o in gatherings_in(name)]


def _lies_in(occasion: Occasion, place: Mention) -> bool:
    return bool({occasion.state, occasion.place} & set(_place_names(place)))


def _place_names(place: Mention | None) -> tuple[str, ...]:
    """Return the keys under which gatherings at a place are found: the state's id, or the city's names."""
    if place is None:
        return ()
    if place.kind is MentionKind.STATE:
        return (place.state or "",)
    known = places_by_id().get(place.entity_id or "")
    return (known.name, *known.aliases) if known else (place.name,)


def find_conflicts(analysis: Analysis, mentions: tuple[Mention, ...]) -> tuple[ConflictWords, ...]:
    """Return the wars and crises that the article names, by noun phrase, by clause or by nominal clause.

    Where the words fit several rows ("the war in Gaza") all of them are given.
    """
    found = [words for words in conflict_index().find(analysis.text) if analysis.token_at(words[0].start)]
    states = {
        t.index: m.state or m.entity_id for m in mentions for t in analysis.tokens_in(m.span) if m.state or m.entity_id
    }
    found.extend(_by_clause(analysis, states))
    found.extend(_by_noun(analysis, states))
    return tuple(sorted(dict.fromkeys(found), key=lambda f: (f[0], f[1][0].conflict_id)))


@cache
def _verb_forms() -> dict[tuple[str, str, str], tuple[Conflict, ...]]:
    forms: dict[tuple[str, str, str], tuple[Conflict, ...]] = {}
    for conflict in list_conflicts():
        for form in conflict.verb_forms:
            subject, verb, target = ([part.strip() for part in form.split(">")] + [""])[:3]
            forms[subject, verb, target] = (*forms.get((subject, verb, target), ()), conflict)
    return forms


def _by_clause(analysis: Analysis, states: dict[int, str | None]) -> Iterator[ConflictWords]:
    for token in analysis.tokens:
        if token.pos != "VERB":
            continue
        below = [analysis.tokens[i] for i in analysis.children[token.index]]
        subject = next((states.get(t.index) for t in below if t.dep in {"nsubj", "agent"}), None)
        target = next((states.get(t.index) for t in below if t.dep in {"dobj", "nsubjpass"}), None)
        conflicts = _verb_forms().get((subject or "", token.lemma, target or "")) if subject else None
        if conflicts:
            yield analysis.subtree_span(token.index), conflicts


def _by_noun(analysis: Analysis, states: dict[int, str | None]) -> Iterator[ConflictWords]:
    """Yield "Russia's invasion of Ukraine", "the invasion of Ukraine", "the Ukraine invasion"."""
    for token in analysis.tokens:
        verb = _NOUN_VERBS.get(token.lemma)
        if verb is None or token.pos != "NOUN":
            continue
        named = {state for i in analysis.subtree(token.index) if (state := states.get(i))}
        for (_, form_verb, target), conflicts in _verb_forms().items():
            if form_verb == verb and target in named and named <= {*conflicts[0].parties, target}:
                yield analysis.subtree_span(token.index), conflicts
                break


_NOUN_VERBS = {
    "invasion": "invade",
    "annexation": "annex",
    "attack": "attack",
    "assault": "attack",
    "occupation": "occupy",
}


def find_clues(
    analysis: Analysis,
    mentions: tuple[Mention, ...],
    times: tuple[TimeExpression, ...],
    *,
    occasions: tuple[OccasionMention, ...],
) -> tuple[DateClue, ...]:
    """Return what bounds the article's date beside its time expressions: wars, offices, coming gatherings."""
    found = [
        *_conflict_clues(analysis, find_conflicts(analysis, mentions), times),
        *_office_clues(mentions),
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
        yield DateClue(kind="conflict_named", span=span, fact=fact, time_span=_month_in(span, times))


def _duration_of(analysis: Analysis, span: Span, times: tuple[TimeExpression, ...]) -> TimeExpression | None:
    """Return the duration that the text gives to a conflict ("the conflict, which lasted almost seven months")."""
    for time in times:
        if time.reference is not ReferenceKind.DURATION or not time.amount:
            continue
        between = Span(min(span.end, time.span.end), max(span.start, time.span.start))
        gap = analysis.text[between.start : between.end] if between.start < between.end else ""
        if len(gap) > _NOUN_REACH or re.search(r"[.!?]\s", gap):
            continue
        words = {t.lemma.lower() for t in analysis.tokens_in(between)} if gap else set()
        if words & clue_words("last_verb") or re.fullmatch(r"\s*(?:into|after|since|of)\s+(?:the\s+)?", gap):
            return time
    return None


def _month_in(span: Span, times: tuple[TimeExpression, ...]) -> Span | None:
    """Return a month without a year inside the words for a conflict ("Russia invaded Ukraine in February")."""
    return next((t.span for t in times if t.reference is ReferenceKind.MONTH and span.covers(t.span)), None)


def _office_clues(mentions: tuple[Mention, ...]) -> Iterator[DateClue]:
    for mention in mentions:
        person = persons_by_id().get(mention.entity_id or "")
        if person is None or mention.title is None:
            continue
        offices = widen_offices((mention.title.office,))
        terms = [t for t in person.terms if t.office in offices and _same_holder(t, mention)]
        kind = {
            TitleQualifier.NEW: "new_office",
            TitleQualifier.FORMER: "former_office",
            TitleQualifier.FUTURE: None,
        }.get(mention.title.qualifier, "held_office")
        if kind and terms:
            span = Span(
                min(mention.title.span.start, mention.span.start), max(mention.title.span.end, mention.span.end)
            )
            yield DateClue(kind=kind, span=span, fact=" | ".join(t.fact for t in terms))


def _same_holder(term: OfficeTerm, mention: Mention) -> bool:
    title = mention.title
    return title is not None and (title.state is None or term.state is None or title.state == term.state)


def _occasion_clues(analysis: Analysis, occasions: tuple[OccasionMention, ...]) -> Iterator[DateClue]:
    for occasion in occasions:
        before = analysis.text[max(0, occasion.span.start - 30) : occasion.span.start].lower()
        if occasion.occasion_ids and any(re.search(rf"\b{w}\s+(?:\w+\s+)?$", before) for w in clue_words("upcoming")):
            facts = " | ".join(f"occasions:{i}" for i in occasion.occasion_ids)
            yield DateClue(kind="upcoming_occasion", span=occasion.span, fact=facts)
