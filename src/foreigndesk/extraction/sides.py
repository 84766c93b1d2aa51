"""Who acts and on whom: the parties on the two sides of a trigger, from its subject and its objects."""

from dataclasses import dataclass, replace

from foreigndesk.extraction.clauses import governing_verb, subjects_of
from foreigndesk.extraction.frames import Frame, is_passive, lemma_of, object_of
from foreigndesk.extraction.parties import Cast, parties_at, party_of, sector_of
from foreigndesk.knowledge.lexicons import frame_words
from foreigndesk.records.analyses import Token
from foreigndesk.records.claims import Party
from foreigndesk.records.mentions import LOCAL, MentionKind, MentionUse
from foreigndesk.records.quotations import Quotation
from foreigndesk.records.spans import Span
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
    dateline: Span | None = None


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


def find_sides(scene: Scene, frame: Frame, *, is_addressed: bool = False, places: bool = False) -> Sides:
    """Return who acts and on whom in the frame of a verb, noun or adjective.

    ``is_addressed``: words are meant for the object itself or whose it is. "Condemned the attack by Chad on a
    village in Mali" is then directed at Chad alone. ``places``: the place where it was done is whom it was done to.
    """
    if frame.construction.pos == "VERB":
        acting = _actors_of_verb(scene, frame.token)
    elif frame.construction.pos == "ADJ":
        acting = _subjects(scene, frame.token)
    else:
        acting = _actors_of_noun(scene, frame)
    links = "owner_link" if is_addressed else "recipient_link"
    find = _acted_on_by_verb if frame.construction.pos == "VERB" else _acted_on
    acted_on = find(scene, frame, links=links, places=places)
    return Sides(acting=acting, acted_on=_without(scene, acted_on, acting))


def sides_of_demand(scene: Scene, verb: Token) -> Sides:
    """Return who says that somebody must do what ``verb`` names, and who must: "France said that Mali must pay"."""
    analysis = scene.cast.analysis
    above = analysis.tokens[verb.head]
    speaking = subjects_of(analysis, above) if verb.dep == "ccomp" and above.index != verb.index else ()
    acting = nearest_parties(scene, list(speaking), links="actor_link")
    acted_on = nearest_parties(scene, list(subjects_of(analysis, verb)), links="actor_link")
    return Sides(acting=acting, acted_on=_without(scene, acted_on, acting))


def sides_of_command(scene: Scene, verb: Token) -> Sides:
    """Return who tells somebody to do what ``verb`` names, and whom: "lift the ban, Chile told Peru"."""
    analysis = scene.cast.analysis
    telling = analysis.tokens[verb.head]
    told = object_of(analysis, telling)
    acting = nearest_parties(scene, list(subjects_of(analysis, telling)), links="actor_link")
    acted_on = nearest_parties(scene, [told] if told is not None else [], links="actor_link")
    return Sides(acting=acting, acted_on=_without(scene, acted_on, acting))


def _without(scene: Scene, parties: tuple[Party, ...], others: tuple[Party, ...]) -> tuple[Party, ...]:
    """Return ``parties`` without ``others``; "their" is no other side than the states of those who act."""
    keys = {p.entity_id or p.name for p in others}
    states = {p.state for p in others if p.state}
    own = frame_words("possessive")
    return tuple(
        p
        for p in parties
        if (p.entity_id or p.name) not in keys
        and not (p.state in states and p.span.words(scene.cast.analysis.text).lower() in own)
    )


def _actors_of_verb(scene: Scene, verb: Token) -> tuple[Party, ...]:
    analysis = scene.cast.analysis
    if is_passive(analysis, verb):
        agents = [analysis.tokens[i] for i in analysis.children[verb.index] if analysis.tokens[i].dep == "agent"]
        return nearest_parties(scene, agents, links="actor_link")
    return _subjects(scene, verb)


def _subjects(scene: Scene, verb: Token) -> tuple[Party, ...]:
    """Return the parties of the subject of ``verb``, through "which" and "hosting talks" to the noun before."""
    analysis = scene.cast.analysis
    is_clause = verb.pos in {"VERB", "AUX"} and verb.dep != "acomp"
    above = verb if is_clause else governing_verb(analysis, verb)
    if above is None:
        return ()
    head = analysis.tokens[above.head]
    if above.dep == "acl" and head.index != above.index:
        return nearest_parties(scene, [head], links="actor_link")
    subjects = [_antecedent(scene, subject) for subject in subjects_of(analysis, above)]
    return nearest_parties(scene, subjects, links="actor_link")


def _antecedent(scene: Scene, subject: Token) -> Token:
    """Return what "which" stands for, and "it" in "Iran said it had ...", else the subject itself."""
    analysis = scene.cast.analysis
    verb = analysis.tokens[subject.head]
    if subject.tag in {"WDT", "WP"} and verb.dep == "relcl":
        return analysis.tokens[verb.head]
    if subject.text.lower() in frame_words("itself") and verb.dep == "ccomp":
        return next(iter(subjects_of(analysis, analysis.tokens[verb.head])), subject)
    return subject


def _actors_of_noun(scene: Scene, frame: Frame) -> tuple[Party, ...]:
    """Return who acts in an event noun: by whom, whose, of whom it is, else the subject that carries it out."""
    analysis, noun = scene.cast.analysis, frame.token
    below = [analysis.tokens[i] for i in analysis.children[noun.index]]
    whose = [t for t in below if t.dep in {"poss", "compound", "amod", "nmod"}]
    of_whom = [t for t in below if t.text.lower() == "of" and t is not frame.particle]
    for roots in (_by_whom(scene, noun), whose, of_whom):
        found = nearest_parties(scene, roots, links="actor_link")
        if found:
            return found
    verb = governing_verb(analysis, noun)
    is_own = any(t.text.lower() in frame_words("possessive") for t in whose)
    return _subjects(scene, verb) if verb is not None and (is_own or _is_carried_out(scene, noun, verb)) else ()


