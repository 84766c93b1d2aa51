"""Taking in: what ``add`` and ``status`` do and show."""

import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from foreigndesk.app.adding import AddReport
from foreigndesk.app.desk import DESK_FILE, find_desk, open_desk
from foreigndesk.app.terminal import count, progress, say, write_json, write_table
from foreigndesk.errors import InputError
from foreigndesk.records.articles import Dropped
from foreigndesk.records.inputs import ReadingOptions
from foreigndesk.store.pages import FileCount
from foreigndesk.views.plain import Plain, to_plain

SHOWN_ROWS = 60  # of long lists on a terminal; --json has all


def add(folder: Path | None, paths: list[Path], *, options: ReadingOptions | None = None, as_json: bool) -> None:
    """Add files and folders and say what was kept and dropped, and what was guessed."""
    from foreigndesk.sources.characters import printable
    from foreigndesk.sources.formats import check_format

    check_format(options or ReadingOptions())
    try:
        path = find_desk(folder)
    except InputError:
        path = Path.cwd() / DESK_FILE
    missing = [printable(str(p)) for p in paths if str(p) != "-" and not os.path.lexists(p)]
    if missing:
        raise InputError(f"no such file or folder: {', '.join(missing)}. Nothing was added.")
    with open_desk(path, create=True) as desk, progress("reading") as tell:
        report = desk.add(paths, options=options, stream=sys.stdin.buffer, tell=tell)
    if as_json:
        write_json(to_plain(report))
    else:
        show_added(report)


def show_added(report: AddReport) -> None:
    """Say what was read, guessed and renewed, and list what was dropped."""
    for guess in report.guesses[:SHOWN_ROWS]:
        say(f"{guess.locator}: {guess.says}")
    say(
        f"{report.read} read: {report.kept} kept, {report.already_there} already there, {len(report.dropped)} dropped"
        + ("" if report.kept == 0 else ". Next: foreigndesk build")
    )
    if report.renewed:
        say(f"{count(report.renewed, 'article')} already there came with other facts, which are kept now")
    _show_dropped(report.dropped)


def _show_dropped(dropped: Sequence[Dropped]) -> None:
    """Show what was dropped: numbers by reason, and the items where they are not too many for a table."""
    if not dropped:
        return
    if len(dropped) > SHOWN_ROWS:
        by_reason = Counter(d.reason.value for d in dropped)
        write_table("Dropped", ("reason", "number"), [(reason, f"{n:,}") for reason, n in sorted(by_reason.items())])
    title = "" if len(dropped) > SHOWN_ROWS else "Dropped"
    write_table(title, ("file", "reason", "detail"), [_dropped_cells(d) for d in dropped[:SHOWN_ROWS]])
    if len(dropped) > SHOWN_ROWS:
        say(f"and {len(dropped) - SHOWN_ROWS:,} more: foreigndesk status --json")


def _dropped_cells(dropped: Dropped) -> tuple[str, str, str]:
    return dropped.locator, dropped.reason.value, dropped.detail


def status(folder: Path | None, *, as_json: bool) -> None:
    """Show counts, and what was read, kept and dropped by reason and by file."""
    with open_desk(find_desk(folder)) as desk:
        counts, dropped, files = desk.store.counts(), desk.store.list_dropped(), desk.store.count_files()
    by_reason = dict(sorted(Counter(d.reason.value for d in dropped).items()))
    if as_json:
        write_json(
            {
                "counts": to_plain(asdict(counts)),
                "read": counts.articles + len(dropped),
                "kept": counts.articles,
                "reasons": to_plain(by_reason),
                "files": [_file_row(file) for file in files],
                "dropped": [to_plain(d) for d in dropped],
            }
        )
        return
    rows = [(name.replace("_", " "), f"{number:,}") for name, number in asdict(counts).items()]
    write_table("Desk", ("what", "number"), [("read", f"{counts.articles + len(dropped):,}"), *rows])
    _show_files(files)
    if dropped:
        write_table("Dropped", ("reason", "number"), [(reason, f"{n:,}") for reason, n in by_reason.items()])
        write_table("", ("file", "reason", "detail"), [_dropped_cells(d) for d in dropped[:SHOWN_ROWS]])
    if len(dropped) > SHOWN_ROWS:
        say(f"and {len(dropped) - SHOWN_ROWS:,} more that were dropped: foreigndesk status --json")
    if counts.unread:
        say(f"{count(counts.unread, 'article')} came after the last build. Next: foreigndesk build")


def _file_row(file: FileCount) -> Plain:
    return {
        "file": file.file,
        "read": file.kept + file.dropped,
        "kept": file.kept,
        "dropped": file.dropped,
        "reasons": to_plain(file.reasons),
    }


def _show_files(files: list[FileCount]) -> None:
    """Show what was read of each file and folder, those with most dropped first where they are many."""
    shown = sorted(files, key=lambda f: (-f.dropped, f.file))[:SHOWN_ROWS] if len(files) > SHOWN_ROWS else files
    cells = [
        (f.file, f"{f.kept + f.dropped:,}", f"{f.kept:,}", ", ".join(f"{n:,} {r}" for r, n in f.reasons.items()))
        for f in shown
    ]
    if cells:
        write_table("Files and folders", ("file", "read", "kept", "dropped"), cells)
    if len(files) > SHOWN_ROWS:
        say(f"and {len(files) - SHOWN_ROWS:,} more: foreigndesk status --json")
