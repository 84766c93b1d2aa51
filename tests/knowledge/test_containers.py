import re

import pytest

from foreigndesk.knowledge.containers import (
    ContainerKind,
    container_fields,
    container_keys,
    find_packed_document,
    list_container_facts,
    list_packed_documents,
)
from foreigndesk.knowledge.pages import find_signature, list_file_signatures

FIELDS = {
    "text", "html", "title", "published", "updated", "publisher", "byline", "canonical_url", "id", "located",
    "dateline_words", "other", "closing",
}  # fmt: skip


def test_every_name_states_a_known_field_and_every_kind_has_names():
    assert {fact.field for fact in list_container_facts()} == FIELDS
    assert {fact.container for fact in list_container_facts()} == set(ContainerKind)


@pytest.mark.parametrize("kind", ContainerKind)
def test_names_of_one_field_are_in_the_order_of_their_ranks(kind):
    for field in set(container_fields(kind).values()) - {"other", "closing"}:
        ranks = [
            f.rank
            for key in container_keys(kind, field)
            for f in list_container_facts()
            if (f.container, f.key) == (kind, key)
        ]
        assert ranks == sorted(set(ranks))


def test_names_of_columns_are_written_as_they_are_compared():
    assert all(re.fullmatch(r"[a-z0-9_]+", key) for key in container_fields(ContainerKind.TABLE))


def test_no_name_states_the_time_of_crawling_or_loading_as_the_day_of_publication():
    keys = {f.key.lower() for f in list_container_facts() if f.field == "published"}
    assert not [key for key in keys if re.search(r"crawl|load|fetch|scrap|access|retriev|index", key)]


def test_documents_are_told_from_archives_by_their_entries():
    for document in list_packed_documents():
        entries = frozenset(filter(None, (document.beside, f"{document.entry}x")))
        assert find_packed_document(entries) in list_packed_documents()
    assert find_packed_document(frozenset(("xl/a.txt", "word/b.txt"))) is None


def test_every_signature_says_what_to_do():
    assert all(s.advice and not s.advice.endswith(".") for s in list_file_signatures())
    assert find_signature(b"plain words") is None
