"""What is counted, and what is missing."""

from foreigndesk.knowledge.states import states_by_id
from tests.training.corpus_rows import read_rows
from training.counts import continents, count, find_continents, find_gaps, known_values

ROWS = read_rows(
    "{A Kenya} {T freed} {R two Fijians}. | T RETREAT.release by=A to=R ctx=legal fact=reported pol=+",
    "{S He} {C said} {Q it rained}. | none weather | said S C Q kind=indirect",
)


def test_rows_events_and_what_is_said_are_counted() -> None:
    counts = count(ROWS)
    assert counts["rows"] == {"written": 2, "sentences alone": 2}
    assert counts["mode"] == {"RETREAT.release": 1}
    assert counts["none"] == {"weather": 1}
    assert counts["attribution"] == {"indirect": 1}
    assert counts["commitment"] == {"(none)": 1}


def test_values_that_are_rare_or_absent_are_gaps() -> None:
    gaps = {gap.field: gap.short for gap in find_gaps(count(ROWS), {"polarity": 1, "context": 1})}
    assert gaps["polarity"] == {"negative": 0}
    assert "legal" not in gaps["context"]
    assert gaps["context"]["health"] == 0


def test_states_and_their_people_tell_the_continent() -> None:
    assert find_continents("A Kenyan and a New Zealand envoy met in silence.") == {"Africa", "Oceania"}


def test_every_state_lies_on_one_continent() -> None:
    states = [state for ids in continents().values() for state in ids]
    assert len(states) == len(set(states))
    assert set(states) <= set(states_by_id())
    assert known_values("continent") == ("Africa", "Americas", "Asia", "Europe", "Oceania")
