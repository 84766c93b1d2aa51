import pytest

from foreigndesk.knowledge.pages import list_error_pages
from foreigndesk.records.articles import Article, Dropped, DropReason, Page
from foreigndesk.sources import read_article


def page(title: str, words: str) -> Page:
    html = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{words}</p></body></html>"
    return Page(locator="pile/page.html", media_type="text/html", content=html.encode())


@pytest.mark.parametrize("error", list_error_pages(), ids=lambda error: error.example)
def test_each_headline_is_one_and_its_counter_example_is_none(error):
    assert error.pattern.fullmatch(error.example)
    assert not any(other.pattern.fullmatch(error.counter_example) for other in list_error_pages())


def test_a_short_error_page_is_dropped_with_its_headline_as_reason():
    dropped = read_article(page("Access denied", "You do not have permission to view this page on this server."))
    assert isinstance(dropped, Dropped)
    assert dropped.reason is DropReason.NO_MAIN_TEXT
    assert "Access denied" in dropped.detail


def test_a_long_article_under_such_a_headline_is_kept():
    words = "Delegates from Nairobi said that they were turned away at the gate and would try again. " * 12
    assert isinstance(read_article(page("Access denied", words)), Article)
