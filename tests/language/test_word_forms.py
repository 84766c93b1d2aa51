"""Word forms told once are the forms that the whole pipeline tells."""

from pathlib import Path

import pytest

from foreigndesk.language import word_forms
from foreigndesk.language.parser import load_parser
from foreigndesk.language.word_forms import RULERS, WordForm, WordForms

ARTICLES = Path(__file__).parents[2] / "examples" / "articles"
TEXTS = (
    "The ministers met in Vienna and said they had not seen better days.",
    "I'm gonna tell them: let's go, y'all, we gotta leave, c'mon, it ain't over.",
    "There is a plan, there's hope, there were talks; here are the envoys.",
    "Envoys' cars  were seen\tleaving the U.S. embassy's gates at 5 a.m.",
    "He had been meeting those who'd rather not've met him, hasn't he?",
    "that that that which that's theirs is theirs' own",
)


def _piped(texts: list[str]) -> list[list[WordForm]]:
    return [[WordForm(t.text, t.lemma_, t.tag_, t.pos_, t.dep_) for t in doc] for doc in load_parser().pipe(texts)]


def _remembered(texts: list[str], forms: WordForms) -> list[list[WordForm]]:
    return [forms.list_forms(doc) for doc in load_parser().pipe(texts, disable=list(RULERS))]


@pytest.mark.parametrize("text", TEXTS)
def test_forms_are_those_of_the_pipeline(text: str) -> None:
    assert _remembered([text], WordForms(load_parser())) == _piped([text])


def test_forms_of_the_examples_are_those_of_the_pipeline_also_when_asked_again() -> None:
    lines = [line for path in sorted(ARTICLES.glob("*.txt")) for line in path.read_text(errors="replace").split("\n")]
    texts = [line for line in lines if line.strip() and line.isprintable()]
    forms = WordForms(load_parser())
    assert len(texts) > 100
    assert _remembered(texts, forms) == _piped(texts)
    assert _remembered(texts[::-1], forms) == _piped(texts)[::-1]


def test_forms_are_forgotten_before_they_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_forms, "MOST_REMEMBERED", 20)
    forms = WordForms(load_parser())
    assert _remembered(list(TEXTS), forms) == _piped(list(TEXTS))
    assert len(forms._remembered) <= 20
