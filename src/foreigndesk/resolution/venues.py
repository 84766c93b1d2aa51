"""Where a meeting was held, which row of the occasion table knows it, and the words that support its record."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from foreigndesk.knowledge.meetings import clue_words
from foreigndesk.knowledge.occasions import GATHERINGS, bilateral_occasions, occasions_by_id
from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.knowledge.places import places_by_id, places_by_name
from foreigndesk.knowledge.states import states_by_id
from foreigndesk.knowledge.towns import find_place
from foreigndesk.records.articles import Article
from foreigndesk.records.claims import MeetingFormat
from foreigndesk.records.dates import DateFinding
from foreigndesk.records.facts import Occasion, Place
from foreigndesk.records.meetings import MeetingPlace, WordsAt
from foreigndesk.records.readings import Reading
from foreigndesk.records.spans import Span
from foreigndesk.resolution.constraints import Alternative, Constraint, any_of
from foreigndesk.resolution.days import days_between, spread
from foreigndesk.resolution.groups import MeetingGroup, NamedPlace

_PRECISION = {"venue": 0, "city": 1, "region": 2, "state": 3, "sea": 4, "area": 5, "continent": 6}
_WIDE = _PRECISION["region"]  # from here on a place is wider than a city
EVE = (3, 1)  # days before and after a gathering on which those who came for it may meet
ON_THE_SIDELINES = (1, 1)  # leaders meet "on the sidelines" of what begins next morning, too
_ORDINAL = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\s+(?:\w+\s+)?$")
_APART = frozenset({MeetingFormat.PHONE, MeetingFormat.VIDEO, MeetingFormat.LETTER})


@dataclass(frozen=True, slots=True, kw_only=True)
class WhereNamed:
    """The names of the cities and the ids of the states where an article puts a meeting.

    ``dateline_cities`` are those of the article's dateline: where it was written, not where they met.
    """

    cities: frozenset[str]
    states: frozenset[str]
    dateline_cities: frozenset[str]


def where_named(group: MeetingGroup, article: Article) -> WhereNamed:
    """Return where the words put a meeting: by its claims, by the state visited, and by the dateline."""
    places = [place for named in group.places if (place := find_place(named.place_id))]
    states = {n.place_id for n in group.places if n.place_id in states_by_id()} | {p.state for p in places if p.state}
    cities = {name for place in places for name in _names_of(place)}
    return WhereNamed(
        cities=frozenset(cities | {name for state_id in states if (name := _city_state(state_id))}),
        states=frozenset(states | ({group.host} if group.host else set())),
        dateline_cities=frozenset(
            name for place_id in dateline_places(article) for name in _names_of(places_by_id()[place_id])
        ),
    )


@cache
def _city_state(state_id: str) -> str | None:
    """Return the name of a state that a city of it has as well, such as Singapore."""
    state = states_by_id().get(state_id)
    cities = places_by_name().get(state.name, ()) if state else ()
    return state.name if state and any(p.kind == "city" and p.state == state_id for p in cities) else None


@cache
def _names_in(place: str, state: str | None) -> frozenset[str]:
    known = (p for p in places_by_name().get(place, ()) if p.state == state)
    return frozenset({place, *(name for p in known for name in _names_of(p))})


def _names_of_row(row: Occasion) -> frozenset[str]:
    """Return the names of a row's place and of what it lies in."""
    return _names_in(row.place, row.state) if row.place else frozenset()


def _names_of(place: Place) -> tuple[str, ...]:
    around = places_by_id().get(place.within or "")
    return (place.name, *place.aliases, *((around.name, *around.aliases) if around else ()))


