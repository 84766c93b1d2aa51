"""Articles from pages: decoded, the main text found, residue marked, stated facts collected."""

import re
from dataclasses import dataclass, replace

from foreigndesk.errors import MissingPartError
from foreigndesk.knowledge.pages import list_error_pages
from foreigndesk.knowledge.publishers import find_publisher
from foreigndesk.records.articles import Article, Dropped, DropReason, Page, RemovedBlock, StatedFact
from foreigndesk.records.spans import Span
from foreigndesk.sources.characters import clean_characters
from foreigndesk.sources.datelines import find_dateline_words, is_place_line
from foreigndesk.sources.decoding import decode
from foreigndesk.sources.documents import refuse_content
from foreigndesk.sources.facts import first_value
from foreigndesk.sources.headlines import read_headline
from foreigndesk.sources.markup import MainText, read_markup
from foreigndesk.sources.residue import Layout, read_layout

_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_SNIFFED_LETTERS = 2_000
_LABEL = re.compile(
    r"(?i)(?:(?:first|last|originally|date)\s+)?(published|posted|updated|modified)?\b[\s:|]*(?:(?:on|at|date)\b[\s:]*)?"
)
_BY = re.compile(r"(?i)(?:[\w ]+ )?by:? ")
ERROR_PAGE_WORDS = 80
_FIRST_KEPT = 4  # a dateline stands among the first lines below the headline


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dateline:
    span: Span | None
    facts: tuple[StatedFact, ...]


def read_article(page: Page) -> Article | Dropped:
    """Return the article on ``page``, or the reason why there is none. No bytes make it raise.

    ``text`` is the whole text of a plain file, or the main text of a web page; residue is marked in it by
    spans and stays. Every fact in ``stated`` names the place where the page states it.

    Raises MissingPartError where a library that reads web pages is not installed.
    """
    refusal = refuse_content(page.content)
    if refusal:
        return Dropped(locator=page.locator, reason=refusal[0], detail=refusal[1])
    decoded = decode(page.content)
    if decoded is None:
        detail = "the bytes fit no character encoding; save the file as UTF-8"
        return Dropped(locator=page.locator, reason=DropReason.UNDECODABLE, detail=detail)
    if not decoded.strip():
        return Dropped(locator=page.locator, reason=DropReason.EMPTY, detail="nothing but white space")
    if page.media_type != "text/html" and not _HTML.match(decoded[:_SNIFFED_LETTERS]):
        return _make_article(page, MainText(text=clean_characters(decoded), facts=page.stated))
    try:
        main = read_markup(decoded)
    except ImportError as missing:
        raise MissingPartError(
            f"reading web pages needs {missing.name}, which is not installed. Install it with: pip install foreigndesk"
        ) from missing
    except Exception as reason:  # the parsers are not ours, and the page is a stranger's
        detail = f"the page broke the HTML parser ({type(reason).__name__})"
        return Dropped(locator=page.locator, reason=DropReason.NO_MAIN_TEXT, detail=detail)
    if main.refused:
        return Dropped(locator=page.locator, reason=DropReason.TOO_LARGE, detail=main.refused)
    return _make_article(page, replace(main, facts=(*page.stated, *main.facts)))


