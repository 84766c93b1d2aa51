import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foreigndesk.errors import MissingPartError
from foreigndesk.language import parser
from foreigndesk.language.parser import analyse_text, split_paragraphs
from foreigndesk.records.spans import Span

TEXT = "Modi met Macron in Paris.\n\nCookies help us.\n\nThey signed an accord. It covers trade."


def test_paragraphs_are_lines_with_words_trimmed():
    words = [span.words(TEXT) for span in split_paragraphs(TEXT, ())]
    assert words == ["Modi met Macron in Paris.", "Cookies help us.", "They signed an accord. It covers trade."]


def test_what_is_passed_over_is_not_analysed_and_offsets_stay():
    hole = Span(TEXT.index("Cookies"), TEXT.index("\n\nThey"))
    analysis = analyse_text(TEXT, passed_over=(hole,))
    assert [s.span.words(TEXT) for s in analysis.sentences] == [
        "Modi met Macron in Paris.",
        "They signed an accord.",
        "It covers trade.",
    ]
    assert all(t.span.words(TEXT) == t.text for t in analysis.tokens)


def test_a_paragraph_does_not_change_the_analysis_of_another():
    alone = analyse_text("They signed an accord. It covers trade.")
    after = analyse_text(TEXT)
    assert [(t.text, t.dep, t.tag) for t in alone.tokens] == [
        (t.text, t.dep, t.tag) for t in after.tokens[-len(alone.tokens) :]
    ]


def test_heads_and_children_agree():
    analysis = analyse_text(TEXT)
    for token in analysis.tokens:
        assert token.head == token.index or token.index in analysis.children[token.head]
    met = next(t for t in analysis.tokens if t.text == "met")
    assert analysis.subtree_span(met.index).words(TEXT) == "Modi met Macron in Paris."


def test_a_token_is_found_by_any_offset_inside_it():
    analysis = analyse_text(TEXT)
    start = TEXT.index("Macron")
    assert {analysis.token_at(start + n).text for n in range(6)} == {"Macron"}
    assert analysis.token_at(len(TEXT) + 5) is None
    assert analysis.head_of(Span(start, start + 6)).text == "Macron"


def test_without_a_model_the_user_reads_how_to_install_one(monkeypatch):
    monkeypatch.setattr(parser, "MODELS", ("no_such_model",))
    parser.load_parser.cache_clear()
    try:
        with pytest.raises(MissingPartError, match="pip install"):
            parser.load_parser()
    finally:
        parser.load_parser.cache_clear()
    assert "spacy" in sys.modules


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_no_text_makes_the_analysis_raise(text):
    analysis = analyse_text(text.encode("utf-8", "replace").decode("utf-8"))
    assert all(0 <= s.span.start <= s.span.end <= len(text) for s in analysis.sentences)
