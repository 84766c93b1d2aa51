"""Who takes part: from a token to the persons, states and organisations that it names."""

import pytest

from foreigndesk.extraction.mentions import find_mentions
from foreigndesk.extraction.parties import Cast, make_cast, parties_at, sector_of
from foreigndesk.extraction.references import find_references
from foreigndesk.language.parser import analyse_text
from foreigndesk.records.claims import Party


def cast_of(text: str) -> Cast:
    analysis = analyse_text(text)
    mentions = find_mentions(analysis)
    return make_cast(analysis, mentions, find_references(analysis, mentions))


def parties(text: str, word: str) -> tuple[Party, ...]:
    cast = cast_of(text)
    return parties_at(cast, next(token for token in cast.analysis.tokens if token.text == word))


@pytest.mark.parametrize(
    ("text", "word", "ids"),
    [
        ("Emmanuel Macron spoke.", "Macron", ["emmanuel-macron"]),
        ("Emmanuel Macron and Olaf Scholz spoke.", "Macron", ["emmanuel-macron", "olaf-scholz"]),
        ("Russian officials objected.", "officials", ["RUS"]),
        ("Chinese and Indian officials objected.", "officials", ["CHN", "IND"]),
        ("Officials from Serbia and Kosovo objected.", "Officials", ["SRB", "XKX"]),
        ("The ministers of Japan objected.", "ministers", ["JPN"]),
        ("Emmanuel Macron spoke. He left.", "He", ["emmanuel-macron"]),
        ("Emmanuel Macron, who spoke first, left.", "who", ["emmanuel-macron"]),
        ("NATO objected.", "NATO", ["nato"]),
        ("Tables and chairs were bought in Paris.", "Tables", []),
        ("They stayed in Paris.", "Paris", []),
        ("The price of wheat in France rose.", "price", []),
    ],
)
def test_who_is_named_at_a_token(text: str, word: str, ids: list[str]) -> None:
    assert [p.entity_id for p in parties(text, word)] == ids


def test_officials_have_the_span_of_state_and_noun() -> None:
    text = "Yesterday Russian officials objected."
    [party] = parties(text, "officials")
    assert party.span.words(text) == "Russian officials"
    assert party.state == "RUS"


def test_an_entity_is_named_once() -> None:
    assert len(parties("Emmanuel Macron and Macron spoke.", "Macron")) == 1


def test_the_sector_of_a_person_is_that_of_the_latest_office() -> None:
    assert sector_of("emmanuel-macron") == "GOV"
    assert sector_of("FRA") == "GOV"
    assert sector_of("local:somebody") is None
    assert sector_of(None) is None


def test_a_reference_to_states_gives_states() -> None:
    found = parties("Xi Jinping met Narendra Modi. Both sides objected.", "sides")
    assert [(p.entity_id, p.name) for p in found] == [("CHN", "China"), ("IND", "India")]
