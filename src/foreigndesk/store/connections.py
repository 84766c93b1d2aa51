"""The open file of a desk: statements, transactions, and failures told in one line."""

import errno
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from foreigndesk.errors import DeskError, EvidenceError

Row = tuple[Any, ...]
Values = Sequence[Any] | Mapping[str, Any]

_CONTRACT = {  # extended result codes of SQLite that mean: a row breaks the evidence contract
    "SQLITE_CONSTRAINT_TRIGGER": "",
    "SQLITE_CONSTRAINT_FOREIGNKEY": "a record points to words, an article or a record that the desk does not hold: ",
    "SQLITE_CONSTRAINT_NOTNULL": "a record comes without its words: ",
    "SQLITE_CONSTRAINT_CHECK": "a record breaks a rule of the desk: ",
}
_FAILURES = {  # primary result codes of SQLite and what helps
    "SQLITE_FULL": "the disk is full, and the desk is as it was before. Free some space and run the command again.",
    "SQLITE_BUSY": "another program is writing to this desk. Wait until it has ended and run the command again.",
    "SQLITE_LOCKED": "another program is writing to this desk. Wait until it has ended and run the command again.",
    "SQLITE_READONLY": "the desk cannot be written. Check the permissions of the file and its folder.",
    "SQLITE_CANTOPEN": "the file cannot be opened. Check that its folder exists and may be written.",
    "SQLITE_NOTADB": "this file is no desk. Name the folder of a desk with --desk.",
    "SQLITE_CORRUPT": "the file is damaged. Restore a copy, or build a new desk from the same articles.",
    "SQLITE_IOERR": "the disk could not be read or written. Check the disk and run the command again.",
    "SQLITE_TOOBIG": "a text is larger than a desk can hold (about 1 GB). Split it and add the parts.",
}


class Connection:
    """A connection to one desk file. Every failure of SQLite leaves it as a DeskError or EvidenceError."""

    def __init__(self, path: Path, *, wait_seconds: float) -> None:
        """Open ``path``; ``wait_seconds`` is how long a statement waits for another writer."""
        self.path = path
        with self._telling():
            self.raw = sqlite3.connect(path, timeout=wait_seconds, isolation_level=None)

    def close(self) -> None:
        """Close the file; an open transaction is undone."""
        with self._telling():
            self.raw.close()

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self.raw.in_transaction

    def run(self, statement: str, values: Values = ()) -> None:
        """Run one statement."""
        with self._telling():
            self.raw.execute(statement, values)

    def run_many(self, statement: str, rows: Iterable[Values]) -> None:
        """Run one statement for each of ``rows``."""
        with self._telling():
            self.raw.executemany(statement, rows)

    def rows(self, statement: str, values: Values = ()) -> list[Row]:
        """Return all rows of a query."""
        with self._telling():
            found: list[Row] = self.raw.execute(statement, values).fetchall()
            return found

    def each(self, statement: str, values: Values = ()) -> Iterator[Row]:
        """Yield the rows of a query one by one, for results too large to hold."""
        with self._telling():
            yield from self.raw.execute(statement, values)

    def row(self, statement: str, values: Values = ()) -> Row | None:
        """Return the first row of a query, or ``None``."""
        with self._telling():
            found: Row | None = self.raw.execute(statement, values).fetchone()
            return found

    def number(self, statement: str, values: Values = ()) -> int:
        """Return the one number that a query answers with."""
        found = self.row(statement, values)
        return int(found[0]) if found else 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all that is written inside, or nothing where anything inside fails."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            if self.raw.in_transaction:
                with self._telling():
                    self.raw.execute("ROLLBACK")
            raise

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            told = tell_failure(self.path, error)
            if told is error:
                raise
            raise told from error


def tell_failure(path: Path, error: sqlite3.Error | OSError) -> Exception:
    """Return ``error`` as a refusal that says what to do, or itself where it is a bug of ours."""
    if isinstance(error, OSError):
        code = "SQLITE_FULL" if error.errno in (errno.ENOSPC, errno.EDQUOT) else ""
        return DeskError(f"{path}: {_FAILURES.get(code) or error.strerror or error}")
    name = getattr(error, "sqlite_errorname", "")
    if name in _CONTRACT:
        return EvidenceError(f"{path}: refused by the desk: {_CONTRACT[name]}{error}")
    primary = "_".join(name.split("_")[:2])
    if primary in _FAILURES:
        return DeskError(f"{path}: {_FAILURES[primary]}")
    if "Could not decode to UTF-8" in str(error):
        return DeskError(f"{path}: {_FAILURES['SQLITE_CORRUPT']} To see where, run: foreigndesk verify")
    if "fts5" in str(error) and "no such module" in str(error):
        return DeskError(f"{path}: the SQLite of this Python has no FTS5. Use a Python from python.org, conda or uv.")
    return error
