"""Files that are one article each: plain text, Markdown, HTML and pages saved with all their parts."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message

from foreigndesk.knowledge.pages import find_signature
from foreigndesk.records.articles import Dropped, DropReason, Page, StatedFact
from foreigndesk.records.inputs import ReadingOptions
from foreigndesk.sources.characters import one_line, printable
from foreigndesk.sources.files import File, Found, Item, drop

MOST_BYTES = 20_000_000  # of one file with one article; the largest pages of publishers have 5 MB
MEDIA_TYPES = {".txt": "text/plain", ".md": "text/markdown", ".html": "text/html", ".htm": "text/html"}
MOST_PARTS = 20_000  # of a saved page, 0.1 ms each; large ones have 500
SAVED_ENDINGS = (".mhtml", ".mht")
_SNIFFED_BYTES = 512
_TEXT_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")  # UTF-16 and UTF-32, whose text holds NUL bytes
_BYTES_FOR_ONE_NUL = 200  # text with fewer NUL bytes is text with stray ones, which are masked; binary files have more
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S
)
_SAVED = re.compile(rb"(?im)^(?:mime-version:|content-type:\s*multipart/related)")
_OTHER_FORMATS = ".mhtml .csv .tsv .jsonl .json .parquet .rss .atom .xml .warc .zip .tar .gz"


def refuse_content(content: bytes) -> tuple[DropReason, str] | None:
    """Return why bytes are not the text of an article (empty, binary), or ``None`` where they may be."""
    if not content.strip(b" \t\r\n\v\f\xef\xbb\xbf"):
        return DropReason.EMPTY, "nothing but white space" if content else "no bytes"
    signature = find_signature(content[:_SNIFFED_BYTES])
    if signature:
        return DropReason.BINARY, f"this is {signature.what}, whatever its name says; {signature.advice}"
    if content.count(b"\x00") * _BYTES_FOR_ONE_NUL >= len(content) and not content.startswith(_TEXT_MARKS):
        return DropReason.BINARY, "holds NUL bytes, so it is not text; text in UTF-16 needs its byte-order mark"
    return None


def refuse_binary(file: File, options: ReadingOptions) -> Iterator[Found] | None:
    """Return the reason against a file that is no text, by its first bytes; ``None`` for others."""
    signature = find_signature(file.head)
    if signature is None:
        return None
    named = "" if file.ending not in MEDIA_TYPES else ", whatever its name says"
    return iter((drop(file.locator, DropReason.BINARY, f"this is {signature.what}{named}; {signature.advice}"),))


def read_document(file: File, options: ReadingOptions) -> Iterator[Found] | None:
    """Return the page that a file of text or HTML is; a file of unknown ending is read where it is HTML."""
    if file.ending in MEDIA_TYPES:
        return iter((_read_page(file, MEDIA_TYPES[file.ending]),))
    if _HTML.match(file.head):
        return iter((_read_page(file, "text/html"),))
    if not file.head:
        return iter((drop(file.locator, DropReason.EMPTY, "no bytes"),))
    return iter((_refuse_ending(file),))


def _refuse_ending(file: File) -> Dropped:
    ending = printable(file.ending) or "a name without an ending"
    detail = f"{ending} is not read; read are {' '.join(MEDIA_TYPES)} {_OTHER_FORMATS}, others with --format"
    return drop(file.locator, DropReason.UNKNOWN_FORMAT, detail)


def _read_page(file: File, media_type: str) -> Item:
    content = file.stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        return too_large(file.locator, len(content))
    refusal = refuse_content(content)
    if refusal:
        return drop(file.locator, refusal[0], refusal[1])
    return Page(locator=file.locator, media_type=media_type, content=content)


def too_large(locator: str, size: int) -> Dropped:
    """Return the item at ``locator`` as dropped for its size; ``size`` is at least one byte above the limit."""
    more = "more than the limit of" if size == MOST_BYTES + 1 else f"{size:,} bytes; the limit is"
    return drop(locator, DropReason.TOO_LARGE, f"{more} {MOST_BYTES:,} bytes. Split the file into one article each")


def read_saved_page(file: File, options: ReadingOptions) -> Iterator[Found] | None:
    """Return the page that a browser saved with its parts in one file (MHTML); ``None`` for other files.

    The day of saving stands in such files; it is no date of the article and is not stated.
    """
    if file.ending not in SAVED_ENDINGS and not (len(_SAVED.findall(file.head)) > 1):
        return None
    return iter((_read_saved(file),))


def _read_saved(file: File) -> Item:
    content = file.stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        return too_large(file.locator, len(content))
    if content.count(b"\n--") > MOST_PARTS:
        detail = f"a saved page of more than {MOST_PARTS:,} parts; save the page anew, as HTML"
        return drop(file.locator, DropReason.TOO_LARGE, detail)
    try:
        part = _find_page(message_from_bytes(content))
        html = part.get_payload(decode=True) if part else None
    except (RecursionError, ValueError, LookupError, AssertionError) as reason:
        detail = f"not a saved page ({type(reason).__name__}); save the page anew, as HTML"
        return drop(file.locator, DropReason.UNREADABLE, detail)
    if part is None or not isinstance(html, bytes):
        return drop(file.locator, DropReason.NO_MAIN_TEXT, "no HTML in the saved page; save it anew, as HTML")
    refusal = refuse_content(html)
    if refusal:
        return drop(file.locator, refusal[0], refusal[1])
    address = one_line(str(part.get("Content-Location") or ""))
    stated = (StatedFact(field="canonical_url", value=address, origin="MHTML Content-Location"),)
    is_stated = address.startswith(("http:", "https:"))
    return Page(
        locator=file.locator,
        media_type="text/html",
        content=_recode(html, part.get_content_charset()),
        stated=stated if is_stated else (),
    )


def _find_page(message: Message) -> Message | None:
    return next((part for part in message.walk() if part.get_content_type() == "text/html"), None)


def _recode(html: bytes, charset: str | None) -> bytes:
    try:
        return html.decode(charset or "utf-8").encode("utf-8")
    except (UnicodeError, LookupError, ValueError):
        return html
