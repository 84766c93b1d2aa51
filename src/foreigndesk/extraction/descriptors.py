"""What a text says of a person whom no table has: trade, institution, state, and words that tell the gender."""

import re
from functools import cache

from foreigndesk.extraction.titles import TitleWords, says_trade
from foreigndesk.knowledge.gazetteer import NameKind, names_within
from foreigndesk.knowledge.meetings import clue_words
from foreigndesk.knowledge.references import reference_words
from foreigndesk.knowledge.states import NameRole
from foreigndesk.records.spans import Span

_REACH = 140  # code points after a name in which its description ends
_BEFORE = 40  # code points before a name in which its state stands
_AFTER = re.compile(
    r"(?P<opening>,\s+|\s+[–—]\s+|\s+\()(?:\d{1,3},\s+)?(?P<words>[^,.;:()“”–—\n]{5,120}?)(?=\s?[,.;)–—])"
)
_ARTICLE = re.compile(r"(?:an?|the|who is)\s")
_BODY = re.compile(r"\s+(?:of|at|from|with)\s+(?:the\s+)?")
_BODIES = frozenset({"ORG", "FAC"})  # labels of the model
_IN_DESCRIPTION = frozenset({"NOUN", "PROPN", "ADJ"})


def find_descriptor(titles: TitleWords, name: Span) -> Span | None:
    """Return the words beside a name that say who it is, without comma or bracket.

    After it ("an associate professor at Griffith University", "who heads the Asia desk", "head of research"),
    before it ("political analyst"), else the body that follows ("of the Centre for Arms Control").
    """
    return _described_after(titles, name) or _described_before(titles, name) or _body_after(titles, name)


def _described_after(titles: TitleWords, name: Span) -> Span | None:
    after = _AFTER.match(titles.analysis.text[name.end : name.end + _REACH])
    if after is None:
        return None
    words = after["words"]
    by_comma = after["opening"].startswith(",")
    if not ((by_comma and _ARTICLE.match(words)) or _says_role(words)):
        return None
    span = Span(name.end + after.start("words"), name.end + after.end("words"))
    return None if _tells_more(titles, span) else span


def _tells_more(titles: TitleWords, span: Span) -> bool:
    """Return whether words behind a name are no description: a clause of their own, or somebody else by name."""
    for token in titles.analysis.tokens_in(span):
        if token.tag in {"WP", "WDT", "WP$"}:
            return False
        if token.tag in {"VBD", "VBZ", "VBP"}:
            return True
    return any(n.label == "PERSON" for n in titles.analysis.names_at(span))


def _says_role(words: str) -> bool:
    """Return whether words are a trade or post ("head of research"), or a clause on one ("who heads the desk")."""
    first, *rest = words.split()
    if first == "who":
        return bool(rest) and rest[0] in clue_words("role_verb")
    return says_trade(words)


def _described_before(titles: TitleWords, name: Span) -> Span | None:
    """Return a trade before the name with what narrows it: "Aarhus University historian"."""
    analysis = titles.analysis
    here = analysis.token_at(name.start)
    if here is None:
        return None
    at = here.index - 1
    if at < 0 or analysis.tokens[at].text.lower() not in clue_words("person_noun"):
        return None
    last = analysis.tokens[at]
    while at >= 0 and analysis.tokens[at].sentence == here.sentence and analysis.tokens[at].pos in _IN_DESCRIPTION:
        at -= 1
    first = analysis.tokens[at + 1]
    return Span(first.start, last.end) if first.index <= last.index and last.end < name.start else None


def _body_after(titles: TitleWords, name: Span) -> Span | None:
    opening = _BODY.match(titles.analysis.text, name.end)
    if opening is None:
        return None
    start = name.end + len(opening.group()) - len(opening.group().lstrip())
    body = next((n.span for n in titles.analysis.names if n.label in _BODIES and _begins_at(n.span, opening)), None)
    return Span(start, body.end) if body else None


def _begins_at(body: Span, opening: re.Match[str]) -> bool:
    return body.start in {opening.end(), opening.end() - len("the ")}


@cache
def _counterpart() -> re.Pattern[str]:
    words = "|".join(sorted(reference_words("relation", "counterpart")))
    return re.compile(rf"\s+(?:{words}),?\s+")


def find_state_beside(titles: TitleWords, name: Span) -> str | None:
    """Return the state that a name belongs to by the words before it: "Spain's X", "her Ghanaian counterpart, X"."""
    before = names_within(titles.names, Span(max(0, name.start - _BEFORE), name.start))
    if not before or not before[-1].has(NameKind.STATE):
        return None
    state, between = before[-1].entries[0], titles.analysis.text[before[-1].span.end : name.start]
    if state.role is NameRole.NAME and re.fullmatch(r"[’']s?\s+", between):
        return state.entity_id
    if state.role is NameRole.DEMONYM and _counterpart().fullmatch(between):
        return state.entity_id
    return None
