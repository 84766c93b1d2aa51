"""Continuations: what an article goes on to say in its own words where the marks of a quotation close."""

import re

from rapidfuzz.distance import Indel

from foreigndesk.knowledge.wordings import change_rules
from foreigndesk.records.quotation_groups import ChangeKind, WordChange
from foreigndesk.records.spans import Span
from foreigndesk.resolution.utterances import SpokenWord, Utterance, content_of, read_spoken

_REACH = 260  # code points after the marks: one or two sentences
_LEAST = 3  # words of content that two continuations share
_PARAGRAPH = re.compile(r"\n|[“„«\"]")


def find_continuation(reference: Utterance, variant: Utterance, *, text: str, other_text: str) -> WordChange | None:
    """Return that two articles carry on one quotation in other words of their own; ``None`` where they do not.

    Only wordings that end alike are looked at, and only continuations that share several words: else the articles
    turn to something else.
    """
    if not (reference.form.is_marked and variant.form.is_marked) or not _end_alike(reference, variant):
        return None
    ours, theirs = _after(text, reference), _after(other_text, variant)
    shared = _shared_words(ours.words(text), theirs.words(other_text))
    if shared is None:
        return None
    first, second = shared
    rule = change_rules()[ChangeKind.CONTINUATION]
    return WordChange(
        kind=rule.kind,
        risk=rule.outside,
        because="after the marks the articles carry on in words of their own, which differ",
        reference=Span(ours.start + first.start, ours.start + first.end),
        variant=Span(theirs.start + second.start, theirs.start + second.end),
    )


def _end_alike(reference: Utterance, variant: Utterance) -> bool:
    ours, theirs = content_of(reference.words), content_of(variant.words)
    least = min(len(ours), len(theirs), _LEAST)
    return least > 0 and ours[-least:] == theirs[-least:]


def _after(text: str, utterance: Utterance) -> Span:
    """Return the article's own words after a quotation and its speaker, to the next marks or the paragraph's end."""
    quotation, close = utterance.quotation, utterance.span.end + 1  # the closing mark itself
    stop = _PARAGRAPH.search(text, close)
    end = min(stop.start() if stop else len(text), utterance.span.end + _REACH)
    named = (quotation.cue, quotation.speaker.span if quotation.speaker else None) if quotation else ()
    start = max([utterance.span.end, *(span.end for span in named if span and close <= span.start < end)])
    return Span(start, max(start, end))


def _shared_words(first: str, second: str) -> tuple[Span, Span] | None:
    """Return the stretch on each side from the first shared word of content to the last, where they differ."""
    ours, theirs = read_spoken(first), read_spoken(second)
    blocks = [code for code in Indel.opcodes([w.sense for w in ours], [w.sense for w in theirs]) if code.tag == "equal"]
    pairs = [
        (code.src_start + n, code.dest_start + n)
        for code in blocks
        for n in range(code.src_end - code.src_start)
        if ours[code.src_start + n].is_content
    ]
    if len(pairs) < _LEAST:
        return None
    (start, other_start), (end, other_end) = pairs[0], pairs[-1]
    one, other = ours[start : end + 1], theirs[other_start : other_end + 1]
    if [w.folded for w in one] == [w.folded for w in other] or not _is_close(one, other, len(pairs)):
        return None
    return Span(one[0].start, one[-1].end), Span(other[0].start, other[-1].end)


def _is_close(first: tuple[SpokenWord, ...], second: tuple[SpokenWord, ...], shared: int) -> bool:
    """Return whether half of the words of content of the shorter stretch are shared."""
    return 2 * shared >= min(sum(w.is_content for w in words) for words in (first, second))
