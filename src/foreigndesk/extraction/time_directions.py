"""Which side of the article's date an expression looks to, from the verb that governs it."""

from foreigndesk.knowledge.time_words import tense_cues
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.spans import Span
from foreigndesk.records.times import Direction

_VERB_TAGS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD")
_AUXILIARIES = ("aux", "auxpass")


def find_direction(analysis: Analysis, span: Span) -> Direction:
    """Return past, present or future by the nearest verb above the expression, ``UNKNOWN`` without one.

    A word right before the expression ("since", "ahead of") decides where it leaves no choice.
    """
    head = analysis.head_of(span)
    if head is None:
        return Direction.UNKNOWN
    first = analysis.tokens_in(span)[0]
    cued = _direction_of_cue(analysis, first)
    if cued is not Direction.UNKNOWN:
        return cued
    verb = _verb_directly_before(analysis, first) or _verb_above(analysis, head)
    if verb is not None and _is_planned_for(analysis, verb, first):
        return Direction.FUTURE
    direction = Direction.UNKNOWN if verb is None else direction_of_verb(analysis, verb)
    is_headline = direction is Direction.PRESENT and _is_headline(analysis, head)
    return Direction.UNKNOWN if is_headline else direction  # headlines tell the past in the present tense


def _verb_directly_before(analysis: Analysis, first: Token) -> Token | None:
    """Return the past tense that stands directly before: "who he said Thursday would join" tells when he said it."""
    before = analysis.tokens[first.index - 1] if first.index else None
    return before if before is not None and before.tag == "VBD" and before.sentence == first.sentence else None


def _is_planned_for(analysis: Analysis, verb: Token, first: Token) -> bool:
    """Return whether a verb of plans puts it ahead: "was postponed until Monday", "is set for November"."""
    cues = tense_cues()
    before = analysis.tokens[first.index - 1].text.lower() if first.index else ""
    if before not in cues["target"] or verb.lemma.lower() not in cues["ahead"]:
        return False
    helpers = {analysis.tokens[i].text.lower() for i in analysis.children[verb.index]}
    return not ("had" in helpers and "been" in helpers)


def is_told_ahead(analysis: Analysis, span: Span) -> bool:
    """Return whether the verb above stands in the plain future: "the bridge will open in 2030"."""
    head = analysis.head_of(span)
    verb = None if head is None else _verb_above(analysis, head)
    if verb is None:
        return False
    helpers = (analysis.tokens[i] for i in analysis.children[verb.index])
    return any(t.tag == "MD" and t.text.lower() in tense_cues()["will"] for t in helpers)


def _is_headline(analysis: Analysis, token: Token) -> bool:
    """Return whether the token stands in a line of its own without a full stop."""
    sentence = analysis.sentences[token.sentence]
    paragraph = [
        s
        for s in analysis.sentences[max(0, token.sentence - 1) : token.sentence + 2]
        if s.paragraph == sentence.paragraph
    ]
    return len(paragraph) == 1 and analysis.tokens[sentence.last - 1].pos != "PUNCT"


def direction_of_verb(analysis: Analysis, verb: Token) -> Direction:
    """Return the side of the article's date on which ``verb`` puts its event."""
    auxiliaries = [analysis.tokens[i] for i in analysis.children[verb.index] if analysis.tokens[i].dep in _AUXILIARIES]
    words = {token.text.lower() for token in auxiliaries}
    if verb.tag == "MD" or any(token.tag == "MD" for token in auxiliaries):
        return Direction.FUTURE
    if "to" in words and not words & set(tense_cues()["perfect"]):
        return _direction_of_infinitive(analysis, verb)
    if verb.tag == "VBD" or any(token.tag == "VBD" for token in auxiliaries):
        return Direction.PAST
    if verb.tag == "VBN":
        is_present = any(token.lemma == "be" for token in auxiliaries)
        return Direction.PRESENT if is_present and not words & set(tense_cues()["perfect"]) else Direction.PAST
    if verb.tag == "VBG":
        return Direction.FUTURE if auxiliaries else _direction_above(analysis, verb)
    if verb.tag in ("VBZ", "VBP"):
        return Direction.PRESENT
    return _direction_above(analysis, verb)


def _direction_of_infinitive(analysis: Analysis, verb: Token) -> Direction:
    """Return FUTURE for "plans to meet"; the direction of the verb above for a purpose ("came to attend")."""
    if verb.dep == "advcl":
        return _direction_above(analysis, verb)
    return Direction.FUTURE


def _direction_above(analysis: Analysis, verb: Token) -> Direction:
    above = None if verb.head == verb.index else _verb_above(analysis, analysis.tokens[verb.head])
    return Direction.UNKNOWN if above is None or above.index == verb.index else direction_of_verb(analysis, above)


def _verb_above(analysis: Analysis, token: Token) -> Token | None:
    """Return ``token`` or the nearest token above it that is a verb."""
    while token.tag not in _VERB_TAGS:
        if token.head == token.index:
            return None
        token = analysis.tokens[token.head]
    if token.dep in _AUXILIARIES and token.head != token.index:
        return analysis.tokens[token.head]
    return token


def _direction_of_cue(analysis: Analysis, first: Token) -> Direction:
    cues = tense_cues()
    before = [analysis.tokens[i].text.lower() for i in range(max(0, first.index - 2), first.index)]
    for direction in (Direction.PAST, Direction.FUTURE):
        for cue in cues[direction.value]:
            words = cue.split()
            if before[-len(words) :] == words:
                return direction
    return Direction.UNKNOWN
