"""Which line of a plain text is its headline, and which publisher the headline names."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from foreigndesk.knowledge.publishers import find_publisher
from foreigndesk.knowledge.residue import Where, match_residue
from foreigndesk.sources.datelines import find_dateline_words, is_place_line
from foreigndesk.sources.lines import Line, lists_names

_FIRST_LINES = 12  # a headline stands among the first lines that are not residue
_SHORTEST, _LEAST, _MOST = 2, 4, 25  # words of a headline: where no other line is, usually, at most
_TITLE_CASE = 0.6  # share of capitalised words from which a line with a full stop is still a headline
_BANNER_BARS = 2  # a headline has one bar, before its publisher; more make a banner
_TOKEN = re.compile(r"\w+")
_PUBLISHER_PART = re.compile(r"\s+[|–—-]\s+(?P<publisher>[^|–—]{2,60})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A headline as its page gives it: ``words`` end before the publisher that is named after them."""

    words: str
    publisher: str | None


def read_headline(whole: str, site: str | None = None) -> Headline:
    """Return the headline without the publisher at its end, where that is known or is the page's ``site``."""
    part = _PUBLISHER_PART.search(whole)
    named = part.group("publisher").strip() if part else ""
    known = find_publisher(named) if named else None
    if part and (known or (site and named.casefold() == site.casefold())):
        return Headline(words=whole[: part.start()], publisher=known.name if known else site)
    return Headline(words=whole, publisher=None)


def find_headline(lines: tuple[Line, ...], *, skip: Container[int], title: str | None = None) -> int | None:
    """Return the index of the line that is the headline, or ``None``.

    With ``title`` it is the first line that says the same; without, the first line above the article's
    first paragraph that looks like a headline. ``skip`` holds lines that are known to be residue.
    """
    if title and _TOKEN.search(title):
        return next((n for n, line in enumerate(lines) if same_headline(line.plain, title)), None)
    if not any(line.is_body for line in lines[1:]):
        return None
    candidates = [n for n in _above_body(lines) if n not in skip and _may_be_headline(lines[n])]
    long_enough = (n for n in candidates if lines[n].size >= _LEAST or read_headline(lines[n].plain).publisher)
    # Where no line is long enough, the short one next to the article is its headline, not a section's name.
    return next(long_enough, candidates[-1] if candidates else None)


def _above_body(lines: tuple[Line, ...]) -> Iterator[int]:
    """The first lines, up to and with the first that has the shape of a paragraph."""
    for n, line in enumerate(lines[:_FIRST_LINES]):
        yield n
        if line.is_body:
            return


def same_headline(one: str, other: str) -> bool:
    """Return whether two headlines have the same words, whatever publisher is named at their ends."""
    return _bare_tokens(one) == _bare_tokens(other) != []


def _bare_tokens(headline: str) -> list[str]:
    return _TOKEN.findall(_PUBLISHER_PART.sub("", headline).lower())


def _may_be_headline(line: Line) -> bool:
    if not _SHORTEST <= line.size <= _MOST or find_dateline_words(line.words) or is_place_line(line.plain):
        return False
    if match_residue(line.words, Where.HEAD) or lists_names(line.plain) or line.plain.count("|") >= _BANNER_BARS:
        return False
    words = [w for w in line.plain.split() if w[:1].isalpha()]
    capitalised = sum(w[:1].isupper() for w in words) / max(1, len(words))
    return not line.is_closed or line.plain[-1] in "?!”\"’'" or capitalised >= _TITLE_CASE
