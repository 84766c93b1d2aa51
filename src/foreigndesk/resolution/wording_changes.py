"""Changes: what differs between two wordings of one utterance, of which kind, and at what risk to the meaning."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foreigndesk.knowledge.reserve import ReserveKind, find_reserve
from foreigndesk.knowledge.wordings import begins_clause, change_rules, is_negation, lemma_key, number_of
from foreigndesk.records.quotation_groups import ChangeKind, Risk, WordChange, WordEdit
from foreigndesk.records.spans import Span
from foreigndesk.resolution.utterances import SpokenWord, Utterance, read_spoken
from foreigndesk.resolution.word_hunks import Hunk, find_hunks, is_spelled_alike

_NEXT = 2  # words before a cut in which a negation or hedge belongs to what follows
_LONGEST_TURN = 4  # words in which a negation or hedge belongs to what stands around them
_CLAUSE = 7  # the same where the cut falls before a clause: "we do not believe that"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two wordings: the utterance, its words, and the hedges among them."""

    utterance: Utterance
    words: tuple[SpokenWord, ...]
    hedges: tuple[range, ...]

    def span_of(self, words: range) -> Span | None:
        """Return the span of a range of words in the article, ``None`` for an empty one."""
        if not words:
            return None
        whole = self.utterance.span
        start = whole.start if words[0] == 0 else whole.start + self.words[words[0]].start
        return Span(start, whole.start + self.words[words[-1]].end)

    def place_of(self, number: int) -> int:
        """Return where a word begins in the article; the end of the utterance after its last word."""
        start = self.utterance.span.start
        return start + self.words[number].start if number < len(self.words) else self.utterance.span.end

    def pick(self, words: range) -> tuple[SpokenWord, ...]:
        """Return the words of a range."""
        return self.words[words.start : words.stop]


