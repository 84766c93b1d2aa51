"""Scores of contexts: counts by context, and articles read as one text."""

import pytest

from tests.training.corpus_rows import HERE, read_rows
from training.context_scores import ContextScores, score_contexts
from training.reading import read_text

FOUND = "{A Cuba} {T sent} doctors. | T AID by=A to=- ctx=health fact=reported pol=+"
MISSED = "{A Cuba} {T sent} a thing. | T AID by=A to=- ctx=health fact=reported pol=+"
WRONG = "{A Cuba} {T sent} a hacker. | T AID by=A to=- ctx=- fact=reported pol=+"


def test_found_missed_and_wrong_contexts_are_counted_by_context() -> None:
    scores = score_contexts(read_rows(FOUND, MISSED, WRONG))
    assert (scores.events, scores.exact) == (3, 1)
    assert (scores.found, scores.missed, scores.wrong) == ({"health": 1}, {"health": 1}, {"cyber": 1})
    assert scores.f1("health") == pytest.approx(2 / 3)
    assert scores.f1("cyber") == 0
    assert scores.micro == pytest.approx(2 / 4)
    assert scores.macro == pytest.approx(2 / 3)  # over the contexts that the labels name


def test_nothing_labelled_scores_nothing() -> None:
    empty = score_contexts([])
    assert empty == ContextScores(events=0, exact=0)
    assert (empty.micro, empty.macro) == (0, 0)


def test_a_sentence_of_an_article_is_read_after_the_one_before_it() -> None:
    rows = (
        "{A Cuba} {T sent} doctors.\n| T AID by=A to=- ctx=health fact=reported pol=+\n\n"
        "{A Haiti} {T refused}.\n| T REJECT.assist by=A to=- ctx=health fact=reported pol=+\n\n"
        "It rained.\n| none weather\n\n"
    )
    together = read_text(f"== Doctors\n-- dateline: PARIS\n-- published: 2031-01-02\n\n{rows}==\n", HERE)
    assert not together.faults
    assert score_contexts(together.rows).found["health"] == 2
    assert score_contexts(read_text(rows, HERE).rows).found["health"] == 1
