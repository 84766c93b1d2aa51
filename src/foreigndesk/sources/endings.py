"""The beginning and the end of an article on its page: what stands above it, and what follows it."""

from collections.abc import Container

from foreigndesk.knowledge.residue import Where, match_residue
from foreigndesk.records.articles import ResidueKind
from foreigndesk.sources.datelines import is_place_line
from foreigndesk.sources.lines import Line, lists_names
from foreigndesk.sources.marks import Mark, Marks, mark_of

_LEAST_BODY = 3  # paragraphs above a line that may end an article: fewer, and the page's own parts decide


def mark_ends(lines: tuple[Line, ...], marks: Marks, *, headline: int | None) -> None:
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


def _mark_tail(lines: tuple[Line, ...], marks: Marks, *, headline: int | None) -> None:
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
    marks |= dict.fromkeys(fragments, Mark(ResidueKind.NAVIGATION, "tail-fragment"))


def _mark_end(line: Line, where: Where) -> Mark | None:
    rule = match_residue(line.words, where)
    if rule:
        return mark_of(rule)
    if lists_names(line.plain):
        return Mark(ResidueKind.CAPTION, "names-only")
    if line.is_fragment and not line.is_list_item:
        return Mark(ResidueKind.NAVIGATION, f"{where.value}-fragment")
    return None


def mark_below(lines: tuple[Line, ...], marks: Marks, *, headline: int | None) -> Marks:
    """Return marks for all below the first line that ends the article: a form for comments, a copyright.

    Such a line counts only where most words of the page, as ``closes`` says, stand above it. Below one that may
    stand amid an article, a box for a newsletter for instance, paragraphs are kept and the next such line is tried.
    """
    whole = sum(line.size for n, line in enumerate(lines) if n not in marks)
    above, paragraphs, found = 0, 0, Marks()
    for n, line in enumerate(lines):
        mark = marks.get(n)
        if mark is None:
            above, paragraphs = above + line.size, paragraphs + line.is_body
        elif mark.closes and paragraphs >= _LEAST_BODY and above >= mark.closes * whole:
            found |= _mark_rest(lines, n, mark, skip={*marks, *found, headline})
            if not mark.amid:
                break
    return found


def _mark_rest(lines: tuple[Line, ...], closing: int, mark: Mark, *, skip: Container[int | None]) -> Marks:
    rest = Mark(mark.kind, f"below-{mark.rule}")
    below = range(closing + 1, len(lines))
    return {n: rest for n in below if n not in skip and not (mark.amid and (lines[n].is_body or lines[n].is_closed))}
