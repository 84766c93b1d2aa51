import pytest

from foreigndesk.records.articles import DropReason
from foreigndesk.sources import exports
from tests.sources.pile_reading import read_dropped, read_kept, stated, texts
from tests.sources.pile_samples import FACTIVA, FACTIVA_PLAIN, MORE, NEXIS, NEXIS_UNI, WORDS


def test_a_lexisnexis_file_gives_its_documents(tmp_path):
    first, second = read_kept(tmp_path, "export.txt", NEXIS.encode())
    assert texts([first, second]) == [f"{WORDS}\n\n{MORE}", MORE]
    assert [first.locator, second.locator] == ["export.txt#text=1", "export.txt#text=2"]
    assert stated(first) == {
        "title": ("Ministers meet in Lisbon", "nexis headline"),
        "publisher": ("The Harbour Courier", "nexis publication"),
        "published": ("2024-05-14", "nexis date"),
        "byline": ("Jane Doe", "nexis BYLINE"),
        "dateline_words": ("LISBON, May 13", "nexis DATELINE"),
    }
    assert stated(second)["title"][0] == "Ministers leave Lisbon"
    assert stated(second)["published"][0] == "2024-05-16"


def test_a_nexis_uni_file_gives_its_documents(tmp_path):
    first, second = read_kept(tmp_path, "export.txt", NEXIS_UNI.encode())
    assert texts([first, second]) == [WORDS, MORE]
    assert stated(first) == {
        "title": ("Ministers meet in Porto", "nexis headline"),
        "publisher": ("The Harbour Courier", "nexis publication"),
        "published": ("2024-05-14", "nexis date"),
        "byline": ("Jane Doe", "nexis BYLINE"),
    }
    assert stated(second)["title"][0] == "Ministers leave Porto"


def test_a_factiva_file_with_codes_gives_its_documents(tmp_path):
    first, second = read_kept(tmp_path, "export.txt", FACTIVA.encode())
    assert texts([first, second]) == [f"{WORDS}\n{MORE}", MORE]
    assert stated(first) == {
        "title": ("Ministers meet in Faro", "factiva HD"),
        "byline": ("Jane Doe", "factiva BY"),
        "published": ("2024-05-14", "factiva PD"),
        "publisher": ("The Harbour Courier", "factiva SN"),
        "id": ("HARCO00020240514ek5e0001x", "factiva AN"),
    }
    assert stated(second)["id"][0] == "HARCO00020240515ek5e0001y"


def test_a_factiva_file_without_codes_gives_its_documents(tmp_path):
    first, second = read_kept(tmp_path, "export.txt", FACTIVA_PLAIN.encode())
    assert texts([first, second]) == [f"{WORDS}\n\n{MORE}", MORE]
    assert stated(first) == {
        "title": ("Ministers meet in Beja", "factiva headline"),
        "byline": ("Jane Doe", "factiva byline"),
        "published": ("2024-05-14", "factiva date"),
        "publisher": ("The Harbour Courier", "factiva publication"),
        "id": ("HARCO00020240514ek5e00001", "factiva document"),
    }
    assert stated(second)["title"][0] == "Ministers leave Beja"


@pytest.mark.parametrize("export", [NEXIS, NEXIS_UNI, FACTIVA, FACTIVA_PLAIN])
def test_the_day_of_loading_is_stated_nowhere_and_line_ends_do_not_matter(tmp_path, export):
    pages = read_kept(tmp_path, "export.txt", export.encode())
    assert not [f for page in pages for f in page.stated if "LOAD" in f.origin]
    other = read_kept(tmp_path, "export.txt", export.replace("\n", "\r\n").encode("utf-8-sig"))
    assert [p.stated for p in other] == [p.stated for p in pages]
    assert texts(other) == texts(pages)


@pytest.mark.parametrize(
    "text",
    [
        f"{WORDS}\n\n{MORE}\n",
        f"The length of the talks\n\nLength: three hours.\n{WORDS}\n",
        f"In 500 words\n\n{WORDS}\n",
        f"HD televisions\nPD\n{WORDS}",
    ],
)
def test_a_text_without_such_headers_is_one_article(tmp_path, text):
    (page,) = read_kept(tmp_path, "a.txt", text.encode())
    assert page.locator == "a.txt"


def test_documents_without_text_or_header_are_told(tmp_path):
    bare = NEXIS_UNI.replace(WORDS, "")
    assert [(d.locator, d.reason) for d in read_dropped(tmp_path, "a.txt", bare.encode())] == [
        ("a.txt#text=1", DropReason.EMPTY)
    ]
    stray = f"{NEXIS_UNI}Some words that follow.\n"
    assert [(d.locator, d.reason) for d in read_dropped(tmp_path, "a.txt", stray.encode())] == [
        ("a.txt#text=3", DropReason.BROKEN_ROW)
    ]


def test_a_document_whose_bytes_fit_no_encoding_is_dropped_alone(tmp_path):
    good = NEXIS_UNI.replace(MORE, "Müller übernahm die Führung über Öl in Österreich, größere Pläne für später.")
    content = good.encode().replace(b"Leticia", b"Let\xffcia")
    assert [d.reason for d in read_dropped(tmp_path, "a.txt", content)] == [DropReason.UNDECODABLE]
    assert len(read_kept(tmp_path, "a.txt", content)) == 1


def test_a_document_without_end_is_cut(tmp_path, monkeypatch):
    monkeypatch.setattr(exports, "MOST_LINES", 8)
    assert len(read_dropped(tmp_path, "a.txt", NEXIS_UNI.encode())) >= 1


def test_a_head_without_a_day_states_its_headline(tmp_path):
    export = f"Ministers meet\n\nLENGTH: 5 words\n\n{WORDS}\n\nLOAD-DATE: May 1, 2024\nBODY\n"
    page = read_kept(tmp_path, "a.txt", export.encode(), format="export")
    assert page or read_dropped(tmp_path, "a.txt", export.encode(), format="export")
