"""What states and their leaders did to one another: triggers with actors and recipients, coded by PLOVER and CAMEO."""

from collections.abc import Iterable
from dataclasses import dataclass

from foreigndesk.extraction.clauses import clause_span, governing_verb, polarity_of, tense_of
from foreigndesk.extraction.factuality import factuality_at
from foreigndesk.extraction.frames import Frame, find_frames
from foreigndesk.extraction.parties import Cast
from foreigndesk.extraction.sides import Scene, Sides, find_sides, is_known
from foreigndesk.knowledge.codebook import cameo_codes, event_types
from foreigndesk.knowledge.lexicons import ActionWord, Complement, Roles, action_words
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.claims import ActionClaim, Party, Polarity, Tense
from foreigndesk.records.mentions import Mention, MentionUse
from foreigndesk.records.quotations import Quotation
from foreigndesk.records.spans import Span, hull
from foreigndesk.records.times import TimeExpression, TimeType

PAIR = 2
_CLAUSAL = frozenset({"xcomp", "ccomp", "pcomp"})
_DATING = frozenset({TimeType.DATE, TimeType.TIME})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    """A trigger that fired: its row, its frame and who acts on whom."""

    word: ActionWord
    frame: Frame
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]


def find_actions(
    analysis: Analysis,
    cast: Cast,
    times: tuple[TimeExpression, ...],
    *,
    article_id: str,
    quotations: tuple[Quotation, ...] = (),
) -> tuple[ActionClaim, ...]:
    """Return what the article says that somebody did to somebody, in order of the text.

    An event needs an actor that the article names, and a state, a person with a state or an organisation
    of the tables on one side. What another trigger only asks for, promises or refuses is no event.
    """
    scene = Scene(article_id=article_id, cast=cast, times=times, quotations=quotations)
    events = [e for word, frame in find_frames(analysis, action_words()) if (e := _read_event(scene, word, frame))]
    governed = _governed_tokens(analysis, events)
    return tuple(_make_claim(scene, event) for event in events if event.frame.token.index not in governed)


def _read_event(scene: Scene, word: ActionWord, frame: Frame) -> _Event | None:
    sides = find_sides(scene, frame, is_addressed=_is_addressed(word), places=not _is_addressed(word))
    actors, recipients = _give_roles(word, sides)
    if not actors or not any(is_known(p) for p in (*actors, *recipients)):
        return None
    if not _has_sides_enough(word, actors, recipients):
        return None
    return _Event(word=word, frame=frame, actors=actors, recipients=recipients)


def _is_addressed(word: ActionWord) -> bool:
    """Return whether a trigger is words for somebody: "condemned", "urged", but not "visited" or "shelled"."""
    is_bare = word.construction.complement is Complement.NONE and not word.construction.particles
    return is_bare and word.type != "CONSULT" and event_types()[word.type].quad.startswith("V-")


def _give_roles(word: ActionWord, sides: Sides) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    if word.roles is Roles.REVERSE:
        return sides.acted_on, sides.acting
    if word.roles is Roles.MUTUAL:
        return sides.everyone, ()
    return sides.acting, sides.acted_on


def _has_sides_enough(word: ActionWord, actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> bool:
    """Return whether the sides make an event: two, unless the words beside the trigger already say what it was."""
    is_bare = word.construction.complement is Complement.NONE
    if word.roles is Roles.MUTUAL:
        return len(actors) >= PAIR or not is_bare
    return bool(recipients) or not (is_bare or event_types()[word.type].needs_recipient)


def _governed_tokens(analysis: Analysis, events: Iterable[_Event]) -> set[int]:
    """Return the tokens that stand in a clause or as the object of a trigger that fired."""
    governed: set[int] = set()
    for event in events:
        frame = event.frame
        clauses = [i for i in analysis.children[frame.token.index] if analysis.tokens[i].dep in _CLAUSAL]
        if frame.particle is not None:
            clauses += [i for i in analysis.children[frame.particle.index] if analysis.tokens[i].dep in _CLAUSAL]
        if frame.has_clause and frame.complement is not None:
            clauses.append(frame.complement.index)
        governed.update(i for clause in clauses for i in analysis.subtree(clause))
        governed.update(t.index for t in (frame.object, frame.complement) if t is not None)
    return governed


def _make_claim(scene: Scene, event: _Event) -> ActionClaim:
    analysis, token = scene.cast.analysis, event.frame.token
    verb = token if token.pos == "VERB" else governing_verb(analysis, token)
    parties = (*event.actors, *event.recipients)
    factuality, attribution = factuality_at(scene, token, verb)
    place = _place_of(scene, token, verb, parties=parties)
    code = cameo_codes().get(event.word.cameo)
    return ActionClaim(
        article_id=scene.article_id,
        rule=f"action:{event.word.construction.name}",
        evidence=(_evidence_span(scene, token, parties), token.span, *(p.span for p in parties)),
        factuality=factuality,
        polarity=polarity_of(analysis, token) if verb is token else Polarity.POSITIVE,
        attribution=attribution,
        trigger=token.span,
        type=event.word.type,
        mode=event.word.mode,
        contexts=code.contexts if code else (),
        cameo=event.word.cameo,
        actors=event.actors,
        recipients=event.recipients,
        tense=tense_of(analysis, verb) if verb is not None else Tense.UNKNOWN,
        times=_times_of(scene, token, verb),
        place_span=place.span if place else None,
        place_id=place.entity_id if place else None,
    )


def _evidence_span(scene: Scene, token: Token, parties: tuple[Party, ...]) -> Span:
    """Return the clause of the trigger, widened to its parties inside the sentence."""
    analysis = scene.cast.analysis
    sentence = analysis.sentences[token.sentence].span
    own = clause_span(analysis, token) if token.pos == "VERB" else analysis.subtree_span(token.index)
    return hull((own, *(p.span for p in parties if sentence.covers(p.span))))


def _times_of(scene: Scene, token: Token, verb: Token | None) -> tuple[Span, ...]:
    """Return the time expressions that date the event: those of the trigger's own clause."""
    heads = {token.index} | ({verb.index} if verb is not None else set())
    return tuple(t.span for t in scene.times if t.type in _DATING and _governor(scene, t.span, heads) in heads)


def _place_of(scene: Scene, token: Token, verb: Token | None, *, parties: tuple[Party, ...]) -> Mention | None:
    """Return the place named in the trigger's own clause that is no party to the event, towns before states."""
    heads = {token.index} | ({verb.index} if verb is not None else set())
    sentence = scene.cast.analysis.sentences[token.sentence].span
    places = [
        m
        for m in scene.cast.mentions
        if m.use is MentionUse.PLACE
        and sentence.covers(m.span)
        and m.span not in {p.span for p in parties}
        and _governor(scene, m.span, heads) in heads
    ]
    return min(places, key=lambda m: (m.entity_id == m.state, m.span), default=None)


def _governor(scene: Scene, span: Span, heads: set[int]) -> int:
    """Return the first token above ``span`` that is a verb or one of ``heads``, -1 where there is none."""
    analysis = scene.cast.analysis
    token = analysis.head_of(span)
    while token is not None and token.head != token.index:
        token = analysis.tokens[token.head]
        if token.index in heads or token.pos in {"VERB", "AUX"}:
            return token.index
    return -1
