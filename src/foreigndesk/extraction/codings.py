"""What a trigger is coded as and by whom: rules of the tables, the trained reader, or both; here they meet.

A trigger that a table demands with its object or clause ("imposed … sanctions") has the type of the table; everywhere
else the reader decides, because it reads the whole sentence. What the reader does not take for a deed is none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from foreigndesk.extraction.deeds import LEAST_SEEN, Deed, find_deeds
from foreigndesk.extraction.frames import Frame, lemma_of, object_of
from foreigndesk.extraction.parties import Cast, is_person
from foreigndesk.extraction.sides import Scene, Sides
from foreigndesk.knowledge.codebook import code_to_come
from foreigndesk.knowledge.lexicons import ActionWord, Roles, frame_words
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.claims import Factuality, Party, Polarity
from foreigndesk.records.mentions import MentionUse
from foreigndesk.records.signs import Signs

SURE_DEMAND = 5  # from this demand on a construction names its object: see lexicons.Construction.demand
MODE_SHARE = 0.5  # a mode is given if it is likelier than all others of its type together
SURE_FACTUALITY = 0.6  # from here on the reader decides how sure the text is
_TOWARDS_OTHERS = frozenset({"ASSAULT", "COERCE", "RETREAT", "SANCTION"})
_WITHDRAWALS = frozenset({"REJECT", "RETREAT", "SANCTION"})
_SUICIDE = "suicide-attack"
AGREEING = 0.6  # of the threshold is enough where rule and reader agree


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """A trigger with its code. ``frame``, ``word``: of a table; ``confidence``, ``deed``: of the reader."""

    token: Token
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    type: str
    mode: str | None
    cameo: str
    rule: str
    frame: Frame | None = None
    word: ActionWord | None = None
    confidence: float | None = None
    deed: Deed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """A trigger that was looked at and made no event, by which rule or head and why."""

    token: Token
    rule: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What rules and reader made of an article together."""

    codings: tuple[Coding, ...]
    stopped: tuple[Stopped, ...]


def rule_of(word: ActionWord) -> str:
    """Return the name of the rule of a table row."""
    return f"action:{word.construction.name}"


def settle(
    scene: Scene,
    ruled: Sequence[Coding],
    *,
    frames: Mapping[int, tuple[ActionWord, Frame]],
    signs: Mapping[int, Signs],
) -> Settled:
    """Return the codings of an article by rules and reader, in order of the text, and what was refused.

    ``frames``: the row of a table that a token stands in, whether or not its sides made an event. ``signs``: what the
    reader sees, by number of the sentence; in other sentences the rules stand alone.
    """
    by_token = {coding.token.index: coding for coding in ruled}
    found = [coding for coding in ruled if coding.token.sentence not in signs]
    refused: list[Stopped] = []
    for number, seen in signs.items():
        own = [coding for coding in ruled if coding.token.sentence == number]
        if seen.relevance < seen.gates.relevance:
            refused += [_irrelevant(coding, seen) for coding in own]
            continue
        deeds = find_deeds(scene, scene.cast.analysis.sentences[number], seen)
        for deed in deeds:
            coding = _code(
                scene.cast.analysis, deed, coding=by_token.get(deed.token.index), own=frames.get(deed.token.index)
            )
            doubt = _to_oneself(scene.cast.analysis, coding) or _departure(scene.cast, coding)
            doubt = doubt or _doubt(coding, deed, seen)
            if doubt is None:
                found.append(_with_confidence(coding, deed, seen))
            else:
                refused.append(Stopped(token=deed.token, rule=coding.rule, because=doubt))
        told = {i for deed in deeds for i in deed.indices}
        refused += [_unseen(coding, seen) for coding in own if coding.token.index not in told]
    return Settled(
        codings=tuple(sorted(found, key=lambda coding: coding.token.index)),
        stopped=tuple(sorted(refused, key=lambda stopped: stopped.token.index)),
    )


def _irrelevant(coding: Coding, signs: Signs) -> Stopped:
    because = (
        f"the rule fired, but the reader's relevance head gives {signs.relevance:.2f} for a sentence that tells of a "
        f"deed, less than {signs.gates.relevance}"
    )
    return Stopped(token=coding.token, rule=coding.rule, because=because)


def _unseen(coding: Coding, signs: Signs) -> Stopped:
    share = signs.trigger(coding.token.span)
    because = f"the rule fired, but the reader's trigger head gives {share:.2f} for a deed, less than {LEAST_SEEN}"
    return Stopped(token=coding.token, rule=coding.rule, because=because)


def _code(analysis: Analysis, deed: Deed, *, coding: Coding | None, own: tuple[ActionWord, Frame] | None) -> Coding:
    if deed.type == "CONSULT" and _are_sides(deed.actors):  # those who meet are alike; others are what it was about
        deed = replace(deed, recipients=())
    word = own[0] if own is not None else None
    if word is not None and word.roles is Roles.MUTUAL and _are_sides(deed.actors):  # "signed in Beijing": done there
        deed = replace(deed, recipients=tuple(p for p in deed.recipients if not _is_where(analysis, p)))
    is_ruled = word is not None and (word.type == deed.type or word.construction.demand >= SURE_DEMAND)
    if word is not None and own is not None and is_ruled:
        sides = coding if coding is not None and _knows_more(analysis, coding, deed) else deed
        return Coding(
            token=deed.token, actors=sides.actors, recipients=sides.recipients,
            type=word.type, mode=word.mode or _mode_of(deed, word.type), cameo=word.cameo,
            rule=f"{rule_of(word)} + reader", frame=own[1], word=word, deed=deed,
        )  # fmt: skip
    return Coding(
        token=deed.token, actors=deed.actors, recipients=deed.recipients,
        type=deed.type, mode=_mode_of(deed, deed.type), cameo="",
        rule=f"reader:{deed.type}", frame=own[1] if own else None, word=None, deed=deed,
    )  # fmt: skip


