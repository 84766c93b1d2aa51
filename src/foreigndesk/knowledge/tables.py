"""Reading of the tables in ``knowledge/data``: tab-separated, headed by comments, every row with its source."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from foreigndesk.errors import KnowledgeError
from foreigndesk.records.facts import Period

Row = Mapping[str, str]

LIST_SEPARATOR = " | "
_DAYS_IN_DATE, _DAYS_IN_MONTH, _DAYS_IN_YEAR = 10, 7, 4  # lengths of YYYY-MM-DD, YYYY-MM, YYYY


def data_folder() -> Traversable:
    """Return the folder of the packaged tables."""
    return files("foreigndesk.knowledge") / "data"


@cache
def read_table(name: str) -> tuple[Row, ...]:
    """Return the rows of ``knowledge/data/<name>.tsv`` in order; a cell that is missing or empty is ``""``.

    Raises KnowledgeError where a row has another number of cells than the header.
    """
    text = data_folder().joinpath(*f"{name}.tsv".split("/")).read_text(encoding="utf-8")
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip() and not line.startswith("# ")]
    if not lines:
        raise KnowledgeError(f"{name}.tsv: no header row")
    header = lines[0][1].split("\t")
    return tuple(_read_row(name, header, number, line=line) for number, line in lines[1:])


def _read_row(name: str, header: list[str], number: int, *, line: str) -> Row:
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) != len(header):
        raise KnowledgeError(f"{name}.tsv, line {number}: {len(cells)} cells where the header has {len(header)}")
    return dict(zip(header, cells, strict=True))


def list_tables(folder: str) -> Iterator[str]:
    """Yield the names (for ``read_table``) of the tables in a sub-folder, in order."""
    for entry in sorted(data_folder().joinpath(folder).iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".tsv"):
            yield f"{folder}/{entry.name.removesuffix('.tsv')}"


def read_list(cell: str) -> tuple[str, ...]:
    """Return the parts of a cell that holds a list."""
    return tuple(part.strip() for part in cell.split(LIST_SEPARATOR.strip()) if part.strip())


def read_period(row: Row) -> Period:
    """Return the period of a row from its cells ``from`` and ``to``, as wide as their precision allows."""
    precision = min((_precision(row.get(key, "")) for key in ("from", "to")), key=_COARSEST_FIRST.index)
    return Period(first=_first_day(row.get("from", "")), last=_last_day(row.get("to", "")), precision=precision)


_COARSEST_FIRST = ["year", "month", "day"]


def _precision(cell: str) -> str:
    return {_DAYS_IN_YEAR: "year", _DAYS_IN_MONTH: "month"}.get(len(cell), "day")


def _first_day(cell: str) -> date | None:
    if not cell:
        return None
    return date.fromisoformat(cell + "-01-01"[len(cell) - _DAYS_IN_YEAR :])


def _last_day(cell: str) -> date | None:
    if not cell:
        return None
    if len(cell) == _DAYS_IN_DATE:
        return date.fromisoformat(cell)
    year, month = (int(cell[:4]), int(cell[5:7])) if len(cell) == _DAYS_IN_MONTH else (int(cell), 12)
    return date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)
