"""What the command line shows: tables for people on standard output, progress on standard error."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from foreigndesk.views.plain import Plain

if TYPE_CHECKING:
    from rich.console import Console

    from foreigndesk.app.adding import Tell
    from foreigndesk.views.reasons import Reason

INDENT = (0, 0, 0, 6)  # of words that are cited below a line: top, right, bottom, left


def console() -> "Console":
    """Return the console for standard output."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False, width=None if sys.stdout.isatty() else _columns())


def _columns() -> int:
    import os

    return int(os.environ.get("COLUMNS", "0") or 0) or 120


def count(number: int, noun: str) -> str:
    """Return "1 article", "2 articles"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def say(message: str) -> None:
    """Write a line about what was done to standard error."""
    print(message, file=sys.stderr)  # noqa: T201


def write(text: str) -> None:
    """Write text to standard output as it stands."""
    sys.stdout.write(text)


def dump_json(value: Plain) -> str:
    """Return a JSON value as indented text."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def write_json(value: Plain) -> None:
    """Write a JSON value to standard output."""
    write(dump_json(value))


def write_table(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], *, whole: Sequence[str] = ("id",)
) -> None:
    """Write a table; cells are plain text, those of the columns ``whole`` are never broken."""
    from rich.box import SIMPLE_HEAD
    from rich.markup import escape
    from rich.table import Table

    table = Table(title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column in whole)
    for row in rows:
        table.add_row(*(escape(cell) for cell in row))
    console().print(table)


def write_reasons(reasons: "Iterable[Reason]") -> None:
    """Write reasons as an indented list, with the words in their sentence."""
    from rich.padding import Padding
    from rich.text import Text

    out = console()
    for reason in reasons:
        head = Text(f"- {reason.says}") + Text(f"  [{reason.fact}]" if reason.fact else "", style="dim")
        out.print(Padding(head, (0, 0, 0, 2)))
        if reason.words:
            cited = Text(reason.before or "", style="dim")
            cited.append(reason.words, style="bold not dim").append(reason.after or "", style="dim")
            out.print(Padding(cited, INDENT))
            out.print(Padding(Text(reason.locator or "", style="dim italic"), INDENT))


@contextmanager
def progress(what: str) -> "Iterator[Tell]":
    """Show progress on standard error while the block runs; silent where that is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(what, total=None)

        def tell(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of)

        yield tell
