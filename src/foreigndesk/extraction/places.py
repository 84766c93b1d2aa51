"""Where the names of places lie: mentions linked to the gazetteer, and names in it that the model missed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from foreigndesk.extraction.namesakes import Choice, choose_places
from foreigndesk.extraction.place_names import PlaceName, find_place_names, is_unsure, widen_name
from foreigndesk.extraction.toponyms import (
    NOTHING,
    NamedAround,
    Setting,
    Toponym,
    candidates_for,
    is_known,
    make_setting,
    regions_called,
)
from foreigndesk.knowledge.folding import fold
from foreigndesk.knowledge.places import place_words, places_by_id, places_by_name
from foreigndesk.knowledge.states import NameRole, list_state_names, states_by_id
from foreigndesk.knowledge.towns import find_place
from foreigndesk.records.analyses import Analysis
from foreigndesk.records.facts import Place
from foreigndesk.records.mentions import LOCAL, Location, Mention, MentionKind, MentionUse, PointKind
from foreigndesk.records.spans import Span

_STANDS_FOR_STATE = (NameRole.CAPITAL.value, NameRole.SEAT.value)  # how the rules of such mentions begin
_BESIDE = re.compile(r"(?: [a-z]+)?, | ?\(|,? in (?:the )?(?:[a-z-]+ ){0,2}(?:of )?")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """A name to be located: the mention that it is, or the words by which one was found."""

    mention: Mention | None
    span: Span
    words: str
    candidates: tuple[Place, ...]
    is_sure: bool = True


def locate_mentions(analysis: Analysis, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the mentions with where they lie, and further ones for names that only the gazetteer knows.

    Mentions that are no place stay as they are. Names of states, their adjectives and capitals win before any
    town of that name, unless the words around them leave no room for the state.
    """
    mentions = tuple(_widen(analysis, mentions))
    ordinary = frozenset([t.text for t in analysis.tokens if t.text.islower()])
    names = [name for m in mentions if (name := _read_name(analysis, m, ordinary)) is not None]
    names += [_from_words(found) for found in find_place_names(analysis, mentions, ordinary)]
    names.sort(key=lambda name: name.span)
    toponyms = _make_toponyms(analysis, names, mentions)
    setting = make_setting(_states_named(analysis, mentions), toponyms)
    open_to = [_narrow(t, name, setting) for t, name in zip(toponyms, names, strict=True)]
    kept = [(t, name) for t, name in zip(open_to, names, strict=True) if t is not None]
    choices = choose_places(tuple(t for t, _ in kept), setting)
    chosen = {name.span: _link(name, choice) for (_, name), choice in zip(kept, choices, strict=True)}
    replaced = {name.span for _, name in kept if chosen[name.span] is not None}
    new = sorted(name.span for _, name in kept if name.mention is None and name.span in replaced)
    rest = [
        m
        for m in mentions
        if m.span not in replaced and not (is_unsure(m) and any(m.span.overlaps(span) for span in new))
    ]
    return tuple(_add_location(m, analysis.text) for m in (*rest, *(m for m in chosen.values() if m)))


def _widen(analysis: Analysis, mentions: tuple[Mention, ...]) -> Iterator[Mention]:
    """Yield the mentions, those of places with the longer name of the gazetteer that they are part of."""
    taken = [m.span for m in mentions if not _is_loose(m)]
    longer = {m.span: wider for m in mentions if _is_town(m) and (wider := widen_name(analysis, m.span, taken))}
    spans = set(longer.values())
    for mention in mentions:
        wider = longer.get(mention.span) if _is_town(mention) else None
        if wider is not None:
            if wider in spans:  # once for all the mentions that it covers
                spans.discard(wider)
                yield _local_place(analysis.text, wider)
        elif not (_is_loose(mention) and any(s.overlaps(mention.span) for s in longer.values())):
            yield mention


def _is_loose(mention: Mention) -> bool:
    """Return whether a mention gives way to a longer name of the gazetteer."""
    return is_unsure(mention) or ((mention.entity_id or "").startswith(LOCAL) and mention.kind is MentionKind.PLACE)


def _is_town(mention: Mention) -> bool:
    is_open = mention.rule.startswith(NameRole.CAPITAL.value) or (
        mention.kind is MentionKind.STATE and bool(mention.candidates)
    )
    return mention.kind is MentionKind.PLACE or is_open


def _local_place(text: str, span: Span) -> Mention:
    words = span.words(text)
    return Mention(
        span=span,
        kind=MentionKind.PLACE,
        name=words,
        head=span,
        use=MentionUse.PLACE,
        rule="longer name of the gazetteer",
        because=f"the gazetteer has {words}, of which a shorter name is part",
        entity_id=_local_id(words),
    )


