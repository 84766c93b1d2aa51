"""Versions of the desk file: numbered migrations, and what to say of a file that does not fit."""

import sqlite3
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from foreigndesk.errors import DeskError
from foreigndesk.store.connections import Connection

APPLICATION_ID = 0x4644534B  # "FDSK": tells a desk from any other SQLite file
OLDEST_SQLITE = (3, 38, 0)  # STRICT tables came with 3.37, JSON functions in every build with 3.38


@cache
def list_migrations() -> tuple[str, ...]:
    """Return the SQL of each migration; the one at index ``n`` leads from version ``n`` to ``n + 1``."""
    folder = files("foreigndesk.store") / "migrations"
    found = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".sql")), key=lambda entry: entry.name)
    return tuple(entry.read_text(encoding="utf-8") for entry in found)


def prepare_schema(connection: Connection, *, create: bool) -> None:
    """Bring the desk to the current version; make the tables where the file is new and ``create`` is set.

    Raises DeskError for a file that is no desk, an empty one without ``create``, and a newer desk.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise DeskError(f"The SQLite of this Python is {sqlite3.sqlite_version}; a desk needs 3.38 or newer.")
    version = _read_version(connection, create=create)
    if version == len(list_migrations()):
        return
    if version == 0:
        connection.run("PRAGMA journal_mode = WAL")  # cannot be set inside a transaction
    with connection.transaction():
        # read again: another program may have come first
        for migration in list_migrations()[_read_version(connection, create=create) :]:
            for statement in _split_statements(migration):
                connection.run(statement)
        connection.run(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.run(f"PRAGMA user_version = {len(list_migrations())}")


def _read_version(connection: Connection, *, create: bool) -> int:
    version, newest = connection.number("PRAGMA user_version"), len(list_migrations())
    application_id = connection.number("PRAGMA application_id")
    if application_id == 0 and connection.number("SELECT count(*) FROM sqlite_schema") == 0 and version == 0:
        if create:
            return 0
        raise DeskError(f"{connection.path}: the file is empty. Make a desk with: foreigndesk add PATH")
    if application_id != APPLICATION_ID:
        raise DeskError(f"{connection.path}: this file is no desk. Name the folder of a desk with --desk.")
    if not 1 <= version <= newest:
        raise DeskError(
            f"{connection.path}: the desk has version {version}, this program reads up to {newest}. "
            "Install a newer foreigndesk: pip install --upgrade foreigndesk"
        )
    return version


def _split_statements(script: str) -> Iterator[str]:
    """Yield each statement of ``script``: a trigger holds semicolons, so SQLite says where one ends."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
