"""Claims taken together to events: what is one, what stays apart, and what must hold for any pile."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foreigndesk.records.claims import Factuality, Polarity
from foreigndesk.records.events import STRENGTH, Event, EventStatus, status_of
from foreigndesk.resolution import events as events_module
from foreigndesk.resolution.event_records import DatedClaim
from foreigndesk.resolution.events import NARROW, merge_claims
from tests.resolution.event_samples import make_party, merge, only, told
from tests.resolution.test_dating import read, resolve

TUESDAY, WEDNESDAY, WEEK = "2031-05-06", "2031-05-07", "2031-05-05/2031-05-11"
NEGATIVE = {"polarity": Polarity.NEGATIVE}


# One article, or texts of one origin.


def test_an_event_told_twice_in_one_article_is_one_with_both_claims() -> None:
    first, second = told("a", on=TUESDAY), told("a", at=100)
    event = only(first, second)
    assert event.claim_ids == tuple(sorted((first.claim_id, second.claim_id)))
    assert (event.date.edtf, event.reports, event.origins) == (TUESDAY, ("a",), ("a",))
    assert "one article tells twice" in event.merged_because[0]
    assert {(w.supports, w.span.start) for w in event.evidence} >= {("event", 0), ("event", 100)}


def test_a_telling_in_one_article_that_fits_two_days_stays_apart_and_names_both() -> None:
    events = merge(told("a", on=TUESDAY), told("a", on=WEDNESDAY, at=100), told("a", at=200))
    assert [e.date.edtf for e in events] == [TUESDAY, WEDNESDAY, None]
    named = [u for u in events[2].unknowns if "it may be event" in u]
    assert [events[0].event_id in named[0] or events[0].event_id in named[1], len(named)] == [True, 2]


def test_two_triggers_of_one_sentence_are_two_deeds() -> None:
    assert len(merge(told("a", sentence=0), told("a", at=50, sentence=0))) == 2


def test_of_two_deeds_alike_a_copy_joins_that_of_its_trigger_then_that_of_its_code() -> None:
    deeds = [told("a", sentence=0, words="shelled"), told("a", at=50, sentence=0, words="burned", cameo="195")]
    copies = [told("b", origin="a", sentence=0, words="shelled"), told("b", origin="a", at=50, words="burned")]
    assert sorted(len(e.claim_ids) for e in merge(*deeds, *copies)) == [2, 2]
    again = told("a", at=300, words="struck", cameo="195")
    assert [len(e.claim_ids) for e in merge(*deeds, again) if e.cameo == "195"] == [2]
    open_one = told("a", at=300, words="struck", cameo="")
    assert len(merge(*deeds, open_one)) == 3


def test_an_undated_telling_joins_across_articles_only_where_they_are_of_one_origin() -> None:
    assert only(told("a", on=TUESDAY, origin="f"), told("b", origin="f")).origins == ("f",)
    assert len(merge(told("a", on=TUESDAY), told("b"))) == 2
    assert len(merge(told("a", on=TUESDAY), told("b", on="../2031-06-01"))) == 2


def test_copies_add_reports_and_no_origins() -> None:
    event = only(told("a", origin="f"), told("b", origin="f"), told("c", origin="f"))
    assert (event.reports, event.origins) == (("a", "b", "c"), ("f",))


# Texts of different origin.


def test_reports_of_one_day_are_one_event_of_two_origins() -> None:
    event = only(told("a", on=TUESDAY), told("b", on=TUESDAY))
    assert (event.reports, event.origins) == (("a", "b"), ("a", "b"))
    assert "dates overlap" in event.merged_because[0]


def test_overlapping_days_leave_those_that_all_reports_allow_with_the_proof_of_each() -> None:
    event = only(told("a", on="2031-05-05/2031-05-07"), told("b", on="2031-05-07/2031-05-09"))
    assert event.date.edtf == WEDNESDAY
    assert {step.article_id for step in event.date.proof} == {"a", "b"}


def test_a_week_joins_the_only_event_in_it_but_not_one_of_two() -> None:
    assert only(told("a", on=TUESDAY), told("b", on=WEEK)).date.edtf == TUESDAY
    events = merge(told("a", on=TUESDAY), told("b", on=WEDNESDAY), told("c", on=WEEK))
    assert len(events) == 3
    [wide] = [e for e in events if e.date.edtf == WEEK]
    assert sum("it may be event" in u for u in wide.unknowns) == 2


def test_other_days_and_wide_dates_are_other_events() -> None:
    assert len(merge(told("a", on=TUESDAY), told("b", on=WEDNESDAY))) == 2
    assert len(merge(told("a", on=TUESDAY), told("b", on="2031-05-01/2031-05-31"))) == 2


# Who, how, where.


def test_an_official_and_the_state_are_one_side_two_officials_are_two() -> None:
    minister = make_party("sample-minister", state="RUS")
    premier = make_party("sample-premier", state="RUS")
    event = only(told("a", [minister], on=TUESDAY), told("b", on=TUESDAY))
    assert [(p.entity_id, p.state) for p in event.actors] == [("sample-minister", "RUS")]
    assert len(merge(told("a", [minister], on=TUESDAY), told("b", [premier], on=TUESDAY))) == 2


def test_who_does_not_act_for_the_state_is_another_side() -> None:
    for sector in ("OPP", "CVL", None):
        marcher = make_party("sample-marcher", state="RUS", sector=sector)
        assert len(merge(told("a", [marcher], on=TUESDAY), told("b", on=TUESDAY))) == 2


def test_a_state_and_its_town_are_one_recipient_two_towns_are_two() -> None:
    paris, lyon = (make_party(name, 6, state="FRA", sector=None) for name in ("paris", "lyon"))
    assert only(told("a", ["KEN"], [paris], on=TUESDAY), told("b", ["KEN"], ["FRA"], on=TUESDAY)).recipients[0].name
    assert len(merge(told("a", ["KEN"], [paris], on=TUESDAY), told("b", ["KEN"], [lyon], on=TUESDAY))) == 2


def test_other_recipients_none_and_turned_sides_are_other_events() -> None:
    pairs = ([("RUS",), ("POL",)], [("RUS",), ()], [("UKR",), ("RUS",)], [("RUS", "BLR"), ("UKR",)])
    for actors, recipients in pairs:
        assert len(merge(told("a", on=TUESDAY), told("b", actors, recipients, on=TUESDAY))) == 2


def test_the_order_in_which_sides_are_named_says_nothing() -> None:
    assert only(told("a", ["KEN", "UGA"], [], on=TUESDAY), told("b", ["UGA", "KEN"], [], on=TUESDAY))


def test_a_name_without_an_entity_is_the_same_in_texts_of_one_origin_only() -> None:
    unnamed = make_party("'the gunmen'")
    assert only(told("a", [unnamed], on=TUESDAY, origin="f"), told("b", [unnamed], on=TUESDAY, origin="f"))
    assert len(merge(told("a", [unnamed], on=TUESDAY), told("b", [unnamed], on=TUESDAY))) == 2


def test_without_an_actor_texts_of_different_origin_stay_apart() -> None:
    events = merge(told("a", [], on=TUESDAY), told("b", [], on=TUESDAY))
    assert len(events) == 2
    assert "actors: no words say who did it" in events[0].unknowns


def test_a_mode_joins_the_telling_without_one_and_excludes_another() -> None:
    event = only(told("a", on=TUESDAY, mode="aerial"), told("b", on=TUESDAY))
    assert (event.mode, event.score) == ("aerial", -9.5)
    assert len(merge(told("a", on=TUESDAY, mode="aerial"), told("b", on=TUESDAY, mode="drone"))) == 2
    events = merge(
        told("a", on=TUESDAY, mode="aerial"), told("b", on=TUESDAY, mode="drone"), told("c", on=TUESDAY),
        told("d", on=TUESDAY),
    )  # fmt: skip
    assert sorted(len(e.claim_ids) for e in events) == [1, 1, 2], "those that fit both are one of their own"


def test_two_towns_are_two_events_a_town_and_its_state_are_one() -> None:
    assert len(merge(told("a", on=TUESDAY, place="paris"), told("b", on=TUESDAY, place="lyon"))) == 2
    event = only(told("a", on=TUESDAY, place="FRA"), told("b", on=TUESDAY, place="paris"))
    assert event.place is not None
    assert (event.place.place_id, event.place.name, event.place.state) == ("paris", "Paris", "FRA")


def test_promises_on_other_matters_to_nobody_are_two() -> None:
    more = {"type": "AGREE", "cameo": "030", "on": TUESDAY}
    claims = [told(a, ["KEN"], [], contexts=(c,), **more) for a, c in (("a", "economic"), ("b", "military"))]  # type: ignore[arg-type]
    assert len(merge(*claims)) == 2


# How it is told.


def test_claims_of_other_polarity_are_never_one_event() -> None:
    events = merge(told("a", on=TUESDAY), told("a", at=100, on=TUESDAY, **NEGATIVE))
    assert sorted(e.is_told_as_fact for e in events) == [False, True]


@pytest.mark.parametrize("factuality", [f for f in Factuality if status_of(f) is not EventStatus.REPORTED])
def test_what_is_not_told_as_fact_is_no_report_of_the_deed(factuality: Factuality) -> None:
    events = merge(told("a", on=TUESDAY), told("b", on=TUESDAY, factuality=factuality))
    assert [len(e.reports) for e in events] == [1, 1]
    assert {e.status for e in events} == {EventStatus.REPORTED, status_of(factuality)}
    assert [e.is_told_as_fact for e in events if e.factuality is factuality] == [False]


def test_the_strongest_claim_tells_how_an_event_is_told() -> None:
    event = only(told("a", on=TUESDAY, factuality=Factuality.ATTRIBUTED), told("b", on=TUESDAY))
    assert event.factuality is Factuality.REPORTED
    guesses = [told(a, on=TUESDAY, factuality=f) for a, f in (("a", Factuality.SPECULATION), ("b", Factuality.OPINION))]
    assert only(*guesses).factuality is Factuality.OPINION


def test_every_factuality_has_its_place_in_the_order() -> None:
    assert sorted(STRENGTH) == sorted(Factuality)


# Codes.


def test_the_closer_code_goes_before_the_general_one_and_gives_the_goldstein_value() -> None:
    event = only(told("a", on=TUESDAY), told("b", on=TUESDAY, cameo="195"))
    assert (event.cameo, event.goldstein, event.quad) == ("195", -10.0, "M-CONF")


def test_an_empty_code_stays_unknown_with_its_reason() -> None:
    event = only(told("a", on=TUESDAY, cameo=""))
    assert (event.cameo, event.goldstein) == (None, None)
    assert "cameo: no code is safe" in event.unknowns


def test_codes_that_differ_leave_the_code_unknown() -> None:
    event = only(told("a", on=TUESDAY, cameo="193"), told("b", on=TUESDAY, cameo="195"))
    assert event.cameo is None
    assert "cameo: the claims have different codes: 193, 195" in event.unknowns


def test_an_event_is_as_sure_as_its_surest_claim() -> None:
    assert only(told("a", on=TUESDAY, confidence=0.6), told("b", on=TUESDAY, confidence=0.9)).confidence == 0.9
    assert only(told("a", on=TUESDAY, confidence=0.6), told("b", on=TUESDAY)).confidence == 0.6
    assert only(told("a", on=TUESDAY)).confidence is None


def test_the_score_of_the_type_stands_where_the_mode_has_none() -> None:
    assert only(told("a", type="PROTEST", mode="vandalize", cameo="")).score == -5


# What must hold for any pile.

SIDES: tuple[tuple[str, str], ...] = (("RUS", "UKR"), ("RUS", "POL"), ("KEN", "UGA"))
SPECS = st.lists(
    st.tuples(
        st.integers(0, 40),
        st.sampled_from(SIDES),
        st.integers(0, 4),
        st.sampled_from((0, 0, 0, 2, NARROW - 1, 40, -1)),
        st.sampled_from((None, None, "aerial", "drone")),
        st.sampled_from(("", "", "paris", "lyon", "FRA")),
    ),
    max_size=9,
    unique_by=lambda spec: spec[0],
)


def make_claims(specs: list[Any]) -> list[DatedClaim]:
    """Return a claim for each; three of neighbouring numbers are of one article, six of one origin."""
    claims = []
    for number, (actor, recipient), start, width, mode, place in specs:
        first = date(2031, 5, 1) + timedelta(days=start)
        on = f"{first}/{first + timedelta(days=width)}" if width >= 0 else ""
        claims.append(
            told(
                f"a{number // 3}", [actor], [recipient], on=on, at=number % 3 * 100, origin=f"f{number // 6}",
                mode=mode, place=place,
            )
        )  # fmt: skip
    return claims


@settings(max_examples=150)
@given(specs=SPECS, seed=st.randoms())
def test_the_order_of_claims_changes_nothing(specs: list[Any], seed: Any) -> None:
    claims = make_claims(specs)
    shuffled = list(claims)
    seed.shuffle(shuffled)
    assert merge_claims(shuffled) == merge_claims([*claims, *claims[:2]])


@settings(max_examples=150)
@given(specs=SPECS)
def test_each_claim_is_in_one_event_and_no_two_events_share_an_id(specs: list[Any]) -> None:
    claims = make_claims(specs)
    events = merge_claims(claims)
    assert sorted(i for e in events for i in e.claim_ids) == sorted(c.claim_id for c in claims)
    assert len({e.event_id for e in events}) == len(events)


@settings(max_examples=150)
@given(specs=SPECS)
def test_the_days_of_an_event_lie_in_those_of_each_claim_and_have_a_proof(specs: list[Any]) -> None:
    by_id = {c.claim_id: c.date for c in make_claims(specs)}
    for event in merge_claims(make_claims(specs)):
        assert bool(event.date.proof) == event.date.is_known
        for claim_id in event.claim_ids if event.date.is_known else ():
            first, last = by_id[claim_id].earliest or date.min, by_id[claim_id].latest or date.max
            assert event.date.earliest is not None
            assert event.date.latest is not None
            assert first <= event.date.earliest <= event.date.latest <= last


@settings(max_examples=150)
@given(specs=SPECS)
def test_a_stranger_changes_no_other_event(specs: list[Any]) -> None:
    claims = make_claims(specs)
    before, after = merge_claims(claims), merge_claims([*claims, told("zz", ["PER"], ["BOL"], on=TUESDAY)])
    assert [e for e in after if e.actors[0].state != "PER"] == list(before)


@settings(max_examples=150)
@given(specs=SPECS)
def test_a_further_report_of_the_same_keeps_the_id(specs: list[Any]) -> None:
    claims = make_claims(specs)
    dated = [e for e in merge_claims(claims) if e.date.earliest and e.date.earliest == e.date.latest]
    if not dated:
        return
    event = dated[0]
    again = told(
        "zz",
        [str(event.actors[0].entity_id)],
        [str(event.recipients[0].entity_id)],
        on=str(event.date.edtf),
        mode=event.mode,
        place=str(event.place.place_id) if event.place else "",
    )
    joined = next(e for e in merge_claims([*claims, again]) if again.claim_id in e.claim_ids)
    assert joined.event_id in {event.event_id, *(e.event_id for e in dated)} or len(joined.claim_ids) == 1


# From articles.


def events_of(*articles: tuple[str, str, str]) -> tuple[Event, ...]:
    return resolve(*(read(name, text, stated) for name, text, stated in articles)).events


FIRST = "Kenya expelled Uganda's ambassador on Tuesday, 6 May 2031. The harbour was calm, fishermen said."
SECOND = "Two ferries were late. Kenya expelled Uganda's envoy on 6 May 2031, after a quarrel about the lake."


def test_two_reports_are_read_dated_and_taken_for_one() -> None:
    [event] = events_of(("one", FIRST, "2031-05-07"), ("two", SECOND, "2031-05-08"))
    assert (event.type, event.date.edtf, len(event.reports), len(event.origins)) == ("SANCTION", TUESDAY, 2, 2)
    assert [p.state for p in (*event.actors, *event.recipients)] == ["KEN", "UGA"]


def test_a_negated_and_a_planned_deed_are_read_as_such() -> None:
    [negated] = events_of(("one", "Kenya did not expel Uganda's ambassador on 6 May 2031.", "2031-05-07"))
    assert (negated.polarity, negated.is_told_as_fact) == (Polarity.NEGATIVE, False)
    [planned] = events_of(("two", "Kenya will impose sanctions on Uganda on 9 May 2031.", "2031-05-07"))
    assert (planned.status, planned.is_told_as_fact) == (EventStatus.PLANNED, False)


def test_a_claim_is_compared_with_few_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 1,500 claims of three pairs on 500 days, each asks only those of its pair and day or article."""
    asked = []
    fits = events_module._fits

    def counted(*given: Any) -> bool:
        asked.append(1)
        return fits(*given)

    monkeypatch.setattr(events_module, "_fits", counted)
    first = date(2031, 1, 1)
    claims = [
        told(f"a{n}", [SIDES[n % 3][0]], [SIDES[n % 3][1]], on=str(first + timedelta(days=n // 3))) for n in range(1500)
    ]
    assert len(merge_claims([*claims, *(told(f"b{n}") for n in range(300))])) == 1800
    assert not asked
