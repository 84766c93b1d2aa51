import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foreigndesk.records.articles import Article, Dropped, DropReason, Page
from foreigndesk.records.spans import Span
from foreigndesk.sources import articles
from foreigndesk.sources.articles import read_article

BODY = (
    "The two ministers met in the capital and agreed to meet again before the end of the year.\n\n"
    "They did not sign the draft accord, which has been under discussion since the spring of last year."
)
PAGE = """<!DOCTYPE html><html><head><title>Ministers meet on gas - Example</title>
<meta property="og:site_name" content="Example"><meta property="article:published_time" content="2024-05-16T09:00:00Z">
<meta name="author" content="Jane Doe"><link rel="canonical" href="https://example.org/2021/01/02/gas"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<div id="cookie-banner"><p>We use cookies.</p></div>
<article><h1>Ministers meet on gas</h1>%s</article>
<footer><p>© 2024 Example</p></footer></body></html>"""


def read(content: str | bytes, media_type: str = "text/plain") -> Article | Dropped:
    encoded = content.encode() if isinstance(content, str) else content
    return read_article(Page(locator="pile/a", media_type=media_type, content=encoded))


def article(content: str | bytes, media_type: str = "text/plain") -> Article:
    found = read(content, media_type)
    assert isinstance(found, Article)
    return found


def paragraphs(*words: str) -> str:
    return PAGE % "".join(f"<p>{w}</p>" for w in words)


def test_a_plain_file_keeps_its_whole_text() -> None:
    text = f"Ministers meet on gas\n\n{BODY}\n\nBack to top"
    found = article(text)
    assert found.text == text
    assert [b.span.words(text) for b in found.removed] == ["Back to top"]
    assert found.page_id == Page(locator="pile/a", media_type="text/plain", content=text.encode()).page_id


def test_the_title_of_a_plain_file_is_the_words_of_its_span() -> None:
    found = article(f"# Ministers meet on gas | CNN\n\n{BODY}")
    assert found.title == "Ministers meet on gas"
    assert found.title_span is not None
    assert found.title_span.words(found.text) == found.title
    assert found.publisher == "CNN"
    assert [(f.field, f.origin) for f in found.stated] == [("publisher", "text:0-29")]


def test_a_plain_file_without_headline_has_no_title() -> None:
    found = article(BODY)
    assert (found.title, found.title_span, found.publisher, found.dateline) == (None, None, None, None)
    assert found.published is None


def test_a_place_below_the_headline_is_the_dateline() -> None:
    found = article(f"Ministers meet on gas\n\nHong Kong\n\n{BODY}")
    assert found.dateline is not None
    assert found.dateline.words(found.text) == "Hong Kong"
    assert found.removed == ()


def test_a_dateline_with_agency_states_the_agency() -> None:
    found = article(f"Ministers meet on gas\n\nBEIJING, May 16 (Xinhua) -- {BODY}")
    assert found.dateline is not None
    assert found.dateline.words(found.text) == "BEIJING, May 16 (Xinhua) --"
    assert found.publisher == "Xinhua"
    (fact,) = found.stated
    start, end = map(int, fact.origin.removeprefix("text:").split("-"))
    assert (fact.field, found.text[start:end]) == ("agency", "Xinhua")


def test_a_town_in_capitals_before_a_known_region_is_a_dateline() -> None:
    found = read("Ministers meet on gas\n\nLITTLEFORD, California (Meridian Wire) – Two ministers met on Monday.")
    assert found.dateline is not None
    assert found.dateline.words(found.text) == "LITTLEFORD, California (Meridian Wire) –"


def test_an_agency_without_place_is_a_dateline_too() -> None:
    found = article(f"(Reuters) - {BODY}")
    assert (found.publisher, found.dateline) == ("Reuters", Span(0, len("(Reuters) -")))


def test_a_place_above_the_headline_is_the_name_of_a_section() -> None:
    found = article(f"Ukraine\n\nMinisters meet on gas\n\n{BODY}")
    assert (found.title, found.dateline) == ("Ministers meet on gas", None)
    assert [b.span.words(found.text) for b in found.removed] == ["Ukraine"]


def test_an_agency_that_no_table_knows_is_stated_and_is_not_the_publisher() -> None:
    found = article(f"Ministers meet on gas\n\nPARIS (Valley Wire) – {BODY}")
    assert found.publisher is None
    assert [(f.field, f.value) for f in found.stated] == [("agency", "Valley Wire")]


def test_lines_that_state_date_and_author_become_facts() -> None:
    found = article(f"Ministers meet on gas\nPublished: May 16, 2024\nUpdated May 17, 2024\nBy Jane Doe\n\n{BODY}")
    assert [(f.field, f.value) for f in found.stated] == [
        ("published", "May 16, 2024"),
        ("updated", "May 17, 2024"),
        ("byline", "Jane Doe"),
    ]
    assert found.byline == "Jane Doe"


