"""Constructions in the parse: lemmas, particles, objects and clauses."""

import pytest

from foreigndesk.extraction.frames import Frame, is_passive, lemma_of, object_of, read_frame
from foreigndesk.knowledge.lexicons import Complement, Construction, corrected_lemmas
from foreigndesk.language.parser import analyse_text
from foreigndesk.records.analyses import Analysis, Token


def _construction(
    lemma: str, complement: Complement = Complement.NONE, *, particles: tuple[str, ...] = (), words: str = ""
) -> Construction:
    return Construction(
        lemma=lemma, pos="VERB", particles=particles, complement=complement, words=frozenset(words.split())
    )


def _trigger(analysis: Analysis, lemma: str) -> Token:
    return next(token for token in analysis.tokens if lemma_of(token) == lemma and token.pos == "VERB")


def _read(text: str, construction: Construction) -> Frame | None:
    analysis = analyse_text(text)
    return read_frame(analysis, _trigger(analysis, construction.lemma), construction)


@pytest.mark.parametrize(("form", "pos"), sorted(corrected_lemmas()))
def test_a_form_of_the_table_has_the_lemma_of_the_table(form: str, pos: str) -> None:
    token = Token(0, form.capitalize(), 0, len(form), "wrong", "VBD", pos, "ROOT", 0, 0)
    assert lemma_of(token) == corrected_lemmas()[form, pos]


def test_a_form_that_is_not_in_the_table_keeps_the_lemma_of_the_model() -> None:
    assert lemma_of(Token(0, "Visits", 0, 6, "Visit", "VBZ", "VERB", "ROOT", 0, 0)) == "visit"


def test_a_date_is_not_what_a_particle_governs() -> None:
    construction = _construction("agree", particles=("on",))
    assert _read("Kenya and Uganda agreed on Monday.", construction) is None
    assert _read("Kenya and Uganda agreed on a plan.", construction) is not None


def test_a_particle_governs_through_a_further_preposition() -> None:
    construction = _construction("walk", Complement.OBJECT, particles=("out",), words="talk")
    frame = _read("Chad walked out of the talks with Niger.", construction)
    assert frame is not None
    assert frame.complement is not None
    assert frame.complement.text == "talks"


def test_what_a_quantity_counts_heads_the_object() -> None:
    construction = _construction("send", Complement.OBJECT, words="soldier")
    assert _read("Chad sent thousands of soldiers to the border.", construction) is not None
    assert _read("Chad sent a map of soldiers to the border.", construction) is None


def test_several_subjects_stand_in_for_with() -> None:
    construction = _construction("negotiate", particles=("with",))
    assert _read("India and Nepal negotiated for two days.", construction) is not None
    assert _read("India negotiated for two days.", construction) is None


@pytest.mark.parametrize(
    ("text", "lemma", "wanted"),
    [
        ("Chad signed the treaty.", "sign", "treaty"),
        ("The treaty was signed by Chad.", "sign", "treaty"),
        ("The treaty signed by Chad covers water.", "sign", "treaty"),
        ("The treaty that Chad signed covers water.", "sign", "treaty"),
        ("Chad, which signed the treaty, left.", "sign", "treaty"),
        ("Chad agreed.", "agree", None),
    ],
)
def test_the_object_of_a_verb_is_found_wherever_it_stands(text: str, lemma: str, wanted: str | None) -> None:
    analysis = analyse_text(text)
    found = object_of(analysis, _trigger(analysis, lemma))
    assert (found.text if found else None) == wanted


def test_a_passive_is_told_from_an_active() -> None:
    for text, wanted in (("The treaty was signed by Chad.", True), ("Chad has signed the treaty.", False)):
        analysis = analyse_text(text)
        assert is_passive(analysis, _trigger(analysis, "sign")) is wanted


def test_an_infinitive_is_told_from_a_that_clause() -> None:
    text = "Chad promised to open the border."
    assert _read(text, _construction("promise", Complement.TO_INF)) is not None
    assert _read(text, _construction("promise", Complement.THAT_CLAUSE)) is None
    other = "Chad promised that the border would open."
    assert _read(other, _construction("promise", Complement.TO_INF)) is None
    assert _read(other, _construction("promise", Complement.THAT_CLAUSE)) is not None