# How many further meetings of the same participants at the same place, unknown to the table, may be expected
# among the possible days before a row is no longer taken, by what the words say of the place. Measured on the
# table itself, 2026-11: each of its 693 visits and meetings was told by pair, offices, place and weekday, with
# its row there (rows taken) and with its row removed (other rows taken, wrongly). In a city at home for one of
# them at .1/.2/.5: 305/417/468 of 599 taken, 36/52/76 wrong; without the weekday 35/90/226 and 6/15/72. In a
# city abroad for all at .5: 94 of 94 and 0, without the weekday 61 and 2. In the state at .02/.05/.1: 60/242/350
# of 694 and 1/13/36. Without a place at .02/.05: 38/130 and 5/33. Told by month and day: 686 and 7 in the city,
# 682 and 10 in the state, 594 and 6 anywhere; of 41 calls all at .05, none wrongly, and by weekday none.
_ABROAD = 0.5
_AT_HOME = 0.2
_IN_STATE = 0.05
_ANYWHERE = 0.02
_CALLS = 0.05
_SPAN = days_between(date(2012, 1, 1), date(2026, 5, 31))  # the days that the occasion table covers


def find_row(group: MeetingGroup, days: int, where: WhereNamed) -> Occasion | None:
    """Return the visit, meeting or call of the occasion table that a report must mean, if there is one.

    The table is not complete: that a row fits the words does not yet mean that they mean it. It is taken
    where (1) its participants are those of the report; a visitor, alone or with people of the state visited,
    fits the visits to that state;
    (2) a report of a call fits calls only, one of a meeting in person no call; (3) the words allow its days,
    and no row on other days is left; (4) chance hardly explains the fit: as often as the table has these
    participants meet at that place, a further meeting on one of the possible days is unlikely. The less the
    words say of the place, the stricter (4) is: leaders come back to each other's capitals, hardly ever to the
    same city abroad. A dateline counts as the place where no claim names a city.
    """
    alike = _alike(group)
    for chosen, limit in _by_place([row for row in alike if days & row_days(row)], where):
        if chosen:
            rate = len(_apart([row for row in alike if _is_at_same_place(row, chosen, limit)]))
            expected = rate * (days & _SPAN).bit_count() / _SPAN.bit_count()
            allowed = _ABROAD if limit == _AT_HOME and all(_is_abroad(row) for row in chosen) else limit
            return _only_one(chosen, days) if expected <= allowed else None
    return None


def _is_abroad(row: Occasion) -> bool:
    """Return whether a row lies in a state that none of its participants ever held an office of."""
    persons = (persons_by_id().get(participant) for participant in row.participants)
    return row.state not in {term.state for person in persons if person for term in person.terms}


def list_fitting_rows(group: MeetingGroup, days: int) -> tuple[Occasion, ...]:
    """Return the rows of the occasion table that the participants, the format and the possible days allow."""
    return tuple(row for row in _alike(group) if days & row_days(row))


def _by_place(rows: list[Occasion], where: WhereNamed) -> Iterable[tuple[list[Occasion], float]]:
    """Yield the rows at the place that the words name most narrowly, with the limit for it."""
    calls = [row for row in rows if row.kind == "call"]
    held = [row for row in rows if row.kind != "call"]
    yield [row for row in held if _names_of_row(row) & (where.cities or where.dateline_cities)], _AT_HOME
    yield [row for row in held if row.state in where.states], _IN_STATE
    yield held if not where.states else [], _ANYWHERE
    yield calls, _CALLS


def _is_at_same_place(row: Occasion, chosen: list[Occasion], limit: float) -> bool:
    if limit == _AT_HOME:
        return row.place in {c.place for c in chosen}
    return limit != _IN_STATE or row.state in {c.state for c in chosen}


def _apart(rows: Iterable[Occasion]) -> list[Occasion]:
    """Return rows without those that share days with an earlier one: a visit and the talks during it are one."""
    found: list[Occasion] = []
    for row in rows:
        if not any(row_days(row) & row_days(other) for other in found):
            found.append(row)
    return found


def _only_one(rows: list[Occasion], days: int) -> Occasion | None:
    """Return the row where all share a possible day: of a visit and the talks during it, the talks."""
    for row in rows:
        days &= row_days(row)
    return min(rows, key=lambda row: (row.kind != "bilateral_meeting", row.occasion_id)) if days else None


