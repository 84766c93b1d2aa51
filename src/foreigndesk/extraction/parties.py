"""Who takes part: from a token of the parse to the persons, states and organisations it names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from foreigndesk.extraction.clauses import conjuncts, listed_from
from foreigndesk.knowledge.gazetteer import common_state
from foreigndesk.knowledge.meetings import clue_words
from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.knowledge.references import reference_words
from foreigndesk.knowledge.states import states_by_id
from foreigndesk.knowledge.titles import office_words, plural_of
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.claims import Party
from foreigndesk.records.mentions import Mention, MentionKind, MentionUse, Reference
from foreigndesk.records.spans import Span, hull

_GOVERNMENT = "GOV"
_PROMISES = frozenset({"AGREE", "THREATEN"})
_MODIFIERS = frozenset({"amod", "compound", "poss", "nmod"})
_ACTORS = (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.STATE, MentionKind.GROUP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The mentions and references of one article, keyed by the tokens that they cover."""

    analysis: Analysis
    mentions: tuple[Mention, ...]
    by_token: dict[int, Mention]
    references: dict[int, Reference]


def make_cast(analysis: Analysis, mentions: tuple[Mention, ...], references: tuple[Reference, ...]) -> Cast:
    """Return the cast of an article."""
    by_token: dict[int, Mention] = {}
    for kind in reversed(_ACTORS):
        for mention in mentions:
            if mention.kind is kind:
                by_token.update({t.index: mention for t in analysis.tokens_in(mention.span)})
    by_reference = {t.index: r for r in references for t in analysis.tokens_in(r.span)}
    return Cast(analysis=analysis, mentions=mentions, by_token=by_token, references=by_reference)


def parties_at(cast: Cast, token: Token) -> tuple[Party, ...]:
    """Return who is named at ``token`` and what is joined to it, each entity once, in order of the text.

    A government as modifier counts where its office-holder or body is the head: "Russian officials".
    """
    found: list[Party] = []
    for conjunct in conjuncts(cast.analysis, token):
        found.extend(_parties_of(cast, conjunct))
    return tuple({_key(p): p for p in reversed(found)}.values())[::-1]


def _key(party: Party) -> str:
    return party.entity_id or party.name


def _parties_of(cast: Cast, token: Token) -> tuple[Party, ...]:
    token = _antecedent(cast.analysis, token)
    mention = cast.by_token.get(token.index)
    if mention is not None and mention.use is not MentionUse.PLACE:
        return (party_of(mention),)
    reference = cast.references.get(token.index)
    if reference is not None and reference.entity_ids:
        return tuple(_party_of_entity(cast, entity, reference.span) for entity in reference.entity_ids)
    if token.pos not in {"NOUN", "PROPN"}:
        return ()
    holders = _holders_of(cast, token)
    nearest = min(holders, key=lambda m: abs(m.span.start - token.start), default=None)  # the noun is told with it
    return tuple(
        Party(
            span=hull((m.span, token.span)) if m is nearest else m.span,
            name=m.name,
            entity_id=m.entity_id,
            state=m.state,
            sector=None,
            use=m.use,
        )
        for m in holders
    )


def _antecedent(analysis: Analysis, token: Token) -> Token:
    """Return the noun that a relative pronoun stands for, else the token itself."""
    if token.tag not in {"WP", "WDT"}:
        return token
    verb = analysis.tokens[token.head]
    return analysis.tokens[verb.head] if verb.dep == "relcl" else token


def _holders_of(cast: Cast, token: Token) -> list[Mention]:
    """Return the states whose people a noun names: "Chinese and Indian officials", "the ministers of Japan"."""
    analysis = cast.analysis
    below = [analysis.tokens[i] for i in analysis.children[token.index]]
    first = next((t for t in below if t.dep in _MODIFIERS and _is_state(cast, t)), None)
    if first is None and _names_persons(token):
        first = next(
            (
                analysis.tokens[i]
                for t in below
                if t.dep == "prep" and t.text in clue_words("sides_word")
                for i in analysis.children[t.index]
                if _is_state(cast, analysis.tokens[i])
            ),
            None,
        )
    tokens = listed_from(analysis, first) if first is not None else ()
    return [cast.by_token[t.index] for t in tokens if _is_state(cast, t)]


def _is_state(cast: Cast, token: Token) -> bool:
    mention = cast.by_token.get(token.index)
    return mention is not None and mention.kind is MentionKind.STATE and mention.state is not None


def _names_persons(token: Token) -> bool:
    word = token.text.lower()
    return word in reference_words("persons", "pair") or word in office_words()


def party_of(mention: Mention) -> Party:
    """Return the party that a mention names."""
    return Party(
        span=mention.span,
        name=mention.name,
        entity_id=mention.entity_id,
        state=mention.state,
        sector=sector_of(mention.entity_id),
        use=mention.use,
    )


def _party_of_entity(cast: Cast, entity: str, span: Span) -> Party:
    mention = next((m for m in cast.mentions if entity in {m.entity_id, m.name}), None)
    if mention is not None:
        return Party(
            span=span, name=mention.name, entity_id=mention.entity_id, state=mention.state, sector=sector_of(entity)
        )
    row = states_by_id().get(entity) or persons_by_id().get(entity)
    state = entity if entity in states_by_id() else common_state((entity,)) if row else None
    return Party(span=span, name=row.name if row else entity, entity_id=entity, state=state, sector=sector_of(entity))


def sector_of(entity_id: str | None) -> str | None:
    """Return the PLOVER sector of an entity: of a person's latest office, ``GOV`` for a state."""
    person = persons_by_id().get(entity_id or "")
    if person is not None:
        return person.terms[-1].sector
    return _GOVERNMENT if entity_id in states_by_id() else None


def promised_to(cast: Cast, event_type: str, *, actors: Sequence[Party], others: Sequence[Party]) -> tuple[Party, ...]:
    """Return to whom somebody may promise or threaten: not to the bare state as whose official they act.

    In "Scholz promised that Germany would send two ferries to Ghana" nothing is promised to Germany.
    """
    own = {p.state for p in actors if p.entity_id != p.state and p.sector == _GOVERNMENT}
    if event_type not in _PROMISES or not own:
        return tuple(others)
    return tuple(p for p in others if _state_at(cast, p) not in own)


def _state_at(cast: Cast, party: Party) -> str:
    """Return the state whose bare name are the words of a party, nothing where they are no such name."""
    token = cast.analysis.head_of(party.span)
    mention = cast.by_token.get(token.index) if token is not None else None
    is_bare = mention is not None and mention.span == party.span and mention.entity_id == mention.state
    return (mention.state or "") if mention is not None and is_bare else ""


def is_person(cast: Cast, party: Party) -> bool:
    """Return whether a party is one person, by name or by words that stand for one: "he"."""
    head = cast.analysis.head_of(party.span)
    mention = cast.by_token.get(head.index) if head is not None else None
    is_named = mention is not None and mention.kind is MentionKind.PERSON
    return is_named or party.entity_id in persons_by_id()


def is_official(analysis: Analysis, party: Party) -> bool:
    """Return whether a party is an actor by name, or officials of a state; tourists and goods are none."""
    words = re.findall(r"[\w-]+", party.span.words(analysis.text).lower())
    named = party.entity_id != party.state or party.use is not MentionUse.MODIFIER or len(words) == 1
    return named or bool({*words[-1:], " ".join(words[-2:])} & _official_nouns())


@cache
def _official_nouns() -> frozenset[str]:
    titles = {form for title in office_words() for form in (title, plural_of(title))}
    return clue_words("official_noun") | reference_words("persons", "pair") | titles
