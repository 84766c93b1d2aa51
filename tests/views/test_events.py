"""Events in words and rows: what did not happen is never told as having happened."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from foreigndesk.records.claims import Polarity
from foreigndesk.records.events import Event, EventParty, EventStatus
from foreigndesk.records.factuality import Factuality
from foreigndesk.views.events import (
    EventFilter,
    filter_events,
    flat_event_row,
    say_days,
    say_sides,
    say_told,
    say_told_shortly,
    say_what,
)
from tests.resolution.event_samples import day, only, told
from tests.views.brief_samples import FIRST, make_dossier


def event(**more: Any) -> Event:
    return replace(only(told(FIRST.article_id, on="2031-05-06", mode="aerial")), **more)


@pytest.mark.parametrize("factuality", Factuality)
@pytest.mark.parametrize("polarity", Polarity)
def test_only_what_is_reported_and_not_negated_is_told_as_having_happened(
    factuality: Factuality, polarity: Polarity
) -> None:
    found = event(factuality=factuality, polarity=polarity)
    is_fact = found.status is EventStatus.REPORTED and polarity is Polarity.POSITIVE
    assert found.is_told_as_fact == is_fact == (say_told(found) == "told as having happened")
    assert is_fact == (say_told_shortly(found) in {"reported", "attributed"})
    assert flat_event_row(make_dossier(), found)["is_told_as_fact"] == is_fact


def test_every_kind_of_telling_has_words_of_its_own() -> None:
    shortly = {say_told_shortly(event(factuality=f, polarity=p)) for f in Factuality for p in Polarity}
    assert len(shortly) == len(Factuality) * len(Polarity)


def test_type_and_mode_are_said_as_the_option_takes_them() -> None:
    assert (say_what(event()), say_what(event(mode=None))) == ("ASSAULT.aerial", "ASSAULT")


def test_sides_name_the_state_of_whoever_is_no_state() -> None:
    envoy = EventParty(entity_id="sample-envoy", name="Ada Moor", state="KEN", sector="GOV")
    assert say_sides(event(actors=(envoy,))) == "Ada Moor (KEN) → UKR"
    assert say_sides(event(actors=(), recipients=())) == "nobody named"
    steering = replace(envoy, name="Ada\u202eMoor", state=None)
    assert "[U+202E]" in say_sides(event(actors=(steering,)))


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2031-05-06", "2031-05-06"),
        ("../2031-05-06", "≤ 2031-05-06"),
        ("2031-05-06/..", "≥ 2031-05-06"),
        ("2031-05-01/2031-05-31", "2031-05"),
        ("", "unknown"),
    ],
)
def test_a_date_is_said_shortly(on: str, said: str) -> None:
    assert say_days(day(on)) == said


def test_days_keep_what_lies_there_and_count_what_may() -> None:
    dates = ("2031-05-06", "2031-05-05/2031-05-20", "2031-04-01", "../2031-05-09", "../2031-04-09", "")
    found = filter_events(
        [event(date=day(on)) for on in dates], EventFilter(first=date(2031, 5, 6), last=date(2031, 5, 7))
    )
    assert [e.date.edtf for e in found.events] == ["2031-05-06", "2031-05-05/2031-05-20"]
    assert found.undated == 2


def test_events_less_sure_than_wanted_are_counted_and_those_of_rules_alone_kept() -> None:
    told = [event(confidence=confidence) for confidence in (0.49, 0.5, None)]

    assert [e.confidence for e in filter_events(told, EventFilter(least=0.5)).events] == [0.5, None]
    assert filter_events(told, EventFilter(least=0.5)).unsure == 1
    assert filter_events(told, EventFilter()).unsure == 0


def test_a_flat_row_has_one_cell_for_each_value() -> None:
    row = flat_event_row(make_dossier(), event())
    assert (row["actor_states"], row["recipient_ids"], row["goldstein"], row["reports"]) == ("RUS", "UKR", -10.0, 1)
    assert row["words"] == [FIRST.text[:40]]
