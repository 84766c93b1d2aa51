"""Meetings that an article reports: who, how, where, on what occasion, dated by which words."""

from foreigndesk.extraction.circumstances import (
    Surroundings,
    Trigger,
    choose_occasion,
    choose_place,
    governor_of,
    list_times,
    read_format,
    read_visit_type,
)
from foreigndesk.extraction.clauses import (
    clause_span,
    factuality_of,
    governing_verb,
    is_argument,
    is_called_off,
    is_negated_noun,
    polarity_of,
    subjects_of,
    tense_of,
)
from foreigndesk.extraction.joined_names import names_before, names_between
from foreigndesk.extraction.parties import Cast, is_official, parties_at
from foreigndesk.extraction.sequences import find_sequences, looks_back
from foreigndesk.knowledge.meetings import clue_words, meeting_words
from foreigndesk.knowledge.organisations import organisations_by_id
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.claims import (
    Factuality,
    MeetingClaim,
    Party,
    Polarity,
    Tense,
)
from foreigndesk.records.mentions import Mention, MentionKind, MentionUse
from foreigndesk.records.spans import Span

PAIR = 2


def find_meetings(around: Surroundings) -> tuple[MeetingClaim, ...]:
    """Return the meetings that the article says were, will be or were not held, in order of the text.

    A claim needs two sides: two persons, states or organisations, or a visitor and the state visited.
    """
    found: dict[Span, MeetingClaim] = {}
    for trigger in _find_triggers(around.cast.analysis):
        claim = _read_claim(around, trigger)
        if claim is not None:
            found.setdefault(claim.trigger, claim)
    return tuple(found[span] for span in sorted(found))


def _find_triggers(analysis: Analysis) -> list[Trigger]:
    triggers = []
    for token in analysis.tokens:
        pos = "VERB" if token.pos == "VERB" else "NOUN" if token.pos in {"NOUN", "PROPN"} else ""
        word = meeting_words().get((token.lemma.lower(), pos)) if pos else None
        if word is None:
            continue
        verb = token if pos == "VERB" else governing_verb(analysis, token)
        triggers.append(Trigger(token=token, word=word, verb=verb, is_oblique=token.dep == "pobj"))
    return triggers


def _read_claim(around: Surroundings, trigger: Trigger) -> MeetingClaim | None:
    participants, host = _find_sides(around, trigger)
    if not _is_between_states(participants, host) or _is_other(around, trigger, participants):
        return None
    analysis = around.cast.analysis
    times = list_times(around, trigger)
    occasion = choose_occasion(around, trigger)
    place = choose_place(around, trigger, occasion)
    sequences = find_sequences(analysis, trigger.token, around.times, conflicts=around.conflicts)
    return MeetingClaim(
        article_id=around.article_id,
        rule=f"meeting:{trigger.word.lemma}:{trigger.word.pos.lower()}",
        evidence=(
            _evidence_span(around.cast, trigger, participants),
            *(p.span for p in participants),
            *((place.span,) if place else ()),
        ),
        factuality=_factuality(analysis, trigger),
        polarity=Polarity.POSITIVE if sequences else _polarity(analysis, trigger),  # "not met since ..., until now"
        attribution=(),
        participants=participants,
        format=read_format(around, trigger),
        visit_type=read_visit_type(analysis, trigger),
        tense=tense_of(analysis, trigger.verb) if trigger.verb else Tense.UNKNOWN,
        trigger=trigger.token.span,
        times=tuple(t.span for t in times),
        place_span=place.span if place else None,
        place_id=place.entity_id if place else None,
        host=host,
        occasion=occasion,
        sequences=sequences,
        is_background=looks_back(analysis, trigger.token, times),
    )


def _is_other(around: Surroundings, trigger: Trigger, participants: tuple[Party, ...]) -> bool:
    """Return whether the word names a gathering ("at the SCO summit"), a match or an insult, no meeting."""
    analysis = around.cast.analysis
    below = [analysis.tokens[i] for i in analysis.subtree(trigger.token.index)]
    if any(t.lemma.lower() in clue_words("sport") and t.dep not in {"amod", "compound"} for t in below):
        return True
    own = {t.dep for t in below if t.head == trigger.token.index}
    if trigger.word.pos == "VERB" and trigger.word.kind == "call" and not own & {"dobj", "nsubjpass"}:
        return True  # "they called for calm"
    if "oprd" in own:  # "called him a killer"
        return True
    named = any(o.span.covers(trigger.token.span) for o in around.occasions)
    sides = {p.entity_id for p in _own_sides(around.cast, trigger)} if named else set()
    return named and len(sides & {p.entity_id for p in participants}) < PAIR


