"""The record of an event, made from the claims that were taken for one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from foreigndesk.knowledge.codebook import cameo_codes, event_modes, event_types
from foreigndesk.records.claims import ActionClaim
from foreigndesk.records.dates import DateFinding, ProofStep, known_date
from foreigndesk.records.events import Event, EventParty, EventPlace, strongest
from foreigndesk.records.meetings import WordsAt
from foreigndesk.records.spans import Span
from foreigndesk.resolution.event_parties import name_parties, narrowest_place

LONG = 366  # days between the bounds of a date from which on the record says that little is known of it
NAMED = 3  # events that a record names as possibly its own


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedClaim:
    """An action of one article with its id, its date, the article's origin, and its words.

    ``sentence`` is where the sentence of its trigger begins, ``trigger_words`` are folded for comparison.
    """

    claim: ActionClaim
    claim_id: str
    date: DateFinding
    origin: str
    sentence: int
    trigger_words: str
    place_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCluster:
    """The claims that were taken for one event, the narrowest date first, and the days that all of them leave.

    ``perhaps`` are the events, by id and date, of which it may be one.
    """

    event_id: str
    members: tuple[DatedClaim, ...]
    days: tuple[date | None, date | None]
    because: tuple[str, ...]
    perhaps: tuple[tuple[str, str | None], ...]


def make_event(cluster: EventCluster) -> Event:
    """Return the record of the event that a cluster of claims tells of."""
    members = sorted(cluster.members, key=lambda m: (m.claim.article_id, m.claim.trigger, m.claim_id))
    claims = [m.claim for m in members]
    origins = [m.origin for m in members]
    kind = claims[0].type
    mode = next((c.mode for c in claims if c.mode), None)
    cameo = choose_cameo(claims)
    code = cameo_codes().get(cameo or "")
    actors = name_parties([c.actors for c in claims], origins=origins)
    recipients = name_parties([c.recipients for c in claims], origins=origins)
    place = narrowest_place((m.claim.place_id, m.place_words) for m in members if m.claim.place_span)
    when = date_of(cluster.members, cluster.days)
    return Event(
        event_id=cluster.event_id,
        type=kind,
        mode=mode,
        contexts=tuple(sorted({context for c in claims for context in c.contexts})),
        cameo=cameo,
        quad=event_types()[kind].quad if kind in event_types() else None,
        goldstein=code.goldstein if code else None,
        score=_score_of(kind, mode),
        confidence=max((c.confidence for c in claims if c.confidence is not None), default=None),
        actors=actors,
        recipients=recipients,
        place=place,
        date=when,
        polarity=claims[0].polarity,
        factuality=strongest(c.factuality for c in claims),
        claim_ids=tuple(sorted(m.claim_id for m in members)),
        reports=tuple(sorted({c.article_id for c in claims})),
        origins=tuple(sorted(set(origins))),
        evidence=_list_words(claims),
        merged_because=cluster.because,
        unknowns=(
            *_list_unknown_parties(kind, actors, recipients),
            *_list_unknowns(claims, mode=mode, cameo=cameo, place=place),
            *_list_date_unknowns(when, cluster.perhaps),
        ),
    )


def _score_of(kind: str, mode: str | None) -> float | None:
    """Return the PLOVER score of a mode; of the type where the mode has none."""
    event_type, event_mode = event_types().get(kind), event_modes().get((kind, mode or ""))
    own = event_mode.score if event_mode else None
    return own if own is not None else event_type.score if event_type else None


def choose_cameo(claims: Sequence[ActionClaim]) -> str | None:
    """Return the CAMEO code that the claims agree on, the closer of a code and the general one of its root."""
    found = {c.cameo for c in claims if c.cameo}
    roots = {code[:2] for code in found}
    closer = {code for code in found if code not in {*roots, *(f"{root}0" for root in roots)}} or found
    return next(iter(closer)) if len(closer) == 1 and len(roots) == 1 else None


def date_of(members: Sequence[DatedClaim], days: tuple[date | None, date | None]) -> DateFinding:
    """Return the days that all claims leave, with the proof of the narrowest and what the others added."""
    first = members[0].date
    if not first.is_known or days == (first.earliest, first.latest):
        return first
    joined = tuple(
        ProofStep(
            says=f"another telling of it bounds the date too: {m.date.edtf}",
            article_id=m.claim.article_id,
            span=m.claim.trigger,
            earliest=m.date.earliest,
            latest=m.date.latest,
        )
        for m in members[1:]
        if _narrows(m.date, first)
    )
    return known_date(*days, (*first.proof, *joined))


def _narrows(found: DateFinding, other: DateFinding) -> bool:
    is_later = found.earliest is not None and (other.earliest is None or found.earliest > other.earliest)
    is_earlier = found.latest is not None and (other.latest is None or found.latest < other.latest)
    return is_later or is_earlier


def _list_words(claims: Sequence[ActionClaim]) -> tuple[WordsAt, ...]:
    """Return the words that support an event, each with what it supports, in order of article and place."""
    found = {(c.article_id, span, supports): None for c in claims for supports, span in _spans_of(c)}
    ordered = sorted(found, key=lambda words: (words[0], words[1], words[2]))
    return tuple(WordsAt(article_id=a, span=span, supports=supports) for a, span, supports in ordered)


def _spans_of(claim: ActionClaim) -> Iterator[tuple[str, Span]]:
    yield "event", claim.evidence[0]
    yield "trigger", claim.trigger
    yield from (("actor", party.span) for party in claim.actors)
    yield from (("recipient", party.span) for party in claim.recipients)
    if claim.place_span is not None:
        yield "place", claim.place_span
    yield from (("attribution", link.span) for link in claim.attribution)


def _list_unknown_parties(
    kind: str, actors: tuple[EventParty, ...], recipients: tuple[EventParty, ...]
) -> Iterator[str]:
    if not actors:
        yield "actors: no words say who did it"
    event_type = event_types().get(kind)
    if not recipients and event_type is not None and event_type.needs_recipient:
        yield "recipients: no words say to whom it was done"


def _list_unknowns(
    claims: Sequence[ActionClaim], *, mode: str | None, cameo: str | None, place: EventPlace | None
) -> Iterator[str]:
    if mode is None and any(kind == claims[0].type for kind, _ in event_modes()):
        yield "mode: no words say how it was done"
    codes = sorted({c.cameo for c in claims if c.cameo})
    if cameo is None:
        yield f"cameo: the claims have different codes: {', '.join(codes)}" if codes else "cameo: no code is safe"
    if place is None:
        yield "place: no words name one"


def _list_date_unknowns(when: DateFinding, perhaps: tuple[tuple[str, str | None], ...]) -> Iterator[str]:
    first, last = when.earliest, when.latest
    if not when.is_known:
        yield f"date: {when.unknown_because}"
    elif first is None or last is None or (last - first).days >= LONG:
        yield f"date: known only to lie in {when.edtf}"
    for event_id, edtf in perhaps[:NAMED]:
        yield f"it may be event {event_id} ({edtf or 'date not known'}); it fits {len(perhaps)}, so it is kept apart"
