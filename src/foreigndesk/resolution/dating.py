"""The date of an article and of the meetings it reports, from its own words and the dated tables."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from foreigndesk.knowledge.occasions import conflicts_of
from foreigndesk.records.claims import MeetingClaim, Sequence, SequenceKind
from foreigndesk.records.dates import DateFinding, ProofStep, known_date, unknown_date
from foreigndesk.records.meetings import MeetingStatus
from foreigndesk.records.readings import Reading
from foreigndesk.records.spans import Span
from foreigndesk.records.times import Direction, ReferenceKind, TimeExpression
from foreigndesk.resolution.clue_constraints import (
    list_clue_constraints,
    list_counted_conflicts,
    list_told_with_year,
)
from foreigndesk.resolution.constraints import Alternative, Choice, Constraint, any_of, choose, explain
from foreigndesk.resolution.days import (
    ALL_DAYS,
    add_units,
    bounds,
    days_between,
    days_of_month,
    has_day,
    has_length,
    list_days,
    spread,
)
from foreigndesk.resolution.groups import FRESH, MeetingGroup, is_main
from foreigndesk.resolution.stated_dates import list_stated_days, list_unread
from foreigndesk.resolution.time_values import (
    days_of_range,
    duration_bounds,
    join_ranges,
    list_reachable,
    reach_of,
    weekdays_of_range,
    when_seen_from,
)
from foreigndesk.resolution.venues import find_row, list_occasion_constraints, row_days, say_period, where_named

AHEAD = 366  # days ahead at which a meeting may be announced without a time
REPORTS = "it reports the meeting of"
LISTED = 6  # possible days that a proof names one by one
LONG = 366  # possible days between the bounds from which on a proof says that nothing narrows them

# Weights of constraints, see ``choose``.
_REPORTED_AT_STATED_DAY = 8
_WORDS = 6
_REPORTED = 5
_WEEKDAY = 3
_EXACTLY = 2
_RECENTLY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDating:
    """The date of an article, the date of each of its meeting groups, and the sets of their possible days."""

    published: DateFinding
    published_days: int = field(repr=False)
    meetings: tuple[DateFinding, ...]
    meeting_days: tuple[int, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    """A meeting in the course of dating: its possible days, the choice of constraints, the row that knows it."""

    days: int = field(repr=False)
    choice: Choice
    row: Constraint | None
    leaning: tuple[Constraint, ...]


def date_article(reading: Reading, groups: tuple[MeetingGroup, ...]) -> ArticleDating:
    """Return the dates that the words of an article and the dated tables prove, as intervals with their steps.

    The article's own day and the days of its meetings bound each other: a meeting "on Thursday" lies at
    most six days before the article. Each meeting is dated by its own words and by the article as its other
    words and other meetings date it. Nothing else, least of all the day of processing, sets a date.
    """
    own = [*list_stated_days(reading), *list_clue_constraints(reading), *list_told_with_year(reading)]
    told = [_told(reading, group) for group in groups]
    first = choose(own)
    events = [_date_group(reading, g, words, leaning=first.used) for g, words in zip(groups, told, strict=True)]
    article = choose([*own, *_implied_by(reading, groups, events)])
    if len(groups) > 1 or article.refused:
        events = [
            _date_group(reading, group, words, leaning=_without(article.used, group))
            for group, words in zip(groups, told, strict=True)
        ]
        article = choose([*own, *_implied_by(reading, groups, events)])
    return ArticleDating(
        published=_article_finding(article, list_unread(reading)),
        published_days=article.days if article.used else ALL_DAYS,
        meetings=tuple(_event_finding(event) for event in events),
        meeting_days=tuple(event.days for event in events),
    )


def _without(used: tuple[Constraint, ...], group: MeetingGroup) -> tuple[Constraint, ...]:
    """Return the constraints on the article without the one that the group itself set."""
    own = {t.span for t in group.times} | {group.claims[0].trigger}
    return tuple(c for c in used if not (c.is_from_meeting and c.span in own))


def _told(reading: Reading, group: MeetingGroup) -> tuple[Constraint, ...]:
    """Return what the words of a meeting say of its days, in the order in which one would argue."""
    inside = tuple(claim.evidence[0] for claim in group.claims)
    sentences = [s for s in reading.sentences if any(s.covers(c.trigger) for c in group.reports)]
    return (
        *_from_times(reading, group),
        *list_occasion_constraints(reading, group),
        *_from_sequences(reading, group),
        *(c for s in sentences for c in list_counted_conflicts(reading, s)),
        *(replace(c, strength=_WORDS) for c in list_clue_constraints(reading, within=inside)),
    )


def _from_times(reading: Reading, group: MeetingGroup) -> Iterator[Constraint]:
    """Yield what the time words allow; a weekday by itself, for it is the likeliest to be wrong."""
    text = reading.article.text
    for part in join_ranges(group.times, text):
        lasts = 3 if all(t.span in group.visit_times for t in part) else 0
        span = Span(part[0].span.start, part[-1].span.end)
        for days, strength in ((days_of_range(part), _WORDS), (weekdays_of_range(part), _WEEKDAY)):
            if has_day(days) and days != ALL_DAYS:
                yield Constraint(
                    days=spread(days, 0, lasts),
                    says=f"the text says {span.words(text)}",
                    strength=strength,
                    article_id=group.article_id,
                    span=span,
                )


def _from_sequences(reading: Reading, group: MeetingGroup) -> Iterator[Constraint]:
    for claim, sequence in ((c, s) for c in group.claims for s in c.sequences):
        if sequence.fact:
            conflict = min(conflicts_of(sequence.fact), key=lambda c: c.period.first or date.min)
            yield Constraint(
                days=days_between(conflict.period.first, None),
                says=f"after the beginning of {conflict.name}, {conflict.period.first}",
                strength=_WORDS,
                article_id=group.article_id,
                span=sequence.span,
                fact=conflict.fact,
            )
        if sequence.kind is SequenceKind.AFTER_INTERVAL:
            yield from _after_interval(reading, claim, sequence)


def _after_interval(reading: Reading, claim: MeetingClaim, sequence: Sequence) -> Iterator[Constraint]:
    """Yield "after a month and a half" counted from the one earlier meeting that the article dates by month and day."""
    times = {t.span: t for t in reading.times}
    duration = times.get(sequence.time_span) if sequence.time_span else None
    earlier = [times[s] for m in reading.meetings if m.is_background for s in m.times if s in times]
    dated = [t for t in earlier if t.month and t.day]
    if duration is None or not duration.amount or not has_length(duration.unit) or not dated:
        return
    least, most = duration_bounds(duration)
    anchor = dated[0]
    base = date(2001, anchor.month or 1, min(anchor.day or 1, 28))
    before = (add_units(base, least, duration.unit or "") - base).days
    after = (add_units(base, most, duration.unit or "") - base).days
    words = duration.span.words(reading.article.text), anchor.span.words(reading.article.text)
    yield Constraint(
        days=spread(days_of_month(anchor.day or 1, anchor.month), -before, after),
        says=f"{words[0]} after {words[1]}",
        strength=_REPORTED,
        article_id=claim.article_id,
        span=duration.span,
    )


def _date_group(
    reading: Reading, group: MeetingGroup, told: tuple[Constraint, ...], *, leaning: tuple[Constraint, ...]
) -> _Event:
    """Return the days on which the meeting can have been, by its words, by the article's day, and by a row."""
    choice = choose([*told, *_reported_by(reading, group, leaning)])
    row = find_row(group, choice.days, where_named(group, reading.article)) if group.status in _HELD else None
    if row is None:
        return _Event(days=choice.days, choice=choice, row=None, leaning=leaning)
    kind = "call" if row.kind == "call" else "meeting"
    says = f"the one {kind} of these participants in the table, which is not complete, that the words fit"
    known = any_of(
        says,
        [Alternative(days=row_days(row), says=f"{row.name}, {say_period(row)}", fact=row.fact)],
        strength=2,
        at=(group.article_id, group.claims[0].trigger),
    )
    return _Event(days=choice.days & row_days(row), choice=choice, row=known, leaning=leaning)


