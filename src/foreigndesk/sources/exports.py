"""Articles in text exports of newspaper archives: Factiva with and without codes, LexisNexis and Nexis Uni."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from foreigndesk.knowledge.containers import ContainerKind, container_fields
from foreigndesk.records.articles import Dropped, DropReason, Page, StatedFact
from foreigndesk.records.inputs import ReadingOptions
from foreigndesk.records.stated_days import read_stated_moment
from foreigndesk.sources.files import File, Found, Item, drop
from foreigndesk.sources.rows import MOST_LETTERS, make_fact
from foreigndesk.sources.tables import open_text

MOST_LINES = 200_000  # of one article of an export; more is a file of another kind
_NEXIS_BEGINS = re.compile(r"\s*(?:Document )?\d+ of \d+ DOCUMENTS?\s*$", re.IGNORECASE)
_NEXIS_ENDS = re.compile(r"\s*End of Document\s*$")
_NEXIS_LABEL = re.compile(r"(?P<label>[A-Z][A-Za-z-]{2,20})(?P<colon>:?)[ \t\xa0]*(?P<value>.*)$")
_FACTIVA_ENDS = re.compile(r"(?:AN\s+)?Document\s+[A-Z]{2,12}\d{8}\w{5,16}\s*$")
_FACTIVA_CODE = re.compile(r"(?P<code>[A-Z]{2,3})(?:[ \t]+(?P<value>.*))?$")
_WORD_COUNT = re.compile(r"[\d,]+ words\s*$")
_RIGHTS = re.compile(r"(?:\(c\)|©|Copyright\b)", re.IGNORECASE)
_DOCUMENT_ID = re.compile(r"Document\s+(\S+)")
_BY = re.compile(r"(?i)by\b")
_HOUR = re.compile(r"\d{1,2}:\d\d")
_TEXT_ENDINGS = (".txt", ".text", "")
_MOST_HEADER_GAP = 4  # lines between two labels of one header; more is text


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What one article of an export says: what each line of its header states, and its text."""

    facts: tuple[StatedFact, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Label:
    """A line with a label, which field it states, and what stands after the label."""

    line: int
    name: str
    field: str
    value: str


def read_export(file: File, options: ReadingOptions) -> Iterator[Found] | None:
    """Return a page or the reason against it for each article of an export; ``None`` for other files.

    The day on which an archive loaded a document is no date of the article and is not stated.
    """
    if file.ending not in _TEXT_ENDINGS or not _is_export(file.head.decode("utf-8", "replace")):
        return None
    return _read_articles(file)


def _is_export(head: str) -> bool:
    """Return whether the beginning of a file has the header of an export: two lines that other texts do not have."""
    lines = [line.strip("\ufeff\r\f") for line in head.split("\n")[:120]]
    if any(_NEXIS_BEGINS.match(line) for line in lines[:10]):
        return True
    codes = {m["code"] for line in lines if (m := _FACTIVA_CODE.match(line.strip()))}
    if {"HD", "PD", "SN"} <= codes:
        return True
    labels = {m["label"].lower() for line in lines if (m := _NEXIS_LABEL.match(line.strip()))}
    if "length" in labels and "body" in labels:
        return True
    counted = next((n for n, line in enumerate(lines) if _WORD_COUNT.match(line)), None)
    return counted is not None and any(_RIGHTS.match(line) for line in lines[counted : counted + 10])


def _read_articles(file: File) -> Iterator[Found]:
    number = 0
    for lines in _split(file):
        if not any(line.strip() for line in lines):
            continue
        number += 1
        yield _read_article(lines, f"{file.locator}#text={number}")
    if number == 0:
        yield drop(file.locator, DropReason.EMPTY, "an export without articles")


def _split(file: File) -> Iterator[list[str]]:
    """Yield the lines of each article; what marks its end belongs to it, what marks a beginning to the next."""
    lines: list[str] = []
    text = open_text(file)
    while raw := text.readline(MOST_LETTERS):
        line = raw.strip("\ufeff").rstrip("\r\n\f").lstrip("\f")
        if _NEXIS_BEGINS.match(line) or len(lines) > MOST_LINES:
            yield lines
            lines = []
            continue
        lines.append(line)
        if _NEXIS_ENDS.match(line) or _FACTIVA_ENDS.match(line):
            yield lines
            lines = []
    yield lines


def _read_article(lines: list[str], locator: str) -> Item:
    export = _read_coded(lines) or _read_labelled(lines) or _read_plain(lines)
    if export is None:
        detail = "no header of an export before this text; add it as a file of its own"
        return drop(locator, DropReason.BROKEN_ROW, detail)
    if not export.text.strip():
        return drop(locator, DropReason.EMPTY, "a header without a text; export the full text")
    return _make_page(export, locator)


def _make_page(export: Export, locator: str) -> Page | Dropped:
    try:
        content = export.text.encode("utf-8")
    except UnicodeEncodeError:
        return drop(locator, DropReason.UNDECODABLE, "its bytes fit no character encoding; save the file as UTF-8")
    return Page(locator=locator, media_type="text/plain", content=content, stated=export.facts)


def _read_coded(lines: list[str]) -> Export | None:
    """Return an article of Factiva's form with two letters before each field, ``None`` for other forms."""
    fields = container_fields(ContainerKind.FACTIVA)
    parts: list[tuple[str, list[str]]] = []
    for line in lines:
        code = _FACTIVA_CODE.match(line.strip())
        if code and code["code"] in fields:
            parts.append((code["code"], [code["value"] or ""]))
        elif parts:
            parts[-1][1].append(line)
    if not {"HD", "PD"} <= {code for code, _ in parts}:
        return None
    text = "\n".join(_unwrap(words) for code, words in parts if fields[code] == "text")
    made = [_fact(fields[code], " ".join(words), f"factiva {code}") for code, words in parts]
    return Export(facts=tuple(fact for fact in made if fact), text=text)


def _unwrap(lines: list[str]) -> str:
    return "\n".join(line.strip() for line in lines).strip()


def _fact(field: str, value: str, origin: str) -> StatedFact | None:
    if field in ("text", "other", "closing"):
        return None
    if field == "byline":
        value = re.sub(r"(?i)^\s*by:?\s+", "", value)
    if field == "id":
        named = _DOCUMENT_ID.search(value)
        value = named[1] if named else value
    return make_fact(field, value, origin)


def _read_labelled(lines: list[str]) -> Export | None:
    """Return an article of LexisNexis's forms, whose lines have labels (``BYLINE:``, ``Body``), or ``None``."""
    labels = list(_list_labels(lines))
    if not {"body", "length"} & {label.name for label in labels}:
        return None
    begins = _find_beginning(labels)
    closing = (n.line for n in labels if n.line > begins.line and n.field in ("closing", "canonical_url"))
    marks = (n for n in range(begins.line + 1, len(lines)) if _NEXIS_ENDS.match(lines[n]))
    ends = min([*closing, *marks, len(lines)])
    outside = [label for label in labels if label.line <= begins.line or label.line >= ends]
    facts = [
        *_read_head(lines[: labels[0].line]),
        *(_fact(n.field, n.value, f"nexis {n.name.upper()}") for n in outside),
    ]
    opening = [begins.value] if begins.name == "body" else []
    text = _unwrap([*opening, *lines[begins.line + 1 : ends]])
    return Export(facts=tuple(fact for fact in facts if fact), text=text)


def _list_labels(lines: list[str]) -> Iterator[_Label]:
    fields = container_fields(ContainerKind.NEXIS)
    for number, line in enumerate(lines):
        match = _NEXIS_LABEL.match(line)
        name = match["label"].lower() if match else ""
        if match and name in fields and (match["colon"] or (name == "body" and not match["value"].strip())):
            yield _Label(line=number, name=name, field=fields[name], value=match["value"])


def _find_beginning(labels: list[_Label]) -> _Label:
    """Return the label after which the text begins: the body's, or the last one of the header."""
    body = next((label for label in labels if label.name == "body"), None)
    if body:
        return body
    last = labels[0]
    for label in labels[1:]:
        if label.field == "closing" or label.line - last.line > _MOST_HEADER_GAP:
            break
        last = label
    return last


def _read_head(lines: list[str]) -> Iterator[StatedFact | None]:
    """Yield what the lines before the labels state: headline, publisher and day, in either order of the forms."""
    words = [line.strip() for line in lines if line.strip() and not _RIGHTS.match(line.strip())]
    at = next((n for n, line in enumerate(words) if read_stated_moment(line)), None)
    if at is None:
        yield _fact("title", words[0] if words else "", "nexis headline")
        return
    publisher, title = (words[at - 1], " ".join(words[: at - 1])) if at > 1 else ("", "")
    if at <= 1:  # the older form: publisher, day, edition, and then the headline
        publisher, title = words[0] if at else "", words[-1] if len(words) > at + 1 else ""
    yield _fact("title", title, "nexis headline")
    yield _fact("publisher", publisher, "nexis publication")
    yield _fact("published", words[at], "nexis date")


def _read_plain(lines: list[str]) -> Export | None:
    """Return an article of Factiva's form without codes, known by word count and line of rights, or ``None``."""
    words = [line.strip() for line in lines]
    counted = next((n for n, line in enumerate(words) if _WORD_COUNT.match(line)), None)
    if counted is None:
        return None
    rights = next((n for n in range(counted, min(len(words), counted + 12)) if _RIGHTS.match(words[n])), None)
    ends = next((n for n, line in enumerate(words) if _FACTIVA_ENDS.match(line)), len(words))
    day = next((n for n in range(counted + 1, len(words)) if read_stated_moment(words[n])), None)
    if rights is None or day is None or not day < rights < ends:
        return None
    after = [line for line in words[day + 1 : rights] if line and not _HOUR.match(line)]
    above = [line for line in words[:counted] if line]
    byline = next((line for line in above if _BY.match(line)), "")
    title = [line for line in above if line != byline]
    made = (
        _fact("title", title[-1] if title else "", "factiva headline"),
        _fact("byline", byline, "factiva byline"),
        _fact("published", words[day], "factiva date"),
        _fact("publisher", after[0] if after else "", "factiva publication"),
        _fact("id", words[ends] if ends < len(words) else "", "factiva document"),
    )
    return Export(facts=tuple(fact for fact in made if fact), text=_unwrap(lines[rights + 1 : ends]))
