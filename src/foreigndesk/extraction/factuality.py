"""How sure the text is of a claim, and who vouches for it: the speaker of its quotation or saying verb."""

from foreigndesk.extraction.clauses import factuality_of, subjects_of
from foreigndesk.extraction.frames import lemma_of
from foreigndesk.extraction.parties import parties_at
from foreigndesk.extraction.sides import Scene
from foreigndesk.knowledge.meetings import clue_words
from foreigndesk.records.analyses import Token
from foreigndesk.records.claims import Factuality
from foreigndesk.records.quotations import Attribution, Quotation
from foreigndesk.records.spans import Span

_CLIMB = 12  # heads; deeper trees are parse errors


def factuality_at(scene: Scene, trigger: Token, verb: Token | None) -> tuple[Factuality, tuple[Attribution, ...]]:
    """Return how sure the text is of what ``trigger`` reports, and who passes it on.

    What would be reported is attributed where somebody else than the article says it.
    """
    attribution = find_attribution(scene, trigger)
    factuality = factuality_of(scene.cast.analysis, verb) if verb is not None else Factuality.REPORTED
    if attribution and factuality is Factuality.REPORTED:
        return Factuality.ATTRIBUTED, attribution
    return factuality, attribution


def find_attribution(scene: Scene, trigger: Token) -> tuple[Attribution, ...]:
    """Return who passes on what ``trigger`` reports, nearest first; empty where the article says it itself.

    The innermost quotation around the trigger with a known speaker decides, else a saying verb above it,
    else "according to".
    """
    around = [q for q in scene.quotations if q.span.covers(trigger.span) and q.speaker is not None and q.speaker.names]
    if around:
        return _by_speaker(min(around, key=lambda q: (len(q.span), q.span)))
    return _by_saying_verb(scene, trigger) or _by_according_to(scene, trigger)


def _by_speaker(quotation: Quotation) -> tuple[Attribution, ...]:
    speaker = quotation.speaker
    if speaker is None:
        return ()
    span = speaker.span or quotation.cue or quotation.span
    ids = dict(zip(speaker.names, speaker.entity_ids, strict=False))
    spoken = tuple(Attribution(span=span, name=name, entity_id=ids.get(name)) for name in speaker.names)
    return (*spoken, *quotation.chain)


def _by_saying_verb(scene: Scene, trigger: Token) -> tuple[Attribution, ...]:
    analysis, token = scene.cast.analysis, trigger
    for _ in range(_CLIMB):
        head = analysis.tokens[token.head]
        if token.dep == "ccomp" and lemma_of(head) in clue_words("say"):
            return tuple(a for subject in subjects_of(analysis, head) for a in _named_at(scene, subject))
        token = head
    return ()


def _by_according_to(scene: Scene, trigger: Token) -> tuple[Attribution, ...]:
    """Return the origin named by "according to the ministry" in the clauses above the trigger."""
    analysis, token = scene.cast.analysis, trigger
    for _ in range(_CLIMB):
        for index in analysis.children[token.index]:
            if analysis.tokens[index].text.lower() == "according":
                governed = [i for to in analysis.children[index] for i in analysis.children[to]]
                return tuple(a for i in governed for a in _named_at(scene, analysis.tokens[i]))
        token = analysis.tokens[token.head]
    return ()


def _named_at(scene: Scene, token: Token) -> tuple[Attribution, ...]:
    """Return the parties named at ``token``, else the words of the noun phrase itself."""
    parties = parties_at(scene.cast, token)
    if parties:
        return tuple(Attribution(span=p.span, name=p.name, entity_id=p.entity_id) for p in parties)
    if token.pos not in {"NOUN", "PROPN"}:
        return ()
    analysis = scene.cast.analysis
    before = [i for i in analysis.children[token.index] if i < token.index]
    span = Span(analysis.tokens[before[0]].start if before else token.start, token.end)
    return (Attribution(span=span, name=span.words(analysis.text), entity_id=None),)
