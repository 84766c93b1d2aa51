"""Pairs: which utterances are worth comparing, found from pairs of words that few of them share.

The cost grows with the number of utterances, not of their pairs: a pair of words that more wordings share than the
cap joins each of them to the first ones only, and one that very many share is a phrase of the language.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foreigndesk.resolution.utterances import content_of

REACH = 3  # words of content: so far apart may two of them stand to make a pair
CAP = 16  # wordings: 32 doubles the time for 100,000 quotations and finds no further variant
COMMONPLACE = 2000  # wordings: a pair of words that stands in more of them says nothing
STARS = 2  # wordings that a common pair joins to all others
SHARE = 0.2  # of the pairs of the shorter wording: translations share 0.25 and more
_AT_A_TIME = 4_000_000  # pairs, to hold the memory down

_Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    """Which wordings share which pairs of words: the wordings in a row for each pair, and where each row ends."""

    wordings: _Numbers
    ends: _Numbers
    starts: _Numbers


def find_pairs(wordings: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs of wordings, as places, that share enough pairs of words, in order."""
    codes, owners, sizes = _read_features(wordings)
    rows = _read_rows(codes, owners)
    found: list[tuple[int, int]] = []
    for firsts, seconds, counts in _count_pairs(rows, len(wordings)):
        least = np.minimum(sizes[firsts], sizes[seconds])
        kept = (counts >= SHARE * least) & (counts >= np.minimum(2, least))
        found.extend(zip(firsts[kept].tolist(), seconds[kept].tolist(), strict=True))
    return found


def _read_features(wordings: Sequence[str]) -> tuple[_Numbers, _Numbers, _Numbers]:
    """Return a code for each two words of content that stand near each other, its wording, and the number of each."""
    numbers: defaultdict[str, int] = defaultdict(lambda: len(numbers))
    contents = [np.array([numbers[sense] for sense in content_of(w)], dtype=np.int64) for w in wordings]
    lengths = np.array([len(content) for content in contents], dtype=np.int64)
    flat = np.concatenate(contents) if contents else np.zeros(0, dtype=np.int64)
    owners = np.repeat(np.arange(len(wordings)), lengths)
    codes: list[_Numbers] = []
    homes: list[_Numbers] = []
    for step in range(1, REACH):
        same = owners[:-step] == owners[step:]
        codes.append((flat[:-step][same] << 32) | flat[step:][same])
        homes.append(owners[:-step][same])
    code, home = np.concatenate(codes), np.concatenate(homes)
    if len(code):
        order = np.lexsort((home, code))
        code, home = code[order], home[order]
        new = np.concatenate(([True], (code[1:] != code[:-1]) | (home[1:] != home[:-1])))
        code, home = code[new], home[new]
    return code, home, np.bincount(home, minlength=len(wordings))


def _read_rows(codes: _Numbers, owners: _Numbers) -> _Rows:
    """Return the rows of two wordings and more, without those of very many; codes come in order."""
    starts = np.searchsorted(codes, codes, side="left")
    ends = np.searchsorted(codes, codes, side="right")
    kept = (ends - starts > 1) & (ends - starts <= COMMONPLACE)
    numbers: _Numbers = np.cumsum(kept) - kept  # places after those that are taken out
    sizes = (ends - starts)[kept]
    first = numbers[starts[kept]]
    return _Rows(wordings=owners[kept], starts=first, ends=first + sizes)


def _count_pairs(rows: _Rows, count: int) -> Iterator[tuple[_Numbers, _Numbers, _Numbers]]:
    """Yield pairs of wordings that share a pair of words, with how many they share.

    In a row longer than the cap only the first ones are paired, each with all after it.
    """
    at = np.arange(len(rows.wordings))
    partners = rows.ends - at - 1
    partners[(rows.ends - rows.starts > CAP) & (at - rows.starts >= STARS)] = 0
    order = np.argsort(rows.wordings, kind="stable")
    total = np.concatenate(([0], np.cumsum(partners[order])))
    for chosen in _split(rows.wordings[order], total):
        here = order[chosen]
        many = partners[here]
        firsts = np.repeat(rows.wordings[here], many)
        steps = np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many, many)
        seconds = rows.wordings[np.repeat(here, many) + 1 + steps]
        pairs, counts = np.unique(firsts * count + seconds, return_counts=True)
        yield pairs // count, pairs % count, counts


def _split(wordings: _Numbers, total: _Numbers) -> Iterator[slice]:
    """Yield runs of whole wordings that make so many pairs as may be counted at a time."""
    start = 0
    while start < len(wordings):
        stop = max(start + 1, int(np.searchsorted(total, total[start] + _AT_A_TIME, side="right")) - 1)
        stop = int(np.searchsorted(wordings, wordings[stop - 1], side="right"))
        yield slice(start, stop)
        start = stop
