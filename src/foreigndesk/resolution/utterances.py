"""Utterances: the places of articles that give somebody's words, each with its words as they are compared."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from foreigndesk.knowledge.wordings import is_grammar, sense_key
from foreigndesk.records.articles import Article
from foreigndesk.records.dates import DateFinding
from foreigndesk.records.quotation_groups import VariantForm
from foreigndesk.records.quotations import Attribution, Quotation, QuotationKind, Speaker
from foreigndesk.records.readings import Reading
from foreigndesk.records.spans import Span, derive_id
from foreigndesk.resolution.wordings import WORD, read_form

_FORMS = {
    QuotationKind.DIRECT: VariantForm.DIRECT,
    QuotationKind.PARTIAL: VariantForm.PARTIAL,
    QuotationKind.SCARE: VariantForm.SCARE,
    QuotationKind.INDIRECT: VariantForm.INDIRECT,
}  # the title of a work is no utterance
SHORT = 3  # words of content: of so few it takes more than the words to say whose they are
_ELLIPSIS = re.compile(r"…|\.{3,}|\. \. \.")
_BRACKETED = re.compile(r"\[[^\]\n]*\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenWord:
    """A word of an utterance: folded, the form it shares with synonyms, where it stands, and what marks say of it.

    ``is_bracketed``: brackets own it to be the article's; ``is_after_gap``: an ellipsis stands before it.
    """

    folded: str
    sense: str
    start: int
    end: int
    is_content: bool
    is_capital: bool
    is_bracketed: bool
    is_after_gap: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One place that gives words of somebody. ``sentence`` is the text around that the comparison may look at.

    ``speakers`` are ids, or folded names; ``states`` those that the speakers stand for; ``candidates`` are filled
    where the speaker is ambiguous. ``earliest`` and ``latest`` bound the day of the article, ``family`` is its origin.
    ``around`` are the entities that its sentence names, ``near`` the senses of the sentence's other words, kept for
    short utterances alone.
    """

    article_id: str
    span: Span
    form: VariantForm
    sentence: Span
    words: str
    quotation: Quotation | None = None
    speakers: frozenset[str] = frozenset()
    candidates: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    earliest: date | None = None
    latest: date | None = None
    family: str = ""
    around: frozenset[str] = field(default=frozenset(), compare=False)
    near: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def utterance_id(self) -> str:
        """The id: that of its quotation, derived from article and span."""
        return derive_id("quotation", self.article_id, self.span.start, self.span.end)

    @property
    def identified(self) -> frozenset[str]:
        """The ids of the speakers, empty where the text only describes them ("the senator")."""
        speaker = self.quotation.speaker if self.quotation else None
        return frozenset(speaker.entity_ids) if speaker and not speaker.candidates else frozenset()

    @property
    def place(self) -> tuple[str, Span]:
        """Article and span: the order of utterances that depends on content alone."""
        return self.article_id, self.span


@lru_cache(maxsize=1 << 15)
def read_spoken(words: str) -> tuple[SpokenWord, ...]:
    """Return the words of an utterance; offsets count from its beginning."""
    gaps = [m.start() for m in _ELLIPSIS.finditer(words)]
    owned = [Span(m.start(), m.end()) for m in _BRACKETED.finditer(words)]
    found: list[SpokenWord] = []
    seen = 0
    for match in WORD.finditer(words):
        passed = bisect_right(gaps, match.start())
        form = read_form(match.group())
        found.append(
            SpokenWord(
                folded=form.folded,
                sense=sense_key(form.folded),
                start=match.start(),
                end=match.end(),
                is_content=not is_grammar(form.folded),
                is_capital=form.is_capital and bool(found) and not is_grammar(form.folded),
                is_bracketed=any(span.start <= match.start() < span.end for span in owned),
                is_after_gap=passed > seen,
            )
        )
        seen = passed
    return tuple(found)


def fold_words(words: str) -> tuple[str, ...]:
    """Return the words of an utterance without case, accents and genitive, in their order."""
    return tuple([read_form(word).folded for word in WORD.findall(words)])


@lru_cache(maxsize=1 << 15)
def content_of(words: str) -> tuple[str, ...]:
    """Return the senses of the words of content, in their order."""
    return tuple([sense_key(folded) for folded in fold_words(words) if not is_grammar(folded)])


