"""Words that tie an article to a row of the dated tables: summits it names, wars it looks back to, offices held."""

import re
from collections.abc import Iterator
from functools import cache

from foreigndesk.knowledge.meetings import clue_words, conflict_verbs
from foreigndesk.knowledge.occasions import (
    GATHERINGS,
    conflict_index,
    gatherings_in,
    gatherings_of,
    list_conflicts,
    list_occasions,
    occasion_index,
)
from foreigndesk.knowledge.organisations import organisations_by_id
from foreigndesk.knowledge.phrases import PhraseIndex
from foreigndesk.knowledge.places import places_by_id, places_by_name
from foreigndesk.knowledge.states import states_by_id
from foreigndesk.knowledge.towns import find_place
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.claims import OccasionMention
from foreigndesk.records.facts import Conflict, Occasion
from foreigndesk.records.mentions import Mention, MentionKind, MentionUse
from foreigndesk.records.spans import Span

_NOUN_REACH = 45  # code points between the organisation and "summit", and between "summit" and the place
_SERIES_SPACES = 2
_BEFORE_PLACE = re.compile(r"(?:\s+[\w()’'-]+){0,5}?\s+(?:in|at|held in|near)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,2}")
ConflictWords = tuple[Span, tuple[Conflict, ...]]


def find_occasions(analysis: Analysis, mentions: tuple[Mention, ...]) -> tuple[OccasionMention, ...]:
    """Return the summits and other gatherings that the article names, with the table rows that fit the words."""
    found: list[OccasionMention] = []
    by_sentence = _by_sentence(analysis, mentions)
    nouns = clue_words("occasion_noun")
    for token in analysis.tokens:
        if token.pos in {"NOUN", "PROPN"} and token.lemma.lower() in nouns:
            occasion = _read_occasion(analysis, token, by_sentence.get(token.sentence, []))
            if occasion and not any(occasion.span.overlaps(other.span) for other in found):
                found.append(occasion)
    for span, occasion_ids in (*occasion_index().find(analysis.text), *_series_index().find(analysis.text)):
        if analysis.token_at(span.start) and not any(span.overlaps(other.span) for other in found):
            found.append(
                OccasionMention(
                    span=span, name=span.words(analysis.text), organisation_id=None, occasion_ids=occasion_ids
                )
            )
    return tuple(sorted(found, key=lambda o: o.span))


def _by_sentence(analysis: Analysis, mentions: tuple[Mention, ...]) -> dict[int, list[Mention]]:
    """Return the mentions keyed by the number of their sentence."""
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        token = analysis.token_at(mention.span.start)
        if token is not None:
            found.setdefault(token.sentence, []).append(mention)
    return found


@cache
def _series_index() -> PhraseIndex[str]:
    """Return the index from names of series, without place and year, to the ids of their rows.

    "Munich Security Conference" for the rows "Munich Security Conference, Munich 2012" and so on; names
    of at least three words, since shorter ones are also common nouns.
    """
    rows = ((o.name.split(",")[0], o.occasion_id) for o in list_occasions() if o.kind in GATHERINGS and "," in o.name)
    return PhraseIndex(((name, i) for name, i in rows if name.count(" ") >= _SERIES_SPACES), any_case=True)


def _read_occasion(analysis: Analysis, noun: Token, near: list[Mention]) -> OccasionMention | None:
    organisation = _organisation_of(analysis, noun, near)
    place = _place_of(analysis, noun, near, organisation=organisation)
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


def _place_of(analysis: Analysis, noun: Token, near: list[Mention], *, organisation: Mention | None) -> Mention | None:
    """Return where the gathering is: "summit in Bali", "the Beijing summit", "the Kazan BRICS summit"."""
    text = analysis.text
    first = organisation.span.start if organisation and organisation.span.end <= noun.start else noun.start
    for mention in near:
        if mention.span.start < noun.end or not _is_place(mention):
            continue
        if _BEFORE_PLACE.fullmatch(text[noun.end : mention.span.start]):
            return mention
    for mention in near:
        behind = text[mention.span.end : first].strip(" -’'s") == "" and mention.span.end <= first
        if behind and mention.use is MentionUse.PLACE:
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
    return bool({occasion.state, *_wider_names(occasion.place)} & set(_place_names(place)))


@cache
def _wider_names(place: str) -> tuple[str, ...]:
    """Return the name of a place and of the places that it lies in (Nusa Dua, Bali)."""
    found = [place]
    for known in places_by_name().get(place, ()):
        within = places_by_id().get(known.within or "")
        found.extend((within.name, *within.aliases) if within else ())
    return tuple(found)


def _place_names(place: Mention | None) -> tuple[str, ...]:
    """Return the keys under which gatherings at a place are found: the state's id, or the city's names."""
    if place is None:
        return ()
    if place.kind is MentionKind.STATE:
        return (place.state or "",)
    known = find_place(place.entity_id)
    return (known.name, *known.aliases) if known else (place.name,)


