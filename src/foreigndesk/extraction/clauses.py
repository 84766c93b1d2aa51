"""What a clause says of its event: governing verb, subject, tense, negation, hedge, who vouches for it."""

from foreigndesk.knowledge.meetings import clue_words
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.claims import Factuality, Polarity, Tense
from foreigndesk.records.spans import Span

_SUBJECT_DEPS = frozenset({"nsubj", "nsubjpass", "csubj"})
_SHARING = frozenset(
    {"conj", "xcomp", "advcl", "acl", "ccomp", "acomp", "pcomp", "prep"}
)  # clauses without own subject
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
    """Return the subject of ``verb``, or the one it shares with the verb it is joined to or controlled by.

    "is due to host", "after meeting X, Y said": adjectives and prepositions pass the subject on.
    """
    for _ in range(_CLIMB):
        own = tuple(
            analysis.tokens[i] for i in analysis.children[verb.index] if analysis.tokens[i].dep in _SUBJECT_DEPS
        )
        above = analysis.tokens[verb.head]
        if own or above.index == verb.index:
            return own
        if verb.dep in {"acl", "relcl"} and verb.tag in {"VBG", "VB"} and above.pos in {"NOUN", "PROPN"}:
            return (above,)
        if verb.dep == "xcomp" and above.lemma in clue_words("object_control"):
            objects = (analysis.tokens[i] for i in analysis.children[above.index] if above.index < i < verb.index)
            controlled = tuple(t for t in objects if t.dep in {"dobj", "dative", "nsubj"})
            if controlled:
                return controlled
        if verb.dep not in _SHARING:
            return ()
        verb = above
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


def listed_from(analysis: Analysis, modifier: Token) -> tuple[Token, ...]:
    """Return a modifier with those listed after it before the same noun: "Turkish, Syrian and Russian officials"."""
    found = list(conjuncts(analysis, modifier))
    for index in analysis.children[modifier.head]:
        token = analysis.tokens[index]
        between = analysis.text[found[-1].end : token.start].split()
        is_listed = bool(between) and clue_words("list_link").issuperset(between)
        if index > found[-1].index and token.dep == modifier.dep and is_listed:
            found.extend(conjuncts(analysis, token))
    return tuple(found)


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
    if words & clue_words("future_auxiliary"):
        return Tense.FUTURE
    if verb.tag == "VBD" or words & clue_words("past_auxiliary"):
        return Tense.PAST
    if verb.tag in {"VBZ", "VBP"} or words & clue_words("present_auxiliary"):
        return Tense.PRESENT
    above = analysis.tokens[verb.head]
    if above.index == verb.index or above.pos not in {"VERB", "AUX", "ADJ"}:
        return _tense_alone(analysis, verb)
    if verb.dep == "xcomp" and _is_plan(above):
        return Tense.FUTURE
    return tense_of(analysis, above)


def _tense_alone(analysis: Analysis, verb: Token) -> Tense:
    """Return the tense of a verb without a verb above it; a headline's infinitive looks ahead."""
    if verb.tag == "VBN":
        return Tense.PAST
    return Tense.FUTURE if verb.tag == "VB" and _has_to(analysis, verb) else Tense.UNKNOWN


def _has_to(analysis: Analysis, verb: Token) -> bool:
    return any(t.tag == "TO" for t in auxiliaries(analysis, verb))


def _is_plan(above: Token) -> bool:
    """Return whether the word above an infinitive makes it a plan: "is due to", "plans to", "is to"."""
    return above.lemma in clue_words("plan") or above.text.lower() in clue_words("plan") or above.pos == "AUX"


def is_past_perfect(analysis: Analysis, verb: Token) -> bool:
    """Return whether the clause looks back from the past ("had visited")."""
    return verb.tag == "VBN" and any(
        t.text.lower() in clue_words("perfect_auxiliary") for t in auxiliaries(analysis, verb)
    )


def polarity_of(analysis: Analysis, verb: Token) -> Polarity:
    """Return whether the clause of ``verb`` is negated, by a particle or a negated subject or object."""
    for child in analysis.children[verb.index]:
        token = analysis.tokens[child]
        if token.dep == "neg" or (token.dep == "advmod" and _negates(analysis, token)):
            return Polarity.NEGATIVE
        if token.dep in {"nsubj", "nsubjpass", "dobj"} and is_negated_noun(analysis, token):
            return Polarity.NEGATIVE
    return Polarity.POSITIVE


def _negates(analysis: Analysis, adverb: Token) -> bool:
    """Return whether an adverb negates its clause: "never", "no longer", but not "not only"."""
    if adverb.text.lower() in clue_words("ceased"):
        return any(analysis.tokens[i].dep == "neg" for i in analysis.children[adverb.index])
    return adverb.text.lower() in clue_words("negation")


