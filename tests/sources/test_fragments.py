from hypothesis import given
from hypothesis import strategies as st

from foreigndesk.sources.fragments import read_fragment


def test_paragraphs_stay_apart_and_scripts_are_left_out() -> None:
    html = "<p>One <b>bold</b> word.</p><script>x()</script><ul><li>two</li><li>three &amp; four</li></ul>five<br>six"
    assert read_fragment(html) == "One bold word.\n\ntwo\n\nthree & four\n\nfive\n\nsix"


def test_plain_text_comes_back_as_it_stands() -> None:
    assert read_fragment(" 1 < 2, says AT&T\n\nand more ") == "1 < 2, says AT&T\n\nand more"
    assert read_fragment("fish &amp; chips") == "fish & chips"


@given(st.text("<>/abp&;!-\x00 =\"'", max_size=200) | st.text(max_size=50))
def test_no_words_make_it_raise(words: str) -> None:
    assert "<script>" not in read_fragment(f"<script>{words}")
