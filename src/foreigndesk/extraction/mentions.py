"""Mentions of persons, states, organisations and places in one article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from foreigndesk.extraction.persons import find_persons
from foreigndesk.extraction.places import locate_mentions
from foreigndesk.extraction.seats import is_site, stand_for
from foreigndesk.extraction.taken import Taken
from foreigndesk.knowledge.folding import fold
from foreigndesk.knowledge.gazetteer import (
    NameEntry,
    NameKind,
    NameMatch,
    find_names,
    names_within,
    publishers_by_id,
)
from foreigndesk.knowledge.organisations import organisations_by_id
from foreigndesk.knowledge.places import place_words, places_by_id
from foreigndesk.knowledge.states import NameRole, states_by_id
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.facts import Place
from foreigndesk.records.mentions import LOCAL, Mention, MentionKind, MentionUse
from foreigndesk.records.spans import Span

_PLACE_ROLES = (NameRole.CAPITAL, NameRole.SEAT)
_KIND_ORDER = [NameKind.STATE, NameKind.ORGANISATION, NameKind.PUBLISHER, NameKind.PLACE]
_MODIFIERS = frozenset({"compound", "amod", "nmod"})
_ACTING = frozenset({"nsubj", "nsubjpass", "poss", "agent", "dobj", "conj", "ROOT"})
_BODIES = frozenset({"ORG", "FAC", "WORK_OF_ART", "PRODUCT"})  # labels of the model
_NO_NAMES = frozenset({"WP", "WDT", "VBZ", "PRP"})  # in a line of capitals: "WHO WILL PAY?"
_NEAR = 40  # code points after a place in which the text names its state ("Tripoli, Lebanon")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """The names of the tables and of the model in one article, and the persons among them."""

    analysis: Analysis
    matches: tuple[NameMatch, ...]
    persons: Taken


def find_mentions(analysis: Analysis) -> tuple[Mention, ...]:
    """Return the mentions of the article in order of the text, not overlapping within one kind.

    Names of the tables come first, longest first; names that only the model found are kept as local
    entities, so that tables help and do not limit.
    """
    matches = tuple(m for m in find_names(analysis.text) if analysis.token_at(m.span.start) is not None)
    persons = find_persons(analysis, matches)
    names = _Names(
        analysis=analysis,
        matches=matches,
        persons=Taken(analysis.text, (mention.span for mention in persons)),
    )
    named = tuple(_from_tables(names))
    organisations = tuple(m.span for m in named if m.kind in {MentionKind.ORGANISATION, MentionKind.GROUP})
    titles = tuple(m.title.span for m in persons if m.title)
    taken = Taken(analysis.text, (*names.persons.spans, *(m.span for m in named)))
    fixed = Taken(analysis.text, (*names.persons.spans, *organisations, *titles))
    found = tuple(_from_model(names, taken, fixed))
    located = locate_mentions(analysis, (*persons, *named, *found))
    return tuple(sorted(located, key=lambda m: (m.span, m.kind.value)))


def _from_tables(names: _Names) -> Iterator[Mention]:
    for match in names.matches:
        entry = None if names.persons.touches(match.span) else _choose_entry(names, match)
        if entry is None:
            continue
        if entry.kind is NameKind.STATE:
            yield from stand_for(_state_mention(names, match, entry), match, names.matches)
        elif entry.kind is NameKind.ORGANISATION:
            yield _organisation_mention(names, match, entry)
        elif entry.kind is NameKind.PUBLISHER:
            yield _publisher_mention(names, match, entry)
        else:
            yield _place_mention(names, match.span, _choose_place(names, match))


def _choose_entry(names: _Names, match: NameMatch) -> NameEntry | None:
    """Return the entry that a name stands for; states win before organisations, publishers and towns."""
    ranked = sorted(
        (e for e in match.entries if e.kind in _KIND_ORDER),
        key=lambda e: (_KIND_ORDER.index(e.kind), e.role in _PLACE_ROLES),
    )
    if not ranked or not _is_name(names.analysis, match.span):
        return None
    first = ranked[0]
    if first.kind is NameKind.PUBLISHER and not _is_publisher(names.analysis, match.span, first):
        return next((e for e in ranked if e.kind is NameKind.PLACE), None)
    if first.is_ambiguous and _is_part_of_person(names.analysis, match.span):
        return None
    if first.kind is NameKind.ORGANISATION and _is_body_of_state(names, match.span, first):
        return None
    return _region_of_that_name(names, match, ranked) or first


def _region_of_that_name(names: _Names, match: NameMatch, ranked: list[NameEntry]) -> NameEntry | None:
    """Return the place with the name of a state where the text says so: "Atlanta, Georgia", "state of Georgia"."""
    if not (ranked[0].role is NameRole.NAME and ranked[0].is_ambiguous):
        return None
    before = names.analysis.text[max(0, match.span.start - _NEAR) : match.span.start]
    cities = names_within(names.matches, Span(max(0, match.span.start - _NEAR), match.span.start))
    city = cities[-1] if cities and re.fullmatch(r",\s+", before[cities[-1].span.end - match.span.start :]) else None
    around = {places_by_id()[e.entity_id].state for e in city.entries if e.kind is NameKind.PLACE} if city else set()
    for entry in ranked:
        if entry.kind is NameKind.PLACE and (
            places_by_id()[entry.entity_id].state in around or re.search(r"\b[Ss]tate of $", before)
        ):
            return entry
    return None


def _is_body_of_state(names: _Names, span: Span, entry: NameEntry) -> bool:
    """Return whether words before a name make it a state's body: "Russian" or "National" Security Council."""
    if organisations_by_id()[entry.entity_id].kind != "body":
        return False
    token = names.analysis.token_at(span.start)
    sentence = names.analysis.sentences[token.sentence] if token else None
    if token and sentence and token.index > sentence.first:
        beside = names.analysis.tokens[token.index - 1]
        if beside.index > sentence.first and beside.text.istitle() and beside.pos in {"PROPN", "ADJ"}:
            return True
    before = names_within(names.matches, Span(max(0, span.start - _NEAR), span.start - 1))
    return (
        bool(before)
        and before[-1].span.end == span.start - 1
        and any(e.role is NameRole.DEMONYM for e in before[-1].entries)
    )


