"""Dates of single events: from their time words, or from tense and article, never the article's day itself."""

from datetime import date

import pytest

from foreigndesk.app.annotating import annotate_given
from foreigndesk.views.plain import Plain

STRIKE = "Russia attacked Kharkiv"


def events_of(text: str, published: str | None = "2024-07-04") -> list[dict[str, Plain]]:
    given: dict[str, Plain] = {"id": "one", "text": text, "published": published}
    events = annotate_given(given, number=1, clean=False)["events"]
    assert isinstance(events, list)
    return [event for event in events if isinstance(event, dict)]


def only_event(text: str, published: str | None = "2024-07-04") -> dict[str, Plain]:
    [event] = events_of(text, published)
    return event


def says(event: dict[str, Plain]) -> str:
    proof = event["date_proof"]
    assert isinstance(proof, list)
    return "\n".join(str(step["says"]) for step in proof if isinstance(step, dict))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        (f"{STRIKE} on Tuesday.", "2024-07-02", "2024-07-02"),
        (f"{STRIKE} last week.", "2024-06-24", "2024-06-30"),
        (f"{STRIKE} in March 2023.", "2023-03-01", "2023-03-31"),
        (f"From Monday to Wednesday {STRIKE}.", "2024-07-01", "2024-07-03"),
        (f"{STRIKE} on June 5 and 7.", "2024-06-05", "2024-06-07"),
    ],
)
def test_time_words_date_an_event(text: str, earliest: str, latest: str) -> None:
    event = only_event(text)
    assert (event["earliest"], event["latest"]) == (earliest, latest)
    assert "the text says" in says(event)


def test_a_past_event_without_time_words_lies_no_later_than_the_article() -> None:
    event = only_event(f"{STRIKE}.")
    assert (event["earliest"], event["latest"]) == (None, "2024-07-04")
    assert says(event) == "told as past by an article of 2024-07-04"


def test_a_coming_event_lies_no_earlier_than_the_article() -> None:
    event = only_event("France will impose sanctions on Russia.")
    assert (event["earliest"], event["latest"]) == ("2024-07-04", None)


def test_nothing_dates_an_event_of_an_undated_article_and_the_reason_stands_there() -> None:
    event = only_event("France imposed sanctions on Mali.", None)
    assert (event["earliest"], event["latest"], event["date_proof"]) == (None, None, [])
    assert event["date_unknown_because"] == "no time words give a day, and the article's date is not known"


def test_a_weekday_in_an_undated_article_dates_nothing() -> None:
    event = only_event("France imposed sanctions on Mali on Tuesday.", None)
    assert (event["earliest"], event["latest"]) == (None, None)
    assert event["date_unknown_because"]


def test_a_meeting_has_the_date_and_the_proof_of_its_record() -> None:
    text = "Russian President Vladimir Putin met Chinese President Xi Jinping in Beijing on May 16, 2024."
    event = only_event(text, None)
    assert (event["earliest"], event["latest"]) == ("2024-05-16", "2024-05-16")
    assert "May 16, 2024" in says(event)


def test_a_time_on_the_wrong_side_of_the_article_is_set_aside() -> None:
    event = only_event(f"{STRIKE} in August 2025.")
    assert event["latest"] == "2024-07-04"
    assert "set aside: August 2025 lies after the article" in says(event)


def test_the_day_of_the_article_is_an_events_date_only_where_words_say_so() -> None:
    texts = (f"{STRIKE}.", f"{STRIKE} again.", "Germany condemned Russia.", f"{STRIKE} today.")
    for text in texts:
        for event in events_of(text):
            is_of_that_day = event["earliest"] == event["latest"] == date(2024, 7, 4).isoformat()
            assert is_of_that_day == ("today" in text)