def row_days(row: Occasion) -> int:
    """Return the days of a row of the occasion table."""
    return _days_by_row()[row.occasion_id]


@cache
def _days_by_row() -> dict[str, int]:
    return {row.occasion_id: days_between(row.period.first, row.period.last) for row in occasions_by_id().values()}


@cache
def _rows_by_participant() -> dict[str, tuple[Occasion, ...]]:
    found: dict[str, list[Occasion]] = {}
    for row in bilateral_occasions():
        for participant in row.participants:
            found.setdefault(participant, []).append(row)
    return {participant: tuple(rows) for participant, rows in found.items()}


def _alike(group: MeetingGroup) -> list[Occasion]:
    """Return the rows whose participants and format are those of a report.

    Where no row has all of them: the visits during which one met people of the state visited.
    """
    found = {row.occasion_id: row for k in sorted(group.key) for row in _rows_by_participant().get(k, ())}
    formats = group.formats
    rows = [row for row in found.values() if _same_format(row, formats)]
    together = [row for row in rows if len(group.key) > 1 and group.key <= set(row.participants)]
    return together or [row for row in rows if _is_visit_of(row, group)]


def _is_visit_of(row: Occasion, group: MeetingGroup) -> bool:
    """Return whether a row is the visit of one of the principals, alone or with people of the state visited."""
    if not row.kind.endswith("_visit") or row.participants[0] not in group.key:
        return False
    hosts = group.key - {row.participants[0]}
    return _is_in(group, row.host_state) and all(_is_of(host, row.host_state) for host in hosts)


def _is_in(group: MeetingGroup, state: str | None) -> bool:
    """Return whether the words put a meeting into ``state``: they name it as visited, or a place in it."""
    places = (find_place(named.place_id) for named in group.places)
    return state in {group.host, *(place.state for place in places if place), *(n.place_id for n in group.places)}


def _is_of(entity_id: str, state: str | None) -> bool:
    person = persons_by_id().get(entity_id)
    return state in {term.state for term in person.terms} if person else entity_id == state


def _same_format(row: Occasion, formats: frozenset[MeetingFormat]) -> bool:
    return not formats or (row.kind == "call") == bool(formats & _APART)


def list_occasion_constraints(reading: Reading, group: MeetingGroup) -> Iterator[Constraint]:
    """Yield the days of the gatherings that a meeting is said to be part of, with those around them."""
    claim = next((c for c in group.claims if c.occasion and c.occasion.occasion_ids), None)
    if claim is None or claim.occasion is None:
        return
    text, span = reading.article.text, claim.occasion.span
    rows = [row for i in group.occasion_ids if (row := occasions_by_id()[i]).kind in GATHERINGS]
    before = text[max(0, span.start - _BEFORE) : span.start]
    around = ON_THE_SIDELINES if set(before.lower().split()) & clue_words("sideline") else EVE
    near = [
        Alternative(days=spread(row_days(row), *around), says=f"{row.name}, {say_period(row)}", fact=row.fact)
        for row in _narrow_rows(rows, before, where_named(group, reading.article))
    ]
    if near:
        says = "held on the occasion of, or on the days around"
        yield any_of(says, near, strength=7, at=(group.article_id, span))


_BEFORE = 40  # code points before the name of a gathering in which "on the sidelines of the 15th" stands


def _narrow_rows(rows: list[Occasion], before: str, where: WhereNamed) -> list[Occasion]:
    """Return the gatherings with the stated number, at the place of the meeting or else of the dateline."""
    number = _ORDINAL.search(before)
    kept = [row for row in rows if number and row.ordinal == int(number.group(1))] or rows
    if where.states or where.cities:
        return [row for row in kept if row.state in where.states or row.place in where.cities] or kept
    return [row for row in kept if row.place in where.dateline_cities] or kept


def say_period(row: Occasion) -> str:
    """Return the days of a row in words."""
    first, last = row.period.first, row.period.last
    return f"{first}" if first == last else f"{first} to {last or '..'}"


