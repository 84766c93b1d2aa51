"""How many rows, events, attributions and positions of each kind there are, and what is missing."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from foreigndesk.knowledge.codebook import event_contexts, event_modes, event_types
from foreigndesk.knowledge.states import NameRole, list_state_names
from foreigndesk.records.claims import CommitmentKind, Factuality, Polarity, Stance
from training.label_lines import allowed
from training.rows import EventLabel, Row

Counts = dict[str, Counter[str]]
NONE = "(none)"  # events without a mode, a context, an auxiliary mode or a commitment
_WORD = re.compile(r"[^\W\d_]+")
_ROLES = (NameRole.NAME, NameRole.DEMONYM, NameRole.NATIONALS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Values of a field of which the corpus has fewer than ``wanted``; ``short`` maps them to their number."""

    field: str
    wanted: int
    short: dict[str, int]


def count(rows: Iterable[Row]) -> Counts:
    """Return the numbers of all rows, keyed by field and value."""
    counts: Counts = {}
    for row in rows:
        for field, value in _values_of(row):
            counts.setdefault(field, Counter())[value] += 1
    return counts


def find_gaps(counts: Counts, wanted: dict[str, int]) -> list[Gap]:
    """Return what is missing: for every field in ``wanted`` the known values that stand in fewer rows."""
    gaps = []
    for field, least in wanted.items():
        found = counts.get(field, Counter())
        short = {value: found[value] for value in known_values(field) if found[value] < least}
        if short:
            gaps.append(Gap(field=field, wanted=least, short=short))
    return gaps


def known_values(field: str) -> tuple[str, ...]:
    """Return the values that a field can have, in the order of their table."""
    return {
        "type": tuple(event_types()),
        "mode": tuple(".".join(key) for key in event_modes()),
        "context": tuple(event_contexts()),
        "factuality": tuple(Factuality),
        "polarity": tuple(Polarity),
        "aux": tuple(allowed("aux")),
        "commitment": tuple(CommitmentKind),
        "stance": tuple(Stance),
        "none": tuple(allowed("none")),
        "continent": tuple(continents()),
    }[field]


def _values_of(row: Row) -> Iterator[tuple[str, str]]:
    yield "rows", "from templates" if row.is_template else "written"
    yield "rows", "in articles" if row.article else "sentences alone"
    if row.article and not row.article.position:
        yield "articles", "all"
    yield "brief", row.brief
    for event in row.events:
        yield from _values_of_event(event)
    yield "events in a row", str(len(row.events))
    if row.no_event:
        yield "none", row.no_event
    yield from (("none", "words marked N") for _ in row.negatives)
    yield from (("attribution", label.kind or NONE) for label in row.attributions)
    yield from (("stance", label.stance) for label in row.positions)
    yield from (("continent", continent) for continent in sorted(find_continents(row.text)))


def _values_of_event(event: EventLabel) -> Iterator[tuple[str, str]]:
    yield "type", event.type
    yield "mode", f"{event.type}.{event.mode or NONE}"
    yield "factuality", event.factuality
    yield "polarity", event.polarity
    yield "commitment", event.commitment or NONE
    yield from (("aux", value) for value in event.aux or (NONE,))
    yield from (("context", value) for value in event.contexts or (NONE,))


@cache
def continents() -> dict[str, frozenset[str]]:
    """Return the ids of the states of each continent."""
    lines = (Path(__file__).parent / "continents.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return {continent: frozenset(states.split()) for continent, states in rows}


def find_continents(text: str) -> set[str]:
    """Return the continents of the states that a text names by a name of at most two words."""
    words = _WORD.findall(text)
    phrases = [*words, *(f"{one} {other}" for one, other in pairwise(words))]
    return {continent for phrase in phrases if (continent := _continent_by_name().get(phrase))}


@cache
def _continent_by_name() -> dict[str, str]:
    by_state = {state: continent for continent, states in continents().items() for state in states}
    names = [name for name in list_state_names() if name.role in _ROLES and name.state_id in by_state]
    return {name.words: by_state[name.state_id] for name in names}
