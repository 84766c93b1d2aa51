"""What the reader learns from."""

from pathlib import Path

from training.examples import NONE, is_held_back, make_examples
from training.reading import read_text

EVENT = (
    "{A Fiji} {T asked} {R Samoa} for a ferry.\n| T REQUEST.assist by=A to=R ctx=- fact=reported pol=+ commit=call\n"
)
NO_EVENT = "Rome edged Turin in the last minute of the match.\n| none sport\n"
BRIEF = "# brief: news agency; region: Asia and Pacific; time: present\n\n"


def rows(text: str, head: str = BRIEF):
    reading = read_text(head + text, Path("some-1.txt"))
    assert not reading.faults
    return reading.rows


def test_an_event_becomes_a_marked_question_and_its_sentence_a_relevant_one():
    plain, marked = make_examples(rows(EVENT))

    assert plain.is_relevant is True
    assert plain.type is None
    assert marked.question.actor.words(marked.question.text) == "Fiji"
    assert marked.question.recipient.words(marked.question.text) == "Samoa"
    assert (marked.type, marked.mode, marked.polarity) == ("REQUEST", "REQUEST.assist", "positive")


def test_a_sentence_without_event_is_asked_with_its_names_marked():
    plain, marked = make_examples(rows(NO_EVENT))

    assert plain.is_relevant is False
    assert marked.type == NONE
    assert marked.question.actor.words(marked.question.text) == "Rome"


def test_rows_from_templates_are_never_held_back():
    made = rows(EVENT, head="# template\n\n")

    assert [row.is_template for row in made] == [True]
    assert not any(is_held_back(row) for row in made)


def test_about_fifteen_in_a_hundred_rows_are_held_back():
    many = "\n".join(EVENT.replace("ferry", f"ferry with {n} seats") for n in range(1000))

    assert 110 < sum(is_held_back(row) for row in rows(many)) < 190
