"""Quotations with their words, speakers and addressees."""

import unicodedata
from collections.abc import Iterator
from itertools import zip_longest

from foreigndesk.errors import InputError
from foreigndesk.records.quotations import Quotation
from foreigndesk.records.refusals import Refusal
from foreigndesk.store.articles import write_match
from foreigndesk.store.connections import Connection, Row
from foreigndesk.store.encoding import read_json, write_json
from foreigndesk.store.evidence import Citations, check_owner, cite_record
from foreigndesk.store.refusals import part_by_id

_PUT = """INSERT INTO quotations (quotation_id, position, article_id, start, "end", kind, rule, record)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
_PUT_EVIDENCE = """INSERT INTO quotation_evidence (quotation_id, supports, position, article_id, start, "end")
    VALUES (?, ?, ?, ?, ?, ?)"""
_PUT_SPEAKER = """INSERT INTO quotation_speakers (quotation_id, role, position, name, entity_id, words)
    VALUES (?, ?, ?, ?, ?, ?)"""
_LIST = """SELECT q.record, q.quotation_id FROM quotations AS q
    WHERE (:article_id IS NULL OR q.article_id = :article_id)
        AND (:match IS NULL OR q.number IN (SELECT rowid FROM quotation_words WHERE quotation_words MATCH :match))
    ORDER BY q.article_id, q.position, q.quotation_id"""


def put_quotations(citations: Citations, article_id: str, quotations: tuple[Quotation, ...]) -> list[Refusal]:
    """Put the quotations of one article; return what was refused because its id is taken.

    Raises EvidenceError naming the quotation whose words do not stand in the article.
    """
    kept, differing = part_by_id(quotations, lambda quotation: quotation.quotation_id)
    rows: list[Row] = []
    evidence: list[Row] = []
    speakers: list[Row] = []
    for quotation_id, position, quotation in kept:
        named = f"quotation {quotation_id} (rule {quotation.rule})"
        check_owner(article_id, quotation.article_id, named=named)
        place = citations.cite(quotation.article_id, quotation.span, named=named)
        rows.append((quotation_id, position, *place, quotation.kind.value, quotation.rule, write_json(quotation)))
        evidence.extend(cite_record(citations, quotation, article_id=article_id, record_id=quotation_id, named=named))
        speakers.extend(_list_speaker_rows(citations, quotation_id, quotation))
    citations.put()
    citations.connection.run_many(_PUT, rows)
    citations.connection.run_many(_PUT_EVIDENCE, evidence)
    citations.connection.run_many(_PUT_SPEAKER, speakers)
    because = "another quotation stands at the same words"
    return [Refusal(article_id=article_id, stage="store", rule=q.rule, because=because, span=q.span) for q in differing]


def _list_speaker_rows(citations: Citations, quotation_id: str, quotation: Quotation) -> Iterator[Row]:
    for role, speaker in (("speaker", quotation.speaker), ("addressee", quotation.addressee)):
        if speaker is None:
            continue
        words = citations.read_words(quotation.article_id, speaker.span) if speaker.span else None
        pairs = list(zip_longest(speaker.names, speaker.entity_ids)) or [(None, None)]
        for position, (name, entity_id) in enumerate(pairs):
            yield quotation_id, role, position, name, entity_id, words


def get_quotation(connection: Connection, quotation_id: str) -> Quotation:
    """Return one quotation by its id. Raises InputError where the desk has none."""
    row = connection.row("SELECT record FROM quotations WHERE quotation_id = ?", (quotation_id,))
    if row is None:
        raise InputError(f"{quotation_id}: the desk has no quotation with this id.")
    return read_json(row[0], Quotation)


def list_quotations(
    connection: Connection,
    *,
    article_id: str | None = None,
    speaker: str | None = None,
    text: str | None = None,
    about: str | None = None,
) -> list[Quotation]:
    """Return the quotations in order of article and text.

    ``text`` keeps those that hold all its words; ``speaker`` those whose speaker has this entity id, or
    these words in the name or where the text names them (capitals and accents do not matter);
    ``about`` those in whose words somebody or something is named that has this entity id, is of this state, or has
    these words in its name.
    """
    match = write_match(text) if text is not None else None
    if text is not None and match is None:
        return []
    rows = connection.rows(_LIST, {"article_id": article_id, "match": match})
    wanted = [_list_spoken_by(connection, speaker)] if speaker is not None else []
    wanted += [_list_about(connection, about)] if about is not None else []
    return [read_json(row[0], Quotation) for row in rows if all(row[1] in ids for ids in wanted)]


def _list_about(connection: Connection, about: str) -> set[str]:
    wanted = fold(about)
    rows = connection.each(
        """SELECT q.quotation_id, m.name, m.entity_id, m.state FROM quotations AS q JOIN mentions AS m
            ON m.article_id = q.article_id AND m.start >= q.start AND m."end" <= q."end" """
    )
    return {
        quotation_id
        for quotation_id, name, entity_id, state in rows
        if about in {entity_id, state} or wanted in fold(name)
    }


def _list_spoken_by(connection: Connection, speaker: str) -> set[str]:
    wanted = fold(speaker)
    rows = connection.rows("SELECT quotation_id, name, entity_id, words FROM quotation_speakers WHERE role = 'speaker'")
    return {
        quotation_id
        for quotation_id, name, entity_id, words in rows
        if entity_id == speaker or wanted in fold(name or "") or wanted in fold(words or "")
    }


def fold(text: str) -> str:
    """Return ``text`` without capitals and accents, for comparison."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
