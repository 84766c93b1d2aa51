"""News items in IPTC ninjs 1 and 2 (JSON), one or a list of them."""

import json
import re
from collections.abc import Iterator, Mapping

from foreigndesk.knowledge.containers import ContainerKind, container_fields, container_keys
from foreigndesk.records.articles import DropReason, Page
from foreigndesk.records.inputs import ReadingOptions
from foreigndesk.sources.files import File, Found, Item, drop
from foreigndesk.sources.fragments import read_fragment
from foreigndesk.sources.rows import make_fact
from foreigndesk.sources.tables import load_json

# A news item has an address (uri) and text by one of the standard's names; other JSON has seldom both.
_MARKS = (
    re.compile(rb'"uri"\s*:'),
    re.compile(rb'"(?:body_text|body_xhtml|body_html|bodies|versioncreated|versionCreated)"\s*:'),
)


def read_ninjs(file: File, options: ReadingOptions) -> Iterator[Found] | None:
    """Return a page or the reason against it for each news item; ``None`` for files that are not ninjs."""
    first = file.head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if (
        first not in (b"{", b"[")
        or file.ending not in ("", ".json", ".ninjs")
        or not all(m.search(file.head) for m in _MARKS)
    ):
        return None
    return _read_items(file)


def _read_items(file: File) -> Iterator[Found]:
    try:
        value = load_json(file)
    except ValueError as reason:
        yield drop(file.locator, DropReason.UNREADABLE, f"not JSON: {str(reason)[:120]}")
        return
    items = value if isinstance(value, list) else [value]
    if not items:
        yield drop(file.locator, DropReason.EMPTY, "an empty list of news items")
    for number, item in enumerate(items, 1):
        locator = file.locator if item is value else f"{file.locator}#item={number}"
        if isinstance(item, dict):
            yield _read_item(item, locator)
        else:
            yield drop(locator, DropReason.BROKEN_ROW, f"not a news item but a {type(item).__name__}")


def _read_item(item: Mapping[str, object], locator: str) -> Item:
    text = _find_text(item)
    if not text.strip():
        kind = json.dumps(item.get("type")) if isinstance(item.get("type"), str) else "unknown type"
        return drop(locator, DropReason.EMPTY, f"a news item ({kind[:40]}) without text")
    facts = []
    for field in dict.fromkeys(container_fields(ContainerKind.NINJS).values()):
        if field in ("text", "html"):
            continue
        found = (make_fact(field, _value(item[key]), f"ninjs {key}") for key in _keys(item, field))
        facts.append(next((fact for fact in found if fact), None))
    stated = tuple(fact for fact in facts if fact)
    return Page(locator=locator, media_type="text/plain", content=text.encode("utf-8", "replace"), stated=stated)


def _keys(item: Mapping[str, object], field: str) -> list[str]:
    return [key for key in container_keys(ContainerKind.NINJS, field) if key in item]


def _find_text(item: Mapping[str, object]) -> str:
    """Return the text of an item: plain text before marked up text, the main body before others."""
    for key in _keys(item, "text") + _keys(item, "html"):
        value = item[key]
        if isinstance(value, str) and value.strip():
            return read_fragment(value)
    bodies = [body for body in _list(item.get("bodies")) if isinstance(body.get("value"), str)]
    bodies.sort(
        key=lambda body: (body.get("role") not in ("main", "body", None), "html" in str(body.get("contentType")))
    )
    return read_fragment(str(bodies[0]["value"])) if bodies else ""


def _list(value: object) -> list[dict[str, object]]:
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def _value(value: object) -> object:
    """Return the first value of ninjs 2's lists of {"value": ...} or {"name": ...}, other values as they are."""
    listed = _list(value)
    return (listed[0].get("value") or listed[0].get("name")) if listed else value
