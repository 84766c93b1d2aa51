"""What the example articles give, in a form that people can review: words in place of numbers."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from foreigndesk.app.desk import Desk, open_desk
from foreigndesk.app.examples import find_examples
from foreigndesk.records.articles import Article
from foreigndesk.records.claims import ActionClaim, CommitmentClaim, MeetingClaim, Party, PositionClaim
from foreigndesk.records.events import Event
from foreigndesk.records.meetings import Meeting
from foreigndesk.records.quotations import Quotation, Speaker
from foreigndesk.views.dossier import Dossier
from foreigndesk.views.events import say_days, say_sides, say_told_shortly, say_what

EXPECTED = Path(__file__).parent / "expected"
PILE = "pile"  # the file for what the articles say together


def make_golden(folder: Path) -> dict[str, str]:
    """Return the text of each file of ``expected``, by name, from a desk that is built in ``folder``."""
    with open_desk(folder / "desk.db", create=True) as desk:
        desk.add([find_examples()])
        desk.build(workers=1)
        dossier = desk.dossier()
        files = {_name(a): _write(article_form(a, dossier)) for a in dossier.articles.values()}
        return files | {PILE: _write(pile_form(desk, dossier))}


def _name(article: Article) -> str:
    return Path(article.locator).stem


def _write(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def article_form(article: Article, dossier: Dossier) -> dict[str, object]:
    """Return what one article gives."""
    text, article_id = article.text, article.article_id
    date = article.published
    return {
        "article": article.locator,
        "title": article.title,
        "publisher": article.publisher,
        "language": article.language,
        "published": (date.edtf or f"unknown: {date.unknown_because}") if date else None,
        "proof": [step.says for step in date.proof] if date else [],
        "removed": [f"{block.kind.value}: {block.span.words(text)}" for block in article.removed],
        "repeats": [repeat.second.words(text) for repeat in article.repeats],
        "quotations": [_quotation(q, text) for q in dossier.quotations if q.article_id == article_id],
        "meetings": [_meeting_claim(c, text) for c in dossier.meeting_claims if c.article_id == article_id],
        "actions": [_action(c, text) for c in dossier.actions if c.article_id == article_id],
        "commitments": [_commitment(c, text) for c in dossier.commitments if c.article_id == article_id],
        "positions": [_position(c, text) for c in dossier.positions if c.article_id == article_id],
    }


def pile_form(desk: Desk, dossier: Dossier) -> dict[str, object]:
    """Return what the articles say together."""
    names = {article_id: _name(article) for article_id, article in dossier.articles.items()}
    families: dict[str, list[str]] = {}
    for article_id, origin in dossier.origins.items():
        families.setdefault(origin, []).append(names[article_id])
    return {
        "dropped": sorted(f"{d.locator}: {d.reason.value}" for d in dossier.dropped),
        "families of one origin": sorted(sorted(f) for f in families.values() if len(f) > 1),
        "copies": sorted(f"{names[c.first_id]} and {names[c.second_id]}: {c.kind.value}" for c in dossier.copies),
        "meetings": [_meeting(m, names) for m in dossier.meetings],
        "events told more than once": [_event(e) for e in dossier.events if len(e.claim_ids) > 1],
        "events not told as having happened": [_event(e) for e in dossier.events if not e.is_told_as_fact],
        "mismatches": len(desk.store.verify()),
    }


def _quotation(quotation: Quotation, text: str) -> str:
    return f"{quotation.kind.value} | {_speaker(quotation.speaker)} | {quotation.span.words(text)}"


def _speaker(speaker: Speaker | None) -> str:
    if speaker is None:
        return "nobody"
    return " or ".join(speaker.candidates) + "?" if speaker.candidates else ", ".join(speaker.names)


def _names(parties: Iterable[Party]) -> str:
    return ", ".join(party.entity_id or party.name for party in parties) or "nobody"


def _meeting_claim(claim: MeetingClaim, text: str) -> str:
    notes = [claim.format.value, claim.factuality.value, claim.polarity.value]
    notes += ["looks back"] if claim.is_background else []
    notes += ["delegation"] if claim.is_delegation else []
    return f"{_names(claim.participants)} | {', '.join(notes)} | {claim.trigger.words(text)}"


def _action(claim: ActionClaim, text: str) -> str:
    code = " ".join(filter(None, (claim.type, claim.mode, claim.cameo)))
    sides = f"{_names(claim.actors)} > {_names(claim.recipients)}"
    return f"{code} | {sides} | {claim.factuality.value}, {claim.polarity.value} | {claim.trigger.words(text)}"


def _commitment(claim: CommitmentClaim, text: str) -> str:
    what = claim.object_span.words(text) if claim.object_span else ""
    return f"{claim.kind.value} | {_names(claim.actors)} | {claim.trigger.words(text)} | {what}"


def _position(claim: PositionClaim, text: str) -> str:
    target = claim.target.entity_id or claim.target.name
    return f"{_names(claim.holders)} {claim.stance.value} {target} | {claim.trigger.words(text)}"


def _event(event: Event) -> str:
    where = f" at {event.place.name}" if event.place else ""
    told = f"{say_told_shortly(event)}, {len(event.claim_ids)} claims, {len(event.reports)} reports"
    return (
        f"{say_days(event.date)} {say_what(event)} | {say_sides(event)}{where} | {told}, {len(event.origins)} origins"
    )


def _meeting(meeting: Meeting, names: dict[str, str]) -> dict[str, object]:
    return {
        "who": [f"{p.name} ({p.role.value}{', ' + p.office if p.office else ''})" for p in meeting.participants],
        "when": meeting.date.edtf or f"unknown: {meeting.date.unknown_because}",
        "proof": [step.fact or step.says for step in meeting.date.proof],
        "where": meeting.place.name if meeting.place else None,
        "occasion": meeting.occasion,
        "how": f"{meeting.format.value}, {meeting.status.value}",
        "reports": sorted(names[article_id] for article_id in meeting.reports),
        "independent origins": len(meeting.origins),
    }
