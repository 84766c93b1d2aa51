"""Which place a name means: of several places of one name, the one that the words around it speak for."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from foreigndesk.extraction.toponyms import NOTHING, Setting, Toponym, distance, is_known, lies_in
from foreigndesk.knowledge.folding import place_key
from foreigndesk.knowledge.places import place_evidence
from foreigndesk.knowledge.states import states_by_id
from foreigndesk.records.facts import Place

_NEAR = 120.0  # km between towns of one neighbourhood
_STATES_AT_LEAST = 3  # names that tell a state, from which their shares count in full


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The place that a name means, or the places that it may mean, with the reason.

    ``state`` is known where all the likely places lie in one. ``is_supported``: the words around the name speak for it;
    ``is_near``: words beside it, in its sentence, or names of places about it do.
    """

    place: Place | None
    state: str | None
    candidates: tuple[Place, ...]
    because: str
    is_supported: bool = False
    is_near: bool = False


def choose_places(toponyms: tuple[Toponym, ...], setting: Setting) -> tuple[Choice, ...]:
    """Return the choice for each name, first by what is named, then by the places that this has settled.

    Names spelt alike mean the same place, unless words beside one of them say otherwise.
    """
    first = _choose_all(toponyms, setting)
    settled = tuple(
        (choice.place, toponym.words)
        for toponym, choice in zip(toponyms, first, strict=True)
        if choice.place is not None and choice.place.latitude is not None and choice.place.kind == "city"
    )
    doubtful = {t.words for t, choice in zip(toponyms, first, strict=True) if len(t.candidates) > 1 or not choice.place}
    again = tuple(t for t in toponyms if t.words in doubtful)
    second = iter(_choose_all(again, replace(setting, settled=tuple(dict.fromkeys(settled)))))
    return tuple(next(second) if t.words in doubtful else choice for t, choice in zip(toponyms, first, strict=True))


def _choose_all(toponyms: tuple[Toponym, ...], setting: Setting) -> tuple[Choice, ...]:
    alike: dict[str, list[Toponym]] = {}
    for toponym in toponyms:
        alike.setdefault(toponym.words, []).append(toponym)
    common = {words: _choose(group, setting) for words, group in alike.items()}
    return tuple(
        _choose([t], setting) if _has_beside(t) and len(alike[t.words]) > 1 else common[t.words] for t in toponyms
    )


def _has_beside(toponym: Toponym) -> bool:
    return bool(toponym.beside.states or toponym.beside.regions)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    place: Place
    weight: float
    because: str
    has_context: bool
    is_near: bool
    kinds: frozenset[str]


def _choose(group: list[Toponym], setting: Setting) -> Choice:
    """Return the place that a group of names spelt alike means."""
    shares = _shares(group[0].words, setting)
    ranked = sorted(
        _before_towns([_weigh(place, group, setting, shares=shares) for place in group[0].candidates]),
        key=lambda w: (-w.weight, w.place.place_id),
    )
    outside = _named_outside(group, ranked)
    if outside is not None or not ranked:
        return outside or Choice(place=None, state=None, candidates=(), because="")
    words, best = group[0].words, ranked[0]
    lead, within = place_evidence()["lead"].weight, place_evidence()["lead_within"].weight
    likely = [w for w in ranked if best.weight - w.weight < (within if w.place.state == best.place.state else lead)]
    is_one_state = len({w.place.state for w in likely}) == 1
    if is_one_state and not best.has_context and (not is_known(best.place) or _is_other_name(best.place)):
        because = f"the gazetteer has {words} in {_say_state(best.place)} only, of which the text says nothing"
        return Choice(place=None, state=None, candidates=(), because=because)
    if is_one_state and (len(likely) == 1 or _is_one_spot(likely)):
        return _sure_choice(words, best, is_only=len(ranked) == 1)
    places = tuple(w.place for w in likely)
    return Choice(
        place=None,
        state=best.place.state if is_one_state else None,
        candidates=places,
        because=f"{words} may be {_say_all(places)}" + (f": {best.because}" if is_one_state else ""),
        is_supported=best.has_context and is_one_state,
        is_near=best.is_near and is_one_state,
    )


def _sure_choice(words: str, best: _Weighed, *, is_only: bool) -> Choice:
    reason = f"no other place of that name is known; {best.because}" if is_only else best.because
    return Choice(
        place=best.place,
        state=best.place.state,
        candidates=(),
        because=f"{words} is {_say(best.place)}: {reason}",
        is_supported=best.has_context,
        is_near=best.is_near,
    )


def _named_outside(group: list[Toponym], ranked: list[_Weighed]) -> Choice | None:
    """Return the state of the words beside a name, where no place of that name lies in what they name."""
    if any("beside" in w.kinds or w.place.kind == "region" for w in ranked):
        return None
    known = {w.place.state for w in ranked if is_known(w.place)}
    for toponym in group:
        states = {region.state: words for region, words in toponym.beside.regions if region.state}
        named = {**states, **toponym.beside.states}
        if len(named) == 1 and not known & named.keys():
            [(state, words)] = named.items()
            because = f"{words} stands beside {toponym.words}, which no table has there"
            return Choice(place=None, state=state, candidates=(), because=because, is_supported=True, is_near=True)
    return None