def is_negated_noun(analysis: Analysis, noun: Token) -> bool:
    """Return whether a noun is or has a word of negation: "nobody", "no meeting"."""
    return noun.text.lower() in clue_words("negation") or any(
        analysis.tokens[i].dep in {"det", "neg", "preconj"}
        and analysis.tokens[i].text.lower() in clue_words("negation")
        for i in analysis.children[noun.index]
    )


def factuality_of(analysis: Analysis, verb: Token) -> Factuality:
    """Return how sure the clause is, from its modals and adverbs and the verbs that it depends on.

    Attribution to a speaker is added by the caller, who knows the quotations.
    """
    here = {t.text.lower() for t in auxiliaries(analysis, verb)}
    here |= {
        analysis.tokens[i].text.lower() for i in analysis.children[verb.index] if analysis.tokens[i].dep == "advmod"
    }
    if here & clue_words("speculation") or is_asked(analysis, verb):
        return Factuality.SPECULATION
    if here & clue_words("demand_modal") or is_commanded(analysis, verb):
        return Factuality.DEMANDED
    if _under_if(analysis, verb):
        return Factuality.SPECULATION
    above = analysis.tokens[verb.head]
    if above.index != verb.index and verb.dep in {"ccomp", "xcomp", "advcl", "acl"}:
        by_word = _from_word_above(analysis, above, verb)
        if by_word:
            return by_word
    if tense_of(analysis, verb) is Tense.FUTURE:
        return Factuality.PLANNED
    return Factuality.REPORTED


def _from_word_above(analysis: Analysis, above: Token, verb: Token) -> Factuality | None:
    if above.pos == "VERB" and above.lemma in clue_words("denial"):
        return Factuality.DENIED
    if above.pos == "VERB" and above.lemma in clue_words("demand"):
        return Factuality.DEMANDED
    if verb.dep == "xcomp" and above.pos in {"VERB", "ADJ", "AUX"} and _is_plan(above) and _has_to(analysis, verb):
        return Factuality.PLANNED
    if above.pos == "ADJ" and above.text.lower() in clue_words("speculation"):  # "is likely to meet"
        return Factuality.SPECULATION
    return None


def is_called_off(analysis: Analysis, noun: Token, verb: Token) -> bool:
    """Return whether ``verb`` calls off what ``noun``, its subject or object, names: "cancelled a meeting"."""
    particle = next(
        (analysis.tokens[i].text for i in analysis.children[verb.index] if analysis.tokens[i].dep == "prt"), ""
    )
    lemma = f"{verb.lemma} {particle}".strip()
    return is_argument(noun) and noun.head == verb.index and lemma in clue_words("cancelled") | clue_words("denial")


def is_argument(noun: Token) -> bool:
    """Return whether a noun is subject or object of its verb, so that what the verb says holds of it."""
    return noun.dep in {"nsubj", "nsubjpass", "dobj", "attr"}


def is_asked(analysis: Analysis, verb: Token) -> bool:
    """Return whether a question asks if it is so: an auxiliary stands before the subject of ``verb``."""
    sentence = analysis.sentences[verb.sentence].span.words(analysis.text)
    if not sentence.rstrip("\"'”’ ").endswith("?"):
        return False
    below = [analysis.tokens[i] for i in analysis.children[verb.index]]
    subject = next((token for token in below if token.dep in _SUBJECT_DEPS), None)
    is_wide = any(token.tag in {"WRB", "WP", "WDT"} for token in below)  # "why did they strike?" takes it for done
    before = [t for t in below if t.dep in {"aux", "auxpass"} and subject is not None and t.index < subject.index]
    return bool(before) and not is_wide


def is_commanded(analysis: Analysis, verb: Token) -> bool:
    """Return whether a sentence orders or begs for what ``verb`` names: "Lift the ban", "Please do not leave"."""
    above = analysis.tokens[verb.head]
    is_main = verb.head == verb.index or (verb.dep == "ccomp" and above.lemma in clue_words("say"))
    below = {analysis.tokens[i].dep for i in analysis.children[verb.index]}
    if verb.tag != "VB" or not is_main or below & _SUBJECT_DEPS:
        return False
    before = analysis.tokens[analysis.sentences[verb.sentence].first : verb.index]
    return all(t.pos == "PUNCT" or t.text.lower() in clue_words("command_opening") for t in before)


def _under_if(analysis: Analysis, verb: Token) -> bool:
    return any(
        analysis.tokens[i].dep == "mark" and analysis.tokens[i].text.lower() in clue_words("condition")
        for i in analysis.children[verb.index]
    )
