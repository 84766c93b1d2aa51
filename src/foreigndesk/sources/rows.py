"""Rows of tables and objects of JSON as pages: which column is what, and what each states."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from foreigndesk.knowledge.containers import ContainerKind, container_keys
from foreigndesk.records.articles import Dropped, DropReason, Page, StatedFact
from foreigndesk.records.inputs import Guess, ReadingOptions
from foreigndesk.records.stated_days import read_stated_moment
from foreigndesk.sources.characters import one_line
from foreigndesk.sources.files import File, Item, drop

MOST_LETTERS = 20_000_000  # of one row, the same as for one file
_LONGEST_FACT = 2_000  # letters; a longer cell is no title, name, date or address
_SHOWN_COLUMNS = 12
_SHOWN_LETTERS = 40
_FIELDS = ("text", "html", "title", "published", "updated", "publisher", "byline", "canonical_url", "id")
_OPTIONS = {  # field: (attribute of the options, option of the command line)
    "text": ("text_column", "--text-column"),
    "title": ("title_column", "--title-column"),
    "published": ("date_column", "--date-column"),
    "publisher": ("publisher_column", "--publisher-column"),
    "canonical_url": ("url_column", "--url-column"),
    "id": ("id_column", "--id-column"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which column holds which field (pairs of field and column), and which of these the user did not name."""

    of: tuple[tuple[str, str], ...]
    guessed: tuple[str, ...]

    def column(self, field: str) -> str | None:
        """Return the column of a field."""
        return next((column for name, column in self.of if name == field), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: where it is, what its container calls its cells (``csv column``), and the cells."""

    locator: str
    kind: str
    cells: Mapping[str, object]


def choose_columns(names: tuple[str, ...], options: ReadingOptions) -> Columns | str:
    """Return which column is what, or why the text cannot be found among ``names``.

    A column that the user named is taken as it is spelled, others by their names in the table
    ``container_facts``. A column named by the user that a table does not have is a reason only for the text.
    """
    plain = {_plain(name): name for name in reversed(names)}
    chosen: list[tuple[str, str]] = []
    guessed: list[str] = []
    for field in _FIELDS:
        attribute, option = _OPTIONS.get(field, ("", ""))
        named = getattr(options, attribute) if attribute else None
        if named is not None and named in names:
            chosen.append((field, named))
        elif named is not None and field == "text":
            return f'no column "{named}" (found: {_list(names)}). Name it with {option}'
        elif named is None and not (field == "html" and options.text_column is not None):
            found = next((plain[key] for key in container_keys(ContainerKind.TABLE, field) if key in plain), None)
            taken = {column for _, column in chosen}
            if found is not None and found not in taken:
                chosen.append((field, found))
                guessed.append(field)
    if not {"text", "html"} & {field for field, _ in chosen}:
        return f"no column looks like the text of articles (found: {_list(names)}). Name it with --text-column"
    return Columns(of=tuple(chosen), guessed=tuple(guessed))


def tell_guess(file: File, columns: Columns) -> Guess | None:
    """Return what was guessed of the columns of a file, or ``None`` where the user named them all."""
    if not columns.guessed:
        return None
    said = {"published": "date", "canonical_url": "URL"}
    listed = ", ".join(f'{said.get(f, f)} from "{_short(columns.column(f) or "")}"' for f in columns.guessed)
    return Guess(locator=file.locator, says=f"{listed}; guessed by name. Name others with --text-column and the like")


def read_row(row: Row, columns: Columns) -> Page | Dropped:
    """Return the page of one row, or why it is no article."""
    for field, media_type in (("text", "text/plain"), ("html", "text/html")):
        column = columns.column(field)
        words = _words(row.cells.get(column)) if column else ""
        if words.strip():
            return _make_page(row, columns, words=words, media_type=media_type)
    named = columns.column("text") or columns.column("html") or ""
    return drop(row.locator, DropReason.EMPTY, f'no text in {row.kind} "{_short(named)}"')


def _make_page(row: Row, columns: Columns, *, words: str, media_type: str) -> Page | Dropped:
    if len(words) > MOST_LETTERS:
        detail = f"{len(words):,} letters in one {row.kind}; the limit is {MOST_LETTERS:,}. Split it into articles"
        return drop(row.locator, DropReason.TOO_LARGE, detail)
    if any("\ud800" <= letter <= "\udfff" for letter in words):
        detail = "its bytes fit no character encoding that the rest of the file fits; save the file as UTF-8"
        return drop(row.locator, DropReason.UNDECODABLE, detail)
    stated = tuple(
        fact
        for field, column in columns.of
        if field not in ("text", "html") and (fact := make_fact(field, row.cells.get(column), f'{row.kind} "{column}"'))
    )
    return Page(locator=row.locator, media_type=media_type, content=words.encode("utf-8"), stated=stated)


def make_fact(field: str, value: object, origin: str) -> StatedFact | None:
    """Return what a container states, or ``None`` where it says nothing. A date becomes an ISO date.

    A date of which not all of day, month and year can be read for sure is kept as ``dated``, as it stands.
    """
    words = one_line(_words(value))
    if not words or len(words) > _LONGEST_FACT:
        return None
    origin = one_line(origin)
    if field not in ("published", "updated"):
        return StatedFact(field=field, value=words, origin=origin)
    day = read_stated_moment(words)
    if day is None:
        return StatedFact(field="dated", value=words, origin=origin)
    return StatedFact(field=field, value=day, origin=origin)


def read_rows(file: File, rows: Iterator[Row | Dropped], options: ReadingOptions) -> Iterator[Item]:
    """Yield a page or the reason against it for each row, and before the first what was guessed of its columns.

    Rows may have different columns, as JSON objects do.
    """
    known: dict[tuple[str, ...], Columns | str] = {}
    told: set[str] = set()
    for row in rows:
        if isinstance(row, Dropped):
            yield row
            continue
        names = tuple(row.cells)
        if names not in known:
            known = known if len(known) < MOST_SHAPES else {}
            known[names] = choose_columns(names, options)
        columns = known[names]
        if isinstance(columns, str):
            yield drop(row.locator, DropReason.NO_TEXT_COLUMN, columns)
            continue
        guess = tell_guess(file, columns)
        text = columns.column("text") or columns.column("html") or ""
        if guess and text not in told:
            told.add(text)
            yield guess
        yield read_row(row, columns)


MOST_SHAPES = 1_000  # sets of keys of which the columns are remembered


def _words(value: object) -> str:
    """Return the words of a cell: names of a list joined, days in ISO form, nothing for what is none."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, int | float):
        return json.dumps(value)
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, (_words(part) for part in value[:20] if not isinstance(part, list | tuple))))
    if isinstance(value, Mapping):
        return next((v for key in ("name", "value", "text") if isinstance(v := value.get(key), str)), "")
    return ""


def _plain(name: str) -> str:
    return name.strip().lstrip("\ufeff").casefold().replace(" ", "_").replace("-", "_").replace(".", "_")


def _list(names: tuple[str, ...]) -> str:
    shown = ", ".join(_short(name) for name in names[:_SHOWN_COLUMNS])
    return shown + (f" and {len(names) - _SHOWN_COLUMNS} more" if len(names) > _SHOWN_COLUMNS else "")


def _short(name: str) -> str:
    words = one_line(name)
    return words if len(words) <= _SHOWN_LETTERS else words[:_SHOWN_LETTERS] + "…"
