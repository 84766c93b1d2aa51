"""Lemma and part of speech of words, each kind of word told once for the process.

In the small English models the attribute ruler and the lemmatizer take a fifth of the parse, and almost all that they
say depends on the word, its tag and its dependency alone. So they are asked once for each such combination, and for
a whole paragraph only where a pattern of several tokens matches in it ("gonna", "let's"). The answers are the same:
``tests/language/test_word_forms.py`` compares them.
"""

from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

RULERS = ("attribute_ruler", "lemmatizer")  # what is asked here in place of the pipeline
MOST_REMEMBERED = 200_000  # combinations; 300 news articles of 1,100 words hold 48,000, 2026-11
SEPARATOR = ("\N{MIDDLE DOT}", "NFP", "punct")  # stands in no pattern, so no pattern of two tokens reaches over it

Key = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class WordForm:
    """What the model says of a token: its words, lemma, tag, part of speech and dependency label."""

    text: str
    lemma: str
    tag: str
    pos: str
    dep: str


class WordForms:
    """The forms of the tokens of parsed paragraphs, remembered by word, tag and dependency."""

    def __init__(self, model: "Language") -> None:
        """Take a loaded model with the components of ``RULERS``, which its ``pipe`` then need not run."""
        self._model = model
        self._rulers = [model.get_pipe(name) for name in RULERS]
        self._sequences = _make_sequence_matcher(model)
        self._remembered: dict[Key, WordForm] = {}

    def list_forms(self, doc: "Doc") -> list[WordForm]:
        """Return the form of each token of a paragraph that was tagged and parsed without ``RULERS``."""
        if self._sequences(doc, allow_missing=True):
            return self._read(doc)
        keys: list[Key] = [tuple(row) for row in doc.to_array(["ORTH", "TAG", "DEP"]).tolist()]
        new = sorted({key for key in keys if key not in self._remembered})
        if len(self._remembered) + len(new) > MOST_REMEMBERED:
            self._remembered.clear()
            new = sorted(set(keys))
        if new:
            self._remember(new)
        return [self._remembered[key] for key in keys]

    def _remember(self, keys: list[Key]) -> None:
        """Ask the model for combinations, side by side, and apart where two would make a pattern of several tokens."""
        doc = self._make_doc(keys, apart=False)
        if self._sequences(doc, allow_missing=True):
            forms = self._read(self._make_doc(keys, apart=True))[::2]
        else:
            forms = self._read(doc)
        self._remembered.update(zip(keys, forms, strict=True))

    def _make_doc(self, keys: list[Key], *, apart: bool) -> "Doc":
        from spacy.tokens import Doc

        strings = self._model.vocab.strings
        rows = [(strings[orth], strings[tag], strings[dep]) for orth, tag, dep in keys]
        if apart:
            rows = [row for pair in zip(rows, repeat(SEPARATOR, len(rows)), strict=True) for row in pair]
        words, tags, deps = map(list, zip(*rows, strict=True))
        return Doc(self._model.vocab, words=words, tags=tags, deps=deps, heads=list(range(len(words))))

    def _read(self, doc: "Doc") -> list[WordForm]:
        for ruler in self._rulers:
            doc = ruler(doc)
        return [WordForm(t.text, t.lemma_, t.tag_, t.pos_, t.dep_) for t in doc]


def _make_sequence_matcher(model: "Language") -> "Matcher":
    """Return a matcher of those patterns of the attribute ruler that look at more than one token."""
    from spacy.matcher import Matcher

    ruler = cast("AttributeRuler", model.get_pipe("attribute_ruler"))
    matcher = Matcher(model.vocab, validate=False)
    for number, rule in enumerate(ruler.patterns):
        patterns = cast("list[list[dict[str, Any]]]", rule["patterns"])
        several = [pattern for pattern in patterns if len(pattern) > 1]
        if several:
            matcher.add(str(number), several)
    return matcher
