"""Transcripts: turns that begin with the name of the speaker and a colon, one a paragraph."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from foreigndesk.extraction.cues import CueMap
from foreigndesk.extraction.parties import Cast
from foreigndesk.knowledge.cues import CueKind, cues_of
from foreigndesk.knowledge.folding import fold
from foreigndesk.knowledge.gazetteer import find_names, principals_among
from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.records.analyses import Analysis
from foreigndesk.records.mentions import MentionKind
from foreigndesk.records.quotations import Speaker
from foreigndesk.records.spans import Span, hull

_STOPS = (".", "?", "!", "…")
_LABEL = re.compile(r"(?:[A-Z][\w.’'-]*\s+){0,3}[A-Z][\w’'-]+(?=:\s)")
_END = " \t\n\u00a0,;:.—–-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One turn: the words spoken, the colon, and who speaks."""

    span: Span
    colon: Span
    speaker: Speaker


def find_turns(cues: CueMap, cast: Cast) -> Iterator[Turn]:
    """Yield the paragraphs that begin with a known name and a colon and end like a sentence; a heading does not."""
    if not any(t.text in cues_of(CueKind.COLON) for t in cues.analysis.tokens):
        return
    for paragraph in _paragraphs(cues.analysis):
        label = _LABEL.match(cues.analysis.text, paragraph.start, paragraph.end)
        words = cues.analysis.text[label.end() + 1 : paragraph.end] if label else ""
        speaker = _speaker_of(cast, Span(label.start(), label.end())) if label and words.endswith(_STOPS) else None
        if label is None or speaker is None:
            continue
        start = label.end() + 1 + len(words) - len(words.lstrip())
        end = label.end() + 1 + len(words.rstrip(_END))
        if end > start and not any(m.outer.start == start for m in cues.marked):
            yield Turn(span=Span(start, end), colon=Span(label.end(), label.end() + 1), speaker=speaker)


def _paragraphs(analysis: Analysis) -> list[Span]:
    spans: dict[int, list[Span]] = {}
    for sentence in analysis.sentences:
        spans.setdefault(sentence.paragraph, []).append(sentence.span)
    return [hull(tuple(here)) for here in spans.values()]


def _speaker_of(cast: Cast, label: Span) -> Speaker | None:
    """Return the person whom a label names: one of the article by family name, else one of the tables."""
    words = label.words(cast.analysis.text)
    family = fold(words.split()[-1])
    people = [m for m in cast.mentions if m.kind is MentionKind.PERSON]
    named = next((m for m in people if fold(m.name.split()[-1]) == family), None)
    if named is not None:
        ids = (named.entity_id,) if named.entity_id else ()
        return Speaker(span=label, names=(named.name,), entity_ids=ids, candidates=named.candidates, rule=_RULE)
    if not words.split()[-1].isupper():
        return None
    entries = [e for match in find_names(words.title()) for e in match.entries]
    able = principals_among(tuple(dict.fromkeys(e.entity_id for e in entries if e.entity_id in persons_by_id())))
    if len(able) == 1:
        return Speaker(span=label, names=(persons_by_id()[able[0]].name,), entity_ids=able, candidates=(), rule=_RULE)
    return Speaker(span=label, names=(words,), entity_ids=(), candidates=able, rule=_RULE) if able else None


_RULE = "name before the colon of a turn"
