"""One record for one event: what the articles tell of who did what to whom, taken together with the reasons for it."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from foreigndesk.knowledge.folding import fold
from foreigndesk.records.claims import ActionClaim
from foreigndesk.records.dates import DateFinding, write_edtf
from foreigndesk.records.events import Event, status_of
from foreigndesk.records.readings import Reading
from foreigndesk.records.spans import Span, derive_id
from foreigndesk.resolution.event_parties import (
    Side,
    are_one_place,
    are_one_side,
    is_nameless,
    narrow_count,
    side_of,
    wide_keys,
)
from foreigndesk.resolution.event_records import DatedClaim, EventCluster, make_event

NARROW = (
    7  # days; texts of different origin tell of one event where their dates are this narrow and overlap: "last week"
)
_ONE_DAY = timedelta(days=1)

Days = tuple[date | None, date | None]
BlockKey = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signature:
    """What two tellings of one event must agree on, beside type, polarity, status and days."""

    actors: Side
    recipients: Side
    mode: str | None
    place_id: str | None
    contexts: frozenset[str]


@dataclass(slots=True, kw_only=True)
class _Cluster:
    """The tellings that were taken for one event while they are gathered: the narrowest first."""

    members: list[DatedClaim]
    days: Days
    signatures: dict[_Signature, None]
    articles: set[str]
    sentences: set[tuple[str, int]]
    origins: set[str]
    because: dict[str, None] = field(default_factory=dict)
    perhaps: tuple[int, ...] = ()


def list_events(
    readings: Iterable[Reading], event_dates: Mapping[str, Mapping[Span, DateFinding]], origins: Mapping[str, str]
) -> tuple[Event, ...]:
    """Return the events that the articles tell of in order of their days; the order of ``readings`` changes nothing.

    ``event_dates`` gives the date of each trigger by article, ``origins`` the family of copies of each article.
    """
    told = (
        _date_claim(reading, claim, dates=event_dates[reading.article.article_id], origins=origins)
        for reading in readings
        for claim in reading.actions
    )
    return merge_claims(told)


def _date_claim(
    reading: Reading, claim: ActionClaim, *, dates: Mapping[Span, DateFinding], origins: Mapping[str, str]
) -> DatedClaim:
    text = reading.article.text
    at = bisect_right(reading.sentences, claim.trigger.start, key=lambda sentence: sentence.start)
    return DatedClaim(
        claim=claim,
        claim_id=claim.claim_id,
        date=dates[claim.trigger],
        origin=origins.get(claim.article_id, claim.article_id),
        sentence=reading.sentences[at - 1].start if at else 0,
        trigger_words=fold(claim.trigger.words(text)),
        place_words=claim.place_span.words(text) if claim.place_span else "",
    )


def merge_claims(told: Iterable[DatedClaim]) -> tuple[Event, ...]:
    """Return one event for all claims that tell of it, in order of its days; the order of ``told`` changes nothing.

    Claims are of one event where type, polarity, status and both sides are the same and mode, place and days
    do not exclude it; two triggers of one sentence are two deeds, as the codebook has it. Within texts of one
    origin that suffices; texts of different origin must both date it within ``NARROW`` days. A claim that fits
    several events joins none: it stays apart and names them.
    """
    shelf = _Shelf()
    by_id: dict[str, DatedClaim] = {}
    for claim in told:
        by_id.setdefault(claim.claim_id, claim)  # of two with one id the store keeps the first too
    for claim in sorted(by_id.values(), key=_narrowest_first):
        shelf.take(claim)
    return _make_events(shelf.clusters)


def _narrowest_first(told: DatedClaim) -> tuple[bool, bool, int, int, str, int, str]:
    days = _days_of(told.date)
    width = (days[1] - days[0]).days if days[0] and days[1] else 0
    side = _signature(told)
    known = narrow_count(side.actors) + narrow_count(side.recipients) + (side.mode is not None)
    known += side.place_id is not None
    place = (told.claim.article_id, told.claim.trigger.start, told.claim_id)
    return not told.date.is_known, None in days, width, -known, *place


def _days_of(found: DateFinding) -> Days:
    return found.earliest, found.latest


def _signature(told: DatedClaim) -> _Signature:
    claim = told.claim
    return _Signature(
        actors=side_of(claim.actors, origin=told.origin),
        recipients=side_of(claim.recipients, origin=told.origin),
        mode=claim.mode,
        place_id=claim.place_id,
        contexts=frozenset(claim.contexts),
    )


def _block_of(told: DatedClaim, signature: _Signature) -> BlockKey:
    """Return what all claims of one event share; without a named actor they share the origin too."""
    claim = told.claim
    alone = None if signature.actors else told.origin
    sides = wide_keys(signature.actors), wide_keys(signature.recipients)
    return claim.type, claim.polarity, status_of(claim.factuality), *sides, alone


class _Shelf:
    """The clusters so far, found by block and day, or block and origin, so that not every one is asked."""

    def __init__(self) -> None:
        self.clusters: list[_Cluster] = []
        self._by_tie: dict[BlockKey, dict[int, None]] = {}

    def take(self, told: DatedClaim) -> None:
        """Take a claim into the one cluster that it fits, else as a cluster of its own."""
        signature = _signature(told)
        ties = _list_ties(told, _block_of(told, signature))
        fitting = [n for n in self._list_near(ties) if _fits(told, signature, self.clusters[n])]
        chosen = _choose(told, signature, {n: self.clusters[n] for n in fitting})
        if chosen is None:
            chosen = len(self.clusters)
            self.clusters.append(_make_cluster(told, signature, perhaps=tuple(fitting)))
        else:
            _join(self.clusters[chosen], told, signature)
        for tie in ties:
            self._by_tie.setdefault(tie, {})[chosen] = None

    def _list_near(self, ties: list[BlockKey]) -> list[int]:
        return sorted({n for tie in ties for n in self._by_tie.get(tie, ())})


def _list_ties(told: DatedClaim, block: BlockKey) -> list[BlockKey]:
    ties: list[BlockKey] = [(*block, told.origin)]
    first, last = _days_of(told.date)
    if first is not None and last is not None and is_narrow((first, last)):
        ties += [(*block, first + n * _ONE_DAY) for n in range((last - first).days + 1)]
    return ties


def is_narrow(days: Days) -> bool:
    """Return whether days are few enough to tell one event from another of the same kind."""
    first, last = days
    return first is not None and last is not None and (last - first).days < NARROW


def _fits(told: DatedClaim, signature: _Signature, cluster: _Cluster) -> bool:
    if (told.claim.article_id, told.sentence) in cluster.sentences:
        return False
    first, last = _shared_days(_days_of(told.date), cluster.days)
    if first is not None and last is not None and first > last:
        return False
    if told.origin not in cluster.origins and not (is_narrow(_days_of(told.date)) and is_narrow(cluster.days)):
        return False
    return all(_can_be_one(signature, other) for other in cluster.signatures)


def _shared_days(a: Days, b: Days) -> Days:
    firsts = [day for day in (a[0], b[0]) if day is not None]
    lasts = [day for day in (a[1], b[1]) if day is not None]
    return max(firsts, default=None), min(lasts, default=None)


def _can_be_one(a: _Signature, b: _Signature) -> bool:
    if a == b:
        return True
    if None not in (a.mode, b.mode) and a.mode != b.mode:
        return False
    if not a.recipients and a.contexts and b.contexts and not a.contexts & b.contexts:
        return False  # where nobody is acted upon only the matter tells one promise or drill from another
    is_of_sides = are_one_side(a.actors, b.actors) and are_one_side(a.recipients, b.recipients)
    return is_of_sides and are_one_place(a.place_id, b.place_id)


def _choose(told: DatedClaim, signature: _Signature, fitting: Mapping[int, _Cluster]) -> int | None:
    """Return the only cluster that fits; of several the one that agrees in all, then in trigger, then in code.

    ``None`` where several are left: nothing tells of which event the claim is.
    """
    if len(fitting) == 1:
        return next(iter(fitting))
    days, cameo = _days_of(told.date), told.claim.cameo
    left = [n for n, cluster in fitting.items() if cluster.days == days and signature in cluster.signatures]
    if len(left) > 1:
        left = [n for n in left if any(m.trigger_words == told.trigger_words for m in fitting[n].members)] or left
    if len(left) > 1:
        left = [n for n in left if any(m.claim.cameo == cameo for m in fitting[n].members)]
    return left[0] if len(left) == 1 else None


def _make_cluster(told: DatedClaim, signature: _Signature, *, perhaps: tuple[int, ...]) -> _Cluster:
    return _Cluster(
        members=[told],
        days=_days_of(told.date),
        signatures={signature: None},
        articles={told.claim.article_id},
        sentences={(told.claim.article_id, told.sentence)},
        origins={told.origin},
        perhaps=perhaps,
    )


def _join(cluster: _Cluster, told: DatedClaim, signature: _Signature) -> None:
    cluster.because[_why(cluster, told)] = None
    cluster.days = _shared_days(cluster.days, _days_of(told.date))
    cluster.signatures[signature] = None
    cluster.members.append(told)
    cluster.articles.add(told.claim.article_id)
    cluster.sentences.add((told.claim.article_id, told.sentence))
    cluster.origins.add(told.origin)


def _why(cluster: _Cluster, told: DatedClaim) -> str:
    if told.claim.article_id in cluster.articles:
        return "one article tells twice of the same kind of event between the same parties, and no date excludes it"
    if told.origin in cluster.origins:
        return "two texts of one origin tell of the same kind of event between the same parties"
    days = f"{cluster.members[0].date.edtf} and {told.date.edtf}"
    return f"same kind of event between the same parties, dates overlap ({days})"


def _make_events(clusters: Sequence[_Cluster]) -> tuple[Event, ...]:
    ids = _name_clusters(clusters)
    events = (
        make_event(
            EventCluster(
                event_id=ids[n],
                members=tuple(cluster.members),
                days=cluster.days,
                because=tuple(cluster.because),
                perhaps=tuple((ids[other], clusters[other].members[0].date.edtf) for other in cluster.perhaps),
            )
        )
        for n, cluster in enumerate(clusters)
    )
    return tuple(sorted(events, key=_by_day))


def _name_clusters(clusters: Sequence[_Cluster]) -> list[str]:
    """Return the id of each cluster, with a number where nothing else tells it from another."""
    seen: dict[str, list[tuple[str, int]]] = {}
    for n, cluster in enumerate(clusters):
        seen.setdefault(_id_of(cluster, 0), []).append((min(m.claim_id for m in cluster.members), n))
    ids = [""] * len(clusters)
    for alike in seen.values():
        for number, (_, n) in enumerate(sorted(alike)):
            ids[n] = _id_of(clusters[n], number)
    return ids


def _id_of(cluster: _Cluster, number: int) -> str:
    """Return the id of an event: of what was done, by whom to whom, when, where, and how it is told.

    Where the days do not tell one event from another, or nobody is known who did it, the smallest id of its
    claims does. A further report changes the id only where it changes one of these.
    """
    signature = next(iter(cluster.signatures))
    *shared, alone = _block_of(cluster.members[0], signature)
    modes = sorted({s.mode for s in cluster.signatures if s.mode})
    places = sorted({s.place_id for s in cluster.signatures if s.place_id})
    is_common = is_narrow(cluster.days) and alone is None
    is_common = is_common and not (is_nameless(signature.actors) or is_nameless(signature.recipients))
    told = write_edtf(*cluster.days) if is_common else min(m.claim_id for m in cluster.members)
    return derive_id("event", shared, modes, places, told, number)


def _by_day(event: Event) -> tuple[date, date, str]:
    return event.date.earliest or date.max, event.date.latest or date.max, event.event_id
