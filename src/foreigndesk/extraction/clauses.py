"""What a clause says of its event: governing verb, subject, tense, negation, hedge, who vouches for it."""

from foreigndesk.knowledge.meetings import clue_words
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.claims import Factuality, Polarity, Tense
from foreigndesk.records.spans import Span

_SUBJECT_DEPS = frozenset({"nsubj", "nsubjpass", "csubj"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "hardly", "nobody", "none"})
_CLIMB = 12  # heads; deeper trees are parse errors


def governing_verb(analysis: Analysis, token: Token) -> Token | None:
    """Return the nearest verb above ``token`` in the parse, or ``None`` where there is none."""
    for _ in range(_CLIMB):
        head = analysis.tokens[token.head]
        if head.index == token.index:
            return None
        if head.pos in {"VERB", "AUX"}:
            return head
        token = head
    return None


def subjects_of(analysis: Analysis, verb: Token) -> tuple[Token, ...]:
    """Return the subject of ``verb``, or the one it shares with the verb it is joined to or controlled by."""
    for _ in range(_CLIMB):
        own = tuple(
            analysis.tokens[i] for i in analysis.children[verb.index] if analysis.tokens[i].dep in _SUBJECT_DEPS
        )
        if own:
            return own
        if verb.dep not in {"conj", "xcomp", "advcl", "acl", "ccomp"} or verb.head == verb.index:
            return ()
        verb = analysis.tokens[verb.head]
    return ()


def conjuncts(analysis: Analysis, token: Token) -> tuple[Token, ...]:
    """Return ``token`` and all that is joined to it by conjunction, and their appositions, left to right."""
    found, queue = [token], [token]
    while queue:
        for child in analysis.children[queue.pop().index]:
            if analysis.tokens[child].dep in {"conj", "appos"}:
                found.append(analysis.tokens[child])
                queue.append(analysis.tokens[child])
    return tuple(sorted(found, key=lambda t: t.index))


def clause_span(analysis: Analysis, verb: Token) -> Span:
    """Return the span of the clause of ``verb``, without a clause it is only joined to, inside its sentence."""
    excluded = {
        i
        for child in analysis.children[verb.index]
        if analysis.tokens[child].dep in {"punct"}
        or (analysis.tokens[child].dep == "conj" and _has_subject(analysis, child))
        for i in analysis.subtree(child)
    }
    indices = [i for i in analysis.subtree(verb.index) if i not in excluded] or [verb.index]
    return Span(analysis.tokens[indices[0]].start, analysis.tokens[indices[-1]].end)


def _has_subject(analysis: Analysis, index: int) -> bool:
    return any(analysis.tokens[i].dep in _SUBJECT_DEPS for i in analysis.children[index])


def auxiliaries(analysis: Analysis, verb: Token) -> tuple[Token, ...]:
    """Return the auxiliaries and modals of ``verb``."""
    return tuple(
        analysis.tokens[i] for i in analysis.children[verb.index] if analysis.tokens[i].dep in {"aux", "auxpass"}
    )


def tense_of(analysis: Analysis, verb: Token) -> Tense:
    """Return the tense of the clause of ``verb``; an infinitive takes that of the verb above it."""
    words = {t.text.lower() for t in auxiliaries(analysis, verb)}
    if words & {"will", "shall", "’ll", "'ll", "would"}:
        return Tense.FUTURE
    if verb.tag == "VBD" or words & {"was", "were", "did", "had", "have", "has", "been"}:
        return Tense.PAST
    if verb.tag in {"VBZ", "VBP"} or words & {"is", "are", "'s", "’s", "do", "does", "can", "may", "might", "could"}:
        return Tense.PRESENT
    above = analysis.tokens[verb.head]
    if above.index == verb.index or above.pos not in {"VERB", "AUX"}:
        return Tense.PAST if verb.tag == "VBN" else Tense.UNKNOWN
    if verb.dep == "xcomp" and (above.lemma in clue_words("plan") or "going" in {above.text.lower()}):
        return Tense.FUTURE
    return tense_of(analysis, above)


def is_past_perfect(analysis: Analysis, verb: Token) -> bool:
    """Return whether the clause looks back from the past ("had visited")."""
    return verb.tag == "VBN" and any(t.text.lower() in {"had", "’d", "'d"} for t in auxiliaries(analysis, verb))


def polarity_of(analysis: Analysis, verb: Token) -> Polarity:
    """Return whether the clause of ``verb`` is negated, by a particle or a negated subject or object."""
    for child in analysis.children[verb.index]:
        token = analysis.tokens[child]
        if token.dep == "neg" or token.text.lower() in {"never", "not"}:
            return Polarity.NEGATIVE
        if token.dep in {"nsubj", "nsubjpass", "dobj"} and _has_negation(analysis, child):
            return Polarity.NEGATIVE
    return Polarity.POSITIVE


def _has_negation(analysis: Analysis, index: int) -> bool:
    return analysis.tokens[index].text.lower() in _NEGATIONS or any(
        analysis.tokens[i].dep in {"det", "neg"} and analysis.tokens[i].text.lower() in _NEGATIONS
        for i in analysis.children[index]
    )


def factuality_of(analysis: Analysis, verb: Token) -> Factuality:
    """Return how sure the clause is, from its modals and adverbs and the verbs that it depends on.

    Attribution to a speaker is added by the caller, who knows the quotations.
    """
    here = {t.text.lower() for t in auxiliaries(analysis, verb)}
    here |= {
        analysis.tokens[i].text.lower() for i in analysis.children[verb.index] if analysis.tokens[i].dep == "advmod"
    }
    if here & clue_words("speculation"):
        return Factuality.SPECULATION
    if here & {"should", "must"}:
        return Factuality.DEMANDED
    if _under_if(analysis, verb):
        return Factuality.SPECULATION
    above = analysis.tokens[verb.head]
    if above.index != verb.index and verb.dep in {"ccomp", "xcomp", "advcl", "acl"} and above.pos == "VERB":
        by_verb = _from_verb_above(above, verb)
        if by_verb:
            return by_verb
    if tense_of(analysis, verb) is Tense.FUTURE:
        return Factuality.PLANNED
    return Factuality.REPORTED


def _from_verb_above(above: Token, verb: Token) -> Factuality | None:
    if above.lemma in clue_words("denial"):
        return Factuality.DENIED
    if above.lemma in clue_words("demand"):
        return Factuality.DEMANDED
    if above.lemma in clue_words("plan") and verb.dep == "xcomp":
        return Factuality.PLANNED
    return None


def _under_if(analysis: Analysis, verb: Token) -> bool:
    return any(
        analysis.tokens[i].dep == "mark" and analysis.tokens[i].text.lower() in {"if", "whether", "unless"}
        for i in analysis.children[verb.index]
    )
