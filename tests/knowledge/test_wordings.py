"""Words and kinds of change by which wordings are compared: every row is tested on its own examples."""

import re

import pytest

from foreigndesk.errors import KnowledgeError
from foreigndesk.knowledge import wordings
from foreigndesk.knowledge.tables import Row, read_list, read_table
from foreigndesk.knowledge.wordings import WordRole, change_rules, is_negation, lemma_key, number_of, sense_key
from foreigndesk.records.quotation_groups import ChangeKind, Risk, VariantForm
from foreigndesk.resolution.utterances import content_of
from foreigndesk.resolution.wording_changes import find_differences
from tests.resolution.utterance_samples import utterance


def kinds_between(phrases: str, *, form: VariantForm = VariantForm.DIRECT) -> set[str]:
    first, second = (utterance(words, form=form) for words in phrases.split(" = "))
    return {change.kind.value for change in find_differences(first, second, around="").changes}


@pytest.mark.parametrize("row", [r for r in read_table("wording_changes") if r["example"]], ids=lambda r: r["kind"])
def test_a_kind_of_change_is_told_of_its_example_and_not_of_its_counter_example(row: Row) -> None:
    form = VariantForm.INDIRECT if row["kind"] == "retold" else VariantForm.DIRECT
    assert row["kind"] in kinds_between(row["example"], form=form)
    assert row["kind"] not in kinds_between(row["counter_example"], form=form)


@pytest.mark.parametrize("row", read_table("synonyms"), ids=lambda r: r["id"])
def test_synonyms_make_two_phrases_one_and_look_alikes_do_not(row: Row) -> None:
    first, second = row["example"].split(" = ")
    assert content_of(first) == content_of(second)
    first, second = row["counter_example"].split(" = ")
    assert content_of(first) != content_of(second)


@pytest.mark.parametrize("row", read_table("utterance_words"), ids=lambda r: f"{r['role']}: {r['words'][:20]}")
def test_a_word_stands_in_its_example_and_not_in_its_counter_example(row: Row) -> None:
    words = set(read_list(row["words"]))
    assert words & set(re.findall(r"\w+", row["example"].casefold()))
    assert not words & set(re.findall(r"[\w'’]+", row["counter_example"].casefold()))


def test_every_kind_of_change_has_a_rule_and_only_a_negation_number_or_name_is_of_high_risk() -> None:
    rules = change_rules()
    assert set(rules) == set(ChangeKind)
    high = {kind for kind, rule in rules.items() if rule.in_marks is Risk.HIGH}
    assert high == {ChangeKind.NEGATION_ADDED, ChangeKind.NEGATION_DROPPED, ChangeKind.NUMBER, ChangeKind.NAME}
    assert all(rule.outside.grade <= rule.in_marks.grade for rule in rules.values())


def test_a_kind_that_is_not_known_is_refused_with_its_row() -> None:
    row = {"kind": "odd", "in_marks": "low", "outside": "low", "because": ""}
    with pytest.raises(KnowledgeError, match=r"wording_changes\.tsv, odd"):
        wordings._read_rule(row)


def test_words_are_one_in_another_tense_number_or_sense() -> None:
    assert lemma_key("was") == lemma_key("is")
    assert lemma_key("negotiated") == lemma_key("negotiating")
    assert sense_key("hideous") == sense_key("ugly")
    assert number_of("twenty") == number_of("20") == "20"
    assert number_of("herring") is None
    assert [word for word in ("won't", "never", "knot") if is_negation(word)] == ["won't", "never"]
    assert {role.value for role in WordRole} == {row["role"] for row in read_table("utterance_words")}
