"""Page residue in the text of an article: marked line by line, never cut out."""

import re
from dataclasses import dataclass

from foreigndesk.knowledge.residue import Where, match_residue
from foreigndesk.records.articles import RemovedBlock, Repeat, ResidueKind
from foreigndesk.sources.clues import mark_by_clues
from foreigndesk.sources.endings import mark_below, mark_ends
from foreigndesk.sources.headlines import find_headline, same_headline
from foreigndesk.sources.lines import Line, split_lines
from foreigndesk.sources.marks import Mark, Marks, mark_of
from foreigndesk.sources.menus import mark_labels, mark_link_lists, mark_menus, mark_references
from foreigndesk.sources.repeats import find_repeats

_BROKEN_OFF = re.compile(r"\s*(?:\[?(?:…|\.{3})\]?)(?:\s*[\w ]{0,20})?$")  # "…", "[...]", "... Read more"
_TEASER_WORDS = 5


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
    marks |= _mark_teasers(lines, marks, headline)
    marks |= mark_references(lines, marks)
    marks |= mark_link_lists(lines, marks, headline=headline)
    mark_ends(lines, marks, headline=headline)
    marks |= mark_menus(lines, marks, headline=headline)
    marks |= mark_labels(lines, marks, headline=headline)
    weighed = marks | mark_by_clues(lines, marks, headline=headline)
    if len(weighed) < len(lines):  # clues alone do not take all that a text says
        marks = weighed
    marks |= mark_below(lines, marks, headline=headline)
    kept = tuple(line for n, line in enumerate(lines) if n not in marks and n != headline)
    return Layout(
        headline=None if headline is None else lines[headline],
        removed=tuple(RemovedBlock(span=lines[n].span, kind=m.kind, rule=m.rule) for n, m in sorted(marks.items())),
        repeats=find_repeats(text, kept),
        kept=kept,
    )


def _mark_by_rules(lines: tuple[Line, ...]) -> Marks:
    found = ((n, match_residue(line.words, Where.ANYWHERE)) for n, line in enumerate(lines))
    return {n: mark_of(rule) for n, rule in found if rule}


def _mark_headline_again(lines: tuple[Line, ...], headline: int) -> Marks:
    again = (n for n, line in enumerate(lines) if n != headline and same_headline(line.plain, lines[headline].plain))
    return dict.fromkeys(again, Mark(ResidueKind.REPEATED_HEADLINE, "headline-again"))


def _mark_teasers(lines: tuple[Line, ...], marks: Marks, headline: int | None) -> Marks:
    """Beginnings of a paragraph that break off in an ellipsis and stand in full further below."""
    found: Marks = {}
    for n, line in enumerate(lines):
        cut = _BROKEN_OFF.sub("", line.plain)
        if n == headline or n in marks or cut == line.plain or len(cut.split()) < _TEASER_WORDS:
            continue
        if any(later.plain.startswith(cut) and len(later.plain) > len(cut) for later in lines[n + 1 :]):
            found[n] = Mark(ResidueKind.TEASER, "teaser")
    return found
