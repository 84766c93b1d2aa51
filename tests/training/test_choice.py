"""Rows for a second reader."""

from hypothesis import given
from hypothesis import strategies as st

from tests.training.corpus_rows import read_rows
from training.choice import choose_rows, write_plain

ROWS = read_rows(*(f"It rains for {n} days. | none weather" for n in range(20)))


@given(st.permutations(ROWS))
def test_another_order_gives_the_same_choice(rows: list[object]) -> None:
    assert choose_rows(rows, 5) == choose_rows(ROWS, 5)  # type: ignore[arg-type]


def test_rows_from_templates_are_not_chosen() -> None:
    made = read_rows("# template\nIt snows. | none weather")
    assert len(choose_rows([*made, *ROWS], 99)) == len(ROWS)


def test_the_sentences_are_shown_with_an_id_and_without_labels() -> None:
    [row] = read_rows("{A Fiji} {T left}. | T RETREAT by=A to=- ctx=- fact=reported pol=+")
    remark, text = write_plain([row]).splitlines()
    assert remark.startswith("# ")
    assert text == "Fiji left."
