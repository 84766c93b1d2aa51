"""Records are found by words, by speaker and by the beginning of an id; what a user types never fails."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foreigndesk.errors import InputError
from foreigndesk.records.articles import Article
from foreigndesk.records.spans import Span
from foreigndesk.store import Store
from foreigndesk.store.catalogue import RecordKind
from tests.store.store_samples import (
    TEXT,
    put_sample,
    sample_article,
    sample_copy,
    sample_date,
    sample_dropped,
    sample_entity,
    sample_event,
    sample_meeting,
    sample_meeting_claim,
    sample_page,
    sample_quotation,
    sample_reading,
)


def test_quotations_are_found_by_speaker_and_words(store: Store, articles: tuple[Article, Article]) -> None:
    quotations = [sample_quotation(a) for a in sorted(articles, key=lambda a: a.article_id)]
    assert store.list_quotations() == quotations
    for speaker in ("recep-tayyip-erdogan", "Erdoğan", "ERDOGAN", "tayyip"):
        assert store.list_quotations(speaker=speaker) == quotations
    assert store.list_quotations(speaker="Khürelsükh") == []
    assert store.list_quotations(text="flight open") == quotations
    assert store.list_quotations(text='"open flight"') == []
    assert store.list_quotations(text="…") == []
    assert store.list_quotations(text="flight", article_id=articles[0].article_id) == [sample_quotation(articles[0])]


def test_articles_are_found_by_words_without_regard_to_accents(store: Store, articles: tuple[Article, Article]) -> None:
    assert len(store.search_articles("turkiye ERDOGAN")) == 2
    assert len(store.search_articles("turkiye", limit=1)) == 1
    (hit,) = store.search_articles('"flight agreed"')
    assert (hit.article_id, hit.locator) == (articles[1].article_id, "visits/second.txt")
    assert "flight agreed" in hit.snippet
    assert store.search_articles("zeppelin") == []


ODD_QUERIES = [
    *("", " ", '"', '""', "'", "*", "^flight", "NEAR(", "NEAR(a b, 2)", "AND", "flight OR", "NOT", "title:flight"),
    *("-flight", "(((", ")", "{title} : x", "a+b", "🛫", "\x00", "\ud83e", "fli\x00ght", "–", "\\", "%_"),
    *("a " * 5000, "x" * 70000),
]


@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize("query", ODD_QUERIES)
def test_a_search_takes_every_sign_as_text(store: Store, query: str) -> None:
    assert isinstance(store.search_articles(query), list)
    assert isinstance(store.list_quotations(text=query), list)


@pytest.mark.usefixtures("articles")
@given(query=st.text(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_search_raises(store: Store, query: str) -> None:
    store.search_articles(query)
    store.list_quotations(text=query, speaker=query)


def test_words_that_look_like_operators_are_searched_as_words(store: Store) -> None:
    put_sample(store, "a.txt", TEXT.replace("opened", "open") + "They talked OR walked NOT far.\n")
    assert len(store.search_articles("OR walked")) == 1
    assert store.search_articles("Ulaanbaatar OR zeppelin") == []


def test_a_record_is_found_by_the_beginning_of_its_id(store: Store, articles: tuple[Article, Article]) -> None:
    one, other = articles
    expected = {
        RecordKind.ARTICLE: one.article_id,
        RecordKind.PAGE: one.page_id,
        RecordKind.CLAIM: sample_meeting_claim(one).claim_id,
        RecordKind.QUOTATION: sample_quotation(one).quotation_id,
        RecordKind.MEETING: sample_meeting(one, other).meeting_id,
        RecordKind.EVENT: sample_event(one, other).event_id,
        RecordKind.COPY: sample_copy(one, other).copy_id,
        RecordKind.ENTITY: "recep-tayyip-erdogan",
        RecordKind.DROPPED: sample_dropped().dropped_id,
    }
    for kind, record_id in expected.items():
        name = store.find_record(record_id[:12])
        assert (name.kind, name.record_id) == (kind, record_id)
    assert store.get_article(one.article_id[:8]).locator == one.locator


def test_an_exact_id_wins_over_longer_ones(store: Store) -> None:
    article = put_sample(store)
    reading = sample_reading(article)
    longer = replace(reading.mentions[1], entity_id="MNG-north")
    with store.build():
        store.put_reading(replace(reading, mentions=(*reading.mentions, longer)), times=(), published=sample_date())
        for entity_id in ("MNG", "MNG-north"):
            store.put_entities([replace(sample_entity(article), entity_id=entity_id)])
    assert store.find_record("MNG").record_id == "MNG"
    assert store.get_entity("MNG-").entity_id == "MNG-north"


@pytest.mark.parametrize("prefix", ["", "zzz", "%", "_", "*", "'", "\U0010ffff"])
def test_an_unknown_id_is_told(store: Store, articles: tuple[Article, Article], prefix: str) -> None:
    with pytest.raises(InputError, match="the desk has no"):
        store.find_record(prefix)
    with pytest.raises(InputError, match="the desk has no article"):
        store.get_article(prefix)


def test_an_ambiguous_id_is_told_with_what_it_may_mean(store: Store) -> None:
    with store.add():
        for number in range(60):
            put_page_and_article(store, f"visits/{number}.txt")
    ids = store.list_article_ids()
    first = next(c for c in "0123456789abcdef" if sum(i.startswith(c) for i in ids) > 1)
    with pytest.raises(InputError, match=rf"'{first}' is the beginning of several ids: article {first}.*Give more"):
        store.get_article(first)


def put_page_and_article(store: Store, locator: str) -> None:
    store.put_page(sample_page(locator))
    store.put_article(sample_article(locator))


@pytest.mark.parametrize("kind", ["page", "reading", "quotation", "claim", "meeting", "copy", "entity", "evidence"])
def test_a_record_that_is_not_there_is_told(store: Store, kind: str) -> None:
    with pytest.raises(InputError, match="'0123'"):
        getattr(store, f"get_{kind}")("0123")


def test_words_of_an_unknown_article_are_told(store: Store) -> None:
    with pytest.raises(InputError, match="no article"):
        store.get_words("0123", Span(0, 1))