def _is_other_name(place: Place) -> bool:
    """Return whether the gazetteer has a town under another name than its own ("Soul" for Seoul)."""
    number, _, key = place.place_id.partition(":")[2].partition(":")
    return bool(number) and place.kind == "city" and place_key(place.name) != key and ":" in place.place_id


def _before_towns(weighed: list[_Weighed]) -> list[_Weighed]:
    """Return the places without the towns that a subdivision of their name goes before.

    A subdivision of the table goes before all towns that only the gazetteer has, any of the first level before
    the smaller towns of its state; not before one that the words beside the name point to.
    """
    regions = [w.place for w in weighed if w.place.kind == "region"]
    in_table = any(":" not in region.place_id for region in regions)
    first_level = {region.state for region in regions if not region.within}
    people = place_evidence()["town_before_region"].weight
    return [
        w
        for w in weighed
        if w.place.kind == "region"
        or "beside" in w.kinds
        or ":" not in w.place.place_id
        or not (in_table or (w.place.state in first_level and (w.place.population or 0) < people))
    ]


def _is_one_spot(likely: list[_Weighed]) -> bool:
    """Return whether the likely places lie together, as a town and the district of its name do."""
    first = likely[0].place
    return all((d := distance(first, w.place)) is not None and d <= _NEAR for w in likely[1:])


def _weigh(place: Place, group: list[Toponym], setting: Setting, *, shares: Mapping[str, float]) -> _Weighed:
    found = dict(_around_names(place, group, setting)) | dict(_beside_names(place, group))
    found |= dict(_in_article(place, group[0].words, setting, shares=shares))
    row = place_evidence()
    people = place.population or (row["population"].weight if place.kind == "region" else 1)
    own = {"size": math.log10(people)}
    if ":" not in place.place_id:
        own["in_table"] = 1.0
    if place.kind == "region":
        own["region"] = 1.0
    weights = {name: row[name].weight * share for name, (share, _) in found.items()}
    because = [row[name].says.format(found[name][1]) for name in sorted(weights, key=lambda n: -weights[n])[:2]]
    return _Weighed(
        place=place,
        weight=sum(weights.values()) + sum(row[name].weight * share for name, share in own.items()),
        because=" and ".join(because) or row[max(own, key=lambda n: row[n].weight * own[n])].says,
        has_context=bool(found),
        kinds=frozenset(name.split("_")[0] for name in found),
        is_near=bool(found.keys() - {"article_state"}),
    )


_Evidence = Iterator[tuple[str, tuple[float, str]]]  # its kind, with its share and the words that give it


def _around_names(place: Place, group: list[Toponym], setting: Setting) -> _Evidence:
    """Yield the subdivisions and states of a place that are named beside it, in its sentence and in the text."""
    own = group[0].words
    beside = [t.beside for t in group]
    sentences = [setting.sentences.get(t.sentence, NOTHING) for t in group]
    for kind, parts in (("beside", beside), ("sentence", sentences), ("article", [setting.article])):
        region = next((w for part in parts for r, w in part.regions if w != own and lies_in(place, r)), None)
        if region:
            yield f"{kind}_region", (1.0, region)
        state = next((w for part in parts if (w := part.states.get(place.state or "")) and w != own), None)
        if state and kind != "article":
            yield f"{kind}_state", (1.0, state)


def _beside_names(place: Place, group: list[Toponym]) -> _Evidence:
    """Yield what the words beside a name say of its kind."""
    own = group[0].words
    if any(lies_in(inner, place) for t in group for inner in t.before):
        yield "holds", (1.0, own)
    if any(t.called == place.kind for t in group):
        yield "called", (1.0, own)
    if place.kind == "region" and any(r.state == place.state for t in group for r in t.joined):
        yield "list", (1.0, own)


def _in_article(place: Place, own: str, setting: Setting, *, shares: Mapping[str, float]) -> _Evidence:
    """Yield how much the text is on the state of a place, and the settled towns near it."""
    share = shares.get(place.state or "", 0.0)
    if share:
        yield "article_state", (share, _say_state(place))
    near = next((w for other, w in setting.settled if w != own and _is_near(place, other)), None)
    if near:
        yield "near", (1.0, near)


def _shares(own: str, setting: Setting) -> dict[str, float]:
    """Return how much of what tells a state, apart from the name itself, tells each."""
    of_others = {state: counted.total() - counted[own] for state, counted in setting.counts.items()}
    in_all = max(sum(of_others.values()), _STATES_AT_LEAST)
    return {state: number / in_all for state, number in of_others.items()}


def _is_near(place: Place, other: Place) -> bool:
    away = distance(place, other)
    return away is not None and away <= _NEAR


def _say(place: Place) -> str:
    return f"{place.name} in {_say_state(place)}" if place.state else place.name


def _say_state(place: Place) -> str:
    state = states_by_id().get(place.state or "")
    return state.name if state else "no state"


def _say_all(places: tuple[Place, ...]) -> str:
    named = dict.fromkeys(f"{_say(place)}{f' ({place.within})' if place.within else ''}" for place in places)
    return " or ".join(list(named)[:4])
