"""The words by which an event names its parties."""

import pytest

from foreigndesk.extraction.candidates import candidates_in
from foreigndesk.extraction.mentions import find_mentions
from foreigndesk.extraction.naming import told_by_name
from foreigndesk.extraction.parties import make_cast
from foreigndesk.extraction.references import find_references
from foreigndesk.language.parser import analyse_text
from foreigndesk.records.claims import ActionClaim, Party
from tests.extraction.claim_readings import read_text


def read_one(text: str) -> ActionClaim:
    (claim,) = read_text(text).actions
    return claim


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Emmanuel Macron said he had condemned Belarus.", "Emmanuel Macron"),
        ("Olaf Scholz told reporters on Monday that he condemned Iran.", "Olaf Scholz"),
    ],
)
def test_the_name_in_the_sentence_stands_for_the_pronoun(text: str, actor: str) -> None:
    claim = read_one(text)

    assert [party.span.words(text) for party in claim.actors] == [actor]
    assert claim.actors[0].span in claim.evidence


def test_several_whom_a_pronoun_stands_for_stay_several() -> None:
    text = "Macron and Scholz met in Paris. They condemned Belarus."
    claim = next(each for each in read_text(text).actions if each.type == "ACCUSE")

    assert [party.entity_id for party in claim.actors] == ["emmanuel-macron", "olaf-scholz"]


def test_a_pronoun_whose_name_stands_in_another_sentence_keeps_its_own_words() -> None:
    text = "Emmanuel Macron spoke in Paris. He condemned Belarus."
    claim = read_one(text)

    assert [(party.span.words(text), party.entity_id) for party in claim.actors] == [("He", "emmanuel-macron")]


def test_the_name_stands_for_the_counterpart_that_it_tells_of() -> None:
    text = "Kenya's president William Ruto condemned his Ugandan counterpart, Yoweri Museveni, on Monday."
    claim = read_one(text)

    (recipient,) = claim.recipients
    assert "Yoweri Museveni" in recipient.span.words(text)
    assert recipient.state == "UGA"


def test_a_minister_and_the_name_beside_the_title_are_one_actor() -> None:
    text = "Kenya's defence minister, Aden Duale, condemned Somalia on Friday."
    claim = read_one(text)

    assert [party.span.words(text) for party in claim.actors] == ["Kenya's defence minister, Aden Duale"]


@pytest.mark.parametrize(
    ("text", "words", "state"),
    [
        ("Police in Accra condemned Togo.", "Police in Accra", "GHA"),
        ("Norway condemned two reporters of Togo.", "two reporters of Togo", "TGO"),
        ("Workers from Nepal marched.", "Workers from Nepal", "NPL"),
        ("Norway condemned the embassy of Denmark.", "embassy of Denmark", "DNK"),
    ],
)
def test_a_noun_has_the_state_that_follows_it_and_both_are_one_party(text: str, words: str, state: str) -> None:
    told = everyone_in(text)

    assert (words, state) in [(party.span.words(text), party.state) for party in told]
    assert len([party for party in told if party.state == state]) == 1


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Gunmen stormed the consulate in Herat.", "consulate"),
        ("A mission in Mali accused the rebels.", "mission"),
        ("Chad arrested two reporters in Mali.", "two reporters"),
    ],
)
def test_embassies_missions_and_persons_are_not_of_the_state_that_they_are_in(text: str, noun: str) -> None:
    assert (noun, None) in [(party.span.words(text), party.state) for party in everyone_in(text)]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Canada condemned Chinese companies.", ("Chinese companies", "CHN", "BUS")),
        ("Canada thanked four Afghans.", ("four Afghans", "AFG", "CVL")),
        ("Peru thanked Chadian and Malian farmers.", ("Chadian farmers", "TCD", "AGR")),
        ("Peru thanked Chadian and Malian farmers.", ("Malian farmers", "MLI", "AGR")),
    ],
)
def test_people_and_firms_of_a_state_are_not_the_state(text: str, party: tuple[str, str, str]) -> None:
    assert party in [(p.name, p.state, p.sector) for p in everyone_in(text) if p.entity_id is None]


@pytest.mark.parametrize("words", ["Two Malian envoys", "The Malians", "Malian soldiers", "Mali"])
def test_envoys_soldiers_and_who_is_called_by_the_article_stand_for_their_state(words: str) -> None:
    assert ("Mali", "MLI") in [(party.name, party.entity_id) for party in everyone_in(f"{words} met Olaf Scholz.")]


def everyone_in(text: str) -> tuple[Party, ...]:
    """Return the parties of a sentence as an event of all of them would name them."""
    analysis = analyse_text(text)
    mentions = find_mentions(analysis)
    cast = make_cast(analysis, mentions, find_references(analysis, mentions))
    return told_by_name(cast, analysis.sentences[0], candidates_in(cast, analysis.sentences[0]))
