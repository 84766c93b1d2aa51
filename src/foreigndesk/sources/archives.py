"""The files in ZIP and tar archives, one after another. Nothing is written to disk."""

import io
import lzma
import re
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from foreigndesk.knowledge.containers import find_packed_document
from foreigndesk.records.articles import Dropped, DropReason
from foreigndesk.records.inputs import ReadingOptions
from foreigndesk.sources.characters import printable
from foreigndesk.sources.files import File, Found, drop, make_file
from foreigndesk.sources.packing import BOMB_ADVICE, MOST_RATIO, RATIO_FROM_BYTES, BombError

MOST_ENTRIES = 500_000  # a file for each article of a large corpus; the list of names then takes 300 MB
MOST_LIST_BYTES = 60_000_000  # of a ZIP's list of entries, about the same number, known before it is read
MOST_UNPACKED_BYTES = 50_000_000_000  # of all entries together, as the archive declares them
MOST_HEADER_BYTES = 1_000_000  # of one extended tar header, which is read into memory
_END_BYTES = 66_000  # a ZIP ends with its record of 22 bytes and a comment of at most 65,535
_TAR_AT, _TAR_MARK = 257, b"ustar"
_UNSAFE = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:")
_EXTENDED = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)


def read_zip(file: File, options: ReadingOptions) -> Iterator[Found] | None:
    """Return the files in a ZIP archive, or the reason against it; ``None`` for other files."""
    if not file.head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return None
    if file.open_again is None:
        return _refuse_nested(file, "a ZIP archive")
    return _read_zip(file, file.open_again())


def read_tar(file: File, options: ReadingOptions) -> Iterator[Found] | None:
    """Return the files in a tar archive, compressed or not, or the reason against it; ``None`` for other files."""
    if file.head[_TAR_AT : _TAR_AT + len(_TAR_MARK)] != _TAR_MARK:
        return None
    if {"zip", "tar"} & set(file.within):
        return _refuse_nested(file, "a tar archive")
    return _read_tar(file)


def _refuse_nested(file: File, what: str) -> Iterator[Found]:
    around = file.within[-1] if file.within else "a stream"
    yield drop(file.locator, DropReason.NESTED, f"{what} inside {around}; unpack the outer one and add what comes out")


def _read_zip(file: File, stream: BinaryIO) -> Iterator[Found]:
    with stream:
        if _list_size(stream) > MOST_LIST_BYTES:
            yield _too_many(file)
            return
        try:
            archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as reason:
            yield drop(file.locator, DropReason.UNREADABLE, f"a damaged ZIP archive ({reason}); pack it anew")
            return
        with archive:
            entries = archive.infolist()
            refusal = _refuse_whole(file, entries)
            if refusal:
                yield refusal
                return
            for entry in entries:
                if not entry.is_dir():
                    yield from _read_entry(file, archive, entry)


def _list_size(stream: BinaryIO) -> int:
    """Return the size of a ZIP's list of entries as its end declares it."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _END_BYTES))
    tail = stream.read(_END_BYTES)
    at = tail.rfind(b"PK\x05\x06")
    large = tail.rfind(b"PK\x06\x06")  # ZIP64 has a second record with wider fields
    if large >= 0 and len(tail) >= large + 48:
        return int(struct.unpack_from("<Q", tail, large + 40)[0])
    return int(struct.unpack_from("<L", tail, at + 12)[0]) if 0 <= at <= len(tail) - 16 else 0


def _refuse_whole(file: File, entries: list[zipfile.ZipInfo]) -> Dropped | None:
    document = find_packed_document(frozenset(entry.filename for entry in entries))
    if document:
        detail = f"this is {document.what}, whatever its name says; {document.advice}"
        return drop(file.locator, DropReason.BINARY, detail)
    if len(entries) > MOST_ENTRIES:
        return _too_many(file)
    if not entries:
        return drop(file.locator, DropReason.EMPTY, "an archive without files")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED_BYTES:
        detail = f"more than {MOST_UNPACKED_BYTES:,} bytes come out of it; {BOMB_ADVICE}"
        return drop(file.locator, DropReason.BOMB, detail)
    return None


def _too_many(file: File) -> Dropped:
    detail = f"more than {MOST_ENTRIES:,} files in one archive; unpack it and add the folder"
    return drop(file.locator, DropReason.TOO_LARGE, detail)


def _read_entry(file: File, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[Found]:
    locator = _locator(file, entry.filename)
    refusal = _refuse_name(locator, entry.filename)
    if refusal:
        yield refusal
    elif entry.flag_bits & 1:
        yield drop(locator, DropReason.UNREADABLE, "locked by a password; unpack it and add the folder")
    elif entry.file_size > max(RATIO_FROM_BYTES, MOST_RATIO * entry.compress_size):
        detail = f"it grows more than {MOST_RATIO} times when unpacked, like a bomb; {BOMB_ADVICE}"
        yield drop(locator, DropReason.BOMB, detail)
    else:
        try:
            with archive.open(entry) as stream:
                name = entry.filename.rpartition("/")[2]
                yield make_file(stream, locator=locator, name=name, within=(*file.within, "zip"))
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError) as reason:
            yield drop(locator, DropReason.UNREADABLE, f"damaged in the archive ({reason}); pack it anew")


class _Entry(tarfile.TarInfo):
    """An entry of a tar archive whose extended headers stay within their limit."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> "_Entry":
        entry = super().frombuf(buf, encoding, errors)
        if entry.type in _EXTENDED and entry.size > MOST_HEADER_BYTES:
            raise BombError(f"a header of {entry.size:,} bytes in a tar archive; {BOMB_ADVICE}")
        return entry


def _read_tar(file: File) -> Iterator[Found]:
    read = 0
    try:
        with tarfile.open(fileobj=file.stream, mode="r|", tarinfo=_Entry) as archive:
            while (entry := archive.next()) is not None:
                read += 1
                archive.members = []  # type: ignore[attr-defined]  # else the headers of all entries are kept
                if read > MOST_ENTRIES:
                    yield _too_many(file)
                    return
                if not entry.isdir():
                    yield from _read_member(file, archive, entry)
    except tarfile.TarError as reason:
        detail = f"the tar archive is damaged after {read} entries ({reason}); pack it anew"
        yield drop(file.locator, DropReason.TRUNCATED, detail)


def _read_member(file: File, archive: tarfile.TarFile, entry: tarfile.TarInfo) -> Iterator[Found]:
    locator = _locator(file, entry.name)
    refusal = _refuse_name(locator, entry.name)
    stream = archive.extractfile(entry) if entry.isreg() else None
    if refusal:
        yield refusal
    elif stream is None:
        yield drop(locator, DropReason.UNREADABLE, "not a file (a link, device or pipe in a tar archive)")
    else:
        name = entry.name.rpartition("/")[2]
        yield make_file(stream, locator=locator, name=name, within=(*file.within, "tar"))


def _locator(file: File, name: str) -> str:
    return f"{file.locator}#entry={printable(name)}"


def _refuse_name(locator: str, name: str) -> Dropped | None:
    """Return why an entry is not read for its name alone."""
    if _UNSAFE.search(name):
        detail = "its name leads out of the archive; pack the archive anew without such names"
        return drop(locator, DropReason.UNSAFE_NAME, detail)
    if any(part.startswith((".", "__MACOSX")) for part in name.removeprefix("./").split("/")):
        return drop(locator, DropReason.UNKNOWN_FORMAT, "hidden; unpack the archive and add it by its name to read it")
    return None