_HELD = frozenset({MeetingStatus.REPORTED, MeetingStatus.PLANNED})


def _reported_by(reading: Reading, group: MeetingGroup, leaning: tuple[Constraint, ...]) -> Iterator[Constraint]:
    """Yield what the article's own day says of a meeting that it reports or announces.

    A day that the page states is taken give or take one, and then, with less weight, exactly; and what it
    reports as past lies rather in the last weeks than a year ago.
    """
    exact = tuple(c for c in leaning if c.margin != 0)
    published = _joined(exact)
    if published == ALL_DAYS or not has_day(published):
        return
    is_stated = any(c.margin is not None for c in leaning)
    yield from _seen_from(reading, group, published, strength=_REPORTED_AT_STATED_DAY if is_stated else _REPORTED)
    if len(exact) < len(leaning) and has_day(_joined(leaning)):
        yield from _seen_from(reading, group, _joined(leaning), strength=_EXACTLY)
    if is_stated and group.is_past and _default_reach(reading, group):
        yield _report(reading, group, spread(published, FRESH, 0), strength=_RECENTLY)


def _joined(constraints: Iterable[Constraint]) -> int:
    days = ALL_DAYS
    for constraint in constraints:
        days &= constraint.days
    return days


def _report(
    reading: Reading, group: MeetingGroup, days: int, *, strength: int, time: TimeExpression | None = None
) -> Constraint:
    words = f", {time.span.words(reading.article.text)}" if time else ""
    return Constraint(
        days=days,
        says=f"reported by an article of that time{words}",
        strength=strength,
        article_id=group.article_id,
        span=time.span if time else group.claims[0].trigger,
        is_from_publication=True,
    )


