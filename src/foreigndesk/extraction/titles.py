"""Titles that a text gives to a person, before the name or after it, and what they say of time in office."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from foreigndesk.knowledge.gazetteer import NameKind, NameMatch, names_within
from foreigndesk.knowledge.meetings import clue_words
from foreigndesk.knowledge.titles import honorifics, office_index, office_words, title_qualifiers
from foreigndesk.records.analyses import Analysis
from foreigndesk.records.facts import OfficeKind
from foreigndesk.records.mentions import OfficeTitle, TitleQualifier
from foreigndesk.records.spans import Span

REACH = 90  # code points before or after a name in which its title may stand
_NAME = r"(?:[A-Z][\w.’'-]*|(?:bin|al|von|van|der|de|da|la|el)(?=\s))"
_AFTER_OFFICE = re.compile(rf"(?:\s+(?:of|to|for|at)\s+(?:the\s+)?{_NAME}(?:\s+{_NAME}){{0,4}})?\s*,?\s*")
_AFTER_PLURAL = re.compile(rf"\s+(?:{_NAME}\s+){{1,4}}(?:(?:and|&)\s+|,\s+)|\s*")
_OPENING = re.compile(r"(?:,\s*|\s+\()")
_BEFORE_OFFICE = re.compile(r"(?:\s*(?:[’']s|-)?\s*\b\w+\b)?(?:[\s’'s-]|$)*")
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_PERSONS = (NameKind.PERSON, NameKind.FAMILY)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeWords:
    """Words for an office that stand in a text: where, and the title of the table that they are."""

    span: Span
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleWords:
    """What of an article its titles are made of: words for offices, names of the tables."""

    analysis: Analysis
    names: tuple[NameMatch, ...]
    offices: tuple[OfficeWords, ...]


def find_title_words(analysis: Analysis, names: tuple[NameMatch, ...]) -> TitleWords:
    """Return the words for offices in the article, in order, with the names of the tables."""
    found = (OfficeWords(span=span, title=titles[0]) for span, titles in office_index().find(analysis.text))
    return TitleWords(analysis=analysis, names=names, offices=tuple(found))


@cache
def _qualifier_pattern() -> re.Pattern[str]:
    words = sorted((w.rstrip("-") for w in title_qualifiers()), key=lambda w: (-len(w), w))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


@cache
def _qualifier_parts() -> frozenset[str]:
    return frozenset(part for words in title_qualifiers() for part in words.split())


@cache
def _honorific_pattern() -> re.Pattern[str]:
    words = sorted(honorifics(), key=lambda w: (-len(w), w))
    return re.compile(rf"(?:(?<=\s)|^|(?<=[“\"‘(—–-]))(?:{'|'.join(map(re.escape, words))})\s+$")


def find_honorific(text: str, start: int) -> str | None:
    """Return the honorific that stands directly before ``start`` ("Mr.", "President"), if one does."""
    found = _honorific_pattern().search(text[max(0, start - 20) : start])
    return found.group().strip() if found else None


def find_title(words: TitleWords, name: Span) -> OfficeTitle | None:
    """Return the office that the text gives to the person named at ``name``, if it gives one.

    Before the name ("newly appointed Russian Defense Minister Andrey Belousov") or, after a comma or in
    brackets, after it ("Sergey Lavrov, the foreign minister of Russia, ...").
    """
    return _title_before(words, name) or _title_after(words, name)


def _title_before(words: TitleWords, name: Span) -> OfficeTitle | None:
    text = words.analysis.text
    begin = max(_sentence_start(words.analysis, name.start), name.start - REACH)
    last = bisect_left(words.offices, name.start, key=lambda o: o.span.start)
    for office in reversed(words.offices[:last]):
        if office.span.start < begin:
            return None
        if office.span.end > name.start:
            continue
        end = _suffix_end(text, office.span.end)
        rest = text[end : name.start]
        if _AFTER_OFFICE.fullmatch(rest) or (_is_plural(office, text) and _AFTER_PLURAL.fullmatch(rest)):
            start = _title_start(words, office.span.start, begin)
            inside = _AFTER_OFFICE.fullmatch(rest)
            return _make_title(words, office, Span(start, end + (len(rest.rstrip(" \u00a0,\n")) if inside else 0)))
        if rest.strip() and not _only_names(rest):
            return None
    return None


def _only_names(rest: str) -> bool:
    return re.fullmatch(rf"(?:\s*(?:{_NAME}|and|of|,))*\s*", rest) is not None


def _is_plural(office: OfficeWords, text: str) -> bool:
    return office.span.words(text).lower() != office.title


def _suffix_end(text: str, end: int) -> int:
    """Return where a title ends that has a qualifier behind the office: "president-elect"."""
    suffix = re.compile(r"[-\s](\w+)\b").match(text, end)
    return suffix.end() if suffix and suffix.group(1).lower() in clue_words("title_suffix") else end


def _title_start(words: TitleWords, office_start: int, begin: int) -> int:
    """Return where the title begins: capitalised words and qualifiers before the office belong to it."""
    text = words.analysis.text
    start = office_start
    while start > begin:
        match = re.search(r"(?:(?<=\s)|^)(\S+?)(\s+|(?<=-))$", text[begin:start])
        if match is None or not _belongs_to_title(words, match.group(1), begin + match.start(1)):
            break
        start = begin + match.start(1)
    return start


def _belongs_to_title(words: TitleWords, word: str, at: int) -> bool:
    if word.endswith((",", ".", ";", ":", "!", "?")) and not _INITIALS.fullmatch(word):
        return False
    if any(m.has(*_PERSONS) and not m.has(NameKind.STATE) for m in names_within(words.names, Span(at, at + len(word)))):
        return False
    if word.lower() in _qualifier_parts() or word.lower() in clue_words("title_determiner"):
        return True
    token = words.analysis.token_at(at)
    return word.lstrip("“‘\"'(")[:1].isupper() and token is not None and token.pos in {"PROPN", "ADJ", "NOUN"}


def _title_after(words: TitleWords, name: Span) -> OfficeTitle | None:
    text = words.analysis.text
    opening = _OPENING.match(text, name.end)
    if opening is None:
        return None
    first = bisect_left(words.offices, name.end, key=lambda o: o.span.start)
    office = words.offices[first] if first < len(words.offices) else None
    if office is None or office.span.start > name.end + REACH or not _is_apposition(words, opening.end(), office):
        return None
    if _INITIALS.fullmatch(text[office.span.end : office.span.end + 2]) or _names_another(words, office):
        return None
    end = re.compile(r"(?:[^,.;:()“”\"\n]|(?<=[A-Z])\.){0,60}").match(text, office.span.end)
    span = Span(opening.end(), end.end() if end else office.span.end)
    return _make_title(words, office, Span(span.start, span.start + len(span.words(text).rstrip())))


def _names_another(words: TitleWords, office: OfficeWords) -> bool:
    """Return whether a name follows the office directly: the title is that person's ("X, President Y said")."""
    following = words.analysis.token_at(office.span.end + 1)
    return following is not None and following.start == office.span.end + 1 and following.pos == "PROPN"