def find_conflicts(analysis: Analysis, mentions: tuple[Mention, ...]) -> tuple[ConflictWords, ...]:
    """Return the wars and crises that the article names, by noun phrase, by clause or by nominal clause.

    Where the words fit several rows ("the war in Gaza") all of them are given.
    """
    found = [words for words in conflict_index().find(analysis.text) if analysis.token_at(words[0].start)]
    ids: dict[int, frozenset[str]] = {}
    for mention in mentions:
        named = frozenset(i for i in (mention.entity_id, mention.state) if i) | {mention.name}
        ids.update({t.index: named for t in analysis.tokens_in(mention.span)})
    found.extend(_by_clause(analysis, ids))
    found.extend(_by_noun(analysis, ids))
    return tuple(sorted(dict.fromkeys(found), key=lambda f: (f[0], f[1][0].conflict_id)))


@cache
def _verb_forms() -> dict[str, dict[tuple[str, str], tuple[Conflict, ...]]]:
    """Return the rows by verb, then by subject and object, both ids or words of the table."""
    forms: dict[str, dict[tuple[str, str], tuple[Conflict, ...]]] = {}
    for conflict in list_conflicts():
        for form in conflict.verb_forms:
            subject, verb, target = ([part.strip() for part in form.split(">")] + ["", ""])[:3]
            by_sides = forms.setdefault(verb, {})
            by_sides[subject, target] = (*by_sides.get((subject, target), ()), conflict)
    return forms


@cache
def _noun_forms() -> dict[str, dict[tuple[str, str], tuple[Conflict, ...]]]:
    """Return the rows as ``_verb_forms``, by the noun that stands for the verb."""
    return {noun: _verb_forms()[verb] for noun, verb in conflict_verbs().items() if verb in _verb_forms()}


def _by_clause(analysis: Analysis, ids: dict[int, frozenset[str]]) -> Iterator[ConflictWords]:
    """Yield "Russia invaded Ukraine", also where the parse sees no clause but the words stand side by side."""
    forms = _verb_forms()
    for token in analysis.tokens:
        if token.pos != "VERB" or token.lemma not in forms:
            continue
        below = [analysis.tokens[i] for i in analysis.children[token.index]]
        subject = next((t for t in below if t.dep in {"nsubj", "agent"} and t.index in ids), None)
        target = next((t for t in below if t.dep in {"dobj", "nsubjpass"}), None)
        if subject is None and token.tag == "VBD":
            subject, target = _beside(analysis, token)
        subjects = ids.get(subject.index, frozenset()) if subject else frozenset()
        for (by, what), conflicts in forms[token.lemma].items() if subjects else ():
            if by in subjects and target and what in _words_of(analysis, target, ids):
                yield _clause_words(analysis, token, subject or token, target=target), conflicts
                break


def _beside(analysis: Analysis, verb: Token) -> tuple[Token | None, Token | None]:
    """Return the tokens directly before and after a verb of the same sentence."""
    near = [analysis.tokens[i] for i in (verb.index - 1, verb.index + 1) if 0 <= i < len(analysis.tokens)]
    before = next((t for t in near if t.index < verb.index and t.sentence == verb.sentence), None)
    after = next((t for t in near if t.index > verb.index and t.sentence == verb.sentence), None)
    return before, after


def _words_of(analysis: Analysis, target: Token, ids: dict[int, frozenset[str]]) -> frozenset[str]:
    """Return what an object may be called in the table: ids of what it names, its words, its head."""
    phrase = analysis.subtree_span(target.index).words(analysis.text)
    return ids.get(target.index, frozenset()) | {target.text, re.sub(r"^(?:the|a|an)\s+", "", phrase)}


def _clause_words(analysis: Analysis, verb: Token, subject: Token, *, target: Token) -> Span:
    """Return the clause of the verb without the conjunction that opens it ("since", "when")."""
    inside = [i for i in analysis.subtree(verb.index) if analysis.tokens[i].pos not in {"PUNCT", "SCONJ"}]
    first = min(analysis.subtree_span(subject.index).start, analysis.tokens[inside[0]].start)
    last = max(analysis.tokens[inside[-1]].end, target.end)
    return Span(min(first, verb.start), last)


def _by_noun(analysis: Analysis, ids: dict[int, frozenset[str]]) -> Iterator[ConflictWords]:
    """Yield "Russia's invasion of Ukraine", "the invasion of Ukraine", "the Ukraine invasion"."""
    by_noun = _noun_forms()
    for token in analysis.tokens:
        if token.pos != "NOUN" or token.lemma not in by_noun:
            continue
        forms = by_noun[token.lemma]
        named = {name for i in analysis.subtree(token.index) for name in ids.get(i, ())} & _state_ids()
        for (_, target), conflicts in forms.items():
            if target in named and named <= {*conflicts[0].parties, target}:
                yield analysis.subtree_span(token.index), conflicts
                break


@cache
def _state_ids() -> frozenset[str]:
    return frozenset(states_by_id()) | frozenset(organisations_by_id())