def _seen_from(reading: Reading, group: MeetingGroup, published: int, *, strength: int) -> Iterator[Constraint]:
    is_bound = False
    for part in join_ranges(group.times, reading.article.text):
        seen = [when_seen_from(published, time, _direction(group)) for time in part]
        if seen and None not in seen:
            days = 0
            for one in seen:
                days |= one or 0
            is_bound = True
            yield _report(reading, group, days, strength=strength, time=part[0])
    default = None if is_bound else _default_reach(reading, group)
    if default is not None:
        days = spread(published, default[1], -default[0])
        yield _report(reading, group, days, strength=_RECENTLY)
    if not is_bound and group.is_past:
        yield _report(reading, group, days_between(None, bounds(published)[1]), strength=strength)


def _direction(group: MeetingGroup) -> Direction:
    return Direction.FUTURE if group.status is MeetingStatus.PLANNED else Direction.PAST


def _default_reach(reading: Reading, group: MeetingGroup) -> tuple[int, int] | None:
    """Return how far from the article a meeting lies that it reports or announces without any time."""
    if any(t.reference is ReferenceKind.EXPLICIT for t in group.times) or not is_main(reading, group):
        return None
    return {MeetingStatus.REPORTED: (0, FRESH), MeetingStatus.PLANNED: (-AHEAD, 0)}.get(group.status)


def _implied_by(reading: Reading, groups: tuple[MeetingGroup, ...], events: list[_Event]) -> Iterator[Constraint]:
    for group, event in zip(groups, events, strict=True):
        constraint = _implied(reading, group, event.days)
        if constraint is not None:
            yield constraint


