"""The records of a brief: sections of entries, entries of parts, parts of sentences, sentences with citations."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foreigndesk.records.articles import Dropped
from foreigndesk.records.spans import Span
from foreigndesk.views.dossier import Dossier
from foreigndesk.views.word_differences import WordRun

MEETINGS = "Meetings"  # heading of the section of meetings that took place


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The words of one article that a sentence rests on."""

    article_id: str
    span: Span
    exact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSentence:
    """One sentence with the words it rests on. Without a citation there is no sentence: ValueError.

    ``runs`` are set where a page shows the words of a difference as struck and put in, with ``after`` behind them.
    """

    text: str
    citations: tuple[Citation, ...]
    runs: tuple[WordRun, ...] = ()
    after: str = ""

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError(f"a sentence without citation: {self.text}")


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefStep:
    """One step of a proof: words cited, rows of dated tables by name, or what follows from the steps before."""

    text: str
    citations: tuple[Citation, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPart:
    """What an entry says under one label, the steps that prove it, and where to read what is left out."""

    label: str
    sentences: tuple[BriefSentence, ...]
    steps: tuple[BriefStep, ...] = ()
    steps_label: str = ""
    more: str | None = None

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What the sentences cite, then what the steps cite."""
        told = [citation for sentence in self.sentences for citation in sentence.citations]
        return (*told, *(citation for step in self.steps for citation in step.citations))


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefEntry:
    """One meeting, one article or one list. ``record_id`` is the id of the record that it is about, if one."""

    heading: str
    note: str
    record_id: str | None
    parts: tuple[BriefPart, ...]

    @property
    def sentences(self) -> tuple[BriefSentence, ...]:
        """All sentences of the entry, in order."""
        return tuple(sentence for part in self.parts for sentence in part.sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSection:
    """A section: its heading, what it holds in one line, its entries."""

    heading: str
    about: str
    entries: tuple[BriefEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefCounts:
    """How much the brief rests on: kept + dropped = read; ``origins`` counts texts not made from one another."""

    read: int
    kept: int
    dropped: int
    not_analysed: int
    origins: int
    meetings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefArticle:
    """One article that the brief was made from: how it is called, and its date in words."""

    article_id: str
    name: str
    dated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What articles tell, each sentence with the words it rests on; ``articles`` in the order of their days."""

    title: str
    counts: BriefCounts
    dropped: tuple[Dropped, ...]
    articles: tuple[BriefArticle, ...]
    sections: tuple[BriefSection, ...]

    @property
    def sentences(self) -> tuple[BriefSentence, ...]:
        """All sentences of the brief, in order."""
        return tuple(sentence for section in self.sections for entry in section.entries for sentence in entry.sentences)


def cite(dossier: Dossier, article_id: str | None, spans: Iterable[Span | None]) -> tuple[Citation, ...]:
    """Return citations of the spans of one article; none for spans that are not given or hold no words."""
    article = dossier.articles.get(article_id or "")
    if article is None:
        return ()
    wanted = dict.fromkeys(span for span in spans if span is not None)
    return tuple(
        Citation(article_id=article.article_id, span=span, exact=words)
        for span in wanted
        if (words := span.words(article.text)).strip()
    )


def cite_whole(dossier: Dossier, article_id: str) -> tuple[Citation, ...]:
    """Return the citation that stands for a whole article: its headline, else its first line with words."""
    article = dossier.articles.get(article_id)
    if article is None:
        return ()
    headline = cite(dossier, article_id, (article.title_span,))
    if headline:
        return headline
    start = len(article.text) - len(article.text.lstrip())
    line = article.text[start:].split("\n", maxsplit=1)[0].rstrip()
    return cite(dossier, article_id, (Span(start, start + len(line)),))


def write_sentence(text: str, *groups: Iterable[Citation]) -> tuple[BriefSentence, ...]:
    """Return one sentence with all citations, each once, or none where nothing is cited."""
    citations = tuple(dict.fromkeys(citation for group in groups for citation in group))
    return (BriefSentence(text=text, citations=citations),) if citations else ()


def number_citations(brief: Brief) -> dict[Citation, int]:
    """Return the numbers of all citations, from 1 in the order in which sentences and steps first use them."""
    numbers: dict[Citation, int] = {}
    for citation in _all_citations(brief):
        numbers.setdefault(citation, len(numbers) + 1)
    return numbers


def _all_citations(brief: Brief) -> Iterator[Citation]:
    for section in brief.sections:
        for part in (part for entry in section.entries for part in entry.parts):
            yield from part.citations
