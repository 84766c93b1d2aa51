"""Hunks: two wordings word by word, and the runs of words in which they differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import partial_ratio_alignment, ratio

from foreigndesk.knowledge.wordings import number_of
from foreigndesk.resolution.utterances import SpokenWord

_STRAY = 2  # words: so few small words in a row are alike by chance where much around them differs
_MUCH = 4  # words
MUCH_LONGER = 1.5  # times: so much longer a wording may hold the words of the other in several places
WHOLE = 0.9  # part of the shared words that one place must hold
_FIRST_LETTER = 0x4E00  # words are compared as letters of one kind
SHORTEST_SPELLED = 5  # letters; in shorter words one letter makes another word
ONE_SPELLING = 88  # rapidfuzz ratio: harbour/harbor 92, liquefied/liquified 89, statement/stalemate 78

Words = Sequence[SpokenWord]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hunk:
    """A run of words on each side that do not answer each other; one of them may be empty.

    ``is_leading`` and ``is_trailing``: it stands before or after all that both have.
    """

    reference: range
    variant: range
    is_leading: bool = False
    is_trailing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Words that both have in a row."""

    reference: int
    variant: int
    size: int


def find_hunks(reference: Words, variant: Words) -> list[Hunk]:
    """Return where two wordings differ, in order; none where they are word for word the same.

    Words are aligned by their sense, so synonyms and forms of one word answer each other.
    """
    runs = _without_strays(_find_compact_runs(reference, variant), reference)
    if not runs:
        whole = Hunk(reference=range(len(reference)), variant=range(len(variant)))
        return [whole] if reference or variant else []
    first, last = runs[0], runs[-1]
    leading = Hunk(reference=range(first.reference), variant=range(first.variant), is_leading=True)
    trailing = Hunk(
        reference=range(last.reference + last.size, len(reference)),
        variant=range(last.variant + last.size, len(variant)),
        is_trailing=True,
    )
    return [
        *_split_edge(leading, reference, variant),
        *_between(runs, reference, variant),
        *_split_edge(trailing, reference, variant),
    ]


def _between(runs: list[_Run], reference: Words, variant: Words) -> Iterator[Hunk]:
    """Yield what differs from the first run to the last: words that only answer in sense, and the gaps."""
    at, at_variant = runs[0].reference, runs[0].variant
    for run in runs:
        yield from _if_any(Hunk(reference=range(at, run.reference), variant=range(at_variant, run.variant)))
        for n in range(run.size):
            if reference[run.reference + n].folded != variant[run.variant + n].folded:
                ours, theirs = run.reference + n, run.variant + n
                yield Hunk(reference=range(ours, ours + 1), variant=range(theirs, theirs + 1))
        at, at_variant = run.reference + run.size, run.variant + run.size


def _find_compact_runs(reference: Words, variant: Words) -> list[_Run]:
    """Return the runs that both have; of a fragment, inside the part of the longer wording that is most like it."""
    everywhere = _find_runs(reference, variant)
    if len(reference) >= MUCH_LONGER * len(variant) > 0:
        inside = _window(variant, reference)
        runs = _find_runs(reference[inside.start : inside.stop], variant)
        near = [_Run(reference=r.reference + inside.start, variant=r.variant, size=r.size) for r in runs]
    elif len(variant) >= MUCH_LONGER * len(reference) > 0:
        inside = _window(reference, variant)
        runs = _find_runs(reference, variant[inside.start : inside.stop])
        near = [_Run(reference=r.reference, variant=r.variant + inside.start, size=r.size) for r in runs]
    else:
        return everywhere
    size = sum(run.size for run in everywhere)
    return near if sum(run.size for run in near) >= WHOLE * size else everywhere


def _window(short: Words, long: Words) -> range:
    """Return the stretch of the longer wording that is most like the shorter one, and half its length around."""
    letters: dict[str, str] = {}
    ours, theirs = (
        "".join(letters.setdefault(w.sense, chr(_FIRST_LETTER + len(letters))) for w in words)
        for words in (short, long)
    )
    best = partial_ratio_alignment(ours, theirs)
    if best is None:
        return range(len(long))
    around = len(short) // 2 + 1
    return range(max(0, best.dest_start - around), min(len(long), best.dest_end + around))


def _find_runs(reference: Words, variant: Words) -> list[_Run]:
    opcodes = Indel.opcodes([w.sense for w in reference], [w.sense for w in variant])
    return [
        _Run(reference=code.src_start, variant=code.dest_start, size=code.src_end - code.src_start)
        for code in opcodes
        if code.tag == "equal"
    ]


def _without_strays(runs: list[_Run], reference: Words) -> list[_Run]:
    """Return the runs without small words that are alike by chance, far from what is truly shared."""
    kept: list[_Run] = []
    for number, run in enumerate(runs):
        words = reference[run.reference : run.reference + run.size]
        if len(words) > _STRAY or any(word.is_content for word in words):
            kept.append(run)
            continue
        before = kept[-1] if kept else None
        after = runs[number + 1] if number + 1 < len(runs) else None
        distance = min(_distance(before, run), _distance(run, after))
        if distance < _MUCH:
            kept.append(run)
    return kept


def _distance(first: _Run | None, second: _Run | None) -> int:
    """Return how many words of either side lie between two runs; many where one is missing."""
    if first is None or second is None:
        return _MUCH
    return max(
        second.reference - first.reference - first.size,
        second.variant - first.variant - first.size,
    )


def _split_edge(hunk: Hunk, reference: Words, variant: Words) -> Iterator[Hunk]:
    """Yield an edge as what one side has beyond the other, and the words next to the shared ones that answer."""
    ours, theirs = hunk.reference, hunk.variant
    inward = zip(reversed(ours), reversed(theirs), strict=False) if hunk.is_leading else zip(ours, theirs, strict=False)
    width = sum(1 for _ in takewhile(lambda pair: do_answer(reference[pair[0]], variant[pair[1]]), inward))
    if hunk.is_leading:
        outer, inner = slice(None, len(ours) - width), slice(len(ours) - width, None)
        outer_too, inner_too = slice(None, len(theirs) - width), slice(len(theirs) - width, None)
    else:
        outer, inner, outer_too, inner_too = slice(width, None), slice(width), slice(width, None), slice(width)
    yield from _if_any(
        Hunk(
            reference=ours[outer],
            variant=theirs[outer_too],
            is_leading=hunk.is_leading,
            is_trailing=hunk.is_trailing,
        )
    )
    for a, b in zip(ours[inner], theirs[inner_too], strict=True):
        if reference[a].folded != variant[b].folded:
            yield Hunk(reference=range(a, a + 1), variant=range(b, b + 1))


def do_answer(first: SpokenWord, second: SpokenWord) -> bool:
    """Return whether two words at one place of two wordings stand for one another."""
    if first.sense == second.sense or (first.is_capital and second.is_capital):
        return True
    return (number_of(first.folded) is None) == (number_of(second.folded) is None) and is_spelled_alike(first, second)


def is_spelled_alike(first: SpokenWord, second: SpokenWord) -> bool:
    """Return whether two words are one in two spellings: "harbour", "harbor"; "liquefied", "liquified"."""
    if min(len(first.folded), len(second.folded)) < SHORTEST_SPELLED:
        return False
    return ratio(_plain(first), _plain(second)) >= ONE_SPELLING


def _plain(word: SpokenWord) -> str:
    return word.folded.replace("-", "")


def _if_any(hunk: Hunk) -> Iterator[Hunk]:
    if hunk.reference or hunk.variant:
        yield hunk
