"""Where rules and the trained reader meet: which of them decides, and what is said of what they refuse."""

import pytest

from foreigndesk.records.claims import Factuality
from tests.extraction.claim_readings import names_of
from tests.extraction.coding_readings import read


def test_a_deed_that_no_table_knows_is_the_readers():
    (claim,) = read(
        "Chad elbowed two Malian envoys out of the hall.",
        triggers={"elbowed": {"COERCE": 0.9}}, actors=["Chad"], recipients=["Malian"],
    ).claims  # fmt: skip

    assert (claim.type, claim.rule, claim.confidence) == ("COERCE", "reader:COERCE", 0.9)
    assert names_of(claim.actors) == ["Chad"]
    assert names_of(claim.recipients) == ["Mali"]


def test_a_rule_that_the_reader_does_not_follow_is_refused_with_both_named():
    found = read("Kenya condemned Somalia.", triggers={})

    assert found.claims == ()
    (refusal,) = found.refusals
    assert refusal.rule.startswith("action:condemn")
    assert "trigger head gives 0.00" in refusal.because


def test_a_sentence_that_tells_of_no_deed_has_none_whatever_its_words():
    found = read(
        "Kenya shot forty percent and attacked Somalia's goal.", triggers={"attacked": {"ASSAULT": 0.9}},
        actors=["Kenya"], recipients=["Somalia"], relevance=0.2,
    )  # fmt: skip

    assert found.claims == ()
    assert all("relevance head gives 0.20" in refusal.because for refusal in found.refusals)


def test_a_deed_below_the_threshold_of_its_type_is_refused_with_the_figures():
    found = read(
        "Chad elbowed Mali.", triggers={"elbowed": {"COERCE": 0.4}}, actors=["Chad"], recipients=["Mali"]
    )  # fmt: skip

    assert found.claims == ()
    assert found.refusals[0].rule == "reader:COERCE"
    assert "COERCE 0.40, less than its threshold 0.50" in found.refusals[0].because


def test_what_is_still_to_come_is_a_promise():
    (claim,) = read(
        "Peru will free two fishermen of Chile.",
        triggers={"free": {"RETREAT": 0.9}}, actors=["Peru"], recipients=["fishermen"], factuality="planned",
    ).claims  # fmt: skip

    assert (claim.type, claim.mode, claim.polarity.value) == ("AGREE", None, "positive")


def test_a_deed_that_will_not_be_done_is_a_refusal_of_its_mode():
    (claim,) = read(
        "Peru will not free two fishermen of Chile.",
        triggers={"free": {"RETREAT": 0.9}}, actors=["Peru"], recipients=["fishermen"], factuality="planned",
    ).claims  # fmt: skip

    assert (claim.type, claim.mode, claim.polarity.value) == ("REJECT", "yield", "positive")


def test_a_hostile_deed_still_to_come_is_a_threat_of_its_kind():
    (claim,) = read(
        "Peru will expel two envoys of Chile.",
        triggers={"expel": {"SANCTION": 0.9}}, actors=["Peru"], recipients=["envoys"], factuality="planned",
        modes={"SANCTION.expel": 0.9, "SANCTION.-": 0.1},
    ).claims  # fmt: skip

    assert (claim.type, claim.mode, claim.polarity.value) == ("THREATEN", "expel", "positive")


def test_force_still_to_come_is_a_threat_of_violence_and_a_drill_is_none():
    threat, drill = (
        read(
            f"Peru will {verb} near Chile.", triggers={verb: {event_type: 0.9}}, actors=["Peru"], recipients=["Chile"],
            factuality="planned",
        ).claims[0]
        for verb, event_type in (("strike", "ASSAULT"), ("drill", "MOBILIZE"))
    )  # fmt: skip

    assert (threat.type, threat.mode) == ("THREATEN", "violence")
    assert drill.type == "MOBILIZE"


def test_a_refusal_that_not_alone_tells_is_no_negated_refusal():
    (claim,) = read(
        "Peru will not lift the ban on Chile.",
        triggers={"lift": {"REJECT": 0.9}}, actors=["Peru"], recipients=["Chile"],
    ).claims  # fmt: skip

    assert (claim.type, claim.polarity.value) == ("REJECT", "positive")


def test_who_must_is_asked_by_who_says_so():
    (claim,) = read(
        "Peru said on Monday that Chile must return the trawler.",
        triggers={"must": {"REQUEST": 0.9}, "return": {"RETREAT": 0.8}},
    ).claims  # fmt: skip

    assert (claim.type, claim.factuality.value, claim.attribution) == ("REQUEST", "reported", ())
    assert names_of(claim.actors) == ["Peru"]
    assert names_of(claim.recipients) == ["Chile"]


