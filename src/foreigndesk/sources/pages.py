"""Pages from files, folders and standard input; what is not read is dropped with its reason."""

import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from foreigndesk.errors import InputError
from foreigndesk.records.articles import DropReason
from foreigndesk.records.inputs import ReadingOptions
from foreigndesk.sources.characters import printable
from foreigndesk.sources.files import Bytes, Item, drop, make_file
from foreigndesk.sources.formats import check_format, read_file

_AS_GIVEN = ReadingOptions()
STANDARD_INPUT = "standard-input"  # the locator of what came on standard input
_HELD_BYTES = 16_000_000  # of standard input in memory; more goes to a temporary file
MOST_PIPED_BYTES = 20_000_000_000  # from standard input, which may have no end
_CHUNK_BYTES = 1_000_000


def read_pages(path: str | Path, options: ReadingOptions = _AS_GIVEN) -> Iterator[Item]:
    """Yield what is at or below ``path`` in the order of names: pages, reasons against items, and guesses.

    Raises InputError at once where nothing is at ``path`` or ``options`` name an unknown format.
    """
    check_format(options)
    top = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow the link that the user named
    if not os.path.lexists(top):
        raise InputError(f"{printable(str(path))}: no such file or folder. Check the spelling, or run `ls` beside it.")
    return _read_below(top, options)


def read_stream(stream: Bytes, options: ReadingOptions = _AS_GIVEN) -> Iterator[Item]:
    """Yield what comes on standard input, which may be any file that has a name elsewhere.

    Text that is not known by its content needs ``options.format``. Raises InputError for an unknown format.
    """
    check_format(options)
    return _read_stream(stream, options)


def _read_stream(stream: Bytes, options: ReadingOptions) -> Iterator[Item]:
    with tempfile.SpooledTemporaryFile(max_size=_HELD_BYTES) as held:
        taken = 0
        while part := stream.read(_CHUNK_BYTES):
            held.write(part)
            taken += len(part)
            if taken > MOST_PIPED_BYTES:
                detail = f"more than {MOST_PIPED_BYTES:,} bytes; write them to files first"
                yield drop(STANDARD_INPUT, DropReason.TOO_LARGE, detail)
                return

        def open_again() -> BinaryIO:
            held.seek(0)
            return cast("BinaryIO", held)

        file = make_file(open_again(), locator=STANDARD_INPUT, name="input", open_again=open_again)
        yield from read_file(file, options)


def _read_below(top: Path, options: ReadingOptions) -> Iterator[Item]:
    waiting: list[tuple[Path, frozenset[tuple[int, int]]]] = [(top, frozenset())]
    read: dict[tuple[int, int], str] = {}
    while waiting:
        path, above = waiting.pop()
        locator = _locator(path, top)
        if path != top and path.name.startswith("."):
            yield drop(locator, DropReason.UNKNOWN_FORMAT, "hidden; add it by its name to read it")
            continue
        try:
            state = path.stat()
            if not stat.S_ISDIR(state.st_mode):
                yield from _read_path(path, locator, state, options=options)
                continue
            place = (state.st_dev, state.st_ino)
            if place in above:
                detail = "a link back to a folder above it; its files are read there"
                yield drop(locator, DropReason.UNREADABLE, detail)
                continue
            if place in read:  # links across folders would else multiply without end
                yield drop(locator, DropReason.SAME_CONTENT, f"the same folder as {read[place]}, where it is read")
                continue
            read[place] = locator
            names = sorted(os.listdir(path), reverse=True)  # noqa: PTH208 - names are sorted before paths are made
            waiting += [(path / name, above | {place}) for name in names]
        except (OSError, ValueError) as reason:
            yield drop(locator, DropReason.UNREADABLE, _why(reason))


def _read_path(path: Path, locator: str, state: os.stat_result, *, options: ReadingOptions) -> Iterator[Item]:
    if not stat.S_ISREG(state.st_mode):
        detail = "not a file (a device, pipe or socket); give what comes out of it to: foreigndesk add -"
        yield drop(locator, DropReason.UNREADABLE, detail)
        return
    with path.open("rb") as stream:
        file = make_file(stream, locator=locator, name=printable(path.name), open_again=lambda: path.open("rb"))
        yield from read_file(file, options)


def _locator(path: Path, top: Path) -> str:
    return printable(path.relative_to(top.parent).as_posix())


def _why(reason: OSError | ValueError) -> str:
    return (reason.strerror if isinstance(reason, OSError) else None) or str(reason)
