"""What ``annotate`` writes for one text: the contract of the analysis, one JSON object a text."""

from foreigndesk.knowledge.offices import office_on, persons_by_id
from foreigndesk.records.claims import (
    ActionClaim,
    CommitmentClaim,
    MeetingClaim,
    MeetingFormat,
    Party,
    Polarity,
    PositionClaim,
)
from foreigndesk.records.dates import DateFinding
from foreigndesk.records.meetings import Meeting
from foreigndesk.records.mentions import Mention, MentionKind
from foreigndesk.records.quotations import Attribution, Quotation, Speaker
from foreigndesk.records.readings import Reading
from foreigndesk.records.spans import Span
from foreigndesk.records.times import TimeValue
from foreigndesk.views.plain import Plain, to_plain


def write_annotation(
    reading: Reading, *, published: DateFinding, times: tuple[TimeValue, ...], meetings: tuple[Meeting, ...]
) -> dict[str, Plain]:
    """Return the annotation of one text. Spans are ``[start, end]`` in code points of the text."""
    article = reading.article
    return {
        "sha256": article.sha256,
        "language": article.language,
        "published": _published(published),
        "sentences": [to_plain(span) for span in reading.sentences],
        "mentions": [_mention(m, published) for m in reading.mentions],
        "times": [_time(t) for t in times],
        "places": [_place(m) for m in reading.mentions if _is_place(m)],
        "quotations": [_quotation(q) for q in reading.quotations],
        "meetings": [_meeting(c, meetings) for c in reading.meetings],
        "events": _events(reading, {t.span: t for t in times}),
        "commitments": [_commitment(c, article.text) for c in reading.commitments],
        "positions": [_position(p) for p in reading.positions if p.polarity is Polarity.POSITIVE],
        "doubts": _doubts(reading),
        **({"not_analysed": reading.unanalysed_because} if reading.unanalysed_because else {}),
    }


def write_residue(reading: Reading) -> list[Plain]:
    """Return the removed blocks and folded repeats of the text, in order."""
    article = reading.article
    blocks = [(b.span, b.kind.value) for b in article.removed] + [(r.second, "repeat") for r in article.repeats]
    return [{"span": to_plain(span), "kind": kind} for span, kind in sorted(blocks)]


def _published(finding: DateFinding) -> Plain:
    return {
        "edtf": finding.edtf,
        "earliest": to_plain(finding.earliest),
        "latest": to_plain(finding.latest),
        "proof": [{"span": to_plain(s.span), "says": s.says, "fact": s.fact} for s in finding.proof],
        "unknown_because": finding.unknown_because,
    }


def _mention(mention: Mention, published: DateFinding) -> Plain:
    person = persons_by_id().get(mention.entity_id or "")
    term = office_on(person, published.earliest, published.latest) if person else None
    return {
        "span": to_plain(mention.span),
        "kind": mention.kind.value,
        "name": mention.name,
        "entity": mention.entity_id,
        "state": mention.state,
        "office": term.title if term else None,
        "use": mention.use.value,
        "candidates": list(mention.candidates),
        "because": mention.because,
    }


def _time(time: TimeValue) -> Plain:
    return {
        "span": to_plain(time.span),
        "type": time.type.value,
        "value": time.value,
        "earliest": to_plain(time.earliest),
        "latest": to_plain(time.latest),
        "because": time.because,
    }


def _is_place(mention: Mention) -> bool:
    named = mention.kind is MentionKind.STATE and not mention.rule.startswith(("demonym", "nationals", "combining"))
    return mention.kind is MentionKind.PLACE or named


def _place(mention: Mention) -> Plain:
    location = mention.location
    return {
        "span": to_plain(mention.span),
        "name": mention.name,
        "state": mention.state,
        "lat": location.latitude if location else None,
        "lon": location.longitude if location else None,
        "point": location.point.value if location and location.point else None,
        "precision": location.precision if location else None,
        "geonames": (location.geonames_id or None) if location else None,
    }


def _quotation(quotation: Quotation) -> Plain:
    return {
        "id": quotation.quotation_id,
        "span": to_plain(quotation.span),
        "kind": quotation.kind.value,
        "cue": to_plain(quotation.cue),
        "speaker": _speaker(quotation.speaker),
        "addressee": _speaker(quotation.addressee),
        "chain": [_link(a) for a in quotation.chain],
    }


def _speaker(speaker: Speaker | None) -> Plain:
    if speaker is None:
        return None
    return {
        "span": to_plain(speaker.span),
        "names": list(speaker.names),
        "entities": list(speaker.entity_ids),
        "candidates": list(speaker.candidates),
    }


def _link(attribution: Attribution) -> Plain:
    return {"span": to_plain(attribution.span), "name": attribution.name, "entity": attribution.entity_id}


