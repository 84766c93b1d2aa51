"""The desk file: making, opening, versions, transactions, and what a user reads when it fails."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from foreigndesk.errors import DeskError
from foreigndesk.records.articles import Article, Page
from foreigndesk.store import Store, open_store, schema
from foreigndesk.store.connections import tell_failure
from tests.store.store_samples import (
    COPY,
    build_sample,
    put_sample,
    put_sample_reading,
    sample_article,
    sample_dropped,
    sample_page,
    sample_reading,
)

KILLED_BUILD = """
import sys, time
from pathlib import Path
from tests.store.store_samples import put_sample_reading, sample_article
from foreigndesk.store import open_store

store = open_store(Path(sys.argv[1]))
store._connection.run("PRAGMA cache_size = 1")  # so that unfinished pages reach the disk
with store.build():
    put_sample_reading(store, sample_article())
    print("half done", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def raw(store: Store, desk_file: Path) -> Iterator[sqlite3.Connection]:
    """The desk as another program opens it."""
    with closing(sqlite3.connect(desk_file, isolation_level=None)) as connection:
        yield connection


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_a_new_desk_is_made_with_its_folder_and_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "desk.db"
    with open_store(path, create=True) as store:
        assert store.path == path
        assert store.counts().articles == 0
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
        assert raw.execute("PRAGMA user_version").fetchone() == (len(schema.list_migrations()),)
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_every_table_is_strict(store: Store, raw: sqlite3.Connection) -> None:
    loose = raw.execute(
        """SELECT name FROM pragma_table_list
        WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name <> 'sqlite_schema'"""
    ).fetchall()
    assert loose == []


def test_foreign_keys_are_on(store: Store) -> None:
    assert store._connection.number("PRAGMA foreign_keys") == 1


def test_a_desk_keeps_what_was_put_when_it_is_opened_again(desk_file: Path) -> None:
    with open_store(desk_file, create=True) as store:
        one, _ = build_sample(store)
        before = store.counts()
    with open_store(desk_file) as store:
        assert store.counts() == before
        assert store.get_reading(one.article_id) == sample_reading(one)


def test_opening_with_create_leaves_a_desk_as_it_is(desk_file: Path) -> None:
    with open_store(desk_file, create=True) as store:
        build_sample(store)
    before = dump(desk_file)
    open_store(desk_file, create=True).close()
    assert dump(desk_file) == before


def test_a_missing_desk_says_how_to_make_one(desk_file: Path) -> None:
    with pytest.raises(DeskError, match=r"there is no desk here\. Make one with: foreigndesk add PATH"):
        open_store(desk_file)
    assert not desk_file.exists()


def test_a_folder_is_no_desk(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="there is no desk here"):
        open_store(tmp_path)
    with pytest.raises(DeskError, match="cannot be opened"):
        open_store(tmp_path, create=True)


def test_a_file_in_the_way_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "desk").write_text("a note")
    with pytest.raises(DeskError, match="desk"):
        open_store(tmp_path / "desk" / "desk.db", create=True)


def test_an_empty_file_becomes_a_desk_only_on_request(desk_file: Path) -> None:
    desk_file.touch()
    with pytest.raises(DeskError, match="the file is empty"):
        open_store(desk_file)
    open_store(desk_file, create=True).close()
    open_store(desk_file).close()


@pytest.mark.parametrize("create", [False, True])
def test_a_file_of_another_kind_is_no_desk_and_stays_as_it_is(desk_file: Path, create: bool) -> None:
    content = b"minutes of a meeting, page 1 of 7\n" * 100
    desk_file.write_bytes(content)
    with pytest.raises(DeskError, match="this file is no desk"):
        open_store(desk_file, create=create)
    assert desk_file.read_bytes() == content


@pytest.mark.parametrize("create", [False, True])
def test_a_database_of_another_program_is_no_desk_and_stays_as_it_is(desk_file: Path, create: bool) -> None:
    with closing(sqlite3.connect(desk_file)) as raw:
        raw.execute("CREATE TABLE recipes (name TEXT)")
        raw.commit()
    content = desk_file.read_bytes()
    with pytest.raises(DeskError, match="this file is no desk"):
        open_store(desk_file, create=create)
    assert desk_file.read_bytes() == content


