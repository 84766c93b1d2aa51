"""The date of an article and of the meetings it reports, from its own words and the dated tables."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from dateutil.parser import isoparse

from foreigndesk.knowledge.occasions import GATHERINGS, bilateral_occasions, conflicts_of, occasions_by_id
from foreigndesk.knowledge.places import places_by_id
from foreigndesk.records.articles import StatedFact
from foreigndesk.records.claims import MeetingClaim, Sequence, SequenceKind
from foreigndesk.records.dates import DateFinding, ProofStep, known_date, unknown_date
from foreigndesk.records.facts import Occasion, Place
from foreigndesk.records.readings import Reading
from foreigndesk.records.times import ReferenceKind, TimeExpression
from foreigndesk.resolution.constraints import (
    Constraint,
    constrain,
    days_of,
    duration_bounds,
    lag_of,
    list_clue_constraints,
    list_time_constraints,
    narrow,
)
from foreigndesk.resolution.days import (
    ALL_DAYS,
    add_units,
    bounds,
    days_between,
    days_of_month,
    is_open,
    list_days,
    spread,
)
from foreigndesk.resolution.groups import MeetingGroup, is_main
from foreigndesk.resolution.venues import dateline_places

FRESH = 30  # days within which an article reports a past meeting that it gives no time for
REPORTS = "it reports the meeting of"
STATED = 10  # strength of a stated date
FIRM = 5  # strength from which a constraint can contradict a stated date
CONTRADICTED = 2
LISTED = 6  # possible days or rows that a proof names one by one
WIDEST = 800  # possible days; among more of them too many meetings of a pair may be missing in the table


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDating:
    """The date of an article, the date of each of its meeting groups, and what contradicted them."""

    published: DateFinding
    published_days: int
    meetings: tuple[DateFinding, ...]
    meeting_days: tuple[int, ...]


def date_article(reading: Reading, groups: tuple[MeetingGroup, ...]) -> ArticleDating:
    """Return the dates that the words of an article and the dated tables prove, as intervals with their steps.

    The article's own day and the days of its meetings bound each other: a meeting "on Thursday" lies at
    most a week before the article. Nothing else, least of all the day of processing, sets a date.
    """
    own = [*list_clue_constraints(reading), *list_time_constraints(reading)]
    published, used, refused = narrow([*_stated(reading, own), *own])
    events: list[tuple[int, list[Constraint]]] = []
    for group in groups:
        days, because = _date_group(reading, group, published)
        events.append((days, because))
        published, narrowing = _carry_over(reading, group, days, published=published)
        used.extend(narrowing)
    steps = tuple(c.step for c in used)
    finding = _finding(published, steps, tuple(c.step for c in refused))
    return ArticleDating(
        published=finding,
        published_days=published,
        meetings=tuple(_event_finding(days, used, because) for days, because in events),
        meeting_days=tuple(days for days, _ in events),
    )


def _stated(reading: Reading, own: list[Constraint]) -> Iterator[Constraint]:
    """Yield the day that the page's metadata states; last of all where the text contradicts it twice or more.

    Software writes its own dates into pages (1970-01-01, the day of saving); one contradiction may be a
    slip of the text.
    """
    for fact in reading.article.stated:
        day = _read_day(fact) if fact.field == "published" else None
        if day is not None:
            days = days_between(day, day)
            against = sum(c.strength >= FIRM and not c.days & days for c in own)
            says = f"the page states {fact.value} ({fact.origin})"
            yield constrain(days, says, strength=STATED if against < CONTRADICTED else 0)


def _read_day(fact: StatedFact) -> date | None:
    try:
        return isoparse(fact.value).date()
    except (ValueError, OverflowError):
        return None


def _date_group(reading: Reading, group: MeetingGroup, published: int) -> tuple[int, list[Constraint]]:
    """Return the days on which the meeting can have been, with the constraints that say so."""
    constraints = [
        *_from_offices(reading, group),
        *_from_occasion(group),
        *_from_sequences(reading, group),
        *_from_times(reading, group),
        *_from_publication(reading, group, published),
    ]
    days, used, _ = narrow(constraints)
    row = _known_visit(reading, group, days) if group.is_past else None
    if row is not None:
        period = days_between(row.period.first, row.period.last)
        at = (group.article_id, group.claims[0].trigger)
        says = f"the only meeting of these participants there in the table that fits: {row.name}, {_period(row)}"
        used.append(constrain(period, says, strength=2, at=at, fact=row.fact))
        days &= period
    return days, used


def _from_offices(reading: Reading, group: MeetingGroup) -> Iterator[Constraint]:
    """Yield the terms of offices that the words of the meeting itself give to those who took part."""
    inside = [span for claim in group.claims for span in claim.evidence[:1]]
    clues = tuple(
        c for c in reading.clues if c.kind in {"held_office", "new_office"} and any(s.overlaps(c.span) for s in inside)
    )
    for constraint in list_clue_constraints(replace(reading, clues=clues)):
        yield replace(constraint, strength=6)


def _from_occasion(group: MeetingGroup) -> Iterator[Constraint]:
    rows = [occasions_by_id()[i] for i in group.occasion_ids if occasions_by_id()[i].kind in GATHERINGS]
    if not rows:
        return
    days = 0
    for row in rows:
        days |= days_between(row.period.first, row.period.last)
    claim = next(c for c in group.claims if c.occasion)
    span = claim.occasion.span if claim.occasion else claim.trigger
    named = "; ".join(f"{row.name}, {_period(row)}" for row in rows[:LISTED]) + (" ..." if len(rows) > LISTED else "")
    fact = rows[0].fact if len(rows) == 1 else None
    yield constrain(days, f"held on the occasion of: {named}", strength=7, at=(group.article_id, span), fact=fact)


def _period(row: Occasion) -> str:
    first, last = row.period.first, row.period.last
    return f"{first}" if first == last else f"{first} to {last or '..'}"


def _from_sequences(reading: Reading, group: MeetingGroup) -> Iterator[Constraint]:
    for claim, sequence in ((c, s) for c in group.claims for s in c.sequences):
        at = (group.article_id, sequence.span)
        if sequence.fact:
            conflict = min(conflicts_of(sequence.fact), key=lambda c: c.period.first or date.min)
            days = days_between(conflict.period.first, None)
            yield constrain(
                days,
                f"after the beginning of {conflict.name}, {conflict.period.first}",
                strength=6,
                at=at,
                fact=sequence.fact,
            )
        if sequence.kind is SequenceKind.AFTER_INTERVAL:
            yield from _after_interval(reading, claim, sequence)


def _after_interval(reading: Reading, claim: MeetingClaim, sequence: Sequence) -> Iterator[Constraint]:
    """Yield "after a month and a half" counted from the one earlier meeting that the article dates by month and day."""
    times = {t.span: t for t in reading.times}
    duration = times.get(sequence.time_span) if sequence.time_span else None
    earlier = [times[s] for m in reading.meetings if m.is_background for s in m.times if s in times]
    dated = [t for t in earlier if t.month and t.day]
    if duration is None or not duration.amount or not duration.unit or not dated:
        return
    least, most = duration_bounds(duration)
    anchor = dated[0]
    base = date(2001, anchor.month or 1, min(anchor.day or 1, 28))
    before = (add_units(base, least, duration.unit) - base).days
    after = (add_units(base, most, duration.unit) - base).days
    days = spread(days_of_month(anchor.day or 1, anchor.month), -before, after)
    says = f"{duration.span.words(reading.article.text)} after {anchor.span.words(reading.article.text)}"
    yield constrain(days, says, strength=5, at=(claim.article_id, duration.span))


def _from_times(reading: Reading, group: MeetingGroup) -> Iterator[Constraint]:
    for time in group.times:
        days = days_of(time)
        if days != ALL_DAYS:
            words = time.span.words(reading.article.text)
            yield constrain(days, f"the text says {words}", strength=6, at=(group.article_id, time.span))


def _from_publication(reading: Reading, group: MeetingGroup, published: int) -> Iterator[Constraint]:
    if published == ALL_DAYS:
        return
    lag, time = _lag(reading, group)
    words = f", {time.span.words(reading.article.text)}" if time else ""
    days = spread(published, lag[1], -lag[0])
    at = (group.article_id, time.span if time else group.claims[0].trigger)
    reported = constrain(days, f"reported by an article of that time{words}", strength=4, at=at)
    yield replace(reported, is_from_publication=True)


def _lag(reading: Reading, group: MeetingGroup) -> tuple[tuple[int, int], TimeExpression | None]:
    """Return how many days the article can lie after the meeting, by the narrowest of its time words."""
    lags = [(lag, t) for t in group.times if (lag := lag_of(t)) is not None]
    if lags:
        return min(lags, key=lambda item: item[0][1] - item[0][0])
    if any(t.reference is ReferenceKind.EXPLICIT for t in group.times):
        return (0, 36500), None
    if not is_main(reading, group):
        return (0, 36500), None
    return ((0, FRESH), None) if group.is_past else ((-366, 0), None)


def _known_visit(reading: Reading, group: MeetingGroup, days: int) -> Occasion | None:
    """Return the bilateral row of the occasion table that fits participants, place and days, if it is one.

    The table is not complete. So one row must remain, or a visit and the meeting during it; and either the
    article names the row's city, or other words already leave at most WIDEST possible days.
    """
    rows = [
        row
        for row in bilateral_occasions()
        if _same_participants(row, group) and days & days_between(row.period.first, row.period.last)
    ]
    cities, states = _places_named(reading, group)
    in_city = [row for row in rows if row.place in cities]
    is_bounded = not is_open(days) and 0 < days.bit_count() <= WIDEST
    elsewhere = [row for row in rows if not states or row.state in states] if is_bounded else []
    chosen = in_city or elsewhere
    common = days
    for row in chosen:
        common &= days_between(row.period.first, row.period.last)
    return (
        min(chosen, key=lambda row: (row.kind != "bilateral_meeting", row.occasion_id)) if chosen and common else None
    )


def _same_participants(row: Occasion, group: MeetingGroup) -> bool:
    """Return whether all principals took part; a visitor alone fits visits to the host's state only."""
    if len(group.key) == 1:
        return row.kind.endswith("_visit") and group.key == {row.participants[0]} and group.host == row.host_state
    return group.key <= set(row.participants)


