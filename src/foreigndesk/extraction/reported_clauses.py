"""Clauses that a cue stands in or beside: "The port, X said, is closed", "As X said, ...", "..., according to X"."""

from dataclasses import dataclass

from foreigndesk.extraction.cues import CueMap, CueUse
from foreigndesk.knowledge.cues import CueAct
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.spans import Span

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_FRAGMENT = 3  # words before ", X said, "..."" that are part of what was said
_CLIMB = 8  # heads
_AFTER_COMMA = 14  # tokens from the comma to the end of "S, X said on Monday."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """Reported content with its cue."""

    span: Span
    use: CueUse
    rule: str


def clause_around_cue(cues: CueMap, use: CueUse) -> Reported | None:
    """Return the clause that "X said" stands in between commas: "The port, X said, is closed."."""
    analysis, aside = cues.analysis, cues.analysis.subtree(use.token.index)
    if use.token.dep not in {"parataxis", "ccomp"} or use.speaker is None or use.speaker.index not in aside:
        return None
    before, after = analysis.tokens[max(0, aside[0] - 1)], analysis.tokens[min(aside[-1] + 1, len(analysis.tokens) - 1)]
    if "," not in {before.text, analysis.tokens[aside[0]].text} or "," not in {
        after.text,
        analysis.tokens[aside[-1]].text,
    }:
        return None
    return clause_beside(analysis, use, aside, rule="clause around the cue")


def sentence_around_cue(cues: CueMap, use: CueUse) -> Reported | None:
    """Return the sentence around ", X said," however it was parsed; where marks follow, what stands before."""
    analysis, sentence = cues.analysis, cues.analysis.sentences[use.token.sentence]
    comma = _comma_before(analysis, use)
    if comma is None or use.speaker is None or use.word.act is not CueAct.SAY or use.token.tag not in _FINITE:
        return None
    named = analysis.subtree(use.speaker.index)[-1]
    after = max(use.token.index, named if use.speaker.index > use.token.index else 0) + 1
    if after + 1 >= sentence.last or analysis.tokens[after].text != "," or comma == sentence.first:
        return None
    opens = cues.inside[after + 1] >= 0
    is_short = opens and comma - sentence.first < _FRAGMENT
    if is_short or any(place >= 0 for place in cues.inside[sentence.first : comma]):
        return None
    end = analysis.tokens[(comma if opens else sentence.last) - 1].end
    span = trim_clause(analysis, Span(sentence.span.start, end))
    return Reported(span=span, use=use, rule="sentence around the cue") if span else None


def clause_before_cue(cues: CueMap, use: CueUse) -> Reported | None:
    """Return the clause before ", X said" where the parser did not make it the complement."""
    analysis = cues.analysis
    sentence = analysis.sentences[use.token.sentence]
    comma = _comma_before(analysis, use)
    if comma is None or sentence.last - use.token.index > _AFTER_COMMA or use.word.act is not CueAct.SAY:
        return None
    below = [analysis.tokens[i] for i in analysis.children[use.token.index] if i > use.token.index]
    if use.token.tag not in {"VBD", "VBZ", "VBP"} or any(c.dep in {"dobj", "xcomp", "oprd", "ccomp"} for c in below):
        return None
    clause = analysis.tokens[sentence.first : comma]
    if not any(t.dep in {"nsubj", "nsubjpass"} for t in clause) or any(t.dep == "mark" for t in clause[:1]):
        return None
    if any(cues.inside[i] >= 0 for i in range(comma - 1, sentence.last)):
        return None
    span = trim_clause(analysis, Span(sentence.span.start, analysis.tokens[comma].start))
    return Reported(span=span, use=use, rule="clause before the cue") if span else None


def _comma_before(analysis: Analysis, use: CueUse) -> int | None:
    """Return the index of a comma that stands directly before a cue or its speaker's words."""
    if use.speaker is None or use.speaker.sentence != use.token.sentence:
        return None
    first = min(use.token.index, analysis.subtree(use.speaker.index)[0])
    return first - 1 if first > 0 and analysis.tokens[first - 1].text == "," else None


def clause_beside_as(analysis: Analysis, use: CueUse) -> Reported | None:
    """Return the main clause beside "as X said"."""
    if "that_clause" not in use.word.takes or use.speaker is None:
        return None
    return clause_beside(analysis, use, analysis.subtree(use.token.index), rule="clause beside “as”")


def clause_beside(analysis: Analysis, use: CueUse, aside: tuple[int, ...], *, rule: str) -> Reported | None:
    """Return the clause that ``aside`` stands with: what precedes it, or what follows where it opens the sentence."""
    sentence = analysis.sentences[use.token.sentence]
    clause = _clause_around(analysis, use.token, aside)
    before = [i for i in clause if i < aside[0]]
    after = [i for i in clause if i > aside[-1]]
    indices = (before if _has_verb(analysis, before) or len(before) > len(after) else after) if before else after
    if before and after and _has_verb(analysis, after) and not _has_verb(analysis, before):
        indices = sorted(before + after)
    if not indices:
        return None
    span = Span(analysis.tokens[indices[0]].start, min(analysis.tokens[indices[-1]].end, sentence.span.end))
    trimmed = trim_clause(analysis, span)
    return Reported(span=trimmed, use=use, rule=rule) if trimmed else None


def _clause_around(analysis: Analysis, token: Token, aside: tuple[int, ...]) -> list[int]:
    """Return the tokens of the nearest clause above ``token`` that lies outside ``aside``."""
    inside = set(aside)
    for _ in range(_CLIMB):
        head = analysis.tokens[token.head]
        is_verb = head.index not in inside and head.pos in {"VERB", "AUX"}
        if is_verb and head.dep in {"ROOT", "ccomp", "conj", "relcl", "advcl"}:
            return [i for i in analysis.subtree(head.index) if i not in inside]
        if head.index == token.index:
            break
        token = head
    sentence = analysis.sentences[token.sentence]
    return [i for i in range(sentence.first, sentence.last) if i not in inside]


def _has_verb(analysis: Analysis, indices: list[int]) -> bool:
    return any(analysis.tokens[i].tag in {"VBD", "VBZ", "VBP", "MD"} for i in indices)


def trim_clause(analysis: Analysis, span: Span) -> Span | None:
    """Return ``span`` without punctuation at its ends and "that" before it."""
    words = span.words(analysis.text)
    start = span.start + len(words) - len(words.lstrip(" \t\n\u00a0,;:—–-"))
    first = analysis.token_at(start)
    if first is not None and first.text.lower() == "that" and first.dep == "mark":
        start = min(start + len("that "), span.end)
    end = start + len(analysis.text[start : span.end].rstrip(" \t\n\u00a0,;:.—–-"))
    return Span(start, end) if end > start and any(c.isalnum() for c in analysis.text[start:end]) else None