def _is_name(analysis: Analysis, span: Span) -> bool:
    """Return whether the tokens at ``span`` are used as a name (the "us" of "us all" is none)."""
    tokens = analysis.tokens_in(span)
    if not tokens:  # inside a token, as in "US-led" where the model does not split
        token = analysis.token_at(span.start)
        return token is not None and token.start == span.start
    if (
        len(tokens) == 1
        and tokens[0].tag in _NO_NAMES
        and analysis.sentences[tokens[0].sentence].span.words(analysis.text).isupper()
    ):
        return False
    return tokens[0].start == span.start and any(t.text[:1].isupper() for t in tokens)


def _is_part_of_person(analysis: Analysis, span: Span) -> bool:
    around = (n.span for n in analysis.names_at(span) if n.label == "PERSON")
    longer = (named for named in around if named.covers(span) and len(named) > len(span))
    return any(not re.search(r"[/|(]", named.words(analysis.text)) for named in longer)


def _is_publisher(analysis: Analysis, span: Span, entry: NameEntry) -> bool:
    """Return whether the name of a publisher is used as one and not as the ordinary words it is made of.

    A name that is one word after an article ("the Guardian") needs the article and no noun behind it;
    words of the table ``ordinary_publisher`` ("Time") need a word such as "magazine" beside them.
    """
    before = re.search(r"(\w+)\W+$", analysis.text[max(0, span.start - 20) : span.start])
    after = re.match(r"[\s,]+(\w+)", analysis.text[span.end : span.end + 20])
    beside = {found.group(1).lower() for found in (before, after) if found}
    if beside & place_words("publisher_cue"):
        return True
    words = span.words(analysis.text)
    if words.lower() in place_words("ordinary_publisher"):
        return False
    tokens = analysis.tokens_in(span)
    head = analysis.head_of(span)
    if not tokens or head is None or _is_part_of_person(analysis, span):
        return False
    if entry.is_ambiguous:
        return bool(beside & {"the"}) and head.dep not in _MODIFIERS
    return " " in words or words.isupper() or tokens[0].pos == "PROPN"