def _places_named(reading: Reading, group: MeetingGroup) -> tuple[set[str], set[str]]:
    """Return the names of the cities and the ids of the states where the article puts the meeting.

    The dateline counts where no claim names a place.
    """
    cities: set[str] = set()
    states: set[str] = {group.host} if group.host else set()
    named = {c.place_id for c in group.claims if c.place_id}
    for place_id in named or dateline_places(reading.article):
        place = places_by_id().get(place_id)
        if place is None:
            states.add(place_id)
            continue
        cities |= {place.name, *place.aliases, *_city_around(place)}
        states |= {place.state} if place.state else set()
    return cities, states


def _city_around(place: Place) -> tuple[str, ...]:
    around = places_by_id().get(place.within or "")
    return (around.name, *around.aliases) if around else ()


def _carry_over(reading: Reading, group: MeetingGroup, days: int, *, published: int) -> tuple[int, list[Constraint]]:
    """Return the article's days as the dated meeting bounds them, with the constraint where it narrows."""
    lag, time = _lag(reading, group)
    if not days or days == ALL_DAYS or not (time or is_main(reading, group)):
        return published, []
    from_meeting = spread(days, -lag[0], lag[1])
    joined = published & from_meeting
    if not joined or joined == published:
        return published, []
    first, last = bounds(days)
    when = f"{first or '..'}" if first == last else f"{first or '..'} to {last or '..'}"
    at = (group.article_id, time.span if time else group.claims[0].trigger)
    reported = constrain(from_meeting, f"{REPORTS} {when}", strength=6, at=at)
    return joined, [replace(reported, is_from_meeting=True)]


