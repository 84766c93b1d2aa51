"""Candidates: the pairs of articles whose texts are worth comparing, found from fingerprints alone.

The cost grows with the number of articles, not of pairs: a hash that stands in more articles than its cap
makes no pairs, and pairs are counted one article at a time.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from foreigndesk.resolution.fingerprints import Fingerprint, unpack_hashes

CAP = 32  # articles; 64 doubles the time and finds nothing more among 3,000
LEAST_SHINGLES = 3  # shared winnowed hashes: all copies of bench copies dev; 2 makes twice the candidates
LEAST_DETAILS = 8  # shared details at least, and this share of the shorter list:
DETAIL_SHARE = 0.06  # independent reports of one event share 2 to 5 %, rewrites 10 % and more
_PARTS = 16  # of the numbers, read one after the other to hold the memory down


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Candidate:
    """Two articles, by their places in the list of fingerprints, that may be of one origin."""

    first: int
    second: int


def find_similar(fingerprints: Sequence[Fingerprint]) -> list[Candidate]:
    """Return the pairs of near-equal articles by banding: each with the first article of its band's bucket."""
    buckets: dict[tuple[int, int], int] = {}
    found = set()
    for place, fingerprint in enumerate(fingerprints):
        for band, number in enumerate(fingerprint.bands):
            first = buckets.setdefault((band, number), place)
            if first != place:
                found.add(Candidate(first=first, second=place))
    return sorted(found)


def find_candidates(fingerprints: Sequence[Fingerprint]) -> list[Candidate]:
    """Return the pairs that share enough shingles or enough details, in order."""
    sizes = [len(f.details) // 8 for f in fingerprints]
    shingles = _count_shared([f.shingles for f in fingerprints])
    details = _count_shared([f.details for f in fingerprints])
    found = {pair for pair, count in shingles if count >= LEAST_SHINGLES}
    for pair, count in details:
        shorter = min(sizes[pair.first], sizes[pair.second])
        if count >= max(LEAST_DETAILS, DETAIL_SHARE * shorter):
            found.add(pair)
    return sorted(found)


def _count_shared(packed: Sequence[bytes]) -> Iterator[tuple[Candidate, int]]:
    """Yield the pairs that share a hash which is not too common, with the number of such hashes."""
    homes: list[list[list[int]]] = [[] for _ in packed]
    for posting in _postings(packed):
        for place in posting:
            homes[place].append(posting)
    for place, postings in enumerate(homes):
        counts: Counter[int] = Counter()
        for posting in postings:
            counts.update(posting)
        for other, count in counts.items():
            if other > place:
                yield Candidate(first=place, second=other), count


def _postings(packed: Sequence[bytes]) -> Iterator[list[int]]:
    """Yield, for each hash that two articles or more share up to the cap, the places of those articles."""
    lists = [unpack_hashes(p) for p in packed]
    for part in range(_PARTS):
        where = defaultdict(list)
        for place, numbers in enumerate(lists):
            for number in numbers:
                if number % _PARTS == part:
                    where[number].append(place)
        yield from (places for places in where.values() if 1 < len(places) <= CAP)
