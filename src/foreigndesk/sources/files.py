"""One file as readers get it: from disk, out of an archive, from standard input; and what readers give back."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from foreigndesk.records.articles import Dropped, DropReason, Page
from foreigndesk.records.inputs import Guess, ReadingOptions

HEAD_BYTES = 8_192  # what a reader sees of a file before it takes it; metadata of a page may come before its root
_BUFFER_BYTES = 65_536

Item = Page | Dropped | Guess


class Bytes(Protocol):
    """Anything that gives bytes one after another."""

    def read(self, size: int = -1, /) -> bytes:
        """Return at most ``size`` bytes, none at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file: how it is located and called, its first bytes, and all of them as a stream.

    ``open_again`` gives a stream in which one can go back, ``None`` where the file lies in an archive.
    ``within`` names the packings around it, the outermost first.
    """

    locator: str
    name: str
    head: bytes
    stream: "io.BufferedReader[Any]"
    open_again: Callable[[], BinaryIO] | None = None
    within: tuple[str, ...] = ()

    @property
    def ending(self) -> str:
        """The ending of the name in small letters, with its point, or ``""``."""
        stem, point, ending = self.name.rpartition(".")
        return f".{ending.lower()}" if point and stem else ""


Found = Item | File


class Reader(Protocol):
    """What reads one format: the items of a file, or ``None`` at once where the file is of another format.

    A file that a reader yields is read in its turn before the reader goes on.
    """

    def __call__(self, file: File, options: ReadingOptions) -> Iterator[Found] | None:
        """Return the items in their order."""


class _Filled(io.RawIOBase):
    """A stream whose reads are full except at the end, over one that may give less."""

    def __init__(self, source: Bytes) -> None:
        super().__init__()
        self._source = source
        self._failure: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        filled = 0
        while filled < len(buffer):
            part = self._read(len(buffer) - filled, is_first=filled == 0)
            if not part:
                break
            buffer[filled : filled + len(part)] = part
            filled += len(part)
        return filled

    def _read(self, size: int, *, is_first: bool) -> bytes:
        """Return the next bytes; what fails after some were read fails at the next call, so that these are not lost."""
        if self._failure is None:
            try:
                return self._source.read(size)
            except Exception as reason:
                self._failure = reason
        if is_first:
            raise self._failure
        return b""


def make_file(
    source: Bytes,
    *,
    locator: str,
    name: str,
    open_again: Callable[[], BinaryIO] | None = None,
    within: tuple[str, ...] = (),
) -> File:
    """Return the file whose bytes ``source`` gives. Raises what the source raises on its first bytes."""
    stream = io.BufferedReader(_Filled(source), _BUFFER_BYTES)
    head = stream.peek(HEAD_BYTES)[:HEAD_BYTES]
    return File(locator=locator, name=name, head=head, stream=stream, open_again=open_again, within=within)


def drop(locator: str, reason: DropReason, detail: str) -> Dropped:
    """Return the item at ``locator`` as dropped."""
    return Dropped(locator=locator, reason=reason, detail=detail)
