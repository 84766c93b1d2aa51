"""Tables of text: CSV, TSV, JSON lines and lists of JSON objects, row by row."""

import csv
import io
import json
from collections.abc import Iterator

from foreigndesk.records.articles import Dropped, DropReason
from foreigndesk.records.inputs import ReadingOptions
from foreigndesk.sources.decoding import name_encoding
from foreigndesk.sources.files import File, Found, drop
from foreigndesk.sources.rows import MOST_LETTERS, Row, read_rows

TABLE_ENDINGS = {".csv": None, ".tsv": "\t", ".tab": "\t"}
LINE_ENDINGS = (".jsonl", ".ndjson", ".jsonlines")
MOST_JSON_BYTES = 50_000_000  # of one JSON document, which must be in memory as a whole, at ten times its size
_SAMPLE_BYTES = 1_000_000  # from which the encoding of the whole is told
_DELIMITERS = ",;\t|"
_MOST_CELL_LETTERS = 5_000_000  # a longer cell comes from a quotation mark that is never closed
_OFTEN_BROKEN = (
    "a quotation mark is opened in this line and never closed, or stands inside a cell; double it or remove it"
)


def read_table(file: File, options: ReadingOptions) -> Iterator[Found] | None:
    """Return a page or the reason against it for each row of a CSV or TSV file; ``None`` for other files."""
    if file.ending not in TABLE_ENDINGS:
        return None
    return _read_table(file, options)


def read_json(file: File, options: ReadingOptions) -> Iterator[Found] | None:
    """Return the same for each line of a JSON lines file, or each object of a JSON list; ``None`` for other files."""
    first = file.head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    is_lines = first == b"{" and _begins_with_object_line(file.head, is_document=file.ending == ".json")
    if file.ending in LINE_ENDINGS or is_lines:
        return read_rows(file, _read_lines(file), options)
    if file.ending in ("", ".json") and first in (b"{", b"["):
        return read_rows(file, _read_list(file), options)
    return None


def load_json(file: File) -> object:
    """Return the JSON value of a whole file.

    Raises ValueError where it is too large, nested too deeply, or none.
    """
    content = file.stream.read(MOST_JSON_BYTES + 1)
    if len(content) > MOST_JSON_BYTES:
        raise ValueError(f"more than {MOST_JSON_BYTES:,} bytes in one JSON document; write one object a line (.jsonl)")
    try:
        return json.loads(content.decode(name_encoding(content[:_SAMPLE_BYTES]), "replace"))
    except RecursionError:
        raise ValueError("nested too deeply") from None


def open_text(file: File) -> io.TextIOWrapper:
    """Return a file as text; bytes that do not fit its encoding become lone surrogates, line ends stay."""
    encoding = name_encoding(file.stream.peek(_SAMPLE_BYTES)[:_SAMPLE_BYTES])
    errors = "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
    return io.TextIOWrapper(file.stream, encoding=encoding, errors=errors, newline="")


def _begins_with_object_line(head: bytes, *, is_document: bool) -> bool:
    """Return whether the first line is a JSON object; a ``.json`` file of only one line is a document, not lines."""
    line, end, rest = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    if is_document and not rest.strip():
        return False
    if not end:
        return line.startswith(b'{"') and b'":' in line.replace(b" ", b"")
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _read_lines(file: File) -> Iterator[Row | Dropped]:
    text = open_text(file)
    number = 0
    while line := text.readline(MOST_LETTERS + 1):
        number += 1
        locator = f"{file.locator}#row={number}"
        if len(line) > MOST_LETTERS:
            _skip_line(text, line)
            yield drop(locator, DropReason.TOO_LARGE, f"a line of more than {MOST_LETTERS:,} letters; split it")
        elif line.strip():
            yield _read_object(line, locator)


def _skip_line(text: io.TextIOWrapper, line: str) -> None:
    while line and not line.endswith(("\n", "\r")):
        line = text.readline(MOST_LETTERS)


def _read_object(line: str, locator: str) -> Row | Dropped:
    try:
        value = json.loads(line)
    except ValueError as reason:
        return drop(locator, DropReason.BROKEN_ROW, f"not JSON ({str(reason)[:100]}); write one object a line")
    except RecursionError:
        return drop(locator, DropReason.BROKEN_ROW, "JSON nested too deeply; write one flat object a line")
    return _as_row(value, locator)


def _as_row(value: object, locator: str) -> Row | Dropped:
    if not isinstance(value, dict):
        kind = type(value).__name__
        return drop(locator, DropReason.BROKEN_ROW, f"not a JSON object but a {kind}; write one object an article")
    return Row(locator=locator, kind="json key", cells=value)


