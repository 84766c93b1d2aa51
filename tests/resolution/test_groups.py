"""Claims of one article taken together to meetings."""

import pytest

from foreigndesk.records.meetings import MeetingStatus
from foreigndesk.resolution.groups import MeetingGroup, group_claims, is_main, is_passing, looks_back
from tests.resolution.test_dating import read


def groups_in(text: str) -> list[MeetingGroup]:
    return list(group_claims(read("groups", text)))


def keys_in(text: str) -> list[list[str]]:
    return [sorted(g.key) for g in groups_in(text)]


def words_of(group: MeetingGroup, text: str) -> list[str]:
    return [t.span.words(text) for t in group.times]


def test_two_sentences_on_one_meeting_are_one_group() -> None:
    text = "Joe Biden met Xi Jinping in Bali on Monday. Biden and Xi talked for three hours."
    [group] = groups_in(text)
    assert sorted(group.key) == ["joe-biden", "xi-jinping"]
    assert len(group.reports) == 2


def test_states_that_meet_join_the_meeting_of_their_leaders() -> None:
    text = "Xi Jinping met Vladimir Putin in Moscow. The talks between China and Russia lasted four hours."
    assert keys_in(text) == [["vladimir-putin", "xi-jinping"]]


def test_the_date_of_other_officials_does_not_date_the_leaders() -> None:
    text = (
        "Xi Jinping and Vladimir Putin met last week. On Monday, Chinese and Russian officials held consultations. "
        "China and Russia held talks on Monday."
    )
    group = next(g for g in groups_in(text) if "xi-jinping" in g.key)
    assert words_of(group, text) == ["last week"]


def test_a_visitor_joins_the_meeting_with_the_host() -> None:
    text = "Emmanuel Macron visited China on Wednesday. Macron met Xi Jinping in Beijing on Thursday."
    [group] = groups_in(text)
    assert sorted(group.key) == ["emmanuel-macron", "xi-jinping"]
    assert [s.words(text) for s in group.visit_times] == ["Wednesday"]


def test_a_visit_told_twice_is_one_group() -> None:
    text = (
        "U.S. Secretary of State Antony Blinken arrived in China on Sunday. "
        "The visit of Antony Blinken to China was a short one."
    )
    assert [g.host for g in groups_in(text)] == ["CHN"]


@pytest.mark.parametrize(
    "text",
    [
        "Joe Biden met Xi Jinping in Bali on Monday. Joe Biden met Xi Jinping in Rome on Thursday.",
        "Joe Biden met Xi Jinping in Bali in May. Joe Biden met Xi Jinping in Rome in June.",
        "Joe Biden met Xi Jinping on Monday. Joe Biden met Xi Jinping in Bali a year ago.",
        "Joe Biden met Xi Jinping in Bali on Monday. Joe Biden will meet Xi Jinping in Rome.",
        "Joe Biden met Xi Jinping in Bali. Joe Biden telephoned Xi Jinping.",
    ],
)
def test_other_days_another_standing_or_another_format_are_another_meeting(text: str) -> None:
    assert keys_in(text) == [["joe-biden", "xi-jinping"]] * 2


def test_the_dateline_is_neither_party_nor_place() -> None:
    text = "KAZAN, Russia – Narendra Modi met Xi Jinping in Moscow on Wednesday.\n\nThey had tea and spoke for an hour."
    [group] = groups_in(text)
    assert sorted(group.key) == ["narendra-modi", "xi-jinping"]
    assert {named.words for named in group.places} <= {"Moscow"}


def test_a_place_that_no_table_knows_is_no_party() -> None:
    for key in keys_in("Sergei Lavrov met Wang Yi on Wednesday in the old trading town of Tunxi."):
        assert key == ["sergey-lavrov", "wang-yi"]


def test_a_meeting_that_the_words_look_back_to_is_left_out() -> None:
    text = "Narendra Modi met Xi Jinping in Kazan on Wednesday. Modi had met Xi in Wuhan in 2018."
    reading = read("back", text)
    assert [looks_back(c, reading) for c in reading.meetings] == [False, True]
    assert len(group_claims(reading)) == 1


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Joe Biden met Xi Jinping in Bali.", MeetingStatus.REPORTED),
        ("Joe Biden will meet Xi Jinping in Bali.", MeetingStatus.PLANNED),
        ("Joe Biden did not meet Xi Jinping in Bali.", MeetingStatus.DENIED),
        ("Joe Biden might meet Xi Jinping in Bali.", MeetingStatus.SPECULATED),
    ],
)
def test_a_group_says_whether_the_meeting_took_place(text: str, status: MeetingStatus) -> None:
    [group] = groups_in(text)
    assert (group.status, group.is_past) == (status, status is MeetingStatus.REPORTED)


def test_the_only_date_of_the_sentence_is_taken_where_no_mark_stands_between() -> None:
    text = "The summit of Joe Biden with Xi Jinping, which fishermen had awaited, began Monday."
    for group in groups_in(text):
        assert words_of(group, text) in ([], ["Monday"])


def test_the_first_sentences_tell_the_main_meeting_and_later_ones_name_others_in_passing() -> None:
    filler = "The prices of fish rose again. " * 6
    text = f"Joe Biden met Xi Jinping in Bali on Monday. {filler}Talks between Olaf Scholz and Rishi Sunak went well."
    reading = read("main", text)
    main, other = group_claims(reading)
    assert is_main(reading, main)
    assert not is_main(reading, other)
    assert is_passing(reading, other)
    assert not is_passing(reading, main)


def test_a_delegation_joins_the_meeting_of_its_states() -> None:
    text = "Joe Biden met Xi Jinping in Woodside on Wednesday. Secretary of State Antony Blinken attended the meeting."
    [group] = groups_in(text)
    assert [c.is_delegation for c in group.claims] == [False, True]
    assert len(group.reports) == 1
