from foreigndesk.sources.lines import split_lines
from foreigndesk.sources.repeats import find_repeats

FIRST = "The deal on grain was signed on Friday after nine hours of talks in the palace."
SECOND = "Ships may leave three ports from Monday, said the ministry of transport in a statement."


def repeats(text: str) -> list[tuple[str, str]]:
    return [(r.first.words(text), r.second.words(text)) for r in find_repeats(text, split_lines(text))]


def test_a_sentence_that_stands_again_in_another_paragraph_is_folded() -> None:
    assert repeats(f"{FIRST} {SECOND}\n\nNobody else was there. {FIRST}") == [(FIRST, FIRST)]


def test_the_first_place_is_kept_for_all_later_ones() -> None:
    text = f"{FIRST}\n{FIRST}\n{FIRST}"
    found = find_repeats(text, split_lines(text))
    assert {r.first.start for r in found} == {0}
    assert len(found) == 2


def test_short_passages_may_stand_twice() -> None:
    assert repeats("Nobody came to the door.\nNobody came to the door.") == []


def test_a_name_that_differs_makes_another_statement() -> None:
    assert repeats(f"{FIRST}\n{FIRST.replace('Friday', 'Sunday')}") == []


def test_a_small_word_that_differs_does_not() -> None:
    other = FIRST.replace("in the palace", "at the palace")
    assert repeats(f"{FIRST}\n{other}") == [(FIRST, other)]


def test_much_longer_passages_are_not_the_same() -> None:
    assert repeats(f"{FIRST}\n{FIRST[:-1]}, where the two delegations had met before in spring and autumn.") == []
