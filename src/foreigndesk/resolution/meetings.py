"""One record for one meeting: the meetings of many articles taken together, with the reasons for it."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from foreigndesk.knowledge.occasions import occasions_by_id
from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.knowledge.places import places_by_id
from foreigndesk.knowledge.towns import find_place
from foreigndesk.records.claims import MeetingFormat, SequenceKind, VisitType
from foreigndesk.records.dates import DateFinding, ProofStep, known_date, unknown_date
from foreigndesk.records.meetings import Meeting, MeetingStatus
from foreigndesk.records.spans import derive_id
from foreigndesk.resolution.attendance import list_participants
from foreigndesk.resolution.days import bounds, has_day, is_open, is_short, list_days, spread
from foreigndesk.resolution.groups import VISIT_LASTS, MeetingGroup
from foreigndesk.resolution.venues import choose_place, list_evidence, list_fitting_rows

NARROW = 10  # days; two reports whose dates lie in intervals this short and overlap tell of one meeting
LISTED = NARROW + VISIT_LASTS  # days by which a report with a narrow date is found
SAME_WEEKDAY = 800  # days between bounds within which the same city and weekday tie an undated report to a dated one
NAMED = 3  # meetings or rows that a record names as possibly its own
LONG = 366  # days between the bounds of a date from which on the record says that little is known of it
_ANCHORS = (SequenceKind.FIRST_SINCE, SequenceKind.NOT_SINCE)
_APART = frozenset({MeetingFormat.PHONE, MeetingFormat.VIDEO, MeetingFormat.LETTER})


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedGroup:
    """A meeting of one article with its date, the set of its possible days, and the article's origin."""

    group: MeetingGroup
    date: DateFinding
    days: int = field(repr=False)
    origin: str

    @property
    def article_id(self) -> str:
        """The article that reports it."""
        return self.group.article_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """The reports that were taken for one meeting: the narrowest first, with the reason for each further one.

    ``perhaps`` says which meetings of the same participants it may be, where nothing ties it to them;
    ``number`` tells apart clusters that nothing else does.
    """

    members: tuple[DatedGroup, ...]
    days: int = field(repr=False)
    because: tuple[str, ...]
    perhaps: tuple[str, ...] = ()
    number: int = 0


def merge_groups(dated: list[DatedGroup]) -> tuple[Cluster, ...]:
    """Return the clusters of reports on one meeting each; the order of the input changes nothing.

    Reports are taken from the narrowest date to the widest. One joins a cluster of the same principals
    where days are left that fit both, format, place and standing allow it, and something ties them: the
    same row of the occasion table, the same claim about the series ("first since ..."), short overlapping
    intervals, the same city and weekday, or one text made from the other.
    """
    shelf = _Shelf()
    for report in sorted(dated, key=_narrowest_first):
        ties = [(tie, n) for n in sorted(shelf.list_near(report)) if (tie := _find_tie(report, shelf.clusters[n]))]
        if not ties:
            shelf.put(report)
        else:
            (_, reason), chosen = min(ties)
            shelf.join(chosen, report, reason)
    return tuple(_number(_with_doubts(shelf.clusters)))


def _narrowest_first(report: DatedGroup) -> tuple[bool, bool, int, str, int]:
    first = report.group.claims[0].trigger.start
    return _is_visitor_alone(report), is_open(report.days), report.days.bit_count(), report.article_id, first


def _is_visitor_alone(report: DatedGroup) -> bool:
    return len(report.group.key) == 1


def _days_with(report: DatedGroup) -> int:
    """Return the days of what a report may tell of: of a visitor alone, those of the visit that begins so."""
    return spread(report.days, 0, VISIT_LASTS) if _is_visitor_alone(report) else report.days