def choose_place(groups: tuple[MeetingGroup, ...], occasion_fact: str | None, when: DateFinding) -> MeetingPlace | None:
    """Return the narrowest place that most reports name; the table's where they name none, or one wider than a city.

    Of several cities the one that the table confirms comes first. ``because`` says whether the words or a
    dated table give it. The dateline says where an article was written: it is no place of a meeting, unless
    a row of the table puts the meeting there. A call has no place.
    """
    if any(g.formats & _APART for g in groups):
        return None
    row = occasions_by_id().get((occasion_fact or "").removeprefix("occasions:")) or _row_in_proof(when)
    known = _names_of_row(row) if row else frozenset()
    counts = Counter(named for g in groups for named in g.places)
    ranked = sorted(counts, key=lambda n: (*_rank(n, known), -counts[n], n.place_id, n.words))
    best = _from_words(ranked[0]) if ranked else None
    is_wide = best is None or (_precision(ranked[0].place_id) >= _WIDE and best.state in {row and row.state, None})
    if row is not None and row.place and is_wide:
        return MeetingPlace(
            place_id=next((p.place_id for p in places_by_name().get(row.place, ()) if p.state == row.state), None),
            name=row.place,
            state=row.state,
            precision="city",
            because=f"the table of occasions places {row.name} there"
            + (f"; the words say {best.name}" if best else "; no report names the place"),
        )
    return best


def dateline_places(article: Article) -> tuple[str, ...]:
    """Return the ids of the places that an article's dateline may name, whatever its capitals."""
    if article.dateline is None:
        return ()
    words = re.split(r"[,–—(-]", article.dateline.words(article.text))[0].strip()
    found = places_by_name().get(words) or places_by_name().get(words.title()) or ()
    return tuple(place.place_id for place in found)


def _precision(place_id: str) -> int:
    place = find_place(place_id)
    return _PRECISION.get(place.kind, _WIDE) if place else _PRECISION["state"]


def _rank(named: NamedPlace, known: frozenset[str]) -> tuple[bool, bool, int]:
    place, precision = find_place(named.place_id), _precision(named.place_id)
    return precision >= _WIDE, not (place and known & {*_names_of(place)}), precision


def _from_words(named: NamedPlace) -> MeetingPlace:
    place, state = find_place(named.place_id), states_by_id().get(named.place_id)
    return MeetingPlace(
        place_id=place.place_id if place else None,
        name=place.name if place else state.name if state else named.words,
        state=place.state if place else state.state_id if state else None,
        precision=place.kind if place else "state" if state else "unknown",
        because="named in the words",
    )


def _row_in_proof(when: DateFinding) -> Occasion | None:
    """Return the row that dates the meeting, where the proof rests on one row only."""
    facts = {s.fact for s in when.proof if s.fact and s.fact.startswith("occasions:")}
    return occasions_by_id().get(facts.pop().removeprefix("occasions:")) if len(facts) == 1 else None


def list_evidence(groups: tuple[MeetingGroup, ...]) -> tuple[WordsAt, ...]:
    """Return the words that support a meeting, each with what it supports, in order of article and place."""
    found: set[tuple[str, int, int, str]] = set()
    for group in groups:
        found |= {(group.article_id, t.span.start, t.span.end, "date") for t in group.times}
        for claim in group.claims:
            words = claim.evidence[0]
            supports = "delegation" if claim.is_delegation else "meeting"
            found.add((group.article_id, words.start, words.end, supports))
            for span, supported in (
                (claim.place_span if group.places else None, "place"),
                (claim.occasion.span if claim.occasion else None, "occasion"),
                *((s.span, "sequence") for s in claim.sequences),
            ):
                if span is not None:
                    found.add((group.article_id, span.start, span.end, supported))
    return tuple(WordsAt(article_id=a, span=Span(s, e), supports=w) for a, s, e, w in sorted(found))
