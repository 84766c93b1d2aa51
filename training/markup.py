"""Marked-up text: ``{A Chad} {T recalled} its envoy`` becomes plain text, marks, and what is wrong with them."""

import re
from collections.abc import Iterator

from foreigndesk.records.spans import Span
from training.rows import Mark

ROLES = "TARSCQHGN"  # trigger, actor, recipient, speaker, cue, content (Q), holder, target (G), no event
MOST_WORDS = 60
_LABEL = re.compile(r"([A-Z]\d{0,2}) ?")
_SPACING = (
    (re.compile(r"  "), "two spaces in a row"),
    (re.compile(r"^\s|\s$"), "a space at an end"),
    (re.compile(r" [,.;:?!…’)\]]"), "a space before a mark of punctuation"),
    (re.compile(r"[(\[“‘] "), "a space after an opening mark"),
    (re.compile(r"[\t\u00a0\u200b\ufeff]"), "a tab or an invisible character"),
)


def read_markup(line: str) -> tuple[str, tuple[Mark, ...], tuple[str, ...]]:
    """Return the text without markup, the marks in the order of their start, and what is wrong."""
    plain: list[str] = []
    length, at = 0, 0
    opened: list[tuple[str, int]] = []
    marks: list[Mark] = []
    faults: list[str] = []
    while at < len(line):
        sign = line[at]
        at += 1
        if sign == "{":
            label = _LABEL.match(line, at)
            opened.append((label.group(1) if label else "?", length))
            faults += _label_faults(label, line[at : at + 12])
            at = label.end() if label else at
        elif sign == "}":
            if opened:
                name, start = opened.pop()
                marks.append(Mark(label=name, span=Span(start, length)))
            else:
                faults.append(f"a }} closes nothing, after “{''.join(plain)[-20:]}”: remove it or add its {{LABEL")
        else:
            plain.append(sign)
            length += 1
    faults += [f"{{{name} is not closed: add its }}" for name, _ in opened]
    text = "".join(plain)
    ordered = tuple(sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)))
    return text, ordered, (*faults, *_mark_faults(text, ordered), *_text_faults(text))


def _label_faults(label: re.Match[str] | None, follows: str) -> Iterator[str]:
    if not label:
        yield f"no label after {{ before “{follows}”: write one of {', '.join(ROLES)}, a number where needed, a space"
    elif not label.group().endswith(" "):
        yield f"no space after the label {{{label.group(1)}: write {{{label.group(1)} words}}"
    elif label.group(1)[0] not in ROLES:
        yield f"unknown label {label.group(1)}: labels begin with one of {', '.join(ROLES)}"


def _mark_faults(text: str, marks: tuple[Mark, ...]) -> Iterator[str]:
    seen: set[str] = set()
    for mark in marks:
        words, name = mark.span.words(text), mark.label
        if not words.strip():
            yield f"{name} marks nothing: put words into it or remove it"
            continue
        if words != words.strip():
            yield f"{name} begins or ends with a space: move the space outside"
        if _cuts_word(text, mark.span):
            yield f"{name} cuts a word, “{words}”: mark whole words"
        if name in seen and not name.startswith("N"):
            yield f"{name} stands twice: number one of them ({name[0]}2 …)"
        seen.add(name)


def _cuts_word(text: str, span: Span) -> bool:
    begins = span.start > 0 and text[span.start - 1].isalnum() and text[span.start].isalnum()
    ends = span.end < len(text) and text[span.end - 1].isalnum() and text[span.end].isalnum()
    return begins or ends


def _text_faults(text: str) -> Iterator[str]:
    for pattern, says in _SPACING:
        found = pattern.search(text)
        if found:
            yield f"{says} in the text without markup, near “{text[max(0, found.start() - 12) : found.end() + 12]}”"
    words = len(text.split())
    if words > MOST_WORDS:
        yield f"{words} words, at most {MOST_WORDS}: shorten the sentence or split it"
    if not words:
        yield "no words"
