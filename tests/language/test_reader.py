"""The trained reader as it is shipped: the same for a sentence in any company, and clear cases read as they should."""

import re

import pytest

from foreigndesk.language.reader import LONGEST, Calibration, ReaderSettings, read_settings, read_signs
from foreigndesk.records.spans import Span

TEXT = "Canada expelled two diplomats of India on Monday. The forest was quiet. Kenya promised Somalia two ferries."
SENTENCES = (Span(0, 49), Span(50, 71), Span(72, 107))


def span_of(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def test_a_trigger_is_seen_and_other_words_are_not():
    first, second, third = read_signs(TEXT, SENTENCES)

    assert first.trigger(span_of("expelled")) > 0.8
    assert first.trigger(span_of("Monday")) < 0.1
    assert second.trigger(span_of("quiet")) < 0.1
    assert max(third.trigger_types(span_of("promised")).items(), key=lambda item: item[1])[0] == "AGREE"


def test_who_acts_and_on_whom():
    first = read_signs(TEXT, SENTENCES)[0]
    canada, diplomats = first.roles(span_of("expelled"), [span_of("Canada"), span_of("two diplomats")])

    assert canada.actor > 0.8
    assert canada.recipient < 0.2
    assert diplomats.recipient > 0.5 > diplomats.actor


def test_the_heads_of_a_deed():
    third = read_signs(TEXT, SENTENCES)[2]
    told = third.deed([span_of("promised")], [span_of("Kenya")], [span_of("Somalia")])

    assert max(told.types, key=lambda name: told.types[name]) == "AGREE"
    assert sum(told.types.values()) == pytest.approx(1, abs=1e-3)
    assert max(told.factualities, key=lambda name: told.factualities[name]) == "reported"


def test_a_sentence_reads_the_same_alone_and_in_company():
    alone = read_signs(TEXT, SENTENCES[:1])[0]
    together = read_signs(TEXT, SENTENCES)[0]

    here = span_of("expelled")
    assert alone.trigger_types(here) == together.trigger_types(here)
    assert alone.relevance == together.relevance


def test_words_beyond_the_longest_have_no_signs():
    text = "Chad " + "and Mali " * LONGEST + "attacked Niger."
    (signs,) = read_signs(text, [Span(0, len(text))])
    start = text.index("attacked")

    assert signs.trigger(Span(start, start + 8)) == 0.0
    assert sum(signs.trigger_types(Span(start, start + 8)).values()) == 0.0


def test_each_word_of_a_sentence_cut_short_can_be_asked_about():
    text = "Chad " + "and Mali " * LONGEST + "attacked Niger."
    (signs,) = read_signs(text, [Span(0, len(text))])
    words = [Span(found.start(), found.end()) for found in re.finditer(r"\w+", text)]
    shares = [signs.trigger(word) for word in words]

    assert all(0 < share < 1 for share in shares[: LONGEST - 1])
    assert shares[LONGEST - 1 :] == [0.0] * (len(words) - LONGEST + 1)
    assert len(signs.roles(words[2], words)) == len(words)


def test_the_last_deed_of_a_long_sentence_is_seen():
    earlier = ["Kenya condemned the raid on the border post", "Peru imposed sanctions on three Bolivian banks"]
    text = f"The paper reported that {', that '.join(earlier * 6)}, and that Cuba expelled two Honduran diplomats."
    (signs,) = read_signs(text, [Span(0, len(text))])
    start = text.index("expelled")

    assert signs.trigger(Span(start, start + 8)) > 0.8


def test_confidence_is_surer_where_the_heads_are_surer_and_where_a_rule_agrees():
    first = read_signs(TEXT, SENTENCES)[0]
    told = [first.confidence(share, is_ruled=False) for share in (0.0, 0.3, 0.7, 0.95, 0.999, 1.0)]

    assert told == sorted(told)
    assert 0 < told[0] < told[-1] < 1
    assert first.confidence(0.7, is_ruled=True) > first.confidence(0.7, is_ruled=False)


def test_without_a_calibration_confidence_is_the_probability_of_the_heads():
    settings = read_settings({"thresholds": {"AID": 0.3}})
    first = read_signs(TEXT, SENTENCES, settings=settings)[0]

    assert settings == ReaderSettings(thresholds={"AID": 0.3})
    assert first.confidence(0.98765, is_ruled=True) == 0.98765
    assert (first.threshold("AID"), first.threshold("COERCE")) == (0.3, 0.5)


def test_a_calibration_is_a_line_through_the_log_odds():
    even = Calibration(slope=1.0, offset=0.0, ruled=1.0)

    assert even.of(0.2, is_ruled=False) == pytest.approx(0.2)
    assert even.of(0.5, is_ruled=True) == pytest.approx(1 / (1 + 2.718281828**-1))


def test_no_sentence_and_an_empty_one_are_read():
    assert read_signs("", []) == []
    (signs,) = read_signs("   ", [Span(0, 0)])
    assert signs.trigger(Span(0, 3)) == 0.0
