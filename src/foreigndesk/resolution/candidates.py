"""Candidates: the pairs of articles whose texts are worth comparing, found from fingerprints alone.

The cost grows with the number of articles, not of pairs: a hash that stands in more articles than the cap
pairs only the first of them with each other one, and pairs are counted one article at a time.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from foreigndesk.resolution.fingerprints import Fingerprint, unpack_hashes
from foreigndesk.resolution.wordings import PRIME

CAP = 32  # articles; 64 doubles the time and finds no further copy among 3,000
COMMONPLACE = 1000  # articles: a hash that stands in more of them is a phrase of the language
LEAST_SHARED = 6  # hashes: in a text of 60 words, what fewer say is chance
# Parts of the shorter list. Copies in bench copies dev share 0.36 of the shingles and more, even with each 33rd letter
# wrong or 30 of 100 words exchanged; of the other pairs with three in common 1 in 20 shares so much as this.
SHINGLE_SHARE = 0.15
DETAIL_SHARE = 0.08  # rewrites share 0.12 to 0.3, two reports of one event 0.02 to 0.13
_PARTS = 16  # of the numbers, read one after the other to hold the memory down


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Candidate:
    """Two articles, by their places in the list of fingerprints, that may be of one origin.

    ``by_details`` says that they share enough details to be a rewrite; else they share only shingles.
    """

    first: int
    second: int
    by_details: bool


def find_similar(fingerprints: Sequence[Fingerprint]) -> list[tuple[int, int]]:
    """Return near-equal articles by banding, as places: each with the first article of its band's bucket."""
    buckets: dict[tuple[int, int], int] = {}
    found = set()
    for place, fingerprint in enumerate(fingerprints):
        for band, number in enumerate(fingerprint.bands):
            first = buckets.setdefault((band, number), place)
            if first != place:
                found.add((first, place))
    return sorted(found)


def find_candidates(fingerprints: Sequence[Fingerprint]) -> list[Candidate]:
    """Return the pairs that share enough shingles or enough details, in order."""
    shingles = set(_find_sharing([unpack_hashes(f.shingles) for f in fingerprints], SHINGLE_SHARE))
    details = set(_find_sharing([unpack_hashes(f.details) for f in fingerprints], DETAIL_SHARE))
    return [Candidate(first=a, second=b, by_details=(a, b) in details) for a, b in sorted(shingles | details)]


def _find_sharing(lists: Sequence[Sequence[int]], share: float) -> Iterator[tuple[int, int]]:
    """Yield the pairs that have at least ``share`` of the shorter list in common."""
    homes: list[list[list[int]]] = [[] for _ in lists]
    for posting in _postings(lists):
        for place in posting if len(posting) <= CAP else posting[:1]:
            homes[place].append(posting)
    for place, postings in enumerate(homes):
        counts = Counter(chain.from_iterable(postings))
        size = len(lists[place])
        for other, count in counts.items():
            if count >= LEAST_SHARED and other > place and count >= share * min(size, len(lists[other])):
                yield place, other


def _postings(lists: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Yield, for each number that two ascending lists or more share, the places of those lists."""
    bounds = [PRIME * part // _PARTS for part in range(1, _PARTS)]
    cuts = [[0, *(bisect_left(numbers, bound) for bound in bounds), len(numbers)] for numbers in lists]
    for part in range(_PARTS):
        once: dict[int, int] = {}
        shared: dict[int, list[int]] = {}
        for place, numbers in enumerate(lists):
            for number in numbers[cuts[place][part] : cuts[place][part + 1]]:
                if number in shared:
                    shared[number].append(place)
                elif number in once:
                    shared[number] = [once[number], place]
                else:
                    once[number] = place
        yield from (places for places in shared.values() if len(places) <= COMMONPLACE)