def words_near(sentence: str, words: str) -> frozenset[str]:
    """Return the senses of the words of content in a sentence that are not among ``words``; none for long ones."""
    own = content_of(words)
    return frozenset(content_of(sentence)) - set(own) if len(own) <= SHORT else frozenset()


def list_utterances(
    reading: Reading, *, published: DateFinding | None, family: str, states: Mapping[str, str]
) -> list[Utterance]:
    """Return the utterances of one article: all quotations but titles, and reported speech that holds no marks.

    ``states`` gives the state of entities by id. Of reported speech inside reported speech the outer is kept,
    and none of few words.
    """
    marked = [q for q in reading.quotations if q.kind in _FORMS and q.kind is not QuotationKind.INDIRECT]
    kept = [*marked, *_plain_reports(reading.quotations, marked, reading.article.text)]
    article = reading.article
    mentions = [(m.span, m.state or m.entity_id or m.name) for m in reading.mentions]
    found = []
    for quotation in sorted(kept, key=lambda q: (q.span, q.kind.value)):
        sentence = sentence_of(reading.sentences, quotation.span)
        found.append(
            Utterance(
                article_id=article.article_id,
                span=quotation.span,
                form=_FORMS[quotation.kind],
                sentence=sentence,
                words=quotation.span.words(article.text),
                quotation=quotation,
                speakers=_speakers(quotation.speaker),
                candidates=frozenset(quotation.speaker.candidates if quotation.speaker else ()),
                states=_states(quotation.speaker, states),
                earliest=published.earliest if published else None,
                latest=published.latest if published else None,
                family=family,
                around=frozenset(name for span, name in mentions if sentence.overlaps(span)),
                near=words_near(sentence.words(article.text), quotation.span.words(article.text)),
            )
        )
    return _drop_nested(found)


def _plain_reports(quotations: Iterable[Quotation], marked: list[Quotation], text: str) -> Iterator[Quotation]:
    reports = [q for q in quotations if q.kind is QuotationKind.INDIRECT]
    for report in reports:
        if len(content_of(report.span.words(text))) <= SHORT:
            continue
        around = any(other is not report and other.span.covers(report.span) for other in (*reports, *marked))
        if not around and not any(report.span.overlaps(m.span) for m in marked):
            yield report


def _drop_nested(utterances: list[Utterance]) -> list[Utterance]:
    """Return the utterances without a second one at the same words."""
    seen: set[Span] = set()
    return [u for u in utterances if not (u.span in seen or seen.add(u.span))]  # type: ignore[func-returns-value]


def sentence_of(sentences: tuple[Span, ...], span: Span) -> Span:
    """Return the sentences that a span touches, as one span."""
    starts = [s.start for s in sentences]
    first = max(0, bisect_right(starts, span.start) - 1)
    last = max(0, bisect_right(starts, max(span.start, span.end - 1)) - 1)
    if not sentences:
        return span
    return Span(min(span.start, sentences[first].start), max(span.end, sentences[last].end))


def _speakers(speaker: Speaker | None) -> frozenset[str]:
    if speaker is None or speaker.candidates:
        return frozenset()
    return frozenset(speaker.entity_ids) or frozenset(name.casefold() for name in speaker.names)


def _states(speaker: Speaker | None, states: Mapping[str, str]) -> frozenset[str]:
    if speaker is None:
        return frozenset()
    return frozenset(state for e in (*speaker.entity_ids, *speaker.candidates) if (state := states.get(e)))


def chain_names(chain: tuple[Attribution, ...], article: Article) -> tuple[str, ...]:
    """Return those through whom words came, from the nearest to the speaker outward, the publisher aside."""
    return tuple(dict.fromkeys(link.name for link in chain if link.name != article.publisher))


def states_of(readings: Iterable[Reading]) -> dict[str, str]:
    """Return the state of each entity of the readings that has one."""
    found: dict[str, str] = {}
    for reading in readings:
        for mention in reading.mentions:
            if mention.entity_id and mention.state:
                found[mention.entity_id] = min(mention.state, found.get(mention.entity_id, mention.state))
    return found
