"""Who could take part in a deed: by name, by kind, each once."""

import pytest

from foreigndesk.extraction.candidates import candidates_in, noun_phrases_in, sentences_to_read
from foreigndesk.extraction.mentions import find_mentions
from foreigndesk.extraction.parties import Cast, make_cast
from foreigndesk.extraction.references import find_references
from foreigndesk.language.parser import analyse_text


def cast_of(text: str) -> Cast:
    analysis = analyse_text(text)
    mentions = find_mentions(analysis)
    return make_cast(analysis, mentions, find_references(analysis, mentions))


def parties_of(text: str) -> list[tuple[str, str | None, str | None]]:
    cast = cast_of(text)
    found = candidates_in(cast, cast.analysis.sentences[0])
    return [(p.span.words(text), p.state, p.sector) for p in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police arrested three reporters.", [("Police", None), ("three reporters", None)]),
        ("Israeli police stopped a convoy.", [("Israeli police", "ISR"), ("convoy", None)]),
        ("Kenya shelled a village in Somalia.", [("Kenya", "KEN"), ("village", None), ("Somalia", "SOM")]),
    ],
)
def test_parties_by_name_and_by_kind(text, expected):
    assert [(words, state) for words, state, _ in parties_of(text)] == expected


def test_the_sector_of_a_kind_comes_from_the_table():
    assert [sector for _, _, sector in parties_of("Rebels seized a bank.")] == ["REB", "BUS"]


def test_a_state_before_a_person_of_it_is_no_party_beside_the_person():
    words = [words for words, _, _ in parties_of("French President Emmanuel Macron called Ghana.")]

    assert "French" not in words
    assert any("Macron" in each for each in words)


def test_a_noun_beside_the_name_of_a_person_is_no_second_party():
    words = [words for words, _, _ in parties_of("The minister, Leonid Maltsev, thanked Chad.")]

    assert words == ["minister, Leonid Maltsev", "Chad"]


def test_a_person_beside_a_noun_has_the_state_that_the_noun_names():
    (person, state) = parties_of("Chad's president, Mr Idriss Abakar, thanked Niger.")

    assert (person[0], person[1]) == ("Chad's president, Mr Idriss Abakar", "TCD")
    assert state[:2] == ("Niger", "NER")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chinese and Indian officials pulled back.",
            [("Chinese", "CHN", "GOV"), ("Indian officials", "IND", "GOV")],
        ),
        (
            "Turkish, Syrian, and Chadian troops left.",
            [("Turkish", "TUR", "MIL"), ("Syrian", "SYR", "MIL"), ("Chadian troops", "TCD", "MIL")],
        ),
        ("Peruvian and EU negotiators left.", [("Peruvian", "PER", "GOV"), ("EU negotiators", None, "GOV")]),
    ],
)
def test_a_noun_for_the_people_of_two_names_two_parties(text, expected):
    assert parties_of(text) == expected


@pytest.mark.parametrize(
    ("text", "words", "entity"),
    [
        ("Emmanuel Macron said his country would stay.", "his country", "FRA"),
        ("Olaf Scholz said his government would stay.", "his government", "DEU"),
        ("Olaf Scholz said his soldiers would stay.", "his soldiers", None),
    ],
)
def test_the_country_of_a_person_is_the_state_and_those_with_the_person_are_of_it(text, words, entity):
    cast = cast_of(text)
    party = next(p for p in candidates_in(cast, cast.analysis.sentences[0]) if p.span.words(text) == words)

    assert party.entity_id == entity
    assert party.state in {"FRA", "DEU"}


def test_a_government_of_a_movement_is_not_its_state():
    cast = cast_of("The Houthi government thanked Oman.")

    assert "YEM" not in [party.entity_id for party in candidates_in(cast, cast.analysis.sentences[0])]


def test_of_a_town_and_the_noun_beside_it_the_town_is_the_party():
    words = [words for words, _, _ in parties_of("Rebels shelled Haifa, the country's third city, on Monday.")]

    assert words == ["Rebels", "Haifa"]


def test_a_name_far_from_its_noun_keeps_its_own_words():
    words = [
        words for words, _, _ in parties_of("The minister who had been ill since May, Leonid Maltsev, thanked Chad.")
    ]

    assert "Leonid Maltsev" in words


def test_sentences_that_name_nobody_are_not_read():
    assert sentences_to_read(cast_of("It rained all night. Rebels fled. Chad waited.")) == [1, 2]


def test_a_sentence_is_read_in_which_a_pronoun_stands_for_somebody():
    cast = cast_of("Joe Biden and William Ruto met in Washington. They agreed to trade more. It rained.")

    assert sentences_to_read(cast) == [0, 1]


def test_noun_phrases_are_parties_of_whom_only_the_words_are_known():
    cast = cast_of("Lima condemned the attack on a dam.")
    found = noun_phrases_in(cast.analysis, cast.analysis.sentences[0])

    assert [(p.name, p.entity_id, p.state) for p in found][1:] == [("attack", None, None), ("dam", None, None)]


@pytest.mark.parametrize("words", ["Both leaders", "The two presidents", "They"])
def test_all_whom_the_same_words_mean_are_parties(words: str):
    cast = cast_of(f"Joe Biden and William Ruto met in Washington. {words} condemned Sudan.")
    found = candidates_in(cast, cast.analysis.sentences[1])

    assert {p.entity_id for p in found} == {"joe-biden", "william-ruto", "SDN"}
