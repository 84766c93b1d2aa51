"""Marked-up text becomes plain text and marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.markup import read_markup


def test_the_text_without_markup_is_prose_and_the_marks_point_into_it() -> None:
    text, marks, faults = read_markup("{A Chad's envoy} {T left} {R Lomé}.")
    assert (text, faults) == ("Chad's envoy left Lomé.", ())
    assert [(mark.label, mark.span.words(text)) for mark in marks] == [
        ("A", "Chad's envoy"),
        ("T", "left"),
        ("R", "Lomé"),
    ]


def test_marks_may_lie_in_one_another() -> None:
    text, marks, faults = read_markup("{S She} {C said} {Q {A Oslo} {T2 paid}}.")
    assert not faults
    assert [(mark.label, mark.span.words(text)) for mark in marks][2:] == [
        ("Q", "Oslo paid"),
        ("A", "Oslo"),
        ("T2", "paid"),
    ]


def test_marks_of_words_that_only_look_like_a_trigger_may_repeat() -> None:
    assert not read_markup("He {N struck} and {N scored}.")[2]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{A Chad left.", "{A is not closed"),
        ("Chad} left.", "closes nothing"),
        ("{Chad} left.", "no space after the label {C"),
        ("{chad} left.", "no label after {"),
        ("{B Chad} left.", "unknown label B"),
        ("{A } left.", "marks nothing"),
        ("{A Chad }left.", "begins or ends with a space"),
        ("{A Cha}d left.", "cuts a word"),
        ("{A Chad} and {A Mali} left.", "A stands twice"),
        ("Chad  left.", "two spaces in a row"),
        ("Chad left .", "a space before a mark"),
        ("Chad left\u00a0Mali.", "an invisible character"),
        (" Chad left.", "a space at an end"),
        ("“ Chad left.”", "a space after an opening mark"),
        ("word " * 60 + "end.", "61 words, at most 60"),
    ],
)
def test_what_is_wrong_is_told(line: str, says: str) -> None:
    assert any(says in fault for fault in read_markup(line)[2])


@given(st.text(alphabet="{}ATQ ab.1", max_size=40))
def test_no_line_raises_and_every_mark_lies_in_the_text(line: str) -> None:
    text, marks, _ = read_markup(line)
    assert all(0 <= mark.span.start <= mark.span.end <= len(text) for mark in marks)
    assert not {"{", "}"} & set(text)