def _read_name(analysis: Analysis, mention: Mention, ordinary: frozenset[str]) -> _Name | None:
    """Return what a mention may name, where the gazetteer has a say; ``None`` for all that is settled."""
    words = mention.span.words(analysis.text)
    if mention.kind is MentionKind.PLACE:
        known = places_by_id().get(mention.entity_id or "")
        if known is not None and (known.state is None or known.kind not in {"city", "region"}):
            return None
        table = tuple(p for p in places_by_name().get(words, ()) if known and (p is known or p.state != known.state))
        is_word = not table and (words.lower() in ordinary or words.lower() in place_words("direction"))
        found = () if is_word else candidates_for(words, table)
    elif mention.kind is MentionKind.STATE and _may_be_namesake(words, mention):
        found = candidates_for(words, ())
    else:
        return None
    return _Name(mention=mention, span=mention.span, words=words, candidates=found)


def _from_words(found: PlaceName) -> _Name:
    return _Name(mention=None, span=found.span, words=found.words, candidates=found.candidates, is_sure=found.is_sure)


@cache
def _capitals() -> dict[str, str]:
    """Return the states keyed by the names of their capitals."""
    return {name.words: name.state_id for name in list_state_names() if name.role is NameRole.CAPITAL}


@cache
def _ambiguous_names() -> dict[str, str]:
    """Return the states keyed by their names that are also something else, such as Georgia."""
    return {n.words: n.state_id for n in list_state_names() if n.role is NameRole.NAME and n.is_ambiguous}


def _may_be_namesake(words: str, mention: Mention) -> bool:
    if words in _ambiguous_names():
        return bool(regions_called(words))
    return words in _capitals() and mention.use is not MentionUse.TOPIC


def _make_toponyms(analysis: Analysis, names: list[_Name], mentions: tuple[Mention, ...]) -> tuple[Toponym, ...]:
    states = {m.span.start: m for m in mentions if m.kind is MentionKind.STATE}
    places = {name.span.start: name for name in names}
    ends = {name.span.end: name for name in names}
    text = analysis.text
    return tuple(
        Toponym(
            span=name.span,
            words=name.words,
            sentence=_sentence(analysis, name.span),
            candidates=name.candidates,
            beside=_beside(text, name.span, states=states, places=places),
            before=ends[name.span.start - 2].candidates if _is_narrower(text, name.span, ends) else (),
            joined=_joined(text, name.span, ends=ends, starts=places),
            called=_called(text, name.span),
            follows_comma=text[max(0, name.span.start - 2) : name.span.start] == ", ",
        )
        for name in names
    )


def _beside(text: str, span: Span, *, states: dict[int, Mention], places: dict[int, _Name]) -> NamedAround:
    """Return the state or subdivision that stands after a name: "Birmingham, Alabama", "Surrey (England)"."""
    between = _BESIDE.match(text, span.end)
    if between is None:
        return NOTHING
    state, place = states.get(between.end()), places.get(between.end())
    named = {state.state: state.span.words(text)} if state and state.state else {}
    regions = tuple((region, place.words) for region in regions_called(place.words)) if place else ()
    return NamedAround(states=named, regions=regions)


def _is_narrower(text: str, span: Span, ends: dict[int, _Name]) -> bool:
    """Return whether a name of a place stands before a name with a comma between them: "Buffalo, New York"."""
    return text[max(0, span.start - 2) : span.start] == ", " and span.start - 2 in ends


def _joined(text: str, span: Span, *, ends: dict[int, _Name], starts: dict[int, _Name]) -> tuple[Place, ...]:
    """Return the first-level subdivisions that the names joined to a name by a comma or "and" may be."""
    before = re.search(r",(?: and)? $| and $", text[max(0, span.start - 6) : span.start])
    after = re.match(r",(?: and)? | and ", text[span.end : span.end + 6])
    beside = [ends.get(span.start - len(before.group())) if before else None]
    beside.append(starts.get(span.end + after.end()) if after else None)
    return tuple(r for name in beside if name for r in regions_called(name.words) if r.within is None)


def _called(text: str, span: Span) -> str:
    """Return the kind of place that the words beside a name call it: "the state of Victoria", "Surrey county"."""
    before = re.search(r"(\w+) of (?:the )?$", text[max(0, span.start - 25) : span.start])
    after = re.match(r" (\w+)", text[span.end : span.end + 16])
    words = {m[1].lower() for m in (before, after) if m}
    if words & place_words("subdivision"):
        return "region"
    return "city" if words & place_words("settlement") else ""


def _sentence(analysis: Analysis, span: Span) -> int:
    token = analysis.token_at(span.start)
    return token.sentence if token else -1


def _states_named(analysis: Analysis, mentions: tuple[Mention, ...]) -> Iterator[tuple[int, str, str]]:
    for mention in mentions:
        if mention.kind is MentionKind.STATE and mention.state:
            yield _sentence(analysis, mention.span), mention.state, mention.span.words(analysis.text)


