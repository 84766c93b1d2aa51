"""Who acts and on whom, where rules and the trained reader meet."""

import pytest

from tests.extraction.claim_readings import names_of
from tests.extraction.coding_readings import read


def test_a_table_that_names_the_object_decides_the_type():
    (claim,) = read(
        "Canada imposed sanctions on Belarus.",
        triggers={"imposed": {"COERCE": 0.8}, "sanctions": {"COERCE": 0.1}}, actors=["Canada"], recipients=["Belarus"],
    ).claims  # fmt: skip

    assert claim.type == "SANCTION"
    assert claim.rule.startswith("action:impose")
    assert claim.rule.endswith("+ reader")


def test_who_is_joined_to_a_side_stands_on_it_too():
    (claim,) = read(
        "Ghana vetoed a text by Malta and Ecuador.",
        triggers={"vetoed": {"REJECT": 0.9}}, actors=["Ghana"], recipients=["Malta"],
    ).claims  # fmt: skip

    assert names_of(claim.actors) == ["Ghana"]
    assert names_of(claim.recipients) == ["Malta", "Ecuador"]


def test_whom_several_of_one_state_meet_is_kept():
    (claim,) = read(
        "French senators and a French admiral toured Ghana.",
        triggers={"toured": {"CONSULT": 0.9}}, actors=["senators", "admiral"], recipients=["Ghana"],
    ).claims  # fmt: skip

    assert names_of(claim.recipients) == ["Ghana"]


@pytest.mark.parametrize("dateline", ["BERLIN, Jan. 3 (Reuters) -- ", "KHARTOUM -- ", "PORT LOUIS, Mauritius — "])
def test_the_place_that_a_report_was_sent_from_is_no_party(dateline: str):
    (claim,) = read(
        f"{dateline}Chad shelled a village.", triggers={"shelled": {"ASSAULT": 0.9}},
        actors=["BERLIN", "KHARTOUM", "PORT LOUIS", "Chad"], recipients=["village"],
    ).claims  # fmt: skip

    assert names_of(claim.actors) == ["Chad"]


@pytest.mark.parametrize("dateline", ["(CNN) ", "UNITED NATIONS: ", "UNITED NATIONS — "])
def test_neither_agency_nor_seat_of_a_report_is_a_party_to_what_it_tells(dateline: str):
    (claim,) = read(
        f"{dateline}Chad shelled a village.", triggers={"shelled": {"ASSAULT": 0.9}}, recipients=["village"]
    ).claims

    assert names_of(claim.actors) == ["Chad"]
    assert [p.name for p in claim.recipients] == ["village"]


def test_a_dateline_is_no_party_where_only_the_words_of_the_others_are_known():
    (claim,) = read(
        "BERLIN -- A tribunal has convicted two men.", triggers={"convicted": {"SANCTION": 0.9}},
        actors=["BERLIN", "tribunal"], recipients=["men"],
    ).claims  # fmt: skip

    assert [p.name for p in (*claim.actors, *claim.recipients)] == ["tribunal", "two men"]


def test_a_state_that_the_model_joins_to_the_dateline_is_the_state():
    (claim,) = read(
        "KHARTOUM - Chad shelled a village.", triggers={"shelled": {"ASSAULT": 0.9}}, recipients=["village"]
    ).claims  # fmt: skip

    assert [(party.name, party.state) for party in claim.actors] == [("Chad", "TCD")]


def test_who_met_in_a_state_did_not_meet_the_state():
    (claim,) = read(
        "The Chadian and Malian ministers met in Singapore.", triggers={"met": {"CONSULT": 0.9}},
        actors=["Chadian", "Malian"],
    ).claims  # fmt: skip

    assert [party.state for party in claim.actors] == ["TCD", "MLI"]
    assert claim.place_id == "SGP"


def test_where_two_states_sign_is_not_whom_they_sign_with():
    (claim,) = read(
        "Chad and Mali will meet in Singapore.", triggers={"meet": {"AGREE": 0.9}}, actors=["Chad", "Mali"],
        recipients=["Singapore"],
    ).claims  # fmt: skip

    assert (names_of(claim.actors), claim.recipients) == (["Chad", "Mali"], ())


