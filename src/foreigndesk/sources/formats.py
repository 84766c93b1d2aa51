"""Which reader takes a file: by its first bytes before its name, in one order for all."""

import lzma
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from foreigndesk.errors import ForeignDeskError, InputError
from foreigndesk.records.articles import Dropped, DropReason
from foreigndesk.records.inputs import ReadingOptions
from foreigndesk.sources.archives import read_tar, read_zip
from foreigndesk.sources.characters import one_line
from foreigndesk.sources.documents import read_document, read_saved_page, refuse_binary
from foreigndesk.sources.exports import read_export
from foreigndesk.sources.feeds import read_feed
from foreigndesk.sources.files import File, Found, Item, Reader, drop
from foreigndesk.sources.ninjs import read_ninjs
from foreigndesk.sources.packing import BombError, read_packed
from foreigndesk.sources.parquet import read_parquet
from foreigndesk.sources.tables import read_json, read_table
from foreigndesk.sources.web_archives import read_web_archive

# What has a signature comes first; text by its own marks comes before text by its ending; the last one takes all.
UNPACKERS: tuple[Reader, ...] = (read_packed, read_zip, read_tar)
READERS: tuple[Reader, ...] = (
    read_web_archive,
    read_parquet,
    refuse_binary,
    read_feed,
    read_ninjs,
    read_table,
    read_json,
    read_export,
    read_saved_page,
    read_document,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format that a user may name, the ending that such files have, and who reads it."""

    name: str
    ending: str
    read: Reader


FORMATS: tuple[Format, ...] = (
    Format(name="text", ending=".txt", read=read_document),
    Format(name="markdown", ending=".md", read=read_document),
    Format(name="html", ending=".html", read=read_document),
    Format(name="mhtml", ending=".mhtml", read=read_saved_page),
    Format(name="csv", ending=".csv", read=read_table),
    Format(name="tsv", ending=".tsv", read=read_table),
    Format(name="jsonl", ending=".jsonl", read=read_json),
    Format(name="json", ending=".json", read=read_json),
    Format(name="parquet", ending=".parquet", read=read_parquet),
    Format(name="feed", ending=".xml", read=read_feed),
    Format(name="ninjs", ending=".json", read=read_ninjs),
    Format(name="warc", ending=".warc", read=read_web_archive),
    Format(name="export", ending=".txt", read=read_export),
)


def check_format(options: ReadingOptions) -> None:
    """Raise InputError where the user named a format that is not known."""
    names = [known.name for known in FORMATS]
    if options.format is not None and options.format not in names:
        raise InputError(f"--format {options.format}: choose one of {', '.join(names)}")


def read_file(file: File, options: ReadingOptions) -> Iterator[Item]:
    """Yield the items of one file and of what is packed in it. No bytes make it raise.

    What is read before a file turns out to be damaged stays, and one item says where it ended and why.
    """
    is_empty = True
    try:
        for found in _choose(file, options):
            is_empty = False
            if isinstance(found, File):
                yield from read_file(found, options)
            else:
                yield found
    except ForeignDeskError:
        raise
    except Exception as reason:  # the parsers are not ours, and the file is a stranger's
        is_empty = False
        yield _refuse(file, reason)
    if is_empty:
        yield drop(file.locator, DropReason.EMPTY, "nothing in it" if file.head else "no bytes")


def _refuse(file: File, reason: Exception) -> Dropped:
    if isinstance(reason, BombError):
        return drop(file.locator, DropReason.BOMB, str(reason))
    if isinstance(reason, EOFError):
        return drop(
            file.locator, DropReason.TRUNCATED, f"{_short(reason) or 'it ends too early'}; fetch or pack it again"
        )
    if isinstance(reason, MemoryError):
        detail = "reading it takes more memory than there is; split the file"
        return drop(file.locator, DropReason.TOO_LARGE, detail)
    if isinstance(reason, OSError | zlib.error | lzma.LZMAError):
        detail = f"damaged or not readable ({_short(reason)}); fetch or save it again"
        return drop(file.locator, DropReason.UNREADABLE, detail)
    detail = f"it broke its reader ({type(reason).__name__}: {_short(reason)}); convert it to another format"
    return drop(file.locator, DropReason.UNREADABLE, detail)


def _choose(file: File, options: ReadingOptions) -> Iterator[Found]:
    for read in UNPACKERS:
        found = read(file, options)
        if found is not None:
            return found
    named = next((known for known in FORMATS if known.name == options.format), None)
    if named is not None:
        return _read_as(replace(file, name=f"{file.name}{named.ending}"), named, options)
    return next(found for read in READERS if (found := read(file, options)) is not None)


def _read_as(file: File, named: Format, options: ReadingOptions) -> Iterator[Found]:
    refused = refuse_binary(file, options) if named.read is not read_parquet else None
    found = refused or named.read(file, options)
    if found is not None:
        return found
    detail = f"its content is not {named.name}; leave --format out to have the format told"
    return iter((drop(file.locator, DropReason.UNKNOWN_FORMAT, detail),))


def _short(reason: Exception) -> str:
    words = reason.strerror if isinstance(reason, OSError) and reason.strerror else str(reason)
    return one_line(words)[:100]
