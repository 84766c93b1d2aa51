"""Towns and subdivisions of the whole world: the gazetteer that is compiled when the package is built.

The file is read when the first name is looked up, and searched as it is: no line is parsed but those of the name.
"""

import gzip
from functools import cache, lru_cache

from foreigndesk.errors import KnowledgeError
from foreigndesk.knowledge.folding import place_key
from foreigndesk.knowledge.places import place_words, places_by_id
from foreigndesk.knowledge.tables import data_folder
from foreigndesk.records.facts import Place

_FILE = "towns.tsv.gz"
_TOWN, _SUBDIVISION = "geonames", "iso"
_FIELDS = 9
_ARTICLES = ("al ", "el ", "the ")


@cache
def _lines() -> bytes:
    """Return the lines of the file, sorted by their first field, each with a line end, after an empty line."""
    path = data_folder() / _FILE
    if not path.is_file():
        raise KnowledgeError(f"{_FILE}: not there; it is made when the package is installed: pip install --editable .")
    origin, _, lines = gzip.decompress(path.read_bytes()).partition(b"\n")
    return b"\n" + lines if origin.startswith(b"# ") else origin + lines


@lru_cache(maxsize=20_000)
def find_by_key(key: str) -> tuple[Place, ...]:
    """Return the towns and subdivisions of that key (``place_key``), in the order of the file."""
    lines, wanted = _lines(), b"\n" + key.encode() + b"\t"
    low, high = 0, len(lines) - 1
    while low < high:
        middle = lines.rfind(b"\n", 0, (low + high) // 2 + 1)
        if lines[middle : middle + len(wanted)] < wanted:
            low = lines.find(b"\n", (low + high) // 2 + 1)
        else:
            high = middle
    found = []
    while lines.startswith(wanted, low):
        end = lines.find(b"\n", low + 1)
        found.append(_read_line(lines[low + 1 : end].decode()))
        low = end
    return tuple(found)


def _read_line(line: str) -> Place:
    key, number, state, within, name, latitude, longitude, population, *_ = line.split("\t") + [""] * _FIELDS
    is_town = number.isdigit()
    return Place(
        place_id=f"{_TOWN if is_town else _SUBDIVISION}:{number}:{key}",
        name=name or key.title(),
        aliases=(),
        kind="city" if is_town else "region",
        state=state or None,
        within=within or None,
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        geonames_id=number if is_town else "",
        population=int(population) if population else None,
        row_source="geonames" if is_town else "iso3166_2",
    )


@lru_cache(maxsize=20_000)
def places_called(words: str) -> tuple[Place, ...]:
    """Return what the gazetteer has under ``words``, whatever their case and accents; towns and subdivisions.

    Where it has nothing: subdivisions under the name without a noun at its end ("Nyanza Province"), and both
    without or with an Arabic article ("Al-Minya", "Minya").
    """
    key = place_key(words)
    if not key:
        return ()
    found = find_by_key(key)
    if found:
        return found
    first, _, last = key.rpartition(" ")
    if first and last in place_words("subdivision"):
        return tuple(place for place in places_called(first) if place.kind == "region")
    bare = next((key.removeprefix(article) for article in _ARTICLES if key.startswith(article)), None)
    return find_by_key(bare) if bare else find_by_key(f"al {key}")


def code_of(place: Place) -> str:
    """Return the code of a subdivision (``US-GA``), or ``""`` for what is none."""
    kind, _, rest = place.place_id.partition(":")
    return rest.split(":")[0] if kind == _SUBDIVISION else ""


def find_place(place_id: str | None) -> Place | None:
    """Return the place of that id, from the table of places or the gazetteer; ``None`` for another id."""
    known = places_by_id().get(place_id or "")
    kind, _, rest = (place_id or "").partition(":")
    if known is not None or kind not in {_TOWN, _SUBDIVISION}:
        return known
    key = rest.partition(":")[2]
    return next((place for place in find_by_key(key) if place.place_id == place_id), None)


@cache
def tables_by_geonames() -> dict[str, Place]:
    """Return the places of the table keyed by the id that GeoNames has for them."""
    return {place.geonames_id: place for place in places_by_id().values() if place.geonames_id}