@pytest.mark.parametrize("version", [len(schema.list_migrations()) + 1, 999, 0, -1])
def test_a_desk_of_an_unknown_version_is_told_with_what_helps(
    raw: sqlite3.Connection, desk_file: Path, version: int
) -> None:
    raw.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(DeskError, match=rf"the desk has version {version}, .* pip install --upgrade foreigndesk"):
        open_store(desk_file)


def test_a_desk_of_an_older_version_is_brought_up_to_date(desk_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(desk_file, create=True) as store:
        build_sample(store)
        before = store.counts()
    later = (
        "CREATE TABLE formulas (formula_id TEXT PRIMARY KEY) STRICT;\n"
        "CREATE TRIGGER formulas_stay BEFORE DELETE ON formulas BEGIN\n"
        "    SELECT 1; SELECT RAISE(ABORT, 'no');\nEND;\n"
    )
    migrations = (*schema.list_migrations(), later)
    monkeypatch.setattr(schema, "list_migrations", lambda: migrations)
    with open_store(desk_file) as store:
        assert store.counts() == before
        assert store._connection.number("PRAGMA user_version") == len(migrations)
        assert store._connection.number("SELECT count(*) FROM formulas") == 0


def test_a_migration_that_fails_leaves_the_desk_as_it_was(desk_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(desk_file, create=True).close()
    before = dump(desk_file)
    broken = "CREATE TABLE formulas (formula_id TEXT) STRICT;\nCREATE TABLE articles (again TEXT) STRICT;\n"
    migrations = (*schema.list_migrations(), broken)
    monkeypatch.setattr(schema, "list_migrations", lambda: migrations)
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        open_store(desk_file)
    assert dump(desk_file) == before


def test_an_old_sqlite_is_told(desk_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "OLDEST_SQLITE", (99, 0, 0))
    with pytest.raises(DeskError, match="a desk needs"):
        open_store(desk_file, create=True)


def test_a_desk_that_another_program_writes_is_told(desk_file: Path, raw: sqlite3.Connection) -> None:
    raw.execute("BEGIN IMMEDIATE")
    with open_store(desk_file, wait_seconds=0.05) as second:
        with pytest.raises(DeskError, match="another program is writing to this desk"):
            second.put_dropped(sample_dropped())
        assert second.list_dropped() == []  # reading goes on
        raw.execute("ROLLBACK")
        second.put_dropped(sample_dropped())


def test_a_desk_that_is_locked_altogether_is_told(desk_file: Path) -> None:
    open_store(desk_file, create=True).close()
    with closing(sqlite3.connect(desk_file, isolation_level=None)) as raw:
        raw.execute("PRAGMA locking_mode = EXCLUSIVE")
        raw.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DeskError, match="another program is writing to this desk"):
            open_store(desk_file, wait_seconds=0.05)


def test_a_full_disk_is_told_and_leaves_the_desk_as_it_was(store: Store) -> None:
    one, _ = build_sample(store)
    before = store.counts()
    pages = store._connection.number("PRAGMA page_count")
    store._connection.run(f"PRAGMA max_page_count = {pages}")
    large = Page(locator="large.bin", media_type="text/plain", content=os.urandom(1_000_000))
    with pytest.raises(DeskError, match="the disk is full, and the desk is as it was before"):
        store.put_page(large)
    with pytest.raises(DeskError, match="the disk is full"), store.add():
        store.put_page(large)
    assert store.counts() == before
    assert store.get_reading(one.article_id) == sample_reading(one)
    store._connection.run("PRAGMA max_page_count = 1073741823")
    store.put_page(large)
    assert store.get_page(large.page_id) == large


def test_a_build_on_a_full_disk_leaves_the_last_build(store: Store) -> None:
    _one, other = build_sample(store)
    before = store.counts()
    store._connection.run(f"PRAGMA max_page_count = {store._connection.number('PRAGMA page_count')}")
    with pytest.raises(DeskError, match="the disk is full"):
        fill_build(store)
    assert store.counts() == before
    assert store.verify() == []
    assert store.get_reading(other.article_id) == sample_reading(other)


def fill_build(store: Store) -> None:
    with store.build():
        put_sample_reading(store, sample_article())
        store.put_page(Page(locator="large.bin", media_type="text/plain", content=os.urandom(1_000_000)))


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(28, "No space left on device"), "the disk is full"),
        (OSError(13, "Permission denied"), "Permission denied"),
    ],
)
def test_failures_of_the_operating_system_are_told(error: OSError, says: str) -> None:
    told = tell_failure(Path("desk.db"), error)
    assert isinstance(told, DeskError)
    assert says in str(told)
    assert "\n" not in str(told)


