"""What holds for every record: frozen, slotted, keyword-only, with documentation; and ids that stay."""

import dataclasses
import importlib
import inspect
import pkgutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

import foreigndesk.records
from foreigndesk.records.analyses import Analysis, NamedSpan, Sentence, Token
from foreigndesk.records.articles import Article, Dropped, DropReason, Page, RemovedBlock, Repeat, ResidueKind
from foreigndesk.records.claims import CommitmentClaim, CommitmentKind, Factuality, Party, Polarity
from foreigndesk.records.refusals import Refusal
from foreigndesk.records.spans import Span

POSITIONAL = {"Span", "Token"}  # each says why in its docstring


def _list_records() -> list[type]:
    found = []
    for module in pkgutil.iter_modules(foreigndesk.records.__path__):
        loaded = importlib.import_module(f"foreigndesk.records.{module.name}")
        found += [c for _, c in inspect.getmembers(loaded, dataclasses.is_dataclass) if c.__module__ == loaded.__name__]
    return found


@pytest.mark.parametrize("record", _list_records(), ids=lambda r: r.__name__)
def test_a_record_is_frozen_slotted_keyword_only_and_documented(record: type) -> None:
    assert record.__dataclass_params__.frozen
    assert "__dict__" not in dir(record)
    assert record.__doc__
    assert not record.__doc__.startswith(f"{record.__name__}(")
    if record.__name__ not in POSITIONAL:
        assert all(field.kw_only for field in dataclasses.fields(record))


def _article(text: str = "Xi met Lula.", **fields: object) -> Article:
    return Article(locator="notes/a.txt", page_id="0" * 16, text=text, **fields)  # type: ignore[arg-type]


def test_ids_of_records_stay_what_they_are() -> None:
    assert _article().article_id == "6123b92743463505"
    assert Page(locator="notes/a.txt", media_type="text/plain", content=b"Xi met Lula.").page_id == "8338559c82cc253d"
    assert Dropped(locator="notes/b.txt", reason=DropReason.EMPTY, detail="no bytes").dropped_id == "f8036562c1fea448"
    refusal = Refusal(article_id="0" * 16, stage="extraction", rule="verb:meet", because="sport", span=Span(3, 7))
    assert refusal.refusal_id == "fa38167f7861af25"
    assert _commitment().claim_id == "8fe318b20ee5925b"


def _commitment(kind: CommitmentKind = CommitmentKind.PLEDGE, rule: str = "pledge:verb") -> CommitmentClaim:
    actor = Party(span=Span(0, 2), name="Xi", entity_id="xi-jinping", state="CHN")
    return CommitmentClaim(
        article_id="0" * 16, rule=rule, evidence=(Span(0, 12),), factuality=Factuality.REPORTED,
        polarity=Polarity.POSITIVE, attribution=(), kind=kind, trigger=Span(3, 6), actors=(actor,), recipients=(),
        object_span=None,
    )  # fmt: skip


def test_the_id_of_an_article_does_not_hang_on_what_later_stages_find() -> None:
    assert _article(title="A title", language="en").article_id == _article().article_id


def test_another_kind_or_rule_on_the_same_words_is_another_claim() -> None:
    ids = {_commitment().claim_id, _commitment(CommitmentKind.REFUSAL).claim_id, _commitment(rule="vow:verb").claim_id}
    assert len(ids) == 3


def test_what_the_analysis_passes_over_is_listed_in_the_order_of_the_text() -> None:
    block = RemovedBlock(span=Span(8, 12), kind=ResidueKind.SHARE, rule="share")
    repeat = Repeat(first=Span(20, 30), second=Span(2, 5))
    assert _article(removed=(block,), repeats=(repeat,)).passed_over == (Span(2, 5), Span(8, 12))


@given(st.lists(st.integers(min_value=0, max_value=9), min_size=1, max_size=8))
def test_a_subtree_holds_its_own_token_and_lies_in_the_analysis(heads: list[int]) -> None:
    analysis = _analysis(tuple(min(head, number) for number, head in enumerate(heads)))
    for token in analysis.tokens:
        subtree = analysis.subtree(token.index)
        assert token.index in subtree
        assert subtree == tuple(sorted(set(subtree)))
        assert analysis.subtree_span(token.index).covers(token.span)
        assert analysis.token_at(token.start) == token
        assert analysis.tokens_in(token.span) == (token,)


def test_the_head_of_a_phrase_is_the_token_whose_head_lies_outside() -> None:
    analysis = _analysis((2, 0, 2, 2))
    found = analysis.head_of(Span(0, 3))
    assert found is not None
    assert found.index == 0
    assert analysis.head_of(Span(1, 2)) is None
    assert analysis.token_at(1) is None
    assert analysis.sentence_tokens(analysis.sentences[0]) == analysis.tokens


def test_the_names_at_a_span_share_a_code_point_with_it() -> None:
    names = tuple(NamedSpan(span=Span(*ends), label="ORG") for ends in ((0, 3), (4, 5), (8, 11)))
    analysis = dataclasses.replace(_analysis((0,) * 6), names=names)
    assert analysis.names_at(Span(2, 5)) == names[:2]
    assert analysis.names_at(Span(3, 4)) == ()
    assert analysis.names_at(Span(9, 10)) == names[2:]


def _analysis(heads: tuple[int, ...]) -> Analysis:
    """Return the analysis of "a b c ..." with these heads."""
    tokens = tuple(
        Token(
            index=n, text="a", start=2 * n, end=2 * n + 1, lemma="a", tag="NN", pos="NOUN", dep="dep", head=h,
            sentence=0,
        )
        for n, h in enumerate(heads)
    )  # fmt: skip
    text = " ".join("a" for _ in heads)
    return Analysis(
        text=text,
        sentences=(Sentence(span=Span(0, len(text)), first=0, last=len(heads), paragraph=0),),
        tokens=tokens,
        children=tuple(tuple(c for c, h in enumerate(heads) if h == n and c != n) for n in range(len(heads))),
        names=(),
        starts=tuple(t.start for t in tokens),
        model="none",
    )
