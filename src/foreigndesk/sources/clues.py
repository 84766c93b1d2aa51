"""Lines that no rule knows as residue, weighed by their shape, their words and the lines around them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from foreigndesk.knowledge.clues import clue_weights, line_clues, residue_threshold
from foreigndesk.records.articles import ResidueKind
from foreigndesk.sources.datelines import is_place_line
from foreigndesk.sources.lines import Line
from foreigndesk.sources.marks import Mark, Marks

_PASSES = 2
_NEAR = 3  # lines on each side
_LAST_PART = 0.95
_SHORT = 3
_OPENING = 5  # words of a sentence that opens a list
_LONGEST = 30  # words of a line without an end that can be a headline or label
_CAPITALS = 0.75
_FRAGMENTS = 4  # of the lines around
_DENSE = 0.2
_KEYS, _BEGINNINGS = 3, 4
_KEY = re.compile(r"[^:]{2,30}:(?=.*\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Surroundings:
    """What is known of all lines of a text when one is weighed."""

    lines: tuple[Line, ...]
    marks: Marks
    last_paragraph: int
    last_part: int
    listed: frozenset[int]
    keys: Counter[str]
    beginnings: Counter[str]

    def is_marked(self, n: int) -> bool:
        return n in self.marks or not 0 <= n < len(self.lines)

    def near(self, n: int) -> list[int]:
        return [k for k in range(n - _NEAR, n + _NEAR + 1) if k != n and 0 <= k < len(self.lines)]


def mark_by_clues(lines: tuple[Line, ...], marks: Marks, *, headline: int | None) -> Marks:
    """Return marks for lines whose clues add up to the threshold, where a line near them is residue.

    Below the last paragraph no residue needs to be near. Lines in other scripts than Latin are left alone,
    because the clues are those of English words and capitals. What the first pass finds is residue near for the
    second. With 1/2/4 passes at a threshold of 2.2 on bench residue dev: 61.8/64.0/64.6 % of the lines marked,
    0.53/0.62/0.69 % of the words of content lost (2026-11).
    """
    found: Marks = {}
    for _ in range(_PASSES):
        found |= _weigh_lines(lines, marks | found, headline=headline)
    return found


def _weigh_lines(lines: tuple[Line, ...], marks: Marks, *, headline: int | None) -> Marks:
    around = _look_around(lines, marks)
    weights, threshold = clue_weights(), residue_threshold()
    found: Marks = {}
    for n, line in enumerate(lines):
        if n in marks or n == headline or not line.is_latin or not _may_be_residue(n, around):
            continue
        if sum(weights[clue] * value for clue, value in _find_clues(n, around)) >= threshold:
            found[n] = Mark(_kind_near(n, around), "clues")
    return found


def _look_around(lines: tuple[Line, ...], marks: Marks) -> _Surroundings:
    kept = [n for n in range(len(lines)) if n not in marks]
    whole = sum(lines[n].size for n in kept)
    above, last_part = 0, len(lines)
    for n in kept:
        if above >= _LAST_PART * whole:
            last_part = n
            break
        above += lines[n].size
    return _Surroundings(
        lines=lines,
        marks=marks,
        last_paragraph=max((n for n in kept if lines[n].is_body), default=-1),
        last_part=last_part,
        listed=frozenset(_find_listed(lines, marks)),
        keys=Counter(key.group() for line in lines for key in [_KEY.match(line.plain)] if key),
        beginnings=Counter(line.plain.split()[0] for line in lines if line.is_fragment and line.size > 1),
    )


def _find_listed(lines: tuple[Line, ...], marks: Marks) -> Iterator[int]:
    """Yield the short lines of lists that a sentence of the article opens with a colon."""
    is_open = False
    for n, line in enumerate(lines):
        if line.plain.endswith(":"):
            is_open = line.size >= _OPENING and n not in marks
        elif is_open and line.is_fragment and n not in marks:
            yield n
        else:
            is_open = False


def _may_be_residue(n: int, around: _Surroundings) -> bool:
    """Whether residue is near or the article over. The name of a place alone may be its dateline."""
    is_near = n > around.last_paragraph or any(k in around.marks for k in around.near(n))
    return is_near and n not in around.listed and not is_place_line(around.lines[n].plain)


def _find_clues(n: int, around: _Surroundings) -> Iterator[tuple[str, float]]:
    line = around.lines[n]
    yield from _clues_of_shape(line)
    yield from _clues_of_words(line)
    yield from _clues_of_place(n, around)
    key = _KEY.match(line.plain)
    yield "key-again", bool(key) and around.keys[key.group() if key else ""] >= _KEYS
    yield "same-beginning", not line.is_closed and around.beginnings[line.plain.split()[0]] >= _BEGINNINGS


def _clues_of_shape(line: Line) -> Iterator[tuple[str, float]]:
    words = [word for word in line.words.split() if word[:1].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    yield "unfinished", not line.is_closed
    yield "short", not line.is_closed and line.size <= _SHORT
    yield "title-case", not line.is_closed and len(words) > 1 and capitals >= _CAPITALS * len(words)
    yield "paragraph", line.is_body or line.size > _LONGEST


def _clues_of_words(line: Line) -> Iterator[tuple[str, float]]:
    for name, pattern in line_clues():
        found = len(pattern.findall(line.words))
        yield name, found > 0
        if name == "page-words":
            yield "page-words-dense", found >= _DENSE * line.size


def _clues_of_place(n: int, around: _Surroundings) -> Iterator[tuple[str, float]]:
    near = around.near(n)
    yield "among-residue", sum(k in around.marks for k in near) / (2 * _NEAR)
    yield "between-residue", around.is_marked(n - 1) and around.is_marked(n + 1)
    yield "last-part", n >= around.last_part
    yield "below-last-paragraph", n > around.last_paragraph
    yield "among-fragments", sum(k in around.marks or around.lines[k].is_fragment for k in near) >= _FRAGMENTS
    yield "before-paragraph", not around.is_marked(n + 1) and around.lines[n + 1].is_body


def _kind_near(n: int, around: _Surroundings) -> ResidueKind:
    """The kind of the nearest residue, above before below."""
    near = sorted((abs(k - n), k) for k in around.near(n) if k in around.marks)
    return around.marks[near[0][1]].kind if near else ResidueKind.NAVIGATION
