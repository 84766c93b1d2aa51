"""Ordinals, "first since" and words that look back, on single sentences."""

import pytest

from foreigndesk.extraction.mentions import find_mentions
from foreigndesk.extraction.occasions import find_conflicts
from foreigndesk.extraction.sequences import find_sequences, looks_back
from foreigndesk.extraction.times import find_times
from foreigndesk.language.parser import analyse_text
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.claims import Sequence, SequenceKind


def trigger_in(analysis: Analysis, word: str) -> Token:
    return next(token for token in analysis.tokens if token.text == word)


def read(text: str, word: str) -> tuple[Sequence, ...]:
    analysis = analyse_text(text)
    conflicts = find_conflicts(analysis, find_mentions(analysis))
    return find_sequences(analysis, trigger_in(analysis, word), find_times(analysis), conflicts=conflicts)


def goes_back(text: str, word: str) -> bool:
    analysis = analyse_text(text)
    return looks_back(analysis, trigger_in(analysis, word), find_times(analysis))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("It was their 44th meeting.", 44),
        ("It was the second meeting of Modi and Xi.", 2),
        ("It was their twelfth meeting.", 12),
        ("The 3rd meeting of Modi and Xi was short.", 3),
    ],
)
def test_an_ordinal_counts_the_meeting(text: str, number: int) -> None:
    [found] = read(text, "meeting")
    assert (found.kind, found.number) == (SequenceKind.ORDINAL, number)


def test_the_first_meeting_is_no_ordinal() -> None:
    assert read("It was their first meeting.", "meeting") == ()


def test_first_since_names_the_row_of_the_conflict() -> None:
    text = "It was the first meeting of Macron and Putin since Russia invaded Ukraine."
    [found] = read(text, "meeting")
    assert (found.kind, found.fact) == (SequenceKind.FIRST_SINCE, "conflicts:ukraine-war")
    assert found.span.words(text).startswith("first meeting")


def test_not_since_is_read_from_a_negated_verb() -> None:
    [found] = read("Macron and Putin have not met since Russia invaded Ukraine.", "met")
    assert found.kind is SequenceKind.NOT_SINCE


def test_after_an_interval_has_the_span_of_its_duration() -> None:
    text = "Modi and Xi met after five years."
    [found] = read(text, "met")
    assert found.kind is SequenceKind.AFTER_INTERVAL
    assert found.time_span is not None
    assert found.time_span.words(text) == "five years"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Modi had met Xi in Wuhan.", "met"),
        ("Modi and Xi last met in Brasilia.", "met"),
        ("Their previous meeting was in Wuhan.", "meeting"),
        ("He recalled their meeting. At their meeting in 2018 they walked.", "meeting"),
        ("Modi and Xi have met eighteen times.", "met"),
    ],
)
def test_words_that_look_back(text: str, word: str) -> None:
    analysis = analyse_text(text)
    last = [token for token in analysis.tokens if token.text == word][-1]
    assert looks_back(analysis, last, find_times(analysis))


@pytest.mark.parametrize(
    ("text", "word"), [("Modi met Xi in Wuhan on Friday.", "met"), ("The meeting on Friday was short.", "meeting")]
)
def test_words_that_report_the_present_meeting(text: str, word: str) -> None:
    assert not goes_back(text, word)
