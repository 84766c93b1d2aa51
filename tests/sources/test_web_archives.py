import gzip

from foreigndesk.records.articles import Dropped, DropReason, Page
from foreigndesk.sources import web_archives
from tests.sources.pile_reading import read_dropped, read_items, read_kept, read_whole, stated
from tests.sources.pile_samples import HTML, WORDS, write_response


def test_answers_with_pages_are_kept_and_others_are_told(tmp_path):
    warc = (
        write_response(HTML)
        + write_response(b"no", status="404 Not Found")
        + write_response(b"\x89PNG", media_type="image/png")
        + write_response(WORDS.encode(), media_type="text/plain")
    )
    items = read_items(tmp_path, "crawl.warc", warc)
    assert [i.locator for i in items] == [f"crawl.warc#response={n}" for n in (1, 2, 3, 4)]
    assert [i.media_type for i in items if isinstance(i, Page)] == ["text/html", "text/plain"]
    assert [(i.reason, i.detail.split(";")[0]) for i in items if isinstance(i, Dropped)] == [
        (DropReason.NOT_AN_ARTICLE, "the server answered 404, not 200"),
        (DropReason.NOT_AN_ARTICLE, "its media type is image/png"),
    ]


def test_the_time_of_crawling_is_stated_nowhere(tmp_path):
    (page,) = read_kept(tmp_path, "crawl.warc", write_response(HTML))
    assert stated(page) == {"canonical_url": ("https://courier.example/a", "WARC-Target-URI")}
    article = read_whole(page)
    assert not [fact for fact in article.stated if fact.field in ("published", "updated")]
    assert article.title == "Lula meets Petro"


def test_a_compressed_archive_has_one_member_a_record(tmp_path):
    warc = b"".join(gzip.compress(write_response(HTML)) for _ in range(3))
    assert len(read_kept(tmp_path, "crawl.warc.gz", warc)) == 3


def test_an_answer_may_be_compressed_and_in_chunks(tmp_path):
    packed = write_response(gzip.compress(HTML), headers="Content-Encoding: gzip\r\n")
    chunked = write_response(b"%x\r\n%s\r\n0\r\n\r\n" % (len(HTML), HTML), headers="Transfer-Encoding: chunked\r\n")
    assert [p.content for p in read_kept(tmp_path, "crawl.warc", packed + chunked)] == [HTML, HTML]


def test_the_encoding_that_only_the_server_names_is_used(tmp_path):
    warc = write_response("Гости встретились".encode("koi8-r"), media_type="text/plain; charset=koi8-r")
    assert read_kept(tmp_path, "a.warc", warc)[0].content.decode() == "Гости встретились"
    unknown = write_response(b"caf\xe9", media_type="text/plain; charset=klingon")
    assert read_kept(tmp_path, "a.warc", unknown)[0].content == b"caf\xe9"


def test_of_an_archive_that_breaks_off_the_whole_records_stay(tmp_path):
    warc = write_response(HTML) + write_response(HTML)
    for name, content in (("a.warc", warc[:-200]), ("a.warc.gz", gzip.compress(warc, 0)[:-200])):
        items = read_items(tmp_path, name, content)
        assert isinstance(items[0], Page)
        assert isinstance(items[-1], Dropped)
        assert items[-1].reason is DropReason.TRUNCATED


def test_an_archive_without_answers_is_empty_and_a_broken_one_is_told(tmp_path):
    note = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 2\r\n\r\nhi\r\n\r\n"
    assert [d.reason for d in read_dropped(tmp_path, "a.warc", note)] == [DropReason.EMPTY]
    items = read_items(tmp_path, "a.warc", write_response(HTML) + b"garbage\r\n" * 20)
    assert isinstance(items[0], Page)
    assert all(isinstance(item, Dropped) for item in items[1:])


def test_a_body_beyond_the_limit_or_of_other_content_is_told(tmp_path, monkeypatch):
    assert read_dropped(tmp_path, "a.warc", write_response(b"%PDF-1.4"))[0].reason is DropReason.BINARY
    broken = write_response(b"not gzip at all", headers="Content-Encoding: gzip\r\n")
    assert read_dropped(tmp_path, "a.warc", broken)[0].reason in (DropReason.UNREADABLE, DropReason.TRUNCATED)
    monkeypatch.setattr(web_archives, "MOST_BYTES", 100)
    assert read_dropped(tmp_path, "a.warc", write_response(HTML))[0].reason is DropReason.TOO_LARGE
