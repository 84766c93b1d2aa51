"""When, where, how and on what occasion a meeting was held, as the words around its trigger tell."""

from dataclasses import dataclass

from foreigndesk.extraction.clauses import governing_verb
from foreigndesk.extraction.occasions import ConflictWords
from foreigndesk.extraction.parties import Cast
from foreigndesk.knowledge.meetings import MeetingWord, clue_words
from foreigndesk.knowledge.time_words import tense_cues
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.claims import MeetingFormat, OccasionMention, VisitType
from foreigndesk.records.mentions import Mention, MentionKind, MentionUse
from foreigndesk.records.times import TimeExpression, TimeType

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ASIDE = frozenset({"advcl", "relcl", "acl", "appos"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What else was found in the article, for the reading of its meetings."""

    article_id: str
    cast: Cast
    times: tuple[TimeExpression, ...]
    occasions: tuple[OccasionMention, ...]
    conflicts: tuple[ConflictWords, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A word that reports a meeting, with the clause that it stands in."""

    token: Token
    word: MeetingWord
    verb: Token | None
    is_oblique: bool


def list_times(around: Surroundings, trigger: Trigger) -> tuple[TimeExpression, ...]:
    """Return the time expressions that date the meeting: below its noun, else beside its verb."""
    analysis = around.cast.analysis
    sentence = analysis.sentences[trigger.token.sentence].span
    near = [t for t in around.times if sentence.covers(t.span) and t.type in {TimeType.DATE, TimeType.TIME}]
    near = [t for t in near if not _is_since(analysis, t)]
    own = tuple(t for t in near if _dates(analysis, t, trigger.token))
    if own or trigger.verb is None:
        return own
    verbs = {trigger.verb.index, trigger.token.index}
    verb = trigger.verb
    if (
        _shares_subject(analysis, verb)
        or (verb.dep == "advcl" and verb.tag == "VBN")
        or _is_at_that_time(analysis, verb)
    ):
        verbs.add(trigger.verb.head)
    return tuple(t for t in near if _verb_index(analysis, t) in verbs)


def _is_since(analysis: Analysis, time: TimeExpression) -> bool:
    """Return whether the time only tells from when on: "the first meeting since the end of the war in 1949"."""
    token = analysis.head_of(time.span)
    while token is not None and token.pos not in {"VERB", "AUX"}:
        if token.text.lower() in tense_cues()["past"]:
            return True
        token = analysis.tokens[token.head] if token.head != token.index else None
    return False


def _shares_subject(analysis: Analysis, verb: Token) -> bool:
    """Return whether a verb goes on with the subject of the one before it: "left his train on Monday and greeted X"."""
    return verb.dep == "conj" and not any(analysis.tokens[i].dep in SUBJECTS for i in analysis.children[verb.index])


def _is_at_that_time(analysis: Analysis, verb: Token) -> bool:
    """Return whether a clause tells what was at the time of the clause above it ("agreed ..., as X received Y")."""
    below = [analysis.tokens[i] for i in analysis.children[verb.index]]
    return any(t.text.lower() in clue_words("same_time") and t.dep in {"mark", "advmod"} for t in below)


def _dates(analysis: Analysis, time: TimeExpression, trigger: Token) -> bool:
    """Return whether a time stands below the trigger and dates it.

    Not so in a clause or an apposition of another word: "met for the first time since the war began a year
    ago", "met Xi, who had arrived on Monday", "the first leader to come in seven years".
    """
    token = analysis.head_of(time.span)
    while token is not None and token.index != trigger.index:
        of_noun = trigger.pos != "VERB" and token.head == trigger.index
        if token.head == token.index or (token.dep in _ASIDE and not of_noun):
            return False
        token = analysis.tokens[token.head]
    return token is not None


def _verb_index(analysis: Analysis, time: TimeExpression) -> int:
    head = analysis.head_of(time.span)
    verb = governing_verb(analysis, head) if head else None
    return verb.index if verb else -1


def choose_occasion(around: Surroundings, trigger: Trigger) -> OccasionMention | None:
    """Return the occasion named in the sentence, unless it is the trigger itself."""
    sentence = around.cast.analysis.sentences[trigger.token.sentence].span
    here = [o for o in around.occasions if sentence.covers(o.span) and not o.span.covers(trigger.token.span)]
    return min(here, key=lambda o: abs(o.span.start - trigger.token.start), default=None)


def choose_place(around: Surroundings, trigger: Trigger, occasion: OccasionMention | None) -> Mention | None:
    """Return where the meeting was held: below the trigger, in its clause, or where its occasion was."""
    analysis = around.cast.analysis
    sentence = analysis.sentences[trigger.token.sentence].span
    places = [m for m in around.cast.mentions if sentence.covers(m.span) and m.use is MentionUse.PLACE]
    places = [m for m in places if not any(span.covers(m.span) for span, _ in around.conflicts)]
    own = [m for m in places if _hangs_on(analysis, m, trigger.token)]
    inside = [m for m in places if occasion and occasion.span.covers(m.span)]
    beside = [m for m in places if trigger.verb is not None and governor_of(analysis, m) == trigger.verb.index]
    chosen = inside or own or beside
    return min(chosen, key=_narrowness) if chosen else None


def _hangs_on(analysis: Analysis, mention: Mention, trigger: Token) -> bool:
    """Return whether a place belongs to the trigger itself and not to a clause below it."""
    token = analysis.head_of(mention.span)
    while token is not None and token.index != trigger.index:
        above = analysis.tokens[token.head]
        if above.index == token.index or (above.pos in {"VERB", "AUX"} and above.index != trigger.index):
            return False
        token = above
    return token is not None


def governor_of(analysis: Analysis, mention: Mention) -> int:
    """Return the index of the verb that a mention depends on, -1 where there is none."""
    head = analysis.head_of(mention.span)
    verb = governing_verb(analysis, head) if head else None
    return verb.index if verb else -1


def _narrowness(mention: Mention) -> tuple[bool, int]:
    return mention.kind is MentionKind.STATE, mention.span.start


def read_format(around: Surroundings, trigger: Trigger) -> MeetingFormat:
    """Return the format that the words of the sentence, else the trigger itself, name."""
    analysis = around.cast.analysis
    words = {t.text.lower() for t in analysis.sentence_tokens(analysis.sentences[trigger.token.sentence])}
    text = analysis.sentences[trigger.token.sentence].span.words(analysis.text).lower()
    for kind, role in (
        (MeetingFormat.VIDEO, "video"),
        (MeetingFormat.PHONE, "phone"),
        (MeetingFormat.LETTER, "letter"),
    ):
        if trigger.word.format in {MeetingFormat.UNKNOWN, kind} and words & clue_words(role):
            return kind
    if any(phrase in text for phrase in clue_words("in_person") if "-" in phrase):
        return MeetingFormat.IN_PERSON
    return trigger.word.format


def read_visit_type(analysis: Analysis, trigger: Trigger) -> VisitType:
    """Return the kind of visit that the words at a trigger name ("a state visit")."""
    if trigger.word.kind != "visit":
        return VisitType.UNKNOWN
    words = {analysis.tokens[i].text.lower() for i in analysis.subtree(trigger.token.index)}
    return next(
        (v for v in (VisitType.STATE, VisitType.OFFICIAL, VisitType.WORKING) if v.value in words), VisitType.UNKNOWN
    )
