"""Names of places in one article, the places that they may be, and what the article names around them."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from foreigndesk.knowledge.places import place_evidence
from foreigndesk.knowledge.towns import code_of, places_called, tables_by_geonames
from foreigndesk.records.facts import Place
from foreigndesk.records.spans import Span

_EARTH = 6371.0  # mean radius in km
_INSIDE = 80.0  # km from a town of a county to a point inside the county


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """One name of a place in the text, with the places that it may be.

    ``beside`` are the words that narrow it ("Alabama" in "Birmingham, Alabama"), with what they may name,
    ``before`` the places that the name before may be, which this one narrows; ``joined`` the subdivisions that
    the names beside it in a list may be; ``called`` the kind of place that the words call it.
    """

    span: Span
    words: str
    sentence: int
    candidates: tuple[Place, ...]
    beside: "NamedAround"
    before: tuple[Place, ...] = ()
    joined: tuple[Place, ...] = ()
    called: str = ""
    follows_comma: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedAround:
    """States (by id) and subdivisions (by their places) that some part of a text names, each with its words."""

    states: Mapping[str, str]
    regions: tuple[tuple[Place, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What an article names around its places.

    ``counts`` are of the names that tell a state, by state and words; ``settled`` are the towns that are sure.
    """

    sentences: Mapping[int, NamedAround]
    article: NamedAround
    counts: Mapping[str, Counter[str]]
    settled: tuple[tuple[Place, str], ...] = ()


NOTHING = NamedAround(states={}, regions=())


def candidates_for(words: str, known: Iterable[Place]) -> tuple[Place, ...]:
    """Return the places called ``words``: those of the table, then those of the gazetteer that it lacks."""
    listed = tuple(_with_region(place) for place in known)
    ids = {place.geonames_id for place in listed if place.geonames_id}
    states = {place.state for place in listed}
    regions = {place.state for place in listed if place.kind == "region"}
    found = []
    for place in places_called(words):
        own = tables_by_geonames().get(place.geonames_id) if place.geonames_id else None
        same_region = place.kind == "region" and place.state in regions
        is_other = own is not None and own.state in states  # the table has chosen among its own of one state
        if place.geonames_id not in ids and not same_region and not is_other:
            found.append(_with_region(own) if own else place)
    return (*listed, *dict.fromkeys(found))


@lru_cache(maxsize=10_000)
def regions_called(words: str) -> tuple[Place, ...]:
    """Return the subdivisions called ``words``."""
    return tuple(place for place in places_called(words) if place.kind == "region")


@lru_cache(maxsize=4_000)
def _with_region(place: Place) -> Place:
    """Return a place of the table within the subdivision in which the gazetteer has it."""
    named = (found for words in (place.name, *place.aliases) for found in places_called(words))
    same = next((found for found in named if found.geonames_id and found.geonames_id == place.geonames_id), None)
    return replace(place, within=same.within) if same is not None else place


def make_setting(states: Iterable[tuple[int, str, str]], toponyms: tuple[Toponym, ...]) -> Setting:
    """Return what the article names: ``states`` are sentence, id and words of each mention of a state."""
    named = list(states)
    counts: dict[str, Counter[str]] = {}
    for _, state, words in named:
        counts.setdefault(state, Counter())[words] += 1
    for toponym in toponyms:
        own = {place.state for place in toponym.candidates}
        only = own.pop() if len(own) == 1 else None
        if only and any(is_known(place) for place in toponym.candidates):
            counts.setdefault(only, Counter())[toponym.words] += 1
    regions = [(t.sentence, place, t.words) for t in toponyms for place in regions_called(t.words)]
    sentences = {n for n, *_ in (*named, *regions)}
    return Setting(
        sentences={n: _around((s for s in named if s[0] == n), (r for r in regions if r[0] == n)) for n in sentences},
        article=_around(named, regions),
        counts=counts,
    )


def _around(states: Iterable[tuple[int, str, str]], regions: Iterable[tuple[int, Place, str]]) -> NamedAround:
    by_state: dict[str, str] = {}
    for _, state, words in states:
        by_state.setdefault(state, words)
    by_place: dict[str, tuple[Place, str]] = {}
    for _, place, words in regions:
        by_place.setdefault(place.place_id, (place, words))
    return NamedAround(states=by_state, regions=tuple(by_place.values()))


def is_known(place: Place) -> bool:
    """Return whether a place is large enough to be named without words that show where it lies."""
    alone = place_evidence()["alone"].weight
    return ":" not in place.place_id or (place.population or 0) >= alone


def lies_in(place: Place, region: Place) -> bool:
    """Return whether a place lies in a subdivision: by its code, else by its distance to a point inside."""
    if place.state != region.state or place.place_id == region.place_id or region.kind != "region":
        return False
    if code_of(region) and code_of(region) == place.within:
        return True
    if place.within and not region.within:  # both are of the first level, and differ
        return False
    away = distance(place, region)
    return away is not None and away <= _INSIDE


def distance(place: Place, other: Place) -> float | None:
    """Return the kilometres between two places, ``None`` where a point is not known."""
    if None in {place.latitude, place.longitude, other.latitude, other.longitude}:
        return None
    points = (place.latitude, place.longitude, other.latitude, other.longitude)
    south, west, north, east = (math.radians(degrees or 0.0) for degrees in points)
    half = math.sin((north - south) / 2) ** 2
    half += math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    return 2 * _EARTH * math.asin(math.sqrt(min(1.0, half)))
