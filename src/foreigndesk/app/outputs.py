"""What goes into files: the brief and the exports."""

import json
from pathlib import Path

from foreigndesk.app.commands import chosen_desk
from foreigndesk.app.terminal import dump_json, say, write
from foreigndesk.errors import InputError
from foreigndesk.views.plain import to_plain

PAGES = frozenset({".html", ".htm"})  # endings for which the brief is a page


def brief(
    folder: Path | None, *, output: Path | None, title: str, is_short: bool = False, as_json: bool = False
) -> None:
    """Write the brief as text, as a page, or as JSON; or its digest."""
    from foreigndesk.views.brief import make_brief, write_brief_text
    from foreigndesk.views.brief_digest import write_brief_digest
    from foreigndesk.views.brief_html import write_brief_html

    _check_ending(output, PAGES | {".md", ".txt", ".json"})
    with chosen_desk(folder) as desk:
        dossier = desk.dossier()
    made = make_brief(dossier, title=title)
    if as_json:
        text = dump_json(to_plain(made))
    elif is_short:
        text = write_brief_digest(made)
    elif output is not None and output.suffix.lower() in PAGES:
        text = write_brief_html(made, dossier)
    else:
        text = write_brief_text(made)
    _put_out(text, output)


def _check_ending(output: Path | None, endings: frozenset[str]) -> None:
    """Raise InputError where a file name promises a format that is not written."""
    if output is not None and output.suffix and output.suffix.lower() not in endings:
        raise InputError(f"{output}: cannot write {output.suffix} files. Endings: {', '.join(sorted(endings))}")


def _put_out(text: str, output: Path | None) -> None:
    if output is None:
        write(text)
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{output}: cannot be written ({error.strerror}). Name another file with --output.") from error
    say(f"wrote {output}")


def export(folder: Path | None, *, csv: str | None, output: Path | None, as_json: bool) -> None:
    """Write all records as JSON lines, one kind as CSV, or all as one JSON array."""
    from foreigndesk.views.export import KINDS, write_csv, write_jsonl

    if csv is not None and csv not in KINDS:
        raise InputError(f"--csv {csv}: choose one of {', '.join(KINDS)}")
    if csv is not None and as_json:
        raise InputError("--csv and --json exclude each other: leave one out")
    _check_ending(output, frozenset({".csv", ".json", ".jsonl", ".txt"}))
    with chosen_desk(folder) as desk:
        dossier = desk.dossier()
    if csv is not None:
        _put_out(write_csv(dossier, csv), output)
    elif as_json:
        _put_out(dump_json([json.loads(line) for line in write_jsonl(dossier)]), output)
    else:
        _put_out("".join(write_jsonl(dossier)), output)
