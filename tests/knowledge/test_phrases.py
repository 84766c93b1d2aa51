"""Known phrases found in texts: whole words, longest first, whatever apostrophes and spaces are used."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from foreigndesk.knowledge.phrases import PhraseIndex, plain
from foreigndesk.records.spans import Span

INDEX = PhraseIndex([("South Sudan", 1), ("Sudan", 2), ("N'Djamena", 3), ("Guinea-Bissau", 4), ("Sudan", 5), ("US", 6)])
ANY_CASE = PhraseIndex([("war in Gaza", 1), ("İzmir", 2)], any_case=True)


def found(text: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(span.words(text), meanings) for span, meanings in INDEX.find(text)]


def test_the_longest_phrase_wins() -> None:
    assert found("South Sudan and Sudan") == [("South Sudan", (1,)), ("Sudan", (2, 5))]


def test_only_whole_words_count() -> None:
    assert found("Sudanese USSR Sudan's") == [("Sudan", (2, 5))]


def test_case_counts_unless_the_index_says_otherwise() -> None:
    assert found("south sudan us") == []
    assert ANY_CASE.find("The WAR IN GAZA")[0][0] == Span(4, 15)


def test_apostrophes_spaces_and_hyphens_have_one_form() -> None:
    assert found("N’Djamena South\u00a0Sudan Guinea\u2011Bissau") == [
        ("N’Djamena", (3,)),
        ("South\u00a0Sudan", (1,)),
        ("Guinea\u2011Bissau", (4,)),
    ]


def test_offsets_hold_behind_a_letter_whose_small_form_is_longer() -> None:
    text = "İİİ war in Gaza"
    assert [span.words(text) for span, _ in ANY_CASE.find(text)] == ["war in Gaza"]


def test_a_phrase_can_be_asked_for_at_one_place() -> None:
    text = INDEX.prepare("in South Sudan")
    assert INDEX.find_at(text, 3) == (Span(3, 14), (1,))
    assert INDEX.find_at(text, 0) is None
    assert INDEX.find_at(text, 2) is None


@given(text=st.text(alphabet="South Sudan'’-İSU\n", max_size=60))
def test_matches_are_in_order_inside_the_text_and_do_not_overlap(text: str) -> None:
    spans = [span for span, _ in INDEX.find(text)]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(plain(span.words(text)) in {"South Sudan", "Sudan", "US"} for span in spans)


@given(text=st.text(max_size=60))
def test_the_plain_form_has_the_same_length(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert len(INDEX.prepare(text)) == len(ANY_CASE.prepare(text)) == len(text)
