"""Parts of a text that names have taken."""

from hypothesis import given
from hypothesis import strategies as st

from foreigndesk.extraction.taken import Taken
from foreigndesk.records.spans import Span

TEXT = "Okoye met Haile in Asmara."
SPANS = st.tuples(st.integers(0, 24), st.integers(1, 26)).filter(lambda ends: ends[0] < ends[1]).map(lambda e: Span(*e))


def test_a_span_beside_one_that_is_taken_is_free() -> None:
    taken = Taken(TEXT, [Span(10, 15)])
    assert not taken.touches(Span(6, 10))
    assert not taken.touches(Span(15, 18))
    assert taken.touches(Span(14, 18))


def test_what_is_taken_later_counts_too() -> None:
    taken = Taken(TEXT, [Span(0, 5)])
    taken.take([Span(19, 25)])
    assert taken.touches(Span(19, 25))
    assert taken.spans == [Span(0, 5), Span(19, 25)]


@given(st.lists(SPANS), SPANS)
def test_a_span_touches_what_it_overlaps(spans: list[Span], asked: Span) -> None:
    assert Taken(TEXT, spans).touches(asked) == any(asked.overlaps(span) for span in spans)
