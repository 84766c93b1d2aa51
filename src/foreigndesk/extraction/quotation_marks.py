"""Marked spans: the words between quotation marks of any kind, nested or left open at a paragraph's end."""

import re
from dataclasses import dataclass

from foreigndesk.knowledge.cues import CueAct, CueKind, cues_of
from foreigndesk.records.analyses import Analysis
from foreigndesk.records.spans import Span, hull

_DOUBLE = frozenset({"“", "”", '"', "''"})  # pages mix them: what one opens another may close
_CLOSED_BY = {
    **dict.fromkeys(("“", "”", '"', "''", "``", "„"), _DOUBLE),
    "«": frozenset("»"),
    "‹": frozenset("›"),
    "»": frozenset("«"),  # German and Danish papers turn them inward
    "›": frozenset("‹"),
    "‘": frozenset("’'"),
    "'": frozenset("'’"),
}
_CLOSERS = "”»›’"
_SINGLE = frozenset("‘'")
_NAMES = frozenset({"PROPN", "DET", "ADJ", "NOUN", "PRON"})
_NAME = 5  # tokens that a speaker between a comma and the cue may have
_POINTED = frozenset("«‹")
_MARK = re.compile(r"``|''|[“”„«»‹›‘’\"']")
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedSpan:
    """Words inside marks. ``span`` is without the marks, ``outer`` with them.

    ``depth`` is 0 for marks that stand in no others. ``goes_on`` is set where the words continue those of
    the paragraph before, which was left open.
    """

    span: Span
    outer: Span
    depth: int
    goes_on: bool = False


@dataclass(slots=True, kw_only=True)
class _Open:
    mark: str
    start: int
    end: int


def find_marked_spans(analysis: Analysis) -> tuple[MarkedSpan, ...]:
    """Return the marked spans of the article in order of the text, outer ones before those inside them.

    A mark left open counts to the end of its paragraph where the next one opens with a mark or where it
    opened the paragraph; else to the end of its sentence. Apostrophes and signs of feet and inches are no marks.
    """
    paragraphs = _paragraphs(analysis)
    found: list[MarkedSpan] = []
    was_open = False
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        reader = _ParagraphReader(analysis, paragraph)
        spans = reader.read(_opens(analysis.text, following))
        if spans and was_open and spans[0].outer.start == paragraph.start:
            spans[0] = MarkedSpan(span=spans[0].span, outer=spans[0].outer, depth=0, goes_on=True)
        found.extend(spans)
        was_open = reader.is_left_open
    return tuple(found)


def _paragraphs(analysis: Analysis) -> list[Span]:
    spans: dict[int, list[Span]] = {}
    for sentence in analysis.sentences:
        spans.setdefault(sentence.paragraph, []).append(sentence.span)
    return [hull(tuple(here)) for here in spans.values()]


def _opens(text: str, paragraph: Span | None) -> str | None:
    """Return the mark that a paragraph begins with, if it begins with one."""
    found = _MARK.match(text, paragraph.start) if paragraph else None
    return found.group() if found and found.group() not in _CLOSERS else None


