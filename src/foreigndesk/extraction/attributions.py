"""Attributions: which cue a marked span belongs to."""

from collections.abc import Callable
from dataclasses import dataclass

from foreigndesk.extraction.cues import CueMap, CueUse, speaker_of
from foreigndesk.extraction.noun_reports import owner_of
from foreigndesk.extraction.quotation_marks import MarkedSpan
from foreigndesk.knowledge.cues import CueAct, CueKind, cues_of
from foreigndesk.records.analyses import Token
from foreigndesk.records.spans import Span

_STOPS = frozenset({".", "!", "?", ";"})
_CLIMB = 14  # heads
_SAYING = frozenset({CueAct.SAY, CueAct.ASK, CueAct.PROMISE, CueAct.SHOW})
_NEAR = 8  # tokens after the marks in which a verb that no table has may be the cue
_CLOSE = 3  # tokens from the marks to a verb of thinking that ends them: "...," he thought
_DASHES = frozenset({"—", "–", "―", "-", "--"})
_PAUSES = _DASHES | {","}
_LEADS = _DASHES | {":"}
_PERSONS = frozenset({"he", "she", "they", "who"})
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
        if token.text.strip():
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
        if token.text.strip():
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
    pauses = frame and (_pauses(cues, mark) or frame[0].text in _PAUSES or _ends_in_cue(cues, frame))
    if not pauses or _turns_away(frame):
        return None
    for place, token in enumerate(frame):
        use = cues.by_token.get(token.index)
        if use is None or use.speaker is None or cues.inside[use.speaker.index] >= 0:
            continue
        if use.word.kind is CueKind.PHRASE:  # "X said it was "...", according to Y": Y passes on what X said
            return _cue_above(cues, mark) or _from_use(use, "phrase after the marks")
        if (
            use.word.act is CueAct.JUDGE
            or (use.word.act is CueAct.THINK and place > _CLOSE)
            or _is_passed_on(cues, use)
        ):
            continue
        if use.speaker.index < frame[0].index:
            return None
        return _cue_reported_by(cues, mark, use) or _from_use(use, "cue after the marks")
    return None


def _ends_in_cue(cues: CueMap, frame: list[Token]) -> bool:
    """Return whether only a speaker and cue follow marks that end in a full stop: "... home." X said."""
    use = cues.by_token.get(frame[-1].index)
    return use is not None and use.word.act is CueAct.SAY and use.speaker in frame and len(frame) <= _NEAR


def _is_passed_on(cues: CueMap, use: CueUse) -> bool:
    """Return whether a cue only passes words on that a cue below it reports: "the agency quoted him as saying"."""
    below = (cues.by_token.get(i) for i in cues.analysis.subtree(use.token.index) if i > use.token.index)
    return use.word.lemma in cues_of(CueKind.PASSING) and any(u is not None and u.via == use.speaker for u in below)


def _cue_reported_by(cues: CueMap, mark: MarkedSpan, use: CueUse) -> Attributed | None:
    """Return the cue before the marks whose report ``use`` after them passes on: "X called it "...", Y said"."""
    inner = _cue_above(cues, mark)
    if inner is None or inner.use is None or inner.use.token.start > mark.outer.start:
        return None
    top = use.token.index
    if use.via is not None:  # "the agency quoted him as saying": the verb above "as"
        top = cues.analysis.tokens[cues.analysis.tokens[top].head].head
    return inner if inner.use.token.index in cues.analysis.subtree(top) else None


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
        noun = _noun_cue(cues, head) or _verb_over_clause(cues, head, below)
        if noun is not None or head.head == head.index:
            return noun or thought
        below, head = head, analysis.tokens[head.head]
    return thought


def _verb_over_clause(cues: CueMap, verb: Token, below: Token) -> Attributed | None:
    """Return the verb that no table has over a clause with "that": "X groused that it was "..."."""
    if verb.pos != "VERB" or below.dep != "ccomp" or cues.inside[verb.index] >= 0 or verb.index in cues.by_token:
        return None
    if not any(cues.analysis.tokens[i].text.lower() == "that" for i in cues.analysis.children[below.index]):
        return None
    speaker = next(
        (t for t in (cues.analysis.tokens[i] for i in cues.analysis.children[verb.index]) if t.dep == "nsubj"), None
    )
    if speaker is None or (
        speaker.pos != "PROPN" and speaker.text.lower() not in _PERSONS and speaker.lemma not in cues_of(CueKind.SOURCE)
    ):
        return None
    return Attributed(cue=verb.span, speaker=speaker, use=None, rule="verb over a clause that holds the marked words")


def _reaches(use: CueUse, mark: MarkedSpan, below: Token) -> bool:
    """Return whether marks stand in what a cue governs and not in its subject; ``below`` leads from cue to marks."""
    speaker = use.speaker
    if speaker is None or mark.outer.covers(speaker.span) or below.index == speaker.index:
        return False
    return below.dep != "xcomp" or bool({"to_inf", "complement"} & use.word.takes_marked)


def _noun_cue(cues: CueMap, noun: Token) -> Attributed | None:
    """Return the attribution of "his claim that ...", "the warning by X that ..." and "X uses the term "..."."""
    if noun.pos != "NOUN" or cues.inside[noun.index] >= 0 or noun.lemma not in cues_of(CueKind.NOUN):
        return None
    owner, _ = owner_of(cues, noun)
    if owner is None or cues.inside[owner.index] >= 0:
        return None
    return Attributed(cue=noun.span, speaker=owner, use=None, rule="noun for what somebody said")


def _noun_before(cues: CueMap, mark: MarkedSpan) -> Attributed | None:
    """Return whose wording the noun before the marks names: "X uses the term "..."."""
    frame = frame_before(cues, mark)
    if not frame or frame[-1].pos != "NOUN" or frame[-1].lemma not in cues_of(CueKind.NOUN):
        return None
    verb = next((t for t in reversed(frame) if t.pos == "VERB"), None)
    speaker = speaker_of(cues.analysis, verb, cues.inside)[0] if verb is not None else None
    if speaker is None or speaker not in frame:
        return None
    return Attributed(cue=frame[-1].span, speaker=speaker, use=None, rule="noun before the marks")


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
    if len(frame) <= 1 or frame[-1].text not in _LEADS:
        return None
    if frame[-1].text == ":" and frame[-2].pos == "PROPN" and frame[-2].dep not in {"pobj", "dobj"}:
        speaker: Token | None = frame[-2]
    else:
        subjects = (t for t in frame if t.dep == "nsubj" and (t.pos != "PRON" or t.tag == "PRP"))
        speaker = next(subjects, None) or _name_that_opens(cues, frame)
    if speaker is None or (frame[-1].text != ":" and speaker.pos not in {"PROPN", "PRON"}):
        return None
    return Attributed(cue=frame[-1].span, speaker=speaker, use=None, rule="name before a colon")


def _name_that_opens(cues: CueMap, frame: list[Token]) -> Token | None:
    """Return the head of the name that opens a frame: "Jane Doe, in Bari: ...", which has no verb."""
    if frame[0].pos != "PROPN":
        return next((t for t in frame[:-1] if t.pos == "PROPN"), None)
    named = frame[0]
    while named.dep in {"compound", "nmod"} and frame[0].index <= named.head <= frame[-1].index:
        named = cues.analysis.tokens[named.head]
    return named


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
    _noun_before,
    _phrase_in_sentence,
    _colon_before,
    _paragraph_before,
    _verb_after,
    _name_after_dash,
    _cue_in_sentence,
)
