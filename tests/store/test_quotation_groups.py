"""Groups of quotations in the desk: no words, no variant; judgements on pairs; what verify finds."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from foreigndesk.errors import EvidenceError, InputError
from foreigndesk.records.articles import Article
from foreigndesk.records.quotation_groups import (
    ChangeKind,
    GroupDecision,
    PlaceInArticle,
    QuotationGroup,
    Risk,
    Variant,
    VariantForm,
    WordChange,
)
from foreigndesk.records.spans import Span
from foreigndesk.store import Store
from foreigndesk.store.judgements import Judgement, Verdict
from foreigndesk.store.quotation_groups import judge_pair
from tests.store.store_samples import COPY, put_sample, put_sample_reading, sample_quotation, span_of

WORDS = "We will open a second flight,"


def variant(article: Article, *, changes: tuple[WordChange, ...] = ()) -> Variant:
    return Variant(
        article_id=article.article_id,
        span=span_of(WORDS, article.text),
        form=VariantForm.DIRECT,
        quotation_id=sample_quotation(article).quotation_id,
        speakers=("recep-tayyip-erdogan",),
        speaker_names=("Recep Tayyip Erdoğan",),
        is_speaker_certain=True,
        passed_on=("the state agency",),
        changes=changes,
    )


def sample_group(first: Article, second: Article) -> QuotationGroup:
    change = WordChange(
        kind=ChangeKind.NAME,
        risk=Risk.HIGH,
        because="another name",
        reference=span_of("flight", first.text),
        variant=span_of("flight,", second.text),
    )
    ours, theirs = variant(first), variant(second, changes=(change,))
    return QuotationGroup(
        variants=(ours, theirs),
        because=("one has all words of content of the other",),
        earliest=(ours.variant_id,),
        earliest_because="its article is dated before all others",
        best_attributed=ours.variant_id,
        best_because="said by Recep Tayyip Erdoğan",
    )


@pytest.fixture
def articles(store: Store) -> tuple[Article, Article]:
    return put_sample(store), put_sample(store, "visits/second.txt", COPY)


def put(store: Store, articles: tuple[Article, Article], *groups: QuotationGroup) -> None:
    with store.build():
        for article in articles:
            put_sample_reading(store, article)
        store.put_groups(groups)


def test_a_group_comes_back_with_the_words_of_each_variant_and_change(
    store: Store, articles: tuple[Article, Article]
) -> None:
    group = sample_group(*articles)
    put(store, articles, group)
    assert store.list_groups() == [group]
    assert store.get_group(group.group_id[:6]) == group
    cited = [(c.supports, c.evidence.exact) for c in store.list_evidence("quotation_group", group.group_id)]
    assert sorted(cited) == sorted([("variant", WORDS), ("variant", WORDS), ("name", "flight"), ("name", "flight,")])
    assert store.counts().quotation_groups == 1
    assert store.verify() == []


def test_a_variant_without_words_in_its_article_is_refused_by_name(
    store: Store, articles: tuple[Article, Article]
) -> None:
    group = sample_group(*articles)
    beyond = replace(group.variants[1], span=Span(len(COPY) - 2, len(COPY) + 1))
    broken = replace(group, variants=(group.variants[0], beyond))
    with pytest.raises(EvidenceError, match=f"quotation group {broken.group_id}: no words stand at"):
        put(store, articles, broken)


def test_a_group_of_one_place_is_refused(store: Store, articles: tuple[Article, Article]) -> None:
    group = sample_group(*articles)
    with pytest.raises(EvidenceError, match="fewer than two variants"):
        put(store, articles, replace(group, variants=group.variants[:1]))


def test_one_place_cannot_stand_in_two_groups(store: Store, articles: tuple[Article, Article]) -> None:
    group = sample_group(*articles)
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):  # a bug of ours, not a mistake of a user
        put(store, articles, group, group)


@pytest.mark.parametrize("table", ["quotation_groups", "group_variants", "group_evidence"])
def test_the_database_refuses_a_row_without_evidence(
    store: Store, articles: tuple[Article, Article], *, desk_file: Path, table: str
) -> None:
    put(store, articles, sample_group(*articles))
    with closing(sqlite3.connect(desk_file)) as raw:  # foreign keys off, as other tools open it
        raw.row_factory = sqlite3.Row
        row = dict(raw.execute(f"SELECT * FROM {table}").fetchone())  # noqa: S608 - names of our own
        row["start"], row["end"] = 1, 2
        names = ", ".join(f'"{name}"' for name in row)
        with pytest.raises(sqlite3.IntegrityError, match=f"no evidence for this row: {table}"):
            raw.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))  # noqa: S608


def test_verify_finds_a_group_that_was_changed_by_another_tool(
    store: Store, articles: tuple[Article, Article], desk_file: Path
) -> None:
    group = sample_group(*articles)
    put(store, articles, group)
    with closing(sqlite3.connect(desk_file, isolation_level=None)) as raw:
        raw.execute(
            "UPDATE quotation_groups SET record = replace(record, ?, ?)", (str(group.variants[0].span.end), "99999")
        )
    assert {m.kind for m in store.verify()} == {"quotation_group"}
    with closing(sqlite3.connect(desk_file, isolation_level=None)) as raw:
        raw.execute("DELETE FROM group_evidence")
    assert ("quotation_group", "evidence") in {(m.kind, m.expected) for m in store.verify()}


def place(article: Article, words: str) -> PlaceInArticle:
    return PlaceInArticle(article_id=article.article_id, span=span_of(words, article.text))


def decide(store: Store, articles: tuple[Article, Article], *, is_same: bool, made_at: str) -> Judgement:
    first, second = place(articles[1], WORDS), place(articles[0], WORDS)
    decision = GroupDecision(first=first, second=second, is_same=is_same, says="two speeches")
    judgement = judge_pair(decision, person="reader", made_at=made_at)
    store.put_judgement(judgement)
    return judgement


def test_the_last_judgement_on_a_pair_counts_and_an_acceptance_withdraws_it(
    store: Store, articles: tuple[Article, Article]
) -> None:
    decide(store, articles, is_same=True, made_at="2025-01-01")
    judgement = decide(store, articles, is_same=False, made_at="2025-01-02")
    put(store, articles)
    (found,) = store.list_group_decisions()
    assert (found.is_same, found.says) == (False, "reader decided on 2025-01-02: two speeches")
    assert {found.first, found.second} == {place(article, WORDS) for article in articles}
    store.put_judgement(replace(judgement, verdict=Verdict.ACCEPT, made_at="2025-01-03"))
    assert store.list_group_decisions() == []


def test_a_judgement_on_overlapping_places_is_refused(articles: tuple[Article, Article]) -> None:
    first, second = place(articles[0], "second flight"), place(articles[0], "flight, ".strip())
    with pytest.raises(InputError, match="do not overlap"):
        judge_pair(GroupDecision(first=first, second=second, is_same=True, says=""), person="reader", made_at="2025")


@pytest.mark.parametrize(("target", "verdict"), [("a:1-2", Verdict.SAME), ("a:1-2+b:3-4", Verdict.CORRECT)])
def test_a_judgement_that_says_nothing_of_a_pair_is_refused_with_its_target(
    store: Store, target: str, verdict: Verdict
) -> None:
    store.put_judgement(
        Judgement(
            target_kind="quotation_pair", target_id=target, verdict=verdict, note="", person="reader", made_at="2025"
        )
    )
    with pytest.raises(InputError, match="is no same or different on"):
        store.list_group_decisions()