def _with_confidence(coding: Coding, deed: Deed, signs: Signs) -> Coding:
    is_ruled = coding.word is not None
    return replace(coding, confidence=signs.confidence(_seen(coding, deed), is_ruled=is_ruled))


def _seen(coding: Coding, deed: Deed) -> float:
    """Return how likely the heads take the coding: any deed where a table gives the type, else one of its type."""
    return deed.confidence if coding.word is None else sum(deed.types.values())


def _are_sides(parties: Sequence[Party]) -> bool:
    """Return whether parties stand on several sides: of several states, or several of whom no state is known."""
    states = {party.state for party in parties if party.state is not None}
    return len(states) > 1 or (not states and len(parties) > 1)


def _knows_more(analysis: Analysis, coding: Coding, deed: Deed) -> bool:
    """Return whether the rule of a table found sides that the reader did not: both who meet, or who is acted upon.

    Where it only found where it was done ("shelled a base in Mali"), the reader knows better to whom.
    """
    if coding.type == "CONSULT":
        return len(coding.actors) > max(len(deed.actors), bool(deed.recipients))  # "he met Modi": Modi is one side
    are_places = all(_is_where(analysis, party) for party in coding.recipients)
    has_whom = bool(coding.recipients) and not (are_places and deed.recipients)
    return has_whom or len(coding.actors) > len(deed.actors)


def _is_where(analysis: Analysis, party: Party) -> bool:
    token = analysis.head_of(party.span)
    if token is None or party.use is not MentionUse.PLACE:
        return False
    return analysis.tokens[token.head].text.lower() in frame_words("place_link")


def _to_oneself(analysis: Analysis, coding: Coding) -> str | None:
    """Return why a deed of force towards oneself is none: "shot himself in the foot", but not a suicide attack."""
    object_ = object_of(analysis, coding.token) if coding.token.pos == "VERB" else None
    others = [party for party in coding.recipients if party.use is not MentionUse.PLACE]
    is_spared = coding.type not in _TOWARDS_OTHERS or coding.mode == _SUICIDE or others
    if object_ is None or is_spared or object_.text.lower() not in frame_words("reflexive"):
        return None
    return f'"{object_.text}" is its object, so nobody else was acted upon'


def _departure(cast: Cast, coding: Coding) -> str | None:
    """Return why a person who travels on withdraws nothing: "Xi left Moscow", but not "troops left Mali"."""
    is_withdrawal = coding.type in _WITHDRAWALS and lemma_of(coding.token) in frame_words("departure")
    is_from_place = bool(coding.recipients) and all(p.use is MentionUse.PLACE for p in coding.recipients)
    if not (is_withdrawal and is_from_place and coding.actors and all(is_person(cast, p) for p in coding.actors)):
        return None
    return "a person who leaves a place travels, and withdraws nothing"


def _doubt(coding: Coding, deed: Deed, signs: Signs) -> str | None:
    """Return why rule and reader together are not sure enough, ``None`` where they are."""
    threshold = signs.threshold(coding.type)
    seen = _seen(coding, deed)
    if coding.word is not None:
        least, head = AGREEING * threshold, "trigger head gives any deed"
    else:
        least, head = threshold, f"trigger and type heads give {coding.type}"
    if seen < least:
        return f"the reader's {head} {seen:.2f}, less than its threshold {least:.2f}"
    if seen + signs.relevance < signs.gates.together:
        return (
            f"the reader's {head} {seen:.2f} and its relevance head {signs.relevance:.2f}, "
            f"together less than {signs.gates.together}"
        )
    return None


def _mode_of(deed: Deed, event_type: str) -> str | None:
    own = {name.partition(".")[2]: share for name, share in deed.modes.items() if name.partition(".")[0] == event_type}
    best = max(own, key=lambda name: own[name], default="")
    return best if best not in {"", "-"} and own[best] >= MODE_SHARE * sum(own.values()) else None


def settle_factuality(by_rule: Factuality, deed: Deed | None) -> Factuality:
    """Return how sure the text is of a deed, by the reader where it is sure.

    Who passes a deed on is known from the words alone: a reader that takes it for attributed does not make it so.
    """
    if deed is None:
        return by_rule
    best = max(deed.factualities, key=lambda name: deed.factualities[name])
    passed_on = {Factuality.REPORTED, Factuality.ATTRIBUTED}
    if deed.factualities[best] < SURE_FACTUALITY or (best in passed_on and by_rule in passed_on):
        return by_rule
    return Factuality.REPORTED if best in passed_on else Factuality(best)


def as_request(coding: Coding, sides: Sides) -> Coding:
    """Return what somebody is told to do as the demand that it is, with the sides of the demand."""
    return replace(
        coding, type="REQUEST", mode=None, cameo="", actors=sides.acting or coding.actors, recipients=sides.acted_on
    )


def as_announced(coding: Coding, factuality: Factuality, *, polarity: Polarity) -> tuple[Coding, Polarity]:
    """Return a deed that is still to come as the promise, the threat or the refusal that it is."""
    if polarity is Polarity.NEGATIVE and coding.type == "REJECT" and coding.word is None:
        return coding, Polarity.POSITIVE  # the reader counts "not" into the refusal: "will not lift the ban"
    if factuality is not Factuality.PLANNED:
        return coding, polarity
    coded = code_to_come(coding.type, coding.mode, polarity=polarity.value)
    if coded is None:
        return coding, polarity
    return replace(coding, type=coded[0], mode=coded[1], cameo=""), Polarity.POSITIVE
