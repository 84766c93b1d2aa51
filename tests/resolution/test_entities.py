"""Entities of a desk: from the tables, or from what the articles say."""

from foreigndesk.records.mentions import Entity, MentionKind
from foreigndesk.resolution.entities import list_entities
from tests.resolution.test_dating import read


def entities_of(*texts: str) -> dict[str, Entity]:
    return {e.entity_id: e for e in list_entities(tuple(read(f"entity-{n}", t) for n, t in enumerate(texts)), {})}


def test_a_person_of_the_tables_has_names_state_and_articles() -> None:
    found = entities_of("President Xi Jinping spoke. Xi left early.", "Xi Jinping came back.")
    xi = found["xi-jinping"]
    assert (xi.name, xi.kind, xi.state, xi.origin) == ("Xi Jinping", MentionKind.PERSON, "CHN", "knowledge")
    assert "Xi" in xi.aliases
    assert "Xi Jinping" not in xi.aliases
    assert len(xi.article_ids) == 2


def test_a_person_that_no_table_has_is_kept_with_what_the_text_says() -> None:
    found = entities_of("Matilda Brask, a lecturer at Aarhus University, disagreed. Matilda Brask wrote a letter.")
    local = [e for e in found.values() if e.name == "Matilda Brask"]
    assert [e.origin for e in local] == ["text"]
    assert local[0].wikidata == ""


def test_states_and_organisations_are_entities_in_order_of_their_id() -> None:
    found = entities_of("NATO and Japan talked about ships. The Japanese navy and NATO agreed.")
    assert {"JPN", "nato"} <= set(found)
    assert list(found) == sorted(found)


def test_the_order_of_articles_changes_nothing() -> None:
    one, two = read("entity-a", "Xi Jinping spoke in Beijing."), read("entity-b", "Japan and Xi Jinping agreed.")
    assert list_entities((one, two), {}) == list_entities((two, one), {})


def test_no_articles_have_no_entities() -> None:
    assert list_entities((), {}) == ()
