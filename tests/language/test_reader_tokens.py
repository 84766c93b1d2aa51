"""Marking the actor and the recipient among word pieces."""

from foreigndesk.language.reader_tokens import LONGEST, Question, mark_pieces
from foreigndesk.records.spans import Span

TEXT = "Fiji asked Samoa"
IDS, OFFSETS = (101, 11, 12, 13, 102), ((0, 0), (0, 4), (5, 10), (11, 16), (0, 0))


def test_markers_stand_before_and_after_the_actor_and_the_recipient():
    pieces = mark_pieces(Question(text=TEXT, actor=Span(0, 4), recipient=Span(11, 16)), IDS, OFFSETS)

    assert pieces.ids == (101, 1, 11, 2, 12, 3, 13, 4, 102)
    assert pieces.roles == (0, 1, 1, 1, 0, 2, 2, 2, 0)


def test_without_actor_and_recipient_nothing_is_marked():
    assert mark_pieces(Question(text=TEXT), IDS, OFFSETS).ids == IDS


def test_a_long_sentence_is_cut_and_keeps_its_last_piece():
    words = 200
    offsets = [(0, 0), *((n, n + 1) for n in range(words)), (0, 0)]
    pieces = mark_pieces(Question(text="x" * words), [101, *[7] * words, 102], offsets)

    assert len(pieces.ids) == LONGEST
    assert pieces.ids[-1] == 102
