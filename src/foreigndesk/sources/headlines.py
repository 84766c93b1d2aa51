"""Which line of a plain text is its headline, and which publisher the headline names."""

import re
from collections.abc import Container

from foreigndesk.knowledge.residue import Where, match_residue
from foreigndesk.sources.datelines import find_dateline_words, is_place_line
from foreigndesk.sources.lines import Line

_FIRST_LINES = 12  # a headline stands among the first lines that are not residue
_LEAST, _MOST = 4, 25  # words of a headline
_TITLE_CASE = 0.6  # share of capitalised words from which a line with a full stop is still a headline
_TOKEN = re.compile(r"\w+")
_PUBLISHER_PART = re.compile(r"\s+[|–—-]\s+[^|–—-]{2,40}$")


def find_headline(lines: tuple[Line, ...], *, skip: Container[int], title: str | None = None) -> int | None:
    """Return the index of the line that is the headline, or ``None``.

    With ``title`` it is the first line that says the same; without, the first line above the article's
    first paragraph that looks like a headline. ``skip`` holds lines that are known to be residue.
    """
    if title and _TOKEN.search(title):
        return next((n for n, line in enumerate(lines) if same_headline(line.plain, title)), None)
    if not any(line.is_body for line in lines[1:]):
        return None
    for n, line in enumerate(lines[:_FIRST_LINES]):
        if n in skip:
            continue
        if _looks_like_headline(line):
            return n
        if line.is_body:
            break
    return None


def same_headline(one: str, other: str) -> bool:
    """Return whether two headlines have the same words, whatever publisher is named at their ends."""
    return _bare_tokens(one) == _bare_tokens(other) != []


def _bare_tokens(headline: str) -> list[str]:
    return _TOKEN.findall(_PUBLISHER_PART.sub("", headline).lower())


def _looks_like_headline(line: Line) -> bool:
    if not _LEAST <= line.size <= _MOST or find_dateline_words(line.words) or is_place_line(line.plain):
        return False
    if match_residue(line.words, Where.HEAD):
        return False
    words = [w for w in line.plain.split() if w[:1].isalpha()]
    capitalised = sum(w[:1].isupper() for w in words) / max(1, len(words))
    return not line.is_closed or line.plain[-1] in '?!”"’' or capitalised >= _TITLE_CASE