class _ParagraphReader:
    """Pairs the marks of one paragraph, left to right, with a stack of open ones."""

    def __init__(self, analysis: Analysis, paragraph: Span) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.paragraph = paragraph
        self.stack: list[_Open] = []
        self.found: list[MarkedSpan] = []
        self.is_left_open = False

    def read(self, next_opens: str | None) -> list[MarkedSpan]:
        """Return the marked spans; ``next_opens`` is the mark that the next paragraph begins with."""
        for match in _MARK.finditer(self.text, self.paragraph.start, self.paragraph.end):
            self._take(match.group(), match.start(), match.end())
        self._close_rest(next_opens)
        whole = [m for m in self.found if any(c.isalnum() for c in m.span.words(self.text))]
        return sorted(whole, key=lambda m: (m.outer.start, -m.outer.end))

    def _take(self, mark: str, start: int, end: int) -> None:
        if self._is_apostrophe(mark, start, end):
            return
        closes = self._find_open(mark) if self._may_close(mark, start) else None
        if closes is not None:
            self._close(closes, start, end)
        elif self._may_open(mark, start, end):
            self.stack.append(_Open(mark=mark, start=start, end=end))

    def _is_apostrophe(self, mark: str, start: int, end: int) -> bool:
        if mark not in {"’", "'", '"', "''"}:
            return False
        before, after = self._around(start, end)
        if mark in {'"', "''"}:  # inches and seconds: a number with no mark open
            return before.isdigit() and not any(o.mark not in _SINGLE for o in self.stack)
        if before.isalnum() and after.isalnum():
            return True
        if mark == "’" and not before.isalnum() and after.isalnum():
            return True
        if mark == "'" and not before.isalnum() and after.isdigit():
            return True
        return before in "sS" and before != "" and after == " " and self._closes_later(mark, end)

    def _closes_later(self, mark: str, end: int) -> bool:
        """Return whether a possessive plural's apostrophe is followed by the mark that really closes."""
        if not any(o.mark in _SINGLE for o in self.stack):
            return True
        stop = _SENTENCE_END.search(self.text, end, self.paragraph.end)
        rest = self.text[end : stop.end() + 1 if stop else self.paragraph.end]
        opener = re.search(r"(?<!\w)[‘'](?=\w)", rest)
        closer = re.search(rf"(?<=[\w.,!?]){mark}(?!\w)", rest)
        return closer is not None and (opener is None or closer.start() < opener.start())

    def _around(self, start: int, end: int) -> tuple[str, str]:
        before = self.text[start - 1] if start > self.paragraph.start else ""
        after = self.text[end] if end < self.paragraph.end else ""
        return before, after

    def _may_close(self, mark: str, start: int) -> bool:
        if mark in "”»›’":
            return True
        before, after = self._around(start, start + len(mark))
        if mark in _POINTED:
            return bool(self.stack) and not before.isspace()
        if mark == "“":
            return bool(self.stack) and (self.stack[-1].mark == "„" or not (after.isalnum() or before.isspace()))
        if mark in {'"', "'", "''"}:
            return bool(before) and not (after.isalnum() and (before.isspace() or before in "([—–-"))
        return False

    def _find_open(self, mark: str) -> int | None:
        """Return the place in the stack of the mark that ``mark`` closes, the innermost first."""
        for place in range(len(self.stack) - 1, -1, -1):
            opened = self.stack[place].mark
            if mark in _CLOSED_BY[opened]:
                return place
            if opened not in _SINGLE:
                return None
        return None

    def _may_open(self, mark: str, start: int, end: int) -> bool:
        before, after = self._around(start, end)
        if mark in _POINTED:  # French ones have a space inside
            return bool(after)
        if not after or after.isspace():
            return False
        if mark in {"“", "„", "``", "‘"}:
            return True
        starts = not before or not before.isalnum()
        if mark in {"»", "›"}:
            return starts
        if mark in {'"', "”", "''"}:
            return starts and before not in {".", ",", "!", "?"}
        return mark == "'" and starts and self._single_closes(end)

    def _single_closes(self, end: int) -> bool:
        """Return whether a straight single mark that may open has one that may close it."""
        stop = self.text.find("\n", end, self.paragraph.end)
        rest = self.text[end : stop if stop > 0 else self.paragraph.end]
        return re.search(r"(?<=[\w.,!?…])'(?!\w)", rest) is not None

    def _close(self, place: int, start: int, end: int) -> None:
        opened = self.stack[place]
        del self.stack[place:]
        self._put(opened, start, end)

    def _put(self, opened: _Open, start: int, end: int) -> None:
        words = self.text[opened.end : start]
        if words.strip():
            span = Span(opened.end + len(words) - len(words.lstrip()), opened.end + len(words.rstrip()))
            self.found.append(MarkedSpan(span=span, outer=Span(opened.start, end), depth=len(self.stack)))

    def _close_rest(self, next_opens: str | None) -> None:
        while self.stack:
            opened = self.stack.pop()
            if opened.mark in _SINGLE:
                continue
            goes_on = next_opens is not None and next_opens not in _SINGLE and not self.stack
            begins = opened.start == self.paragraph.start or self.text[opened.start - 2 : opened.start] in {", ", ": "}
            end = self.paragraph.end
            if not (goes_on or begins):
                stop = _SENTENCE_END.search(self.text, opened.end, end)
                end = stop.end() if stop else end
            if not goes_on:
                end = _before_cue(self.analysis, Span(opened.end, end))
            self.is_left_open = self.is_left_open or goes_on
            if not any(m.outer.start < end and opened.start < m.outer.start for m in self.found) or goes_on or begins:
                self._put(opened, end, end)


def _before_cue(analysis: Analysis, span: Span) -> int:
    """Return where words without a closing mark end: before ", X said", else at the end of ``span``."""
    tokens = analysis.tokens_in(span)
    for place, token in enumerate(tokens):
        if token.text != "," or place == 0:
            continue
        after = [t for t in tokens[place + 1 :] if t.pos not in _NAMES][:1]
        verb = cues_of(CueKind.VERB).get(after[0].lemma) if after else None
        is_finite = after and after[0].tag in {"VBD", "VBZ"} and 0 < after[0].index - token.index - 1 <= _NAME
        if is_finite and verb is not None and verb.act is CueAct.SAY:
            return token.end
    return span.end
