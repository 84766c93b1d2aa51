"""Clusters: utterances that hang together by links, with what people decided about them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foreigndesk.records.quotation_groups import GroupDecision, PlaceInArticle, VariantForm
from foreigndesk.resolution.utterance_evidence import LONG
from foreigndesk.resolution.utterance_links import FoundLink, find_links
from foreigndesk.resolution.utterances import Utterance, content_of

_REASONS = 6  # that a cluster tells


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Two places and more that give one utterance, why they are taken for one, and what people decided."""

    utterances: tuple[Utterance, ...]
    because: tuple[str, ...]
    decided: tuple[str, ...]


def cluster_utterances(utterances: Sequence[Utterance], decisions: Sequence[GroupDecision] = ()) -> list[Cluster]:
    """Return the clusters, in order of their first place; ``utterances`` come in order of article and place.

    Links are taken in order of their strength. A short fragment never joins two clusters of long wordings, and what
    people held apart is joined by no chain.
    """
    decided = _Decided(utterances, decisions)
    union = _Union(utterances, decided.apart)
    for first, second in decided.together:
        union.join(first, second)
    accepted = [found for found in sorted(find_links(utterances), key=_strength) if union.link(found)]
    reasons: dict[int, list[str]] = defaultdict(list)
    for found in accepted:
        reasons[union.root(found.first)] += found.link.because
    clusters = (
        _make_cluster(utterances, members, reasons[root], decided=decided) for root, members in union.members().items()
    )
    return [cluster for cluster in clusters if cluster is not None]


def _strength(found: FoundLink) -> tuple[bool, int, int, int, int]:
    link = found.link
    return not link.is_long, -link.points - link.shared, -link.shared, found.first, found.second


def _make_cluster(
    utterances: Sequence[Utterance], members: list[int], reasons: list[str], *, decided: "_Decided"
) -> Cluster | None:
    """Return a cluster, ``None`` where one place is left, or nobody is said to have spoken, or no marks stand."""
    kept = [utterances[n] for n in _without_overlaps(utterances, members)]
    says = decided.about(members)
    is_said = any(u.speakers or u.candidates or (u.quotation and u.quotation.speaker) for u in kept)
    if len(kept) < 2 or not any(u.form.is_marked for u in kept) or not (is_said or says):  # noqa: PLR2004 - a pair
        return None
    return Cluster(utterances=tuple(kept), because=tuple(dict.fromkeys(reasons))[:_REASONS], decided=says)


def _without_overlaps(utterances: Sequence[Utterance], members: list[int]) -> list[int]:
    """Return the members, of those that overlap in one article the one inside marks, else the longer."""
    preferred = sorted(members, key=lambda n: (not utterances[n].form.is_marked, -len(utterances[n].span), n))
    kept: list[int] = []
    by_article: dict[str, list[int]] = defaultdict(list)
    for n in preferred:
        others = by_article[utterances[n].article_id]
        if not any(utterances[n].span.overlaps(utterances[other].span) for other in others):
            others.append(n)
            kept.append(n)
    return sorted(kept)


class _Decided:
    """What people decided, by the utterances that stand at the places of the decisions."""

    def __init__(self, utterances: Sequence[Utterance], decisions: Sequence[GroupDecision]) -> None:
        self.together: list[tuple[int, int]] = []
        self.apart: list[tuple[int, int]] = []
        self._says: dict[int, list[str]] = defaultdict(list)
        for decision in decisions:
            first, second = _find_place(utterances, decision.first), _find_place(utterances, decision.second)
            if first is None or second is None or first == second:
                continue
            if decision.is_same:
                self.together.append((first, second))
            else:
                self.apart.append((first, second))
            what = "one utterance" if decision.is_same else "two utterances"
            for place in (first, second):
                self._says[place].append(f"{what}: {decision.says}")

    def about(self, members: Iterable[int]) -> tuple[str, ...]:
        """Return what people decided about any of the members."""
        return tuple(dict.fromkeys(says for n in members for says in self._says.get(n, ())))


def _find_place(utterances: Sequence[Utterance], place: PlaceInArticle) -> int | None:
    """Return the utterance at a place: the same span, else the one that shares most with it."""
    best, most = None, 0
    for n, utterance in enumerate(utterances):
        if utterance.article_id == place.article_id and utterance.span.overlaps(place.span):
            shared = min(utterance.span.end, place.span.end) - max(utterance.span.start, place.span.start)
            score = 2 * shared - len(utterance.span) + len(place.span) if utterance.span != place.span else 10**9
            if best is None or score > most:
                best, most = n, score
    return best


class _Union:
    """Sets of utterances that grow by links, kept apart where people said so."""

    def __init__(self, utterances: Sequence[Utterance], apart: Iterable[tuple[int, int]]) -> None:
        self._parent = list(range(len(utterances)))
        self._is_long = [len(content_of(u.words)) >= LONG and u.form is not VariantForm.OWN_WORDS for u in utterances]
        self._apart = list(apart)

    def root(self, place: int) -> int:
        """Return the place that stands for the set of a place."""
        while self._parent[place] != place:
            self._parent[place] = place = self._parent[self._parent[place]]
        return place

    def link(self, found: FoundLink) -> bool:
        """Join the sets of a link where it may; return whether its two are in one set now."""
        first, second = self.root(found.first), self.root(found.second)
        if not found.link.is_long and first != second and self._is_long[first] and self._is_long[second]:
            return False
        return self.join(found.first, found.second)

    def join(self, first: int, second: int) -> bool:
        """Join two sets unless people held any of their members apart; return whether they are one set now."""
        smaller, larger = sorted((self.root(first), self.root(second)))
        if smaller == larger:
            return True
        if any({self.root(a), self.root(b)} == {smaller, larger} for a, b in self._apart):
            return False
        self._parent[larger] = smaller
        self._is_long[smaller] = self._is_long[smaller] or self._is_long[larger]
        return True

    def members(self) -> dict[int, list[int]]:
        """Return the members of each set of two and more, by the place that stands for it, in order."""
        found: dict[int, list[int]] = defaultdict(list)
        for place in range(len(self._parent)):
            found[self.root(place)].append(place)
        return {root: places for root, places in found.items() if len(places) > 1}
