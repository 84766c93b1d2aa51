"""The whole corpus: what people wrote, and the rows from templates."""

from collections.abc import Sequence
from pathlib import Path

from training.checks import is_second
from training.frames import make_templates, templates_for
from training.reading import find_files, read_files, read_text
from training.rows import Reading, Row

FOLDER = Path(__file__).resolve().parent
TEMPLATES = FOLDER.parent / "build" / "training" / "templates.txt"  # where tools/corpus templates writes them


def read_corpus(paths: Sequence[Path] = ()) -> Reading:
    """Return the rows of files or folders; without any those of the corpus, also those from templates."""
    reading = read_written(paths)
    if paths:
        return reading
    made = read_text(make_templates(templates_for(len(first_reader(reading)))), TEMPLATES)
    return Reading(rows=(*reading.rows, *made.rows), faults=(*reading.faults, *made.faults))


def read_written(paths: Sequence[Path] = ()) -> Reading:
    """Return the rows that stand in files, also those of the second reader."""
    return read_files(find_files(paths or [FOLDER]))


def first_reader(reading: Reading) -> list[Row]:
    """Return the rows without those of the second reader."""
    return [row for row in reading.rows if not is_second(row.path)]