def _implied(reading: Reading, group: MeetingGroup, days: int) -> Constraint | None:
    """Return what a dated meeting says of the article that reports it, or ``None`` where it says nothing."""
    reaches = [(r, t) for t in group.times if (r := reach_of(t, _direction(group))) is not None]
    default = _default_reach(reading, group)
    if group.status is MeetingStatus.PLANNED and default is None and not is_main(reading, group):
        return None  # "he said that they would meet on Thursday" may be told after the Thursday
    if not has_day(days) or days == ALL_DAYS or not (reaches or default):
        return None
    reach, time = min(reaches, key=lambda item: item[0][1] - item[0][0]) if reaches else (default or (0, 0), None)
    first, last = bounds(days)
    when = f"{first or '..'}" if first == last else f"{first or '..'} to {last or '..'}"
    reachable = list_reachable(days, reach)
    return Constraint(
        days=reachable,
        says=f"{REPORTS} {when}",
        strength=_REPORTED,
        article_id=group.article_id,
        span=time.span if time else group.claims[0].trigger,
        is_from_meeting=True,
    )


def _article_finding(choice: Choice, unread: tuple[ProofStep, ...]) -> DateFinding:
    steps = tuple(c.step(choice.days) for c in explain(choice))
    against = (*unread, *_set_aside(choice.refused))
    if not steps:
        return unknown_date("nothing in the text or its metadata bounds the date", against)
    if bounds(choice.days) == (None, None):
        return unknown_date("the words allow many years", (*steps, *against))
    return known_date(*bounds(choice.days), (*steps, *_remaining(choice.days), *against))


def _set_aside(refused: Iterable[Constraint]) -> tuple[ProofStep, ...]:
    refused = tuple(refused)
    exact = any(c.margin == 0 for c in refused)
    steps = (c.step() for c in refused if not (exact and c.margin))
    return tuple(
        replace(s, says=f"set aside, contradicts the steps above: {s.says}", earliest=None, latest=None) for s in steps
    )


def _remaining(days: int) -> tuple[ProofStep, ...]:
    """Return the possible days where they are few, or that nothing narrows them where they are many."""
    few = list_days(days, LISTED + 1)
    first, last = bounds(days)
    if 1 < len(few) <= LISTED and (few[-1] - few[0]).days >= len(few):
        return (ProofStep(says=f"possible days: {', '.join(d.isoformat() for d in few)}"),)
    if first is None or last is None or (last - first).days >= LONG:
        return (ProofStep(says="neither words nor tables narrow it further"),)
    return ()


def _event_finding(event: _Event) -> DateFinding:
    """Return the date of a meeting; where it leans on the article's date, the steps for that come first."""
    choice = event.choice
    told = explain(replace(choice, used=_as_argued(choice.used)))
    against = _set_aside(choice.refused)
    if not told and event.row is None:
        dated = "and the article's date does not bound it" if event.leaning else "and nothing dates the article"
        return unknown_date(f"the text gives no time, {dated}", against)
    leaning: tuple[ProofStep, ...] = ()
    if any(c.is_from_publication for c in told):
        days = _joined(event.leaning)
        kept = explain(Choice(days=days, used=event.leaning, refused=()))
        leaning = tuple(c.step(days) for c in kept)
    own = tuple(c.step(event.days) for c in (*told, *((event.row,) if event.row else ())))
    steps = tuple(dict.fromkeys((*leaning, *own)))
    earliest, latest = bounds(event.days)
    if earliest is None and latest is None:
        return unknown_date("the words allow many years", (*steps, *against))
    return known_date(earliest, latest, (*steps, *_remaining(event.days), *against))


def _as_argued(used: tuple[Constraint, ...]) -> tuple[Constraint, ...]:
    """Return the constraints of a meeting with what leans on the article's date last."""
    return tuple(sorted(used, key=lambda c: c.is_from_publication))


def redate_article(reading: Reading, dating: ArticleDating, group: MeetingGroup, *, days: int) -> DateFinding | None:
    """Return the article's date as a meeting bounds it that other articles date, or ``None`` where it does not.

    ``days`` are the days left for the meeting by all its reports.
    """
    implied = _implied(reading, group, days)
    published = dating.published_days & implied.days if implied else 0
    if implied is None or not has_day(published) or published == dating.published_days:
        return None
    kept = (s for s in dating.published.proof if not s.says.startswith((REPORTS, "possible days", "neither words")))
    steps = (*kept, implied.step(), *_remaining(published))
    return known_date(*bounds(published), steps)
