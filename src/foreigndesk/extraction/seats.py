"""Capitals and seats of government as names: as a site of something, or for an organisation that sits there."""

from dataclasses import replace

from foreigndesk.knowledge.gazetteer import NameKind, NameMatch
from foreigndesk.knowledge.organisations import organisation_seats
from foreigndesk.knowledge.places import place_words, places_by_id
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.mentions import Mention, MentionKind, MentionUse


def is_site(analysis: Analysis, head: Token) -> bool:
    """Return whether a name is that of a site: "the markets of Abuja", "a blast shook Kabul"."""
    governor = analysis.tokens[head.head]
    if head.dep == "pobj" and governor.text.lower() == "of":
        return analysis.tokens[governor.head].lemma.lower() in place_words("site_noun")
    if head.dep != "dobj":
        return False
    below = (analysis.tokens[i] for i in analysis.children[governor.index])
    return any(t.dep == "nsubj" and t.lemma.lower() in place_words("hazard") for t in below)


def stand_for(mention: Mention, match: NameMatch, matches: tuple[NameMatch, ...]) -> tuple[Mention, ...]:
    """Return a mention of a state; for a capital that stands for an organisation, the organisation and the place.

    A capital stands for its state where the article names the state in another way ("Belgium").
    """
    words = match.entries[0].words
    organisation = organisation_seats().get(words) if mention.use is MentionUse.METONYM else None
    if organisation is None or _is_named_otherwise(mention.state, words, matches):
        return (mention,)
    because = f"{words} stands for {organisation.name} where the article does not name {mention.name}"
    acting = replace(
        mention,
        kind=MentionKind.ORGANISATION,
        name=organisation.name,
        rule="seat of the organisation table",
        because=because,
        entity_id=organisation.organisation_id,
        state=organisation.state,
    )
    places = (places_by_id()[e.entity_id] for e in match.entries if e.kind is NameKind.PLACE)
    own = next((place for place in places if place.state == mention.state), None)
    if own is None:
        return (acting,)
    lies = replace(mention, kind=MentionKind.PLACE, name=own.name, entity_id=own.place_id, because=because)
    return (acting, lies)


def _is_named_otherwise(state: str | None, words: str, matches: tuple[NameMatch, ...]) -> bool:
    entries = (entry for match in matches for entry in match.entries)
    return any(e.kind is NameKind.STATE and e.entity_id == state and e.words != words for e in entries)
