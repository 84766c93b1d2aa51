"""Who acts in events: when two tellings name the same parties, and how the parties of one event are named."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foreigndesk.knowledge.codebook import sectors
from foreigndesk.knowledge.folding import fold
from foreigndesk.knowledge.states import states_by_id
from foreigndesk.knowledge.towns import find_place
from foreigndesk.records.claims import Party
from foreigndesk.records.events import EventParty, EventPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyKey:
    """Whom a party is: ``wide`` the state, or what has none; ``narrow`` the person, body or place itself.

    ``speaks_for_state``: what it does its state does, so "Paris" and "France" may be one. ``origin`` is set
    where only a name is known, which means the same in texts of one origin alone.
    """

    wide: str
    narrow: str
    speaks_for_state: bool
    origin: str | None


Side = frozenset[PartyKey]


def key_of(party: Party, *, origin: str) -> PartyKey:
    """Return the key of a party that a text of ``origin`` names."""
    narrow = party.entity_id or f"name:{fold(party.name)}"
    is_place = party.entity_id is not None and find_place(party.entity_id) is not None
    is_state = party.entity_id is not None and party.entity_id == party.state
    return PartyKey(
        wide=party.state or narrow,
        narrow=narrow,
        speaks_for_state=is_state
        or is_place
        or (party.sector is not None and sectors()[party.sector].speaks_for_state),
        origin=None if party.entity_id else origin,
    )


def side_of(parties: Iterable[Party], *, origin: str) -> Side:
    """Return the keys of one side of an event, in which the order of the words says nothing."""
    return frozenset(key_of(party, origin=origin) for party in parties)


def wide_keys(side: Side) -> tuple[str, ...]:
    """Return the states of a side, by which tellings of one event are found."""
    return tuple(sorted({key.wide for key in side}))


def is_nameless(side: Side) -> bool:
    """Return whether any of a side is known by a name alone."""
    return any(key.origin is not None for key in side)


def narrow_count(side: Side) -> int:
    """Return how many of a side are named more closely than by their state."""
    return sum(key.narrow != key.wide for key in side)


def are_one_side(a: Side, b: Side) -> bool:
    """Return whether each of either side is named on the other: itself, or the state in whose name it acts."""
    return all(any(_are_one(x, y) for y in b) for x in a) and all(any(_are_one(x, y) for x in a) for y in b)


def _are_one(a: PartyKey, b: PartyKey) -> bool:
    if a.narrow == b.narrow:
        return a.origin == b.origin
    is_state_and_other = a.wide == b.wide and a.wide in {a.narrow, b.narrow}
    return is_state_and_other and a.speaks_for_state and b.speaks_for_state


def name_parties(tellings: Sequence[tuple[Party, ...]], *, origins: Sequence[str]) -> tuple[EventParty, ...]:
    """Return the parties of one side of an event, each once, in the order in which the first telling names them.

    A state gives way to whoever acts in its name elsewhere, unless one telling names both.
    """
    seen: dict[str, list[Party]] = {}
    together: set[frozenset[str]] = set()
    keys: dict[str, PartyKey] = {}
    for parties, origin in zip(tellings, origins, strict=True):
        named = [key_of(party, origin=origin) for party in parties]
        for key, party in zip(named, parties, strict=True):
            seen.setdefault(key.narrow, []).append(party)
            keys.setdefault(key.narrow, key)
        together |= {frozenset({x.narrow, y.narrow}) for x in named for y in named if x.narrow != y.narrow}
    return tuple(
        _make_party(parties) for narrow, parties in seen.items() if not _gives_way(keys[narrow], keys, together)
    )


def _gives_way(key: PartyKey, keys: dict[str, PartyKey], together: set[frozenset[str]]) -> bool:
    others = (other for other in keys.values() if other.narrow != key.narrow and _are_one(key, other))
    return key.narrow == key.wide and any(frozenset({key.narrow, other.narrow}) not in together for other in others)


def _make_party(parties: list[Party]) -> EventParty:
    names = Counter(party.name for party in parties)
    return EventParty(
        entity_id=parties[0].entity_id,
        name=min(names, key=lambda name: (-names[name], name)),
        state=next((party.state for party in parties if party.state), None),
        sector=next((party.sector for party in parties if party.sector), None),
    )


def are_one_place(a: str | None, b: str | None) -> bool:
    """Return whether two places may be one: the same, one not known, or one the state of the other."""
    return a is None or b is None or a == b or state_of(a) == b or state_of(b) == a


def state_of(place_id: str | None) -> str | None:
    """Return the state in which a place lies; of a state itself."""
    place = find_place(place_id)
    return place.state if place else place_id if place_id in states_by_id() else None


def narrowest_place(named: Iterable[tuple[str | None, str]]) -> EventPlace | None:
    """Return the narrowest of some places, each given by id and words; the commonest among equals."""
    counts = Counter(named)
    if not counts:
        return None
    place_id, words = min(counts, key=lambda n: (n[0] is None, n[0] in states_by_id(), -counts[n], n[0] or "", n[1]))
    place, state = find_place(place_id), states_by_id().get(place_id or "")
    return EventPlace(
        place_id=place_id, name=place.name if place else state.name if state else words, state=state_of(place_id)
    )