def test_mountains_and_storms_do_nothing_to_anybody():
    found = read("Mount Elgon threatens Kenya.", triggers={"threatens": {"THREATEN": 0.9}}, recipients=["Kenya"])

    assert found.claims == ()


def test_a_deed_and_its_sentence_must_be_likely_together():
    found = read(
        "Chad elbowed Mali.",
        triggers={"elbowed": {"COERCE": 0.55}},
        actors=["Chad"],
        recipients=["Mali"],
        relevance=0.62,
    )

    assert found.claims == ()
    assert "COERCE 0.55 and its relevance head 0.62, together less than 1.2" in found.refusals[0].because


def test_two_words_of_one_deed_make_one_event():
    claims = read(
        "The Malian army carried out an attack on rebels.",
        triggers={"carried": {"ASSAULT": 0.7}, "attack": {"ASSAULT": 0.9}}, actors=["army"], recipients=["rebels"],
    ).claims  # fmt: skip

    assert [claim.type for claim in claims] == ["ASSAULT"]


def test_a_word_before_the_noun_that_tells_a_deed_tells_no_second_one():
    (claim,) = read(
        "Kenya elbowed sulking ferries of Malawi.",
        triggers={"elbowed": {"COERCE": 0.9}, "sulking": {"COERCE": 0.6}}, actors=["Kenya"], recipients=["Malawi"],
    ).claims  # fmt: skip

    assert claim.trigger.start == len("Kenya ")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("The Chadian minister elbowed himself on Monday.", 0),
        ("The Chadian minister elbowed Mali on Monday.", 1),
    ],
)
def test_force_towards_oneself_is_no_event(text: str, seen: int):
    found = read(text, triggers={"elbowed": {"ASSAULT": 0.9}}, actors=["minister"], recipients=["Mali"])

    assert len(found.claims) == seen
    assert seen or '"himself" is its object' in found.refusals[0].because


@pytest.mark.parametrize(
    ("text", "is_event"),
    [
        ("Xi Jinping left Moscow on Wednesday.", False),
        ("Chadian troops left Moscow on Wednesday.", True),
        ("Xi Jinping left the talks on Wednesday.", True),
        ("Xi Jinping fled Moscow on Wednesday.", True),
    ],
)
def test_a_person_who_travels_on_withdraws_nothing(text: str, is_event: bool):
    actors, recipients = ["Xi", "Chadian"], ["Moscow", "talks"]
    verb = text.split()[2]
    found = read(text, triggers={verb: {"RETREAT": 0.9}}, actors=actors, recipients=recipients)

    assert bool(found.claims) == is_event
    assert is_event or "travels" in found.refusals[0].because


def test_who_blew_himself_up_attacked():
    (claim,) = read(
        "A gunman blew himself up.", triggers={"blew": {"ASSAULT": 0.9}}, actors=["gunman"],
        modes={"ASSAULT.suicide-attack": 0.9, "ASSAULT.-": 0.1},
    ).claims  # fmt: skip

    assert (claim.type, claim.mode) == ("ASSAULT", "suicide-attack")


def test_a_mode_is_given_only_where_it_is_likelier_than_all_others():
    sure, unsure = (
        read(
            "Chad elbowed Mali.", triggers={"elbowed": {"COERCE": 0.9}}, actors=["Chad"], recipients=["Mali"],
            modes={"COERCE.arrest": share, "COERCE.-": 0.3, "COERCE.deport": 0.2},
        ).claims[0]
        for share in (0.6, 0.2)
    )  # fmt: skip

    assert (sure.mode, unsure.mode) == ("arrest", None)


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Has Chad expelled two Malian envoys?", Factuality.SPECULATION),
        ("Expel the Malian envoys!", Factuality.DEMANDED),
    ],
)
def test_what_is_asked_or_demanded_is_not_done_whatever_the_reader_takes_it_for(text: str, factuality: Factuality):
    triggers = {word: {"SANCTION": 0.9} for word in ("expelled", "Expel")}
    (claim,) = read(text, triggers=triggers, actors=["Chad"], recipients=["Malian"], factuality="reported").claims

    assert claim.factuality is factuality


def test_what_somebody_is_told_to_do_is_a_request():
    (claim,) = read(
        '"Free the pastor," Chile told Peru.', triggers={"Free": {"RETREAT": 0.9}}, recipients=["pastor"],
        modes={"RETREAT.release": 0.9},
    ).claims  # fmt: skip

    assert (claim.type, claim.mode, claim.factuality) == ("REQUEST", None, Factuality.REPORTED)
    assert names_of(claim.actors) == ["Chile"]
    assert names_of(claim.recipients) == ["Peru"]
