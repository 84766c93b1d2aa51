"""Readings made by hand of sentences with quotations, for tests that need no analysis of language."""

import re
from datetime import date

from foreigndesk.records.articles import Article
from foreigndesk.records.mentions import Mention, MentionKind, MentionUse
from foreigndesk.records.quotation_groups import VariantForm
from foreigndesk.records.quotations import Quotation, QuotationKind, Speaker
from foreigndesk.records.readings import Reading
from foreigndesk.records.spans import Span
from foreigndesk.resolution.utterances import Utterance

_SAID = re.compile(r"(?P<speaker>\w+) said: “(?P<words>[^”]+)”")


def date_of(day: int) -> date:
    """Return a day of March 2024."""
    return date(2024, 3, day)


def read_by_hand(locator: str, *paragraphs: str) -> Reading:
    """Return the reading of paragraphs in which somebody ("Lind said: “…”") speaks."""
    text = "\n\n".join(paragraphs) + "\n"
    article = Article(locator=locator, page_id="", text=text)
    found = list(_SAID.finditer(text))
    sentences, at = [], 0
    for paragraph in paragraphs:
        sentences.append(Span(at, at + len(paragraph)))
        at += len(paragraph) + 2
    return Reading(
        article=article,
        sentences=tuple(sentences),
        mentions=tuple(_mention(Span(*m.span("speaker")), m["speaker"]) for m in found),
        times=(),
        clues=(),
        quotations=tuple(_quotation(article.article_id, m) for m in found),
        meetings=(),
        actions=(),
        commitments=(),
        positions=(),
    )


def _mention(span: Span, name: str) -> Mention:
    return Mention(
        span=span, kind=MentionKind.PERSON, name=name, head=span, use=MentionUse.ACTOR, rule="hand", because="by hand",
        entity_id=f"local:{name.lower()}",
    )  # fmt: skip


def _quotation(article_id: str, found: re.Match[str]) -> Quotation:
    named = Span(*found.span("speaker"))
    speaker = Speaker(
        span=named,
        names=(found["speaker"],),
        entity_ids=(f"local:{found['speaker'].lower()}",),
        candidates=(),
        rule="hand",
    )
    return Quotation(
        article_id=article_id, span=Span(*found.span("words")), kind=QuotationKind.DIRECT,
        cue=Span(named.end + 1, named.end + 5), speaker=speaker, addressee=None, chain=(), rule="hand",
    )  # fmt: skip


def utterance(words: str, *, form: VariantForm = VariantForm.DIRECT, article_id: str = "a") -> Utterance:
    """Return an utterance that is all of its article."""
    whole = Span(0, len(words))
    return Utterance(article_id=article_id, span=whole, form=form, sentence=whole, words=words)