def test_an_alliance_before_a_dash_is_no_dateline():
    (claim,) = read(
        "NATO - an alliance of states - shelled a village.", triggers={"shelled": {"ASSAULT": 0.9}},
        actors=["NATO"], recipients=["village"],
    ).claims  # fmt: skip

    assert [p.span.words("NATO - an alliance") for p in claim.actors] == ["NATO"]


def test_who_is_met_by_somebody_unnamed_is_the_other_side():
    (claim,) = read(
        "On Tuesday he will hold talks with Premier Li Qiang.",
        triggers={"hold": {"AGREE": 0.9}, "talks": {"AGREE": 0.8}}, recipients=["Li Qiang"], factuality="planned",
    ).claims  # fmt: skip

    assert (claim.actors, names_of(claim.recipients)) == ((), ["Li Qiang"])


def test_nobody_named_behind_a_pronoun_acts_in_its_place():
    (claim,) = read(
        "Yesterday she elbowed Mali and Chad.",
        triggers={"elbowed": {"COERCE": 0.9}}, actors=["Chad"], recipients=["Mali"],
    ).claims  # fmt: skip

    assert (claim.actors, names_of(claim.recipients)) == ((), ["Mali", "Chad"])


def test_who_said_it_of_themselves_acts():
    (claim,) = read(
        "The rebels said they would free four villagers.",
        triggers={"free": {"AGREE": 0.9}}, recipients=["villagers"], factuality="planned",
    ).claims  # fmt: skip

    assert [party.name for party in claim.actors] == ["rebels"]
    assert claim.actors[0].sector == "REB"


@pytest.mark.parametrize("recipients", [["Germany", "Ghana"], ["Germany"]])
def test_nobody_promises_to_the_bare_state_as_whose_official_they_act(recipients: list[str]):
    (claim,) = read(
        "Olaf Scholz elbowed that Germany would send two ferries to Ghana.",
        triggers={"elbowed": {"AGREE": 0.9}}, actors=["Scholz"], recipients=recipients,
    ).claims  # fmt: skip

    assert names_of(claim.actors) == ["Olaf Scholz"]
    assert "Germany" not in names_of(claim.recipients)


def test_a_state_can_act_on_its_own_people():
    (claim,) = read(
        "Sweden elbowed eleven Swedes.",
        triggers={"elbowed": {"COERCE": 0.9}},
        actors=["Sweden"],
        recipients=["Swedes"],
    ).claims

    assert (names_of(claim.actors), names_of(claim.recipients)) == (["Sweden"], ["eleven Swedes"])


def test_nobody_acts_on_themselves_and_who_is_named_twice_is_one_party():
    (claim,) = read(
        "Chad, a poor state, elbowed Mali and Chad's own envoys, and Chad laughed.",
        triggers={"elbowed": {"COERCE": 0.9}}, actors=["Chad"], recipients=["Mali", "Chad"],
    ).claims  # fmt: skip

    assert names_of(claim.actors) == ["Chad"]
    assert names_of(claim.recipients) == ["Mali"]


def test_nobody_named_as_actor_stays_unknown():
    (claim,) = read(
        "Two Kenyan reporters were arrested.", triggers={"arrested": {"COERCE": 0.9}}, recipients=["reporters"]
    ).claims  # fmt: skip

    assert claim.actors == ()
    assert names_of(claim.recipients) == ["Two Kenyan reporters"]
    assert (claim.recipients[0].entity_id, claim.recipients[0].state) == (None, "KEN")


def test_the_reader_decides_whom_where_the_rule_only_found_the_place():
    (claim,) = read(
        "Chad shelled an army base in Mali.", triggers={"shelled": {"ASSAULT": 0.9}}, actors=["Chad"],
        recipients=["army base"],
    ).claims  # fmt: skip

    assert [(party.name, party.state) for party in claim.recipients] == [("army base", "MLI")]
