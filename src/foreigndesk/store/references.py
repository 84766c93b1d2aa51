"""Pronouns and role nouns of an article with whom they mean; words that people point at by ``ARTICLE:START-END``."""

import re

from foreigndesk.errors import InputError
from foreigndesk.records.mentions import Mention, NamedWords, Reference
from foreigndesk.records.spans import Span
from foreigndesk.store.connections import Connection, Row
from foreigndesk.store.encoding import read_json, write_json
from foreigndesk.store.evidence import Citations

WORDS_AT = re.compile(r"(?P<article>[0-9a-f]+):(?P<start>\d+)(?:-(?P<end>\d+))?")
_PUT = """INSERT INTO referring_words (article_id, start, "end", position, rule, record) VALUES (?, ?, ?, ?, ?, ?)"""
_PUT_ENTITY = """INSERT INTO referring_entities (article_id, position, number, role, entity_id)
    VALUES (?, ?, ?, ?, ?)"""
_PUT_EVIDENCE = """INSERT INTO referring_evidence (article_id, start, "end", position, number) VALUES (?, ?, ?, ?, ?)"""


def put_references(citations: Citations, article_id: str, references: tuple[Reference, ...]) -> None:
    """Put the references of one article, each resting on its own words and those that it was resolved to."""
    rows: list[Row] = []
    entities: list[Row] = []
    evidence: list[Row] = []
    for n, reference in enumerate(references):
        named = f"reference at {reference.span.start}-{reference.span.end} of article {article_id}"
        place = citations.cite(article_id, reference.span, named=named)
        rows.append((*place, n, reference.rule, write_json(reference)))
        meant = [("meant", e) for e in reference.entity_ids] + [("candidate", e) for e in reference.candidates]
        entities += [(article_id, n, number, role, entity) for number, (role, entity) in enumerate(meant)]
        places = [citations.cite(article_id, span, named=named) for span in reference.mention_spans]
        evidence += [(*at, n, number) for number, at in enumerate(places)]
    citations.put()
    citations.connection.run_many(_PUT, rows)
    citations.connection.run_many(_PUT_ENTITY, entities)
    citations.connection.run_many(_PUT_EVIDENCE, evidence)


def list_references(connection: Connection, article_id: str) -> list[Reference]:
    """Return the references of one article, as they were put."""
    rows = connection.rows("SELECT record FROM referring_words WHERE article_id = ? ORDER BY position", (article_id,))
    return [read_json(row[0], Reference) for row in rows]


def list_named_words(connection: Connection, article_id: str) -> list[NamedWords]:
    """Return the mentions and references of one article in order of the text."""
    rows = connection.rows(
        """SELECT start, "end", 0 AS refers, position, record FROM mentions WHERE article_id = :article_id
        UNION ALL
        SELECT start, "end", 1, position, record FROM referring_words WHERE article_id = :article_id
        ORDER BY 1, 2, 3, 4""",
        {"article_id": article_id},
    )
    return [NamedWords(article_id=article_id, said=_read_said(row[4], refers=row[2])) for row in rows]


def _read_said(record: str, *, refers: int) -> Mention | Reference:
    return read_json(record, Reference) if refers else read_json(record, Mention)


def find_named_words(connection: Connection, words_id: str) -> list[NamedWords]:
    """Return the mentions and references that ``words_id`` can mean, in order of article and place.

    It is ``ARTICLE:START-END``; the id of the article may be shortened, the end left out. At the same words there
    may be several, of several kinds.
    """
    place = WORDS_AT.fullmatch(words_id)
    if place is None:
        return []
    rows = connection.rows(
        "SELECT article_id FROM articles WHERE article_id BETWEEN ? AND ? ORDER BY 1",
        (place["article"], place["article"] + "\U0010ffff"),
    )
    start, end = int(place["start"]), int(place["end"]) if place["end"] else None
    found = [named for row in rows for named in list_named_words(connection, row[0])]
    return [n for n in found if n.said.span.start == start and end in {None, n.said.span.end}]


def get_named_words(connection: Connection, words_id: str) -> NamedWords:
    """Return the mention or reference at the words that ``words_id`` names.

    Raises InputError where nothing is named there, or where several words begin there and no end is given.
    """
    found = find_named_words(connection, words_id)
    ids = sorted({named.words_id for named in found})
    if not ids:
        hint = "foreigndesk mentions ARTICLE lists them with their ids, ARTICLE:START-END"
        raise InputError(f"{words_id}: no words of the desk with this id name or refer to anybody; {hint}.")
    if len(ids) > 1:
        raise InputError(f"{words_id} may be any of {', '.join(ids)}. Give more characters, or the end.")
    return found[0]


def read_place(words_id: str) -> tuple[str, Span] | None:
    """Return the article and span that a full id of words names, ``None`` where it is no such id."""
    place = re.fullmatch(r"(?P<article>.+):(?P<start>\d+)-(?P<end>\d+)", words_id)
    return (place["article"], Span(int(place["start"]), int(place["end"]))) if place else None