def _state_mention(names: _Names, match: NameMatch, entry: NameEntry) -> Mention:
    text = names.analysis.text
    around = (_trim(text, n.span) for n in names.analysis.names_at(match.span) if n.label in _BODIES)
    inside_name = any(b.covers(match.span) and len(b) > len(match.span) + 4 for b in around)
    head = names.analysis.head_of(match.span)
    if inside_name and (head is None or not _follows_preposition(names.analysis, head)):
        use = MentionUse.MODIFIER
    else:
        use = _use_of_state(names, match.span, entry)
    states = dict.fromkeys(e.entity_id for e in match.entries if e.kind is NameKind.STATE and e.role is entry.role)
    as_place = entry.role in _PLACE_ROLES and use is MentionUse.PLACE
    if as_place and match.has(NameKind.PLACE):
        return _place_mention(names, match.span, _choose_place(names, match))
    state = states_by_id()[entry.entity_id]
    role = (entry.role or NameRole.NAME).value
    only = len(states) == 1
    return Mention(
        span=match.span,
        kind=MentionKind.PLACE if as_place else MentionKind.STATE,
        name=state.name,
        head=match.span,
        use=use,
        rule=f"{role} of the state table",
        because=f"{match.span.words(names.analysis.text)} is a {role} of {state.name}",
        entity_id=state.state_id if only else None,
        candidates=() if only else tuple(states),
        state=state.state_id if only else None,
    )


def _use_of_state(names: _Names, span: Span, entry: NameEntry) -> MentionUse:
    analysis = names.analysis
    if entry.role in {NameRole.DEMONYM, NameRole.COMBINING} or re.match(
        r"[-–]\w", analysis.text[span.end : span.end + 2]
    ):
        return MentionUse.MODIFIER
    head = analysis.head_of(span)
    if head is None:
        return MentionUse.MODIFIER
    if entry.role is not NameRole.NATIONALS and _is_where(names, head):  # "aid to Syrians" names people, no place
        return MentionUse.PLACE
    if head.dep in _MODIFIERS:
        event = entry.role is NameRole.CAPITAL and analysis.tokens[head.head].lemma in place_words("place_event")
        return MentionUse.PLACE if event else MentionUse.MODIFIER
    if entry.role in _PLACE_ROLES:
        return MentionUse.PLACE if is_site(analysis, head) else MentionUse.METONYM
    return MentionUse.ACTOR if head.dep in _ACTING else MentionUse.TOPIC


def _is_where(names: _Names, head: Token) -> bool:
    """Return whether a name is the place of something: after a preposition of place, or left or visited."""
    analysis = names.analysis
    if head.dep in _MODIFIERS and _follows_preposition(analysis, head):
        return True
    first = head
    while first.dep in {"conj", "appos"} and first.head != first.index:
        first = analysis.tokens[first.head]
    governor = analysis.tokens[first.head]
    if first.dep == "pobj":
        bound = governor.text == "for" and analysis.tokens[governor.head].lemma in place_words("place_bound")
        return bound or governor.text.lower() in place_words("place_preposition")
    if first.dep == "dobj":
        return governor.lemma in place_words("place_verb")
    is_possessor = first.dep == "poss" and any(analysis.tokens[i].dep == "case" for i in analysis.children[first.index])
    return is_possessor and governor.pos == "PROPN" and not names.persons.touches(governor.span)


def _follows_preposition(analysis: Analysis, head: Token) -> bool:
    """Return whether "in X" stands before a verb or stop that the parse took for the noun of X ("to X angered Y")."""
    before = analysis.tokens[head.index - 1] if head.index else None
    after = analysis.tokens[head.index + 1] if head.index + 1 < len(analysis.tokens) else None
    if before is None or before.text.lower() not in place_words("place_preposition"):
        return False
    return after is None or after.pos in {"VERB", "AUX", "PUNCT", "ADP", "SCONJ", "CCONJ", "ADV"} or after.tag == "JJ"


def _organisation_mention(names: _Names, match: NameMatch, entry: NameEntry) -> Mention:
    organisation = organisations_by_id()[entry.entity_id]
    return Mention(
        span=match.span,
        kind=MentionKind.GROUP if organisation.kind == "grouping" else MentionKind.ORGANISATION,
        name=organisation.name,
        head=match.span,
        use=_use_of_body(names.analysis, match.span),
        rule="name of the organisation table",
        because=f"{match.span.words(names.analysis.text)} is a name of {organisation.name}",
        entity_id=organisation.organisation_id,
        state=organisation.state,
    )


def _use_of_body(analysis: Analysis, span: Span) -> MentionUse:
    head = analysis.head_of(span)
    return MentionUse.MODIFIER if head is not None and head.dep in _MODIFIERS else MentionUse.ACTOR


