"""Reported speech after nouns: "his claim that ...", "Xi's promise to ...", "she made the point that ..."."""

from collections.abc import Iterator

from foreigndesk.extraction.cues import CueMap, CueUse, speaker_of
from foreigndesk.knowledge.cues import CueKind, cues_of
from foreigndesk.records.analyses import Token

_OBJECTS = frozenset({"dobj"})


def find_noun_uses(cues: CueMap) -> Iterator[tuple[CueUse, Token]]:
    """Yield the nouns of saying that have an owner and something said, with the head of what is said."""
    nouns = cues_of(CueKind.NOUN)
    for token in cues.analysis.tokens:
        if token.pos != "NOUN" or token.lemma not in nouns or cues.inside[token.index] >= 0:
            continue
        below = [cues.analysis.tokens[i] for i in cues.analysis.children[token.index]]
        owner, is_own = owner_of(cues, token)
        said = next((t for t in below if t.index > token.index and _is_said(cues, t, is_own=is_own)), None)
        if owner is not None and said is not None:
            yield CueUse(token=token, span=token.span, word=nouns[token.lemma], speaker=owner), said


def owner_of(cues: CueMap, noun: Token) -> tuple[Token | None, bool]:
    """Return who says what a noun holds, and whether the noun itself tells: "his claim", "the claim by X"."""
    below = [cues.analysis.tokens[i] for i in cues.analysis.children[noun.index]]
    own = next((t for t in below if t.dep == "poss" and cues.inside[t.index] < 0), None)
    if own is not None:
        return own, True
    links = (t for t in below if t.dep == "prep" and t.text in {"by", "from"})
    for link in links:
        return next((cues.analysis.tokens[i] for i in cues.analysis.children[link.index]), None), True
    if noun.dep not in _OBJECTS:
        return None, False
    return speaker_of(cues.analysis, cues.analysis.tokens[noun.head], cues.inside)[0], False


def _is_said(cues: CueMap, token: Token, *, is_own: bool) -> bool:
    """Return whether a dependent of a noun is what is said: a clause with "that", or "to" after an owner's own noun."""
    below = [cues.analysis.tokens[i] for i in cues.analysis.children[token.index]]
    if token.dep in {"acl", "ccomp"} and any(t.dep == "mark" and t.text == "that" for t in below):
        return True
    return is_own and token.dep in {"acl", "xcomp"} and any(t.tag == "TO" for t in below)
