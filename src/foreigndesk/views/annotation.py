"""What ``annotate`` writes for one text: the contract of the analysis, one JSON object a text."""

from collections.abc import Mapping

from foreigndesk.knowledge.offices import office_on, persons_by_id
from foreigndesk.knowledge.organisations import list_members, organisations_by_id
from foreigndesk.records.articles import ForeignPassage
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
from foreigndesk.records.events import Event
from foreigndesk.records.facts import OfficeTerm
from foreigndesk.records.meetings import Meeting
from foreigndesk.records.mentions import Mention, MentionKind, Reference
from foreigndesk.records.quotations import Attribution, Quotation, Speaker
from foreigndesk.records.readings import Reading
from foreigndesk.records.spans import Span
from foreigndesk.records.times import TimeValue
from foreigndesk.views.plain import Plain, to_plain


def write_annotation(
    reading: Reading,
    *,
    published: DateFinding,
    times: tuple[TimeValue, ...],
    meetings: tuple[Meeting, ...],
    dates: Mapping[Span, DateFinding],
    events: tuple[Event, ...],
) -> dict[str, Plain]:
    """Return the annotation of one text. Spans are ``[start, end]`` in code points of the text.

    ``dates`` are those of actions and meetings, keyed by their triggers; ``events`` the records that actions tell of.
    """
    article = reading.article
    return {
        "sha256": article.sha256,
        "language": article.language,
        "published": _published(published),
        "sentences": [to_plain(span) for span in reading.sentences],
        "mentions": [
            _mention(m, _days_of(m, reading, published=published, meetings=meetings)) for m in reading.mentions
        ],
        "references": [_reference(r) for r in reading.references],
        "organisations": _organisations(reading, published),
        "times": [_time(t) for t in times],
        "places": [_place(m) for m in reading.mentions if _is_place(m)],
        "quotations": [_quotation(q) for q in reading.quotations],
        "meetings": [_meeting(c, meetings) for c in reading.meetings],
        "events": _events(reading, dates, {claim_id: e.event_id for e in events for claim_id in e.claim_ids}),
        "commitments": [_commitment(c, article.text) for c in reading.commitments],
        "positions": [_position(p) for p in reading.positions if p.polarity is Polarity.POSITIVE],
        "doubts": _doubts(reading),
        **({"foreign": [_foreign(p) for p in article.foreign]} if article.foreign else {}),
        **({"not_analysed": reading.unanalysed_because} if reading.unanalysed_because else {}),
    }


def _foreign(passage: ForeignPassage) -> Plain:
    return {"span": to_plain(passage.span), "language": passage.language}


def write_residue(reading: Reading) -> list[Plain]:
    """Return the removed blocks of the text, in order."""
    blocks = sorted((b.span, b.kind.value) for b in reading.article.removed)
    return [{"span": to_plain(span), "kind": kind} for span, kind in blocks]


def write_repeats(reading: Reading) -> list[Plain]:
    """Return the passages that repeat an earlier one of the page, with the earlier one, in order."""
    repeats = sorted((r.second, r.first) for r in reading.article.repeats)
    return [{"span": to_plain(second), "first": to_plain(first)} for second, first in repeats]


def write_stated(reading: Reading) -> list[Plain]:
    """Return what the page states of the article, the most trusted place of each field first."""
    return [{"field": f.field, "value": f.value, "origin": f.origin} for f in reading.article.stated]


def _published(finding: DateFinding) -> Plain:
    return {
        "edtf": finding.edtf,
        "earliest": to_plain(finding.earliest),
        "latest": to_plain(finding.latest),
        "proof": _proof(finding),
        "unknown_because": finding.unknown_because,
    }


def _days_of(
    mention: Mention, reading: Reading, *, published: DateFinding, meetings: tuple[Meeting, ...]
) -> DateFinding:
    """Return the days for the office of a mention: the article's date where it fixes one, else that of its meeting."""
    if mention.kind is not MentionKind.PERSON or _term_on(mention, published):
        return published
    for claim in reading.meetings:
        record = next((m for m in meetings if claim.claim_id in m.claim_ids), None)
        if record and claim.evidence[0].covers(mention.span) and _term_on(mention, record.date):
            return record.date
    return published


def _term_on(mention: Mention, days: DateFinding) -> OfficeTerm | None:
    person = persons_by_id().get(mention.entity_id or "")
    return office_on(person, days.earliest, days.latest) if person else None


def _mention(mention: Mention, days: DateFinding) -> Plain:
    term = _term_on(mention, days)
    return {
        "span": to_plain(mention.span),
        "kind": mention.kind.value,
        "name": mention.name,
        "entity": mention.entity_id,
        "state": mention.state,
        "office": term.title if term else None,
        "office_fact": term.fact if term else None,
        "use": mention.use.value,
        "candidates": list(mention.candidates),
        "because": mention.because,
    }


def _reference(reference: Reference) -> Plain:
    return {
        "span": to_plain(reference.span),
        "entities": list(reference.entity_ids),
        "candidates": list(reference.candidates),
        "because": reference.rule,
    }