def _narrow(toponym: Toponym, name: _Name, setting: Setting) -> Toponym | None:
    """Return the toponym with the candidates that are allowed; ``None`` where the state or its capital stands.

    A namesake of a state or capital is taken only where it is named beside it, or where the text names nothing
    else of that state, but other subdivisions of the namesake's state; of a capital, no smaller one.
    """
    capital, state = _capitals().get(name.words), _ambiguous_names().get(name.words)
    if capital is None and state is None:
        return toponym
    own = capital or state
    in_list = capital is None and toponym.follows_comma
    beside = [p for p in toponym.candidates if p.state != own and not in_list and _is_beside(p, toponym)]
    is_named = any(words != name.words for words in setting.counts.get(own or "", ()))
    called = [p for p in toponym.candidates if _is_said_region(p, toponym) and p.state in setting.article.states]
    rivals = [] if is_named else [p for p in toponym.candidates if p.state != own and _rivals(p, toponym, setting)]
    own_region = [p for p in toponym.candidates if p.state == own and _is_said_region(p, toponym)]
    allowed = tuple(beside or own_region or called or rivals)
    return replace(toponym, candidates=allowed) if allowed else None


def _is_beside(place: Place, toponym: Toponym) -> bool:
    in_region = any(r.state == place.state and r.place_id != place.place_id for r, _ in toponym.beside.regions)
    return in_region or place.state in toponym.beside.states


def _is_said_region(place: Place, toponym: Toponym) -> bool:
    """Return whether the words call a name a subdivision, or list it among those of its state (Washington)."""
    in_list = any(r.state == place.state and r.place_id != place.place_id for r in toponym.joined)
    return place.kind == "region" and place.within is None and (toponym.called == "region" or in_list)


def _rivals(place: Place, toponym: Toponym, setting: Setting) -> bool:
    """Return whether a namesake is a first-level subdivision, or no smaller city, of the country told of."""
    around = {words for region, words in setting.article.regions if region.state == place.state}
    around.discard(toponym.words)
    if place.kind == "region":
        return place.within is None and (len(around) > 1 or (bool(around) and toponym.words in _capitals()))
    own = _capitals().get(toponym.words)
    if own is None or not (around or place.state in setting.article.states):
        return False
    capital = next((p for p in places_by_name().get(toponym.words, ()) if p.state == own), None)
    return capital is not None and (place.population or 0) >= (capital.population or 0)


def _link(name: _Name, choice: Choice) -> Mention | None:
    """Return the mention for a choice; ``None`` where a name that only the gazetteer knows is not supported."""
    if name.mention is None and not _is_found(name, choice):
        return None
    place, before = choice.place, name.mention
    if before is not None and place is None and not choice.state and not choice.candidates:
        return replace(before, because=choice.because) if choice.because else None
    if place is not None and before is not None and place.place_id == before.entity_id:
        return before if ":" in place.place_id or len(name.candidates) == 1 else replace(before, because=choice.because)
    return Mention(
        span=name.span,
        kind=MentionKind.PLACE,
        name=place.name if place else name.words,
        head=name.span,
        use=before.use if before and before.kind is MentionKind.PLACE else MentionUse.PLACE,
        rule="name of the gazetteer" if before else "name of the gazetteer after words of place",
        because=choice.because,
        entity_id=place.place_id if place else _local_id(name.words) if not choice.candidates else None,
        candidates=() if place else tuple(p.place_id for p in choice.candidates),
        state=choice.state,
    )


def _local_id(words: str) -> str:
    return LOCAL + fold(words).replace(" ", "-")


def _is_found(name: _Name, choice: Choice) -> bool:
    """Return whether a name that no table has is a place: the text speaks for one, all the more without a sure cue."""
    if not choice.is_supported or not choice.state:
        return False
    return name.is_sure or choice.is_near or (choice.place is not None and is_known(choice.place))


def _add_location(mention: Mention, text: str) -> Mention:
    location = _locate(mention, mention.span.words(text))
    return replace(mention, location=location) if location else mention


def _locate(mention: Mention, words: str) -> Location | None:
    """Return where a place or state lies: a capital or seat that stands for a state is where it is itself."""
    if mention.kind is MentionKind.PLACE:
        place = find_place(mention.entity_id)
        return _location(place) if place else None
    if mention.kind is not MentionKind.STATE or mention.state is None:
        return None
    if mention.rule.startswith(_STANDS_FOR_STATE):
        own = next((p for p in places_by_name().get(words, ()) if p.state == mention.state), None)
        if own is not None:
            return _location(own)
    state = states_by_id()[mention.state]
    return Location(
        precision="state",
        latitude=state.latitude,
        longitude=state.longitude,
        point=PointKind.MIDDLE if state.latitude is not None else None,
        geonames_id="",
    )


def _location(place: Place) -> Location:
    inside = place.kind == "region" and ":" in place.place_id
    point = PointKind.INSIDE if inside else PointKind.OWN
    return Location(
        precision=place.kind,
        latitude=place.latitude,
        longitude=place.longitude,
        point=point if place.latitude is not None else None,
        geonames_id=place.geonames_id,
    )
