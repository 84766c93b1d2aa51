"""Titles that a text gives to a person, before the name or after it, and what they say of time in office."""

import re
from functools import cache

from foreigndesk.knowledge.gazetteer import NameKind, find_names
from foreigndesk.knowledge.titles import honorifics, office_words, title_qualifiers
from foreigndesk.records.analyses import Analysis
from foreigndesk.records.facts import OfficeKind
from foreigndesk.records.mentions import OfficeTitle, TitleQualifier
from foreigndesk.records.spans import Span

REACH = 90  # code points before or after a name in which its title may stand


@cache
def _office_pattern() -> re.Pattern[str]:
    words = sorted(office_words(), key=lambda w: (-len(w), w))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


@cache
def _qualifier_pattern() -> re.Pattern[str]:
    words = sorted(title_qualifiers(), key=lambda w: (-len(w), w))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})(?=\W|\b)", re.IGNORECASE)


@cache
def _qualifier_words() -> frozenset[str]:
    return frozenset(part for words in title_qualifiers() for part in words.split())


@cache
def _honorific_pattern() -> re.Pattern[str]:
    words = sorted(honorifics(), key=lambda w: (-len(w), w))
    return re.compile(rf"(?:(?<=\s)|^|(?<=[“\"‘(—–-]))(?:{'|'.join(map(re.escape, words))})\s+$")


def find_honorific(text: str, start: int) -> str | None:
    """Return the honorific that stands directly before ``start`` ("Mr.", "President"), if one does."""
    found = _honorific_pattern().search(text[max(0, start - 20) : start])
    return found.group().strip() if found else None


def find_title(analysis: Analysis, name: Span) -> OfficeTitle | None:
    """Return the office that the text gives to the person named at ``name``, if it gives one.

    Before the name ("newly appointed Russian Defense Minister Andrey Belousov") or, between commas,
    after it ("Sergey Lavrov, the foreign minister of Russia, ...").
    """
    return _title_before(analysis, name) or _title_after(analysis, name)


def _title_before(analysis: Analysis, name: Span) -> OfficeTitle | None:
    begin = max(_clause_start(analysis, name.start), name.start - REACH)
    before = analysis.text[begin : name.start]
    words = before.rstrip(" \u00a0,")
    for office in _office_pattern().finditer(words):
        if not _ends_title(words[office.end() :]):
            continue
        start = _title_start(words, office.start())
        if re.search(r"[.;:!?]\s|\b(?:and|said|told|that|with|by|as)\b", words[start : office.start()]):
            start = office.start()
        return _make_title(words[start:], Span(begin + start, begin + len(words)), office.group().lower())
    return None


def _ends_title(rest: str) -> bool:
    """Return whether only "of State", "to X" or nothing stands between the office word and the name."""
    return re.fullmatch(r"|\s+(?:of|to|for|at)\s+(?:the\s+)?[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,4}", rest) is not None


def _title_start(words: str, office_start: int) -> int:
    """Return where the title begins: capitalised words and qualifiers before the office belong to it."""
    start = office_start
    while match := re.search(r"(?:(?<=\s)|^)(\S+)\s+$", words[:start]):
        word = match.group(1)
        known = word.lower() in _qualifier_words() or word.lower() in {"the", "a", "his", "her", "its"}
        if not known and not word.lstrip("“‘\"'(").replace("’", "'")[:1].isupper():
            break
        if word.endswith((",", ".", ";", ":")) and not re.fullmatch(r"(?:[A-Z]\.)+", word):
            break
        start = match.start(1)
    return start


def _title_after(analysis: Analysis, name: Span) -> OfficeTitle | None:
    after = re.match(
        r",\s+((?:[^,.;:“”\"]|(?<=[A-Z])\.){3,90})(?=[,.;:]|$)", analysis.text[name.end : name.end + REACH]
    )
    if after is None:
        return None
    phrase = after.group(1)
    office = _office_pattern().search(phrase)
    if office is None or not _is_apposition(phrase[: office.start()]):
        return None
    span = Span(name.end + after.start(1), name.end + after.end(1))
    return _make_title(phrase, span, office.group().lower())


def _is_apposition(before_office: str) -> bool:
    """Return whether the words before the office are a determiner, a state, a qualifier or nothing."""
    rest = _qualifier_pattern().sub("", before_office)
    for match in reversed(find_names(rest)):
        rest = rest[: match.span.start] + rest[match.span.end :]
    return (
        re.fullmatch(r"[\s’'s-]*(?:(?:the|a|an|his|her|its|who is|country's|chief|top|senior)\b[\s’'s-]*)*", rest)
        is not None
    )


def _make_title(phrase: str, span: Span, office_word: str) -> OfficeTitle:
    state, organisation = _holder_of(phrase)
    office = office_words()[office_word][0]
    if organisation and OfficeKind.HEAD_OF_ORGANISATION in office_words()[office_word]:
        office = OfficeKind.HEAD_OF_ORGANISATION
    return OfficeTitle(
        span=span, office=office, state=state, organisation_id=organisation, qualifier=_qualifier_of(phrase)
    )


def _holder_of(phrase: str) -> tuple[str | None, str | None]:
    """Return the state and the organisation that the words of a title name, each if it does."""
    state = organisation = None
    for match in find_names(phrase):
        entry = match.entries[0]
        if entry.kind is NameKind.STATE and state is None:
            state = entry.entity_id
        elif entry.kind is NameKind.ORGANISATION and organisation is None:
            organisation = entry.entity_id
    return state, organisation


def _qualifier_of(phrase: str) -> TitleQualifier:
    found = _qualifier_pattern().search(phrase)
    return title_qualifiers()[found.group().lower()] if found else TitleQualifier.CURRENT


def _clause_start(analysis: Analysis, offset: int) -> int:
    token = analysis.token_at(offset)
    return analysis.sentences[token.sentence].span.start if token else offset
