"""One record for one meeting: the meetings of many articles taken together, with the reasons for it."""

from dataclasses import dataclass, replace

from foreigndesk.knowledge.occasions import occasions_by_id
from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.knowledge.places import places_by_id
from foreigndesk.records.claims import MeetingFormat, SequenceKind, VisitType
from foreigndesk.records.dates import DateFinding, ProofStep, known_date, unknown_date
from foreigndesk.records.meetings import Meeting, MeetingStatus
from foreigndesk.records.spans import derive_id
from foreigndesk.resolution.attendance import list_participants
from foreigndesk.resolution.days import bounds
from foreigndesk.resolution.groups import MeetingGroup
from foreigndesk.resolution.venues import choose_place, list_evidence

NARROW = 10  # days; two reports whose dates lie in intervals this short and overlap tell of one meeting
_ANCHORS = (SequenceKind.FIRST_SINCE, SequenceKind.NOT_SINCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedGroup:
    """A meeting of one article with its date, the set of its possible days, and the article's origin."""

    group: MeetingGroup
    date: DateFinding
    days: int
    origin: str

    @property
    def article_id(self) -> str:
        """The article that reports it."""
        return self.group.article_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """The reports that were taken for one meeting: the narrowest first, with the reason for each further one."""

    members: tuple[DatedGroup, ...]
    days: int
    because: tuple[str, ...]


def merge_groups(dated: list[DatedGroup]) -> tuple[Cluster, ...]:
    """Return the clusters of reports on one meeting each; the order of the input changes nothing.

    Reports are taken from the narrowest date to the widest. One joins a cluster of the same principals
    where days are left that fit both and something ties them: short overlapping intervals, the same row of
    the occasion table, the same claim about the series ("first since ..."), or one text made from the other.
    """
    clusters: list[Cluster] = []
    for report in sorted(dated, key=_narrowest_first):
        ties = [(tie, n) for n, cluster in enumerate(clusters) if (tie := _find_tie(report, cluster))]
        if not ties:
            clusters.append(Cluster(members=(report,), days=report.days, because=()))
            continue
        (_, reason), chosen = min(ties)
        home = clusters[chosen]
        clusters[chosen] = replace(
            home, members=(*home.members, report), days=home.days & report.days, because=(*home.because, reason)
        )
    return tuple(clusters)


def _narrowest_first(report: DatedGroup) -> tuple[int, str, int]:
    return report.days.bit_count(), report.article_id, report.group.claims[0].trigger.start


def _find_tie(report: DatedGroup, cluster: Cluster) -> tuple[int, str] | None:
    """Return what ties a report to a cluster, with its rank (0 is the strongest), or ``None``."""
    if not report.days & cluster.days or not any(_same_sides(report, member) for member in cluster.members):
        return None
    if not all(_same_place(report, member) for member in cluster.members):
        return None
    ties = [tie for member in cluster.members if (tie := _tie(report, member))]
    return min(ties) if ties else None


def _same_sides(a: DatedGroup, b: DatedGroup) -> bool:
    denied = MeetingStatus.DENIED
    if (a.group.status is denied) != (b.group.status is denied):
        return False
    if a.group.key == b.group.key:
        return True
    smaller, larger = sorted((a.group, b.group), key=lambda g: len(g.key))
    hosts = {_state_of(k) for k in larger.key - smaller.key}
    return smaller.key < larger.key and smaller.host is not None and smaller.host in hosts


def _state_of(entity_id: str) -> str | None:
    person = persons_by_id().get(entity_id)
    return next((t.state for t in person.terms if t.state), None) if person else entity_id


def _same_place(a: DatedGroup, b: DatedGroup) -> bool:
    """Return whether the places named allow one meeting: no two different cities of different states."""
    states_a, states_b = _states_named(a), _states_named(b)
    return not states_a or not states_b or bool(states_a & states_b)


def _states_named(report: DatedGroup) -> set[str]:
    found = set()
    for claim in report.group.claims:
        place = places_by_id().get(claim.place_id or "")
        state = place.state if place else claim.place_id
        if state:
            found.add(state)
    return found


def _tie(report: DatedGroup, member: DatedGroup) -> tuple[int, str] | None:
    if report.article_id == member.article_id:
        return None
    occasions = set(report.group.occasion_ids) & set(member.group.occasion_ids)
    if len(occasions) == 1:
        return 0, f"same participants on the same occasion: {occasions_by_id()[min(occasions)].name}"
    anchors = _anchors(report) & _anchors(member)
    if anchors:
        return 1, f"both call it the first meeting since the same event ({min(anchors)})"
    if _is_narrow(report) and _is_narrow(member):
        return 2, f"same participants, dates overlap ({report.date.edtf} and {member.date.edtf})"
    if report.origin == member.origin:
        return 3, "same participants in two texts of one origin"
    return None


def _anchors(report: DatedGroup) -> set[str]:
    return {s.fact for c in report.group.claims for s in c.sequences if s.kind in _ANCHORS and s.fact}


def _is_narrow(report: DatedGroup) -> bool:
    return 0 < report.days.bit_count() <= NARROW


def make_meeting(cluster: Cluster) -> Meeting:
    """Return the record of the meeting that a cluster of reports tells of."""
    date = _date_of(cluster)
    members = tuple(sorted(cluster.members, key=lambda m: (m.article_id, m.group.claims[0].trigger)))
    claims = tuple(c for m in members for c in m.group.claims)
    groups = tuple(m.group for m in members)
    occasion, occasion_fact = _occasion_of(cluster)
    formats = [c.format for c in claims if c.format is not MeetingFormat.UNKNOWN]
    visits = [c.visit_type for c in claims if c.visit_type is not VisitType.UNKNOWN]
    place = choose_place(groups, occasion_fact, date)
    keys = sorted({k for g in groups for k in g.key})
    claim_ids = tuple(sorted(c.claim_id for c in claims))
    return Meeting(
        meeting_id=derive_id("meeting", keys, date.edtf if date.is_known else claim_ids[0], _status(members).value),
        participants=list_participants(groups, date),
        format=formats[0] if formats else MeetingFormat.UNKNOWN,
        visit_type=visits[0] if visits else VisitType.UNKNOWN,
        occasion=occasion,
        occasion_fact=occasion_fact,
        sequences=tuple(s for c in claims for s in c.sequences),
        place=place,
        date=date,
        status=_status(members),
        claim_ids=claim_ids,
        reports=tuple(sorted({m.article_id for m in members})),
        origins=tuple(sorted({m.origin for m in members})),
        evidence=list_evidence(groups),
        merged_because=cluster.because,
        unknowns=_unknowns(date, has_place=place is not None, has_format=bool(formats)),
    )


def _date_of(cluster: Cluster) -> DateFinding:
    """Return the days left by all reports, with the proof of the narrowest and what the others added."""
    first = cluster.members[0]
    if len(cluster.members) == 1 or cluster.days == first.days:
        return first.date
    earliest, latest = bounds(cluster.days)
    joined = tuple(
        ProofStep(says=f"another report of it bounds the date too: {m.date.edtf}", article_id=m.article_id)
        for m in cluster.members[1:]
    )
    if earliest is None and latest is None:
        return unknown_date("the words allow many years", first.date.proof)
    return known_date(earliest, latest, (*first.date.proof, *joined))


_RANK = (MeetingStatus.REPORTED, MeetingStatus.DENIED, MeetingStatus.PLANNED, MeetingStatus.SPECULATED)


def _status(members: tuple[DatedGroup, ...]) -> MeetingStatus:
    return min((m.group.status for m in members), key=_RANK.index)


def _occasion_of(cluster: Cluster) -> tuple[str | None, str | None]:
    """Return the occasion in the words of the reports, and its row where only one is left for the date."""
    named = [c.occasion for m in cluster.members for c in m.group.claims if c.occasion]
    if not named:
        return None, None
    left = [
        row
        for row_id in dict.fromkeys(i for m in cluster.members for i in m.group.occasion_ids)
        if (row := occasions_by_id()[row_id]).period.meets(*bounds(cluster.days))
    ]
    words = max(named, key=lambda o: (len(o.occasion_ids) == 1, o.organisation_id is not None, len(o.span))).name
    return (left[0].name, left[0].fact) if len(left) == 1 else (words, None)


def _unknowns(date: DateFinding, *, has_place: bool, has_format: bool) -> tuple[str, ...]:
    found = []
    if not date.is_known:
        found.append(f"date: {date.unknown_because}")
    if not has_place:
        found.append("place: no report names one")
    if not has_format:
        found.append("format: no report says whether it was in person")
    return tuple(found)
