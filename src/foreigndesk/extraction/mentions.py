"""Mentions of persons, states, organisations and places in one article."""

import re
from collections.abc import Iterator

from foreigndesk.extraction.persons import LOCAL, find_persons, fold
from foreigndesk.knowledge.gazetteer import NameEntry, NameKind, NameMatch, find_names
from foreigndesk.knowledge.organisations import organisations_by_id
from foreigndesk.knowledge.places import places_by_id
from foreigndesk.knowledge.states import NameRole, states_by_id
from foreigndesk.knowledge.tables import read_table
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.facts import Place
from foreigndesk.records.mentions import Mention, MentionKind, MentionUse
from foreigndesk.records.spans import Span

_PLACE_ROLES = (NameRole.CAPITAL, NameRole.SEAT)
_NAME_PARTS = frozenset({"PROPN"})


def find_mentions(analysis: Analysis) -> tuple[Mention, ...]:
    """Return the mentions of the article in order of the text, not overlapping within one kind.

    Names of the tables come first, longest first; names that only the model found are kept as local
    entities, so that tables help and do not limit.
    """
    matches = tuple(m for m in find_names(analysis.text) if analysis.token_at(m.span.start) is not None)
    persons = find_persons(analysis, matches)
    taken = [mention.span for mention in persons]
    named = list(_from_tables(analysis, matches, taken))
    taken += [mention.span for mention in named]
    bodies = [m.span for m in named if m.kind in {MentionKind.ORGANISATION, MentionKind.GROUP}]
    titles = [m.title.span for m in persons if m.title]
    found = list(_from_model(analysis, taken, fixed=[*(m.span for m in persons), *bodies, *titles]))
    return tuple(sorted([*persons, *named, *found], key=lambda m: (m.span, m.kind.value)))


def _from_tables(analysis: Analysis, matches: tuple[NameMatch, ...], taken: list[Span]) -> Iterator[Mention]:
    organisation_names = [n.span for n in analysis.names if n.label in {"ORG", "FAC", "WORK_OF_ART", "PRODUCT"}]
    for match in matches:
        if any(match.span.overlaps(span) for span in taken):
            continue
        entry = _choose_entry(analysis, match)
        if entry is None:
            continue
        inside = any(span.covers(match.span) and len(span) > len(match.span) + 4 for span in organisation_names)
        yield _read_entry(analysis, match, entry, inside_name=inside)


def _choose_entry(analysis: Analysis, match: NameMatch) -> NameEntry | None:
    """Return the entry that a name stands for; states win before towns and organisations of that name."""
    ranked = sorted(
        (e for e in match.entries if e.kind not in {NameKind.PERSON, NameKind.FAMILY}),
        key=lambda e: (_KIND_ORDER.index(e.kind), e.role in _PLACE_ROLES),
    )
    if not ranked or not _is_name(analysis, match.span):
        return None
    if ranked[0].is_ambiguous and _is_part_of_person(analysis, match.span):
        return None
    if ranked[0].kind is NameKind.ORGANISATION and _is_body_of_state(analysis, match.span, ranked[0]):
        return None
    return ranked[0]


def _is_body_of_state(analysis: Analysis, span: Span, entry: NameEntry) -> bool:
    """Return whether a state's adjective before the name makes it that state's body ("Russian Security Council")."""
    organisation = organisations_by_id()[entry.entity_id]
    before = find_names(analysis.text[max(0, span.start - 40) : span.start].rstrip())
    is_near = bool(before) and max(0, span.start - 40) + before[-1].span.end == span.start - 1
    roles = {e.role for e in before[-1].entries} if is_near else set()
    return organisation.kind == "body" and NameRole.DEMONYM in roles


_KIND_ORDER = [NameKind.STATE, NameKind.ORGANISATION, NameKind.PLACE]


def _is_name(analysis: Analysis, span: Span) -> bool:
    """Return whether the tokens at ``span`` are used as a name (the "us" of "us all" is none)."""
    tokens = analysis.tokens_in(span)
    if not tokens:  # inside a token, as in "US-led" where the model does not split
        token = analysis.token_at(span.start)
        return token is not None and token.start == span.start
    return tokens[0].start == span.start and any(t.text[:1].isupper() for t in tokens)


def _is_part_of_person(analysis: Analysis, span: Span) -> bool:
    return any(n.label == "PERSON" and n.span.covers(span) and len(n.span) > len(span) for n in analysis.names)


def _read_entry(analysis: Analysis, match: NameMatch, entry: NameEntry, *, inside_name: bool) -> Mention:
    if entry.kind is NameKind.STATE:
        return _state_mention(analysis, match, entry, inside_name=inside_name)
    if entry.kind is NameKind.ORGANISATION:
        return _organisation_mention(analysis, match, entry)
    return _place_mention(analysis, match.span, _choose_place(analysis, match))


def _state_mention(analysis: Analysis, match: NameMatch, entry: NameEntry, *, inside_name: bool) -> Mention:
    use = MentionUse.MODIFIER if inside_name else _use_of_state(analysis, match.span, entry)
    states = dict.fromkeys(e.entity_id for e in match.entries if e.kind is NameKind.STATE and e.role is entry.role)
    as_place = entry.role in _PLACE_ROLES and use is MentionUse.PLACE
    if as_place:
        place = next((e for e in match.entries if e.kind is NameKind.PLACE), None)
        if place:
            return _place_mention(analysis, match.span, places_by_id()[place.entity_id])
    state = states_by_id()[entry.entity_id]
    only = len(states) == 1
    return Mention(
        span=match.span,
        kind=MentionKind.PLACE if as_place else MentionKind.STATE,
        name=state.name,
        head=match.span,
        use=use,
        rule=f"{(entry.role or NameRole.NAME).value} of the state table",
        because=f"{match.span.words(analysis.text)} is a {(entry.role or NameRole.NAME).value} of {state.name}",
        entity_id=state.state_id if only else None,
        candidates=() if only else tuple(states),
        state=state.state_id if only else None,
    )


