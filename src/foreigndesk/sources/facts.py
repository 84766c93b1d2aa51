"""What a web page states of its article, each fact with the place where it stood."""

import json
from collections.abc import Iterator
from functools import cache
from html import unescape

from lxml.html import HtmlElement

from foreigndesk.knowledge.pages import Carrier, fact_places, list_fact_places
from foreigndesk.records.articles import StatedFact
from foreigndesk.sources.characters import one_line

_MOST_LETTERS = 500  # a longer value is no title, name, date or address
_UNRANKED = 99
_EMPTY_DATES = ("0000-", "0001-01-01", "1970-01-01")  # what publishing systems write where they know no date
_MOST_NODES = 5_000  # of all JSON-LD on a page
_ARTICLE_TYPES = ("article", "posting", "report")  # endings of schema.org types that are articles


def read_facts(tree: HtmlElement) -> tuple[StatedFact, ...]:
    """Return the facts that the page states, the most trusted place of each field first, without repeats.

    Nothing is guessed: neither from addresses nor from the day on which the page is read.
    """
    found = [*_read_json_ld(tree), *_read_meta(tree), *_read_itemprops(tree), *_read_links(tree), *_read_headings(tree)]
    ranked = sorted(dict.fromkeys(found), key=_rank)
    return tuple(fact for fact in ranked if fact.value and len(fact.value) <= _MOST_LETTERS)


def first_value(facts: tuple[StatedFact, ...], field: str) -> str | None:
    """Return the value of the most trusted fact of a field."""
    return next((fact.value for fact in facts if fact.field == field), None)


def _fact(field: str, value: str, origin: str) -> StatedFact:
    # Publishing systems often escape twice, so entities are still there after parsing.
    return StatedFact(field=field, value=one_line(unescape(value)), origin=origin)


def _rank(fact: StatedFact) -> int:
    return _ranks().get((fact.field, fact.origin), _UNRANKED)


@cache
def _ranks() -> dict[tuple[str, str], int]:
    return {(place.field, f"{place.carrier.value}:{place.key}"): place.rank for place in list_fact_places()}


def _read_meta(tree: HtmlElement) -> Iterator[StatedFact]:
    places = fact_places(Carrier.META)
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            place = places.get((element.get(attribute) or "").lower())
            if place and _is_value(place.field, element.get("content") or ""):
                yield _fact(place.field, element.get("content") or "", f"meta:{place.key}")


def _read_itemprops(tree: HtmlElement) -> Iterator[StatedFact]:
    places = fact_places(Carrier.ITEMPROP)
    for element in tree.iter():
        place = places.get((element.get("itemprop") or "").lower()) if isinstance(element.tag, str) else None
        if place and element.tag != "meta":
            value = element.get("datetime") or element.get("content") or str(element.text_content())
            if _is_value(place.field, value):
                yield _fact(place.field, value, f"itemprop:{place.key}")


def _read_links(tree: HtmlElement) -> Iterator[StatedFact]:
    places = fact_places(Carrier.LINK)
    for element in tree.iter("link"):
        place = places.get((element.get("rel") or "").lower())
        if place:
            yield _fact(place.field, element.get("href") or "", f"link:{place.key}")


def _read_headings(tree: HtmlElement) -> Iterator[StatedFact]:
    places = fact_places(Carrier.ELEMENT)
    headings = list(tree.iter("h1"))
    for element in headings if len(headings) == 1 else ():
        yield _fact(places["h1"].field, str(element.text_content()), "element:h1")
    for element in tree.iterfind(".//head/title"):
        yield _fact(places["title"].field, str(element.text_content()), "element:title")
    for element in tree.iter("time"):
        if element.get("pubdate") is not None:
            yield _fact(places["time"].field, element.get("datetime") or str(element.text_content()), "element:time")


def read_bodies(tree: HtmlElement) -> tuple[str, ...]:
    """Return the texts of articles that the page's JSON-LD holds."""
    bodies = (node.get("articleBody") for node in _json_ld_articles(tree))
    return tuple(body for body in bodies if isinstance(body, str) and body.strip())


def _read_json_ld(tree: HtmlElement) -> Iterator[StatedFact]:
    for node in _json_ld_articles(tree):
        yield from _read_node(node)


def _json_ld_articles(tree: HtmlElement) -> Iterator[dict[str, object]]:
    for element in tree.iter("script"):
        if "ld+json" not in (element.get("type") or "").lower():
            continue
        try:
            data = json.loads(element.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles_in(data)


def _articles_in(data: object) -> Iterator[dict[str, object]]:
    waiting, seen = [data], 0
    while waiting and seen < _MOST_NODES:
        node, seen = waiting.pop(0), seen + 1
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            types = node.get("@type")
            names = types if isinstance(types, list) else [types]
            if any(str(name).lower().endswith(_ARTICLE_TYPES) for name in names):
                yield node
            waiting += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node]


def _read_node(node: dict[str, object]) -> Iterator[StatedFact]:
    for key, place in fact_places(Carrier.JSON_LD).items():
        value = ", ".join(_names(node.get(key)))
        if _is_value(place.field, value):
            yield _fact(place.field, value, f"json_ld:{key}")


def _names(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict) and isinstance(value.get("name"), str):
        yield value["name"]
    elif isinstance(value, list):
        for part in value[:20]:  # longest list of authors that is a byline
            if not isinstance(part, list):
                yield from _names(part)


def _is_value(field: str, value: str) -> bool:
    """Whether the value can be one of this field: no address for a name, no date that stands for none."""
    if field in ("byline", "publisher"):
        return not value.strip().lower().startswith(("http:", "https:", "//", "@"))
    if field in ("published", "updated"):
        return any(c.isdigit() for c in value) and not value.strip().startswith(_EMPTY_DATES)
    return bool(value.strip())