class _Shelf:
    """The clusters so far, found by what can tie a report to them, so that not every one is asked."""

    def __init__(self) -> None:
        self.clusters: list[Cluster] = []
        self._by_tie: dict[tuple[str, ...], set[int]] = {}

    def list_near(self, report: DatedGroup) -> set[int]:
        """Return the numbers of the clusters that share participants and a tie with ``report``."""
        found: set[int] = set()
        for tie in _ties_of(report):
            found |= self._by_tie.get(tie, set())
        return found

    def put(self, report: DatedGroup) -> None:
        """Take ``report`` as a cluster of its own."""
        self.clusters.append(Cluster(members=(report,), days=report.days, because=()))
        self._index(report, len(self.clusters) - 1)

    def join(self, number: int, report: DatedGroup, reason: str) -> None:
        """Take ``report`` into a cluster."""
        home = self.clusters[number]
        days = home.days & (report.days if has_day(home.days & report.days) else _days_with(report))
        self.clusters[number] = replace(
            home, members=(*home.members, report), days=days, because=(*home.because, reason)
        )
        self._index(report, number)

    def _index(self, report: DatedGroup, number: int) -> None:
        for tie in _ties_of(report):
            self._by_tie.setdefault(tie, set()).add(number)


def _ties_of(report: DatedGroup) -> Iterator[tuple[str, ...]]:
    """Yield what can tie a report to others, each for one of its participants."""
    own = [*(f"occasion:{i}" for i in report.group.occasion_ids), *_anchors(report), f"origin:{report.origin}"]
    own += [f"day:{d.toordinal()}" for d in list_days(_days_with(report), LISTED)] if _is_narrow(report) else []
    own += [f"city:{city}:{weekday}" for city in _cities(report) for weekday in _weekdays(report)]
    return ((entity, tie) for entity in report.group.key for tie in own)


def _find_tie(report: DatedGroup, cluster: Cluster) -> tuple[int, str] | None:
    """Return what ties a report to a cluster, with its rank (0 is the strongest), or ``None``."""
    days = report.days if _is_visitor_alone(cluster.members[0]) else _days_with(report)
    if not has_day(days & cluster.days) or not any(_same_sides(report, member) for member in cluster.members):
        return None
    if not all(_can_be_one(report, member) for member in cluster.members):
        return None
    ties = [tie for member in cluster.members if (tie := _tie(report, member))]
    return min(ties) if ties else None


def _same_sides(a: DatedGroup, b: DatedGroup) -> bool:
    """Return whether the principals are the same, or one report names only the visitor to the state of another."""
    if a.group.key == b.group.key:
        return True
    smaller, larger = sorted((a.group, b.group), key=lambda g: len(g.key))
    hosts = {_state_of(k) for k in larger.key - smaller.key}
    return smaller.key < larger.key and smaller.host is not None and smaller.host in hosts


def _state_of(entity_id: str) -> str | None:
    person = persons_by_id().get(entity_id)
    return next((t.state for t in person.terms if t.state), None) if person else entity_id


def _can_be_one(a: DatedGroup, b: DatedGroup) -> bool:
    """Return whether standing, format and places allow one meeting.

    What one report denies is not what another tells of; a call is no meeting in a room.
    """
    denied = MeetingStatus.DENIED
    if (a.group.status is denied) != (b.group.status is denied):
        return False
    formats = a.group.formats | b.group.formats
    if formats & _APART and len(formats) > 1:
        return False
    states_a, states_b = _states_named(a), _states_named(b)
    return not states_a or not states_b or bool(states_a & states_b)


def _states_named(report: DatedGroup) -> set[str]:
    places = ((named.place_id, find_place(named.place_id)) for named in report.group.places)
    found = {place.state if place else place_id for place_id, place in places}
    return {state for state in (*found, report.group.host) if state}


def _tie(report: DatedGroup, member: DatedGroup) -> tuple[int, str] | None:
    if report.article_id == member.article_id:
        return _tie_within(report, member)
    occasions = set(report.group.occasion_ids) & set(member.group.occasion_ids)
    if len(occasions) == 1:
        return 0, f"same participants on the same occasion: {occasions_by_id()[min(occasions)].name}"
    anchors = set(_anchors(report)) & set(_anchors(member))
    if anchors:
        return 1, f"both call it the first meeting since the same event ({min(anchors)})"
    if _is_narrow(report) and _is_narrow(member):
        return 2, f"same participants, dates overlap ({report.date.edtf} and {member.date.edtf})"
    cities = _cities(report) & _cities(member)
    if cities and _weekdays(report) & _weekdays(member) and _is_narrow(member) and _is_bounded(report):
        city = find_place(min(cities))
        return 3, f"same participants in the same city ({city.name if city else min(cities)}) on the same weekday"
    if report.origin == member.origin:
        return 4, "same participants in two texts of one origin"
    return None


