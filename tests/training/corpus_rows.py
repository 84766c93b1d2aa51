"""Rows for the tests, read from the notation as files are."""

from pathlib import Path

from training.reading import read_text
from training.rows import Row

HERE = Path("corpus.txt")


def read_rows(*rows: str, path: Path = HERE) -> list[Row]:
    """Return the rows of a text without faults; label lines are joined with " | "."""
    text = "\n\n".join(row.replace(" | ", "\n| ") for row in rows)
    reading = read_text(text, path)
    assert not reading.faults, reading.faults
    return list(reading.rows)


def faults_of(text: str) -> list[str]:
    """Return the faults of a text as line and message."""
    return [f"{fault.line}: {fault.says}" for fault in read_text(text, HERE).faults]
