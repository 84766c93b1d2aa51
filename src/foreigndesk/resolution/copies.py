"""Copies: which articles were made from which, and how many independent origins there are."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from foreigndesk.records.copies import Copy, CopyKind, SharedPassage
from foreigndesk.resolution.candidates import find_candidates, find_lifted, find_similar, gather
from foreigndesk.resolution.comparisons import WHOLE, Comparison, Likeness, compare_wordings, judge_likeness
from foreigndesk.resolution.descent import Direction, Version, find_dated_direction, find_direction, weigh_direction
from foreigndesk.resolution.differences import find_differences
from foreigndesk.resolution.fingerprints import Fingerprint, make_fingerprint
from foreigndesk.resolution.lifting import find_lifting, judge_lifting
from foreigndesk.resolution.wordings import Wording, read_wording

__all__ = ["Fingerprint", "find_copies", "group_origins", "make_fingerprint"]

LEAST_WORDS = 25  # shorter texts are notices and stubs, which are alike without being copies
_OPEN_TEXTS = 256  # texts held open at a time
_SAME = frozenset({CopyKind.VERBATIM, CopyKind.SYNDICATED})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """One search: the articles that are compared, in order of their ids, and how to open their words."""

    articles: Sequence[Fingerprint]
    open_wording: Callable[[int], Wording]


def find_copies(fingerprints: Iterable[Fingerprint], read_text: Callable[[str], str]) -> tuple[Copy, ...]:
    """Return the pairs of articles of one origin, in order of their ids.

    ``read_text`` returns the reference text of an article; it is called for candidate pairs only. Articles
    with the same words are paired with one representative, the one with the smallest id, and so are
    verbatim and syndicated copies of it; only the representative is compared with the rest. A hundred
    copies of one text thus make 99 pairs. Articles of fewer than 25 words are compared with nothing.
    """
    long_enough = sorted((f for f in fingerprints if f.words >= LEAST_WORDS), key=lambda f: f.article_id)
    representatives, copies = _pair_equals(long_enough)
    same, stand_ins = _pair_similar(_start_search(representatives, read_text))
    search = _start_search([f for f in representatives if f.article_id not in stand_ins], read_text)
    for candidate in gather(find_candidates(search.articles)):
        found = _compare(search, candidate.first, candidate.second, may_retell=candidate.by_details)
        if found is not None:
            same[found.first_id, found.second_id] = found
    lifted = _find_lifted(_start_search(representatives, read_text), tuple(same.values()))
    return tuple(sorted([*copies, *same.values(), *lifted], key=lambda copy: (copy.first_id, copy.second_id)))


def group_origins(article_ids: Iterable[str], copies: Iterable[Copy]) -> dict[str, str]:
    """Return the family of each article: the smallest id among the articles that copies join. Singles are included.

    A text into which passages of several families were put joins only the one that gave it most, so that a digest
    does not make one origin of all that it quotes.
    """
    home = {article_id: article_id for article_id in article_ids}

    def root(article_id: str) -> str:
        while home[article_id] != article_id:
            home[article_id] = article_id = home[home[article_id]]
        return article_id

    def join(copy: Copy) -> None:
        smaller, larger = sorted((root(copy.first_id), root(copy.second_id)))
        home[larger] = smaller

    lifted = []
    for copy in copies:
        if copy.kind is CopyKind.LIFTED:
            lifted.append(copy)
        else:
            join(copy)
    hosts = {copy: root(copy.later_id or copy.second_id) for copy in lifted}
    placed: set[str] = set()
    for copy in sorted(lifted, key=lambda copy: (-copy.score, copy.first_id, copy.second_id)):
        if hosts[copy] not in placed:
            placed.add(hosts[copy])
            join(copy)
    return {article_id: root(article_id) for article_id in home}


def _start_search(articles: Sequence[Fingerprint], read_text: Callable[[str], str]) -> _Search:
    @lru_cache(maxsize=_OPEN_TEXTS)
    def open_wording(place: int) -> Wording:
        return read_wording(read_text(articles[place].article_id), articles[place].hidden)

    return _Search(articles=articles, open_wording=open_wording)


def _pair_equals(fingerprints: Sequence[Fingerprint]) -> tuple[list[Fingerprint], list[Copy]]:
    """Return one article for each wording, and its pairs with the others of the same words."""
    groups: dict[str, list[Fingerprint]] = defaultdict(list)
    for fingerprint in fingerprints:
        groups[fingerprint.digest].append(fingerprint)
    likeness = Likeness(kind=CopyKind.VERBATIM, score=1.0, is_most=True, because=("the same words throughout",))
    copies = [
        _make_copy(
            group[0],
            other,
            likeness=likeness,
            direction=find_direction(group[0], other) or _no_direction(),
            shared=(SharedPassage(first=group[0].body, second=other.body),),
        )
        for group in groups.values()
        for other in group[1:]
    ]
    return [group[0] for group in groups.values()], copies


def _no_direction() -> Direction:
    return Direction(later_id=None, because="the same words, and neither dates nor credits tell which came first")


def _pair_similar(search: _Search) -> tuple[dict[tuple[str, str], Copy], frozenset[str]]:
    """Return the copies among near-equal articles, and the ids of those for which a representative stands in."""
    copies: dict[tuple[str, str], Copy] = {}
    stands_for: dict[int, int] = {}
    for first, second in find_similar(search.articles):
        representative = stands_for.get(first, first)
        if second in stands_for:
            continue
        found = _compare(search, representative, second, may_retell=False)
        if found is not None and found.kind in _SAME:
            copies[found.first_id, found.second_id] = found
            stands_for[second] = representative
    return copies, frozenset(search.articles[place].article_id for place in stands_for)


def _find_lifted(search: _Search, copies: Sequence[Copy]) -> Iterator[Copy]:
    """Yield a copy for each two families of which one has a passage of the other, and nothing else in common."""
    ids = {f.article_id for f in search.articles}.union(*((c.first_id, c.second_id) for c in copies))
    families = group_origins(sorted(ids), copies)
    numbers = {family: number for number, family in enumerate(dict.fromkeys(families.values()))}
    for pairs in find_lifted(search.articles, [numbers[families[f.article_id]] for f in search.articles]):
        found = (_compare_for_lifting(search, first, second) for first, second in pairs)
        yield from islice((copy for copy in found if copy is not None), 1)


def _compare_for_lifting(search: _Search, first: int, second: int) -> Copy | None:
    comparison = compare_wordings(search.open_wording(first), search.open_wording(second), may_retell=False)
    lifting = find_lifting(comparison)
    if lifting is None:
        return None
    one, other = search.articles[first], search.articles[second]
    host = other if lifting.is_from_first else one
    at_home = Direction(later_id=host.article_id, because="the passage is strange in it and at home in the other text")
    return _make_copy(
        one,
        other,
        likeness=judge_lifting(comparison, lifting),
        direction=find_dated_direction(one, other) or at_home,
        shared=_shared_passages(comparison),
        comparison=comparison,
    )


def _compare(search: _Search, first: int, second: int, *, may_retell: bool) -> Copy | None:
    """Return the pair as a copy, or ``None`` where each text has an origin of its own."""
    comparison = compare_wordings(search.open_wording(first), search.open_wording(second), may_retell=may_retell)
    one, other = search.articles[first], search.articles[second]
    likeness = judge_likeness(comparison, are_foreign=_are_foreign(one, other))
    if likeness is None:
        return None
    return _make_copy(
        one,
        other,
        likeness=likeness,
        direction=find_direction(one, other) or _weigh(one, other, comparison=comparison),
        shared=_shared_passages(comparison),
        comparison=comparison,
    )


def _weigh(first: Fingerprint, second: Fingerprint, *, comparison: Comparison) -> Direction:
    passages = comparison.passages
    return weigh_direction(
        Version(
            fingerprint=first,
            wording=comparison.first,
            shared=tuple(p.first for p in passages),
            shared_part=comparison.first_share,
        ),
        Version(
            fingerprint=second,
            wording=comparison.second,
            shared=tuple(p.second for p in passages),
            shared_part=comparison.second_share,
        ),
        comparison.retelling.ordered if comparison.retelling else (),
    )


def _shared_passages(comparison: Comparison) -> tuple[SharedPassage, ...]:
    """Return the words in common, or, for a text told anew, the sentences that tell the same."""
    first, second = comparison.first, comparison.second
    if comparison.retelling is None:
        pairs = [(p.first, p.second) for p in comparison.passages]
    else:
        pairs = [(first.sentences[k.first], second.sentences[k.second]) for k in comparison.retelling.ordered]
    return tuple(SharedPassage(first=first.span_of(a), second=second.span_of(b)) for a, b in pairs)


def _make_copy(
    first: Fingerprint,
    second: Fingerprint,
    *,
    likeness: Likeness,
    direction: Direction,
    shared: tuple[SharedPassage, ...],
    comparison: Comparison | None = None,
) -> Copy:
    kind, because = _refine_kind(first, second, likeness=likeness, later_id=direction.later_id)
    earlier = None if direction.later_id is None else direction.later_id == second.article_id
    return Copy(
        first_id=first.article_id,
        second_id=second.article_id,
        later_id=direction.later_id,
        kind=kind,
        score=likeness.score,
        shared=shared,
        because=(*likeness.because, *because),
        direction_because=direction.because,
        differences=find_differences(comparison, kind=kind, is_first_earlier=earlier) if comparison else (),
    )


def _refine_kind(
    first: Fingerprint, second: Fingerprint, *, likeness: Likeness, later_id: str | None
) -> tuple[CopyKind, tuple[str, ...]]:
    """Return the kind with what credits, headlines and the direction add: syndicated, extended."""
    if likeness.kind is CopyKind.LIFTED:
        return likeness.kind, ()
    if likeness.kind is CopyKind.REWRITTEN and _are_foreign(first, second):
        return CopyKind.TRANSLATED, (f"one is in {first.language}, the other in {second.language}",)
    differing = _differing(first, second)
    if differing and _has_agency(first, second, likeness=likeness):
        agencies = ", ".join(sorted({*first.agencies, *second.agencies}))
        return CopyKind.SYNDICATED, (f"credits {agencies}; other {' and '.join(differing)}",)
    if likeness.kind is CopyKind.ABRIDGED:
        longer = max(first, second, key=lambda f: f.words)
        if later_id == longer.article_id or likeness.score < WHOLE:
            return CopyKind.EXTENDED, ()
    return likeness.kind, ()


def _are_foreign(first: Fingerprint, second: Fingerprint) -> bool:
    return None not in (first.language, second.language) and first.language != second.language


def _has_agency(first: Fingerprint, second: Fingerprint, *, likeness: Likeness) -> bool:
    """Return whether the text is an agency's: one credits it where nothing was cut, both where the end was."""
    if likeness.kind is CopyKind.VERBATIM:
        return bool(first.agencies or second.agencies)
    return likeness.is_most and bool(set(first.agencies) & set(second.agencies))


def _differing(first: Fingerprint, second: Fingerprint) -> list[str]:
    pairs = (
        ("headlines", first.title, second.title),
        ("publishers", first.publisher, second.publisher),
        ("agency credits", first.agencies, second.agencies),
    )
    return [name for name, ours, theirs in pairs if ours != theirs]
