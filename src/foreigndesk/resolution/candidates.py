"""Candidates: the pairs of articles whose texts are worth comparing, found from fingerprints alone.

The cost grows with the number of articles, not of pairs: a hash that stands in more articles than the cap
pairs only the first of them with each other one, and pairs are counted for some articles at a time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from foreigndesk.resolution.fingerprints import Fingerprint

CAP = 32  # articles; 64 doubles the time and finds no further copy among 3,000
COMMONPLACE = 1000  # articles: a hash that stands in more of them is a phrase of the language
LEAST_SHARED = 6  # hashes: in a text of 60 words, what fewer say is chance
# Parts of the shorter list. Copies in bench copies dev share 0.36 of the shingles and more, even with each 33rd letter
# wrong or 30 of 100 words exchanged; of the other pairs with three in common 1 in 20 shares so much as this.
SHINGLE_SHARE = 0.15
DETAIL_SHARE = 0.08  # rewrites share 0.12 to 0.3, two reports of one event 0.02 to 0.13
FOREIGN_SHARE = 0.02  # of a translation little more survives than full names, and numbers with their unit
LIFTED = 4  # hashes: the least that a run of 20 words leaves
LIFTED_FAMILIES = 2  # a passage that stands in more is mostly a formula: 3 doubles the wrong pairs and finds no more
_TRIES = 3  # articles of two families that are compared for a lifted passage
_AT_A_TIME = 2_000_000  # pairs, to hold the memory down

_Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Candidate:
    """Two articles, by their places in the list of fingerprints, that may be of one origin.

    ``by_details`` says that they share enough details to be a rewrite; else they share only shingles.
    """

    first: int
    second: int
    by_details: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sharing:
    """Which articles share which hashes: for each shared hash its articles in a row, in order.

    ``ends`` has for each entry of ``articles`` where the row ends, ``rows`` the number of its row. ``sizes``
    are the numbers of hashes of all articles.
    """

    articles: _Places
    ends: _Places
    rows: _Places
    sizes: _Places


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
    languages = [f.language for f in fingerprints]
    shingles = set(_find_alike(_read_sharing([f.shingles for f in fingerprints]), SHINGLE_SHARE))
    details: set[tuple[int, int]] = set()
    sharing = _read_sharing([f.details for f in fingerprints])
    if len(set(languages) - {None}) > 1:
        foreign = _find_alike(sharing, FOREIGN_SHARE)
        details.update((a, b) for a, b in foreign if None not in (x := {languages[a], languages[b]}) and len(x) > 1)
    details.update(_find_alike(sharing, DETAIL_SHARE))
    return [Candidate(first=a, second=b, by_details=(a, b) in details) for a, b in sorted(shingles | details)]


def find_lifted(fingerprints: Sequence[Fingerprint], families: Sequence[int]) -> list[list[tuple[int, int]]]:
    """Return, for each two families that alone share a run of words, the pairs of articles to compare, best first."""
    homes = np.array(families, dtype=np.int64)
    sharing = _between_families(_read_sharing([f.shingles for f in fingerprints]), homes)
    counted = [
        (tuple(sorted((families[a], families[b]))), -count, (a, b))
        for a, b, count in _count_pairs(sharing)
        if count >= LIFTED and families[a] != families[b]
    ]
    return [[pair for *_, pair in group][:_TRIES] for _, group in groupby(sorted(counted), key=lambda c: c[0])]


def gather(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates with those of texts that hang together next to each other, so that each is opened once."""
    home: dict[int, int] = {}

    def root(place: int) -> int:
        while home.setdefault(place, place) != place:
            home[place] = place = home[home[place]]
        return place

    for candidate in candidates:
        smaller, larger = sorted((root(candidate.first), root(candidate.second)))
        home[larger] = smaller
    return sorted(candidates, key=lambda c: (root(c.first), c))


def _find_alike(sharing: _Sharing, share: float) -> Iterator[tuple[int, int]]:
    """Yield the pairs that have at least ``share`` of the shorter list in common."""
    sizes = sharing.sizes
    for a, b, count in _count_pairs(sharing):
        if count >= LEAST_SHARED and count >= share * min(sizes[a], sizes[b]):
            yield a, b


def _read_sharing(packed: Sequence[bytes]) -> _Sharing:
    """Return which articles share which hashes, without those that stand in one article or in very many."""
    sizes = np.array([len(hashes) // 8 for hashes in packed], dtype=np.int64)
    numbers = np.frombuffer(b"".join(packed), dtype=">u8").astype(np.uint64)
    order = np.argsort(numbers, kind="stable")
    numbers = numbers[order]
    articles = np.repeat(np.arange(len(packed)), sizes)[order]
    rows = np.cumsum(np.concatenate(([0], numbers[1:] != numbers[:-1]))) if len(numbers) else order
    lengths = np.bincount(rows)
    return _choose_rows(articles, rows, (lengths > 1) & (lengths <= COMMONPLACE), sizes=sizes)


def _choose_rows(articles: _Places, rows: _Places, chosen: NDArray[np.bool_], *, sizes: _Places) -> _Sharing:
    kept = chosen[rows]
    articles, rows = articles[kept], rows[kept]
    ends = np.searchsorted(rows, rows, side="right")
    return _Sharing(articles=articles, ends=ends, rows=rows, sizes=sizes)


def _between_families(sharing: _Sharing, homes: _Places) -> _Sharing:
    """Return what no more families than two share."""
    lengths = np.bincount(sharing.rows)
    pairs = np.unique(np.stack((sharing.rows, homes[sharing.articles])), axis=1)
    families = np.bincount(pairs[0], minlength=len(lengths))
    chosen = (families > 1) & (families <= LIFTED_FAMILIES) & (lengths <= CAP)
    return _choose_rows(sharing.articles, sharing.rows, chosen, sizes=sharing.sizes)


def _count_pairs(sharing: _Sharing) -> Iterator[tuple[int, int, int]]:
    """Yield the pairs that share a hash, in order, with the number of hashes that they share.

    In a row longer than the cap only the first article is paired, with each other.
    """
    starts = np.searchsorted(sharing.rows, sharing.rows, side="left")
    at = np.arange(len(sharing.rows))
    partners = sharing.ends - at - 1
    partners[(sharing.ends - starts > CAP) & (at > starts)] = 0
    order = np.argsort(sharing.articles, kind="stable")
    for chosen in _split(sharing.articles[order], partners[order]):
        here = order[chosen]
        count = partners[here]
        firsts = np.repeat(sharing.articles[here], count)
        steps = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
        seconds = sharing.articles[np.repeat(here, count) + 1 + steps]
        codes, counts = np.unique(firsts * len(sharing.sizes) + seconds, return_counts=True)
        often = counts >= min(LEAST_SHARED, LIFTED)
        for code, times in zip(codes[often].tolist(), counts[often].tolist(), strict=True):
            yield (*divmod(code, len(sharing.sizes)), times)


def _split(articles: _Places, partners: _Places) -> Iterator[slice]:
    """Yield runs of entries of whole articles that make so many pairs as may be counted at a time."""
    total = np.concatenate(([0], np.cumsum(partners)))
    start = 0
    while start < len(articles):
        stop = max(start + 1, int(np.searchsorted(total, total[start] + _AT_A_TIME, side="right")) - 1)
        stop = int(np.searchsorted(articles, articles[stop - 1], side="right"))
        yield slice(start, stop)
        start = stop
