"""Dates that a page shows to its reader or writes into its address, where its metadata state none."""

import re
from collections.abc import Container, Iterator
from datetime import date, timedelta
from functools import cache

from lxml.html import HtmlElement

from foreigndesk.knowledge.pages import month_numbers, shown_date_classes
from foreigndesk.records.articles import StatedFact
from foreigndesk.sources.characters import one_line

_MOST_LETTERS = 90  # of an element that shows a date and little else
_PARAGRAPH_WORDS = 20
_PARAGRAPHS = 3  # after so many the text has begun, and dates belong to it
_UPDATED = re.compile(
    r"(?i)\b(?:up|mod)(?:dated|ified)\b|\baktualisiert|\bmis à jour|\bactualizado|\baggiornato|обновлено|\batualizado"
)
_PUBLISHED = re.compile(r"(?i)\bpublished|\bposted|\bfirst\b")
_UTC = re.compile(r"(?:Z|[+-]00:?00)$")
_ISO = re.compile(r"\b((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?=\D|$)")
_BEGINS_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_CJK = re.compile(r"((?:19|20)\d\d) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]")
_COMPACT = re.compile(r"^((?:19|20)\d\d)(\d\d)(\d\d)(?:T|$)")
_NUMBERS = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)\b")
_MONTHS = 12
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)[/-]?(\d{2}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[/-]?(\d{2})(?=\D|$)", re.IGNORECASE
)


def read_shown_dates(tree: HtmlElement, facts: tuple[StatedFact, ...]) -> tuple[StatedFact, ...]:
    """Return the facts on dates that the page shows, each as a day in ISO 8601; they go before ``facts``.

    Metadata are believed, so this gives a day of publication only where they state none, or where they state
    it in universal time and the page shows its local day, one earlier or later.
    """
    stated = [fact for fact in facts if fact.field == "published"]
    shown = tuple(_list_shown(tree))
    published = next((fact for fact in shown if fact.field == "published"), None)
    updated = () if any(fact.field == "updated" for fact in facts) else _first_updated(shown)
    if stated:
        updates = {find_day(fact.value) for fact in facts if fact.field == "updated"}
        local = next((f for f in (published, *stated) if f and _is_local_day(f, stated[0], updates)), None)
        return (local, *updated) if local else updated
    found = published or _read_address(facts)
    return (found, *updated) if found else updated


def _first_updated(shown: tuple[StatedFact, ...]) -> tuple[StatedFact, ...]:
    return tuple(fact for fact in shown if fact.field == "updated")[:1]


def add_days(facts: tuple[StatedFact, ...]) -> tuple[StatedFact, ...]:
    """Return ``facts`` with a day in ISO 8601 before each date that is written in another way."""
    return tuple(written for fact in facts for written in (*_written_as_day(fact), fact))


def _written_as_day(fact: StatedFact) -> tuple[StatedFact, ...]:
    is_date = fact.field in ("published", "updated") and not _BEGINS_ISO.match(fact.value)
    day = find_day(fact.value) if is_date else None
    return (StatedFact(field=fact.field, value=day.isoformat(), origin=fact.origin),) if day else ()


def find_day(words: str) -> date | None:
    """Return the first whole date in ``words``, day, month and year, or ``None``; "3/4/2024" is none."""
    for pattern in (_ISO, _CJK, _COMPACT):
        found = pattern.search(words)
        if found:
            return _make_day(*map(int, found.groups()))
    lower = words.lower()
    for pattern, order in _named_months():
        found = pattern.search(lower)
        if found:
            parts = dict(zip(order, found.groups(), strict=True))
            return _make_day(int(parts["year"]), month_numbers()[parts["month"]], int(parts["day"]))
    return _read_numbers(words)


def _read_numbers(words: str) -> date | None:
    """The day of "12/20/2023" or "20.12.2023", where only one of the numbers can be a month."""
    found = _NUMBERS.search(words)
    if not found:
        return None
    one, other, year = map(int, found.groups())
    if one == other or (one > _MONTHS) != (other > _MONTHS):
        return _make_day(year, min(one, other), max(one, other))
    return None


@cache
def _named_months() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    names = "|".join(sorted(map(re.escape, month_numbers()), key=len, reverse=True))
    day, year = r"(\d{1,2})(?:st|nd|rd|th|er|\.|º)?", r"((?:19|20)\d\d)"
    return (
        (re.compile(rf"\b{day},? (?:de |d[’'])?({names})\.?,? (?:de |del )?{year}\b"), ("day", "month", "year")),
        (re.compile(rf"\b({names})\.? {day},? {year}\b"), ("month", "day", "year")),
    )


def _make_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _list_shown(tree: HtmlElement) -> Iterator[StatedFact]:
    """Dates between the headline and the third paragraph, in order."""
    has_heading = next(iter(tree.iter("h1")), None) is not None
    paragraphs = 0
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "h1":
            has_heading, paragraphs = False, 0
        elif element.tag == "p" and len(str(element.text_content()).split()) >= _PARAGRAPH_WORDS:
            paragraphs += 1
            if paragraphs >= _PARAGRAPHS and not has_heading:
                return
        elif not has_heading and (fact := _read_shown(element)):
            yield fact


def _read_shown(element: HtmlElement) -> StatedFact | None:
    is_time = element.tag == "time"
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    if not is_time and (not shown_date_classes().search(named) or _is_aside(element)):
        return None
    words = one_line(str(element.text_content()))
    day = find_day(element.get("datetime") or "") if is_time else None
    if day is None and len(words) <= _MOST_LETTERS:
        day = find_day(words)
    if day is None:
        return None
    is_update = bool(_UPDATED.search(words)) and not _PUBLISHED.search(words)
    origin = "shown:time" if is_time else "shown:date"
    return StatedFact(field="updated" if is_update else "published", value=day.isoformat(), origin=origin)


def _is_aside(element: HtmlElement) -> bool:
    return any(parent.tag in ("nav", "aside", "footer", "a") for parent in element.iterancestors())


def _read_address(facts: tuple[StatedFact, ...]) -> StatedFact | None:
    for fact in facts:
        found = _IN_ADDRESS.search(fact.value) if fact.field == "canonical_url" else None
        if found:
            year, month, day = found.groups()
            number = int(month) if month.isdigit() else month_numbers()[month.lower()]
            made = _make_day(int(year), number, int(day))
            if made:
                return StatedFact(field="published", value=made.isoformat(), origin=f"url:{fact.origin}")
    return None


def _is_local_day(fact: StatedFact, stated: StatedFact, updates: Container[date | None]) -> bool:
    """Whether a day without universal time differs by one from a stamp in it, as local days do.

    The day of an update is none: pages show it in the place of the day of publication.
    """
    if _UTC.search(fact.value) or not _UTC.search(stated.value):
        return False
    local, universal = find_day(fact.value), find_day(stated.value)
    if local is None or universal is None or (local in updates and local > universal):
        return False
    return abs(local - universal) == timedelta(days=1)
