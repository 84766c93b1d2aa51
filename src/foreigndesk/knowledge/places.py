"""Places below or across states: cities, regions, seas, venues."""

from dataclasses import dataclass
from functools import cache

from foreigndesk.knowledge.tables import Row, read_list, read_table
from foreigndesk.records.facts import Place


@cache
def list_places() -> tuple[Place, ...]:
    """Return all places in the order of the table."""
    return tuple(_read_place(row) for row in read_table("places"))


@cache
def places_by_id() -> dict[str, Place]:
    """Return the places keyed by id."""
    return {place.place_id: place for place in list_places()}


@cache
def places_by_name() -> dict[str, tuple[Place, ...]]:
    """Return the places keyed by name or alias as written; several where the name is shared."""
    found: dict[str, tuple[Place, ...]] = {}
    for place in list_places():
        for words in dict.fromkeys((place.name, *place.aliases)):
            found[words] = (*found.get(words, ()), place)
    return found


@cache
def place_words(role: str) -> frozenset[str]:
    """Return the lower-case words that play ``role`` in the table of words about places."""
    return frozenset(row["word"] for row in read_table("place_words") if row["role"] == role)


def _read_place(row: Row) -> Place:
    return Place(
        place_id=row["id"],
        name=row["name"],
        aliases=read_list(row["aliases"]),
        kind=row["kind"],
        state=row["state"] or None,
        within=row["within"] or None,
        latitude=float(row["lat"]) if row["lat"] else None,
        longitude=float(row["lon"]) if row["lon"] else None,
        geonames_id=row["geonames"],
        population=int(row["population"]) if row["population"] else None,
        row_source=row["source"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceEvidence:
    """One kind of evidence for a place among its namesakes: how much it counts, and how it is told."""

    weight: float
    says: str


@cache
def place_evidence() -> dict[str, PlaceEvidence]:
    """Return the kinds of evidence and the two thresholds, keyed by name."""
    rows = read_table("place_evidence")
    return {row["evidence"]: PlaceEvidence(weight=float(row["weight"]), says=row["says"]) for row in rows}
