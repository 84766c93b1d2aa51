"""Names of persons in other spellings, orders and joints."""

import pytest

from foreigndesk.knowledge.offices import list_persons
from foreigndesk.knowledge.spellings import bearers_of, name_key, persons_named
from foreigndesk.knowledge.tables import Row, read_table

ROWS = list(read_table("romanisations"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["written"])
def test_each_romanisation_joins_its_example_and_keeps_its_counter_example_apart(row: Row) -> None:
    one, other = row["example"].split(" = ")
    assert name_key(one) == name_key(other)
    one, other = row["counter_example"].split(" = ")
    assert name_key(one) != name_key(other)


def test_no_person_of_the_tables_becomes_another_and_names_of_two_stay_open() -> None:
    taken = {
        person.person_id: persons_named(person.name)
        for person in list_persons()
        if person.family and " " in person.name
    }
    assert not {person: ids for person, ids in taken.items() if ids and person not in ids}
    assert taken["amina-mohamed"] == ("amina-mohamed", "amina-mohammed")


@pytest.mark.parametrize(
    ("words", "person"),
    [
        ("Jong-un Kim", "kim-jong-un"),
        ("Kim Jongun", "kim-jong-un"),
        ("Rodrigo Duterté", "rodrigo-duterte"),
        ("Kirill Petkov", "kiril-petkov"),
        ("Boiko Borisov", "boyko-borisov"),
        ("Le Drian Jean Yves", "jean-yves-le-drian"),
    ],
)
def test_orders_joints_and_romanisations_of_a_full_name(words: str, person: str) -> None:
    assert persons_named(words) == (person,)


@pytest.mark.parametrize("words", ["Kim", "Jong-un", "Joan Kerry", "Ayşe Erdoğan", "Petrov Sergei", ""])
def test_other_names_name_nobody(words: str) -> None:
    assert persons_named(words) == ()


def test_a_short_family_name_is_not_known_in_another_spelling() -> None:
    assert bearers_of("Ly") == ()
    assert bearers_of("Zelenskij") == ("volodymyr-zelenskyy",)
