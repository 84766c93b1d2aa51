from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreigndesk.records.evidence import CONTEXT_LENGTH, select_evidence
from foreigndesk.records.spans import Span, derive_id, hull, sha256_of

TEXT = "Lula und Macron trafen sich in Belém. 🤝 Danach sprachen sie."
offsets = st.integers(min_value=0, max_value=200)
spans = st.tuples(offsets, offsets).map(lambda pair: Span(min(pair), max(pair)))


def test_a_span_counts_code_points_and_ends_before_its_last_number() -> None:
    assert Span(31, 36).words(TEXT) == "Belém"
    assert Span(38, 39).words(TEXT) == "🤝"
    assert len(Span(38, 39)) == 1


def test_spans_that_only_touch_do_not_overlap() -> None:
    assert not Span(0, 4).overlaps(Span(4, 8))
    assert Span(0, 5).overlaps(Span(4, 8))


def test_a_span_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Span(0, 1).start = 5  # type: ignore[misc]


@given(spans, spans)
def test_overlap_is_the_same_seen_from_both_sides(one: Span, other: Span) -> None:
    assert one.overlaps(other) == other.overlaps(one)


@given(spans, spans)
def test_what_covers_a_span_shares_its_words(one: Span, other: Span) -> None:
    if one.covers(other) and len(other):
        assert one.overlaps(other)
        assert other.words(TEXT) in one.words(TEXT)


@given(st.lists(spans, min_size=1, max_size=5))
def test_the_hull_covers_every_span_and_begins_and_ends_with_one(several: list[Span]) -> None:
    whole = hull(tuple(several))
    assert all(whole.covers(span) for span in several)
    assert whole.start in {span.start for span in several}
    assert whole.end in {span.end for span in several}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("article", "notes/a.txt", "Xi met Lula."), "6123b92743463505"),
        (("claim", "0" * 16, "MeetingClaim", "verb:meet", [(3, 7)]), "e489e279648b286e"),
        (("evidence", "0" * 16, 3, 7), "ef6239a87979f84f"),
    ],
)
def test_an_id_is_the_same_on_every_machine(parts: tuple[object, ...], expected: str) -> None:
    assert derive_id(*parts) == expected  # type: ignore[arg-type]


@given(st.text(), st.text())
def test_an_id_tells_apart_what_differs_and_where_it_differs(one: str, other: str) -> None:
    assert len(derive_id("kind", one)) == 16
    assert (derive_id("kind", one) == derive_id("kind", other)) == (one == other)
    if one and other:
        assert derive_id("kind", one, other) != derive_id("kind", one + other)


def test_words_that_are_no_valid_text_still_have_an_id_and_a_hash() -> None:
    broken = "half a pair \ud83e"
    assert derive_id("article", broken) == derive_id("article", broken)
    assert len(sha256_of(broken)) == 64


def test_the_hash_is_that_of_the_text_in_utf_8() -> None:
    assert sha256_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@given(st.text(max_size=200), st.data())
def test_evidence_holds_the_words_and_what_stands_around_them(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    evidence = select_evidence("article", text, Span(start, end), sha256=sha256_of(text))
    assert evidence.exact == text[start:end]
    assert text.startswith(evidence.prefix + evidence.exact + evidence.suffix, max(0, start - CONTEXT_LENGTH))
    assert len(evidence.prefix) <= CONTEXT_LENGTH
    assert len(evidence.suffix) <= CONTEXT_LENGTH
