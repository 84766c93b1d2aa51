"""Own words: sentences in which an article says, without marks, what stands inside marks elsewhere."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from foreigndesk.knowledge.wordings import is_grammar
from foreigndesk.records.dates import DateFinding
from foreigndesk.records.quotation_groups import VariantForm
from foreigndesk.records.readings import Reading
from foreigndesk.records.spans import Span
from foreigndesk.resolution.utterance_evidence import LONG
from foreigndesk.resolution.utterances import Utterance, content_of, fold_words
from foreigndesk.resolution.wordings import SHINGLE, WORD, read_form

_GAP = 3  # words that may be exchanged between two runs of the same words


def list_shingles(utterances: Iterable[Utterance]) -> frozenset[tuple[str, ...]]:
    """Return each four words in a row of the long utterances inside marks."""
    found: set[tuple[str, ...]] = set()
    for words in {u.words for u in utterances if u.form.is_marked and len(content_of(u.words)) >= LONG}:
        folded = fold_words(words)
        found.update(zip(*(folded[n:] for n in range(SHINGLE)), strict=False))
    return frozenset(found)


def find_own_words(
    reading: Reading, shingles: frozenset[tuple[str, ...]], *, published: DateFinding | None, family: str
) -> Iterator[Utterance]:
    """Yield the runs of an article's own words that stand inside marks somewhere.

    Words of its quotations are no own words. A run has four words of content or more.
    """
    text = reading.article.text
    spoken = [q.span for q in reading.quotations]
    taken = _join(spoken)
    for sentence in reading.sentences:
        for part in _outside(sentence, taken):
            for span in _runs(text, part, shingles):
                yield Utterance(
                    article_id=reading.article.article_id,
                    span=span,
                    form=VariantForm.OWN_WORDS,
                    sentence=sentence,
                    words=span.words(text),
                    earliest=published.earliest if published else None,
                    latest=published.latest if published else None,
                    family=family,
                )


def _join(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _outside(sentence: Span, taken: list[Span]) -> Iterator[Span]:
    """Yield the parts of a sentence that no quotation covers."""
    at = sentence.start
    first = max(0, bisect_right(taken, sentence) - 1)
    for span in taken[first:]:
        if span.start >= sentence.end:
            break
        if span.start > at:
            yield Span(at, span.start)
        at = max(at, span.end)
    if at < sentence.end:
        yield Span(at, sentence.end)


def _runs(text: str, part: Span, shingles: frozenset[tuple[str, ...]]) -> Iterator[Span]:
    matches = list(WORD.finditer(text, part.start, part.end))
    folded = [read_form(match.group()).folded for match in matches]
    rows = zip(*(folded[n:] for n in range(SHINGLE)), strict=False)
    hits = [n for n, row in enumerate(rows) if row in shingles]
    while hits:
        first = last = hits.pop(0)
        while hits and hits[0] - last <= SHINGLE + _GAP:
            last = hits.pop(0)
        words = range(first, last + SHINGLE)
        if sum(not is_grammar(folded[n]) for n in words) >= LONG:
            yield Span(matches[words[0]].start(), matches[words[-1]].end())
