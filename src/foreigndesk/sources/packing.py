"""Compressed files unpacked as a stream, with an end to what may come out of them."""

import bz2
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

from foreigndesk.records.articles import DropReason
from foreigndesk.records.inputs import ReadingOptions
from foreigndesk.sources.files import Bytes, File, Found, drop, make_file

MOST_RATIO = 200  # times the packed size; text packs 3 to 20 times, repetitive tables up to 100, bombs 1,000 and more
RATIO_FROM_BYTES = 10_000_000  # below it no ratio does harm, and small files of one repeated letter are none
MOST_UNPACKED_BYTES = 20_000_000_000  # of one file: a year of a large archive; more is split before it is added
MOST_DICTIONARY_BYTES = 256_000_000  # memory that an xz file may ask for; `xz -9` needs 65 MB
_CHUNK_BYTES = 65_536
_GZIP_WINDOW = 31  # zlib's number for the gzip format with the largest window

BOMB_ADVICE = "unpack it yourself if you trust it, and add what comes out"


class BombError(ValueError):
    """More comes out of a packed file than is reasonable."""


class Unpacker(Protocol):
    """What bz2 and lzma give as decompressors, and the gzip one below as well."""

    @property
    def eof(self) -> bool:
        """Whether the end of one packed stream was met."""

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes out without new bytes."""

    @property
    def unused_data(self) -> bytes:
        """What stands after the end."""

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Return at most ``max_length`` bytes."""


class _Gunzipper:
    """A gzip decompressor with the interface of those in bz2 and lzma."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(_GZIP_WINDOW)
        self._waiting = b""
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        out = self._zlib.decompress(self._waiting + data, max(0, max_length))
        self._waiting = self._zlib.unconsumed_tail
        self.needs_input = not self._waiting and len(out) < max_length
        return out


def _unlzma() -> Unpacker:
    return lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=MOST_DICTIONARY_BYTES)


PACKINGS: tuple[tuple[bytes, str, Callable[[], Unpacker]], ...] = (
    (b"\x1f\x8b\x08", "gzip", _Gunzipper),
    (b"BZh", "bzip2", bz2.BZ2Decompressor),
    (b"\xfd7zXZ\x00", "xz", _unlzma),
)
_ENDINGS = {".tgz": ".tar", ".tbz": ".tar", ".tbz2": ".tar", ".txz": ".tar"}


class Unpacked:
    """What comes out of a packed stream, member after member. Never more than the limits: BombError."""

    def __init__(self, source: Bytes, make: Callable[[], Unpacker]) -> None:
        """Take the packed bytes and what makes a decompressor for each member."""
        self._source, self._make = source, make
        self._unpacker = make()
        self._taken = self._given = 0

    def read(self, size: int = -1, /) -> bytes:
        """Return at most ``size`` bytes, none at the end.

        Raises EOFError where the packed stream ends too early, BombError where too much comes out.
        """
        wanted = size if size > 0 else _CHUNK_BYTES
        while True:
            if self._unpacker.eof and not self._begin_next():
                return b""
            packed = self._take() if self._unpacker.needs_input else b""
            if self._unpacker.needs_input and not packed:
                raise EOFError("the packed file ends before its end")
            out = self._unpacker.decompress(packed, wanted)
            if out:
                self._check(len(out))
                return out

    def _take(self) -> bytes:
        packed = self._source.read(_CHUNK_BYTES)
        self._taken += len(packed)
        return packed

    def _begin_next(self) -> bool:
        """Begin the next member and return whether there is one; zeros may stand between and after."""
        rest = self._unpacker.unused_data.lstrip(b"\x00")
        while not rest:
            packed = self._take()
            if not packed:
                return False
            rest = packed.lstrip(b"\x00")
        self._source = _Joined(rest, self._source)
        self._taken -= len(rest)
        self._unpacker = self._make()
        return True

    def _check(self, more: int) -> None:
        self._given += more
        if self._given > MOST_UNPACKED_BYTES:
            raise BombError(f"more than {MOST_UNPACKED_BYTES:,} bytes come out of it; {BOMB_ADVICE}")
        if self._given > max(RATIO_FROM_BYTES, MOST_RATIO * self._taken):
            raise BombError(f"it grows more than {MOST_RATIO} times when unpacked, like a bomb; {BOMB_ADVICE}")


class _Joined:
    """Some bytes, and then a stream."""

    def __init__(self, first: bytes, then: Bytes) -> None:
        self._first, self._then = io.BytesIO(first), then

    def read(self, size: int = -1, /) -> bytes:
        return self._first.read(size) or self._then.read(size)


def read_packed(file: File, options: ReadingOptions) -> Iterator[Found] | None:
    """Return the one file that a gzip, bzip2 or xz file holds; ``None`` for others."""
    for signature, packing, make in PACKINGS:
        if file.head.startswith(signature):
            return _unpack(file, packing, make)
    return None


def _unpack(file: File, packing: str, make: Callable[[], Unpacker]) -> Iterator[Found]:
    if any(packing == name for _, name, _ in PACKINGS for packing in file.within):
        yield drop(file.locator, DropReason.NESTED, f"{packing} inside {file.within[-1]}; unpack it once and add that")
        return
    stem, ending = file.name.rpartition(".")[0], file.ending
    name = stem + _ENDINGS[ending] if ending in _ENDINGS else (stem or file.name)
    yield make_file(Unpacked(file.stream, make), locator=file.locator, name=name, within=(*file.within, packing))
