"""What the reader learns from."""

from pathlib import Path

from training.examples import IGNORED, LONGEST, NONE, find_labels, is_held_back, make_task
from training.reading import read_text
from training.rows import Row

EVENT = (
    "{A Fiji} {T asked} {R Samoa} for a ferry.\n| T REQUEST.assist by=A to=R ctx=- fact=reported pol=+ commit=call\n"
)
NO_EVENT = "Rome edged Turin in the last minute of the match.\n| none sport\n"
SAID = (
    "{S Fiji} {C said} {Q {A Samoa} {T met} nobody}.\n| T CONSULT by=A to=- ctx=- fact=attributed pol=- aux=negated\n"
    "| said S C Q kind=indirect\n"
)
STANCE = "{H Chad} is fond of {G Mali}.\n| pos H G supports\n| none other\n"
BRIEF = "# brief: news agency; region: Asia and Pacific; time: present\n\n"


def rows(text: str, head: str = BRIEF) -> tuple[Row, ...]:
    reading = read_text(head + text, Path("some-1.txt"))
    assert not reading.faults
    return reading.rows


def task_of(text: str):
    """One piece a word, with a special piece before and after, as BERT's tokenizer gives them."""
    (row,) = rows(text)
    labels = find_labels(rows("\n".join([EVENT, SAID])))
    offsets = [(0, 0)]
    for word in row.text.split():
        start = row.text.index(word, offsets[-1][1])
        offsets.append((start, start + len(word)))
    offsets.append((0, 0))
    return make_task(row, labels, ids=list(range(len(offsets))), offsets=offsets), labels


def test_the_trigger_has_its_type_and_every_other_word_none():
    task, labels = task_of(EVENT)

    named = [labels.of_pieces["trigger"][n] if n != IGNORED else None for n in task.of_pieces["trigger"]]
    assert named == [None, NONE, "REQUEST", NONE, NONE, NONE, NONE, None]
    assert task.of_sentence == {"relevance": 1}


def test_a_deed_has_the_pieces_of_its_parts_and_its_answers():
    task, labels = task_of(EVENT)
    (deed,) = task.deeds

    assert deed.parts == ((2,), (1,), (3,))
    assert labels.of_deeds["type"][deed.answers["type"]] == "REQUEST"
    assert labels.of_deeds["mode"][deed.answers["mode"]] == "REQUEST.assist"
    assert labels.of_deeds["commitment"][deed.answers["commitment"]] == "call"


def test_a_deed_without_mode_has_a_mode_of_its_own():
    task, labels = task_of(SAID)

    assert labels.of_deeds["mode"][task.deeds[0].answers["mode"]] == "CONSULT.-"
    assert labels.of_deeds["polarity"][task.deeds[0].answers["polarity"]] == "negative"


def test_an_attribution_begins_and_goes_on():
    task, _ = task_of(SAID)

    assert task.of_pieces["cue"] == (IGNORED, 0, 1, 0, 0, 0, IGNORED)
    assert task.of_pieces["content"] == (IGNORED, 0, 0, 1, 2, 2, IGNORED)


def test_a_sentence_without_event_has_no_deed():
    task, _ = task_of(NO_EVENT)

    assert task.deeds == ()
    assert task.of_sentence == {"relevance": 0}
    assert set(task.of_pieces["trigger"]) == {0, IGNORED}


def test_a_stance_is_a_pair_of_holder_and_target():
    task, labels = task_of(STANCE)
    (pair,) = task.pairs

    assert pair.parts == ((), (1,), (5,))
    assert labels.of_deeds["stance"][pair.answers["stance"]] == "supports"


def test_a_long_sentence_is_cut():
    (row,) = rows(NO_EVENT)
    offsets = [(n, n + 1) for n in range(2 * LONGEST)]
    task = make_task(row, find_labels(rows(EVENT)), ids=range(2 * LONGEST), offsets=offsets)

    assert len(task.ids) == len(task.of_pieces["trigger"]) == LONGEST


def test_rows_from_templates_are_never_held_back():
    made = rows(EVENT, head="# template\n\n")

    assert [row.is_template for row in made] == [True]
    assert not any(is_held_back(row) for row in made)


def test_about_fifteen_in_a_hundred_rows_are_held_back():
    many = "\n".join(EVENT.replace("ferry", f"ferry with {n} seats") for n in range(1000))

    assert 110 < sum(is_held_back(row) for row in rows(many)) < 190


def test_rows_of_the_folder_of_unseen_ones_are_always_held_back():
    many = "\n".join(EVENT.replace("ferry", f"ferry with {n} seats") for n in range(20))
    read = read_text("# brief: news agency; region: Oceania; time: present\n\n" + many, Path("unseen") / "pages-1.txt")

    assert len(read.rows) == 20
    assert all(is_held_back(row) for row in read.rows)
