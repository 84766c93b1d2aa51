"""Pages from files and folders; what is not read is dropped with its reason."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from foreigndesk.errors import InputError
from foreigndesk.knowledge.pages import name_binary
from foreigndesk.records.articles import Dropped, DropReason, Page

MOST_BYTES = 20_000_000
MEDIA_TYPES = {".txt": "text/plain", ".md": "text/markdown", ".html": "text/html", ".htm": "text/html"}
_SNIFFED_BYTES = 512
_TEXT_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")  # UTF-16 and UTF-32, whose text holds NUL bytes


def read_pages(path: str | Path) -> Iterator[Page | Dropped]:
    """Yield a page or the reason against it for each file at or below ``path``, in the order of their names.

    Raises InputError at once where nothing is at ``path``.
    """
    top = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow the link that the user named
    if not os.path.lexists(top):
        raise InputError(f"{printable(str(path))}: no such file or folder. Check the spelling, or run `ls` beside it.")
    return _read_below(top)


def refuse_content(content: bytes) -> tuple[DropReason, str] | None:
    """Return why bytes are not the text of an article (empty, binary), or ``None`` where they may be."""
    if not content.strip(b" \t\r\n\v\f\xef\xbb\xbf"):
        return DropReason.EMPTY, "nothing but white space" if content else "no bytes"
    what = name_binary(content[:_SNIFFED_BYTES])
    if what:
        return DropReason.BINARY, f"this is {what}, whatever its name says; save it as .txt or .html"
    if b"\x00" in content and not content.startswith(_TEXT_MARKS):
        return DropReason.BINARY, "holds NUL bytes, so it is not text; text in UTF-16 needs its byte-order mark"
    return None


def printable(name: str) -> str:
    """Return a file name with control characters, undecodable bytes and lone surrogates written out."""
    whole = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in whole)


def _read_below(top: Path) -> Iterator[Page | Dropped]:
    waiting: list[tuple[Path, frozenset[tuple[int, int]]]] = [(top, frozenset())]
    while waiting:
        path, above = waiting.pop()
        locator = _locator(path, top)
        if path != top and path.name.startswith("."):
            yield Dropped(
                locator=locator, reason=DropReason.UNKNOWN_FORMAT, detail="hidden; add it by its name to read it"
            )
            continue
        try:
            state = path.stat()
            if not stat.S_ISDIR(state.st_mode):
                yield _read_file(path, locator, state)
                continue
            place = (state.st_dev, state.st_ino)
            if place in above:
                detail = "a link back to a folder above it; its files are read there"
                yield Dropped(locator=locator, reason=DropReason.UNREADABLE, detail=detail)
                continue
            names = sorted(os.listdir(path), reverse=True)  # noqa: PTH208 - names are sorted before paths are made
            waiting += [(path / name, above | {place}) for name in names]
        except (OSError, ValueError) as reason:
            yield Dropped(locator=locator, reason=DropReason.UNREADABLE, detail=_why(reason))


def _read_file(path: Path, locator: str, state: os.stat_result) -> Page | Dropped:
    if not stat.S_ISREG(state.st_mode):
        return Dropped(locator=locator, reason=DropReason.UNREADABLE, detail="not a file (a device, pipe or socket)")
    media_type = MEDIA_TYPES.get(path.suffix.lower())
    if media_type is None:
        return _refuse_format(path, locator)
    if state.st_size > MOST_BYTES:
        return _too_large(locator, state.st_size)
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        return _too_large(locator, len(content))
    refusal = refuse_content(content)
    if refusal:
        return Dropped(locator=locator, reason=refusal[0], detail=refusal[1])
    return Page(locator=locator, media_type=media_type, content=content)


def _refuse_format(path: Path, locator: str) -> Dropped:
    with path.open("rb") as file:
        what = name_binary(file.read(_SNIFFED_BYTES))
    if what:
        return Dropped(locator=locator, reason=DropReason.BINARY, detail=f"this is {what}; save it as .txt or .html")
    ending = printable(path.suffix) or "a name without an ending"
    detail = f"{ending} is not read; read are {' '.join(MEDIA_TYPES)}"
    return Dropped(locator=locator, reason=DropReason.UNKNOWN_FORMAT, detail=detail)


def _too_large(locator: str, size: int) -> Dropped:
    detail = f"{size:,} bytes; the limit is {MOST_BYTES:,}. Split the file into one article each"
    return Dropped(locator=locator, reason=DropReason.TOO_LARGE, detail=detail)


def _locator(path: Path, top: Path) -> str:
    return printable(path.relative_to(top.parent).as_posix())


def _why(reason: OSError | ValueError) -> str:
    return (reason.strerror if isinstance(reason, OSError) else None) or str(reason)
