from dataclasses import replace

from foreigndesk.language.identification import PASSAGE_LETTERS, name_languages
from foreigndesk.records.articles import Article, RemovedBlock, ResidueKind
from foreigndesk.records.spans import Span

ENGLISH = "The envoys of the two states met on Tuesday in the old customs house and talked for six hours about water. "
GERMAN = (
    "Die Gesandten der beiden Staaten trafen sich am Dienstag im alten Zollhaus am Fluss und sprachen sechs Stunden "
    "lang über das Wasser, über das Getreide und über eine Liste der Gefangenen, die im Frühjahr frei werden sollen. "
    "Der Sprecher des Ministeriums wollte am Abend nicht sagen, wer die Liste geschrieben hat."
)


def article(*paragraphs: str) -> Article:
    return Article(locator="pile/a.txt", page_id="p", text="\n\n".join(paragraphs))


def test_a_long_paragraph_in_another_language_is_marked_and_passed_over() -> None:
    found = name_languages(article(ENGLISH * 3, GERMAN, ENGLISH * 2))
    assert found.language == "en"
    assert [(p.span.words(found.text), p.language) for p in found.foreign] == [(GERMAN, "de")]
    assert found.foreign[0].span in found.passed_over


def test_short_words_in_another_language_stay() -> None:
    assert len(GERMAN[:120]) < PASSAGE_LETTERS
    assert name_languages(article(ENGLISH * 3, GERMAN[:120])).foreign == ()


def test_an_article_in_another_language_has_no_passages_in_its_own() -> None:
    found = name_languages(article(GERMAN, GERMAN.replace("Dienstag", "Montag")))
    assert (found.language, found.foreign) == ("de", ())


def test_residue_does_not_decide_the_language() -> None:
    text = article(GERMAN, GERMAN, ENGLISH * 3)
    start = text.text.index(ENGLISH)
    span = Span(0, start - 2)
    removed = (RemovedBlock(span=span, kind=ResidueKind.CONSENT, rule="x"),)
    found = name_languages(replace(text, removed=removed))
    assert (found.language, found.foreign) == ("en", ())


def test_a_text_too_short_to_tell_has_no_language() -> None:
    assert name_languages(article("Envoys meet")).language is None