def _by_whom(scene: Scene, noun: Token) -> list[Token]:
    """Return "by" below an event noun, or after it below an active verb, where the parse often attaches it."""
    analysis = scene.cast.analysis
    inside = [analysis.tokens[i] for i in analysis.subtree(noun.index)]
    verb = analysis.tokens[noun.head]
    if noun.dep == "dobj" and not is_passive(analysis, verb):
        inside += [analysis.tokens[i] for i in analysis.children[verb.index] if i > noun.index]
    return [t for t in inside if t.text.lower() == "by" and t.dep in {"prep", "agent"}]


def _is_carried_out(scene: Scene, noun: Token, verb: Token) -> bool:
    """Return whether the subject of ``verb`` takes part in ``noun``: "opened an inquiry into", "in a call with"."""
    governor = scene.cast.analysis.tokens[noun.head]
    if noun.dep == "dobj":
        return lemma_of(verb) in frame_words("light_verb")
    return noun.dep == "pobj" and governor.text.lower() in frame_words("within_link")


def _acted_on(scene: Scene, frame: Frame, *, links: str, places: bool) -> tuple[Party, ...]:
    """Return whom an event noun or an adjective is directed at: after its particle, else after another preposition."""
    analysis = scene.cast.analysis
    below = [analysis.tokens[i] for i in analysis.children[frame.token.index]]
    others = [t for t in below if t.dep == "prep" and not _is_shut(t, links)]
    first = [frame.particle] if frame.particle is not None else []
    return nearest_parties(scene, first, links=links, places=places) or nearest_parties(scene, others, links=links)


def _acted_on_by_verb(scene: Scene, frame: Frame, *, links: str, places: bool) -> tuple[Party, ...]:
    """Return the nearest parties below the verb that are not its subject, places of the event last."""
    near: list[Token] = []
    far: list[Token] = []
    for child in _arguments(scene, frame):
        is_particle = child is frame.particle
        if not is_particle and _is_shut(child, links):
            continue
        is_place = child.dep == "prep" and child.text.lower() in frame_words("place_link")
        (far if is_place and not is_particle else near).append(child)
    found = nearest_parties(scene, near, links=links, places=places)
    return found or (nearest_parties(scene, far, links=links, places=True) if places else ())


def _arguments(scene: Scene, frame: Frame) -> list[Token]:
    """Return what depends on the verb of a frame without its subject, adverbial clauses and verbs joined to it."""
    analysis = scene.cast.analysis
    below = [analysis.tokens[i] for i in analysis.children[frame.token.index]]
    kept = [
        t
        for t in below
        if t is frame.object or t is frame.complement or t.dep not in _PASSED_OVER | {"conj", "ccomp", "xcomp", "agent"}
    ]
    elsewhere = [t for t in (frame.object, frame.particle) if t is not None and t not in kept]
    return [*elsewhere, *kept]


def nearest_parties(scene: Scene, roots: list[Token], *, links: str = "", places: bool = False) -> tuple[Party, ...]:
    """Return the parties of the fewest steps below ``roots``, through prepositions that play ``links``.

    Without ``links`` every preposition leads on. With ``places`` a town or state that is named as a place counts too.
    """
    layer = list(roots)
    seen: set[int] = set()
    for _ in range(REACH):
        found = [p for token in layer for p in outside_dateline(scene, _parties_here(scene, token, places=places))]
        if found:
            return tuple({p.entity_id or p.name: p for p in reversed(found)}.values())[::-1]
        seen.update(t.index for t in layer)
        layer = [child for token in layer for child in _below(scene, token, links) if child.index not in seen]
    return ()


def outside_dateline(scene: Scene, parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Return the parties without the place that a report was sent from: "KHARTOUM (Reuters) --".

    A noun phrase that the parse begins in the dateline begins after it: of "BAMAKO - Armed men" two words are left.
    """
    dateline, text = scene.dateline, scene.cast.analysis.text
    if dateline is None:
        return parties
    outside = (p for p in parties if not dateline.covers(p.span))
    return tuple(_cut(p, dateline, text) if p.span.overlaps(dateline) else p for p in outside)


def _cut(party: Party, dateline: Span, text: str) -> Party:
    words = text[dateline.end : party.span.end]
    span = Span(party.span.end - len(words.lstrip()), party.span.end)
    name = party.name if party.entity_id else span.words(text)
    return replace(party, span=span, name=name)


def _below(scene: Scene, token: Token, links: str) -> list[Token]:
    analysis = scene.cast.analysis
    children = [analysis.tokens[i] for i in analysis.children[token.index]]
    passed = _PASSED_OVER - {"nsubj", "nsubjpass"} if token.dep in {"ccomp", "xcomp"} else _PASSED_OVER
    if links in {"actor_link", "owner_link"}:
        passed = passed | {"acl", "relcl", "ccomp", "xcomp"}
    return [c for c in children if c.dep not in passed and not _is_shut(c, links)]


def _is_shut(token: Token, links: str) -> bool:
    """Return whether a preposition does not lead from a noun to a party of it."""
    return token.dep == "prep" and bool(links) and token.text.lower() not in frame_words(links)


def _parties_here(scene: Scene, token: Token, *, places: bool) -> tuple[Party, ...]:
    named = _places_at(scene, token) if places else ()
    parties = named or parties_at(scene.cast, token)
    if parties:
        return parties
    mention = scene.cast.by_token.get(token.index)
    if mention is not None and mention.kind is MentionKind.STATE:
        return (party_of(mention),)
    if token.text.lower() in frame_words("speaker"):
        return _speakers_at(scene, token)
    return ()


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
