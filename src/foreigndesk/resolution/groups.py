"""The meetings of one article: claims about the same participants taken together."""

from dataclasses import dataclass, field
from functools import reduce
from math import inf
from operator import and_

from foreigndesk.knowledge.meetings import meeting_words
from foreigndesk.records.claims import ActionClaim, Factuality, MeetingClaim, MeetingFormat, Party, Polarity, Tense
from foreigndesk.records.meetings import MeetingStatus
from foreigndesk.records.mentions import MentionUse
from foreigndesk.records.readings import Reading
from foreigndesk.records.spans import Span
from foreigndesk.records.times import Direction, ReferenceKind, TimeExpression
from foreigndesk.resolution.days import ALL_DAYS, has_day, has_length, length_of, spread
from foreigndesk.resolution.time_values import days_of_range, join_ranges, weekdays_of_range

PAIR = 2
LEAD = 3  # sentences below the headline that a report begins with
FRESH = 30  # days within which an article reports a past meeting that it gives no time for
VISIT_LASTS = 3  # days after a visit's beginning on which its talks may be told of as part of it
DATED = frozenset(
    {
        ReferenceKind.EXPLICIT,
        ReferenceKind.MONTH_DAY,
        ReferenceKind.MONTH,
        ReferenceKind.DAY_OF_MONTH,
        ReferenceKind.WEEKDAY,
        ReferenceKind.OFFSET,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """A place that a claim names: its id, which no table need have, and the words."""

    place_id: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingGroup:
    """What one article says of one meeting; ``status``: that it took place, will, may, or did not.

    ``key`` are the ids of its principals (persons; states or organisations where no person is named),
    ``host`` the state visited where only the visitor is named. ``times`` are the expressions that date it,
    ``visit_times`` those of them that date the visit it belongs to. ``places`` are named by its claims, the
    dateline aside; ``occasion_ids`` are the table rows that every mention of the occasion allows.
    """

    article_id: str
    key: frozenset[str]
    host: str | None
    claims: tuple[MeetingClaim, ...]
    times: tuple[TimeExpression, ...]
    occasion_ids: tuple[str, ...]
    status: MeetingStatus = MeetingStatus.REPORTED
    visit_times: frozenset[Span] = frozenset()
    places: tuple[NamedPlace, ...] = ()

    @property
    def is_past(self) -> bool:
        """Whether the article says that the meeting took place."""
        return self.status is MeetingStatus.REPORTED

    @property
    def reports(self) -> tuple[MeetingClaim, ...]:
        """The claims of the meeting itself, without those of delegations."""
        return tuple(c for c in self.claims if not c.is_delegation)

    @property
    def formats(self) -> frozenset[MeetingFormat]:
        """The formats that the words name."""
        return frozenset(c.format for c in self.claims) - {MeetingFormat.UNKNOWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """One claim with what decides where it belongs.

    ``days`` are those its words allow, whatever the year; ``ago`` how many days before the article, at least
    and at most: a claim without time words tells of what is new. ``year`` is one named without a day.
    """

    claim: MeetingClaim
    persons: frozenset[str]
    states: frozenset[str]
    entities: frozenset[str]
    days: int = field(repr=False)
    ago: tuple[float, float]
    standing: MeetingStatus
    year: int | None


def group_claims(reading: Reading) -> tuple[MeetingGroup, ...]:
    """Return the meetings of an article in order of their first words.

    Claims join where their principals are the same, where states meet whose persons meet, and where a
    visitor goes to the state of somebody whom the article says they met. Meetings that are planned, or
    denied, are kept apart from those that took place. Claims that look back to an earlier meeting stay
    outside; those of delegations join the first meeting of their states. Words of the dateline are neither
    party nor place.
    """
    told = [_tell(c, reading) for c in reading.meetings if not c.is_delegation and not looks_back(c, reading)]
    groups: list[list[_Told]] = []
    for one in sorted(told, key=lambda t: (-len(t.persons), t.claim.trigger)):
        if not one.entities:
            continue
        home = next((g for g in groups if _belongs(one, g)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    for claim in (c for c in reading.meetings if c.is_delegation and c.polarity is Polarity.POSITIVE):
        one = _tell(claim, reading)
        home = next((g for g in groups if one.states <= g[0].states), None)
        if home is not None:
            home.append(one)
    made = [_make_group(reading, sorted(g, key=lambda t: t.claim.trigger)) for g in groups]
    return tuple(sorted(made, key=lambda g: g.claims[0].trigger))


def looks_back(claim: MeetingClaim, reading: Reading) -> bool:
    """Return whether a claim tells of an earlier meeting, by its own words or inside those of another that does."""
    return claim.is_background or any(
        other.is_background
        and other.evidence[0].covers(claim.trigger)
        and {p.entity_id for p in other.participants} >= {p.entity_id for p in claim.participants}
        for other in reading.meetings
    )


def is_main(reading: Reading, group: MeetingGroup) -> bool:
    """Return whether a meeting is what the article reports: it stands in the first sentences, or no other does."""
    lead = reading.sentences[: LEAD + 1][-1].end if reading.sentences else 0
    first = min(c.trigger.start for c in group.reports)
    others = [c for c in reading.meetings if not c.is_background and not c.is_delegation and c not in group.claims]
    return first < lead or all(first < c.trigger.start for c in others)


def is_passing(reading: Reading, group: MeetingGroup) -> bool:
    """Return whether a meeting is only named in passing: not the article's own, and dated by no words."""
    dated = bool(group.times or group.occasion_ids) or any(c.sequences for c in group.claims)
    told = any(c.rule.endswith(":verb") and c.place_id for c in group.reports)
    return not dated and not told and not is_main(reading, group)


def _standing_of(claim: MeetingClaim, times: tuple[TimeExpression, ...]) -> MeetingStatus:
    """Return whether a claim says that the meeting took place, will, may, or did not.

    What is told in the past tense but for a coming time ("promised talks next year") is planned.
    """
    if claim.polarity is Polarity.NEGATIVE or claim.factuality is Factuality.DENIED:
        return MeetingStatus.DENIED
    if claim.factuality in {Factuality.SPECULATION, Factuality.OPINION}:
        return MeetingStatus.SPECULATED
    if claim.tense is Tense.FUTURE or claim.factuality in {Factuality.PLANNED, Factuality.DEMANDED}:
        return MeetingStatus.PLANNED
    sided = [t.direction for t in times if t.reference in DATED and t.direction is not Direction.UNKNOWN]
    return MeetingStatus.PLANNED if sided and set(sided) == {Direction.FUTURE} else MeetingStatus.REPORTED


def _tell(claim: MeetingClaim, reading: Reading) -> _Told:
    dateline, times = reading.article.dateline, tuple(t for t in reading.times if t.span in claim.times)
    parties = [
        p for p in claim.participants if not _is_place(p, claim) and not (dateline and dateline.overlaps(p.span))
    ]
    host = {claim.host} if claim.host else set()
    return _Told(
        claim=claim,
        persons=frozenset(p.entity_id for p in parties if p.entity_id and p.entity_id != p.state),
        states=frozenset({p.state for p in parties if p.state} | host),
        entities=frozenset(p.entity_id for p in parties if p.entity_id),
        days=_days_told(claim, reading),
        ago=_ago(times),
        standing=_standing_of(claim, times),
        year=next((t.year for t in times if t.reference is ReferenceKind.EXPLICIT and t.year and not t.day), None),
    )


def _ago(times: tuple[TimeExpression, ...]) -> tuple[float, float]:
    """Return how long ago, or ahead (negative), the time words put a meeting, with half a unit of tolerance."""
    if any(t.reference in _FAR for t in times):
        return -inf, inf
    counted = [
        (-t.amount, length_of(t.unit))
        for t in times
        if t.reference is ReferenceKind.OFFSET and t.amount is not None and has_length(t.unit)
    ]
    if not counted:
        return -FRESH, FRESH
    return min((n - 0.5) * unit - 1 for n, unit in counted), max((n + 0.5) * unit + 1 for n, unit in counted)


_FAR = frozenset({ReferenceKind.EXPLICIT, ReferenceKind.MONTH_DAY, ReferenceKind.MONTH, ReferenceKind.ANCHORED})


def _is_place(party: Party, claim: MeetingClaim) -> bool:
    """Return whether a party is only the place of the meeting, under a name that no table knows."""
    return party.entity_id is not None and party.entity_id == claim.place_id and party.state is None


def _days_told(claim: MeetingClaim, reading: Reading) -> int:
    """Return the days that the words of a claim allow; a visit lasts some days from the one that it is told of."""
    times = tuple(t for t in reading.times if t.span in claim.times and t.reference in DATED)
    parts = tuple(join_ranges(times, reading.article.text))
    days = reduce(and_, (days_of_range(part) & weekdays_of_range(part) for part in parts), ALL_DAYS)
    if not has_day(days):
        return ALL_DAYS
    return spread(days, 0, VISIT_LASTS) if _is_visit(claim) else days


def _is_visit(claim: MeetingClaim) -> bool:
    _, lemma, pos = claim.rule.split(":") if claim.rule.count(":") == PAIR else ("", "", "")
    word = meeting_words().get((lemma, pos.upper()))
    return word is not None and word.kind == "visit"


def _belongs(one: _Told, group: list[_Told]) -> bool:
    """Return whether a claim tells of the meeting that ``group`` tells of."""
    first = group[0]
    if one.standing is not first.standing or not _same_format(one.claim, group):
        return False
    if not all(has_day(one.days & other.days) and _overlap(one.ago, other.ago) for other in group):
        return False
    if any(_looks_further_back(one, other) or _looks_further_back(other, one) for other in group):
        return False
    if len(one.persons) >= PAIR:
        return one.persons == first.persons
    if not one.persons and len(first.persons) < PAIR:
        return one.states == first.states and one.claim.host == first.claim.host
    return one.persons <= first.persons and bool(one.states) and one.states <= first.states


def _looks_further_back(one: _Told, other: _Told) -> bool:
    """Return whether a claim names the year of an earlier meeting, after one that is told as news without a year."""
    return one.year is not None and other.year is None and other.claim.trigger < one.claim.trigger


def _overlap(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def _same_format(claim: MeetingClaim, group: list[_Told]) -> bool:
    unknown = MeetingFormat.UNKNOWN
    return all(unknown in {claim.format, t.claim.format} or claim.format is t.claim.format for t in group)


def _make_group(reading: Reading, told: list[_Told]) -> MeetingGroup:
    reports = [t for t in told if not t.claim.is_delegation]
    named = max(reports, key=lambda t: (len(t.persons), -t.claim.trigger.start))
    timed = [t for t in reports if t.persons and t.claim.times] or told  # "China and Russia" may be other officials
    spans = {s for t in timed for s in t.claim.times}
    times = tuple(t for t in reading.times if t.span in spans) or _times_beside(reading, reports)
    meets = {s for t in reports if not _is_visit(t.claim) for s in t.claim.times}
    is_only_visit = all(_is_visit(t.claim) for t in reports)
    return MeetingGroup(
        article_id=reading.article.article_id,
        key=named.persons if len(named.persons) >= PAIR else named.entities,
        host=next((t.claim.host for t in told if t.claim.host), None),
        claims=tuple(t.claim for t in told),
        times=times,
        occasion_ids=_common_occasions([t.claim for t in told]),
        status=reports[0].standing,
        visit_times=frozenset() if is_only_visit else frozenset(spans - meets),
        places=tuple(place for t in reports for place in _places_of(reading, t.claim)),
    )


def _times_beside(reading: Reading, reports: list[_Told]) -> tuple[TimeExpression, ...]:
    """Return the one dated expression of the sentence that tells of a meeting, where no claim has one.

    A parse often hangs "on Thursday" on another word. It is taken where it is the sentence's only one, no
    claim or action took it, and no mark and no word of saying stands between it and the word that reports
    the meeting.
    """
    claims: tuple[MeetingClaim | ActionClaim, ...] = (*reading.meetings, *reading.actions)
    taken = {s for c in claims for s in c.times}
    for trigger in (t.claim.trigger for t in reports):
        sentence = next((s for s in reading.sentences if s.covers(trigger)), trigger)
        dated = [t for t in reading.times if sentence.covers(t.span) and t.reference in DATED]
        if len(dated) == 1 and dated[0].span not in taken and _is_near(reading, trigger, dated[0].span):
            return (dated[0],)
    return ()


def _is_near(reading: Reading, trigger: Span, time: Span) -> bool:
    between = Span(min(trigger.end, time.end), max(trigger.start, time.start))
    words = between.words(reading.article.text)
    says = any(q.cue is not None and q.cue.overlaps(between) for q in reading.quotations)
    return not says and not any(mark in words for mark in ',;:()–—“”"')


def _places_of(reading: Reading, claim: MeetingClaim) -> tuple[NamedPlace, ...]:
    """Return the place that a claim names; where that is the dateline's, the next one in its words."""
    dateline, text = reading.article.dateline, reading.article.text
    if claim.place_id is None or claim.place_span is None:
        return ()
    if dateline is None or not dateline.overlaps(claim.place_span):
        return (NamedPlace(place_id=claim.place_id, words=claim.place_span.words(text)),)
    others = (
        m
        for m in reading.mentions
        if m.use is MentionUse.PLACE
        and m.entity_id
        and claim.evidence[0].covers(m.span)
        and not dateline.overlaps(m.span)
    )
    return tuple(NamedPlace(place_id=m.entity_id or "", words=m.span.words(text)) for m in others)[:1]


def _common_occasions(claims: list[MeetingClaim]) -> tuple[str, ...]:
    """Return the occasions that every mention allows; where mentions disagree, those of the first."""
    lists = [c.occasion.occasion_ids for c in claims if c.occasion and c.occasion.occasion_ids]
    if not lists:
        return ()
    common = set(lists[0]).intersection(*lists[1:])
    return tuple(i for i in lists[0] if i in common) or lists[0]
