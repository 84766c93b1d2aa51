"""The demonstration: a desk of the example articles, and what comes out of it."""

import os
from pathlib import Path

from foreigndesk.app.commands import articles, meetings, show_added, show_built
from foreigndesk.app.desk import DESK_FILE, open_desk
from foreigndesk.app.examples import find_examples
from foreigndesk.app.outputs import brief
from foreigndesk.app.terminal import progress, say, write_json
from foreigndesk.errors import InputError
from foreigndesk.views.listings import list_meeting_rows
from foreigndesk.views.plain import to_plain

DEMO_MARK = ".demonstration"  # tells a desk that the demonstration made, which it may replace


def demo(folder: Path, *, as_json: bool) -> None:
    """Build a desk from the example articles and show articles, meetings and a brief.

    Raises InputError where ``folder`` holds a desk that the demonstration did not make.
    """
    _clear_demo(folder)
    examples = find_examples()
    with open_desk(folder / DESK_FILE, create=True) as desk, progress("reading") as tell:
        added = desk.add([examples], tell=tell)
        built = desk.build(workers=os.cpu_count() or 1, tell=tell)
        rows = list_meeting_rows(desk.dossier())
    (folder / DEMO_MARK).touch()
    page = folder / "brief.html"
    if as_json:
        write_json({"added": to_plain(added), "built": to_plain(built), "meetings": list(rows), "brief": str(page)})
    else:
        show_added(added)
        show_built(built)
        articles(folder, as_json=False, jsonl=False)
        meetings(folder, status="reported", who=None, as_json=False)
    brief(folder, output=page, title="Demonstration")
    if not as_json:
        brief(folder, output=None, title="Brief, the short form", is_short=True)
        say(_next_steps(folder))


def _clear_demo(folder: Path) -> None:
    """Remove the desk of an earlier demonstration; a desk of the user's own stays."""
    desk = folder / DESK_FILE
    if desk.exists() and not (folder / DEMO_MARK).exists():
        raise InputError(f"{folder} holds a desk of yours. Name another folder for the demonstration.")
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is no folder. Name one for the demonstration.")
    for suffix in ("", "-wal", "-shm"):
        desk.with_name(desk.name + suffix).unlink(missing_ok=True)


def _next_steps(folder: Path) -> str:
    return (
        f"\nOpen {folder / 'brief.html'} in a browser: the whole brief, each sentence leads to its words.\n"
        f"Go on with: foreigndesk --desk {folder} why ID · quotations · show ID · brief · export --jsonl"
    )