def read_side(utterance: Utterance) -> Side:
    """Return an utterance as it is compared."""
    words = read_spoken(utterance.words)
    hedges = [r.span for r in find_reserve(utterance.words) if r.kind is ReserveKind.HEDGE]
    inside = [[n for n, w in enumerate(words) if hedge.start <= w.start < hedge.end] for hedge in hedges]
    return Side(
        utterance=utterance, words=words, hedges=tuple(range(found[0], found[-1] + 1) for found in inside if found)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """How a variant differs from what it is compared with: by kinds and word by word, in the order of the words."""

    changes: tuple[WordChange, ...]
    edits: tuple[WordEdit, ...]


def find_differences(reference: Utterance, variant: Utterance, *, around: str) -> Differences:
    """Return how two wordings differ; ``around`` are the words beside the variant in its sentence.

    They may hold what a cut has left outside the marks: "he denied that".
    """
    ours, theirs = read_side(reference), read_side(variant)
    hunks = find_hunks(ours.words, theirs.words)
    inner = tuple(hunk for hunk in hunks if not (hunk.is_leading or hunk.is_trailing))
    pair = _Pair(reference=ours, variant=theirs, inner=inner, around=around)
    changes = tuple(dict.fromkeys(change for hunk in hunks for change in _read_hunk(pair, hunk)))
    return Differences(changes=changes, edits=tuple(_edit(pair, hunk) for hunk in hunks))


def _edit(pair: "_Pair", hunk: Hunk) -> WordEdit:
    span = pair.variant.span_of(hunk.variant)
    at = span.start if span else pair.variant.place_of(hunk.variant.start)
    return WordEdit(at=at, reference=pair.reference.span_of(hunk.reference), variant=span)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """Two sides with the hunks between what both have, and the words around the variant."""

    reference: Side
    variant: Side
    inner: tuple[Hunk, ...]
    around: str

    @property
    def has_other_negations(self) -> bool:
        """Whether the hunks of one side have more negations than those of the other: "never near", "nowhere near"."""
        ours = sum(is_negation(w.folded) for hunk in self.inner for w in self.reference.pick(hunk.reference))
        theirs = sum(is_negation(w.folded) for hunk in self.inner for w in self.variant.pick(hunk.variant))
        return ours != theirs

    @property
    def has_other_hedges(self) -> bool:
        """Whether the hunks of one side have more hedges than those of the other: a hedge may only have moved."""
        ours = sum(_is_inside(hedge, hunk.reference) for hunk in self.inner for hedge in self.reference.hedges)
        theirs = sum(_is_inside(hedge, hunk.variant) for hunk in self.inner for hedge in self.variant.hedges)
        return ours != theirs

    @property
    def is_marked(self) -> bool:
        return self.reference.utterance.form.is_marked and self.variant.utterance.form.is_marked

    def say(self, kind: ChangeKind, hunk: Hunk, *, risk: Risk | None = None, because: str | None = None) -> WordChange:
        rule = change_rules()[kind]
        return WordChange(
            kind=kind,
            risk=risk or (rule.in_marks if self.is_marked else rule.outside),
            because=because or rule.because,
            reference=self.reference.span_of(hunk.reference),
            variant=self.variant.span_of(hunk.variant),
        )


def _read_hunk(pair: _Pair, hunk: Hunk) -> Iterator[WordChange]:
    if hunk.is_leading or hunk.is_trailing:
        yield from _read_edge(pair, hunk)
        return
    ours, theirs = pair.reference.pick(hunk.reference), pair.variant.pick(hunk.variant)
    is_clause = max(len(ours), len(theirs)) > _LONGEST_TURN  # what a whole clause says, it says of itself
    weighty = [] if is_clause else [*_read_negation(pair, hunk), *_read_hedge(pair, hunk)]
    weighty += _read_numbers(pair, hunk)
    yield from weighty
    plain = _plain_kind(pair, hunk)
    if plain is not None and not (weighty and _says_no_more(ours, theirs)):
        yield pair.say(plain, hunk)


def _says_no_more(ours: Sequence[SpokenWord], theirs: Sequence[SpokenWord]) -> bool:
    """Return whether a hunk that was told as a negation, hedge or number is told with that."""
    return min(len(ours), len(theirs)) <= 1


def _read_negation(pair: _Pair, hunk: Hunk) -> Iterator[WordChange]:
    ours = sum(is_negation(w.folded) for w in pair.reference.pick(hunk.reference))
    theirs = sum(is_negation(w.folded) for w in pair.variant.pick(hunk.variant))
    if bool(ours) != bool(theirs) and pair.has_other_negations:
        yield pair.say(ChangeKind.NEGATION_DROPPED if ours else ChangeKind.NEGATION_ADDED, hunk)


def _read_hedge(pair: _Pair, hunk: Hunk) -> Iterator[WordChange]:
    ours, theirs = (any(_is_inside(hedge, words) for hedge in side.hedges) for side, words in _sides(pair, hunk))
    if ours != theirs and pair.has_other_hedges:
        yield pair.say(ChangeKind.HEDGE_DROPPED if ours else ChangeKind.HEDGE_ADDED, hunk)


def _is_inside(hedge: range, words: range) -> bool:
    """Return whether a hedge stands among words: its first word or most of it, since a pattern takes a word along."""
    return hedge.start in words or 2 * sum(n in words for n in hedge) > len(hedge)


def _sides(pair: _Pair, hunk: Hunk) -> tuple[tuple[Side, range], tuple[Side, range]]:
    return (pair.reference, hunk.reference), (pair.variant, hunk.variant)


def _read_numbers(pair: _Pair, hunk: Hunk) -> Iterator[WordChange]:
    ours, theirs = (
        [number for w in side.pick(words) if (number := number_of(w.folded))] for side, words in _sides(pair, hunk)
    )
    if sorted(ours) != sorted(theirs) and (ours and theirs):
        yield pair.say(ChangeKind.NUMBER, hunk)


def _plain_kind(pair: _Pair, hunk: Hunk) -> ChangeKind | None:
    """Return the kind of a hunk apart from negations, hedges and numbers."""
    ours, theirs = pair.reference.pick(hunk.reference), pair.variant.pick(hunk.variant)
    if any(w.is_bracketed for w in (*ours, *theirs)):
        return ChangeKind.BRACKETS
    if not ours or not theirs:
        return _kind_of_gap(pair, hunk, (*ours, *theirs))
    if _is_elided(pair.variant, hunk.variant) or _is_elided(pair.reference, hunk.reference):
        return ChangeKind.MARKED_ELISION
    if len(ours) == len(theirs):
        kind = _kind_of_words(ours, theirs)
        if kind is not None:
            return kind
    return _kind_of_exchange(pair, ours, theirs)


def _kind_of_exchange(pair: _Pair, ours: Sequence[SpokenWord], theirs: Sequence[SpokenWord]) -> ChangeKind | None:
    if "".join(w.folded for w in ours).replace("-", "") == "".join(w.folded for w in theirs).replace("-", ""):
        return ChangeKind.SPELLING
    if not any(w.is_content for w in (*ours, *theirs)):
        return ChangeKind.GRAMMAR
    if any(w.is_capital for w in ours) and any(w.is_capital for w in theirs):
        return ChangeKind.NAME
    if _senses(ours) == _senses(theirs):
        return ChangeKind.SYNONYM
    return ChangeKind.PARAPHRASE if pair.is_marked else ChangeKind.RETOLD


def _senses(words: Sequence[SpokenWord]) -> list[str]:
    return sorted(w.sense for w in words if w.is_content)


_LIGHT = (ChangeKind.SPELLING, ChangeKind.GRAMMAR, ChangeKind.TENSE, ChangeKind.SYNONYM)


def _kind_of_words(ours: Sequence[SpokenWord], theirs: Sequence[SpokenWord]) -> ChangeKind | None:
    """Return the heaviest light kind of words that answer each other one by one, ``None`` where one does not."""
    kinds = [_kind_of_word(a, b) for a, b in zip(ours, theirs, strict=True)]
    known = [kind for kind in kinds if kind is not None]
    return max(known, key=_LIGHT.index) if len(known) == len(kinds) else None


def _kind_of_word(ours: SpokenWord, theirs: SpokenWord) -> ChangeKind | None:
    numbers = number_of(ours.folded), number_of(theirs.folded)
    if numbers[0] and numbers[0] == numbers[1]:
        return ChangeKind.SPELLING
    if lemma_key(ours.folded) == lemma_key(theirs.folded):
        return ChangeKind.TENSE
    if any(numbers) or (ours.is_capital and theirs.is_capital):
        return None
    if is_spelled_alike(ours, theirs):
        return ChangeKind.SPELLING
    if ours.sense == theirs.sense:
        return ChangeKind.SYNONYM
    return None if ours.is_content or theirs.is_content else ChangeKind.GRAMMAR


def _is_elided(side: Side, words: range) -> bool:
    """Return whether an ellipsis stands before one of the words, or before the word after them."""
    return any(side.words[n].is_after_gap for n in range(words.start, min(words.stop + 1, len(side.words))))


def _kind_of_gap(pair: _Pair, hunk: Hunk, words: Sequence[SpokenWord]) -> ChangeKind | None:
    """Return the kind of words that only one side has."""
    shorter, at = (pair.variant, hunk.variant) if hunk.reference else (pair.reference, hunk.reference)
    if _is_elided(shorter, at):
        return ChangeKind.MARKED_ELISION
    if not any(w.is_content for w in words):
        return ChangeKind.GRAMMAR
    if not pair.is_marked:
        return ChangeKind.RETOLD
    return ChangeKind.UNMARKED_ELISION if hunk.reference else ChangeKind.INSERTION


def _read_edge(pair: _Pair, hunk: Hunk) -> Iterator[WordChange]:
    """Yield what an edge says: the variant is a part, or both go on otherwise; and what a cut left behind."""
    ours, theirs = pair.reference.pick(hunk.reference), pair.variant.pick(hunk.variant)
    if any(w.is_bracketed for w in theirs) and not any(w.is_content and not w.is_bracketed for w in theirs):
        yield pair.say(ChangeKind.BRACKETS, hunk)
        return
    if not any(w.is_content for w in (*ours, *theirs)):
        return
    if pair.is_marked:
        yield _say_edge(pair, hunk)
    if hunk.is_leading:
        yield from _read_cut(pair, hunk)


def _say_edge(pair: _Pair, hunk: Hunk) -> WordChange:
    """Return what the end or beginning of one or both wordings has beyond what both have."""
    ours, theirs = pair.reference.pick(hunk.reference), pair.variant.pick(hunk.variant)
    has_ours, has_theirs = (any(w.is_content for w in words) for words in (ours, theirs))
    if has_ours and has_theirs:
        if hunk.is_trailing and not (
            _begins_anew(pair.reference, hunk.reference) or _begins_anew(pair.variant, hunk.variant)
        ):
            return pair.say(ChangeKind.CONTINUATION, hunk)
        return pair.say(ChangeKind.FRAGMENT, hunk, because="each has words at this end that the other has not")
    if has_theirs:
        return pair.say(ChangeKind.FRAGMENT, hunk, because="it has more than the reference")
    return pair.say(ChangeKind.FRAGMENT, hunk)


def _begins_anew(side: Side, words: range) -> bool:
    """Return whether a sentence ends before the words."""
    if words.start == 0:
        return False
    between = side.utterance.words[side.words[words.start - 1].end : side.words[words.start].start]
    return any(sign in between for sign in ".!?;")


def _read_cut(pair: _Pair, hunk: Hunk) -> Iterator[WordChange]:
    """Yield a negation or hedge that governs what the variant quotes, stands before it and is missing around it."""
    before = pair.reference.pick(hunk.reference)
    hangs = bool(before) and begins_clause(before[-1].folded)
    near = hunk.reference[-(_CLAUSE if hangs else _NEXT) :]
    words = pair.reference.pick(near)
    if _sentence_ends(pair, near, hunk):
        return
    opening = pair.variant.words[hunk.variant.stop : hunk.variant.stop + _NEXT]
    around = (*read_spoken(pair.around), *opening)
    at = Hunk(reference=near, variant=range(0))
    if any(is_negation(w.folded) for w in words) and not any(is_negation(w.folded) for w in around):
        yield pair.say(ChangeKind.NEGATION_DROPPED, at, because="a negation stands right before what is quoted here")
    hedges = [r for r in find_reserve(pair.around) if r.kind is ReserveKind.HEDGE]
    if any(_is_inside(hedge, near) for hedge in pair.reference.hedges) and not hedges:
        yield pair.say(
            ChangeKind.HEDGE_DROPPED, at, because="a word that holds back stands right before what is quoted"
        )


def _sentence_ends(pair: _Pair, near: range, hunk: Hunk) -> bool:
    """Return whether a sentence ends between the last words before the cut and what is quoted."""
    if not near:
        return True
    side = pair.reference
    start = side.words[near[-1]].end
    end = side.words[hunk.reference.stop].start if hunk.reference.stop < len(side.words) else len(side.utterance.words)
    return any(sign in side.utterance.words[start:end] for sign in ".!?;")