def test_a_bare_date_is_the_day_of_publication_only_between_headline_and_text() -> None:
    above = article(f"Thursday, May 16, 2024\nMinisters meet on gas\n{BODY}")
    below = article(f"Ministers meet on gas\nThursday, May 16, 2024\n{BODY}")
    after = article(f"Ministers meet on gas\n{BODY}\nMay 16, 2024")
    assert [[f.field for f in a.stated] for a in (above, below, after)] == [["dated"], ["published"], ["dated"]]
    assert below.stated[0].value == "Thursday, May 16, 2024"


def test_a_web_page_gives_its_main_text_and_its_stated_facts() -> None:
    found = article(paragraphs(*BODY.split("\n\n")), "text/html")
    assert "old" not in found.text
    assert "cookies" not in found.text
    assert BODY.split("\n\n")[1] in found.text
    assert (found.title, found.publisher, found.byline) == ("Ministers meet on gas", "Example", "Jane Doe")
    assert {f.field for f in found.stated} == {"title", "publisher", "byline", "published", "canonical_url"}


def test_the_day_in_the_address_counts_only_where_the_page_states_none_and_says_so() -> None:
    stated = paragraphs(*BODY.split("\n\n"))
    page = stated.replace('property="article:published_time"', 'property="x"')
    without = [f for f in article(page, "text/html").stated if f.field in ("published", "updated")]
    assert [f.origin for f in without] == ["url:link:canonical"]
    assert not [f for f in article(stated, "text/html").stated if f.origin.startswith("url:")]


def test_a_web_page_in_a_text_file_is_read_as_a_page() -> None:
    assert article(paragraphs(*BODY.split("\n\n"))).publisher == "Example"


@pytest.mark.parametrize("content", ["<html></html>", "<", "<div>" * 5000, "<html><body><nav>Home</nav></body></html>"])
def test_a_page_without_article_has_no_main_text(content: str) -> None:
    found = read(content, "text/html")
    assert isinstance(found, Dropped)
    assert found.reason is DropReason.NO_MAIN_TEXT
    assert found.locator == "pile/a"


def test_a_text_of_nothing_but_residue_has_no_main_text() -> None:
    found = read("Advertisement\n\nShare\n\n0")
    assert isinstance(found, Dropped)
    assert found.reason is DropReason.NO_MAIN_TEXT


def test_a_parser_that_breaks_is_a_reason_and_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(source: str) -> None:
        raise RecursionError(source)

    monkeypatch.setattr(articles, "read_markup", broken)
    found = read("<html>", "text/html")
    assert isinstance(found, Dropped)
    assert "RecursionError" in found.detail


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", DropReason.EMPTY),
        ("\u00a0\u2003".encode(), DropReason.EMPTY),
        (b"\xff\xfe", DropReason.EMPTY),
        (b"%PDF-1.4", DropReason.BINARY),
        (b"\x80\x81\xfe\xff" * 30, DropReason.UNDECODABLE),
    ],
)
def test_what_is_no_text_is_dropped_with_its_reason(content: bytes, reason: DropReason) -> None:
    found = read(content)
    assert isinstance(found, Dropped)
    assert found.reason is reason
    assert found.detail


def test_control_characters_are_replaced_and_offsets_stay() -> None:
    found = article(f"{BODY}\x1b\u202e\r\nEnd of the report")
    assert found.text == f"{BODY}\ufffd\ufffd\nEnd of the report"


def test_text_is_not_normalised() -> None:
    assert "e\u0301" in article(f"Cafe\u0301 talks\n\n{BODY}").text


def test_reading_writes_no_log_to_the_screen(capfd: pytest.CaptureFixture[str]) -> None:
    read("<p>x</p>", "text/html")
    logging.getLogger("trafilatura.core").error("unseen")
    assert capfd.readouterr() == ("", "")


MARKUP = st.lists(
    st.sampled_from(
        [
            "<html>",
            "<body>",
            "<p>",
            "</p>",
            "<article>",
            "<h1>",
            "<table><tr><td>",
            "<script>",
            "&#0;",
            BODY,
            "\x00",
            "<!--",
        ]
    ),
    max_size=12,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.binary(), st.text().map(str.encode), MARKUP.map(str.encode)),
    st.sampled_from(["text/plain", "text/html"]),
)
def test_no_bytes_make_reading_raise_and_spans_stay_inside(content: bytes, media_type: str) -> None:
    found = read(content, media_type)
    if isinstance(found, Article):
        for span in (*found.passed_over, *filter(None, (found.title_span, found.dateline))):
            assert 0 <= span.start < span.end <= len(found.text)
        if found.title_span:
            assert found.title_span.words(found.text) == found.title
        assert found == read(content, media_type)
