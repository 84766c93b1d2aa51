"""Page residue in the text of an article: marked line by line, never cut out."""

from dataclasses import dataclass
from typing import NamedTuple

from foreigndesk.knowledge.residue import Where, list_residue_rules, match_residue
from foreigndesk.records.articles import RemovedBlock, Repeat, ResidueKind
from foreigndesk.sources.datelines import is_place_line
from foreigndesk.sources.headlines import find_headline, same_headline
from foreigndesk.sources.lines import Line, lists_names, split_lines
from foreigndesk.sources.repeats import find_repeats

_HEADLINE_WORDS = 22  # longest line without an end that can be a headline in a list of links
_RUN = 3  # shortest run of fragments around known residue that is taken for a menu


class _Mark(NamedTuple):
    kind: ResidueKind
    rule: str


_Marks = dict[int, _Mark]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The parts of a text: its headline, what is residue, what stands there twice, and what is left."""

    headline: Line | None
    removed: tuple[RemovedBlock, ...]
    repeats: tuple[Repeat, ...]
    kept: tuple[Line, ...]


def find_residue(text: str, title: str | None = None) -> tuple[tuple[RemovedBlock, ...], tuple[Repeat, ...]]:
    """Return the lines of ``text`` that are page residue, and the passages that stand there twice.

    ``title`` is the headline where it is known; otherwise it is looked for. Spans lie inside the text,
    in order, and do not overlap. Deterministic.
    """
    layout = read_layout(text, title)
    return layout.removed, layout.repeats


def read_layout(text: str, title: str | None = None) -> Layout:
    """Return the parts of ``text``. ``kept`` holds the lines below or beside the headline that are no residue."""
    lines = split_lines(text)
    marks = _mark_by_rules(lines)
    headline = find_headline(lines, skip=marks.keys(), title=title)
    if headline is not None:
        marks.pop(headline, None)
        marks |= _mark_headline_again(lines, headline)
    marks |= _mark_link_lists(lines, marks, headline=headline)
    _mark_ends(lines, marks, headline=headline)
    marks |= _mark_menus(lines, marks, headline=headline)
    kept = tuple(line for n, line in enumerate(lines) if n not in marks and n != headline)
    return Layout(
        headline=None if headline is None else lines[headline],
        removed=tuple(RemovedBlock(span=lines[n].span, kind=m.kind, rule=m.rule) for n, m in sorted(marks.items())),
        repeats=find_repeats(text, kept),
        kept=kept,
    )


def _mark_by_rules(lines: tuple[Line, ...]) -> _Marks:
    found = ((n, match_residue(line.words, Where.ANYWHERE)) for n, line in enumerate(lines))
    return {n: _Mark(rule.kind, rule.name) for n, rule in found if rule}


def _mark_headline_again(lines: tuple[Line, ...], headline: int) -> _Marks:
    again = (n for n, line in enumerate(lines) if n != headline and same_headline(line.plain, lines[headline].plain))
    return dict.fromkeys(again, _Mark(ResidueKind.REPEATED_HEADLINE, "headline-again"))


def _mark_link_lists(lines: tuple[Line, ...], marks: _Marks, *, headline: int | None) -> _Marks:
    """Headlines under a heading such as "Related"; the last one stays where a paragraph follows it at once."""
    openers = {rule.name for rule in list_residue_rules() if rule.opens}
    found: _Marks = {}
    for heading in (n for n, mark in marks.items() if mark.rule in openers):
        block = []
        for n in range(heading + 1, len(lines)):
            if n == headline or (n not in marks and not _is_link(lines[n])):
                break
            block.append(n)
        if len(block) != len(lines) - heading - 1:
            block = block[:-1]
        found |= {n: _Mark(ResidueKind.RELATED, "list-of-links") for n in block if n not in marks}
    return found


def _is_link(line: Line) -> bool:
    return line.is_latin and line.size <= _HEADLINE_WORDS and not line.is_closed


def _mark_ends(lines: tuple[Line, ...], marks: _Marks, *, headline: int | None) -> None:
    """Add what stands above the first and below the last paragraph of the article."""
    if not any(line.is_body for n, line in enumerate(lines) if n not in marks):
        return
    for n, line in enumerate(lines):
        is_dateline = is_place_line(line.plain) and (headline is None or n > headline)
        if n in marks or n == headline or is_dateline:
            continue
        mark = _mark_end(line, Where.HEAD)
        if mark:
            marks[n] = mark
        elif line.is_body:
            break
    _mark_tail(lines, marks, headline=headline)


def _mark_tail(lines: tuple[Line, ...], marks: _Marks, *, headline: int | None) -> None:
    fragments: list[int] = []
    for n in range(len(lines) - 1, -1, -1):
        if n in marks:
            continue
        mark = _mark_end(lines[n], Where.TAIL)
        if mark is None or n == headline:
            if lines[n].plain.endswith(":"):
                fragments.clear()
            break
        if mark.rule == "tail-fragment":
            fragments.append(n)
        else:
            marks[n] = mark
    marks |= dict.fromkeys(fragments, _Mark(ResidueKind.NAVIGATION, "tail-fragment"))


def _mark_end(line: Line, where: Where) -> _Mark | None:
    rule = match_residue(line.words, where)
    if rule:
        return _Mark(rule.kind, rule.name)
    if lists_names(line.plain):
        return _Mark(ResidueKind.CAPTION, "names-only")
    if line.is_fragment:
        return _Mark(ResidueKind.NAVIGATION, f"{where.value}-fragment")
    return None


def _mark_menus(lines: tuple[Line, ...], marks: _Marks, *, headline: int | None) -> _Marks:
    """Fragments in a run with known residue, where at least a third of the run is known residue."""
    found: _Marks = {}
    run: list[int] = []
    for n in range(len(lines) + 1):
        if n < len(lines) and n != headline and (n in marks or lines[n].is_fragment):
            run.append(n)
            continue
        known = sum(k in marks for k in run)
        fresh = [k for k in run if k not in marks]
        if len(run) >= _RUN and known * 3 >= len(run):
            if fresh and fresh[-1] == run[-1]:
                fresh.pop()
            found |= dict.fromkeys(fresh, _Mark(ResidueKind.NAVIGATION, "menu"))
        run = []
    return found
