"""Reading of claims from sentences, for the tests of actions, commitments and positions."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from foreigndesk.extraction.actions import find_actions
from foreigndesk.extraction.commitments import find_commitments
from foreigndesk.extraction.mentions import find_mentions
from foreigndesk.extraction.parties import make_cast
from foreigndesk.extraction.positions import find_positions
from foreigndesk.extraction.references import find_references
from foreigndesk.extraction.times import find_times
from foreigndesk.knowledge.lexicons import (
    list_action_words,
    list_commitment_phrases,
    list_commitment_words,
    list_stance_words,
)
from foreigndesk.language.parser import analyse_text
from foreigndesk.records.analyses import Analysis, NamedSpan, Sentence
from foreigndesk.records.claims import ActionClaim, CommitmentClaim, Party, PositionClaim
from foreigndesk.records.quotations import Quotation
from foreigndesk.records.spans import Span

CASES = Path(__file__).parents[1] / "cases"
ARTICLE_ID = "0123456789abcdef"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """The claims of one text."""

    actions: tuple[ActionClaim, ...]
    commitments: tuple[CommitmentClaim, ...]
    positions: tuple[PositionClaim, ...]


def read_claims(analysis: Analysis, quotations: tuple[Quotation, ...] = ()) -> Claims:
    mentions = find_mentions(analysis)
    cast = make_cast(analysis, mentions, find_references(analysis, mentions))
    times = find_times(analysis)
    return Claims(
        actions=find_actions(analysis, cast, times, article_id=ARTICLE_ID, quotations=quotations),
        commitments=find_commitments(analysis, cast, times, article_id=ARTICLE_ID, quotations=quotations),
        positions=find_positions(analysis, cast, article_id=ARTICLE_ID, quotations=quotations),
    )


def read_text(text: str, quotations: tuple[Quotation, ...] = ()) -> Claims:
    return read_claims(analyse_text(text), quotations)


def names_of(parties: tuple[Party, ...]) -> list[str]:
    return [party.name for party in parties]


def read_cases(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return cases


def examples_of_lexicons() -> tuple[str, ...]:
    rows = (*list_action_words(), *list_commitment_words(), *list_commitment_phrases(), *list_stance_words())
    return tuple(dict.fromkeys(text for row in rows for text in (row.example, row.counter_example)))


@cache
def claims_of_examples() -> dict[str, Claims]:
    """Return the claims of each sentence of the lexicons: all parsed in one batch, each read by itself."""
    return read_each(examples_of_lexicons())


def read_each(texts: tuple[str, ...]) -> dict[str, Claims]:
    parts = split_analysis(analyse_text("\n".join(texts)))
    return {text: read_claims(part) for text, part in zip(texts, parts, strict=True)}


def split_analysis(analysis: Analysis) -> list[Analysis]:
    """Return one analysis for each paragraph, as if it had been analysed alone."""
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in analysis.sentences:
        paragraphs.setdefault(sentence.paragraph, []).append(sentence)
    return [_cut(analysis, sentences) for sentences in paragraphs.values()]


def _cut(analysis: Analysis, sentences: list[Sentence]) -> Analysis:
    whole = Span(sentences[0].span.start, sentences[-1].span.end)
    first, last = sentences[0].first, sentences[-1].last
    number = analysis.tokens[first].sentence
    tokens = tuple(
        replace(
            token,
            index=token.index - first,
            start=token.start - whole.start,
            end=token.end - whole.start,
            head=token.head - first,
            sentence=token.sentence - number,
        )
        for token in analysis.tokens[first:last]
    )
    return Analysis(
        text=whole.words(analysis.text),
        sentences=tuple(
            Sentence(span=_moved(s.span, whole), first=s.first - first, last=s.last - first, paragraph=0)
            for s in sentences
        ),
        tokens=tokens,
        children=tuple(tuple(i - first for i in below) for below in analysis.children[first:last]),
        names=tuple(
            NamedSpan(span=_moved(n.span, whole), label=n.label) for n in analysis.names if whole.covers(n.span)
        ),
        starts=tuple(token.start for token in tokens),
        model=analysis.model,
    )


def _moved(span: Span, whole: Span) -> Span:
    return Span(span.start - whole.start, span.end - whole.start)
