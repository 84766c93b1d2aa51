"""Who could take part in a deed: every party that a sentence names, by name or by kind ("police", "two trawlers")."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from foreigndesk.extraction.clauses import listed_from
from foreigndesk.extraction.parties import Cast, is_person, parties_at, party_of
from foreigndesk.knowledge.actors import ActorNoun, actor_noun_index
from foreigndesk.knowledge.lexicons import frame_words
from foreigndesk.knowledge.states import states_by_id
from foreigndesk.records.analyses import Analysis, Sentence, Token
from foreigndesk.records.claims import Party
from foreigndesk.records.mentions import MentionKind, MentionUse
from foreigndesk.records.spans import Span, hull

_INNER = frozenset({"compound", "amod", "nmod", "poss", "det", "nummod"})
_BESIDE = 8  # characters between a noun and the name in apposition: ", Mr. "
_CIVILIANS = "CVL"
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_STEPS = 4  # from a name to the noun it modifies
_NAMED = frozenset(
    {MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.STATE, MentionKind.GROUP, MentionKind.PLACE}
)


def sentences_to_read(cast: Cast) -> list[int]:
    """Return the numbers of the sentences with somebody who could act or be acted upon, by name, kind or pronoun."""
    spans = [m.span for m in cast.mentions if m.kind in _NAMED] + [span for span, _ in _kinds_in(cast.analysis.text)]
    tokens = (cast.analysis.token_at(span.start) for span in spans)
    found = {token.sentence for token in tokens if token is not None}
    meant = (cast.analysis.tokens[i] for i, reference in cast.references.items() if reference.entity_ids)
    return sorted(found | {token.sentence for token in meant if token.dep in _SUBJECTS})


def candidates_in(cast: Cast, sentence: Sentence) -> tuple[Party, ...]:
    """Return the parties that the sentence names, in order of the text; of two on the same words the longer one.

    Several whom the same words mean are all kept: "the two leaders".
    """
    found = [*_by_kind(cast, sentence), *_by_reference(cast, sentence), *_by_name(cast, sentence)]
    kept: list[Party] = []
    for party in sorted(found, key=lambda p: (-len(p.span), p.span)):
        if not any(other.span.covers(party.span) and not _are_meant_together(other, party) for other in kept):
            kept.append(party)
    told = [p for p in kept if not _is_told_by_head(cast, p, kept)]
    return tuple(sorted(without_descriptions(cast, told), key=lambda p: p.span))


def _are_meant_together(first: Party, second: Party) -> bool:
    entities = {first.entity_id, second.entity_id}
    return first.span == second.span and None not in entities and len(entities) > 1


def without_descriptions(cast: Cast, parties: Sequence[Party]) -> list[Party]:
    """Return the parties without nouns that say what one named beside them is: "the minister, Leonid Maltsev".

    The one named has the state that the noun names if no other, and a person the words of both: "Chad's president,
    Idriss Abakar"; of "Gao, Mali's largest city" the town is left.
    """
    beside = [(party, _named_beside(cast, party, parties)) for party in parties]
    nouns = {named.span: party for party, named in beside if named is not None}
    return [_described(cast, party, nouns.get(party.span)) for party, named in beside if named is None]


def _described(cast: Cast, party: Party, noun: Party | None) -> Party:
    if noun is None:
        return party
    first, second = sorted((party.span, noun.span))
    is_near = second.start - first.end <= _BESIDE
    span = hull((first, second)) if is_near and is_person(cast, party) else party.span
    return replace(party, span=span, state=party.state or noun.state)


def _named_beside(cast: Cast, party: Party, others: Sequence[Party]) -> Party | None:
    """Return who or what is named in apposition to a noun; a name is no such noun."""
    token = cast.analysis.head_of(party.span)
    if token is None or token.index in cast.by_token or party.use is MentionUse.PLACE:
        return None
    beside = [i for i in cast.analysis.children[token.index] if cast.analysis.tokens[i].dep == "appos"]
    if token.dep == "appos":
        beside.append(token.head)
    named = [cast.analysis.tokens[i] for i in beside if cast.analysis.tokens[i].pos == "PROPN"]
    return next((p for p in others if p is not party and any(_is_named_at(cast, p, t) for t in named)), None)


def _is_named_at(cast: Cast, party: Party, token: Token) -> bool:
    """Return whether a party is named by the name that ``token`` heads, and not by a noun with it."""
    head = cast.analysis.head_of(party.span)
    return head is not None and head.index == token.index


def _is_told_by_head(cast: Cast, party: Party, others: list[Party]) -> bool:
    """Return whether a name only says whose the party is that it stands before: the state in "US President Ford".

    In "Chinese and Indian officials" there are two parties, and the noun stands with the second.
    """
    token = cast.analysis.head_of(party.span)
    joined = listed_from(cast.analysis, token)[1:] if token is not None else ()
    for _ in range(_STEPS):
        if token is None or token.dep not in _INNER or token.head == token.index:
            return False
        token = cast.analysis.tokens[token.head]
        head = next((other for other in others if other is not party and other.span.covers(token.span)), None)
        if head is not None:
            return not any(head.span.covers(other.span) for other in joined)
    return False


def _by_name(cast: Cast, sentence: Sentence) -> list[Party]:
    first = bisect_left(cast.mentions, sentence.span.start, key=lambda m: m.span.start)
    found = []
    for mention in cast.mentions[first:]:
        if mention.span.start >= sentence.span.end:
            break
        if mention.kind in _NAMED:
            found.append(as_people(cast, party_of(mention)))
    return found


def _by_reference(cast: Cast, sentence: Sentence) -> list[Party]:
    tokens = cast.analysis.tokens[sentence.first : sentence.last]
    return [p for t in tokens if t.index in cast.references and t.tag != "PRP$" for p in parties_at(cast, t)]


def _by_kind(cast: Cast, sentence: Sentence) -> list[Party]:
    """Return the parties that a noun names by kind, with the state, organisation or person whose they are."""
    analysis = cast.analysis
    named = _kinds_in(analysis.text)
    found = []
    for span, noun in named[bisect_left(named, sentence.span.start, key=_start_of) :]:
        if span.start >= sentence.span.end:
            break
        token = analysis.head_of(span)
        if token is not None and token.pos in {"NOUN", "PROPN"} and token.dep not in _INNER - {"poss", "nmod"}:
            found.extend(_make_parties(cast, token, noun))
    return found


@lru_cache(maxsize=4)  # asked for each sentence of an article in turn
def _kinds_in(text: str) -> tuple[tuple[Span, ActorNoun], ...]:
    return tuple((span, nouns[0]) for span, nouns in actor_noun_index().find(text))


def kind_at(cast: Cast, token: Token) -> ActorNoun | None:
    """Return the row of the noun that names an actor by its kind at ``token``."""
    named = _kinds_in(cast.analysis.text)
    first = bisect_left(named, token.start, key=_start_of)
    return next((noun for span, noun in named[max(0, first - 1) : first + 1] if span.covers(token.span)), None)


def _start_of(named: tuple[Span, ActorNoun]) -> int:
    return named[0].start


def _make_parties(cast: Cast, token: Token, noun: ActorNoun) -> list[Party]:
    if token.index in cast.by_token and cast.by_token[token.index].use is not MentionUse.PLACE:
        return []  # part of a name
    span = _phrase(cast.analysis, token)
    owners = _owners(cast, token)
    if len(owners) > 1:
        return [as_people(cast, party) for party in _of_each(owners, token, noun)]
    own = [p for p in parties_at(cast, token) if p.span.overlaps(token.span)]
    if own:
        wide = (replace(p, span=hull((p.span, span)), sector=p.sector or noun.sector.code) for p in own)
        return [as_people(cast, p) for p in wide]
    state = owners[0].state if owners else _state_of_possessor(cast, token)
    name = span.words(cast.analysis.text)
    party = Party(span=span, name=name, entity_id=None, state=state, sector=noun.sector.code)
    if owners or state is None or noun.noun not in frame_words("state_itself"):
        return [party]
    return [replace(party, entity_id=state, name=states_by_id()[state].name)]


def as_people(cast: Cast, party: Party) -> Party:
    """Return people and firms of a state as themselves and not as the state: "Chinese companies", "four Afghans".

    Its envoys and soldiers stand for it, and so do those whom a text calls "the Afghans".
    """
    token = cast.analysis.head_of(party.span)
    if token is None or party.entity_id is None or party.entity_id != party.state:
        return party
    analysis = cast.analysis
    if party.use is MentionUse.MODIFIER:
        head = _modified_by(analysis, token)
        noun = kind_at(cast, head)
        if noun is None or noun.sector.is_of_state:
            return party
        words = party.span.words(analysis.text)
        name = words if party.span.covers(head.span) else f"{words} {head.text}"
        return replace(party, name=name, entity_id=None, sector=noun.sector.code)
    if token.text in states_by_id()[party.state].nationals and not _has_article(analysis, token):
        span = _phrase(analysis, token)
        return replace(party, span=span, name=span.words(analysis.text), entity_id=None, sector=_CIVILIANS)
    return party


def _modified_by(analysis: Analysis, token: Token) -> Token:
    """Return the noun that a word stands before, alone or joined to others: of "Chinese and Indian farmers"."""
    while token.dep == "conj" and token.pos == "ADJ":
        token = analysis.tokens[token.head]
    return analysis.tokens[token.head] if token.dep in _INNER else token


def _has_article(analysis: Analysis, noun: Token) -> bool:
    return any(analysis.tokens[i].lemma.lower() == "the" for i in analysis.children[noun.index])


def _state_of_possessor(cast: Cast, token: Token) -> str | None:
    """Return the state of the person whose a noun is: of "his country" after "Macron said"."""
    analysis = cast.analysis
    own = [i for i in analysis.children[token.index] if analysis.tokens[i].tag == "PRP$" and i in cast.references]
    states = {party.state for i in own for party in parties_at(cast, analysis.tokens[i])}
    return states.pop() if len(states) == 1 else None


def _owners(cast: Cast, token: Token) -> list[Party]:
    """Return whose people a noun names, joined by conjunction or one: "Peruvian and EU negotiators"."""
    analysis = cast.analysis
    inner = [i for i in analysis.children[token.index] if i in cast.by_token and analysis.tokens[i].dep in _INNER]
    joined = listed_from(analysis, analysis.tokens[inner[0]]) if inner else ()
    return [party_of(cast.by_token[t.index]) for t in joined if t.index in cast.by_token]


def _of_each(owners: Sequence[Party], token: Token, noun: ActorNoun) -> list[Party]:
    """Return a party for each owner, the last with the noun: "Peruvian", "EU negotiators"."""
    last = replace(owners[-1], span=hull((owners[-1].span, token.span)))
    return [replace(party, sector=noun.sector.code) for party in (*owners[:-1], last)]


def _phrase(analysis: Analysis, token: Token) -> Span:
    """Return the noun with the words that stand directly before it, without the article."""
    inside = [
        analysis.tokens[i]
        for child in analysis.children[token.index]
        if child < token.index and analysis.tokens[child].dep in _INNER - {"det"}
        for i in analysis.subtree(child)
    ]
    return Span(min([token.start, *(t.start for t in inside)]), token.end)


def noun_phrases_in(analysis: Analysis, sentence: Sentence) -> tuple[Party, ...]:
    """Return the noun phrases of a sentence as parties of whom nothing is known but the words."""
    heads = [
        token
        for token in analysis.tokens[sentence.first : sentence.last]
        if token.pos in {"NOUN", "PROPN"} and token.dep not in _INNER
    ]
    return tuple(_unknown_party(analysis, _phrase(analysis, token)) for token in heads)


def _unknown_party(analysis: Analysis, span: Span) -> Party:
    return Party(span=span, name=span.words(analysis.text), entity_id=None, state=None)
