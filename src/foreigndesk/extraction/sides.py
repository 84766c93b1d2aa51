"""Who acts and on whom: the parties on the two sides of a trigger, from its subject and its objects."""

from dataclasses import dataclass, replace

from foreigndesk.extraction.clauses import governing_verb, subjects_of
from foreigndesk.extraction.frames import Frame, is_passive
from foreigndesk.extraction.parties import Cast, parties_at, party_of, sector_of
from foreigndesk.extraction.persons import LOCAL
from foreigndesk.knowledge.lexicons import frame_words
from foreigndesk.records.analyses import Token
from foreigndesk.records.claims import Party
from foreigndesk.records.mentions import MentionKind, MentionUse
from foreigndesk.records.quotations import Quotation
from foreigndesk.records.times import TimeExpression

REACH = 8  # steps down the parse from a trigger to a party: "of two soldiers held by Turkey" takes seven
_PASSED_OVER = frozenset(
    {"advcl", "parataxis", "punct", "mark", "aux", "auxpass", "cc", "npadvmod", "det", "nsubj", "nsubjpass", "expl"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What was found in an article that its claims are read with."""

    article_id: str
    cast: Cast
    times: tuple[TimeExpression, ...]
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The two sides of a trigger: who acts, and on whom."""

    acting: tuple[Party, ...]
    acted_on: tuple[Party, ...]

    @property
    def everyone(self) -> tuple[Party, ...]:
        """Both sides, in order of the text."""
        return tuple(sorted((*self.acting, *self.acted_on), key=lambda p: p.span))


def is_known(party: Party) -> bool:
    """Return whether a party is a state, has a state, or is an organisation or person of the tables."""
    return party.state is not None or (party.entity_id is not None and not party.entity_id.startswith(LOCAL))


def find_sides(scene: Scene, frame: Frame) -> Sides:
    """Return who acts and on whom in the frame of a verb, noun or adjective."""
    if frame.token.pos == "VERB":
        acting = _actors_of_verb(scene, frame.token)
    elif frame.token.pos == "ADJ":
        acting = _subjects(scene, frame.token)
    else:
        acting = _actors_of_noun(scene, frame)
    return Sides(acting=acting, acted_on=_without(_acted_on(scene, frame), acting))


def _without(parties: tuple[Party, ...], others: tuple[Party, ...]) -> tuple[Party, ...]:
    """Return ``parties`` without ``others``; a state and a person of it count as the same side."""
    keys = {p.entity_id or p.name for p in others} | {p.state for p in others if p.state and p.entity_id != p.state}
    states = {p.entity_id for p in others if p.entity_id == p.state}
    return tuple(p for p in parties if (p.entity_id or p.name) not in keys and (not p.state or p.state not in states))


def _actors_of_verb(scene: Scene, verb: Token) -> tuple[Party, ...]:
    analysis = scene.cast.analysis
    if is_passive(analysis, verb):
        agents = [analysis.tokens[i] for i in analysis.children[verb.index] if analysis.tokens[i].dep == "agent"]
        return nearest_parties(scene, agents, links="actor_link")
    return _subjects(scene, verb)


def _subjects(scene: Scene, verb: Token) -> tuple[Party, ...]:
    """Return the parties of the subject of ``verb``, through "which" and "hosting talks" to the noun before."""
    analysis = scene.cast.analysis
    above = verb if verb.pos in {"VERB", "AUX"} else governing_verb(analysis, verb)
    if above is None:
        return ()
    head = analysis.tokens[above.head]
    if above.dep == "acl" and head.index != above.index:
        return nearest_parties(scene, [head], links="actor_link")
    subjects = [_antecedent(scene, subject) for subject in subjects_of(analysis, above)]
    return nearest_parties(scene, subjects, links="actor_link")


def _antecedent(scene: Scene, subject: Token) -> Token:
    """Return the noun that a relative pronoun stands for, else the subject itself."""
    tokens = scene.cast.analysis.tokens
    verb = tokens[subject.head]
    return tokens[verb.head] if subject.tag in {"WDT", "WP"} and verb.dep == "relcl" else subject


def _actors_of_noun(scene: Scene, frame: Frame) -> tuple[Party, ...]:
    """Return who acts in an event noun: by whom, whose, the sides between whom, else the clause's subject."""
    analysis, noun = scene.cast.analysis, frame.token
    below = [analysis.tokens[i] for i in analysis.children[noun.index]]
    inside = [analysis.tokens[i] for i in analysis.subtree(noun.index)]
    by_whom = [t for t in inside if t.text.lower() == "by" and t.dep in {"prep", "agent"}]
    verb = governing_verb(analysis, noun)
    if not by_whom and verb is not None and verb.dep != "conj":
        by_whom = [
            analysis.tokens[i]
            for i in analysis.children[verb.index]
            if i > noun.index and analysis.tokens[i].text.lower() == "by" and not is_passive(analysis, verb)
        ]
    whose = [t for t in below if t.dep in {"poss", "compound", "amod", "nmod"}]
    of_whom = [t for t in below if t.text.lower() == "of" and t is not frame.particle]
    for roots in (by_whom, whose, of_whom):
        found = nearest_parties(scene, roots, links="actor_link")
        if found:
            return found
    own = any(t.text.lower() in frame_words("possessive") for t in whose)
    if verb is not None and (own or noun.dep in {"dobj", "pobj"}):
        return _subjects(scene, verb)
    return ()


def _acted_on(scene: Scene, frame: Frame) -> tuple[Party, ...]:
    """Return the nearest parties below the trigger that are not its subject, places of the event last."""
    analysis, token = scene.cast.analysis, frame.token
    if frame.token.pos != "VERB" and frame.particle is not None:
        others = [analysis.tokens[i] for i in analysis.children[token.index] if analysis.tokens[i].dep == "prep"]
        found = nearest_parties(scene, [frame.particle], links="recipient_link", places=True)
        return found or nearest_parties(scene, _open(others, "recipient_link"), links="recipient_link", places=True)
    below = [analysis.tokens[i] for i in analysis.children[token.index]]
    if frame.object is not None and frame.object not in below:
        below.insert(0, frame.object)
    near: list[Token] = []
    far: list[Token] = []
    for child in below:
        if child.dep in _PASSED_OVER and child is not frame.object:
            continue
        if child.dep in {"conj", "ccomp", "xcomp", "agent"} and child is not frame.complement:
            continue
        if child is not frame.particle and _is_shut(child, "recipient_link"):
            continue
        is_place = child.dep == "prep" and child.text.lower() in frame_words("place_link")
        (far if is_place and child is not frame.particle else near).append(child)
    found = nearest_parties(scene, near, links="recipient_link", places=True)
    return found or nearest_parties(scene, far, links="recipient_link", places=True)


def nearest_parties(scene: Scene, roots: list[Token], *, links: str = "", places: bool = False) -> tuple[Party, ...]:
    """Return the parties of the fewest steps below ``roots``, through prepositions that play ``links``.

    Without ``links`` every preposition leads on. With ``places`` a town or state that is named as a place counts too.
    """
    layer = list(roots)
    seen: set[int] = set()
    for _ in range(REACH):
        found = [p for token in layer for p in _parties_here(scene, token, places=places)]
        if found:
            return tuple({p.entity_id or p.name: p for p in reversed(found)}.values())[::-1]
        seen.update(t.index for t in layer)
        layer = [child for token in layer for child in _below(scene, token, links) if child.index not in seen]
    return ()


def _below(scene: Scene, token: Token, links: str) -> list[Token]:
    analysis = scene.cast.analysis
    children = [analysis.tokens[i] for i in analysis.children[token.index]]
    passed = _PASSED_OVER - {"nsubj", "nsubjpass"} if token.dep in {"ccomp", "xcomp"} else _PASSED_OVER
    if links == "actor_link":
        passed = passed | {"acl", "relcl", "ccomp", "xcomp"}
    return [c for c in children if c.dep not in passed and not _is_shut(c, links)]


def _is_shut(token: Token, links: str) -> bool:
    """Return whether a preposition does not lead from a noun to a party of it."""
    return token.dep == "prep" and bool(links) and token.text.lower() not in frame_words(links)


def _open(tokens: list[Token], links: str) -> list[Token]:
    return [t for t in tokens if not _is_shut(t, links)]


def _parties_here(scene: Scene, token: Token, *, places: bool) -> tuple[Party, ...]:
    parties = parties_at(scene.cast, token)
    if parties:
        return parties
    mention = scene.cast.by_token.get(token.index)
    if mention is not None and mention.kind is MentionKind.STATE:
        return (party_of(mention),)
    if token.text.lower() in frame_words("speaker"):
        return _speakers_at(scene, token)
    return _places_at(scene, token) if places else ()


def _places_at(scene: Scene, token: Token) -> tuple[Party, ...]:
    if token.pos != "PROPN":
        return ()
    return tuple(
        party_of(m)
        for m in scene.cast.mentions
        if m.kind is MentionKind.PLACE and m.use is MentionUse.PLACE and m.state and m.span.covers(token.span)
    )


def _speakers_at(scene: Scene, token: Token) -> tuple[Party, ...]:
    """Return whom "we" or "I" stands for: the speaker of the quotation that the word stands in."""
    for quotation in scene.quotations:
        if quotation.span.covers(token.span) and quotation.speaker is not None:
            named = zip(quotation.speaker.names, quotation.speaker.entity_ids, strict=False)
            return tuple(_party_of_speaker(scene, token, name, entity_id=entity) for name, entity in named)
    return ()


def _party_of_speaker(scene: Scene, token: Token, name: str, *, entity_id: str) -> Party:
    mention = next((m for m in scene.cast.mentions if m.entity_id == entity_id), None)
    if mention is not None:
        return replace(party_of(mention), span=token.span)
    return Party(span=token.span, name=name, entity_id=entity_id, state=None, sector=sector_of(entity_id))
