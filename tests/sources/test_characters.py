from hypothesis import given
from hypothesis import strategies as st

from foreigndesk.records.articles import Article, Page
from foreigndesk.sources import read_page
from foreigndesk.sources.characters import clean_characters, find_masked
from foreigndesk.sources.decoding import decode, name_encoding

WORDS = "The envoys met in the old town hall on Monday, a spokeswoman said, and will meet again. " * 3


def read(content: bytes, media_type: str = "text/plain") -> Article:
    found = read_page(Page(locator="pile/a", media_type=media_type, content=content))
    assert isinstance(found, Article), found
    return found


def test_overrides_are_masked_and_remembered_at_their_places() -> None:
    article = read(f"{WORDS}\u202etxet neddih\u202c\r\nbell \x07\x07\x1b".encode())
    assert "\u202e" not in article.text
    assert [(m.span.words(article.text), m.was) for m in article.masked] == [
        ("\ufffd", "U+202E"),
        ("\ufffd", "U+202C"),
        ("\ufffd\ufffd\ufffd", "U+0007 x2, U+001B"),
    ]


def test_on_a_web_page_the_kinds_are_remembered() -> None:
    html = f"<html><body><article><p>{WORDS}</p><p>{WORDS} a\u202eb c&#x2066;d</p></article></body></html>"
    article = read(html.encode(), "text/html")
    assert {m.was for m in article.masked} == {"U+202E or U+2066"}


def test_a_byte_that_fits_no_encoding_is_remembered_in_a_text_of_utf_8() -> None:
    words = "Müller übernahm die Führung der Gespräche über Öl in Österreich; größere Pläne hätten später Zeit. " * 2
    article = read(words.encode() + b"broken \xff here.")
    assert "Müller übernahm" in article.text
    assert [m.was for m in article.masked] == ["byte 0xFF"]


def test_what_was_replaced_before_is_no_mask() -> None:
    assert read(f"{WORDS} \ufffd".encode()).masked == ()
    assert find_masked("<p>\ufffd", "\ufffd") == ()


@given(st.text(st.characters(codec=None), max_size=60))
def test_every_masked_letter_is_remembered_once(text: str) -> None:
    cleaned = clean_characters(text)
    masked = find_masked(text, cleaned)
    places = {n for m in masked for n in range(m.span.start, m.span.end)}
    assert places <= {n for n, letter in enumerate(cleaned) if letter == "\ufffd"}
    assert len(places) == sum(len(m.span) for m in masked)
    assert cleaned.count("\ufffd") - text.count("\ufffd") == len(places)


def test_the_encoding_of_lines_is_named_from_their_beginning() -> None:
    assert name_encoding("é".encode("utf-16")) == "utf-16"
    assert name_encoding(b"\xef\xbb\xbfa") == "utf-8-sig"
    assert name_encoding("line\né".encode()[:-1]) == "utf-8"
    assert name_encoding("Größe und Führung, Öl und Pläne für später\n".encode("cp1252")) == "cp1252"
    assert name_encoding(bytes(range(128, 256)) * 9 + b"\n")
    assert decode(b"\xff" * 3) is None or isinstance(decode(b"\xff" * 3), str)
