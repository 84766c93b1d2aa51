"""Time expressions as the text has them: each pattern on its own examples, and what must hold for any text."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foreigndesk.errors import KnowledgeError
from foreigndesk.extraction import time_grammar
from foreigndesk.extraction.time_checks import TIME_CHECKS
from foreigndesk.extraction.time_grammar import find_matches, split_words
from foreigndesk.extraction.time_readings import read_match
from foreigndesk.extraction.times import find_times
from foreigndesk.knowledge.time_words import TimeRule, list_time_rules, read_lexicon, season_months
from foreigndesk.language.parser import analyse_text
from foreigndesk.records.spans import Span
from foreigndesk.records.times import Direction, ReferenceKind, TimeExpression

RULES = list_time_rules()
PIECES = (
    "May 3 2024 the last two weeks ago on Thursday - to , summer of half a day 31 June '85 5:30 p.m. later BC 1/2 ."
)
WORDS = st.sampled_from([*PIECES.split(), "every", "now", "é", "\n"])


def find_in(text: str) -> tuple[TimeExpression, ...]:
    return find_times(analyse_text(text))


def only(text: str) -> TimeExpression:
    [found] = find_in(text)
    return found


@pytest.mark.parametrize("rule", RULES, ids=[rule.rule_id for rule in RULES])
def test_each_pattern_reads_its_example_and_not_its_counter_example(rule: TimeRule) -> None:
    assert rule.rule_id in [found.rule for found in find_in(rule.example)]
    assert rule.rule_id not in [found.rule for found in find_in(rule.counter_example)]


def test_each_named_check_exists_and_each_check_is_used() -> None:
    assert {check for rule in RULES for check in rule.checks} == set(TIME_CHECKS)


def test_rule_names_are_unique() -> None:
    assert len({rule.rule_id for rule in RULES}) == len(RULES)


@settings(max_examples=150, deadline=None)
@given(words=st.lists(WORDS, max_size=30))
def test_any_run_of_words_gives_ordered_spans_without_overlap(words: list[str]) -> None:
    text = " ".join(words)
    spans = [found.span for found in find_in(text)]
    assert all(first.end <= second.start for first, second in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) and span.words(text).strip() for span in spans)


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=80))
def test_no_text_breaks_the_patterns(text: str) -> None:
    words = split_words(text, (Span(0, len(text)),))
    for match in find_matches(words):
        assert read_match(match, words)


def test_a_pattern_does_not_reach_over_the_end_of_a_paragraph() -> None:
    assert [found.value for found in find_in("They met in May\n2019 was better.")][-1] == "2019"


def test_what_is_passed_over_is_not_read() -> None:
    text = "They met in 2019.\nRead more: 2021 review\nThey met in 2023."
    analysis = analyse_text(text, passed_over=(Span(18, 41),))
    assert [found.value for found in find_times(analysis)] == ["2019", "2023"]


def test_a_weekday_has_its_number_and_the_direction_of_its_verb() -> None:
    found = only("The ministers met on Thursday.")
    assert (found.reference, found.weekday, found.direction) == (ReferenceKind.WEEKDAY, 3, Direction.PAST)
    assert only("The ministers will meet on Thursday.").direction is Direction.FUTURE
    assert only("The ministers meet on Thursday.").direction is Direction.PRESENT


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("The ministers had met on Thursday.", Direction.PAST),
        ("The ministers have been in Rome since Thursday.", Direction.PAST),
        ("The accord signed on Thursday is void.", Direction.PAST),
        ("The ministers came to attend a dinner on Thursday.", Direction.PAST),
        ("The ministers agreed to meet on Thursday.", Direction.FUTURE),
        ("The ministers might meet on Thursday.", Direction.FUTURE),
        ("The ministers are meeting on Thursday.", Direction.FUTURE),
        ("Speaking in Rome on Thursday, the minister was brief.", Direction.PAST),
        ("Ministers meet on Thursday", Direction.UNKNOWN),
        ("A dinner on Thursday.", Direction.UNKNOWN),
    ],
)
def test_direction_follows_the_governing_verb(text: str, direction: Direction) -> None:
    assert only(text).direction is direction


def test_a_duration_holds_amount_and_unit() -> None:
    found = only("The bridge reopened after almost a month and a half.")
    assert (found.amount, found.unit, found.value, found.modifier) == (1.5, "month", "P1.5M", "LESS_THAN")


def test_an_unknown_number_has_no_amount() -> None:
    assert (only("They spoke for several hours.").amount, only("They spoke for hours.").amount) == (None, None)


def test_offsets_are_negative_before_the_article() -> None:
    assert (only("They met three weeks ago.").amount, only("They met three weeks ago.").unit) == (-3.0, "week")
    assert only("They will meet the day after tomorrow.").amount == 2.0


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("twenty-one days", "P21D"),
        ("a hundred days", "P100D"),
        ("two thousand years", "P2000Y"),
        ("two dozen years", "P24Y"),
        ("1,500 years", "P1500Y"),
        ("two-three days", "PXD"),
        ("a couple of days", "P2D"),
        ("half a century", "P50Y"),
        ("two and a half hours", "PT2.5H"),
        ("a fortnight", "P2W"),
    ],
)
def test_numbers_in_words_and_digits(words: str, value: str) -> None:
    assert only(f"They waited for {words}.").value == value


@pytest.mark.parametrize(
    ("words", "value"), [("5:30 p.m.", "T17:30"), ("12 a.m.", "T00:00"), ("12 p.m.", "T12:00"), ("9 o'clock", "T09:00")]
)
def test_times_of_day(words: str, value: str) -> None:
    assert only(f"The truce began at {words}, he said.").value == value


def test_a_weekday_with_a_date_keeps_both() -> None:
    found = only("They met on Wednesday, May 22.")
    assert (found.weekday, found.month, found.day, found.year) == (2, 5, 22, None)


def test_seasons_touch_the_months_of_the_table() -> None:
    assert season_months() == {"SP": (3, 6), "SU": (6, 9), "FA": (9, 12), "WI": (12, 3)}


def test_capitals_are_asked_for_where_the_table_says_so() -> None:
    assert find_in("They may march in august company.") == ()
    assert "may" not in read_lexicon().words
    assert "may" in read_lexicon().capitals


@pytest.mark.parametrize("pattern", ["no_such_class", "<no_such_part>", "the ~ month"])
def test_a_malformed_pattern_is_refused_by_name(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = TimeRule(
        rule_id="bad", pattern=pattern, type="DATE", reference="", value="", checks=(), example="", counter_example=""
    )
    monkeypatch.setattr(time_grammar, "list_time_rules", lambda: (rule,))
    time_grammar._load_grammar.cache_clear()
    time_grammar._look_up.cache_clear()
    try:
        with pytest.raises(KnowledgeError, match="bad"):
            split_words("May", (Span(0, 3),))
    finally:
        time_grammar._load_grammar.cache_clear()
