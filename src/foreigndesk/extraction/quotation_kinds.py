"""Kinds of marked spans: a whole utterance, a fragment, words held at a distance, or the name of a work."""

import re

from foreigndesk.extraction.attributions import Attributed, frame_before
from foreigndesk.extraction.cues import CueMap
from foreigndesk.extraction.quotation_marks import MarkedSpan
from foreigndesk.knowledge.cues import CueKind, cues_of
from foreigndesk.records.quotations import QuotationKind
from foreigndesk.records.spans import Span

LONG_WORD = 4  # letters; shorter words stay small in titles
HEADING = 3  # longer words that make a line of capitalised words a heading
SHORT = 6  # words; longer marked words without a speaker are speech, not scare marks
_REACH = 24  # code points before and after marks in which a word may say what they hold
_NEAR = 4  # tokens before marks in which the kind of a work may be named
_PAUSES = (":", ",", "—", "–")


def kind_of(cues: CueMap, mark: MarkedSpan) -> QuotationKind:
    """Return direct for a clause of its own that begins like a sentence or after a pause, else partial."""
    tokens = [t for t in cues.analysis.tokens_in(mark.span) if t.text.strip()]
    if not is_sentence(cues, mark) and not any(t.dep in {"nsubj", "nsubjpass", "expl"} for t in tokens):
        return QuotationKind.PARTIAL
    before = cues.analysis.text[max(0, mark.outer.start - 2) : mark.outer.start].strip()
    first = next((t for t in tokens if t.text[0].isalnum()), None)
    starts = first is not None and first.text[:1].isupper()
    if before and not starts and not before.endswith((":", ",")):
        return QuotationKind.PARTIAL
    frame = frame_before(cues, mark)
    is_free = not frame or frame[-1].text in _PAUSES or frame[-1].index in cues.by_token
    return QuotationKind.DIRECT if is_free else QuotationKind.PARTIAL


def is_sentence(cues: CueMap, mark: MarkedSpan) -> bool:
    """Return whether marked words begin and end like a sentence and are more than one."""
    words = mark.span.words(cues.analysis.text).strip()
    return bool(words) and (words[0].isupper() or words[0] in "[(…") and words[-1] in ".,!?…" and " " in words


def is_short(cues: CueMap, mark: MarkedSpan) -> bool:
    """Return whether marked words are few enough to be marks at a distance."""
    return len(mark.span.words(cues.analysis.text).split()) <= SHORT


def is_scare(cues: CueMap, mark: MarkedSpan) -> bool:
    """Return whether a word before the marks ("so-called") holds them at a distance."""
    before = cues.analysis.text[max(0, mark.outer.start - _REACH) : mark.outer.start].lower().rstrip()
    return is_short(cues, mark) and before.endswith(tuple(cues_of(CueKind.SCARE)))


def is_title(cues: CueMap, mark: MarkedSpan, found: Attributed | None) -> bool:
    """Return whether marked words are the name of a work or project: capitalised, beside a word such as "article"."""
    words = mark.span.words(cues.analysis.text).rstrip(",.")
    if not _is_capitalised(words) or _is_in_heading(cues, mark):
        return False
    works = cues_of(CueKind.WORK)
    before = [t.lemma.lower() for t in frame_before(cues, mark)]
    beside = before[-2:-1] if before[-1:] == [","] else before[-1:]  # "her new book, "..."" and "titled "...""
    if any(word in works for word in beside) or _is_a_programme(cues, mark):
        return True
    if found is not None and found.rule in {"cue before the marks", "cue after the marks"}:
        return False
    after = cues.analysis.tokens_in(Span(mark.outer.end, mark.outer.end + _REACH))[:2]
    return any(word in works for word in (*before[-_NEAR:], *(t.lemma.lower() for t in after)))


def _is_a_programme(cues: CueMap, mark: MarkedSpan) -> bool:
    """Return whether several capitalised words stand after an owner: "on the BBC's "Breakfast With Snow"."""
    frame = frame_before(cues, mark)
    words = mark.span.words(cues.analysis.text).rstrip(",.").split()
    return len(frame) > 1 and frame[-1].tag == "POS" and frame[-2].pos == "PROPN" and len(words) > 1


def _is_in_heading(cues: CueMap, mark: MarkedSpan) -> bool:
    """Return whether the words around the marks are capitalised too, as in a headline."""
    tokens = cues.analysis.tokens_in(mark.outer)
    around = cues.analysis.sentence_tokens(cues.analysis.sentences[tokens[0].sentence]) if tokens else ()
    longer = [t for t in around if cues.inside[t.index] < 0 and len(t.text) >= LONG_WORD and t.text.isalpha()]
    return len(longer) >= HEADING and all(t.text[0].isupper() for t in longer)


def _is_capitalised(words: str) -> bool:
    """Return whether all longer words begin with a capital letter."""
    longer = re.findall(rf"[^\W\d_]{{{LONG_WORD},}}", words)
    return bool(longer) and all(word[0].isupper() for word in longer)