def _tie_within(report: DatedGroup, member: DatedGroup) -> tuple[int, str] | None:
    """Return that one article tells twice of one meeting, as coming and as held, where the day is the same."""
    same = report.days == member.days and is_short(report.days, 1) and report.group.key == member.group.key
    return (2, f"one article tells of both, and the day is the same ({member.date.edtf})") if same else None


def _anchors(report: DatedGroup) -> list[str]:
    return [s.fact for c in report.group.claims for s in c.sequences if s.kind in _ANCHORS and s.fact]


def _cities(report: DatedGroup) -> set[str]:
    places = (find_place(named.place_id) for named in report.group.places)
    held = [place for place in places if place and place.kind in {"city", "venue"}]
    around = places_by_id()  # a town of the gazetteer lies within a subdivision, which is too wide
    return {place.within if place.within in around else place.place_id for place in held}


def _weekdays(report: DatedGroup) -> set[int]:
    """Return the weekdays that the words name, or of the one day that the meeting can have been on."""
    named = {t.weekday for t in report.group.times if t.weekday is not None}
    return named or ({d.weekday() for d in list_days(report.days, 1)} if is_short(report.days, 1) else set())


def _is_narrow(report: DatedGroup) -> bool:
    return is_short(report.days, NARROW)


def _is_bounded(report: DatedGroup) -> bool:
    first, last = bounds(report.days)
    return first is not None and last is not None and (last - first).days <= SAME_WEEKDAY


def _with_doubts(clusters: list[Cluster]) -> Iterator[Cluster]:
    """Yield the clusters; one with a wide date names the dated meetings of its participants that it may be."""
    dated: dict[frozenset[str], list[tuple[int, int]]] = {}
    for number, cluster in enumerate(clusters):
        if is_short(cluster.days, NARROW):
            dated.setdefault(cluster.members[0].group.key, []).append(
                (list_days(cluster.days, 1)[0].toordinal(), number)
            )
    for days in dated.values():
        days.sort()
    for cluster in clusters:
        near = dated.get(cluster.members[0].group.key, []) if not is_short(cluster.days, NARROW) else []
        yield replace(cluster, perhaps=tuple(_list_perhaps(cluster, near, clusters)))


def _list_perhaps(cluster: Cluster, near: list[tuple[int, int]], clusters: list[Cluster]) -> Iterator[str]:
    first, last = bounds(cluster.days) if cluster.days else (None, None)
    named = 0
    for day, number in near[bisect_left(near, (first.toordinal() - NARROW, 0)) if first else 0 :]:
        other = clusters[number]
        if (last is not None and day > last.toordinal()) or named == NAMED:
            break
        fits = has_day(other.days & cluster.days) and all(
            _can_be_one(a, b) for a in cluster.members for b in other.members
        )
        if fits:
            named += 1
            yield f"may be the meeting of {other.members[0].date.edtf}; nothing ties the reports"


def _number(clusters: Iterable[Cluster]) -> Iterator[Cluster]:
    """Yield the clusters, each with its number among those that would have the same id."""
    seen: dict[str, int] = {}
    for cluster in clusters:
        meeting_id = _id_of(cluster)
        yield replace(cluster, number=seen.setdefault(meeting_id, 0))
        seen[meeting_id] += 1


