"""Entries of RSS and Atom files."""

import io
import re
from collections.abc import Iterator, Mapping

from foreigndesk.knowledge.containers import ContainerKind, container_fields
from foreigndesk.records.articles import DropReason, Page, StatedFact
from foreigndesk.records.inputs import ReadingOptions
from foreigndesk.sources.characters import one_line
from foreigndesk.sources.documents import MOST_BYTES, too_large
from foreigndesk.sources.files import File, Found, Item, drop
from foreigndesk.sources.fragments import read_fragment
from foreigndesk.sources.rows import make_fact

MOST_ENTRIES = 30_000  # 0.3 ms each; a feed has 10 to 100, an archive of one some thousand
MOST_MENDED_BYTES = 500_000  # what is no XML is mended in time that grows with the square: 0.6 MB took 8 s
_FEED = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml.*?\?>\s*|<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\])?>\s*)*"
    rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]",
    re.DOTALL,
)
# What the reading library calls them, and what they are called in the file.
_NAMES = {
    "rss": {"published": "pubDate", "id": "guid", "author": "author", "summary": "description", "content": "content"},
    "atom": {},
}


def read_feed(file: File, options: ReadingOptions) -> Iterator[Found] | None:
    """Return a page or the reason against it for each entry of an RSS or Atom file; ``None`` for other files."""
    if not _FEED.match(file.head.replace(b"\x00", b"")):
        return None
    return _read_feed(file)


def _read_feed(file: File) -> Iterator[Found]:
    content = file.stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        yield too_large(file.locator, len(content))
        return
    refusal = _refuse(content)
    if refusal:
        yield drop(file.locator, refusal[0], refusal[1])
        return
    import feedparser

    feed = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    entries = feed.get("entries") or []
    kind = "atom" if str(feed.get("version") or "").startswith("atom") else "rss"
    channel = make_fact("publisher", feed.get("feed", {}).get("title"), f"{kind} title of the feed")
    for number, entry in enumerate(entries, 1):
        yield _read_entry(entry, f"{file.locator}#item={number}", kind=kind, channel=channel)
    if feed.get("bozo") and not _is_harmless(feed.get("bozo_exception")):
        what = f"the feed is damaged after {len(entries)} entries ({feed.get('bozo_exception')})"
        yield drop(file.locator, DropReason.TRUNCATED, f"{what[:160]}; fetch it again")
    elif not entries:
        yield drop(file.locator, DropReason.EMPTY, "a feed without entries")


def _refuse(content: bytes) -> tuple[DropReason, str] | None:
    """Return why a feed is not read: more entries than any feed has, or damaged and too large to be mended."""
    entries = content.count(b"<item") + content.count(b"<entry")
    if entries > MOST_ENTRIES:
        return DropReason.TOO_LARGE, f"{entries:,} entries; the limit is {MOST_ENTRIES:,}. Split the feed"
    if len(content) <= MOST_MENDED_BYTES:
        return None
    from lxml import etree

    try:
        etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.LxmlError, ValueError) as reason:
        return DropReason.UNREADABLE, f"a damaged feed ({one_line(str(reason))[:100]}); fetch it again"
    return None


def _is_harmless(reason: object) -> bool:
    """Return whether a feed is whole in spite of what its parser says: a wrong label of encoding or media type."""
    return type(reason).__name__ in ("CharacterEncodingOverride", "NonXMLContentType")


def _read_entry(entry: Mapping[str, object], locator: str, *, kind: str, channel: StatedFact | None) -> Item:
    values = dict(entry)
    key, words = _find_text(values)
    text = read_fragment(words)
    if not text:
        return drop(locator, DropReason.EMPTY, "an entry with neither content nor summary; fetch the article itself")
    facts = [_read_fact(values, name, kind) for name in container_fields(ContainerKind.FEED)]
    own = make_fact("publisher", _title_of(values.get("source")), f"{kind} source")
    part = StatedFact(field="part", value="summary", origin=f"{kind} {_NAMES[kind].get(key, key)}")
    found = (*facts, own or channel, part if key != "content" else None)
    stated = tuple(fact for fact in found if fact)
    return Page(locator=locator, media_type="text/plain", content=text.encode("utf-8", "replace"), stated=stated)


def _find_text(values: Mapping[str, object]) -> tuple[str, str]:
    """Return the longest content of an entry, or its summary, with the name of where it stood."""
    content = values.get("content")
    parts = [str(p.get("value") or "") for p in content if isinstance(p, dict)] if isinstance(content, list) else []
    longest = max(parts, key=len, default="")
    return ("content", longest) if longest.strip() else ("summary", str(values.get("summary") or ""))


def _read_fact(values: Mapping[str, object], name: str, kind: str) -> StatedFact | None:
    field = container_fields(ContainerKind.FEED)[name]
    if field == "text":
        return None
    if field == "canonical_url" and not str(values.get(name)).startswith(("http:", "https:")):
        return None  # an entry without a link gets its id in place of it
    return make_fact(field, values.get(name), f"{kind} {_NAMES[kind].get(name, name)}")


def _title_of(source: object) -> object:
    return source.get("title") if isinstance(source, dict) else None
