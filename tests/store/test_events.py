"""Events in the desk: no claim and no words, no event; what comes back, and what verify finds."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from foreigndesk.errors import EvidenceError, InputError
from foreigndesk.records.articles import Article
from foreigndesk.records.dates import unknown_date
from foreigndesk.records.events import Event
from foreigndesk.records.meetings import WordsAt
from foreigndesk.records.spans import Span
from foreigndesk.store import Store, open_store, schema
from tests.store.store_samples import (
    TEXT,
    put_sample,
    put_sample_reading,
    sample_claims,
    sample_event,
    sample_event_date,
)


def put(store: Store, articles: tuple[Article, Article], *events: Event) -> None:
    with store.build():
        for article in articles:
            put_sample_reading(store, article)
        store.put_events(events)


def test_an_event_comes_back_with_its_words_and_claims(store: Store, articles: tuple[Article, Article]) -> None:
    event = sample_event(*articles)
    assert store.list_events() == [event]
    assert store.get_event(event.event_id[:6]) == event
    cited = {(c.supports, c.evidence.exact) for c in store.list_evidence("event", event.event_id)}
    assert cited == {("event", "Türkiye backs Mongolia’s bid."), ("trigger", "backs"), ("date", "backs")}
    assert store.counts().events == 1
    assert store.verify() == []


def test_events_are_listed_by_day_and_those_without_one_last(store: Store, articles: tuple[Article, Article]) -> None:
    dated = replace(sample_event(articles[0]), event_id="f" * 16)
    undated = replace(sample_event(articles[1]), event_id="0" * 16, date=unknown_date("no day is named"))
    put(store, articles, undated, dated)
    assert store.list_events() == [dated, undated]


def test_an_id_without_an_event_is_told(store: Store, articles: tuple[Article, Article]) -> None:
    assert len(articles) == 2
    with pytest.raises(InputError, match="no event"):
        store.get_event("zzzz")


def test_a_desk_of_the_version_before_gets_tables_and_evidence_of_events(
    desk_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = schema.list_migrations()[:5]
    with monkeypatch.context() as older:
        older.setattr(schema, "list_migrations", lambda: before)
        with open_store(desk_file, create=True) as store:
            article = put_sample(store)
    with open_store(desk_file) as store:
        assert store.list_events() == []
        assert store.verify() == []
        with store.build():
            put_sample_reading(store, article)
            store.put_event_dates(sample_event_date(article))
            store.put_events([sample_event(article)])
        assert store.list_evidence("event", sample_event(article).event_id)
        assert store.verify() == []


Spoil = Callable[[Event], Event]
BROKEN: list[tuple[str, Spoil]] = [
    ("no claim tells of it", lambda e: replace(e, claim_ids=())),
    ("its claim gone is not in the desk", lambda e: replace(e, claim_ids=("gone",))),
    ("no words of any article are given", lambda e: replace(e, reports=(), evidence=())),
    ("no words of its report", lambda e: replace(e, evidence=e.evidence[:1])),
    ("comes without a proof", lambda e: replace(e, date=replace(e.date, proof=()))),
    (
        "no words stand at",
        lambda e: replace(
            e,
            evidence=(*e.evidence, WordsAt(article_id=e.reports[0], span=Span(9, len(TEXT) + 99), supports="place")),
        ),
    ),
]


@pytest.mark.parametrize(("because", "spoil"), BROKEN, ids=[because for because, _ in BROKEN])
def test_an_event_without_claims_words_or_proof_is_refused_by_name(
    store: Store, articles: tuple[Article, Article], *, because: str, spoil: Spoil
) -> None:
    event = spoil(sample_event(*articles))
    with pytest.raises(EvidenceError, match=f"event {event.event_id}: .*{because}"):
        put(store, articles, event)


def test_a_claim_that_is_no_action_makes_no_event(store: Store, articles: tuple[Article, Article]) -> None:
    _, commitment, _ = sample_claims(articles[0])
    with pytest.raises(EvidenceError, match=f"its claim {commitment.claim_id} is not in the desk"):
        put(store, articles, replace(sample_event(*articles), claim_ids=(commitment.claim_id,)))


def test_a_claim_tells_of_one_event_only(store: Store, articles: tuple[Article, Article]) -> None:
    event = sample_event(*articles)
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):  # a bug of ours, not a mistake of a user
        put(store, articles, event, replace(event, event_id="0" * 16))


@pytest.mark.parametrize("table", ["event_evidence", "event_claims"])
@pytest.mark.usefixtures("articles")
def test_verify_finds_an_event_whose_words_or_claims_another_tool_took(
    store: Store, desk_file: Path, table: str
) -> None:
    with closing(sqlite3.connect(desk_file, isolation_level=None)) as raw:
        raw.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
    assert ("event", "evidence") in {(m.kind, m.expected) for m in store.verify()}


@pytest.mark.usefixtures("articles")
def test_verify_finds_an_event_under_the_id_of_another(store: Store, desk_file: Path) -> None:
    with closing(sqlite3.connect(desk_file, isolation_level=None)) as raw:
        raw.execute("UPDATE events SET record = json_set(record, '$.event_id', '0000')")
    assert ("event", "0000") in {(m.kind, m.found) for m in store.verify()}
