"""Days, people, places and words of articles are said the same way everywhere."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreigndesk.knowledge.states import states_by_id
from foreigndesk.records.articles import DropReason
from foreigndesk.records.claims import CommitmentKind, Stance, VisitType
from foreigndesk.records.copies import CopyKind
from foreigndesk.records.dates import known_date, unknown_date
from foreigndesk.records.meetings import MeetingPlace, ParticipantRole
from foreigndesk.records.quotations import Attribution, Speaker
from foreigndesk.records.spans import Span
from foreigndesk.views.wording import (
    COMMITMENTS,
    COPIES,
    DROPPED,
    STANCES,
    VISITS,
    count_of,
    join_words,
    mark_down,
    same_words,
    say_article,
    say_chain,
    say_date,
    say_participant,
    say_parties,
    say_place,
    say_published,
    say_speaker,
    say_when,
    show_text,
    show_words,
)
from tests.views.brief_samples import FIRST, GUEST, HOST, make_article, participant

DATES = [
    (date(2024, 7, 3), date(2024, 7, 3), "3 July 2024", "on 3 July 2024"),
    (date(2022, 9, 1), date(2022, 9, 30), "September 2022, day not known", "in September 2022, day not known"),
    (date(2022, 1, 1), date(2022, 12, 31), "2022, day not known", "in 2022, day not known"),
    (date(2024, 5, 16), date(2024, 5, 17), "16 or 17 May 2024", "on 16 or 17 May 2024"),
    (date(2024, 5, 31), date(2024, 6, 1), "31 May or 1 June 2024", "on 31 May or 1 June 2024"),
    (date(2024, 5, 16), date(2024, 5, 18), "between 16 and 18 May 2024", "between 16 and 18 May 2024"),
    (
        date(2022, 9, 28),
        date(2022, 10, 3),
        "between 28 September and 3 October 2022",
        "between 28 September and 3 October 2022",
    ),
    (
        date(2022, 12, 31),
        date(2023, 2, 3),
        "between 31 December 2022 and 3 February 2023",
        "at some time between 31 December 2022 and 3 February 2023",
    ),
    (date(2022, 2, 24), None, "on or after 24 February 2022", "on or after 24 February 2022"),
    (None, date(2022, 2, 24), "on or before 24 February 2022", "on or before 24 February 2022"),
]


@pytest.mark.parametrize("case", DATES, ids=lambda case: case[2])
def test_a_date_is_said_in_words(case: tuple[date | None, date | None, str, str]) -> None:
    earliest, latest, said, when = case
    finding = known_date(earliest, latest, ())
    assert (say_date(finding), say_when(finding)) == (said, when)


def test_a_date_that_is_not_known_is_said_to_be_so() -> None:
    assert say_date(unknown_date("no words for it")) == "date not known"
    assert say_date(None) == "date not known"
    assert say_when(unknown_date("no words for it")) == "(date not known)"
    assert say_published(make_article("a.txt", "Title")) == "date not known"
    assert say_published(FIRST) == "dated 7 January 2025"


def test_small_numbers_are_words_and_one_is_singular() -> None:
    assert [count_of(n, "article") for n in (0, 1, 2, 10, 11)] == [
        "no articles",
        "one article",
        "two articles",
        "ten articles",
        "11 articles",
    ]


def test_words_are_joined_once_each() -> None:
    assert join_words([]) == ""
    assert join_words(["A", "A"]) == "A"
    assert join_words(["A", "B"], link="or") == "A or B"
    assert join_words(["A", "B", "C"]) == "A, B and C"


def test_a_participant_is_said_with_office_or_state_and_role() -> None:
    assert say_participant(HOST) == "Ukhnaagiin Khürelsükh (President of Mongolia, host)"
    assert say_participant(GUEST) == f"Recep Tayyip Erdoğan ({states_by_id()['TUR'].name})"
    assert say_participant(participant("Lena Moor")) == "Lena Moor"
    assert say_participant(participant("Mongolia", state="MNG")) == "Mongolia"
    mediator = participant("Lena Moor", role=ParticipantRole.MEDIATOR)
    assert say_participant(mediator) == "Lena Moor (mediator)"


def test_a_place_is_said_with_its_state_once() -> None:
    city = MeetingPlace(place_id=None, name="Ulaanbaatar", state="MNG", precision="city", because="")
    state = MeetingPlace(place_id=None, name="Mongolia", state="MNG", precision="state", because="")
    nowhere = MeetingPlace(place_id=None, name="Far Town", state="XXQ", precision="city", because="")
    assert [say_place(p) for p in (city, state, nowhere)] == ["Ulaanbaatar, Mongolia", "Mongolia", "Far Town, XXQ"]


def test_nobody_named_is_said_to_be_so() -> None:
    unclear = Speaker(span=None, names=(), entity_ids=(), candidates=("A", "B"), rule="")
    nobody = Speaker(span=None, names=(), entity_ids=(), candidates=(), rule="")
    assert say_parties(()) == "somebody not named"
    assert say_speaker(None, None) == "Speaker not named"
    assert say_speaker(nobody, None) == "Speaker not named"
    assert say_speaker(nobody, "a senior official") == "A senior official"
    assert say_speaker(unclear, "he") == "Speaker not clear (A or B)"


def test_a_chain_goes_outward_and_leaves_the_own_publisher_out() -> None:
    names = ("the ministry", "an agency", "Own Paper")
    links = [Attribution(span=Span(0, 1), name=name, entity_id=None) for name in names]
    assert say_chain(links, publisher="Own Paper") == "according to the ministry, according to an agency"
    assert say_chain((), publisher=None) == ""


def test_an_article_without_title_is_called_by_its_locator() -> None:
    assert say_article(FIRST) == "“🤝 Two presidents cross a bridge”, Steppe Courier"
    assert say_article(make_article("pile/a.txt", "")) == "pile/a.txt"


@pytest.mark.parametrize(
    ("enum", "words"),
    [(DropReason, DROPPED), (CopyKind, COPIES), (CommitmentKind, COMMITMENTS), (Stance, STANCES)],
)
def test_every_value_has_its_words(enum: type, words: dict[object, object]) -> None:
    assert set(words) == set(enum)


def test_every_known_visit_has_its_words() -> None:
    assert set(VISITS) == set(VisitType) - {VisitType.UNKNOWN}


def test_words_are_shown_on_one_line_and_cut_at_a_word() -> None:
    assert show_words(" a\n\n b\t c ") == "a b c"
    assert show_words("alpha beta, gamma", limit=12) == "alpha beta […]"


def test_controls_that_hide_or_reorder_text_are_made_visible() -> None:
    assert show_text("a\u202eb\u2066c\x00d\x1be\ud800") == "a[U+202E]b[U+2066]c[U+0000]d[U+001B]e[U+D800]"
    assert show_text("שלום\u200f “é” 🤝\n\t") == "שלום\u200f “é” 🤝\n\t"


@given(st.text())
def test_shown_text_can_always_be_written_and_shown_again(text: str) -> None:
    shown = show_text(text)
    assert show_text(shown) == shown
    assert shown.encode("utf-8").decode("utf-8") == shown


def test_nothing_in_the_words_is_taken_for_markup() -> None:
    assert mark_down("<b> *x* _y_ `z` [a](b) [c]") == "\\<b\\> \\*x\\* \\_y\\_ \\`z\\` [a\\](b) [c]"


def test_wordings_that_differ_in_marks_only_are_the_same() -> None:
    assert same_words("“We WILL, open!”") == same_words("we will  open")
    assert same_words("we will open") != same_words("we will not open")
