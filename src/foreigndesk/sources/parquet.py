"""Rows of Parquet tables. The library that reads them is large, so it is an extra."""

from collections.abc import Iterator
from typing import Any

from foreigndesk.records.articles import DropReason
from foreigndesk.records.inputs import ReadingOptions
from foreigndesk.sources.files import File, Found, drop
from foreigndesk.sources.rows import Row, choose_columns, read_rows

_BATCH_ROWS = 256


def read_parquet(file: File, options: ReadingOptions) -> Iterator[Found] | None:
    """Return a page or the reason against it for each row of a Parquet table; ``None`` for other files."""
    if not file.head.startswith(b"PAR1"):
        return None
    return _read_table(file, options)


def _read_table(file: File, options: ReadingOptions) -> Iterator[Found]:
    try:
        from pyarrow import ArrowException, parquet
    except ImportError:
        detail = "reading Parquet needs pyarrow, which is not installed: pip install 'foreigndesk[parquet]'"
        yield drop(file.locator, DropReason.MISSING_PART, detail)
        return
    if file.open_again is None:
        yield drop(file.locator, DropReason.NESTED, "a Parquet table inside a packed file; unpack it and add that")
        return
    try:
        with file.open_again() as stream:
            table = parquet.ParquetFile(stream)
            columns = choose_columns(tuple(table.schema_arrow.names), options)
            if isinstance(columns, str):
                yield drop(file.locator, DropReason.NO_TEXT_COLUMN, columns)
                return
            wanted = [column for _, column in columns.of]
            yield from read_rows(file, _read_batches(file, table, wanted), options)
    except (ArrowException, OSError, ValueError) as reason:
        detail = f"a damaged Parquet table ({' '.join(str(reason).split())[:100]}); export it anew"
        yield drop(file.locator, DropReason.UNREADABLE, detail)


def _read_batches(file: File, table: Any, wanted: list[str]) -> Iterator[Row]:  # pyarrow has no types
    number = 0
    for batch in table.iter_batches(batch_size=_BATCH_ROWS, columns=wanted):
        for cells in batch.to_pylist():
            number += 1
            yield Row(locator=f"{file.locator}#row={number}", kind="parquet column", cells=cells)
    if number == 0:
        raise ValueError("a table without rows")
