import json

import pytest
from lxml import html

from foreigndesk.records.articles import StatedFact
from foreigndesk.sources.facts import first_value, read_facts


def facts(head: str = "", body: str = "") -> tuple[StatedFact, ...]:
    return read_facts(html.fromstring(f"<html><head>{head}</head><body>{body}<p>Words.</p></body></html>"))


def json_ld(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


NEWS = {
    "@type": "NewsArticle",
    "headline": "Envoys meet",
    "datePublished": "2024-05-16T09:30:00Z",
    "dateModified": "2024-05-17",
    "author": [{"@type": "Person", "name": "Jane Doe"}, {"name": "John Roe"}],
    "publisher": {"@type": "Organization", "name": "Example News"},
}


def test_json_ld_states_date_title_author_and_publisher() -> None:
    found = facts(json_ld(NEWS))
    assert {(f.field, f.value, f.origin) for f in found} == {
        ("published", "2024-05-16T09:30:00Z", "json_ld:datePublished"),
        ("updated", "2024-05-17", "json_ld:dateModified"),
        ("title", "Envoys meet", "json_ld:headline"),
        ("byline", "Jane Doe, John Roe", "json_ld:author"),
        ("publisher", "Example News", "json_ld:publisher"),
    }


@pytest.mark.parametrize("wrap", [lambda n: [n], lambda n: {"@graph": [{"@type": "WebSite"}, n]}])
def test_articles_are_found_in_lists_and_graphs(wrap: object) -> None:
    assert callable(wrap)
    assert first_value(facts(json_ld(wrap(NEWS))), "title") == "Envoys meet"


def test_types_that_are_no_articles_state_nothing() -> None:
    assert facts(json_ld({**NEWS, "@type": "WebSite"})) == ()
    assert facts(json_ld({**NEWS, "@type": ["WebPage", "NewsArticle"]})) != ()


@pytest.mark.parametrize("script", ["", "{", "null", "[[[1]]]", '{"@type": 3}', '{"@type": "Article", "author": 7}'])
def test_broken_json_ld_states_nothing(script: str) -> None:
    assert facts(f'<script type="application/ld+json">{script}</script>') == ()


def test_meta_elements_name_their_key_as_origin() -> None:
    found = facts(
        '<meta property="article:published_time" content="2024-05-16"><meta name="Author" content="Jane Doe">'
        '<meta property="og:site_name" content="Example"><meta name="viewport" content="7">'
        '<link rel="canonical" href="https://example.org/a"><title>Envoys meet - Example</title>'
    )
    assert {(f.field, f.origin) for f in found} == {
        ("published", "meta:article:published_time"),
        ("byline", "meta:author"),
        ("publisher", "meta:og:site_name"),
        ("canonical_url", "link:canonical"),
        ("title", "element:title"),
    }


def test_the_most_trusted_place_comes_first() -> None:
    found = facts(
        '<title>c</title><meta property="og:title" content="b">' + json_ld({"@type": "Article", "headline": "a"}),
        "<h1>the headline</h1>",
    )
    assert [f.value for f in found if f.field == "title"] == ["the headline", "a", "b", "c"]


def test_several_main_headings_state_no_title() -> None:
    assert facts(body="<h1>a</h1><h1>b</h1>") == ()


def test_items_and_times_that_say_they_are_the_publication_count() -> None:
    found = facts(
        body='<time itemprop="datePublished" datetime="2024-05-16">16 May</time><time datetime="2023-01-01">old</time>'
        '<time pubdate datetime="2024-05-15">15 May</time><span itemprop="author">Jane Doe</span>'
    )
    assert {(f.field, f.value, f.origin) for f in found} == {
        ("published", "2024-05-16", "itemprop:datepublished"),
        ("published", "2024-05-15", "element:time"),
        ("byline", "Jane Doe", "itemprop:author"),
    }


def test_addresses_are_no_names_and_words_without_digits_no_dates() -> None:
    head = '<meta property="article:author" content="https://example.org/jane"><meta name="date" content="today">'
    assert facts(head) == ()


@pytest.mark.parametrize("value", ["1970-01-01T00:00:00Z", "0001-01-01", "0000-00-00 00:00"])
def test_a_date_that_stands_for_none_is_none(value: str) -> None:
    assert facts(f'<meta property="article:published_time" content="{value}">') == ()


def test_entities_that_are_escaped_twice_are_read() -> None:
    assert first_value(facts('<meta property="og:title" content="Davos&amp;#8217;s end">'), "title") == "Davos’s end"


def test_a_page_that_states_no_date_has_none() -> None:
    found = facts('<link rel="canonical" href="https://example.org/2024/05/16/a">', "<p>Posted in 2019. © 2024</p>")
    assert first_value(found, "published") is None


def test_overlong_values_are_no_facts() -> None:
    assert facts(f'<meta property="og:title" content="{"a" * 501}">') == ()
