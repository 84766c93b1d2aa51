"""Rows for a second reader: chosen by their words alone, shown without labels."""

import hashlib
from collections.abc import Iterable

from training.checks import normalise
from training.rows import Row


def choose_rows(rows: Iterable[Row], number: int) -> list[Row]:
    """Return ``number`` rows written by people (all where there are fewer), in an order that chance gave once.

    The choice hangs on the words of each sentence only, so another order of files gives the same rows.
    """
    written = [row for row in rows if not row.is_template]
    return sorted(written, key=row_id)[:number]


def row_id(row: Row) -> str:
    """Return eight hexadecimal digits made from the words of the sentence."""
    return hashlib.blake2b(normalise(row.text).encode(), digest_size=4).hexdigest()


def write_plain(rows: Iterable[Row]) -> str:
    """Return the sentences without labels as a file that can be marked up: a line with the id before each."""
    return "\n".join(f"# {row_id(row)}\n{row.text}\n" for row in rows)