def _use_of_state(analysis: Analysis, span: Span, entry: NameEntry) -> MentionUse:
    if entry.role in {NameRole.DEMONYM, NameRole.COMBINING}:
        return MentionUse.MODIFIER
    head = analysis.head_of(span)
    if head is None:
        return MentionUse.MODIFIER
    if _is_where(analysis, head):
        return MentionUse.PLACE
    if head.dep in {"compound", "amod", "nmod"}:
        return (
            MentionUse.PLACE if entry.role is NameRole.CAPITAL and _names_event(analysis, head) else MentionUse.MODIFIER
        )
    if entry.role in _PLACE_ROLES:
        return MentionUse.METONYM
    return (
        MentionUse.ACTOR
        if head.dep in {"nsubj", "nsubjpass", "poss", "agent", "dobj", "conj", "ROOT"}
        else MentionUse.TOPIC
    )


def _is_where(analysis: Analysis, head: Token) -> bool:
    """Return whether a name is the place of something: after a preposition of place, or left or visited."""
    first = head
    while first.dep == "conj" and first.head != first.index:
        first = analysis.tokens[first.head]
    governor = analysis.tokens[first.head]
    if first.dep == "pobj":
        return governor.text.lower() in _words("place_preposition")
    if first.dep == "dobj":
        return governor.lemma in _words("place_verb")
    return (
        first.dep == "poss"
        and any(analysis.tokens[i].dep == "case" for i in analysis.children[first.index])
        and (governor.pos == "PROPN")
    )


def _names_event(analysis: Analysis, head: Token) -> bool:
    return analysis.tokens[head.head].lemma in _words("place_event")


_WORDS: dict[str, frozenset[str]] = {}


def _words(role: str) -> frozenset[str]:
    if not _WORDS:
        for row in read_table("place_words"):
            _WORDS[row["role"]] = _WORDS.get(row["role"], frozenset()) | {row["word"]}
    return _WORDS[role]


def _organisation_mention(analysis: Analysis, match: NameMatch, entry: NameEntry) -> Mention:
    organisation = organisations_by_id()[entry.entity_id]
    head = analysis.head_of(match.span)
    modifies = head is not None and head.dep in {"compound", "amod", "nmod"}
    return Mention(
        span=match.span,
        kind=MentionKind.GROUP if organisation.kind == "grouping" else MentionKind.ORGANISATION,
        name=organisation.name,
        head=match.span,
        use=MentionUse.MODIFIER if modifies else MentionUse.ACTOR,
        rule="name of the organisation table",
        because=f"{match.span.words(analysis.text)} is a name of {organisation.name}",
        entity_id=organisation.organisation_id,
        state=organisation.state,
    )


def _choose_place(analysis: Analysis, match: NameMatch) -> Place:
    """Return the place of that name whose state the article names too, else the most populous."""
    places = [places_by_id()[e.entity_id] for e in match.entries if e.kind is NameKind.PLACE]
    after = analysis.text[match.span.end : match.span.end + 40]
    named = {e.entity_id for m in find_names(after) for e in m.entries if e.kind is NameKind.STATE}
    return max(places, key=lambda p: (p.state in named, p.population or 0, p.place_id))


def _place_mention(analysis: Analysis, span: Span, place: Place) -> Mention:
    words = span.words(analysis.text)
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


def _from_model(analysis: Analysis, taken: list[Span], *, fixed: list[Span]) -> Iterator[Mention]:
    """Yield what only the model found, as local entities.

    An organisation's name may hold the name of a state ("Chinese Foreign Ministry"), but nothing in ``fixed``.
    """
    modifiers = {m.span.start for m in find_names(analysis.text)}
    for named in analysis.names:
        kind = _MODEL_KINDS.get(named.label)
        if kind is None:
            continue
        span = _trim(analysis.text, named.span)
        words = span.words(analysis.text)
        clash = fixed if kind is MentionKind.ORGANISATION else taken
        whole = not any(span.overlaps(t) for t in clash) and span not in taken
        if not whole or not words[:1].isupper() or "\n" in words or not any(c.isalpha() for c in words):
            continue
        yield Mention(
            span=span,
            kind=kind,
            name=words,
            head=span,
            use=MentionUse.PLACE if kind is MentionKind.PLACE else MentionUse.ACTOR,
            rule=f"{named.label} found by the model",
            because=f"the model reads {words} as {kind.value}; no table has the name",
            entity_id=LOCAL + fold(words).replace(" ", "-"),
            state=_state_inside(words) if span.start in modifiers or kind is MentionKind.ORGANISATION else None,
        )


def _trim(text: str, span: Span) -> Span:
    """Return ``span`` without an article before and a possessive after the name."""
    words = span.words(text)
    before = re.match(r"(?:the|The|a|an)\s+", words)
    after = re.search(r"[’']s?$", words)
    return Span(span.start + (before.end() if before else 0), span.end - (len(after.group()) if after else 0))


def _state_inside(words: str) -> str | None:
    """Return the state whose name or adjective begins an organisation's name ("Russian Defence Ministry")."""
    found = find_names(words)
    first = found[0].entries[0] if found and found[0].span.start == 0 else None
    return first.entity_id if first and first.kind is NameKind.STATE else None
