"""Lists of a page that are no part of its article: links, menus, labels that repeat, lists of references."""

import re

from foreigndesk.knowledge.residue import list_residue_rules
from foreigndesk.records.articles import ResidueKind
from foreigndesk.sources.lines import Line
from foreigndesk.sources.marks import Mark, Marks

_HEADLINE_WORDS = 22  # longest line without an end that can be a headline in a list of links
_RUN = 3  # shortest run of fragments around known residue that is taken for a menu
_TIMES, _LABEL_WORDS = 3, 8  # a label of the page: a short line that stands so often
_BULLETS = "•*-–—◦‣·"
_ALIKE = 0.9  # share of labels with one key that must be the same in full
_REFERENCES = 4  # shortest run of lines that end in a date and are taken for a list of references
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATED_END = re.compile(rf".{{10,}},? (?:accessed )?{_MONTH} \d{{1,2}}, \d{{4}}\.?")
_POSTED = re.compile(r"\(@\w{2,20}\)")  # "— Anna Lund (@annalund) 3 May 2019": whose post a line is


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
    """Short lines that stand three times or more: labels of the page.

    Labels that a paragraph mostly follows are speakers or headings and stay; so do items of lists, and
    labels of which one part changes ("Votes: 12", "Votes: 15").
    """
    places = _group_labels(lines)
    changing = _changing_keys(places)
    found: Marks = {}
    for words, numbers in places.items():
        led = sum(n + 1 < len(lines) and lines[n + 1].is_body for n in numbers)
        if len(numbers) >= _TIMES and led * 2 < len(numbers) and _key(words) not in changing:
            found |= dict.fromkeys(numbers, Mark(ResidueKind.WIDGET, "label-again"))
    return {n: mark for n, mark in found.items() if n not in marks and n != headline}


def _group_labels(lines: tuple[Line, ...]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for n, line in enumerate(lines):
        is_item = line.words[:1] in _BULLETS
        if line.size <= _LABEL_WORDS and not line.is_closed and not is_item and any(c.isalpha() for c in line.plain):
            places.setdefault(line.plain.casefold(), []).append(n)
    return places


def _changing_keys(places: dict[str, list[int]]) -> set[str]:
    """What stands before a colon in labels that differ after it more than now and then."""
    times: dict[str, list[int]] = {}
    for words, numbers in places.items():
        if ":" in words:
            times.setdefault(_key(words), []).append(len(numbers))
    return {key for key, counts in times.items() if max(counts) < _ALIKE * sum(counts)}


def _key(words: str) -> str:
    return words.partition(":")[0]


def mark_references(lines: tuple[Line, ...], marks: Marks) -> Marks:
    """Runs of lines that each end in a date, as a list of what an article rests on does; no posts."""
    found: Marks = {}
    run: list[int] = []
    for n in range(len(lines) + 1):
        if n < len(lines) and (n in marks or _is_dated_entry(lines[n].plain)):
            run.append(n)
            continue
        fresh = [k for k in run if k not in marks]
        if len(fresh) >= _REFERENCES:
            found |= dict.fromkeys(fresh, Mark(ResidueKind.SOURCE_LINK, "references"))
        run = []
    return found


def _is_dated_entry(line: str) -> bool:
    return bool(_DATED_END.fullmatch(line)) and not _POSTED.search(line)
