"""Lead-ins: sentences without a cue that tell of the one whose marked words follow."""

from foreigndesk.extraction.attributions import Attributed, frame_before
from foreigndesk.extraction.cues import CueMap
from foreigndesk.extraction.quotation_marks import MarkedSpan
from foreigndesk.knowledge.cues import CueKind, cues_of
from foreigndesk.records.analyses import Sentence, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PERSONAL = frozenset({"he", "she", "they"})


def speaker_led_in(cues: CueMap, mark: MarkedSpan, named: frozenset[int]) -> Attributed | None:
    """Return whom the sentence before marked sentences tells of: "X was blunt. "..."", "X released this letter: "..."".

    ``named`` are the tokens of names of actors.
    """
    tokens = cues.analysis.tokens_in(mark.outer)
    if not tokens or tokens[0].index == 0 or frame_before(cues, mark):
        return None
    before = cues.analysis.sentences[cues.analysis.tokens[tokens[0].index - 1].sentence]
    here = cues.analysis.sentences[tokens[0].sentence]
    if here.paragraph - before.paragraph > 1:
        return None
    speaker = _last_speaker(cues, before) or _subject(cues, before, named)
    return (
        Attributed(cue=None, speaker=speaker, use=None, rule="whom the sentence before tells of") if speaker else None
    )


def _last_speaker(cues: CueMap, sentence: Sentence) -> Token | None:
    uses = (cues.by_token.get(i) for i in range(sentence.last - 1, sentence.first - 1, -1))
    return next((u.speaker for u in uses if u is not None and u.speaker is not None and not u.is_inside), None)


def _subject(cues: CueMap, sentence: Sentence, named: frozenset[int]) -> Token | None:
    """Return the subject of the sentence where it is a person, an institution by name, or a document."""
    analysis = cues.analysis
    for index in range(sentence.first, sentence.last):
        token = analysis.tokens[index]
        governs = analysis.tokens[token.head].dep == "ROOT" and token.dep in _SUBJECTS and cues.inside[index] < 0
        if governs and (index in named or token.text.lower() in _PERSONAL or _speaks(token)):
            return token
    return None


def _speaks(token: Token) -> bool:
    word = token.lemma.lower()
    return word in cues_of(CueKind.DOCUMENT) or word in cues_of(CueKind.SOURCE)
