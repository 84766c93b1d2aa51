"""Reported speech without marks: what stands in the complement of a cue, or beside it."""

from collections.abc import Iterator
from dataclasses import replace

from foreigndesk.extraction.cues import CueMap, CueUse
from foreigndesk.extraction.noun_reports import find_noun_uses
from foreigndesk.extraction.reported_clauses import (
    Reported,
    clause_around_cue,
    clause_before_cue,
    clause_beside,
    clause_beside_as,
    sentence_around_cue,
    trim_clause,
)
from foreigndesk.knowledge.cues import CueKind
from foreigndesk.knowledge.meetings import clue_words
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.spans import Span

_OBJECTS = frozenset({"dobj"})
_CLAUSES = frozenset({"ccomp"})
_INSIDE_MARKS = 0.8  # share of the content inside one marked span from which it is no reported speech
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLIMB = 8  # heads


def find_reported(cues: CueMap) -> Iterator[Reported]:
    """Yield the reported content of each cue outside marks that has any."""
    for use in cues.uses:
        if use.is_inside:
            continue
        found = _READERS[use.word.kind](cues, use)
        if found is not None:
            yield from _whole(cues, found)
    for use, said in find_noun_uses(cues):
        found = _of_noun(cues, use, said)
        if found is not None:
            yield from _whole(cues, found)


def _whole(cues: CueMap, found: Reported) -> Iterator[Reported]:
    """Yield the parts of what is said that do not stand in marks, each with the whole of the marks that it cuts."""
    for part in _parts(cues.analysis, found):
        if not _is_marked(cues, part):
            yield replace(found, span=_fit_marks(cues, part))


def _parts(analysis: Analysis, found: Reported) -> list[Span]:
    """Return the spans of what is said before and after a cue that stands inside it: "The port, X said, is open"."""
    use, span = found.use, found.span
    if use.speaker is None or not span.start < use.token.start < span.end:
        return [span]
    aside = analysis.subtree(use.speaker.index)
    first, after = min(aside[0], use.token.index), max(aside[-1], use.token.index) + 1
    inside = [t for t in analysis.tokens_in(Span(span.start, span.end)) if t.index >= after]
    comma = next((t for t in inside if t.text == ","), None)
    before = trim_clause(analysis, Span(span.start, max(span.start, analysis.tokens[first].start)))
    rest = trim_clause(analysis, Span(comma.start, span.end)) if comma else None
    whole = [part for part in (before, rest) if part is not None and " " in part.words(analysis.text)]
    return whole or [span]


def _of_verb(cues: CueMap, use: CueUse) -> Reported | None:
    analysis = cues.analysis
    children = [analysis.tokens[i] for i in analysis.children[use.token.index]]
    if use.token.dep == "advcl" and any(c.dep == "mark" and c.text.lower() == "as" for c in children):
        return clause_beside_as(analysis, use)
    if _is_left_unsaid(analysis, use.token):
        return None
    taken = _list_taken(cues, use, children)
    if not taken and "that_clause" in use.word.takes:
        return clause_around_cue(cues, use) or sentence_around_cue(cues, use) or clause_before_cue(cues, use)
    if not taken:
        return None
    if use.speaker is None and not any(c.dep in _CLAUSES for c in taken):
        return None
    phrases = {i for c in _goes_with(analysis, taken, children) for i in analysis.subtree(c.index)}
    indices = sorted(phrases.union(*(_content(cues, c, use) for c in taken)))
    if not indices:
        return None
    span = trim_clause(analysis, Span(analysis.tokens[indices[0]].start, analysis.tokens[indices[-1]].end))
    return Reported(span=span, use=use, rule=f"what {use.word.lemma} takes") if span else None


def _list_taken(cues: CueMap, use: CueUse, children: list[Token]) -> list[Token]:
    """Return the dependents of a cue that are what is said; with "as" also the object: "sees him as a friend"."""
    taken = _one_side([c for c in children if _is_taken(cues, use, c)], use)
    with_as = any(c.dep == "prep" and c.text.lower() == "as" for c in taken)
    if not with_as or any(c.dep in _OBJECTS for c in taken):
        return taken
    objects = (c for c in children if c.dep in _OBJECTS and c.index > use.token.index and cues.inside[c.index] < 0)
    return [*objects, *taken]


def _is_left_unsaid(analysis: Analysis, verb: Token) -> bool:
    """Return whether words before a cue tell that it was not done: "without mentioning the fire"."""
    above = analysis.tokens[verb.head]
    return verb.tag == "VBG" and above.lemma.lower() in clue_words("left_undone")


