"""Attributions: which cue a marked span belongs to, and through whom words reached the text."""

from collections.abc import Callable
from dataclasses import dataclass

from foreigndesk.extraction.cues import CueMap, CueUse, speaker_of
from foreigndesk.extraction.quotation_marks import MarkedSpan
from foreigndesk.extraction.speakers import Voices, read_speaker
from foreigndesk.knowledge.cues import CueAct, CueKind, cues_of
from foreigndesk.records.analyses import Token
from foreigndesk.records.quotations import Attribution, Speaker
from foreigndesk.records.spans import Span

_STOPS = frozenset({".", "!", "?", ";"})
_CLIMB = 14  # heads
_SAYING = frozenset({CueAct.SAY, CueAct.ASK, CueAct.PROMISE, CueAct.SHOW})
_NEAR = 8  # tokens after the marks in which a verb that no table has may be the cue
_CLOSE = 3  # tokens from the marks to a verb of thinking that ends them: "...," he thought
_DASHES = frozenset({"—", "–", "―", "-", "--"})
_PAUSES = _DASHES | {","}
_FRAME = 40  # tokens that may stand between a cue and the marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """How a marked span is attributed: the span of the cue, the head of the speaker's words, and by which rule.

    ``use`` is the cue's place in the parse where it is a verb or phrase.
    """

    cue: Span | None
    speaker: Token | None
    use: CueUse | None
    rule: str


def attribute_marked(cues: CueMap, mark: MarkedSpan) -> Attributed | None:
    """Return the attribution of a marked span from the words of its own sentence, by the first rule that fits."""
    for rule in _RULES:
        found = rule(cues, mark)
        if found is not None:
            return found
    return None


def frame_before(cues: CueMap, mark: MarkedSpan) -> list[Token]:
    """Return the tokens between the end of the sentence or marked span before ``mark`` and ``mark``."""
    analysis = cues.analysis
    tokens = analysis.tokens_in(mark.outer)
    if not tokens:
        return []
    paragraph = analysis.sentences[tokens[0].sentence].paragraph
    found: list[Token] = []
    for index in range(tokens[0].index - 1, max(-1, tokens[0].index - 1 - _FRAME), -1):
        token = analysis.tokens[index]
        if analysis.sentences[token.sentence].paragraph != paragraph:
            break
        if cues.inside[index] >= 0 or (token.text in _STOPS and token.dep == "punct"):
            break
        found.append(token)
    return found[::-1]


def frame_after(cues: CueMap, mark: MarkedSpan) -> list[Token]:
    """Return the tokens between ``mark`` and the end of the sentence or the next marked span."""
    analysis = cues.analysis
    tokens = analysis.tokens_in(mark.outer)
    if not tokens:
        return []
    paragraph = analysis.sentences[tokens[-1].sentence].paragraph
    found: list[Token] = []
    for token in analysis.tokens[tokens[-1].index + 1 : tokens[-1].index + 1 + _FRAME]:
        if analysis.sentences[token.sentence].paragraph != paragraph or cues.inside[token.index] >= 0:
            break
        if token.text in _STOPS and token.dep == "punct":
            break
        found.append(token)
    return found


def _cue_before(cues: CueMap, mark: MarkedSpan) -> Attributed | None:
    """Return the cue that ends in the marks: X said "...", X said: "...", X said that "..."."""
    frame = frame_before(cues, mark)
    if not frame:
        return None
    last = frame[-1]
    closes = last.text in {":", ",", "that", "—", "–", "-"}
    for back, token in enumerate(reversed(frame)):
        use = cues.by_token.get(token.index)
        if use is None or use.word.act not in _SAYING or use.word.kind is not CueKind.VERB:
            continue
        if (
            back == 0
            or _runs_into(use, frame[len(frame) - back :])
            or (closes and _introduces(cues, use, frame[len(frame) - back :]))
        ):
            return _from_use(use, "cue before the marks") if use.speaker else None
        return None
    return None


def _runs_into(use: CueUse, between: list[Token]) -> bool:
    """Return whether only an adverb, "that", or the "to" that the cue takes stands between it and the marks."""
    allowed = {"that", "to"} if "to_inf" in use.word.takes else {"that"}
    return len(between) < _CLOSE and all(t.text.lower() in allowed or t.pos in {"ADV", "PUNCT"} for t in between)


def _introduces(cues: CueMap, use: CueUse, between: list[Token]) -> bool:
    """Return whether the words between a cue and the marks leave what is said to the marks."""
    if between and between[-1].text == ":":
        return True
    return not any(t.dep in {"nsubj", "nsubjpass"} and t.head != use.token.index for t in between)


def _cue_after(cues: CueMap, mark: MarkedSpan) -> Attributed | None:
    """Return the cue that follows the marks: "...," X said; "...," said X, the minister."""
    frame = frame_after(cues, mark)
    if not frame or not (_pauses(cues, mark) or frame[0].text in _PAUSES) or _turns_away(frame):
        return None
    for place, token in enumerate(frame):
        use = cues.by_token.get(token.index)
        if use is None or use.speaker is None or cues.inside[use.speaker.index] >= 0:
            continue
        if use.word.kind is CueKind.PHRASE:  # "X said it was "...", according to Y": Y passes on what X said
            return _cue_above(cues, mark) or _from_use(use, "phrase after the marks")
        if use.word.act is CueAct.JUDGE or (use.word.act is CueAct.THINK and place > _CLOSE):
            continue
        return _from_use(use, "cue after the marks") if use.speaker.index >= frame[0].index else None
    return None


def _pauses(cues: CueMap, mark: MarkedSpan) -> bool:
    """Return whether marked words end in a way that lets the sentence go on with a cue."""
    return mark.outer.words(cues.analysis.text).rstrip("”\"’'»›“ ").endswith((",", "?", "!", "…", "—", "–", "-", "..."))


def _turns_away(frame: list[Token]) -> bool:
    """Return whether the words after the marks begin another clause: "..., and", "..., which"."""
    first = frame[1] if frame[0].text == "," and len(frame) > 1 else frame[0]
    return first.tag in {"WDT", "WP", "CC", "TO"}


def _cue_above(cues: CueMap, mark: MarkedSpan) -> Attributed | None:
    """Return the nearest cue that governs the marked words in the parse."""
    analysis = cues.analysis
    head = below = analysis.head_of(mark.span)
    thought: Attributed | None = None  # what somebody is said to think is told by who says so
    for _ in range(_CLIMB):
        if head is None or below is None:
            return None
        use = cues.by_token.get(head.index)
        if use is not None and cues.inside[head.index] < 0 and _reaches(use, mark, below):
            thought = thought or _from_use(use, "cue that governs the marked words")
            if use.word.act is not CueAct.THINK:
                return _from_use(use, "cue that governs the marked words")
        noun = _noun_cue(cues, head)
        if noun is not None or head.head == head.index:
            return noun or thought
        below, head = head, analysis.tokens[head.head]
    return thought


def _reaches(use: CueUse, mark: MarkedSpan, below: Token) -> bool:
    """Return whether marks stand in what a cue governs and not in its subject; ``below`` leads from cue to marks."""
    speaker = use.speaker
    if speaker is None or mark.outer.covers(speaker.span) or below.index == speaker.index:
        return False
    return below.dep != "xcomp" or bool({"to_inf", "complement"} & use.word.takes_marked)


def _noun_cue(cues: CueMap, noun: Token) -> Attributed | None:
    """Return the attribution of "his claim that ..." and "the warning by X that ..."."""
    if noun.pos != "NOUN" or cues.inside[noun.index] >= 0 or noun.lemma not in cues_of(CueKind.NOUN):
        return None
    for child in cues.analysis.children[noun.index]:
        token = cues.analysis.tokens[child]
        if token.dep == "poss" and cues.inside[child] < 0:
            return Attributed(cue=noun.span, speaker=token, use=None, rule="noun for what somebody said")
        if token.dep == "prep" and token.text.lower() in {"by", "from"}:
            for i in cues.analysis.children[child]:
                return Attributed(
                    cue=noun.span, speaker=cues.analysis.tokens[i], use=None, rule="noun for what somebody said"
                )
    return None


def _phrase_in_sentence(cues: CueMap, mark: MarkedSpan) -> Attributed | None:
    """Return the phrase ("according to X") or opening name ("X: ...") of the sentence that the marks stand in."""
    tokens = cues.analysis.tokens_in(mark.outer)
    for sentence in range(tokens[0].sentence, tokens[-1].sentence + 1) if tokens else ():
        for use in cues.phrases.get(sentence, ()):
            return _from_use(use, "phrase or heading that names the speaker")
    return None


def _colon_before(cues: CueMap, mark: MarkedSpan) -> Attributed | None:
    """Return the name before a colon (Putin: "...") or the subject of the clause that leads over to the marks."""
    frame = frame_before(cues, mark)
    if len(frame) <= 1 or frame[-1].text != ":":
        return None
    subjects = (t for t in frame if t.dep == "nsubj" and (t.pos != "PRON" or t.tag == "PRP"))
    speaker = frame[-2] if frame[-2].pos == "PROPN" else next(subjects, None)
    return Attributed(cue=frame[-1].span, speaker=speaker, use=None, rule="name before a colon") if speaker else None


def _verb_after(cues: CueMap, mark: MarkedSpan) -> Attributed | None:
    """Return the verb after the marks that no table has as a cue: "...," the minister mused."""
    if not _pauses(cues, mark) or " " not in mark.span.words(cues.analysis.text):
        return None
    for token in frame_after(cues, mark)[:_NEAR]:
        if token.tag not in {"VBD", "VBZ", "VBP", "VBG"} or token.pos != "VERB":
            continue
        speaker, _ = speaker_of(cues.analysis, token, cues.inside)
        if speaker is None or cues.inside[speaker.index] >= 0 or speaker.start < mark.outer.end:
            return None
        return Attributed(cue=token.span, speaker=speaker, use=None, rule="verb after the marks")
    return None


def _name_after_dash(cues: CueMap, mark: MarkedSpan) -> Attributed | None:
    """Return the name that signs marked words: "..." — Jane Doe."""
    frame = frame_after(cues, mark)
    if len(frame) <= 1 or frame[0].text not in _DASHES or frame[1].pos != "PROPN":
        return None
    named = frame[1]
    while named.dep in {"compound", "nmod"} and named.head > named.index:
        named = cues.analysis.tokens[named.head]
    return Attributed(cue=frame[0].span, speaker=named, use=None, rule="name after a dash")


def _paragraph_before(cues: CueMap, mark: MarkedSpan) -> Attributed | None:
    """Return the cue at the end of the paragraph before, where a colon leads over to the marks."""
    tokens = cues.analysis.tokens_in(mark.outer)
    if not tokens or frame_before(cues, mark) or tokens[0].index == 0:
        return None
    last = cues.analysis.tokens[tokens[0].index - 1]
    if last.text != ":":
        return None
    for token in reversed(cues.analysis.sentence_tokens(cues.analysis.sentences[last.sentence])):
        use = cues.by_token.get(token.index)
        if use is not None and use.speaker is not None and not use.is_inside:
            return _from_use(use, "cue and colon in the paragraph before")
    return None


def _cue_in_sentence(cues: CueMap, mark: MarkedSpan) -> Attributed | None:
    """Return the nearest cue before the marks in their sentence, for what the parser did not connect."""
    for token in reversed(frame_before(cues, mark)):
        use = cues.by_token.get(token.index)
        if use is not None and use.speaker is not None and use.word.act is not CueAct.THINK:
            return _from_use(use, "nearest cue before the marks")
    return None


def _from_use(use: CueUse, rule: str) -> Attributed:
    return Attributed(cue=use.span, speaker=use.speaker, use=use, rule=rule)


_RULES: tuple[Callable[[CueMap, MarkedSpan], Attributed | None], ...] = (
    _cue_before,
    _cue_after,
    _cue_above,
    _phrase_in_sentence,
    _colon_before,
    _paragraph_before,
    _verb_after,
    _name_after_dash,
    _cue_in_sentence,
)


def chain_of(cues: CueMap, voices: Voices, use: CueUse, *, speaker: Speaker) -> tuple[Attribution, ...]:
    """Return through whom the words of ``use`` reached the text, from the nearest to the speaker outward."""
    found: list[Attribution] = []
    if use.via is not None:
        found.append(_link(voices, use.via))
    for above in _cues_above(cues, use):
        if above.speaker is not None and (use.speaker is None or above.speaker.index != use.speaker.index):
            found.append(_link(voices, above.speaker))
        if above.via is not None:
            found.append(_link(voices, above.via))
    return _distinct(found, speaker)


def _cues_above(cues: CueMap, use: CueUse) -> list[CueUse]:
    """Return the cues that report ``use`` in turn: verbs above it, then phrases of its sentence."""
    found: list[CueUse] = []
    token = use.token
    for _ in range(_CLIMB):
        head = cues.analysis.tokens[token.head]
        if head.index == token.index:
            break
        above = cues.by_token.get(head.index)
        reports = above is not None and token.dep == "ccomp" and above.word.act in _SAYING
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
