"""The words of a fragment of HTML that is nothing but article: content of a feed's entry, body of a news item."""

import re
from html import unescape

from foreigndesk.sources.characters import clean_characters

_MARKUP = re.compile(r"<[a-zA-Z/!]|&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
_BREAKS = frozenset(("br", "dd", "dt", "figcaption", "li", "td", "th", "tr"))  # beside what HTML calls blocks
_UNREAD = frozenset(("script", "style", "template", "noscript"))


def read_fragment(words: str) -> str:
    """Return the words of a fragment of HTML, paragraphs apart; plain text comes back as it stands."""
    if not _MARKUP.search(words):
        return words.strip()
    if "<" not in words:
        return unescape(words).strip()
    from lxml import etree, html
    from lxml.html.defs import block_tags

    try:
        tree = html.document_fromstring(f"<div>{clean_characters(words)}</div>")
    except (etree.LxmlError, ValueError):
        return ""
    parts: list[str] = []
    unread = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        is_unread = element.tag in _UNREAD
        unread += is_unread if event == "start" else -is_unread
        if element.tag in _BREAKS or element.tag in block_tags:
            parts.append("\n")
        words_here = element.text if event == "start" else element.tail
        if words_here and not unread:
            parts.append(re.sub(r"\s+", " ", words_here))
    lines = (line.strip() for line in "".join(parts).split("\n"))
    return "\n\n".join(line for line in lines if line)
