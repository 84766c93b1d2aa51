"""Checks over many rows."""

from pathlib import Path

from tests.training.corpus_rows import read_rows
from training.checks import find_faults

RAIN = "It rains in Lima. | none weather"


def test_a_sentence_that_stands_twice_is_told_with_its_first_place() -> None:
    [fault] = find_faults(read_rows(RAIN, "It rains, in LIMA! | none weather"))
    assert (fault.line, "corpus.txt:1" in fault.says) == (4, True)


def test_the_second_reader_repeats_sentences_on_purpose() -> None:
    assert not find_faults([*read_rows(RAIN), *read_rows(RAIN, path=Path("second/a.txt"))])


def test_more_than_a_third_from_templates_is_told() -> None:
    made = read_rows("# template\nIt snows. | none weather", "It hails. | none weather")
    assert [fault.says for fault in find_faults([*made, *read_rows(RAIN)])] == [
        "2 of 3 rows come from templates, at most a third may: write more by hand"
    ]
    assert not find_faults([*made[:1], *read_rows(RAIN, "It is calm. | none weather")])
    assert not find_faults(made), "a file of templates alone is right"
