import json

import pytest

from foreigndesk.records.articles import Dropped, DropReason, Page
from foreigndesk.sources import read_article
from foreigndesk.sources.markup import read_markup

SENTENCE = "The envoys of the {n} provinces met on Tuesday in the old customs house, and talked about water and grain. "
BODY = "".join(f"<p>{SENTENCE.format(n=n)}{SENTENCE.format(n=n + 100)}</p>" for n in range(8))
OTHER = " ".join(f"Item {n}: buy a lamp with a shade, a table with legs and a chair that swings." for n in range(12))


def page(body: str, head: str = "") -> str:
    return f"<html><head><title>Envoys meet</title>{head}</head><body>{body}</body></html>"


def text(body: str, head: str = "") -> str:
    return read_markup(page(body, head)).text


@pytest.mark.parametrize(
    "name",
    ["newsletter-form__wrapper", "xenforo-comment-widget", "author__biography", "promo promo-small", "cookie-bar"],
)
def test_a_part_whose_class_says_so_is_left_out(name: str) -> None:
    part = f'<div class="{name}"><p>Join the readers who get our letters about lamps and tables every week.</p></div>'
    found = text(f"<article>{BODY}{part}</article>")
    assert "envoys" in found
    assert "lamps" not in found


def test_a_class_on_most_of_the_page_leaves_nothing_out() -> None:
    assert "envoys" in text(f'<article class="has-related comments newsletter">{BODY}</article>')
    assert "envoys" in text(f'<article><div class="related">{BODY}</div></article>')


def json_ld(body: str) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "articleBody": body})}</script>'


def test_the_text_in_the_metadata_is_taken_where_the_page_shows_another() -> None:
    witness = " ".join(SENTENCE.format(n=n) for n in range(8))
    assert text(f"<article><p>{OTHER}</p><p>{OTHER}</p></article>", json_ld(witness)).startswith("The envoys of the 0")


def test_the_text_in_the_metadata_is_not_taken_where_it_agrees_or_is_short() -> None:
    witness = " ".join(SENTENCE.format(n=n) for n in range(6))
    assert text(f"<article>{BODY}</article>", json_ld(witness)).count("\n") >= 7
    assert "lamp" in text(f"<article><p>{OTHER}</p><p>{OTHER}</p></article>", json_ld("The envoys met."))


def test_marks_in_the_text_of_the_metadata_are_no_words() -> None:
    witness = "".join(f"<p>{SENTENCE.format(n=n)}</p>" for n in range(8))
    assert "<p>" not in text(f"<article><p>{OTHER}</p><p>{OTHER}</p></article>", json_ld(witness))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (page("<div>" * 3000 + BODY), "deep"),
        (page("<ul><li>x" * 20_000 + BODY), "deep"),
        (page("<p>x</p>" * 120_000), "elements"),
    ],
    ids=["nested", "lists", "many"],
)
def test_a_page_beyond_the_bounds_is_dropped_with_the_bound(source: str, words: str) -> None:
    found = read_article(Page(locator="pile/a.html", media_type="text/html", content=source.encode()))
    assert isinstance(found, Dropped)
    assert found.reason is DropReason.TOO_LARGE
    assert words in found.detail