def _factuality(analysis: Analysis, trigger: Trigger) -> Factuality:
    """Return how sure the meeting is: what its verb says, or that the noun's verb calls it off or plans it."""
    token, verb = trigger.token, trigger.verb
    if verb is None:
        return Factuality.REPORTED
    if trigger.word.pos == "NOUN" and is_called_off(analysis, token, verb):
        return Factuality.DENIED
    if trigger.word.pos == "NOUN" and _is_hoped_for(analysis, token):
        return Factuality.SPECULATION
    planned = trigger.word.pos == "NOUN" and is_argument(token) and verb.lemma in clue_words("plan")
    found = factuality_of(analysis, verb)
    return Factuality.PLANNED if planned and found is Factuality.REPORTED else found


def _is_hoped_for(analysis: Analysis, noun: Token) -> bool:
    """Return whether a meeting is only hoped for or thought of: "hopes of a meeting", "the idea of a summit"."""
    above = analysis.tokens[noun.head]
    return (
        noun.dep == "pobj"
        and above.text in {"of", "for"}
        and analysis.tokens[above.head].lemma in clue_words("hope_noun")
    )


def _polarity(analysis: Analysis, trigger: Trigger) -> Polarity:
    """Return whether the meeting is negated: "did not meet", "no meeting", "the talks were not held"."""
    token, verb = trigger.token, trigger.verb
    if trigger.word.pos == "NOUN" and is_negated_noun(analysis, token):
        return Polarity.NEGATIVE
    is_concerned = trigger.word.pos == "VERB" or (
        is_argument(token) and verb is not None and verb.lemma in clue_words("hold_verb")
    )
    return polarity_of(analysis, verb) if verb is not None and is_concerned else Polarity.POSITIVE


def _find_sides(around: Surroundings, trigger: Trigger) -> tuple[tuple[Party, ...], str | None]:
    """Return the participants and, for a visit or a reception, the state of the host."""
    cast = around.cast
    parties = [p for p in _own_sides(cast, trigger) if is_official(cast.analysis, p)]
    if trigger.verb is not None and len(parties) < PAIR and _carries_subject(cast.analysis, trigger):
        for subject in subjects_of(cast.analysis, trigger.verb):
            if subject.index != trigger.token.index:
                parties.extend(parties_at(cast, subject))
    host = _host_of(cast, trigger, parties)
    if trigger.word.kind == "visit":
        parties = [p for p in parties if p.state != host or p.entity_id != p.state]
    distinct = {p.entity_id or p.name: p for p in reversed(parties)}
    ordered = tuple(sorted(distinct.values(), key=lambda p: p.span))
    people = tuple(p for p in ordered if p.entity_id != p.state)
    states_of_people = {p.state for p in people}
    return tuple(p for p in ordered if p in people or p.state not in states_of_people), host


def _host_of(cast: Cast, trigger: Trigger, parties: list[Party]) -> str | None:
    """Return the state that is visited, or whose leader receives: the subject, of a passive the agent."""
    if trigger.word.kind == "visit":
        return _visited_state(cast, trigger, {p.state for p in parties})
    if trigger.word.kind != "host" or not parties:
        return None
    below = [cast.analysis.tokens[i] for i in cast.analysis.children[trigger.token.index]]
    if not any(t.dep == "nsubjpass" for t in below) and trigger.token.tag != "VBN":
        return parties[0].state
    agents = [i for t in below if t.dep == "agent" for i in cast.analysis.children[t.index]]
    hosts = [p for i in agents for p in parties_at(cast, cast.analysis.tokens[i])]
    return hosts[0].state if hosts else None