def _read_list(file: File) -> Iterator[Row | Dropped]:
    try:
        value = load_json(file)
    except ValueError as reason:
        yield drop(file.locator, DropReason.UNREADABLE, f"not JSON: {str(reason)[:120]}")
        return
    listed = _find_list(value)
    if not listed:
        yield drop(file.locator, DropReason.EMPTY, "an empty JSON list")
    for number, part in enumerate(listed, 1):
        yield _as_row(part, f"{file.locator}#row={number}")


def _find_list(value: object) -> list[object]:
    """Return the list that a JSON document is or wraps ({"articles": [...]}), or the one object that it is."""
    if isinstance(value, list):
        return value
    lists = (
        [v for v in value.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        if isinstance(value, dict)
        else []
    )
    return lists[0] if len(lists) == 1 else [value]


class _Lines:
    """The physical lines of a table, with those of the row that is being read kept to be read again."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._again: list[str] = []
        self.of_row: list[str] = []
        self._letters = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else self._text.readline(_MOST_CELL_LETTERS)
        if not line:
            raise StopIteration
        self.of_row.append(line)
        self._letters += len(line)
        if self._letters > _MOST_CELL_LETTERS and len(self.of_row) > 1:
            raise csv.Error("a cell without end")
        return line

    def end_row(self) -> None:
        """Forget the lines of the row that was read."""
        self.of_row, self._letters = [], 0

    def give_back(self) -> str:
        """Return the first line of the row that could not be read, and let the others be read again."""
        first, *others = self.of_row
        self._again += reversed(others)
        self.end_row()
        return first


def _read_table(file: File, options: ReadingOptions) -> Iterator[Found]:
    text = open_text(file)
    lines = _Lines(text)
    csv.field_size_limit(MOST_LETTERS)
    first = next(iter(lines), "")
    delimiter = TABLE_ENDINGS[file.ending] or max(_DELIMITERS, key=first.count)
    header = next(csv.reader([first], delimiter=delimiter), [])
    lines.end_row()
    if not any(name.strip() for name in header):
        yield drop(file.locator, DropReason.EMPTY, "a table without a first line that names its columns")
        return
    rows = _read_cells(file, lines, header, delimiter=delimiter)
    found = read_rows(file, rows, options)
    yield from _once_without_text(file, found)


def _once_without_text(file: File, found: Iterator[Found]) -> Iterator[Found]:
    """Yield what was found, but of a table without a column for the text only one item: no row of it is read."""
    is_bare = True
    for item in found:
        is_bare = False
        if isinstance(item, Dropped) and item.reason is DropReason.NO_TEXT_COLUMN:
            yield drop(file.locator, item.reason, item.detail)
            return
        yield item
    if is_bare:
        yield drop(file.locator, DropReason.EMPTY, "a table without rows")


def _read_cells(file: File, lines: _Lines, header: list[str], *, delimiter: str) -> Iterator[Row | Dropped]:
    """Yield the rows; one that is broken costs its first line, and the next line is read as a row again."""
    names = _distinct(header)
    kind = "tsv column" if delimiter == "\t" else "csv column"
    number = 1  # the row of the header, so that numbers are those that a spreadsheet shows
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        number += 1
        locator = f"{file.locator}#row={number}"
        try:
            cells = next(reader, None)
        except csv.Error:
            first = lines.give_back()
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            cells = _read_leniently(first, delimiter)
            if len(cells) != len(header):
                yield drop(locator, DropReason.BROKEN_ROW, _OFTEN_BROKEN)
                continue
        else:
            lines.end_row()
        if cells is None:
            return
        if not cells:
            continue
        if len(cells) != len(header):
            detail = (
                f"{len(cells)} cells where the first line names {len(header)}; put cells with commas in quotation marks"
            )
            yield drop(locator, DropReason.BROKEN_ROW, detail)
            continue
        yield Row(locator=locator, kind=kind, cells=dict(zip(names, cells, strict=True)))


def _read_leniently(line: str, delimiter: str) -> list[str]:
    """Return the cells of a line with quotation marks inside them, none where a cell does not end with the line."""
    try:
        next(csv.reader([line], delimiter=delimiter, strict=True), [])
    except csv.Error as reason:
        if "end of data" in str(reason):
            return []
    return next(csv.reader([line], delimiter=delimiter), [])


def _distinct(header: list[str]) -> list[str]:
    """Return the names of columns, numbered from the second of the same name on."""
    seen: dict[str, int] = {}
    names = []
    for cell in header:
        name = cell.strip().lstrip("\ufeff")
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}.{seen[name]}")
    return names
