"""From one page to its article, with what was masked in it and what is too long for one article."""

from dataclasses import replace

from foreigndesk.records.articles import Article, Dropped, DropReason, Page
from foreigndesk.sources.articles import read_article
from foreigndesk.sources.characters import find_masked
from foreigndesk.sources.decoding import decode
from foreigndesk.sources.files import drop

MOST_LETTERS = 1_000_000  # of one article's text; the longest reports and speeches have 200,000
MOST_MARKS = 60_000  # of one web page, 0.08 ms each; the pages of publishers have 2,000 to 20,000
MOST_LINES = 50_000  # of one article; a line costs 0.04 ms


def read_page(page: Page) -> Article | Dropped:
    """Return the article on ``page`` with a note of each character masked in it, or why there is none.

    No bytes make it raise. Raises MissingPartError where a library that reads web pages is not installed.
    """
    refusal = _refuse_size(page)
    if refusal:
        return refusal
    found = read_article(page)
    if isinstance(found, Dropped):
        return found
    if len(found.text) > MOST_LETTERS:
        return _too_long(page, len(found.text))
    masked = find_masked(decode(page.content) or "", found.text) if "\ufffd" in found.text else ()
    return replace(found, masked=masked) if masked else found


def _refuse_size(page: Page) -> Dropped | None:
    """Return the reason against what is no single article by its size, before it is looked at."""
    marks = page.content.count(b"<")
    if marks > MOST_MARKS:
        detail = (
            f"{marks:,} marks of HTML in one page; the limit for an article is {MOST_MARKS:,}. Save the article alone"
        )
        return drop(page.locator, DropReason.TOO_LARGE, detail)
    if page.media_type == "text/html":
        return None
    lines = page.content.count(b"\n") + page.content.count(b"\r")
    if lines > MOST_LINES:
        detail = f"{lines:,} lines in one text; the limit for an article is {MOST_LINES:,}. Split it"
        return drop(page.locator, DropReason.TOO_LARGE, detail)
    decoded = decode(page.content) if len(page.content) > MOST_LETTERS else None
    return _too_long(page, len(decoded)) if decoded is not None and len(decoded) > MOST_LETTERS else None


def _too_long(page: Page, letters: int) -> Dropped:
    detail = (
        f"{letters:,} letters in one text; the limit for an article is {MOST_LETTERS:,}. Split it, or say what it is"
        " with --format where it is a table or an export of many articles"
    )
    return drop(page.locator, DropReason.TOO_LARGE, detail)