def _carries_subject(analysis: Analysis, trigger: Trigger) -> bool:
    """Return whether the subject of the verb takes part: "held talks", "agreed during a bilateral meeting".

    It does not where the noun names both sides itself ("dampened hopes of a meeting between ...").
    """
    below = {analysis.tokens[i].text.lower() for i in analysis.children[trigger.token.index]}
    is_object = trigger.word.pos == "NOUN" and trigger.token.dep in {"dobj", "pobj", "attr", "conj"}
    return is_object and "between" not in below


def _own_sides(cast: Cast, trigger: Trigger) -> list[Party]:
    """Return the parties that depend on the trigger itself."""
    analysis, token = cast.analysis, trigger.token
    parties: list[Party] = []
    if trigger.word.pos == "VERB":
        for subject in subjects_of(analysis, token):
            parties.extend(parties_at(cast, subject))
    for child in (analysis.tokens[i] for i in analysis.children[token.index]):
        if child.dep in {"dobj", "poss", "compound", "nmod", "amod", "agent"}:
            parties.extend(_side(cast, child))
        elif child.dep == "prep" and child.text.lower() in (*trigger.word.links, "by"):
            for inner in analysis.children[child.index]:
                parties.extend(parties_at(cast, analysis.tokens[inner]))
            parties.extend(names_between(cast, child) if child.text.lower() == "between" else ())
    if trigger.word.pos == "NOUN":
        parties.extend(names_before(cast, token))
    return parties


def _side(cast: Cast, child: Token) -> tuple[Party, ...]:
    if child.dep in {"amod", "compound", "nmod"}:
        parties = parties_at(cast, child)
        return tuple(p for p in parties if p.entity_id and p.use is not MentionUse.PLACE and not _is_body(p))
    if child.dep == "agent":
        inner = cast.analysis.children[child.index]
        return tuple(p for i in inner for p in parties_at(cast, cast.analysis.tokens[i]))
    return parties_at(cast, child)


def _is_body(party: Party) -> bool:
    """Return whether a modifier names whose gathering it is ("NATO summit"), not who met."""
    return party.entity_id in organisations_by_id()


def _visited_state(cast: Cast, trigger: Trigger, visitors: set[str | None]) -> str | None:
    """Return the state that a visit goes to: named below the visit, else where its clause says it is."""
    analysis, token = cast.analysis, trigger.token
    sentence = analysis.sentences[token.sentence].span
    below = analysis.subtree_span(token.index)
    places = [
        m
        for m in cast.mentions
        if sentence.covers(m.span)
        and m.state
        and m.kind in {MentionKind.PLACE, MentionKind.STATE}
        and (m.use is not MentionUse.MODIFIER or _is_owner(analysis, m))
    ]
    inside = [m for m in places if below.covers(m.span) and m.span.start > token.start]
    if inside:
        return inside[0].state
    if trigger.word.pos == "VERB" or trigger.verb is None:
        return None
    beside = [m for m in places if governor_of(analysis, m) == trigger.verb.index and m.use is MentionUse.PLACE]
    return next((m.state for m in beside if m.state not in visitors), None)


def _is_owner(analysis: Analysis, mention: Mention) -> bool:
    """Return whether a state is named as the owner of a place: "Greenland's capital Nuuk"."""
    head = analysis.head_of(mention.span)
    return head is not None and head.dep == "poss"


def _is_between_states(participants: tuple[Party, ...], host: str | None) -> bool:
    """Return whether at least two sides, or a visitor and a host, are known actors of the kind the desk keeps."""
    known = [p for p in participants if p.entity_id]
    sides = {p.state or p.entity_id for p in known}
    if len(known) >= PAIR and (len(sides) >= PAIR or any(p.state is None for p in known)):
        return True
    return len(known) == 1 and host is not None and known[0].state not in {None, host}


def _evidence_span(cast: Cast, trigger: Trigger, participants: tuple[Party, ...]) -> Span:
    """Return the clause of the trigger, widened to its participants inside the sentence."""
    analysis = cast.analysis
    sentence = analysis.sentences[trigger.token.sentence].span
    own = (
        clause_span(analysis, trigger.token)
        if trigger.word.pos == "VERB"
        else analysis.subtree_span(trigger.token.index)
    )
    spans = [own, *(p.span for p in participants if sentence.covers(p.span))]
    return Span(min(s.start for s in spans), max(s.end for s in spans))
