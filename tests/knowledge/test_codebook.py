"""The codebooks agree with each other, and the lexicons with the codebooks."""

import pytest

from foreigndesk.knowledge.codebook import cameo_codes, code_to_come, event_contexts, event_modes, event_types, sectors
from foreigndesk.knowledge.lexicons import (
    ActionWord,
    Complement,
    Construction,
    Roles,
    action_words,
    commitment_words,
    corrected_lemmas,
    frame_words,
    list_action_words,
    list_commitment_phrases,
    list_commitment_words,
    list_stance_words,
    stance_words,
)
from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.knowledge.tables import read_table
from foreigndesk.records.claims import Polarity

QUADS = {"V-COOP", "M-COOP", "V-CONF", "M-CONF"}
ROOTS = {f"{number:02d}" for number in range(1, 21)}
ACTIONS = list_action_words()
ROWS = (*ACTIONS, *list_commitment_words(), *list_stance_words())


def test_there_are_sixteen_event_types_each_in_one_quad() -> None:
    assert len(event_types()) == 16
    assert {event.quad for event in event_types().values()} == QUADS


def test_a_cooperative_type_scores_not_below_zero_and_a_conflictual_one_not_above() -> None:
    for event in event_types().values():
        assert event.score >= 0 if event.quad.endswith("COOP") else event.score <= 0, event.type
        assert -10 <= event.score <= 10


def test_the_counter_example_of_a_type_is_of_another_type_or_of_none() -> None:
    for event in event_types().values():
        assert event.counter_type is None or event.counter_type in event_types()
        assert event.counter_type != event.type


def test_every_mode_belongs_to_a_type() -> None:
    assert {mode.type for mode in event_modes().values()} <= set(event_types())
    assert len(event_modes()) == len(read_table("plover_modes"))


def test_a_mode_scores_on_the_side_of_its_type() -> None:
    for mode in event_modes().values():
        cooperative = event_types()[mode.type].quad.endswith("COOP")
        if mode.score is not None and mode.type != "REQUEST":  # asking for help counts as mildly cooperative
            assert mode.score >= 0 if cooperative else mode.score <= 0, mode


def test_every_entry_says_what_it_is_and_carries_two_different_sentences() -> None:
    entries = (*event_types().values(), *event_modes().values(), *event_contexts().values())
    for entry in entries:
        assert entry.definition
        assert entry.example
        assert entry.counter_example not in {"", entry.example}


def test_every_cameo_code_begins_with_its_root() -> None:
    for code in cameo_codes().values():
        assert code.root in ROOTS
        assert code.code.startswith(code.root)
        assert 2 <= len(code.code) <= 4


def test_every_cameo_root_is_there_and_every_code_below_it_has_its_parent() -> None:
    assert set(cameo_codes()) >= ROOTS
    for code in cameo_codes():
        assert len(code) == 2 or code[:-1] in cameo_codes(), code


def test_a_goldstein_value_lies_between_minus_ten_and_ten() -> None:
    assert all(-10 <= code.goldstein <= 10 for code in cameo_codes().values())


def test_the_crosswalk_leads_to_types_modes_and_contexts_that_exist() -> None:
    for code in cameo_codes().values():
        assert code.type is None or code.type in event_types(), code.code
        assert code.mode is None or (code.type, code.mode) in event_modes(), code.code
        assert set(code.contexts) <= set(event_contexts()), code.code
        assert code.type is not None or (code.mode is None and not code.contexts), code.code


def test_sectors_have_three_letters_and_a_group_and_cover_those_of_the_offices() -> None:
    assert all(len(code) == 3 and code.isupper() for code in sectors())
    assert {sector.group for sector in sectors().values()} == {"frequent", "less", "nonstate"}
    assert {term.sector for person in persons_by_id().values() for term in person.terms} <= set(sectors())