def _id_of(cluster: Cluster) -> str:
    """Return the id of a meeting: of who, when, and whether it was a call, was denied.

    A wide date does not tell one meeting from another; there the occasion does, or the series, or the text.
    A further report changes the id only where it changes who met or when.
    """
    first = cluster.members[0]
    date = _date_of(cluster)
    told = date.edtf if is_short(cluster.days, NARROW) else None
    occasions = {i for m in cluster.members for i in m.group.occasion_ids}
    by = told or (min(occasions) if len(occasions) == 1 else None) or min(_anchors(first), default=None)
    kinds = sorted({"apart" for m in cluster.members if m.group.formats & _APART})
    kinds += [MeetingStatus.DENIED.value] if first.group.status is MeetingStatus.DENIED else []
    keys = sorted({k for m in cluster.members for k in m.group.key})
    return derive_id("meeting", keys, by or first.group.reports[0].claim_id, kinds, cluster.number)


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
    return Meeting(
        meeting_id=_id_of(cluster),
        participants=list_participants(groups, date, held_in=place.state if place else None),
        format=formats[0] if formats else MeetingFormat.UNKNOWN,
        visit_type=visits[0] if visits else VisitType.UNKNOWN,
        occasion=occasion,
        occasion_fact=occasion_fact,
        sequences=tuple(s for c in claims for s in c.sequences),
        place=place,
        date=date,
        status=_status(members),
        claim_ids=tuple(sorted(c.claim_id for c in claims)),
        reports=tuple(sorted({m.article_id for m in members})),
        origins=tuple(sorted({m.origin for m in members})),
        evidence=list_evidence(groups),
        merged_because=cluster.because,
        unknowns=(
            *_date_unknowns(cluster, date),
            *(() if place else ("place: no report names one",)),
            *(() if formats else ("format: no report says whether it was in person",)),
        ),
    )


def _date_of(cluster: Cluster) -> DateFinding:
    """Return the days left by all reports, with the proof of the narrowest and what the others added."""
    first = cluster.members[0]
    if len(cluster.members) == 1 or cluster.days == first.days:
        return first.date
    earliest, latest = bounds(cluster.days)
    joined = tuple(
        ProofStep(
            says=f"another report of it bounds the date too: {m.date.edtf}",
            article_id=m.article_id,
            span=m.group.claims[0].trigger,
            earliest=m.date.earliest,
            latest=m.date.latest,
        )
        for m in cluster.members[1:]
        if m.date.is_known and m.days & first.days != first.days
    )
    if earliest is None and latest is None:
        return unknown_date("the words allow many years", first.date.proof)
    kept = (s for s in first.date.proof if not s.says.startswith("possible days"))
    return known_date(earliest, latest, (*kept, *joined))


_RANK = (MeetingStatus.REPORTED, MeetingStatus.DENIED, MeetingStatus.PLANNED, MeetingStatus.SPECULATED)


def _status(members: tuple[DatedGroup, ...]) -> MeetingStatus:
    return min((m.group.status for m in members), key=_RANK.index)


def _occasion_of(cluster: Cluster) -> tuple[str | None, str | None]:
    """Return the occasion in the words of the reports, and its row where only one is left for the date."""
    named = [c.occasion for m in cluster.members for c in m.group.claims if c.occasion]
    if not named:
        return None, None
    steps = (s.fact for m in cluster.members for s in m.date.proof if s.fact)
    rows = dict.fromkeys(i for m in cluster.members for i in m.group.occasion_ids)
    proven = [f.removeprefix("occasions:") for f in steps if f.removeprefix("occasions:") in rows]
    near = [i for i in rows if occasions_by_id()[i].period.meets(*bounds(cluster.days))]
    left = list(dict.fromkeys(proven)) or near
    words = max(named, key=lambda o: (len(o.occasion_ids) == 1, o.organisation_id is not None, len(o.span))).name
    if len(left) != 1:
        return words, None
    row = occasions_by_id()[left[0]]
    return row.name, row.fact


def _date_unknowns(cluster: Cluster, date: DateFinding) -> Iterator[str]:
    """Yield what is not known of the date: that it is wide, and the meetings and rows that it may be."""
    first, last = date.earliest, date.latest
    if not date.is_known:
        yield f"date: {date.unknown_because}"
    elif first is None or last is None or (last - first).days >= LONG:
        yield f"date: known only to lie in {date.edtf}"
    if is_short(cluster.days, NARROW):
        return
    rows = list_fitting_rows(cluster.members[0].group, cluster.days)
    if 0 < len(rows) <= NAMED:
        named = "; ".join(row.name for row in rows)
        yield f"date: the table of occasions, which is not complete, knows {named}; nothing in the words decides it"
    yield from (f"date: {words}" for words in cluster.perhaps)