def _is_apposition(words: TitleWords, start: int, office: OfficeWords) -> bool:
    """Return whether the words before the office are a determiner, a state, a qualifier or nothing."""
    between = Span(start, office.span.start)
    rest = between.words(words.analysis.text)
    for match in reversed(names_within(words.names, between)):
        rest = rest[: match.span.start - start] + rest[match.span.end - start :]
    rest = _qualifier_pattern().sub("", rest)
    left = re.sub(r"[’']s\b|[\s-]+", " ", rest).lower().split()
    return all(word in clue_words("title_determiner") for word in left)


def _make_title(words: TitleWords, office: OfficeWords, span: Span) -> OfficeTitle:
    state, organisation = _holder_of(words, span)
    kinds = office_words()[office.title]
    kind = kinds[0]
    if organisation and OfficeKind.HEAD_OF_ORGANISATION in kinds:
        kind = OfficeKind.HEAD_OF_ORGANISATION
    elif kind is OfficeKind.HEAD_OF_ORGANISATION and organisation is None:
        kind = kinds[-1]
    return OfficeTitle(
        span=span, office=kind, state=state, organisation_id=organisation, qualifier=_qualifier_of(words, span)
    )


def _holder_of(words: TitleWords, span: Span) -> tuple[str | None, str | None]:
    """Return the state and the organisation that the words of a title name, each if it does.

    The state that an ambassador goes to holds nothing.
    """
    state = organisation = None
    for match in names_within(words.names, span):
        if re.search(r"\b(?:to|for)\s+(?:the\s+)?$", words.analysis.text[span.start : match.span.start]):
            continue
        entry = match.entries[0]
        if entry.kind is NameKind.STATE and state is None:
            state = entry.entity_id
        elif entry.kind is NameKind.ORGANISATION and organisation is None:
            organisation = entry.entity_id
    return state, organisation


def _qualifier_of(words: TitleWords, span: Span) -> TitleQualifier:
    """Return what the title says of the time in office; "New" in the name of a state says nothing."""
    phrase = span.words(words.analysis.text)
    for match in reversed(names_within(words.names, span)):
        phrase = phrase[: match.span.start - span.start] + phrase[match.span.end - span.start :]
    found = _qualifier_pattern().search(phrase)
    if found is None:
        return TitleQualifier.CURRENT
    word = found.group().lower()
    return title_qualifiers().get(word) or title_qualifiers()[word + "-"]


def _sentence_start(analysis: Analysis, offset: int) -> int:
    token = analysis.token_at(offset)
    return analysis.sentences[token.sentence].span.start if token else offset
