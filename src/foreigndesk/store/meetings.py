"""Meetings with their participants, reports, claims and the words for each value."""

from foreigndesk.errors import EvidenceError, InputError
from foreigndesk.records.meetings import Meeting
from foreigndesk.records.spans import Span
from foreigndesk.store.connections import Connection, Row
from foreigndesk.store.dates import cite_proof, write_day
from foreigndesk.store.encoding import read_json, write_json
from foreigndesk.store.evidence import Citations, Place

_PUT = """INSERT INTO meetings (meeting_id, article_id, start, "end", format, visit_type, status, occasion, place,
        state, edtf, earliest, latest, precision, unknown_because, record)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_PUT_EVIDENCE = """INSERT INTO meeting_evidence (meeting_id, supports, position, article_id, start, "end")
    VALUES (?, ?, ?, ?, ?, ?)"""
_PUT_REPORT = """INSERT INTO meeting_reports (meeting_id, article_id, start, "end") VALUES (?, ?, ?, ?)"""
_PUT_PARTICIPANT = """INSERT INTO meeting_participants
    (meeting_id, position, entity_id, name, state, role, office) VALUES (?, ?, ?, ?, ?, ?, ?)"""
_LIST = """SELECT m.record FROM meetings AS m
    WHERE :who IS NULL OR m.meeting_id IN (
        SELECT meeting_id FROM meeting_participants WHERE entity_id = :who OR state = :who)
    ORDER BY m.earliest IS NULL, m.earliest, m.latest IS NULL, m.latest, m.meeting_id"""


def put_meeting(connection: Connection, meeting: Meeting) -> None:
    """Put a meeting in place of one with the same id.

    Raises EvidenceError where it has no words, words that do not stand in their article, a report without
    words, or a claim that is not in the desk.
    """
    citations = Citations(connection)
    words = _cite_words(citations, meeting)
    _check_claims(connection, meeting)
    reports = _find_reports(meeting, words)
    citations.put()
    connection.run("DELETE FROM meetings WHERE meeting_id = ?", (meeting.meeting_id,))
    connection.run(_PUT, _write_row(meeting, words[0][1]))
    connection.run_many(_PUT_EVIDENCE, [(meeting.meeting_id, name, n, *place) for n, (name, place) in enumerate(words)])
    connection.run_many(_PUT_REPORT, [(meeting.meeting_id, *place) for place in reports])
    connection.run_many(
        "INSERT INTO meeting_claims (meeting_id, claim_id) VALUES (?, ?)",
        [(meeting.meeting_id, claim_id) for claim_id in dict.fromkeys(meeting.claim_ids)],
    )
    connection.run_many(
        _PUT_PARTICIPANT,
        [
            (meeting.meeting_id, n, p.entity_id, p.name, p.state, p.role.value, p.office)
            for n, p in enumerate(meeting.participants)
        ],
    )


def _cite_words(citations: Citations, meeting: Meeting) -> list[tuple[str, Place]]:
    named = f"meeting {meeting.meeting_id}"
    if not meeting.evidence:
        raise EvidenceError(f"{named}: no words of any article are given as evidence")
    words = [(w.supports, citations.cite(w.article_id, w.span, named=named)) for w in meeting.evidence]
    proof = cite_proof(citations, meeting.date, article_id=None, named=named)
    return words + [("date", place) for place in proof]


def _check_claims(connection: Connection, meeting: Meeting) -> None:
    for claim_id in meeting.claim_ids:
        if connection.row("SELECT 1 FROM claims WHERE claim_id = ?", (claim_id,)) is None:
            raise EvidenceError(f"meeting {meeting.meeting_id}: its claim {claim_id} is not in the desk")


def _find_reports(meeting: Meeting, words: list[tuple[str, Place]]) -> list[Place]:
    """Return the first words of each report that tell of the meeting."""
    first: dict[str, Place] = {}
    for words_at in meeting.evidence:
        place = (words_at.article_id, words_at.span.start, words_at.span.end)
        first.setdefault(words_at.article_id, place)
    for _, place in words:
        first.setdefault(place[0], place)
    for article_id in meeting.reports:
        if article_id not in first:
            raise EvidenceError(f"meeting {meeting.meeting_id}: no words of its report {article_id} are given")
    return [first[article_id] for article_id in sorted(set(meeting.reports))]


def _write_row(meeting: Meeting, place: Place) -> Row:
    found = meeting.date
    return (
        meeting.meeting_id,
        *place,
        meeting.format.value,
        meeting.visit_type.value,
        meeting.status.value,
        meeting.occasion,
        meeting.place.name if meeting.place else None,
        meeting.place.state if meeting.place else None,
        found.edtf,
        write_day(found.earliest),
        write_day(found.latest),
        found.precision.value,
        found.unknown_because,
        write_json(meeting),
    )


def get_meeting(connection: Connection, meeting_id: str) -> Meeting:
    """Return one meeting by its id. Raises InputError where the desk has none."""
    row = connection.row("SELECT record FROM meetings WHERE meeting_id = ?", (meeting_id,))
    if row is None:
        raise InputError(f"{meeting_id}: the desk has no meeting with this id.")
    return read_json(row[0], Meeting)


def list_meetings(connection: Connection, *, who: str | None = None) -> list[Meeting]:
    """Return the meetings in order of their days, those without a first day last.

    ``who`` keeps those with a participant of this entity id or state.
    """
    return [read_json(row[0], Meeting) for row in connection.rows(_LIST, {"who": who})]


def locate_sequences(meeting: Meeting) -> list[Span]:
    """Return the spans of the sequence claims, which name no article of their own."""
    spans = [s.span for s in meeting.sequences]
    return spans + [s.time_span for s in meeting.sequences if s.time_span is not None]
