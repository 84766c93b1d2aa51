"""Events with their parties, their claims and the words for each value."""

from collections import Counter
from collections.abc import Iterable, Iterator

from foreigndesk.errors import EvidenceError, InputError
from foreigndesk.records.events import Event, EventParty
from foreigndesk.store.connections import Connection, Row
from foreigndesk.store.dates import cite_proof, write_day
from foreigndesk.store.encoding import read_json, write_json
from foreigndesk.store.evidence import Citations, Place

_PUT = """INSERT INTO events (event_id, type, mode, cameo, quad, goldstein, score, polarity, factuality, status,
        place, state, edtf, earliest, latest, precision, unknown_because, claims, reports, origins,
        article_id, start, "end", record)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_PUT_CLAIM = "INSERT INTO event_claims (event_id, claim_id) VALUES (?, ?)"
_PUT_PARTY = """INSERT INTO event_parties (event_id, role, position, entity_id, name, state, sector)
    VALUES (?, ?, ?, ?, ?, ?, ?)"""
_PUT_EVIDENCE = """INSERT INTO event_evidence (event_id, supports, position, article_id, start, "end")
    VALUES (?, ?, ?, ?, ?, ?)"""

_CHUNK = 500  # events that are put at once: the texts of their articles are held meanwhile


def put_events(connection: Connection, found: Iterable[Event]) -> None:
    """Put events in place of those with the same ids, after the readings whose claims they hold.

    Raises EvidenceError where one has no claim, a claim that is not in the desk, no words, words that do not
    stand in their article, a report without words, or a known date without a proof.
    """
    claims = {row[0] for row in connection.rows("SELECT claim_id FROM claims WHERE kind = 'action'")}
    events = list({event.event_id: event for event in found}.values())
    for event in events:
        _check(event, claims)
    for start in range(0, len(events), _CHUNK):
        _put_chunk(connection, events[start : start + _CHUNK])


def _put_chunk(connection: Connection, events: list[Event]) -> None:
    citations = Citations(connection)
    rows: list[Row] = []
    evidence: list[Row] = []
    for event in events:
        words = _cite_words(citations, event)
        numbers = Counter[str]()
        for supports, place in words:
            evidence.append((event.event_id, supports, numbers[supports], *place))
            numbers[supports] += 1
        rows.append(_write_row(event, words[0][1]))
    citations.put()
    connection.run_many("DELETE FROM events WHERE event_id = ?", [(event.event_id,) for event in events])
    connection.run_many(_PUT, rows)
    connection.run_many(_PUT_CLAIM, [(e.event_id, claim_id) for e in events for claim_id in e.claim_ids])
    connection.run_many(_PUT_PARTY, [row for event in events for row in _write_parties(event)])
    connection.run_many(_PUT_EVIDENCE, evidence)


def _check(event: Event, claims: set[str]) -> None:
    named = f"event {event.event_id}"
    if not event.claim_ids:
        raise EvidenceError(f"{named}: no claim tells of it")
    for claim_id in event.claim_ids:
        if claim_id not in claims:
            raise EvidenceError(f"{named}: its claim {claim_id} is not in the desk")
    missing = set(event.reports) - {words.article_id for words in event.evidence}
    if missing:
        raise EvidenceError(f"{named}: no words of its report {min(missing)} are given")


def _cite_words(citations: Citations, event: Event) -> list[tuple[str, Place]]:
    named = f"event {event.event_id}"
    if not event.evidence:
        raise EvidenceError(f"{named}: no words of any article are given as evidence")
    words = [(w.supports, citations.cite(w.article_id, w.span, named=named)) for w in event.evidence]
    return words + [("date", place) for place in cite_proof(citations, event.date, article_id=None, named=named)]


def _write_row(event: Event, place: Place) -> Row:
    found = event.date
    return (
        event.event_id,
        event.type,
        event.mode,
        event.cameo,
        event.quad,
        event.goldstein,
        event.score,
        event.polarity.value,
        event.factuality.value,
        event.status.value,
        event.place.name if event.place else None,
        event.place.state if event.place else None,
        found.edtf,
        write_day(found.earliest),
        write_day(found.latest),
        found.precision.value,
        found.unknown_because,
        len(event.claim_ids),
        len(event.reports),
        len(event.origins),
        *place,
        write_json(event),
    )


def _write_parties(event: Event) -> Iterator[Row]:
    sides: tuple[tuple[str, tuple[EventParty, ...]], ...] = (("actor", event.actors), ("recipient", event.recipients))
    for role, parties in sides:
        for n, party in enumerate(parties):
            yield event.event_id, role, n, party.entity_id, party.name, party.state, party.sector


def get_event(connection: Connection, event_id: str) -> Event:
    """Return one event by its id. Raises InputError where the desk has none."""
    row = connection.row("SELECT record FROM events WHERE event_id = ?", (event_id,))
    if row is None:
        raise InputError(f"{event_id}: the desk has no event with this id.")
    return read_json(row[0], Event)


def list_events(connection: Connection) -> list[Event]:
    """Return the events in order of their days, those without a first day last."""
    rows = connection.rows(
        "SELECT record FROM events ORDER BY earliest IS NULL, earliest, latest IS NULL, latest, event_id"
    )
    return [read_json(row[0], Event) for row in rows]
