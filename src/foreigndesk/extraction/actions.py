"""What states and their leaders did to one another: triggers with actors and recipients, coded by PLOVER and CAMEO."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from foreigndesk.extraction.clauses import clause_span, governing_verb, is_asked, is_commanded, polarity_of, tense_of
from foreigndesk.extraction.codings import (
    Coding,
    Settled,
    Stopped,
    as_announced,
    as_request,
    rule_of,
    settle,
    settle_factuality,
)
from foreigndesk.extraction.contexts import find_contexts
from foreigndesk.extraction.deed_commitments import commitment_of
from foreigndesk.extraction.factuality import factuality_at
from foreigndesk.extraction.frames import Frame, find_frames
from foreigndesk.extraction.naming import told_by_name
from foreigndesk.extraction.parties import Cast, promised_to
from foreigndesk.extraction.sides import Scene, Sides, find_sides, is_known, sides_of_command
from foreigndesk.knowledge.codebook import event_types
from foreigndesk.knowledge.crosswalk import cameo_for
from foreigndesk.knowledge.lexicons import ActionWord, Complement, Roles, action_words
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.claims import ActionClaim, CommitmentClaim, Factuality, Party, Polarity, Tense
from foreigndesk.records.mentions import Mention, MentionUse
from foreigndesk.records.quotations import Quotation
from foreigndesk.records.refusals import Refusal
from foreigndesk.records.signs import Signs
from foreigndesk.records.spans import Span, hull
from foreigndesk.records.times import TimeExpression, TimeType

PAIR = 2
_CLAUSAL = frozenset({"xcomp", "ccomp", "pcomp"})
_DATING = frozenset({TimeType.DATE, TimeType.TIME})


@dataclass(frozen=True, slots=True, kw_only=True)
class Actions:
    """The coded actions of an article, the commitments that are among them, and the readings that were refused."""

    claims: tuple[ActionClaim, ...]
    commitments: tuple[CommitmentClaim, ...]
    refusals: tuple[Refusal, ...]


def find_actions(
    analysis: Analysis,
    cast: Cast,
    times: tuple[TimeExpression, ...],
    *,
    article_id: str,
    quotations: tuple[Quotation, ...] = (),
    signs: Mapping[int, Signs] | None = None,
) -> tuple[ActionClaim, ...]:
    """Return what the article says that somebody did to somebody, in order of the text.

    ``signs``: what the trained reader sees, by number of the sentence. Without it an event needs an actor that the
    article names, and a state, a person with a state or an organisation of the tables on one side. What another
    trigger only asks for, promises or refuses is no event.
    """
    return read_actions(
        Scene(article_id=article_id, cast=cast, times=times, quotations=quotations), analysis, signs=signs
    ).claims


def read_actions(scene: Scene, analysis: Analysis, *, signs: Mapping[int, Signs] | None = None) -> Actions:
    """Return what ``find_actions`` returns, and the triggers that were looked at and made no event."""
    frames = {frame.token.index: (word, frame) for word, frame in find_frames(analysis, action_words())}
    ruled = [coding for word, frame in frames.values() if (coding := _read_rule(scene, word, frame))]
    settled = settle(scene, ruled, frames=frames, signs=signs) if signs else Settled(codings=tuple(ruled), stopped=())
    governed = _governed_tokens(analysis, settled.codings)
    kept = [coding for coding in settled.codings if coding.token.index not in governed]
    stopped = [*settled.stopped, *(_stop(coding) for coding in settled.codings if coding.token.index in governed)]
    claims = [_make_claim(scene, coding) for coding in kept]
    bound = [commitment_of(analysis, coding, claim) for coding, claim in zip(kept, claims, strict=True)]
    return Actions(
        claims=tuple(claims),
        commitments=tuple(each for each in bound if each is not None),
        refusals=tuple(_refuse(scene, each) for each in sorted(stopped, key=lambda each: each.token.index)),
    )


def _stop(coding: Coding) -> Stopped:
    because = "stands in what another trigger only asks for, promises, refuses or judges"
    return Stopped(token=coding.token, rule=coding.rule, because=because)


def _refuse(scene: Scene, stopped: Stopped) -> Refusal:
    span = scene.cast.analysis.sentences[stopped.token.sentence].span
    word = stopped.token.text
    return Refusal(
        article_id=scene.article_id,
        stage="extraction",
        rule=stopped.rule,
        because=f'"{word}": {stopped.because}',
        span=span,
    )


def _read_rule(scene: Scene, word: ActionWord, frame: Frame) -> Coding | None:
    sides = find_sides(scene, frame, is_addressed=_is_addressed(word), places=not _is_addressed(word))
    actors, recipients = _give_roles(word, sides)
    recipients = promised_to(scene.cast, word.type, actors=actors, others=recipients)
    if not actors or not any(is_known(p) for p in (*actors, *recipients)):
        return None
    if not _has_sides_enough(word, actors, recipients):
        return None
    return Coding(
        token=frame.token, actors=actors, recipients=recipients, type=word.type, mode=word.mode, cameo=word.cameo,
        rule=rule_of(word), frame=frame, word=word,
    )  # fmt: skip


def _is_addressed(word: ActionWord) -> bool:
    """Return whether a trigger is words for somebody: "condemned", "urged", but not "visited" or "shelled"."""
    is_bare = word.construction.complement is Complement.NONE and not word.construction.particles
    return is_bare and word.type != "CONSULT" and event_types()[word.type].quad.startswith("V-")


def _give_roles(word: ActionWord, sides: Sides) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    if word.roles is Roles.REVERSE:
        return sides.acted_on, sides.acting
    if word.roles is Roles.MUTUAL:
        persons = tuple(party for party in sides.everyone if party.use is not MentionUse.PLACE)
        return persons if len(persons) >= PAIR else sides.everyone, ()  # who "met in Singapore" did not meet Singapore
    return sides.acting, sides.acted_on


def _has_sides_enough(word: ActionWord, actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> bool:
    """Return whether the sides make an event: two, unless the words beside the trigger already say what it was."""
    is_bare = word.construction.complement is Complement.NONE
    if word.roles is Roles.MUTUAL:
        return len(actors) >= PAIR or not is_bare
    return bool(recipients) or not (is_bare or event_types()[word.type].needs_recipient)


def _governed_tokens(analysis: Analysis, codings: Iterable[Coding]) -> set[int]:
    """Return the tokens that stand in a clause or as the object of a trigger of the tables that fired."""
    governed: set[int] = set()
    for coding in codings:
        frame = coding.frame
        if coding.token.dep == "aux":  # "must pay": the demand is the event, what is demanded is none
            governed.update(_demanded_by(analysis, coding.token))
        if frame is None or coding.word is None:
            continue
        clauses = [i for i in analysis.children[frame.token.index] if analysis.tokens[i].dep in _CLAUSAL]
        if frame.particle is not None:
            clauses += [i for i in analysis.children[frame.particle.index] if analysis.tokens[i].dep in _CLAUSAL]
        if frame.has_clause and frame.complement is not None:
            clauses.append(frame.complement.index)
        governed.update(i for clause in clauses for i in analysis.subtree(clause))
        governed.update(t.index for t in (frame.object, frame.complement) if t is not None)
    return governed


def _demanded_by(analysis: Analysis, modal: Token) -> set[int]:
    """Return the verb of a modal with its object and the clauses that it governs."""
    below = [i for i in analysis.children[modal.head] if analysis.tokens[i].dep in _CLAUSAL]
    objects = {i for i in analysis.children[modal.head] if analysis.tokens[i].dep == "dobj"}
    return {modal.head, *objects, *(i for clause in below for i in analysis.subtree(clause))}


def _make_claim(scene: Scene, coding: Coding) -> ActionClaim:
    analysis, token = scene.cast.analysis, coding.token
    if is_commanded(analysis, token) and token.dep == "ccomp":
        coding = as_request(coding, sides_of_command(scene, token))
    told = _asking_verb(analysis, token) or token
    verb = told if told.pos == "VERB" else governing_verb(analysis, told)
    by_rule, attribution = factuality_at(scene, told, verb)
    is_open = verb is not None and (is_asked(analysis, verb) or is_commanded(analysis, verb))
    factuality = by_rule if is_open else settle_factuality(by_rule, coding.deed)
    polarity = polarity_of(analysis, told) if verb is told else Polarity.POSITIVE
    is_refused = polarity is Polarity.NEGATIVE and by_rule is Factuality.PLANNED  # "will not lift the ban"
    coding, polarity = as_announced(coding, by_rule if is_refused else factuality, polarity=polarity)
    sentence = analysis.sentences[token.sentence]
    actors, recipients = (told_by_name(scene.cast, sentence, side) for side in (coding.actors, coding.recipients))
    parties = (*actors, *recipients)
    place = _place_of(scene, token, verb, parties=parties)
    evidence = _evidence_span(scene, token, parties)
    contexts = find_contexts(analysis, evidence, coding.type, mode=coding.mode, trigger=token.span)
    return ActionClaim(
        article_id=scene.article_id,
        rule=coding.rule,
        evidence=(evidence, token.span, *(p.span for p in parties)),
        factuality=factuality,
        polarity=polarity,
        attribution=attribution,
        trigger=token.span,
        type=coding.type,
        mode=coding.mode,
        contexts=contexts,
        cameo=cameo_for(coding.type, coding.mode, contexts=contexts, given=coding.cameo) or "",
        actors=actors,
        recipients=recipients,
        tense=tense_of(analysis, verb) if verb is not None else Tense.UNKNOWN,
        times=_times_of(scene, token, verb),
        confidence=coding.confidence,
        place_span=place.span if place else None,
        place_id=place.entity_id if place else None,
    )


def _asking_verb(analysis: Analysis, token: Token) -> Token | None:
    """Return the verb that says what somebody must: of "France said that Mali must pay" and "pay, France said"."""
    clause = analysis.tokens[token.head] if token.dep == "aux" else token
    is_asked_for = token.dep == "aux" or is_commanded(analysis, token)
    return analysis.tokens[clause.head] if is_asked_for and clause.dep == "ccomp" else None


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
