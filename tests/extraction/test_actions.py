"""Actions: each trigger on its own two sentences, cases, attribution by quotations, and what must hold for any text."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foreigndesk.knowledge.lexicons import ActionWord, list_action_words
from foreigndesk.records.claims import ActionClaim, Claim, Factuality
from foreigndesk.records.quotations import Attribution, Quotation, QuotationKind, Speaker
from foreigndesk.records.spans import Span
from tests.extraction.claim_readings import (
    ARTICLE_ID,
    claims_of_examples,
    examples_of_lexicons,
    names_of,
    read_cases,
    read_text,
)

WORDS = list_action_words()
PIECES = (
    "China Russia's the two leaders said that “ ” which attacked Iran has not signed a deal with Xi Jinping , . "
    "on Monday to urge in Paris called for it é"
)
PIECE = st.sampled_from([*PIECES.split(), "\n"])


def _fires(word: ActionWord, actions: tuple[ActionClaim, ...]) -> bool:
    rule = f"action:{word.construction.name}"
    of_rule = [a for a in actions if (a.rule, a.type, a.mode) == (rule, word.type, word.mode)]
    return any(a.cameo[:2] == word.cameo[:2] or not word.cameo for a in of_rule)  # contexts may lead to a finer code


@pytest.mark.parametrize("word", WORDS, ids=[f"{w.construction.name}-{w.type}-{w.example[:12]}" for w in WORDS])
def test_each_trigger_makes_its_event_of_its_example_and_not_of_its_counter_example(word: ActionWord) -> None:
    assert _fires(word, claims_of_examples()[word.example].actions)
    assert not _fires(word, claims_of_examples()[word.counter_example].actions)


def _seen(claim: ActionClaim, wanted: dict[str, Any], text: str) -> dict[str, Any]:
    seen = {
        "type": claim.type,
        "mode": claim.mode,
        "actors": names_of(claim.actors),
        "recipients": names_of(claim.recipients),
        "factuality": claim.factuality.value,
        "polarity": claim.polarity.value,
        "tense": claim.tense.value,
        "times": [span.words(text) for span in claim.times],
        "attribution": [link.name for link in claim.attribution],
        "place": claim.place_span.words(text) if claim.place_span else None,
    }
    return {key: seen[key] for key in {*wanted, "polarity"}}


@pytest.mark.parametrize("case", read_cases("actions"), ids=lambda case: case["text"][:50])
def test_actions_of_the_case_table(case: dict[str, Any]) -> None:
    text, wanted = case["text"], [{"polarity": "positive", **action} for action in case["actions"]]
    found = read_text(text).actions
    assert len(found) == len(wanted), [claim.rule for claim in found]
    assert [_seen(claim, want, text) for claim, want in zip(found, wanted, strict=True)] == wanted, case["because"]


def _quoted(text: str, words: str, *, names: tuple[str, ...], chain: tuple[Attribution, ...] = ()) -> Quotation:
    start = text.index(words)
    return Quotation(
        article_id=ARTICLE_ID,
        span=Span(start, start + len(words)),
        kind=QuotationKind.DIRECT,
        cue=None,
        speaker=Speaker(span=None, names=names, entity_ids=("emmanuel-macron",)[: len(names)], candidates=(), rule=""),
        addressee=None,
        chain=chain,
        rule="",
    )


def test_a_trigger_inside_a_quotation_is_attributed_to_its_speaker_and_their_chain() -> None:
    text = "“Iran attacked Iraq on Monday,” it read."
    agency = Attribution(span=Span(32, 34), name="the agency", entity_id=None)
    quotation = _quoted(text, "Iran attacked Iraq on Monday,", names=("Emmanuel Macron",), chain=(agency,))
    [claim] = read_text(text, (quotation,)).actions
    assert claim.factuality is Factuality.ATTRIBUTED
    assert [link.name for link in claim.attribution] == ["Emmanuel Macron", "the agency"]
    assert claim.attribution[0].entity_id == "emmanuel-macron"


def test_we_inside_a_quotation_is_its_speaker() -> None:
    text = "“We condemn Iran,” it read."
    [claim] = read_text(text, (_quoted(text, "We condemn Iran,", names=("Emmanuel Macron",)),)).actions
    assert names_of(claim.actors) == ["Emmanuel Macron"]
    assert claim.actors[0].span.words(text) == "We"


def test_we_outside_a_quotation_is_nobody() -> None:
    assert read_text("We condemn Iran.").actions == ()


def test_a_quotation_whose_speaker_has_no_name_attributes_nothing() -> None:
    text = "“Iran attacked Iraq,” it read."
    [claim] = read_text(text, (_quoted(text, "Iran attacked Iraq,", names=()),)).actions
    assert claim.factuality is Factuality.REPORTED
    assert claim.attribution == ()


def test_the_first_evidence_is_the_clause_and_covers_trigger_and_parties() -> None:
    text = "On Monday, after long talks, Norway expelled two diplomats of Belarus and closed its doors."
    [claim] = read_text(text).actions
    assert claim.evidence[0].covers(claim.trigger)
    assert all(claim.evidence[0].covers(p.span) for p in (*claim.actors, *claim.recipients))


def test_the_same_text_twice_gives_the_same_claims_with_distinct_ids() -> None:
    text = "\n".join(examples_of_lexicons()[:60])
    first, second = read_text(text), read_text(text)
    assert first == second
    every: list[Claim] = [*first.actions, *first.commitments, *first.positions]
    assert len({claim.claim_id for claim in every}) == len(every)


@settings(max_examples=60, deadline=None)
@given(words=st.lists(PIECE, max_size=40))
def test_any_run_of_words_gives_claims_whose_spans_lie_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    claims = read_text(text)
    for claim in (*claims.actions, *claims.commitments, *claims.positions):
        assert claim.evidence
        assert all(0 <= span.start < span.end <= len(text) for span in claim.evidence)


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=80))
def test_no_text_makes_the_reading_raise(text: str) -> None:
    read_text(text)


@settings(max_examples=10, deadline=None)
@given(order=st.permutations(list(WORDS[:40:4])))
def test_a_sentence_is_read_the_same_whatever_stands_around_it(order: list[ActionWord]) -> None:
    text = "\n".join(word.example for word in order)
    found = {a.trigger.words(text) for a in read_text(text).actions}
    alone = {a.trigger.words(w.example) for w in order for a in claims_of_examples()[w.example].actions}
    assert found == alone
