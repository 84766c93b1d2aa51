import pytest

from foreigndesk.records.articles import Dropped, DropReason
from foreigndesk.sources import feeds
from tests.sources.pile_reading import read_dropped, read_items, read_kept, stated, texts
from tests.sources.pile_samples import ATOM, MORE, RSS, WORDS, write_rss


def test_an_entry_of_rss_is_an_article_with_its_own_day_of_publication(tmp_path):
    first, second = read_kept(tmp_path, "feed.xml", RSS)
    assert first.locator == "feed.xml#item=1"
    assert texts([first]) == [f"{WORDS}\n\n{MORE}"]
    assert stated(first) == {
        "title": ("Lula meets Petro", "rss title"),
        "published": ("2024-05-14T23:30:00-04:00", "rss pubDate"),
        "canonical_url": ("https://courier.example/2", "rss link"),
        "id": ("guid-1", "rss guid"),
        "publisher": ("The Harbour Courier", "rss title of the feed"),
    }
    assert stated(second)["part"] == ("summary", "rss description")


def test_an_entry_without_words_is_dropped_with_its_number(tmp_path):
    (item,) = read_dropped(tmp_path, "feed.xml", RSS)
    assert (item.locator, item.reason) == ("feed.xml#item=3", DropReason.EMPTY)


def test_an_entry_of_atom_is_an_article(tmp_path):
    (page,) = read_kept(tmp_path, "news.atom", ATOM)
    assert stated(page) == {
        "title": ("Talks", "atom title"),
        "published": ("2024-05-13T10:00:00+00:00", "atom published"),
        "updated": ("2024-05-14T10:00:00+00:00", "atom updated"),
        "byline": ("Jane Doe", "atom author"),
        "id": ("urn:entry:1", "atom id"),
        "publisher": ("Gazette", "atom title of the feed"),
    }


def test_a_feed_is_known_by_its_content_under_any_name(tmp_path):
    for name in ("feed", "feed.txt", "feed.html", "feed.php"):
        assert len(read_kept(tmp_path, name, RSS)) == 2


def test_the_publisher_of_an_entry_comes_before_that_of_the_feed(tmp_path):
    feed = write_rss(f'<item><description>{WORDS}</description><source url="https://o.example">Origin</source></item>')
    assert stated(read_kept(tmp_path, "feed.xml", feed)[0])["publisher"] == ("Origin", "rss source")


@pytest.mark.parametrize("content", [write_rss(""), b"<rss></rss>", b"<feed/>".replace(b"/", b" ") + b"</feed>"])
def test_an_empty_feed_is_told(tmp_path, content):
    (item,) = read_items(tmp_path, "feed.xml", content)
    assert isinstance(item, Dropped)
    assert item.reason is DropReason.EMPTY


def test_of_a_feed_that_breaks_off_the_whole_entries_stay(tmp_path):
    items = read_items(tmp_path, "feed.xml", RSS[:-80])
    assert [i.locator for i in items][:2] == ["feed.xml#item=1", "feed.xml#item=2"]
    last = items[-1]
    assert isinstance(last, Dropped)
    assert last.reason is DropReason.TRUNCATED


def test_entities_that_multiply_do_not_grow(tmp_path):
    nested = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    items = "<item><title>&e9;</title></item>"
    feed = f'<!DOCTYPE rss [<!ENTITY e0 "lol">{nested}]><rss version="2.0"><channel>{items}</channel></rss>'
    read = read_items(tmp_path, "feed.xml", feed.encode())
    assert all(isinstance(item, Dropped) for item in read)


def test_a_feed_beyond_the_limits_is_dropped_before_it_is_parsed(tmp_path, monkeypatch):
    monkeypatch.setattr(feeds, "MOST_ENTRIES", 2)
    assert [d.reason for d in read_dropped(tmp_path, "feed.xml", RSS)] == [DropReason.TOO_LARGE]
    monkeypatch.setattr(feeds, "MOST_ENTRIES", 9)
    monkeypatch.setattr(feeds, "MOST_MENDED_BYTES", 100)
    assert [d.reason for d in read_dropped(tmp_path, "feed.xml", RSS[:-80])] == [DropReason.UNREADABLE]
    assert len(read_kept(tmp_path, "feed.xml", RSS)) == 2
    monkeypatch.setattr(feeds, "MOST_BYTES", 100)
    assert [d.reason for d in read_dropped(tmp_path, "feed.xml", RSS)] == [DropReason.TOO_LARGE]
