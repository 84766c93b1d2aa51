import pytest

from foreigndesk.knowledge.clues import ResidueClue, clue_weights, list_residue_clues, residue_threshold
from foreigndesk.knowledge.pages import PagePart, any_page_part, list_page_parts, month_numbers, shown_date_classes
from foreigndesk.knowledge.tables import read_list, read_table


@pytest.mark.parametrize("clue", [c for c in list_residue_clues() if c.pattern], ids=lambda c: c.name)
def test_a_clue_is_in_its_example_and_not_in_its_counter_example(clue: ResidueClue) -> None:
    assert clue.pattern is not None
    assert clue.pattern.search(clue.example)
    assert not clue.pattern.search(clue.counter_example)


def test_no_single_clue_makes_a_line_residue() -> None:
    assert max(clue_weights().values()) < residue_threshold()


@pytest.mark.parametrize("part", list_page_parts(), ids=lambda p: p.name)
def test_a_part_knows_its_example_and_not_its_counter_example(part: PagePart) -> None:
    assert part.pattern.search(part.example)
    assert any_page_part().search(part.example)
    assert not any_page_part().search(part.counter_example)


def test_a_name_of_a_month_names_one_month() -> None:
    names = [name for row in read_table("month_names") for name in read_list(row["names"])]
    assert len(names) == len(set(names)) == len(month_numbers())
    assert names == [name.lower() for name in names]


@pytest.mark.parametrize(
    "name", ["date", "m-author__date", "publish-date", "entry-date", "hero__date x", "date_posted"]
)
def test_a_class_that_shows_a_date_is_known(name: str) -> None:
    assert shown_date_classes().search(name)


@pytest.mark.parametrize("name", ["updates", "datebook-link", "candidates", "mandate"])
def test_a_class_that_only_sounds_like_one_is_not(name: str) -> None:
    assert not shown_date_classes().search(name)
