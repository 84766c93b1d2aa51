"""What somebody signed, promised, intends, called for, refused, denied, or left without agreement."""

from collections.abc import Iterator
from dataclasses import dataclass

from foreigndesk.extraction.candidates import as_people
from foreigndesk.extraction.clauses import clause_span, conjuncts, governing_verb, polarity_of, subjects_of
from foreigndesk.extraction.factuality import factuality_at
from foreigndesk.extraction.frames import Frame, find_frames
from foreigndesk.extraction.parties import Cast
from foreigndesk.extraction.sides import Scene, Sides, find_sides, is_known, nearest_parties
from foreigndesk.knowledge.lexicons import (
    CommitmentWord,
    commitment_phrases,
    commitment_words,
    frame_words,
)
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.claims import CommitmentClaim, CommitmentKind, Party, Polarity
from foreigndesk.records.quotations import Quotation
from foreigndesk.records.spans import Span, hull
from foreigndesk.records.times import TimeExpression

_TEXTS = frozenset({CommitmentKind.SIGNED, CommitmentKind.JOINT_STATEMENT})
_OWN_WORDS = frozenset({"nsubj", "nsubjpass", "aux", "auxpass", "neg", "advmod", "dobj", "dative", "agent", "prep"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Words that report a commitment: what kind, where, who, and what about."""

    kind: CommitmentKind
    rule: str
    trigger: Span
    token: Token
    evidence: Span
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    object_span: Span | None
    polarity: Polarity


def find_commitments(
    analysis: Analysis,
    cast: Cast,
    times: tuple[TimeExpression, ...],
    *,
    article_id: str,
    quotations: tuple[Quotation, ...] = (),
) -> tuple[CommitmentClaim, ...]:
    """Return what the article says that somebody is bound to, asks for, refuses, denies or left undone.

    In order of the text. At least one of those who act must be a state, a person with a state or an
    organisation of the tables. Words that say that nothing was agreed come before all others in them.
    """
    scene = Scene(article_id=article_id, cast=cast, times=times, quotations=quotations)
    by_word = [f for word, frame in find_frames(analysis, commitment_words()) if (f := _by_word(scene, word, frame))]
    unsigned = [f.trigger for f in by_word if f.kind is CommitmentKind.NON_AGREEMENT]
    by_phrase = [f for f in _by_phrase(scene) if not any(f.trigger.overlaps(span) for span in unsigned)]
    undone = [f.trigger for f in by_phrase if f.kind is CommitmentKind.NON_AGREEMENT]
    kept = [f for f in by_word if not any(f.trigger.overlaps(span) for span in undone)]
    kept += [f for f in by_phrase if f.trigger in undone or not _is_told(f, kept, undone)]
    return tuple(_make_claim(scene, found) for found in sorted(kept, key=lambda f: (f.trigger, f.kind.value)))


def _is_told(found: _Found, others: list[_Found], undone: list[Span]) -> bool:
    """Return whether a phrase stands in the object of a trigger or in words that say that nothing was agreed."""
    told = [f.object_span for f in others if f.kind is found.kind and f.object_span] + undone
    return any(span.overlaps(found.trigger) for span in told)


def _by_word(scene: Scene, word: CommitmentWord, frame: Frame) -> _Found | None:
    sides = find_sides(scene, frame)
    if word.kind in _TEXTS and not sides.acting:
        sides = Sides(acting=sides.acted_on, acted_on=())  # "a treaty between Oman and Iran was signed"
    if not any(is_known(p) for p in sides.acting):
        return None
    if word.kind is CommitmentKind.JOINT_STATEMENT and not _is_common(scene, frame, sides):
        return None
    undone = word.kind is CommitmentKind.NON_AGREEMENT
    analysis = scene.cast.analysis
    complement = _complement_span(analysis, frame)
    polarity = Polarity.POSITIVE if undone else _polarity(analysis, frame)
    is_refusal = polarity is Polarity.NEGATIVE and frame.token.text.lower() in frame_words("will")
    return _Found(
        kind=CommitmentKind.REFUSAL if is_refusal else word.kind,
        rule=f"commitment:{word.construction.name}",
        trigger=frame.token.span,
        token=frame.token,
        evidence=_evidence_span(analysis, frame, complement),
        actors=sides.acting,
        recipients=tuple(as_people(scene.cast, party) for party in sides.acted_on),
        object_span=complement,
        polarity=Polarity.POSITIVE if is_refusal else polarity,
    )


def _polarity(analysis: Analysis, frame: Frame) -> Polarity:
    """Return the polarity of the clause of a verb or adjective; a noun is named, not negated."""
    if frame.construction.pos == "NOUN":
        return Polarity.POSITIVE
    is_clause = frame.token.pos == "VERB" and frame.token.dep != "acomp"
    verb = frame.token if is_clause else governing_verb(analysis, frame.token)
    return polarity_of(analysis, verb) if verb is not None else Polarity.POSITIVE


def _is_common(scene: Scene, frame: Frame, sides: Sides) -> bool:
    """Return whether a statement is called joint or common, or several issue it."""
    analysis, statement = scene.cast.analysis, frame.complement
    words = {analysis.tokens[i].text.lower() for i in analysis.children[statement.index]} if statement else set()
    return len(sides.acting) > 1 or bool(words & frame_words("joint"))


def _complement_span(analysis: Analysis, frame: Frame) -> Span | None:
    """Return the words for what is pledged, signed, called for or denied, without a clause joined to the trigger."""
    if frame.complement is None:
        return None
    if frame.complement.index in {analysis.tokens[frame.token.index].head}:
        return _noun_phrase(analysis, frame.complement, before=frame.token)
    return analysis.subtree_span(frame.complement.index)


def _noun_phrase(analysis: Analysis, noun: Token, *, before: Token) -> Span:
    """Return the phrase of ``noun`` that ends before the clause that modifies it: "a claim" of "a claim they deny"."""
    tokens = [i for i in analysis.subtree(noun.index) if i < before.index and i <= noun.index]
    return Span(analysis.tokens[(tokens or [noun.index])[0]].start, noun.end)


def _evidence_span(analysis: Analysis, frame: Frame, complement: Span | None) -> Span:
    """Return the words from the trigger's own subject to the end of what completes it."""
    token = frame.token
    if token.pos not in {"VERB", "ADJ"}:
        return analysis.subtree_span(token.index)
    spans = [token.span]
    above = analysis.children[token.head] if token.dep == "acomp" else ()
    for index in (*above, *analysis.children[token.index]):
        child = analysis.tokens[index]
        if child.dep in _OWN_WORDS or child is frame.particle or child is frame.object:
            spans.append(analysis.subtree_span(index))
    if complement is not None:
        spans.append(complement)
    return hull(tuple(spans))


def _by_phrase(scene: Scene) -> Iterator[_Found]:
    """Yield what fixed phrases report; of phrases in the same words the longest."""
    analysis = scene.cast.analysis
    starts, phrases = commitment_phrases()
    matches = [
        (Span(found.start(), found.start() + len(found.group().rstrip())), phrase)
        for start in starts.finditer(analysis.text)
        for phrase in phrases[start.group().lower()]
        if (found := phrase.pattern.match(analysis.text, start.start()))
    ]
    taken: list[Span] = []
    ordered = sorted(matches, key=lambda m: (m[1].kind is not CommitmentKind.NON_AGREEMENT, -len(m[0]), m[0]))
    for span, phrase in ordered:
        tokens = analysis.tokens_in(span)
        if not tokens or tokens[0].sentence != tokens[-1].sentence or any(span.overlaps(t) for t in taken):
            continue
        taken.append(span)
        told = _read_phrase(scene, span, phrase.kind, rule=f"commitment:phrase:{phrase.words}")
        if told is not None:
            yield told


def _read_phrase(scene: Scene, span: Span, kind: CommitmentKind, *, rule: str) -> _Found | None:
    analysis = scene.cast.analysis
    head = analysis.head_of(span)
    if head is None:
        return None
    verb = head if head.pos in {"VERB", "AUX"} else governing_verb(analysis, head)
    sentence = analysis.sentences[head.sentence].span
    clause = clause_span(analysis, verb) if verb is not None else sentence
    evidence = clause if clause.covers(span) and sentence.covers(clause) else sentence
    actors = _actors_of_phrase(scene, head, verb, is_undone=kind is CommitmentKind.NON_AGREEMENT)
    if not any(is_known(p) for p in actors):
        return None
    last = analysis.tokens_in(span)[-1]
    return _Found(
        kind=kind,
        rule=rule,
        trigger=span,
        token=head,
        evidence=evidence,
        actors=actors,
        recipients=(),
        object_span=analysis.subtree_span(last.index) if last.pos in {"NOUN", "PROPN"} else None,
        polarity=Polarity.POSITIVE,
    )


def _actors_of_phrase(scene: Scene, head: Token, verb: Token | None, *, is_undone: bool) -> tuple[Party, ...]:
    """Return who is meant: the parties below the words themselves, else the subject's.

    Where nothing was agreed the parties of the clause count too: "there was no deal after the talks of ...".
    """
    analysis = scene.cast.analysis
    subjects = list(subjects_of(analysis, verb)) if verb is not None else []
    for roots, links in (
        ([head], "actor_link"),
        (subjects, ""),
        ([verb] if verb and is_undone else [], ""),
    ):
        found = nearest_parties(scene, [c for r in roots for c in conjuncts(analysis, r)], links=links)
        if found:
            return found
    return ()


def _make_claim(scene: Scene, found: _Found) -> CommitmentClaim:
    analysis = scene.cast.analysis
    verb = found.token if found.token.pos in {"VERB", "AUX"} else governing_verb(analysis, found.token)
    factuality, attribution = factuality_at(scene, found.token, verb)
    parties = (*found.actors, *found.recipients)
    return CommitmentClaim(
        article_id=scene.article_id,
        rule=found.rule,
        evidence=(found.evidence, found.trigger, *(p.span for p in parties)),
        factuality=factuality,
        polarity=found.polarity,
        attribution=attribution,
        kind=found.kind,
        trigger=found.trigger,
        actors=found.actors,
        recipients=found.recipients,
        object_span=found.object_span,
        times=tuple(t.span for t in scene.times if found.evidence.covers(t.span)),
    )
