"""Cues in use: where a text says that somebody said something, and which token names the speaker."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from foreigndesk.extraction.quotation_marks import MarkedSpan
from foreigndesk.knowledge.cues import CueAct, CueKind, CueWord, cues_of
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.spans import Span

_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "nummod"})
_PASSIVE = frozenset({"agent", "nsubjpass", "auxpass"})
_SUBJECTS = frozenset({"nsubj", "csubj"})
_CLIMB = 10  # heads; deeper trees are parse errors
_HEADING = 8  # tokens before the colon of a heading or a turn
_NAMED = 4  # tokens of the name that ends a heading
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BEHIND = 12  # tokens after a verb in which an inverted subject may stand


@dataclass(frozen=True, slots=True, kw_only=True)
class CueUse:
    """A cue at a place of the text. ``speaker`` is the head of the words that name who speaks.

    ``via`` is the head of the words for who passes it on ("the ministry quoted Xi as saying").
    ``is_inside`` is set for a cue inside marks.
    """

    token: Token
    span: Span
    word: CueWord
    speaker: Token | None
    via: Token | None = None
    is_inside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CueMap:
    """The marked spans and cues of one article, and which outermost marked span each token stands in (-1: none).

    ``phrases`` holds the phrases and colons that name a speaker, by sentence.
    """

    analysis: Analysis
    marked: tuple[MarkedSpan, ...]
    inside: tuple[int, ...]
    uses: tuple[CueUse, ...]
    by_token: dict[int, CueUse]
    phrases: dict[int, tuple[CueUse, ...]]


def make_cue_map(analysis: Analysis, marked: tuple[MarkedSpan, ...], named: frozenset[int]) -> CueMap:
    """Return the cues of the article with their speakers; ``named`` are the tokens of names of actors."""
    inside = _place_inside(analysis, marked)
    uses = tuple(_find_uses(analysis, inside, named))
    by_token = {use.token.index: use for use in uses}
    phrases: dict[int, tuple[CueUse, ...]] = {}
    for use in uses:
        if use.word.kind in {CueKind.PHRASE, CueKind.COLON, CueKind.DASH} and not use.is_inside:
            phrases[use.token.sentence] = (*phrases.get(use.token.sentence, ()), use)
    return CueMap(analysis=analysis, marked=marked, inside=inside, uses=uses, by_token=by_token, phrases=phrases)


def _place_inside(analysis: Analysis, marked: tuple[MarkedSpan, ...]) -> tuple[int, ...]:
    inside = [-1] * len(analysis.tokens)
    for number, mark in enumerate(marked):
        if mark.depth == 0:
            for token in analysis.tokens_in(mark.outer):
                inside[token.index] = number
    return tuple(inside)


def _find_uses(analysis: Analysis, inside: tuple[int, ...], named: frozenset[int]) -> Iterator[CueUse]:
    verbs, phrases, colons = cues_of(CueKind.VERB), _phrases_by_last_word(), cues_of(CueKind.COLON)
    dashes = cues_of(CueKind.DASH)
    for token in analysis.tokens:
        use: CueUse | None = None
        if token.pos == "VERB" and token.lemma in verbs:
            speaker, via = speaker_of(analysis, token, inside)
            cited = _cited(analysis, token, named) if verbs[token.lemma].act is CueAct.SAY else None
            speaker, via = (cited, speaker) if cited is not None else (speaker, via)
            use = CueUse(token=token, span=token.span, word=verbs[token.lemma], speaker=speaker, via=via)
        elif token.text in phrases:
            use = _phrase_use(analysis, token, inside)
        elif token.text in colons and inside[token.index] < 0:
            use = _colon_use(analysis, token, named) or _dash_use(analysis, token, named)
        elif token.text in dashes and inside[token.index] < 0:
            use = _dash_use(analysis, token, named)
        if use is not None:
            yield replace(use, is_inside=True) if inside[token.index] >= 0 else use


@cache
def _phrases_by_last_word() -> dict[str, tuple[CueWord, ...]]:
    found: dict[str, tuple[CueWord, ...]] = {}
    for phrase, cue in cues_of(CueKind.PHRASE).items():
        last = phrase.split()[-1]
        found[last] = (*found.get(last, ()), cue)
    return found


def _phrase_use(analysis: Analysis, token: Token, inside: tuple[int, ...]) -> CueUse | None:
    """Return the use of a phrase that ends in ``token`` ("according to")."""
    for word in _phrases_by_last_word()[token.text]:
        first = token.index - word.lemma.count(" ")
        if first < 0 or " ".join(t.text.lower() for t in analysis.tokens[first : token.index + 1]) != word.lemma:
            continue
        objects = [analysis.tokens[i] for i in analysis.children[token.index] if analysis.tokens[i].dep == "pobj"]
        speaker = objects[0] if objects else _nominal_after(analysis, token, inside)
        if speaker is None or _is_measure(analysis, speaker):
            return None
        start = analysis.tokens[first]
        return CueUse(token=start, span=Span(start.start, token.end), word=word, speaker=speaker)
    return None


def _is_measure(analysis: Analysis, noun: Token) -> bool:
    """Return whether a bare common noun in the singular stands after a phrase: "according to age" names nobody."""
    return noun.tag == "NN" and noun.text.islower() and not analysis.children[noun.index]


def _colon_use(analysis: Analysis, token: Token, named: frozenset[int]) -> CueUse | None:
    """Return the use of a colon after a name that begins a paragraph: "Putin: ...", "Putin to Xi: ..."."""
    sentence = analysis.sentences[token.sentence]
    opening = analysis.tokens[sentence.first : token.index]
    earlier = analysis.tokens[sentence.first - 1] if sentence.first else None
    begins = earlier is None or analysis.sentences[earlier.sentence].paragraph != sentence.paragraph
    if not begins or len(opening) > _HEADING or any(t.pos in {"VERB", "AUX", "PUNCT"} for t in opening):
        return None
    speaker = next((t for t in opening if t.index in named), None)
    while speaker is not None and speaker.dep in _MODIFIERS and speaker.index < speaker.head < token.index:
        speaker = analysis.tokens[speaker.head]
    word = cues_of(CueKind.COLON)[token.text]
    return CueUse(token=token, span=token.span, word=word, speaker=speaker) if speaker else None


def _dash_use(analysis: Analysis, token: Token, named: frozenset[int]) -> CueUse | None:
    """Return the use of a dash or colon before the name that ends a heading: "Pact must be kept - Putin"."""
    sentence = analysis.sentences[token.sentence]
    name = analysis.tokens[token.index + 1 : sentence.last]
    following = analysis.tokens[sentence.last] if sentence.last < len(analysis.tokens) else None
    ends = following is None or analysis.sentences[following.sentence].paragraph != sentence.paragraph
    if not ends or not 0 < len(name) <= _NAMED or any(t.pos != "PROPN" for t in name):
        return None
    if not any(t.index in named for t in name) or not any(
        t.tag in _FINITE for t in analysis.tokens[sentence.first : token.index]
    ):
        return None
    return CueUse(token=token, span=token.span, word=cues_of(CueKind.DASH)[token.text], speaker=name[-1])


def _cited(analysis: Analysis, verb: Token, named: frozenset[int]) -> Token | None:
    """Return whom a report cites: "Reuters reported, citing two officials"."""
    for child in analysis.children[verb.index]:
        citing = analysis.tokens[child]
        if child < verb.index or citing.tag != "VBG" or citing.lemma not in cues_of(CueKind.PASSING):
            continue
        objects = (analysis.tokens[i] for i in analysis.children[child] if analysis.tokens[i].dep == "dobj")
        return next((t for t in objects if _can_be_cited(t, named)), None)
    return None


def _can_be_cited(token: Token, named: frozenset[int]) -> bool:
    return (token.index in named and token.tag == "NNP") or token.lemma in cues_of(CueKind.SOURCE)


def speaker_of(analysis: Analysis, verb: Token, inside: tuple[int, ...]) -> tuple[Token | None, Token | None]:
    """Return the head of the words that name who speaks by ``verb``, and of those for who passes it on."""
    quoted = _quoted_by(analysis, verb)
    if quoted is not None:
        return quoted
    where = inside[verb.index]
    for _ in range(_CLIMB):
        children = [analysis.tokens[i] for i in analysis.children[verb.index]]
        if any(c.dep in _PASSIVE for c in children):
            return agent_of(analysis, verb), None
        subjects = [c for c in children if c.dep in _SUBJECTS and inside[c.index] == where]
        own = next((c for c in subjects[1:2] if c.pos == "PROPN" and c.index == subjects[0].index + 1), None)
        own = own or next(iter(subjects), None)  # "the agency BelTA" may be parsed as two subjects
        own = own or _inverted_subject(analysis, verb, inside) or _name_before(analysis, verb, inside)
        if own is not None:
            return own, None
        above = _subject_bearer(analysis, verb)
        if above is None or above.pos not in {"VERB", "AUX"}:
            return above, None
        verb = above
    return None, None


def agent_of(analysis: Analysis, verb: Token) -> Token | None:
    """Return who acts in a passive: what stands after "by"."""
    below = [analysis.tokens[i] for i in analysis.children[verb.index]]
    by = next((c for c in below if c.dep == "agent"), None)
    if by is None:  # "was described as "..." by X": the parser joins "by" to the words before it
        lower = (analysis.tokens[i] for i in analysis.subtree(verb.index) if i > verb.index)
        by = next(
            (t for t in lower if t.text == "by" and t.dep in {"agent", "prep"} and _is_free(analysis, t, verb)), None
        )
    governed = [analysis.tokens[i] for i in analysis.children[by.index]] if by else []
    return next((t for t in governed if t.dep == "pobj"), None)


def _is_free(analysis: Analysis, preposition: Token, verb: Token) -> bool:
    """Return whether no other verb stands between a preposition and ``verb`` above it."""
    token = analysis.tokens[preposition.head]
    while token.index != verb.index:
        if token.pos in {"VERB", "AUX"} or token.head == token.index:
            return False
        token = analysis.tokens[token.head]
    return True


def _quoted_by(analysis: Analysis, verb: Token) -> tuple[Token | None, Token | None] | None:
    """Return speaker and passer-on of "the ministry quoted Xi as saying" and "Xi was quoted by it as saying"."""
    preposition = analysis.tokens[verb.head]
    quoting = analysis.tokens[preposition.head]
    if verb.dep != "pcomp" or preposition.text.lower() != "as" or quoting.lemma not in cues_of(CueKind.PASSING):
        return None
    children = {analysis.tokens[i].dep: analysis.tokens[i] for i in analysis.children[quoting.index]}
    if "nsubjpass" in children:
        return children["nsubjpass"], agent_of(analysis, quoting)
    return children.get("dobj"), children.get("nsubj")


def _subject_bearer(analysis: Analysis, verb: Token) -> Token | None:
    """Return the verb whose subject ``verb`` shares, or the noun that it describes."""
    head = analysis.tokens[verb.head]
    if head.index == verb.index:
        return None
    if verb.dep in {"conj", "xcomp", "advcl", "dep"} and head.pos in {"VERB", "AUX"}:
        return _over_report(analysis, verb, head) if verb.dep == "advcl" else head
    if verb.dep in {"acl", "relcl"} and head.pos in {"NOUN", "PROPN", "PRON"}:
        return head
    if verb.dep == "pcomp":
        above = analysis.tokens[head.head]
        return (
            _over_report(analysis, verb, above) if above.pos in {"VERB", "AUX"} and above.index != head.index else None
        )
    return None


def _over_report(analysis: Analysis, verb: Token, above: Token) -> Token:
    """Return the cue over ``above`` where a participle goes on from it: "X said it was safe, before adding that"."""
    cue = analysis.tokens[above.head]
    reported = (
        above.dep == "ccomp" and above.index != cue.index and cue.pos == "VERB" and cue.lemma in cues_of(CueKind.VERB)
    )
    return cue if reported and verb.tag == "VBG" and verb.lemma in cues_of(CueKind.VERB) else above


def _name_before(analysis: Analysis, verb: Token, inside: tuple[int, ...]) -> Token | None:
    """Return the name or pronoun right before a finite verb that the parser did not see as its subject."""
    before = verb.index - 1
    while before >= 0 and analysis.tokens[before].pos == "ADV" and analysis.tokens[before].sentence == verb.sentence:
        before -= 1
    token = analysis.tokens[before]
    if before < 0 or verb.tag not in _FINITE or token.sentence != verb.sentence or inside[before] != inside[verb.index]:
        return None
    return token if token.pos == "PROPN" or token.tag == "PRP" else None


def _inverted_subject(analysis: Analysis, verb: Token, inside: tuple[int, ...]) -> Token | None:
    """Return the subject after the verb of "..." said X, where the parser did not see it as one."""
    following = verb.index + 1
    before = verb.index - 1
    if verb.tag not in {"VBD", "VBZ", "VBP"} or following >= len(analysis.tokens) or inside[following] >= 0:
        return None
    left = analysis.tokens[before] if before >= 0 else None
    if left is not None and inside[before] < 0 and left.pos not in {"PUNCT", "ADV"}:
        return None
    if analysis.tokens[following].pos not in {"PROPN", "DET", "ADJ", "NOUN", "PRON"}:
        return None
    return _nominal_after(analysis, verb, inside)


def _nominal_after(analysis: Analysis, token: Token, inside: tuple[int, ...]) -> Token | None:
    """Return the head of the noun phrase that begins after ``token`` in its sentence."""
    for here in analysis.tokens[token.index + 1 : token.index + _BEHIND]:
        if here.sentence != token.sentence or inside[here.index] >= 0 or here.text in {".", ",", ":", ";"}:
            return None
        if here.pos in {"NOUN", "PROPN", "PRON"}:
            return _phrase_head(analysis, here)
    return None


def _phrase_head(analysis: Analysis, token: Token) -> Token:
    while token.dep in _MODIFIERS and token.head > token.index:
        token = analysis.tokens[token.head]
    return token