def test_a_python_without_full_text_search_is_told() -> None:
    told = tell_failure(Path("desk.db"), sqlite3.OperationalError("no such module: fts5"))
    assert "FTS5" in str(told)


def test_a_mistake_in_our_own_sql_stays_a_bug(store: Store) -> None:
    with pytest.raises(sqlite3.OperationalError, match="syntax"):
        store._connection.run("SELEKT 1")


def list_articles(path: Path) -> list[Article]:
    with open_store(path) as store:
        return store.list_articles()


def test_a_damaged_file_is_told(desk_file: Path) -> None:
    with open_store(desk_file, create=True) as store:
        build_sample(store)
    content = bytearray(desk_file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    desk_file.write_bytes(content)
    with pytest.raises(DeskError, match="the file is damaged"):
        list_articles(desk_file)


def test_a_build_that_fails_leaves_the_desk_as_it_was(desk_file: Path) -> None:
    with open_store(desk_file, create=True) as store:
        build_sample(store)
    before = dump(desk_file)
    with open_store(desk_file) as store, pytest.raises(KeyboardInterrupt), store.build():
        raise KeyboardInterrupt
    assert dump(desk_file) == before


def test_a_killed_build_leaves_the_desk_as_it_was(desk_file: Path) -> None:
    with open_store(desk_file, create=True) as store:
        one, other = build_sample(store)
    before = dump(desk_file)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    command = [sys.executable, "-c", KILLED_BUILD, str(desk_file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"half done\n"
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert dump(desk_file) == before
    with open_store(desk_file) as store:
        assert store.verify() == []
        assert store.get_reading(other.article_id) == sample_reading(other)
        with store.build():
            put_sample_reading(store, one)


def interrupt_addition(store: Store) -> None:
    with store.add():
        store.put_page(sample_page())
        raise KeyboardInterrupt


def test_an_addition_that_fails_adds_nothing(store: Store) -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupt_addition(store)
    assert store.counts().pages == 0


def test_a_build_replaces_everything_derived_and_nothing_else(store: Store) -> None:
    build_sample(store)
    before = store.counts()
    with store.build():
        pass
    after = store.counts()
    assert (after.pages, after.articles, after.dropped) == (before.pages, before.articles, before.dropped)
    assert (after.evidence, after.claims, after.mentions, after.meetings, after.entities) == (0, 0, 0, 0, 0)
    assert (after.copies, after.origins, after.quotations, after.times, after.unread) == (0, 0, 0, 0, 2)
    assert store.list_quotations(text="flight") == []


def test_two_desks_of_the_same_input_hold_the_same(tmp_path: Path) -> None:
    for name in ("one.db", "other.db"):
        with open_store(tmp_path / name, create=True) as store:
            build_sample(store)
    assert dump(tmp_path / "one.db") == dump(tmp_path / "other.db")


def test_articles_added_after_a_build_are_counted_as_unread(store: Store) -> None:
    one = put_sample(store)
    with store.build():
        put_sample_reading(store, one)
    assert store.counts().unread == 0
    put_sample(store, "visits/second.txt", COPY)
    assert store.counts().unread == 1
