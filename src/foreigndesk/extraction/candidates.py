"""Who could take part in a deed: every party that a sentence names, by name or by kind ("police", "two trawlers")."""

from bisect import bisect_left
from dataclasses import replace
from functools import lru_cache

from foreigndesk.extraction.parties import Cast, parties_at, party_of
from foreigndesk.knowledge.actors import ActorNoun, actor_noun_index
from foreigndesk.records.analyses import Analysis, Sentence, Token
from foreigndesk.records.claims import Party
from foreigndesk.records.mentions import MentionKind, MentionUse
from foreigndesk.records.spans import Span, hull

_INNER = frozenset({"compound", "amod", "nmod", "poss", "det", "nummod"})
_BESIDE = 8  # characters between a noun and the name in apposition: ", Mr. "
_STEPS = 4  # from a name to the noun it modifies
_NAMED = frozenset(
    {MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.STATE, MentionKind.GROUP, MentionKind.PLACE}
)


def sentences_to_read(cast: Cast) -> list[int]:
    """Return the numbers of the sentences that name somebody who could act or be acted upon, by name or by kind."""
    spans = [m.span for m in cast.mentions if m.kind in _NAMED] + [span for span, _ in _kinds_in(cast.analysis.text)]
    tokens = (cast.analysis.token_at(span.start) for span in spans)
    return sorted({token.sentence for token in tokens if token is not None})


def candidates_in(cast: Cast, sentence: Sentence) -> tuple[Party, ...]:
    """Return the parties that the sentence names, in order of the text; of two on the same words the longer one."""
    found = [*_by_kind(cast, sentence), *_by_reference(cast, sentence), *_by_name(cast, sentence)]
    kept: list[Party] = []
    for party in sorted(found, key=lambda p: (-len(p.span), p.span)):
        if not any(other.span.covers(party.span) for other in kept):
            kept.append(party)
    told = [p for p in kept if not _is_told_by_head(cast, p, kept)]
    return tuple(sorted(_without_descriptions(cast, told), key=lambda p: p.span))


def _without_descriptions(cast: Cast, parties: list[Party]) -> list[Party]:
    """Return the parties without nouns that say what a person named beside them is: "the minister, Leonid Maltsev".

    The person has the words of both, and the state that the noun names if no other: "Chad's president, Idriss Abakar".
    """
    beside = [(party, _person_beside(cast, party, parties)) for party in parties]
    nouns = {person.span: party for party, person in beside if person is not None}
    return [_described(party, nouns.get(party.span)) for party, person in beside if person is None]


def _described(party: Party, noun: Party | None) -> Party:
    if noun is None:
        return party
    first, second = sorted((party.span, noun.span))
    span = hull((first, second)) if second.start - first.end <= _BESIDE else party.span
    return replace(party, span=span, state=party.state or noun.state)


def _person_beside(cast: Cast, party: Party, others: list[Party]) -> Party | None:
    """Return the person named in apposition to a noun; a name is no such noun."""
    token = cast.analysis.head_of(party.span)
    if token is None or token.index in cast.by_token or party.use is MentionUse.PLACE:
        return None
    beside = [i for i in cast.analysis.children[token.index] if cast.analysis.tokens[i].dep == "appos"]
    if token.dep == "appos":
        beside.append(token.head)
    named = (cast.by_token.get(i) for i in beside)
    persons = [m.span for m in named if m is not None and m.kind is MentionKind.PERSON]
    return next((p for p in others if p is not party and any(p.span.covers(span) for span in persons)), None)


def _is_told_by_head(cast: Cast, party: Party, others: list[Party]) -> bool:
    """Return whether a name only says whose the party is that it stands before: the state in "US President Ford"."""
    token = cast.analysis.head_of(party.span)
    for _ in range(_STEPS):
        if token is None or token.dep not in _INNER or token.head == token.index:
            return False
        token = cast.analysis.tokens[token.head]
        if any(other is not party and other.span.covers(token.span) for other in others):
            return True
    return False


def _by_name(cast: Cast, sentence: Sentence) -> list[Party]:
    first = bisect_left(cast.mentions, sentence.span.start, key=lambda m: m.span.start)
    found = []
    for mention in cast.mentions[first:]:
        if mention.span.start >= sentence.span.end:
            break
        if mention.kind in _NAMED:
            found.append(party_of(mention))
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


def _start_of(named: tuple[Span, ActorNoun]) -> int:
    return named[0].start


def _make_parties(cast: Cast, token: Token, noun: ActorNoun) -> list[Party]:
    if token.index in cast.by_token and cast.by_token[token.index].use is not MentionUse.PLACE:
        return []  # part of a name
    span = _phrase(cast.analysis, token)
    own = [p for p in parties_at(cast, token) if p.span.overlaps(token.span)]
    if own:
        return [replace(p, span=hull((p.span, span)), sector=p.sector or noun.sector.code) for p in own]
    owner = _owner(cast, token)
    name = span.words(cast.analysis.text)
    return [Party(span=span, name=name, entity_id=None, state=owner.state if owner else None, sector=noun.sector.code)]


def _owner(cast: Cast, token: Token) -> Party | None:
    analysis = cast.analysis
    for child in analysis.children[token.index]:
        mention = cast.by_token.get(child)
        if mention is not None and analysis.tokens[child].dep in _INNER:
            return party_of(mention)
    return None


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
