import pytest

from foreigndesk.records.articles import Dropped, DropReason
from foreigndesk.sources import documents
from tests.sources.pile_reading import read_dropped, read_items, read_kept, read_whole, stated
from tests.sources.pile_samples import HTML, MHTML, WORDS


def test_a_page_of_unknown_ending_is_read_where_it_is_html(tmp_path):
    for name in ("index", "article.php", "view.aspx"):
        (page,) = read_kept(tmp_path, name, HTML)
        assert page.media_type == "text/html"


def test_a_saved_page_gives_its_html_and_address_but_not_the_day_of_saving(tmp_path):
    (page,) = read_kept(tmp_path, "saved.mhtml", MHTML)
    assert page.content == HTML + b"\r\n" or page.content == HTML
    assert stated(page) == {"canonical_url": ("https://courier.example/m", "MHTML Content-Location")}
    assert "2024-12-24" not in str(read_whole(page).stated)


def test_a_saved_page_is_known_by_its_head_and_decoded_as_it_says(tmp_path):
    content = MHTML.replace(b"text/html\r\nContent-Transfer", b"text/html; charset=cp1252\r\nContent-Transfer")
    content = content.replace(b"Bogota", "Bogotá".encode("cp1252"))
    (page,) = read_kept(tmp_path, "saved.html", content)
    assert "Bogotá" in page.content.decode()
    unknown = MHTML.replace(b"text/html\r\nContent-Transfer", b"text/html; charset=klingon\r\nContent-Transfer")
    assert len(read_kept(tmp_path, "saved.mhtml", unknown)) == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"MIME-Version: 1.0\nContent-Type: text/plain\n\nwords", DropReason.NO_MAIN_TEXT),
        (b"", DropReason.NO_MAIN_TEXT),
        (b"MIME-Version: 1.0\nContent-Type: text/html\n\n%PDF-1.4", DropReason.BINARY),
    ],
)
def test_a_saved_page_without_html_is_told(tmp_path, content, reason):
    assert [d.reason for d in read_dropped(tmp_path, "a.mhtml", content)] == [reason]


def test_limits_of_saved_pages(tmp_path, monkeypatch):
    monkeypatch.setattr(documents, "MOST_PARTS", 1)
    assert [d.reason for d in read_dropped(tmp_path, "a.mhtml", MHTML)] == [DropReason.TOO_LARGE]
    monkeypatch.setattr(documents, "MOST_BYTES", 10)
    assert [d.reason for d in read_dropped(tmp_path, "a.mhtml", MHTML)] == [DropReason.TOO_LARGE]


def test_a_stray_nul_does_not_cost_an_article_but_many_do(tmp_path):
    stray = (WORDS * 3).encode().replace(b"Bogota", b"Bo\x00gota", 1)
    article = read_whole(read_kept(tmp_path, "a.txt", stray)[0])
    assert "Bo\ufffdgota" in article.text
    assert [(m.span.words(article.text), m.was) for m in article.masked] == [("\ufffd", "U+0000")]
    (item,) = read_items(tmp_path, "a.txt", b"a\x00b\x00c")
    assert isinstance(item, Dropped)
    assert item.reason is DropReason.BINARY
