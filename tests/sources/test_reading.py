import pytest

from foreigndesk.records.articles import Article, Dropped, DropReason, Page, container_of, file_of
from foreigndesk.sources import read_page, reading
from tests.sources.pile_samples import HTML, WORDS


def read(content: bytes, media_type: str = "text/plain") -> Article | Dropped:
    return read_page(Page(locator="a", media_type=media_type, content=content))


def test_a_text_too_long_for_an_article_is_told_with_what_to_do(monkeypatch):
    monkeypatch.setattr(reading, "MOST_LETTERS", 50)
    for media_type in ("text/plain", "text/html"):
        item = read(HTML if media_type == "text/html" else WORDS.encode(), media_type)
        assert isinstance(item, Dropped)
        assert item.reason is DropReason.TOO_LARGE
        assert "--format" in item.detail


def test_a_text_of_too_many_lines_is_told(monkeypatch):
    monkeypatch.setattr(reading, "MOST_LINES", 3)
    item = read(b"a\nb\nc\nd\ne\n")
    assert isinstance(item, Dropped)
    assert "5 lines" in item.detail


@pytest.mark.parametrize(
    ("locator", "file", "container"),
    [
        ("pile/a.csv#row=17", "pile/a.csv", "pile/a.csv"),
        ("pile.zip#entry=in/a.csv#row=3", "pile.zip", "pile.zip"),
        ("pile/sub/a.txt", "pile/sub/a.txt", "pile/sub"),
        ("a.txt", "a.txt", "a.txt"),
        ("pile/c#.txt", "pile/c#.txt", "pile"),
    ],
)
def test_a_locator_names_its_file_and_what_it_is_counted_under(locator, file, container):
    assert (file_of(locator), container_of(locator)) == (file, container)
