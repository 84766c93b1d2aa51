"""The words by which an event names a party: of a pronoun the name that the sentence has, of a site whose it is."""

from dataclasses import replace

from foreigndesk.extraction.candidates import as_people, kind_at, without_descriptions
from foreigndesk.extraction.parties import Cast
from foreigndesk.knowledge.actors import ActorForm, ActorNoun
from foreigndesk.knowledge.lexicons import frame_words
from foreigndesk.records.analyses import Sentence, Token
from foreigndesk.records.claims import Party
from foreigndesk.records.mentions import Mention, MentionKind
from foreigndesk.records.spans import Span, hull


def told_by_name(cast: Cast, sentence: Sentence, parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Return the parties of an event, each on the best words that its sentence has for it.

    The name stands for "he" and "his" in "Macron said he will not lift the ban", and for the noun beside it in "his
    Ugandan counterpart, Jacob Oboth". "Police in Accra" and "two reporters of Ghana" are one party with its state. A
    party that the sentence does not name keeps its words.
    """
    people = [as_people(cast, party) for party in parties]
    named = [replace(party, span=_name_of(cast, sentence, party) or party.span) for party in people]
    each = {(party.span, party.name): party for party in reversed(named)}  # "they" are several on the same words
    told = without_descriptions(cast, list(each.values())[::-1])
    placed = [_with_place(cast, party) for party in told]
    wide = [new.span for new, old in zip(placed, told, strict=True) if new is not old]
    return tuple(p for p in placed if p.span in wide or not any(span.covers(p.span) for span in wide))


def _name_of(cast: Cast, sentence: Sentence, party: Party) -> Span | None:
    """Return the nearest name of the entity in the sentence, before the party's words rather than after them."""
    if party.entity_id is None:
        return None
    names = [m.span for m in cast.mentions if m.entity_id == party.entity_id and sentence.span.covers(m.span)]
    if any(span.overlaps(party.span) for span in names):
        return None
    before = [span for span in names if span.end <= party.span.start]
    return before[-1] if before else min(names, default=None)


def _with_place(cast: Cast, party: Party) -> Party:
    """Return a party known by a noun with the state that follows it: "police in Accra", "two reporters of Ghana"."""
    token = cast.analysis.head_of(party.span)
    noun = kind_at(cast, token) if token is not None else None
    if token is None or noun is None or party.state is not None or party.entity_id is not None:
        return party
    owner = _behind(cast, token, "origin_link")
    if owner is None and _is_of_its_place(noun):
        owner = _behind(cast, token, "held_link")
    return party if owner is None else replace(party, span=hull((party.span, owner.span)), state=owner.state)


def _is_of_its_place(noun: ActorNoun) -> bool:
    """Return whether a body or a site belongs to the state that it is in.

    Persons may come from elsewhere; organisations of several states belong to none, and embassies to another one.
    """
    is_foreign = noun.sector.group == "nonstate" or noun.noun in frame_words("foreign_mission")
    return noun.form in {ActorForm.BODY, ActorForm.SITE} and not is_foreign


def _behind(cast: Cast, token: Token, links: str) -> Mention | None:
    """Return the state, or the place in one, that a preposition of ``links`` joins to a noun."""
    analysis = cast.analysis
    prepositions = [i for i in analysis.children[token.index] if analysis.tokens[i].text.lower() in frame_words(links)]
    governed = [i for link in prepositions for i in analysis.children[link] if analysis.tokens[i].dep == "pobj"]
    named = (m for i in governed for m in cast.mentions if m.state and m.span.covers(analysis.tokens[i].span))
    return next((m for m in named if m.kind in {MentionKind.STATE, MentionKind.PLACE}), None)
