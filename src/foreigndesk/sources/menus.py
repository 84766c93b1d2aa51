"""Lists of a page that are no part of its article: links, menus, labels that repeat, lists of references."""

import re
from collections import Counter

from foreigndesk.knowledge.residue import list_residue_rules
from foreigndesk.records.articles import ResidueKind
from foreigndesk.sources.lines import Line
from foreigndesk.sources.marks import Mark, Marks

_HEADLINE_WORDS = 22  # longest line without an end that can be a headline in a list of links
_RUN = 3  # shortest run of fragments around known residue that is taken for a menu
_TIMES, _LABEL_WORDS = 3, 8  # a label of the page: a short line that stands so often
_REFERENCES = 4  # shortest run of lines that end in a date and are taken for a list of references
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATED_END = re.compile(rf".{{10,}},? (?:accessed )?{_MONTH} \d{{1,2}}, \d{{4}}\.?")


def mark_link_lists(lines: tuple[Line, ...], marks: Marks, *, headline: int | None) -> Marks:
    """Headlines under a heading such as "Related"; the last one stays where a paragraph follows it at once."""
    openers = {rule.name for rule in list_residue_rules() if rule.opens}
    found: Marks = {}
    for heading in (n for n, mark in marks.items() if mark.rule in openers):
        block = []
        for n in range(heading + 1, len(lines)):
            if n == headline or (n not in marks and not _is_link(lines[n])):
                break
            block.append(n)
        if len(block) != len(lines) - heading - 1:
            block = block[:-1]
        found |= {n: Mark(ResidueKind.RELATED, "list-of-links") for n in block if n not in marks}
    return found


def _is_link(line: Line) -> bool:
    return line.size <= _HEADLINE_WORDS and not line.is_closed


def mark_menus(lines: tuple[Line, ...], marks: Marks, *, headline: int | None) -> Marks:
    """Fragments in a run with known residue, where at least a third of the run is known residue."""
    found: Marks = {}
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
            found |= dict.fromkeys(fresh, Mark(ResidueKind.NAVIGATION, "menu"))
        run = []
    return found


def mark_labels(lines: tuple[Line, ...], marks: Marks, *, headline: int | None) -> Marks:
    """Short lines that stand three times or more: labels of the page. Names of speakers stay."""
    times = Counter(line.plain.casefold() for line in lines if line.size <= _LABEL_WORDS)
    return {
        n: Mark(ResidueKind.WIDGET, "label-again")
        for n, line in enumerate(lines)
        if n not in marks and n != headline and times[line.plain.casefold()] >= _TIMES and _is_label(line)
    }


def _is_label(line: Line) -> bool:
    return not line.is_closed and any(c.isalpha() for c in line.plain)


def mark_references(lines: tuple[Line, ...], marks: Marks) -> Marks:
    """Runs of lines that each end in a date, as a list of what an article rests on does."""
    found: Marks = {}
    run: list[int] = []
    for n in range(len(lines) + 1):
        if n < len(lines) and (n in marks or _DATED_END.fullmatch(lines[n].plain)):
            run.append(n)
            continue
        fresh = [k for k in run if k not in marks]
        if len(fresh) >= _REFERENCES:
            found |= dict.fromkeys(fresh, Mark(ResidueKind.SOURCE_LINK, "references"))
        run = []
    return found