def _finding(days: int, steps: tuple[ProofStep, ...], refused: tuple[ProofStep, ...]) -> DateFinding:
    conflicts = tuple(
        ProofStep(
            says=f"set aside, contradicts the steps above: {s.says}", article_id=s.article_id, span=s.span, fact=s.fact
        )
        for s in refused
    )
    if not steps:
        return unknown_date("nothing in the text or its metadata bounds the date", conflicts)
    earliest, latest = bounds(days)
    return known_date(earliest, latest, (*steps, *_remaining(days), *conflicts))


def _remaining(days: int) -> tuple[ProofStep, ...]:
    few = list_days(days, LISTED + 1)
    if 1 < len(few) <= LISTED and (few[-1] - few[0]).days >= len(few):
        return (ProofStep(says=f"possible days: {', '.join(d.isoformat() for d in few)}"),)
    return ()


def _event_finding(days: int, article: list[Constraint], because: list[Constraint]) -> DateFinding:
    """Return the date of a meeting; where it leans on the article's date, the steps for that come first."""
    if not because:
        return unknown_date("the text gives no time, and nothing dates the article")
    earliest, latest = bounds(days)
    own = tuple(c.step for c in because)
    leans = any(c.is_from_publication for c in because)
    leaning = tuple(c.step for c in article if not c.is_from_meeting) if leans else ()
    if earliest is None and latest is None:
        return unknown_date("the words allow many years", own)
    return known_date(earliest, latest, tuple(dict.fromkeys((*leaning, *own, *_remaining(days)))))


def redate_article(reading: Reading, dating: ArticleDating, group: MeetingGroup, *, days: int) -> DateFinding | None:
    """Return the article's date as a meeting bounds it that other articles date, or ``None`` where it does not.

    ``days`` are the days left for the meeting by all its reports.
    """
    published, narrowing = _carry_over(reading, group, days, published=dating.published_days)
    if not narrowing:
        return None
    steps = tuple(step for step in dating.published.proof if not step.says.startswith(REPORTS))
    return _finding(published, (*steps, *(c.step for c in narrowing)), ())