@pytest.mark.parametrize("word", ACTIONS, ids=[f"{w.construction.name}-{w.type}-{w.example[:12]}" for w in ACTIONS])
def test_an_action_word_has_a_type_a_mode_and_a_code_of_the_codebooks(word: ActionWord) -> None:
    assert word.type in event_types()
    assert word.mode is None or (word.type, word.mode) in event_modes()
    assert word.cameo == "" or word.cameo in cameo_codes()


def test_an_action_word_has_a_code_on_the_side_of_its_type() -> None:
    for word in ACTIONS:
        code = cameo_codes().get(word.cameo)
        if code is not None and code.type is not None:
            sides = {event_types()[name].quad.split("-")[1] for name in (word.type, code.type)}
            assert len(sides) == 1, word


def test_a_word_stands_for_objects_only_where_its_construction_asks_for_one() -> None:
    for row in ROWS:
        construction = row.construction
        assert bool(construction.words) == (construction.complement is Complement.OBJECT), construction.name


def test_no_two_rows_of_a_lexicon_have_the_same_construction() -> None:
    for rows in (ACTIONS, list_commitment_words(), list_stance_words()):
        constructions = [row.construction for row in rows]
        assert len(set(constructions)) == len(constructions)
    phrases = [phrase.words for phrase in list_commitment_phrases()]
    assert len(set(phrases)) == len(phrases)


def test_every_row_carries_two_sentences_that_no_other_row_of_its_lexicon_has_as_example() -> None:
    for rows in (ACTIONS, (*list_commitment_words(), *list_commitment_phrases()), list_stance_words()):
        examples = [row.example for row in rows]
        assert len(set(examples)) == len(examples)
        assert not set(examples) & {row.counter_example for row in rows}


def test_rows_of_one_trigger_come_the_most_demanding_first() -> None:
    for lexicon in (action_words(), commitment_words(), stance_words()):
        for rows in lexicon.values():
            demands = [row.construction.demand for row in rows]
            assert demands == sorted(demands, reverse=True)


def test_a_negation_asks_for_more_than_an_object_an_object_for_more_than_a_clause() -> None:
    def demand(complement: Complement, particles: tuple[str, ...] = ()) -> int:
        return Construction(
            lemma="sign", pos="VERB", particles=particles, complement=complement, words=frozenset()
        ).demand

    ordered = [
        demand(Complement.NONE),
        demand(Complement.NONE, ("with",)),
        demand(Complement.TO_INF),
        demand(Complement.OBJECT),
        demand(Complement.TO_INF, ("on",)),
        demand(Complement.OBJECT, ("on",)),
        demand(Complement.NEGATED),
    ]
    assert ordered == sorted(set(ordered))


def test_every_way_to_give_roles_is_used() -> None:
    assert {word.roles for word in ACTIONS} == set(Roles)


def test_corrected_lemmas_and_frame_words_are_lower_case() -> None:
    assert all(form == form.lower() and lemma == lemma.lower() for (form, _), lemma in corrected_lemmas().items())
    assert all(row["word"] == row["word"].lower() for row in read_table("frame_words"))
    assert all(frame_words(row["role"]) for row in read_table("frame_words"))


def test_deeds_to_come_become_types_and_modes_of_the_codebook() -> None:
    rows = read_table("deeds_to_come")
    assert rows
    for row in rows:
        for event_type, mode in ((row["type"], row["mode"]), (row["coded_type"], row["coded_mode"])):
            assert event_type in event_types()
            assert not mode or (event_type, mode) in event_modes()
        assert row["polarity"] in set(Polarity)
        assert row["coded_type"] in {"AGREE", "REJECT", "THREATEN"}


def test_a_deed_to_come_is_coded_by_its_mode_first() -> None:
    assert code_to_come("SANCTION", "expel", polarity="positive") == ("THREATEN", "expel")
    assert code_to_come("SANCTION", "discontinue", polarity="positive") == ("THREATEN", None)
    assert code_to_come("RETREAT", "release", polarity="negative") == ("REJECT", "yield")
    assert code_to_come("SANCTION", "expel", polarity="negative") is None
    assert code_to_come("MOBILIZE", "troops", polarity="positive") is None