def _goes_with(analysis: Analysis, taken: list[Token], children: list[Token]) -> list[Token]:
    """Return the phrases right behind an object that the parser hangs on the cue: "recalled a story about wolves"."""
    found: list[Token] = []
    end = analysis.subtree(taken[-1].index)[-1] if taken[-1].dep in _OBJECTS else len(analysis.tokens)
    for child in children:
        below = analysis.subtree(child.index)
        is_topic = child.dep == "prep" and child.text.lower() in clue_words("topic_preposition")
        if below[0] == end + 1 and is_topic and not _dates(analysis, child):
            found.append(child)
            end = below[-1]
    return found


def _one_side(taken: list[Token], use: CueUse) -> list[Token]:
    """Return the complements of one side where clauses stand on both: "S, X said" before "X said S"."""
    before = [c for c in taken if c.index < use.token.index]
    after = [c for c in taken if c.index > use.token.index]
    if not before or not after:
        return taken
    return before if use.speaker is not None and use.speaker.index > use.token.index else after


def _is_taken(cues: CueMap, use: CueUse, child: Token) -> bool:
    """Return whether a dependent of a cue is what is said, as the table says of the cue."""
    takes = use.word.takes
    if child.dep in _CLAUSES:
        if use.speaker is not None and child.index < use.token.index < use.speaker.index and "that_clause" not in takes:
            return False
        return "that_clause" in takes or ("to_inf" in takes and _is_infinitive(cues.analysis, child))
    if child.dep == "xcomp":
        return "to_inf" in takes and _is_infinitive(cues.analysis, child)
    if child.dep in _OBJECTS:
        return "object" in takes and not use.word.has_addressee
    if child.dep == "oprd":
        return "complement" in takes
    if child.dep == "prep":
        return child.text.lower() in takes and not _dates(cues.analysis, child)
    if child.dep == "advcl":
        return "that_clause" in takes and _is_main_clause(cues, use, child)
    return False


def _dates(analysis: Analysis, preposition: Token) -> bool:
    """Return whether a preposition opens a date: "agreed on Monday to meet"."""
    governed = [analysis.tokens[i] for i in analysis.children[preposition.index]]
    return any(n.label in {"DATE", "TIME"} and n.span.overlaps(t.span) for t in governed for n in analysis.names)


def _is_infinitive(analysis: Analysis, verb: Token) -> bool:
    return any(analysis.tokens[i].tag == "TO" for i in analysis.children[verb.index])


def _is_main_clause(cues: CueMap, use: CueUse, child: Token) -> bool:
    """Return whether a clause before "X said" is its content though the parser calls it adverbial."""
    below = [cues.analysis.tokens[i] for i in cues.analysis.children[child.index]]
    return (
        child.index < use.token.index
        and child.tag in {"VBD", "VBZ", "VBP", "MD", "VB"}
        and not any(c.dep == "mark" for c in below)
        and any(c.dep in {"nsubj", "nsubjpass"} for c in below)
    )


def _content(cues: CueMap, child: Token, use: CueUse) -> list[int]:
    """Return the tokens of a complement without what stands inside it of the cue itself and of phrases."""
    aside = {i for u in cues.phrases.get(use.token.sentence, ()) for i in _aside(cues.analysis, u)}
    aside |= {i for top in _hung_on(cues.analysis, child, use) for i in cues.analysis.subtree(top)}
    indices = [i for i in cues.analysis.subtree(child.index) if i not in aside]
    own = use.token.index
    if indices and indices[0] < own < indices[-1]:
        before = [i for i in indices if i < own]
        after = [i for i in indices if i > own]
        return before if len(before) >= len(after) else after
    skip = child.dep == "prep" and child.text.lower() not in {"as"}
    return [i for i in indices if not (skip and i == child.index)]


def _of_noun(cues: CueMap, use: CueUse, said: Token) -> Reported | None:
    """Return what a noun of saying holds: "his claim that ..."."""
    indices = [i for i in cues.analysis.subtree(said.index) if i != said.index or said.dep != "prep"]
    if not indices:
        return None
    span = Span(cues.analysis.tokens[indices[0]].start, cues.analysis.tokens[indices[-1]].end)
    trimmed = trim_clause(cues.analysis, span)
    return Reported(span=trimmed, use=use, rule="what a noun of saying holds") if trimmed else None


