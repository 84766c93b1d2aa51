"""The meetings of one article: claims about the same participants taken together."""

from dataclasses import dataclass

from foreigndesk.records.claims import Factuality, MeetingClaim, MeetingFormat, Party, Polarity, Tense
from foreigndesk.records.meetings import MeetingStatus
from foreigndesk.records.readings import Reading
from foreigndesk.records.spans import Span
from foreigndesk.records.times import ReferenceKind, TimeExpression

PAIR = 2
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
class MeetingGroup:
    """What one article says of one meeting.

    ``key`` are the ids of its principals (persons; states or organisations where no person is named),
    ``host`` the state visited where only the visitor is named. ``occasion_ids`` are the table rows that
    every mention of the occasion allows.
    """

    article_id: str
    key: frozenset[str]
    host: str | None
    claims: tuple[MeetingClaim, ...]
    times: tuple[TimeExpression, ...]
    occasion_ids: tuple[str, ...]

    @property
    def status(self) -> MeetingStatus:
        """Whether the article says that the meeting took place, will, may, or did not."""
        return _standing(self.reports[0])

    @property
    def is_past(self) -> bool:
        """Whether the article says that the meeting took place."""
        return self.status is MeetingStatus.REPORTED

    @property
    def reports(self) -> tuple[MeetingClaim, ...]:
        """The claims of the meeting itself, without those of delegations."""
        return tuple(c for c in self.claims if not c.is_delegation)


def group_claims(reading: Reading) -> tuple[MeetingGroup, ...]:
    """Return the meetings of an article in order of their first words.

    Claims join where their principals are the same, where states meet whose persons meet, and where a
    visitor goes to the state of somebody whom the article says they met. Meetings that are planned, or
    denied, are kept apart from those that took place. Claims that look back to an earlier meeting stay
    outside; those of delegations join the first meeting of their states.
    """
    claims = [c for c in reading.meetings if not c.is_background and not c.is_delegation]
    groups: list[list[MeetingClaim]] = []
    for claim in sorted(claims, key=lambda c: (-len(_persons(c)), c.trigger)):
        home = next((g for g in groups if _belongs(claim, g, reading)), None)
        if home is None:
            groups.append([claim])
        else:
            home.append(claim)
    for claim in (c for c in reading.meetings if c.is_delegation and c.polarity is Polarity.POSITIVE):
        home = next((g for g in groups if _states(claim) <= _states(g[0])), None)
        if home is not None:
            home.append(claim)
    made = [_make_group(reading, sorted(g, key=lambda c: c.trigger)) for g in groups]
    return tuple(sorted(made, key=lambda g: g.claims[0].trigger))


LEAD = 3  # sentences that a report begins with


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


def _persons(claim: MeetingClaim) -> frozenset[str]:
    return frozenset(p.entity_id for p in claim.participants if p.entity_id and p.entity_id != p.state)


def _states(claim: MeetingClaim) -> frozenset[str]:
    return frozenset(p.state for p in claim.participants if p.state) | ({claim.host} if claim.host else frozenset())


def _belongs(claim: MeetingClaim, group: list[MeetingClaim], reading: Reading) -> bool:
    """Return whether a claim tells of the meeting that ``group`` tells of."""
    first = group[0]
    if _standing(claim) is not _standing(first) or not _same_day(claim, group, reading):
        return False
    if not _same_format(claim, group):
        return False
    ours, theirs = _persons(claim), _persons(first)
    if len(ours) >= PAIR or (len(theirs) < PAIR and not ours):
        return ours == theirs and (bool(ours) or _states(claim) == _states(first))
    return ours <= theirs and bool(_states(claim)) and _states(claim) <= _states(first)


def _standing(claim: MeetingClaim) -> MeetingStatus:
    """Return whether the claim says that the meeting took place, will, may, or did not."""
    if claim.polarity is Polarity.NEGATIVE or claim.factuality is Factuality.DENIED:
        return MeetingStatus.DENIED
    if claim.factuality in {Factuality.SPECULATION, Factuality.OPINION}:
        return MeetingStatus.SPECULATED
    if claim.tense is Tense.FUTURE or claim.factuality in {Factuality.PLANNED, Factuality.DEMANDED}:
        return MeetingStatus.PLANNED
    return MeetingStatus.REPORTED


def _same_format(claim: MeetingClaim, group: list[MeetingClaim]) -> bool:
    unknown = MeetingFormat.UNKNOWN
    return all(unknown in {claim.format, other.format} or claim.format is other.format for other in group)


def _same_day(claim: MeetingClaim, group: list[MeetingClaim], reading: Reading) -> bool:
    """Return whether the dates in the words allow one meeting: no two different days, months or weekdays."""
    ours = _dates_of((claim,), reading)
    return all(_agree(a, b) for a in ours for b in _dates_of(tuple(group), reading))


def _dates_of(claims: tuple[MeetingClaim, ...], reading: Reading) -> list[TimeExpression]:
    spans = {s for c in claims for s in c.times}
    return [t for t in reading.times if t.span in spans and t.reference in DATED]


def _agree(a: TimeExpression, b: TimeExpression) -> bool:
    pairs = ((a.year, b.year), (a.month, b.month), (a.day, b.day), (a.weekday, b.weekday))
    return all(x is None or y is None or x == y for x, y in pairs)


def _make_group(reading: Reading, claims: list[MeetingClaim]) -> MeetingGroup:
    named = max((c for c in claims if not c.is_delegation), key=lambda c: (len(_persons(c)), -c.trigger.start))
    persons = _persons(named)
    parties: tuple[Party, ...] = named.participants
    key = persons if len(persons) >= PAIR else frozenset(p.entity_id for p in parties if p.entity_id)
    spans: set[Span] = {s for c in claims for s in c.times}
    return MeetingGroup(
        article_id=reading.article.article_id,
        key=key,
        host=next((c.host for c in claims if c.host), None),
        claims=tuple(claims),
        times=tuple(t for t in reading.times if t.span in spans),
        occasion_ids=_common_occasions(claims),
    )


def _common_occasions(claims: list[MeetingClaim]) -> tuple[str, ...]:
    """Return the occasions that every mention allows; where mentions disagree, those of the first."""
    lists = [c.occasion.occasion_ids for c in claims if c.occasion and c.occasion.occasion_ids]
    if not lists:
        return ()
    common = set(lists[0]).intersection(*lists[1:])
    return tuple(i for i in lists[0] if i in common) or lists[0]