def _organisations(reading: Reading, published: DateFinding) -> list[Plain]:
    """Return the organisations named, each once, with their members over the days of the article."""
    named = {m.entity_id: m.name for m in reading.mentions if m.entity_id in organisations_by_id()}
    found: list[Plain] = []
    for entity, name in sorted((e, n) for e, n in named.items() if e):
        days = published.earliest, published.latest
        members = list_members(entity, days[0], days[1]) if days[0] and days[1] else None
        found.append(
            {
                "entity": entity,
                "name": name,
                "members": list(members.always) if members else None,
                "perhaps": list(members.perhaps) if members else None,
                "complete": members.is_complete if members else None,
            }
        )
    return found


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
        "factuality": quotation.factuality.value,
    }


def _speaker(speaker: Speaker | None) -> Plain:
    if speaker is None:
        return None
    return {
        "span": to_plain(speaker.span),
        "names": list(speaker.names),
        "entities": list(speaker.entity_ids),
        "candidates": list(speaker.candidates),
        "unnamed": speaker.is_unnamed,
        "because": speaker.rule,
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


def _events(reading: Reading, dates: Mapping[Span, DateFinding], event_ids: Mapping[str, str]) -> list[Plain]:
    """Return the coded actions, and meetings that no action codes, in order of their triggers."""
    events = [(a.trigger, _action(a, dates[a.trigger], event_ids[a.claim_id])) for a in reading.actions]
    events += [
        (m.trigger, _consult(m, dates[m.trigger]))
        for m in reading.meetings
        if not m.is_delegation and not any(_codes(a, m) for a in reading.actions)
    ]
    return [event for _, event in sorted(events, key=lambda e: e[0])]


def _codes(action: ActionClaim, meeting: MeetingClaim) -> bool:
    """Return whether an action is the meeting: on the same word, or on another of its clause ("held … talks")."""
    if action.trigger == meeting.trigger:
        return True
    states = {p.state for p in (*action.actors, *action.recipients)}
    are_there = all(p.state in states for p in meeting.participants)
    return action.type in _OF_MEETINGS and action.evidence[0].covers(meeting.trigger) and are_there


def _action(action: ActionClaim, when: DateFinding, event_id: str) -> Plain:
    return {
        "event": event_id,
        "evidence": [to_plain(s) for s in action.evidence],
        "trigger": to_plain(action.trigger),
        "type": action.type,
        "mode": action.mode,
        "contexts": list(action.contexts),
        "cameo": action.cameo,
        "actors": [_party(p) for p in action.actors],
        "recipients": [_party(p) for p in _recipients_of(action)],
        **_when(when),
        "place": action.place_id,
        "factuality": action.factuality.value,
        "polarity": action.polarity.value,
        "rule": action.rule,
        "confidence": action.confidence,
    }


def _recipients_of(action: ActionClaim) -> tuple[Party, ...]:
    """Return the recipients; of a deed done together ("India and Nepal agreed") each side is that of the others."""
    return action.recipients or (action.actors if len(action.actors) > 1 else ())


_OF_MEETINGS = frozenset({"CONSULT", "AGREE"})  # held, or still to come
_CONSULT_MODES = {MeetingFormat.PHONE: ("phone", "041"), MeetingFormat.VIDEO: ("phone", "041")}


def _consult(claim: MeetingClaim, when: DateFinding) -> Plain:
    """Return a meeting as PLOVER CONSULT: every side is an actor, and the recipient of the others."""
    visit = ("visit", "042") if claim.host else (None, "040")
    mode, cameo = _CONSULT_MODES.get(claim.format, visit)
    return {
        "event": None,
        "evidence": [to_plain(s) for s in claim.evidence],
        "trigger": to_plain(claim.trigger),
        "type": "CONSULT",
        "mode": mode,
        "contexts": [],
        "cameo": cameo,
        "actors": [_party(p) for p in claim.participants],
        "recipients": [_party(p) for p in claim.participants] if len(claim.participants) > 1 else [],
        **_when(when),
        "place": claim.place_id,
        "factuality": claim.factuality.value,
        "polarity": claim.polarity.value,
        "rule": claim.rule,
        "confidence": None,
    }


def _when(when: DateFinding) -> dict[str, Plain]:
    return {
        "earliest": to_plain(when.earliest),
        "latest": to_plain(when.latest),
        "date_proof": _proof(when),
        "date_unknown_because": when.unknown_because,
    }


def _proof(finding: DateFinding) -> list[Plain]:
    return [{"span": to_plain(s.span), "says": s.says, "fact": s.fact} for s in finding.proof]


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
        (q.span, "ambiguous_speaker", f"spoken by one of: {', '.join(q.speaker.candidates)}; {q.speaker.rule}")
        for q in reading.quotations
        if q.speaker and q.speaker.candidates
    ]
    found += [
        (m.span, "ambiguous_entity", f"one of: {', '.join(m.candidates)}") for m in reading.mentions if m.candidates
    ]
    return [{"kind": kind, "span": to_plain(span), "says": says} for span, kind, says in sorted(found)]