def _hung_on(analysis: Analysis, child: Token, use: CueUse) -> list[int]:
    """Return the heads of what the parser hangs on what is said though it goes on from the cue or tells of a name.

    "urged a halt and went home", "praised the pact, which ended in May", "refused to speak as she left", "said
    he would stay, waving". Without each: all kinds F1 -0.1 to -0.3 on quotations.dev, 2026-11.
    """
    below = (i for i in analysis.subtree(child.index) if i > use.token.index and i != child.index)
    return [i for i in below if _goes_on_from_cue(analysis, analysis.tokens[i], child, use=use)]


def _goes_on_from_cue(analysis: Analysis, token: Token, child: Token, *, use: CueUse) -> bool:
    below = [analysis.tokens[i] for i in analysis.children[token.index]]
    if token.dep == "conj":
        is_verb = token.tag == use.token.tag and token.tag in {"VBD", "VBZ"}
        return is_verb and child.dep in {"dobj", "xcomp"} and not any(t.dep in _SUBJECTS for t in below)
    first = analysis.subtree(token.index)[0]
    is_apart = first > 0 and analysis.tokens[first - 1].text == ","
    if token.dep == "relcl":
        return is_apart and child.dep == "dobj"
    if token.dep != "advcl":
        return False
    if child.dep == "xcomp":
        return is_apart or any(t.text.lower() in clue_words("same_time") for t in below)
    return is_apart and child.dep == "ccomp" and token.tag == "VBG"


def _of_phrase(cues: CueMap, use: CueUse) -> Reported | None:
    """Return the clause that "according to X" stands with."""
    aside = _aside(cues.analysis, use)
    if use.speaker is None or _is_link(cues, use, aside):
        return None
    return clause_beside(cues.analysis, use, aside, rule="clause with the phrase")


def _aside(analysis: Analysis, use: CueUse) -> tuple[int, ...]:
    """Return the tokens of a phrase and the words that name its speaker."""
    if use.speaker is None or use.word.kind is not CueKind.PHRASE:
        return ()
    return tuple(range(use.token.index, max(analysis.subtree(use.speaker.index)[-1], use.speaker.index) + 1))


def _is_link(cues: CueMap, use: CueUse, aside: tuple[int, ...]) -> bool:
    """Return whether a phrase passes on what a verb of its clause reports: "X said S, according to Y"."""
    token = use.token
    for _ in range(_CLIMB):
        token = cues.analysis.tokens[token.head]
        above = cues.by_token.get(token.index)
        if above is not None and token.index not in aside and above.speaker is not None and above is not use:
            return above.word.kind is CueKind.VERB and _of_verb(cues, above) is not None
    return False


def _of_colon(cues: CueMap, use: CueUse) -> Reported | None:
    """Return the clause after the name and colon that open a heading or a turn."""
    sentence = cues.analysis.sentences[use.token.sentence]
    after = cues.analysis.tokens[use.token.index + 1 : sentence.last]
    if not any(t.dep in {"nsubj", "nsubjpass"} for t in after):
        return None
    span = trim_clause(cues.analysis, Span(after[0].start, sentence.span.end))
    return Reported(span=span, use=use, rule="clause after a name and colon") if span else None


def _of_dash(cues: CueMap, use: CueUse) -> Reported | None:
    """Return the heading before a dash and name."""
    sentence = cues.analysis.sentences[use.token.sentence]
    span = trim_clause(cues.analysis, Span(sentence.span.start, use.token.start))
    return Reported(span=span, use=use, rule="heading before a dash and name") if span else None


_READERS = {CueKind.VERB: _of_verb, CueKind.PHRASE: _of_phrase, CueKind.COLON: _of_colon, CueKind.DASH: _of_dash}


def _fit_marks(cues: CueMap, span: Span) -> Span:
    """Return ``span`` widened to the whole of the marked words that it cuts: the parser ends sentences inside marks."""
    for mark in cues.marked:
        if mark.depth == 0 and mark.outer.start < span.start < mark.span.end < span.end:
            span = Span(mark.outer.start, span.end)
        if mark.depth == 0 and span.start < mark.span.start < span.end < mark.outer.end:
            span = Span(span.start, mark.outer.end)
    return span


def _is_marked(cues: CueMap, span: Span) -> bool:
    """Return whether nearly all of ``span`` stands inside marks."""
    inside = sum(
        max(0, min(m.outer.end, span.end) - max(m.outer.start, span.start)) for m in cues.marked if not m.depth
    )
    return inside >= _INSIDE_MARKS * len(span)