def _party(party: Party) -> Plain:
    return {
        "span": to_plain(party.span),
        "name": party.name,
        "entity": party.entity_id,
        "state": party.state,
        "sector": party.sector,
    }


def _meeting(claim: MeetingClaim, meetings: tuple[Meeting, ...]) -> Plain:
    record = next((m for m in meetings if claim.claim_id in m.claim_ids), None)
    return {
        "evidence": [to_plain(s) for s in claim.evidence],
        "trigger": to_plain(claim.trigger),
        "participants": [_party(p) for p in claim.participants],
        "host": claim.host,
        "place": claim.place_id,
        "format": claim.format.value,
        "factuality": claim.factuality.value,
        "polarity": claim.polarity.value,
        "looks_back": claim.is_background,
        "delegation": claim.is_delegation,
        "edtf": record.date.edtf if record else None,
    }


def _events(reading: Reading, times: dict[Span, TimeValue]) -> list[Plain]:
    """Return the coded actions, and meetings that no action codes, in order of their triggers."""
    coded = {a.trigger for a in reading.actions}
    events = [(a.trigger, _action(a, times)) for a in reading.actions]
    events += [
        (m.trigger, _consult(m, times)) for m in reading.meetings if m.trigger not in coded and not m.is_delegation
    ]
    return [event for _, event in sorted(events, key=lambda e: e[0])]


def _action(action: ActionClaim, times: dict[Span, TimeValue]) -> Plain:
    return {
        "evidence": [to_plain(s) for s in action.evidence],
        "trigger": to_plain(action.trigger),
        "type": action.type,
        "mode": action.mode,
        "contexts": list(action.contexts),
        "cameo": action.cameo,
        "actors": [_party(p) for p in action.actors],
        "recipients": [_party(p) for p in action.recipients],
        **_when(action.times, times),
        "place": action.place_id,
        "factuality": action.factuality.value,
        "polarity": action.polarity.value,
    }


_CONSULT_MODES = {MeetingFormat.PHONE: ("phone", "041"), MeetingFormat.VIDEO: ("phone", "041")}


def _consult(claim: MeetingClaim, times: dict[Span, TimeValue]) -> Plain:
    """Return a meeting as PLOVER CONSULT: every side is an actor, nobody a recipient."""
    visit = ("visit", "042") if claim.host else (None, "040")
    mode, cameo = _CONSULT_MODES.get(claim.format, visit)
    return {
        "evidence": [to_plain(s) for s in claim.evidence],
        "trigger": to_plain(claim.trigger),
        "type": "CONSULT",
        "mode": mode,
        "contexts": [],
        "cameo": cameo,
        "actors": [_party(p) for p in claim.participants],
        "recipients": [],
        **_when(claim.times, times),
        "place": claim.place_id,
        "factuality": claim.factuality.value,
        "polarity": claim.polarity.value,
    }


def _when(spans: tuple[Span, ...], times: dict[Span, TimeValue]) -> dict[str, Plain]:
    values = [times[s] for s in spans if s in times and times[s].earliest]
    earliest = max((v.earliest for v in values if v.earliest), default=None)
    latest = min((v.latest for v in values if v.latest), default=None)
    return {"earliest": to_plain(earliest), "latest": to_plain(latest)}


def _commitment(claim: CommitmentClaim, text: str) -> Plain:
    return {
        "evidence": [to_plain(s) for s in claim.evidence],
        "kind": claim.kind.value,
        "actors": [_party(p) for p in claim.actors],
        "to": [_party(p) for p in claim.recipients],
        "object": claim.object_span.words(text) if claim.object_span else None,
        "factuality": claim.factuality.value,
        "polarity": claim.polarity.value,
    }


def _position(claim: PositionClaim) -> Plain:
    return {
        "evidence": [to_plain(s) for s in claim.evidence],
        "holder": [_party(p) for p in claim.holders],
        "target": claim.target.entity_id or claim.target.name,
        "target_span": to_plain(claim.target.span),
        "stance": claim.stance.value,
        "factuality": claim.factuality.value,
    }


def _doubts(reading: Reading) -> list[Plain]:
    """Return what a careful reader would flag: speakers and persons that the words leave open."""
    found: list[tuple[Span, str, str]] = [
        (q.span, "ambiguous_speaker", f"spoken by one of: {', '.join(q.speaker.candidates)}")
        for q in reading.quotations
        if q.speaker and q.speaker.candidates
    ]
    found += [
        (m.span, "ambiguous_entity", f"one of: {', '.join(m.candidates)}") for m in reading.mentions if m.candidates
    ]
    return [{"kind": kind, "span": to_plain(span), "says": says} for span, kind, says in sorted(found)]
