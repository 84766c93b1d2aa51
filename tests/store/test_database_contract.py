"""No words, no value: what the database itself refuses, whatever tool writes to it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from foreigndesk.records.evidence import Evidence, select_evidence
from foreigndesk.records.spans import Span
from foreigndesk.store import Store, open_store
from tests.store.store_samples import (
    COPY,
    TEXT,
    build_sample,
    sample_article,
    span_of,
)

INSERT_EVIDENCE = """INSERT INTO evidence (article_id, start, "end", evidence_id, exact, prefix, suffix, sha256)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""


OUTSIDE = Span(len(TEXT) - 2, len(TEXT) + 1)


@pytest.fixture
def raw(store: Store, desk_file: Path) -> Iterator[sqlite3.Connection]:
    """The desk as another tool opens it, with foreign keys on, after a build of the sample."""
    build_sample(store)
    connection = sqlite3.connect(desk_file, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    yield connection
    connection.close()


def put_raw_evidence(raw: sqlite3.Connection, evidence: Evidence) -> None:
    raw.execute(
        INSERT_EVIDENCE,
        (
            evidence.article_id,
            evidence.span.start,
            evidence.span.end,
            evidence.evidence_id,
            evidence.exact,
            evidence.prefix,
            evidence.suffix,
            evidence.sha256,
        ),
    )


def evidence_at(span: Span) -> Evidence:
    article = sample_article()
    return select_evidence(article.article_id, TEXT, span, sha256=article.sha256)


def test_the_database_takes_evidence_whose_words_stand_in_the_article(raw: sqlite3.Connection) -> None:
    evidence = evidence_at(span_of("open"))
    put_raw_evidence(raw, evidence)
    row = raw.execute("SELECT exact FROM evidence WHERE evidence_id = ?", (evidence.evidence_id,)).fetchone()
    assert row == ("open",)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"exact": "shut"}, id="other words of the same length"),
        pytest.param({"exact": "opens"}, id="a word too long"),
        pytest.param({"exact": "ope"}, id="a word too short"),
        pytest.param({"exact": ""}, id="no words"),
        pytest.param({"prefix": "somebody else will "}, id="another prefix"),
        pytest.param({"suffix": " a third flight"}, id="another suffix"),
        pytest.param({"sha256": "0" * 64}, id="the hash of another text"),
        pytest.param({"article_id": "0" * 16}, id="an article that is not in the desk"),
        pytest.param({"span": Span(5, 5)}, id="an empty span"),
        pytest.param({"span": Span(9, 5)}, id="a span that ends before it starts"),
        pytest.param({"span": Span(-4, 0)}, id="a span before the text"),
        pytest.param({"span": OUTSIDE}, id="a span beyond the text"),
    ],
)
def test_the_database_refuses_evidence_that_does_not_stand_in_the_article(
    raw: sqlite3.Connection, change: dict[str, object]
) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        put_raw_evidence(raw, replace(evidence_at(span_of("open")), **change))  # type: ignore[arg-type]


def test_the_database_refuses_words_that_run_past_the_end_of_the_text(raw: sqlite3.Connection) -> None:
    evidence = replace(evidence_at(Span(OUTSIDE.start, len(TEXT))), span=OUTSIDE)
    with pytest.raises(sqlite3.IntegrityError, match="not in the article"):
        put_raw_evidence(raw, evidence)


def test_the_database_refuses_to_change_evidence_to_other_words(raw: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="not in the article"):
        raw.execute("UPDATE evidence SET exact = replace(exact, 'Mongolia', 'Moldovaa')")
    with pytest.raises(sqlite3.IntegrityError, match="not in the article"):
        raw.execute("""UPDATE evidence SET start = start + 1, "end" = "end" + 1""")


def test_insert_or_replace_and_or_ignore_do_not_pass_by_the_contract(raw: sqlite3.Connection) -> None:
    evidence = replace(evidence_at(span_of("open")), exact="shut")
    values = (evidence.article_id, evidence.span.start, evidence.span.end, "id", "shut", "", "", evidence.sha256)
    for verb in ("INSERT OR REPLACE", "INSERT OR IGNORE"):
        with pytest.raises(sqlite3.IntegrityError, match="not in the article"):
            raw.execute(INSERT_EVIDENCE.replace("INSERT", verb), values)


def test_the_database_refuses_to_change_the_text_of_an_article(raw: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="never changes"):
        raw.execute("UPDATE articles SET text = text || '!'")


@pytest.mark.parametrize(
    "table",
    [
        "mentions",
        "time_expressions",
        "time_values",
        "date_clues",
        "quotations",
        "claims",
        "claim_parties",
        "entities",
        "meetings",
        "meeting_reports",
    ],
)
def test_the_database_refuses_a_record_without_its_words(raw: sqlite3.Connection, table: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="NOT NULL"):
        raw.execute(f"UPDATE {table} SET start = NULL")  # noqa: S608
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        raw.execute(f"UPDATE {table} SET start = start + 1")  # noqa: S608


def test_the_database_refuses_a_copy_without_a_shared_passage(raw: sqlite3.Connection) -> None:
    for column in ("first_start", "second_end"):
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute(f"UPDATE copies SET {column} = NULL")  # noqa: S608
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute(f"UPDATE copies SET {column} = {column} + 1")  # noqa: S608


def test_the_database_refuses_to_take_the_words_of_a_record_away(raw: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        raw.execute("DELETE FROM evidence")


@pytest.mark.parametrize("table", ["claim_evidence", "quotation_evidence"])
def test_the_database_refuses_words_of_another_article(raw: sqlite3.Connection, table: str) -> None:
    one, other = sample_article(), sample_article("visits/second.txt", COPY)
    span = span_of("We will open a second flight,", COPY)
    query = f"""UPDATE {table} SET article_id = ?, start = ?, "end" = ? WHERE article_id = ?"""  # noqa: S608
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        raw.execute(query, (other.article_id, span.start, span.end, one.article_id))


def test_the_database_refuses_a_known_date_without_proof(raw: sqlite3.Connection) -> None:
    for table in ("article_dates", "meetings"):
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            raw.execute(f"UPDATE {table} SET record = replace(record, '\"proof\":[', '\"was\":[')")  # noqa: S608
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            raw.execute(f"UPDATE {table} SET edtf = NULL")  # noqa: S608


@pytest.mark.parametrize(
    "table",
    [
        "mentions",
        "time_values",
        "quotations",
        "claims",
        "claim_evidence",
        "entities",
        "meetings",
        "events",
        "event_evidence",
    ],
)
def test_a_tool_without_foreign_keys_cannot_put_a_row_without_evidence(desk_file: Path, table: str) -> None:
    with open_store(desk_file, create=True) as store:
        build_sample(store)
    with closing(sqlite3.connect(desk_file)) as raw:
        names = [row[1] for row in raw.execute(f"PRAGMA table_info({table})")]
        row = dict(zip(names, raw.execute(f"SELECT * FROM {table} LIMIT 1").fetchone(), strict=True))  # noqa: S608
        row |= {"start": 999_999, "end": 1_000_000}
        row |= {
            name: f"{row[name]}x" for name in names if name in {"claim_id", "quotation_id", "meeting_id", "entity_id"}
        }
        row |= {"position": 77} if "position" in row else {}
        row.pop("number", None)
        columns = ", ".join(f'"{name}"' for name in row)
        with pytest.raises(sqlite3.IntegrityError, match="no evidence for this row"):
            raw.execute(
                f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(row))})",  # noqa: S608
                tuple(row.values()),
            )
