"""Addressees: to whom words are said, as the clause of the cue tells."""

from foreigndesk.extraction.cues import CueMap, CueUse
from foreigndesk.knowledge.cues import CueAct, CueKind
from foreigndesk.records.analyses import Token

_TELLING = frozenset({CueAct.SAY, CueAct.ASK, CueAct.PROMISE})
_NAMING = frozenset({"NOUN", "PROPN", "PRON"})


def addressee_of(cues: CueMap, use: CueUse) -> Token | None:
    """Return the head of the words that name who is spoken to: "told X", "said to X", "X was told by", "Y to X:"."""
    if use.word.kind is CueKind.COLON:
        return _in_heading(cues, use)
    if use.word.act not in _TELLING or use.word.kind is not CueKind.VERB:
        return None
    below = [
        cues.analysis.tokens[i]
        for i in cues.analysis.children[use.token.index]
        if cues.inside[i] == cues.inside[use.token.index]
    ]
    return (_object(use, below) if use.word.has_addressee else None) or _after_to(cues, use, below)


def _object(use: CueUse, below: list[Token]) -> Token | None:
    passive = next((t for t in below if t.dep == "nsubjpass"), None)
    objects = (t for t in below if t.dep in {"dobj", "dative"} and t.index > use.token.index and t.pos in _NAMING)
    return passive or next(objects, None)


def _after_to(cues: CueMap, use: CueUse, below: list[Token]) -> Token | None:
    """Return the object of "to" beside a cue that does not itself take "to" with what is said."""
    if "to" in use.word.takes_marked:
        return None
    links = [t for t in below if t.text == "to" and t.dep in {"prep", "dative"} and t.index > use.token.index]
    governed = [cues.analysis.tokens[i] for t in links for i in cues.analysis.children[t.index]]
    return next((t for t in governed if t.dep == "pobj" and t.pos in _NAMING), None)


def _in_heading(cues: CueMap, use: CueUse) -> Token | None:
    """Return who stands after "to" before the colon: "Xi to Putin: ..."."""
    if use.speaker is None:
        return None
    between = cues.analysis.tokens[use.speaker.index + 1 : use.token.index]
    link = next((t for t in between if t.text == "to"), None)
    return next((t for t in reversed(between) if link and t.index > link.index and t.pos == "PROPN"), None)
