"""Chains of attribution: through whom words reached the text, from the speaker outward."""

from foreigndesk.extraction.cues import CueMap, CueUse, agent_of
from foreigndesk.extraction.speakers import Voices, read_speaker
from foreigndesk.knowledge.cues import CueAct, CueKind, cues_of
from foreigndesk.records.analyses import Token
from foreigndesk.records.quotations import Attribution, Speaker

_CLIMB = 14  # heads
_REPORTING = frozenset({CueAct.SAY, CueAct.ASK, CueAct.PROMISE, CueAct.SHOW})


def chain_of(cues: CueMap, voices: Voices, use: CueUse, *, speaker: Speaker) -> tuple[Attribution, ...]:
    """Return through whom the words of ``use`` reached the text, from the nearest to the speaker outward."""
    found: list[Attribution] = []
    if use.via is not None:
        found.append(_link(voices, use.via))
    cited_by = _cited_by(cues, use)
    if cited_by is not None:
        found.append(_link(voices, cited_by))
    for above in _cues_above(cues, use):
        if above.speaker is not None and (use.speaker is None or above.speaker.index != use.speaker.index):
            found.append(_link(voices, above.speaker))
        if above.via is not None:
            found.append(_link(voices, above.via))
    return _distinct(found, speaker)


def _cited_by(cues: CueMap, use: CueUse) -> Token | None:
    """Return who cites what ``use`` reports: "X said, as cited by Y"."""
    for index in cues.analysis.subtree(use.token.index):
        token = cues.analysis.tokens[index]
        if index <= use.token.index or token.tag != "VBN" or token.lemma not in cues_of(CueKind.PASSING):
            continue
        if cues.analysis.tokens[index - 1].text.lower() == "as":
            return agent_of(cues.analysis, token)
    return None


def _cues_above(cues: CueMap, use: CueUse) -> list[CueUse]:
    """Return the cues that report ``use`` in turn: verbs above it, then phrases of its sentence."""
    found: list[CueUse] = []
    token = use.token
    for _ in range(_CLIMB):
        head = cues.analysis.tokens[token.head]
        if head.index == token.index:
            break
        above = cues.by_token.get(head.index)
        reports = above is not None and token.dep == "ccomp" and above.word.act in _REPORTING
        if reports and above is not None and above.is_inside == use.is_inside:
            found.append(above)
        token = head
    phrases = cues.phrases.get(use.token.sentence, ())
    return [*found, *(u for u in phrases if u is not use and u.word.kind is CueKind.PHRASE)]


def _link(voices: Voices, token: Token) -> Attribution:
    read = read_speaker(voices, token)
    name = " and ".join(read.names) or (read.span or token.span).words(voices.cast.analysis.text)
    return Attribution(
        span=read.span or token.span, name=name, entity_id=read.entity_ids[0] if len(read.entity_ids) == 1 else None
    )


def _distinct(links: list[Attribution], speaker: Speaker) -> tuple[Attribution, ...]:
    own = {" and ".join(speaker.names), *speaker.names}
    return tuple({link.name: link for link in links if link.name not in own}.values())
