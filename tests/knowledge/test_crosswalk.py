"""CAMEO codes of PLOVER events: every pair of type and mode, the contexts that decide, and the way back."""

import pytest

from foreigndesk.knowledge.codebook import cameo_codes, event_contexts, event_modes, event_types
from foreigndesk.knowledge.crosswalk import CameoChoice, cameo_for, list_cameo_choices

PAIRS = [*((name, None) for name in event_types()), *event_modes()]
WITHOUT_CODE = {("RETREAT", None), ("RETREAT", "resign"), ("ASSAULT", None)}
CHOICES = list_cameo_choices()


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: ".".join(filter(None, pair)))
def test_a_code_leads_back_to_the_type_it_comes_from_with_every_context(pair: tuple[str, str | None]) -> None:
    assert (cameo_for(*pair) is None) == (pair in WITHOUT_CODE)
    for contexts in [(), *((context,) for context in event_contexts())]:
        code = cameo_for(*pair, contexts=contexts)
        if code is not None:
            assert cameo_codes()[code].type == pair[0], contexts
            assert len(code) > 2


@pytest.mark.parametrize("pair", event_modes(), ids=".".join)
def test_a_mode_comes_back_where_the_crosswalk_knows_one_code_for_it(pair: tuple[str, str]) -> None:
    codes = [c for c in cameo_codes().values() if (c.type, c.mode) == pair]
    if len(codes) == 1:
        assert cameo_for(*pair) == codes[0].code


@pytest.mark.parametrize("code", [c for c in cameo_codes() if len(c) > 2])
def test_a_code_that_the_trigger_tells_stands_or_is_made_finer(code: str) -> None:
    known = cameo_codes()[code]
    if known.type is None:
        return
    found = cameo_for(known.type, known.mode, given=code)
    assert found is not None
    if not code.endswith("0") or len(code) > 3:
        assert found == code
    assert found[:2] == code[:2]


@pytest.mark.parametrize("choice", CHOICES, ids=[f"{c.type}-{c.mode}-{c.context}-{c.code}" for c in CHOICES])
def test_a_choice_names_what_the_codebooks_know_and_is_taken(choice: CameoChoice) -> None:
    assert choice.mode is None or (choice.type, choice.mode) in event_modes()
    assert choice.context is None or choice.context in event_contexts()
    assert cameo_codes()[choice.code].type == choice.type
    assert choice.example != choice.counter_example
    contexts = (choice.context,) if choice.context else ()
    assert cameo_for(choice.type, choice.mode, contexts=contexts, given=choice.code[:2] + "0") == choice.code


def test_choices_are_all_different_and_their_examples_too() -> None:
    assert len({(c.type, c.mode, c.context, c.code) for c in CHOICES}) == len(CHOICES)
    assert len({c.example for c in CHOICES}) == len(CHOICES)


@pytest.mark.parametrize(
    ("pair", "contexts", "code"),
    [
        (("AID", None), (), "070"),
        (("AID", None), ("military",), "072"),
        (("AID", None), ("gender", "economic"), "071"),  # the first context that decides
        (("AGREE", None), ("economic",), "030"),  # cooperation, aid or lifted sanctions: three codes
        (("AGREE", None), ("political_institutions",), "034"),  # takes in 0344
        (("AGREE", None), ("legal",), "030"),  # decided in the table: not every promise at law is judicial help
        (("ACCUSE", "allege"), ("human_rights",), "1122"),
        (("PROTEST", "demo"), ("rights_freedoms",), "1413"),
        (("PROTEST", "demo"), ("executive",), "141"),
        (("RETREAT", None), ("military",), "087"),
        (("ASSAULT", None), ("territory",), None),
        (("COERCE", "seize"), ("territory",), "192"),
        (("SANCTION", "discontinue"), ("diplomatic",), "161"),
    ],
)
def test_contexts_decide_where_exactly_one_code_has_them(
    pair: tuple[str, str | None], contexts: tuple[str, ...], code: str | None
) -> None:
    assert cameo_for(*pair, contexts=contexts) == code


@pytest.mark.parametrize(
    ("pair", "told", "code"),
    [
        (("REQUEST", None), ("100", ()), "100"),
        (("REQUEST", "meet"), ("100", ()), "106"),
        (("REQUEST", "meet"), ("020", ()), "026"),
        (("REQUEST", "yield"), ("100", ("military",)), "1056"),
        (("REQUEST", "assist"), ("103", ("human_security",)), "1033"),
        (("SUPPORT", None), ("057", ("diplomatic",)), "057"),
        (("ACCUSE", "allege"), ("115", ("human_rights",)), "115"),
        (("ASSAULT", None), ("190", ()), "190"),
        (("SUPPORT", None), ("111", ()), "050"),  # of another type: not used
        (("REQUEST", "meet"), ("1053", ()), "026"),  # of another mode: not used
        (("CONSULT", None), ("999", ()), "040"),  # no code at all
    ],
)
def test_the_trigger_tells_the_root_or_the_finer_code(
    pair: tuple[str, str | None], told: tuple[str, tuple[str, ...]], code: str
) -> None:
    given, contexts = told
    assert cameo_for(*pair, contexts=contexts, given=given) == code


def test_intent_and_refusal_come_from_their_types_alone() -> None:
    for pair in PAIRS:
        for contexts in [(), *((context,) for context in event_contexts())]:
            root = (cameo_for(*pair, contexts=contexts) or "")[:2]
            assert (root == "03") <= (pair[0] == "AGREE")
            assert (root == "12") <= (pair[0] == "REJECT")


def test_an_unknown_type_has_no_code() -> None:
    assert cameo_for("DANCE", None) is None
