"""`verify` finds what another tool changed, wherever it was changed."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from foreigndesk.errors import DeskError
from foreigndesk.store import open_store
from foreigndesk.store.verification import Mismatch
from tests.store.store_samples import COPY, TEXT, build_sample, sample_article, sample_quotation, span_of


@pytest.fixture
def built(desk_file: Path) -> Path:
    with open_store(desk_file, create=True) as store:
        build_sample(store)
    return desk_file


def verify(path: Path) -> list[Mismatch]:
    with open_store(path) as store:
        return store.verify()


def change(path: Path, statement: str, values: tuple[object, ...] = ()) -> None:
    """Change the desk as a tool does that knows nothing of its rules."""
    with closing(sqlite3.connect(path)) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        assert raw.execute(statement, values).rowcount > 0
        raw.commit()


def test_a_desk_as_it_was_built_is_clean(built: Path) -> None:
    assert verify(built) == []


def test_one_changed_letter_under_evidence_names_each_record_that_rests_on_it(built: Path) -> None:
    article = sample_article()
    values = (TEXT.replace("second flight", "second fright"), article.article_id)
    change(built, "UPDATE articles SET text = ? WHERE article_id = ?", values)
    found = verify(built)
    assert {m.article_id for m in found} == {article.article_id}
    quotation = next(m for m in found if m.kind == "quotation" and m.span == sample_quotation(article).span)
    assert quotation.record_id == sample_quotation(article).quotation_id
    assert quotation.expected == "We will open a second flight,"
    assert quotation.found == "We will open a second fright,"
    assert {"article", "claim", "quotation"} <= {m.kind for m in found}


def test_one_changed_letter_where_no_evidence_lies_is_found(built: Path) -> None:
    article = sample_article("visits/second.txt", COPY)
    values = (COPY.replace("agreed", "agreet"), article.article_id)
    change(built, "UPDATE articles SET text = ? WHERE article_id = ?", values)
    mismatches = [m for m in verify(built) if m.kind == "article" and m.span is None]
    assert [m.because for m in mismatches] == ["the text has another SHA-256"]


def test_one_byte_changed_in_the_file_itself_is_found(built: Path) -> None:
    content = built.read_bytes()
    words = "Türkiye backs Mongolia’s bid. Subscribe".encode()
    assert content.count(words) >= 1
    at = content.index(words) + len("Türkiye ".encode())
    built.write_bytes(content[:at] + b"p" + content[at + 1 :])
    assert any(m.because == "the text has another SHA-256" for m in verify(built))


def test_a_byte_that_breaks_the_encoding_is_found_and_told(built: Path) -> None:
    content = built.read_bytes()
    at = content.index("ürkiye backs".encode())
    built.write_bytes(content[:at] + b"\xff" + content[at + 1 :])
    found = verify(built)
    assert any(m.because == "the text has another SHA-256" for m in found)
    assert all(m.found.isprintable() or "\n" in m.found for m in found)
    with open_store(built) as store, pytest.raises(DeskError, match="foreigndesk verify"):
        store.list_articles()


def test_a_text_and_hash_changed_together_are_found(built: Path) -> None:
    other = sample_article(text=TEXT.replace("Tuesday", "Tuesdaz"))
    values = (other.text, other.sha256, sample_article().article_id)
    change(built, "UPDATE articles SET text = ?, sha256 = ? WHERE article_id = ?", values)
    found = verify(built)
    assert any(m.because == "locator and text have another id" for m in found)
    assert any(m.because == "the words at the span are others" for m in found)


def test_changed_words_of_evidence_are_found(built: Path) -> None:
    change(built, "UPDATE evidence SET exact = 'shut' WHERE exact = 'will'")
    found = verify(built)
    assert {(m.kind, m.expected, m.found) for m in found} == {("claim", "shut", "will")}


def test_a_changed_prefix_or_hash_of_evidence_is_found(built: Path) -> None:
    change(built, "UPDATE evidence SET prefix = 'not ' || prefix WHERE exact = 'will'")
    assert {m.because for m in verify(built)} == {"the words beside the span are others"}
    change(built, "UPDATE evidence SET prefix = substr(prefix, 5), sha256 = ? WHERE exact = 'will'", ("0" * 64,))
    assert {m.because for m in verify(built)} == {"the SHA-256 is another"}


def test_evidence_moved_beyond_the_text_is_found(built: Path) -> None:
    change(built, """UPDATE evidence SET start = 900000, "end" = 900004 WHERE exact = 'will'""")
    found = verify(built)
    assert any(m.kind == "evidence" and m.found == "" for m in found)
    assert any("refer to rows of evidence that are not in the desk" in m.because for m in found)


def test_deleted_evidence_is_found(built: Path) -> None:
    change(built, "DELETE FROM evidence WHERE exact = 'backs'")
    assert any(m.expected == "evidence" and "not in the desk" in m.because for m in verify(built))


@pytest.mark.parametrize("kind", ["claim", "quotation", "meeting"])
def test_a_record_whose_evidence_was_taken_away_is_found(built: Path, kind: str) -> None:
    change(built, f"DELETE FROM {kind}_evidence")  # noqa: S608
    assert {(m.kind, m.because) for m in verify(built)} == {(kind, "the record has no evidence")}


def test_a_copy_whose_passages_were_taken_away_is_found(built: Path) -> None:
    change(built, "DELETE FROM copy_evidence")
    assert [m.kind for m in verify(built)] == ["copy"]


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        ("mentions", "mention"),
        ("referring_words", "reference"),
        ("event_dates", "claim"),
        ("time_expressions", "time"),
        ("time_values", "time"),
        ("date_clues", "clue"),
        ("quotations", "quotation"),
        ("claims", "claim"),
        ("article_dates", "article"),
        ("copies", "copy"),
        ("meetings", "meeting"),
        ("events", "event"),
        ("articles", "article"),
    ],
)
def test_a_record_with_a_span_beyond_the_text_is_found(built: Path, table: str, kind: str) -> None:
    change(built, f"""UPDATE {table} SET record = replace(record, '"end":', '"end":9')""")  # noqa: S608
    assert (kind, True) in {(m.kind, "outside the text" in m.because) for m in verify(built)}


@pytest.mark.parametrize("table", ["mentions", "quotations", "claims", "copies", "articles"])
def test_a_record_that_cannot_be_read_is_found(built: Path, table: str) -> None:
    change(built, f"UPDATE {table} SET record = substr(record, 2)")  # noqa: S608
    assert verify(built)


def test_a_claim_under_the_id_of_another_is_found(built: Path) -> None:
    change(built, """UPDATE claims SET record = replace(record, '"rule":"met"', '"rule":"talked"')""")
    assert {(m.kind, m.because) for m in verify(built)} == {("claim", "the record is not what was put")}


def test_a_claim_of_an_unknown_kind_is_found(built: Path) -> None:
    with closing(sqlite3.connect(built)) as raw:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        raw.execute("UPDATE claims SET kind = 'rumour' WHERE kind = 'meeting'")
        raw.commit()
    assert {m.kind for m in verify(built)} == {"claim"}


@pytest.mark.parametrize(
    "spoil", [lambda content: b"not compressed", lambda content: content[:2] + b"\x00" + content[3:]]
)
def test_a_page_whose_bytes_were_changed_is_found(built: Path, spoil: Callable[[bytes], bytes]) -> None:
    with closing(sqlite3.connect(built)) as raw:
        (content,) = raw.execute("SELECT content FROM pages ORDER BY number LIMIT 1").fetchone()
    change(built, "UPDATE pages SET content = ? WHERE number = 1", (spoil(content),))
    assert {m.kind for m in verify(built)} == {"page"}


def test_a_page_under_another_locator_is_found(built: Path) -> None:
    change(built, "UPDATE pages SET locator = 'elsewhere.txt' WHERE number = 1")
    assert {m.kind for m in verify(built)} == {"page"}


def test_removed_blocks_are_read_again(built: Path) -> None:
    change(built, "UPDATE removed_blocks SET exact = 'Subscribe to nothing at all!'")
    found = verify(built)
    assert {m.found for m in found} == {"Subscribe to our newsletter!"}
    assert (
        found[0].span == span_of("Subscribe to our newsletter!") or found[0].article_id != sample_article().article_id
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE meetings SET record = json_set(record, '$.occasion', 'Regatta')",
        "UPDATE meetings SET earliest = '1999-01-01'",
        "UPDATE events SET polarity = 'negative'",
        "UPDATE event_parties SET state = 'FRA'",
        "UPDATE mentions SET name = name || '!'",
        "UPDATE claims SET factuality = 'denied'",
        "UPDATE referring_entities SET entity_id = 'somebody-else'",
        "UPDATE event_dates SET latest = '1999-01-01'",
    ],
)
def test_a_record_that_says_something_else_than_the_build_made_is_found(built: Path, statement: str) -> None:
    change(built, statement)
    assert "build" in {m.kind for m in verify(built)}


def test_a_desk_that_was_built_before_there_were_seals_is_not_accused(built: Path) -> None:
    change(built, "DELETE FROM seal")
    assert verify(built) == []
