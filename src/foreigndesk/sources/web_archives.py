"""Web pages in WARC files, record by record."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foreigndesk.records.articles import Dropped, DropReason, Page, StatedFact
from foreigndesk.records.inputs import ReadingOptions
from foreigndesk.sources.characters import one_line
from foreigndesk.sources.documents import MOST_BYTES, refuse_content, too_large
from foreigndesk.sources.files import File, Found, Item, drop

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_READ_TYPES = {"text/html": "text/html", "application/xhtml+xml": "text/html", "text/plain": "text/plain"}
_FOUND = 200
_LONGEST_ADDRESS = 2_000  # letters
_PACKED_HEADERS = ("content-encoding", "transfer-encoding")


def read_web_archive(file: File, options: ReadingOptions) -> Iterator[Found] | None:
    """Return a page or the reason against it for each response in a WARC file; ``None`` for other files.

    Requests and notes of the crawler are no items. The time of crawling is no date of an article and is not stated.
    """
    if not file.head.startswith(b"WARC/"):
        return None
    return _read_responses(file)


def _read_responses(file: File) -> Iterator[Found]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    number = 0
    try:
        for record in ArchiveIterator(
            _Readable(file), record_types=WarcRecordType.response, parse_http=True, auto_decode="all"
        ):
            number += 1
            yield _read_response(record, f"{file.locator}#response={number}")
    except OSError as reason:
        detail = f"the WARC file is damaged after {number} responses ({_short(reason)}); fetch it again"
        yield drop(file.locator, DropReason.TRUNCATED, detail)
        return
    if number == 0:
        yield drop(file.locator, DropReason.EMPTY, "a WARC file without responses")


class _Readable:
    """The stream of a file as fastwarc wants it: it asks for more than ``read``."""

    def __init__(self, file: File) -> None:
        self._file, self._at = file, 0

    def read(self, size: int = -1, /) -> bytes:
        part = self._file.stream.read1(size)  # a failing read() loses what it has read
        self._at += len(part)
        return part

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Refuse: the stream goes on only."""
        raise OSError("a stream in which one cannot go back")

    def close(self) -> None:
        """Leave the stream open: whoever opened it closes it."""


def _read_response(record: "WarcRecord", locator: str) -> Item:
    headers = record.http_headers
    status = headers.status_code if headers else None
    if status != _FOUND:
        detail = f"the server answered {status}, not 200" if status else "not an answer in HTTP"
        return drop(locator, DropReason.NOT_AN_ARTICLE, detail)
    media_type = (record.http_content_type or "").lower()
    if media_type not in _READ_TYPES:
        named = one_line(media_type)[:60] or "not named"
        detail = f"its media type is {named}; read are HTML and plain text"
        return drop(locator, DropReason.NOT_AN_ARTICLE, detail)
    try:
        content = record.reader.read(MOST_BYTES + 1)
    except (OSError, ValueError, EOFError) as reason:
        return drop(locator, DropReason.UNREADABLE, f"its body cannot be unpacked ({_short(reason)})")
    return _make_page(record, locator, content=content, media_type=_READ_TYPES[media_type])


def _make_page(record: "WarcRecord", locator: str, *, content: bytes, media_type: str) -> Page | Dropped:
    if len(content) > MOST_BYTES:
        return too_large(locator, len(content))
    sent = {name.lower() for name, _ in record.http_headers.astuples()} if record.http_headers else set()
    if len(content) < record.content_length and not sent & set(_PACKED_HEADERS):
        detail = f"the file ends after {len(content):,} of {record.content_length:,} bytes; fetch it again"
        return drop(locator, DropReason.TRUNCATED, detail)
    refusal = refuse_content(content)
    if refusal:
        return drop(locator, refusal[0], refusal[1])
    address = one_line(record.headers.get("WARC-Target-URI") or "").strip("<>")
    stated = (StatedFact(field="canonical_url", value=address, origin="WARC-Target-URI"),)
    is_stated = 0 < len(address) <= _LONGEST_ADDRESS
    content = _in_utf_8(content, record.http_charset)
    return Page(locator=locator, media_type=media_type, content=content, stated=stated if is_stated else ())


def _in_utf_8(content: bytes, charset: str | None) -> bytes:
    """Return a page in UTF-8 where only the answer's header named its encoding: the page itself is then silent."""
    if not charset:
        return content
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return content.decode(charset).encode("utf-8")
        except (UnicodeError, LookupError, ValueError):
            return content
    return content


def _short(reason: Exception) -> str:
    return one_line(str(reason))[:100]