def _publisher_mention(names: _Names, match: NameMatch, entry: NameEntry) -> Mention:
    publisher = publishers_by_id()[entry.entity_id]
    return Mention(
        span=match.span,
        kind=MentionKind.ORGANISATION,
        name=publisher.name,
        head=match.span,
        use=_use_of_body(names.analysis, match.span),
        rule="name of the publisher table",
        because=f"{match.span.words(names.analysis.text)} is a name of the publisher {publisher.name}",
        entity_id=entry.entity_id,
        state=publisher.state,
    )


def _choose_place(names: _Names, match: NameMatch) -> Place:
    """Return the place of that name whose state the text names right after it, else the most populous."""
    places = [places_by_id()[e.entity_id] for e in match.entries if e.kind is NameKind.PLACE]
    if len(places) == 1:
        return places[0]
    after = names_within(names.matches, Span(match.span.end, match.span.end + _NEAR))
    named = {e.entity_id for m in after for e in m.entries if e.kind is NameKind.STATE}
    return max(places, key=lambda p: (p.state in named, p.population or 0, p.place_id))


def _place_mention(names: _Names, span: Span, place: Place) -> Mention:
    words = span.words(names.analysis.text)
    return Mention(
        span=span,
        kind=MentionKind.PLACE,
        name=place.name,
        head=span,
        use=MentionUse.PLACE,
        rule="name of the place table",
        because=f"{words} is a name of {place.name}" + (f", {place.state}" if place.state else ""),
        entity_id=place.place_id,
        state=place.state,
    )


_MODEL_KINDS = {
    "ORG": MentionKind.ORGANISATION,
    "GPE": MentionKind.PLACE,
    "LOC": MentionKind.PLACE,
    "FAC": MentionKind.PLACE,
}


def _from_model(names: _Names, taken: Taken, fixed: Taken) -> Iterator[Mention]:
    """Yield what only the model found, as local entities.

    An organisation's name may hold the name of a state ("Chinese Foreign Ministry"), but nothing in ``fixed``.
    """
    same = set(taken.spans)
    for named in names.analysis.names:
        kind = _MODEL_KINDS.get(named.label)
        if kind is None:
            continue
        span = _trim(names.analysis.text, named.span)
        clash = fixed if kind is MentionKind.ORGANISATION else taken
        if span in same or clash.touches(span) or not _is_model_name(names.analysis, span):
            continue
        words = span.words(names.analysis.text)
        yield Mention(
            span=span,
            kind=kind,
            name=words,
            head=span,
            use=MentionUse.PLACE if kind is MentionKind.PLACE else MentionUse.ACTOR,
            rule=f"{named.label} found by the model",
            because=f"the model reads {words} as {kind.value}; no table has the name",
            entity_id=LOCAL + fold(words).replace(" ", "-"),
            state=_state_inside(names, span, kind),
        )


def _is_model_name(analysis: Analysis, span: Span) -> bool:
    """Return whether a name that only the model found is written as one and is no ordinary noun."""
    words = span.words(analysis.text)
    if not words[:1].isupper() or "\n" in words or words.lower() in place_words("ordinary_publisher"):
        return False
    tokens = analysis.tokens_in(span)
    return len(tokens) > 1 or (len(tokens) == 1 and tokens[0].pos != "NOUN") or words.isupper()


def _trim(text: str, span: Span) -> Span:
    """Return ``span`` without an article before and a possessive after the name, and without a dateline before it."""
    words = span.words(text)
    before = re.match(r"(?:.*\s[–—-]+\s+)?(?:(?:the|The|a|an)\s+)?", words)
    after = re.search(r"[’']s?$", words)
    return Span(span.start + (before.end() if before else 0), span.end - (len(after.group()) if after else 0))


def _state_inside(names: _Names, span: Span, kind: MentionKind) -> str | None:
    """Return the state that an organisation's name tells: "Russian Defence Ministry", "Bank of Japan"."""
    inside = [m for m in names_within(names.matches, span) if m.has(NameKind.STATE)]
    if not inside or kind is not MentionKind.ORGANISATION:
        return None
    before = names.analysis.text[span.start : inside[0].span.start]
    entry = inside[0].entries[0]
    return (
        entry.entity_id
        if entry.kind is NameKind.STATE and (not before or before.endswith((" of ", " of the ")))
        else None
    )
