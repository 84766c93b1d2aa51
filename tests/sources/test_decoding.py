import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreigndesk.sources.characters import clean_characters, mask_characters, one_line
from foreigndesk.sources.decoding import declared_charset, decode

WORDS = "Le président a reçu à l’Élysée la ministre des affaires étrangères, mardi soir, après la réunion."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_or_without_its_mark_is_read(encoding: str) -> None:
    assert decode(WORDS.encode(encoding)) == WORDS


@pytest.mark.parametrize(
    ("label", "encoding", "words"),
    [
        ("windows-1251", "cp1251", "Встреча министров"),
        ("Shift_JIS", "shift_jis", "外相会談"),
        ("iso-2022-jp", "iso2022_jp", "外相会談"),
        ("gb2312", "gb18030", "外長會談"),
        ("ISO-8859-1", "cp1252", "l’Élysée"),
    ],
)
def test_the_declared_charset_is_used_as_browsers_use_it(label: str, encoding: str, words: str) -> None:
    page = f'<html><head><meta charset="{label}"></head><body>{words}</body></html>'
    assert decode(page.encode(encoding)) == page


def test_utf_8_is_believed_against_a_wrong_label() -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">{WORDS}'
    assert decode(page.encode()) == page


def test_an_unknown_label_is_passed_over() -> None:
    assert declared_charset(b'<meta charset="klingon">') is None
    assert declared_charset(b"<p>no label</p>") is None


def test_western_text_without_a_label_is_found() -> None:
    assert decode(WORDS.encode("cp1252")) == WORDS


def test_russian_text_without_a_label_is_found() -> None:
    words = "Министры встретились в понедельник и договорились о новой встрече осенью. " * 3
    assert decode(words.encode("cp1251")) == words


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\xd8", b"\x80\x81\xfe\xff" * 30])
def test_bytes_that_fit_nothing_are_not_read(content: bytes) -> None:
    assert decode(content) is None


@given(st.binary())
def test_no_bytes_make_decoding_raise(content: bytes) -> None:
    decode(content)


def test_line_ends_become_line_feeds() -> None:
    assert clean_characters("a\r\nb\rc\u2028d\u0085e\x0cf") == "a\nb\nc\nd\ne\nf"


def test_harmful_characters_become_the_replacement_one_for_one() -> None:
    assert clean_characters("a\x00b\u202ec\x1bd\ud800e\u2066f") == "a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf"


def test_letters_tabs_and_marks_of_scripts_stay_as_they_are() -> None:
    words = "e\u0301\t\u200fعربي\u200d\u00ad"
    assert clean_characters(words) == words


def test_one_line_has_single_spaces() -> None:
    assert one_line(" a\r\n  b\tc ") == "a b c"


@given(st.text(st.characters(codec=None)))
def test_cleaning_twice_is_cleaning_once_and_can_be_stored(text: str) -> None:
    cleaned = clean_characters(text)
    assert clean_characters(cleaned) == cleaned
    cleaned.encode("utf-8")


@given(st.text(st.characters(codec=None)))
def test_masking_keeps_every_offset(text: str) -> None:
    masked = mask_characters(text)
    assert len(masked) == len(text)
    assert all(other in (one, "\ufffd") for one, other in zip(text, masked, strict=True))


@pytest.mark.parametrize(
    "content",
    [
        "TOKYO – Two leaders “met” on Monday and talked for three hou".encode() + b"\xff\x81\xfe" + b"rs.",
        "TOKYO – Two leaders “met” on Monday – for three hours –".encode()[:-1],
    ],
)
def test_a_few_broken_bytes_in_utf_8_do_not_change_the_letters_beside_them(content: bytes) -> None:
    text = decode(content)
    assert text is not None
    assert text.startswith("TOKYO – Two leaders “met” on Monday")