def _make_article(page: Page, main: MainText) -> Article | Dropped:
    site = first_value(main.facts, "publisher")
    stated_title = first_value(main.facts, "title")
    layout = read_layout(main.text, read_headline(stated_title, site).words if stated_title else None)
    if not any(any(c.isalpha() for c in line.words) for line in layout.kept):
        detail = "nothing is left beside menus and headline" if main.text else "no main text was found in the page"
        return Dropped(locator=page.locator, reason=DropReason.NO_MAIN_TEXT, detail=detail)
    if _is_error_page(stated_title, main.text):
        detail = f'an error page ("{stated_title}"); save the article itself again'
        return Dropped(locator=page.locator, reason=DropReason.NO_MAIN_TEXT, detail=detail)
    whole = layout.headline.plain_span.words(main.text) if layout.headline else stated_title
    headline = read_headline(whole or "", site)
    dateline = _read_dateline(layout)
    facts = (
        *main.facts,
        *_headline_facts(layout, headline.publisher),
        *_text_facts(main.text, layout),
        *dateline.facts,
    )
    return Article(
        locator=page.locator,
        page_id=page.page_id,
        text=main.text,
        title=headline.words or None,
        title_span=_title_span(layout, headline.words),
        publisher=site or headline.publisher or _agency(dateline.facts),
        byline=first_value(facts, "byline"),
        dateline=dateline.span,
        stated=facts,
        removed=layout.removed,
        repeats=layout.repeats,
    )


def _is_error_page(title: str | None, text: str) -> bool:
    """Return whether a server gave this short page in place of an article."""
    is_short = len(text.split()) <= ERROR_PAGE_WORDS
    return is_short and any(error.pattern.fullmatch((title or "").strip()) for error in list_error_pages())


def _title_span(layout: Layout, words: str) -> Span | None:
    if layout.headline is None:
        return None
    start = layout.headline.plain_span.start
    return Span(start, start + len(words))


def _headline_facts(layout: Layout, publisher: str | None) -> tuple[StatedFact, ...]:
    if publisher is None or layout.headline is None:
        return ()
    return (_text_fact("publisher", publisher, layout.headline.span),)


def _text_facts(text: str, layout: Layout) -> tuple[StatedFact, ...]:
    """Facts that lines of the page state: "Published: May 16, 2024", "By Jane Doe"."""
    found = (_read_line_fact(text, block, layout) for block in layout.removed)
    return tuple(fact for fact in found if fact)


def _read_line_fact(text: str, block: RemovedBlock, layout: Layout) -> StatedFact | None:
    words = block.span.words(text)
    if block.rule == "byline" and _BY.match(words):
        return _text_fact("byline", _BY.sub("", words, count=1), block.span)
    if block.rule != "date-line":
        return None
    label = _LABEL.match(words)
    named = (label.group(1) or "").lower() if label else ""
    value = words[label.end() :] if label else words
    if named in ("updated", "modified"):
        return _text_fact("updated", value, block.span)
    # A date without a label says when the report was published only between headline and text; above the
    # headline it may be the day on which the page was saved, below the text that of another report.
    is_published = bool(named) or _is_between_headline_and_text(block, layout)
    return _text_fact("published" if is_published else "dated", value, block.span)


def _is_between_headline_and_text(block: RemovedBlock, layout: Layout) -> bool:
    if layout.headline is None or block.span < layout.headline.span:
        return False
    return not any(line.is_body and line.span < block.span for line in layout.kept)


def _read_dateline(layout: Layout) -> _Dateline:
    for line in layout.kept[:_FIRST_KEPT]:
        words = find_dateline_words(line.words)
        if words:
            start = line.span.start
            span = Span(start, start + words.size)
            if words.agency is None or words.agency_span is None:
                return _Dateline(span=span, facts=())
            known = find_publisher(words.agency)
            where = Span(start + words.agency_span.start, start + words.agency_span.end)
            return _Dateline(span=span, facts=(_text_fact("agency", known.name if known else words.agency, where),))
        if is_place_line(line.plain) and (layout.headline is None or line.span > layout.headline.span):
            return _Dateline(span=line.span, facts=())
        if line.is_body:
            break
    return _Dateline(span=None, facts=())


def _agency(facts: tuple[StatedFact, ...]) -> str | None:
    """The publisher that a dateline's credit names, where the table knows it."""
    known = find_publisher(first_value(facts, "agency") or "")
    return known.name if known else None


def _text_fact(field: str, value: str, span: Span) -> StatedFact:
    return StatedFact(field=field, value=value, origin=f"text:{span.start}-{span.end}")
