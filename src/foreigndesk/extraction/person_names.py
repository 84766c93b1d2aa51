"""Where an article names persons: the spans of full and family names, before they are linked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from foreigndesk.extraction.taken import Taken
from foreigndesk.extraction.titles import (
    NO_NAMES,
    TitleWords,
    find_honorific,
    is_clause,
    person_nouns,
    says_trade,
    stands_alone,
    trim_titles,
)
from foreigndesk.knowledge.gazetteer import NameEntry, NameKind, NameMatch, names_within, principals_among
from foreigndesk.knowledge.meetings import clue_words
from foreigndesk.knowledge.places import place_words
from foreigndesk.knowledge.spellings import LONGEST, bearers_of, is_family_name, persons_named, spelled_otherwise
from foreigndesk.knowledge.titles import honorifics, office_index, office_words
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.spans import Span

SPELLED_FAMILY = "family name of the office tables, spelled otherwise"
_NEAR = 40  # code points around a name in which a longer name of the tables begins or ends
_SHOWING = re.compile(
    r"(?:,|\s[–—]|(?=\s\())\s\(?(?:(?:who|whose)\b|\d{1,3},|(?P<described>(?:(?:an?|the)\s+)?[a-z][^,.;]{3,60}))"
)
_SPACES = frozenset({" ", "\u00a0", "\u202f"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A person's name in the text before it is linked: where, and the table entries that fit."""

    span: Span
    words: str
    person_ids: tuple[str, ...]
    is_full: bool
    rule: str


def find_person_names(titles: TitleWords) -> Iterator[PersonName]:
    """Yield the names of persons: from the surest kind to the least sure, none over another."""
    taken = Taken(titles.analysis.text)
    for kind in _KINDS:
        here = [name for name in kind(titles, taken) if not taken.touches(name.span)]
        taken.take(name.span for name in here)
        yield from here


def _table_names(titles: TitleWords, taken: Taken) -> Iterator[PersonName]:
    for match in titles.names:
        full = tuple(e.entity_id for e in match.entries if e.kind is NameKind.PERSON)
        if full and not taken.touches(match.span) and titles.analysis.tokens_in(match.span):
            yield _name(titles, match.span, full, rule="full name of the office tables")


def _name(titles: TitleWords, span: Span, person_ids: tuple[str, ...], *, rule: str) -> PersonName:
    words = span.words(titles.analysis.text)
    return PersonName(span=span, words=words, person_ids=person_ids, is_full="full name" in rule, rule=rule)


_ARTICLE = re.compile(r"^[^\W\d_]{2}-(?=.)")  # "el-Assad" begins with a small letter
_LARGE_WORD = re.compile(  # words with another letter than a small one of ASCII in the place of a capital
    r"(?<![^\W\d_])(?<![^\W\d_][-‑–’'])(?:[^\W\d_]{2}-)?[^\W\d_a-z][^\W\d_]*(?:[-‑–’'][^\W\d_]+)*"
)


def _spelled_names(titles: TitleWords, taken: Taken) -> Iterator[PersonName]:
    """Yield full names of the tables in another romanisation or order, which the model often takes for bodies."""
    text = titles.analysis.text
    words = [m for m in _LARGE_WORD.finditer(text) if _ARTICLE.sub("", m[0])[0].isupper()]
    for number, word in enumerate(words):
        if not is_family_name(word.group()):
            continue
        for span in _windows(text, words, number):
            found = persons_named(span.words(text))
            if found and not taken.touches(span) and not _is_inside_name(titles, span):
                yield _name(titles, span, found, rule="full name of the office tables, spelled otherwise")
                break


def _windows(text: str, words: list[re.Match[str]], number: int) -> Iterator[Span]:
    """Yield the runs of words with capitals that begin or end with one word, the longest first."""
    low = high = number
    while low > max(0, number - LONGEST + 1) and _is_next(text, words[low - 1], words[low]):
        low -= 1
    while high + 1 < min(len(words), number + LONGEST) and _is_next(text, words[high], words[high + 1]):
        high += 1
    for size in range(min(LONGEST, high - low + 1), 1, -1):
        for first in (number, number - size + 1):
            if low <= first and first + size - 1 <= high:
                yield Span(words[first].start(), words[first + size - 1].end())


def _is_next(text: str, word: re.Match[str], after: re.Match[str]) -> bool:
    return text[word.end() : after.start()] in _SPACES


def _is_inside_name(titles: TitleWords, span: Span) -> bool:
    """Return whether the words belong to a longer name: of the tables ("Kim Il Sung University"), or of a person."""
    longer = (trim_titles(titles.analysis.text, n.span) for n in titles.analysis.names if n.label == "PERSON")
    beside = names_within(titles.names, Span(max(0, span.start - _NEAR), span.end + _NEAR))
    spans = (*longer, *(m.span for m in beside if not m.has(NameKind.PERSON, NameKind.FAMILY)))
    return any(other.overlaps(span) and len(other) > len(span) and other.covers(span) for other in spans)


def _model_names(titles: TitleWords, taken: Taken) -> Iterator[PersonName]:
    """Yield the full names that the model found and the tables do not have as written."""
    for named in titles.analysis.names:
        if named.label in NO_NAMES or (named.label != "PERSON" and not _shows_person(titles.analysis, named.span)):
            continue
        span = trim_titles(titles.analysis.text, named.span)
        if taken.touches(span) or not _looks_like_name(titles, span):
            continue
        found = spelled_otherwise(span.words(titles.analysis.text))
        yield _name(titles, span, found, rule="full name found by the model")


def _shows_person(analysis: Analysis, span: Span) -> bool:
    """Return whether the words around a name show a person: "X, who", "X, 34," or "X, a lecturer"."""
    after = _SHOWING.match(analysis.text[span.end : span.end + 70])
    if after is None:
        return find_honorific(analysis.text, span.start) is not None
    described = after["described"]
    return described is None or says_trade(described)


@cache
def _run() -> re.Pattern[str]:
    """Return the pattern of two to four words of a name."""
    particles = "|".join(sorted(clue_words("name_particle")))
    return re.compile(rf"[A-Z][\w’'-]+(?:\s(?:(?:{particles})\s)*[A-Z][\w’'-]+){{1,3}}")


@cache
def _run_before() -> re.Pattern[str]:
    return re.compile(_run().pattern + r"(?=,\s(?:the\s)?$)")


def _shown_names(titles: TitleWords, taken: Taken) -> Iterator[PersonName]:
    """Yield full names that a title shows: "president, Nana Akufo-Addo", "Nana Akufo-Addo, president of Ghana"."""
    text = titles.analysis.text
    other = [n.span for n in titles.analysis.names if n.label not in {"PERSON", "GPE", "NORP", "ORG"}]
    for office in titles.offices:
        after = re.compile(r",?\s+").match(text, office.span.end)
        run = _run().match(text, after.end()) if after else None
        before = _run_before().search(text[max(0, office.span.start - 50) : office.span.start])
        spans = [Span(*run.span())] if run else []
        if before and (after is None or run is None):
            at = max(0, office.span.start - 50)
            spans.append(Span(at + before.start(), at + before.end()))
        for span in spans:
            words = span.words(text)
            clash = (
                taken.touches(span) or any(span.overlaps(s) for s in other) or bool(names_within(titles.names, span))
            )
            if not clash and _looks_like_name(titles, span) and not office_index().find(words):
                yield _name(titles, span, spelled_otherwise(words), rule="full name shown by a title")


def _repeated_names(titles: TitleWords, taken: Taken) -> Iterator[PersonName]:
    """Yield last words of full names standing alone: "Sussex" after "Matthew Sussex", whatever the model calls it.

    A name that a person of the tables bears whom the article names too is left to that person.
    """
    analysis = titles.analysis
    full = [m for m in titles.names if m.has(NameKind.PERSON)]
    of_tables = {m.span for m in full}
    known = {e.entity_id for m in full for e in m.entries}
    lasts = {span.words(analysis.text).split()[-1] for span in taken.spans if span not in of_tables}
    lasts -= {e.words for m in titles.names for e in m.entries if e.kind is NameKind.FAMILY and e.entity_id in known}
    for token in [token for token in analysis.tokens if token.text in lasts]:
        if token.pos in {"PROPN", "NOUN"} and not _is_joined(analysis, token):
            yield _name(titles, token.span, (), rule="last word of a name")
    for span in _of_several_tokens(analysis, lasts):
        if not taken.touches(span):
            yield _name(titles, span, (), rule="last word of a name")


def _of_several_tokens(analysis: Analysis, lasts: set[str]) -> Iterator[Span]:
    """Yield where last words with a hyphen stand, which the model splits ("Akufo-Addo")."""
    for last in sorted(word for word in lasts if "-" in word):
        for match in re.finditer(rf"(?<![\w-]){re.escape(last)}(?![\w-])", analysis.text):
            if analysis.token_at(match.start()) is not None:
                yield Span(*match.span())


def _family_names(titles: TitleWords, taken: Taken) -> Iterator[PersonName]:
    for match in titles.names:
        family = tuple(e.entity_id for e in match.entries if e.kind is NameKind.FAMILY)
        if family and not taken.touches(match.span) and stands_alone(titles, match):
            yield _name(titles, match.span, family, rule="family name of the office tables")


def _spelled_families(titles: TitleWords, taken: Taken) -> Iterator[PersonName]:
    """Yield family names of principals in a spelling that no table has ("Zelenskij"), where they stand alone."""
    named = {m.span.start for m in titles.names}
    for token in [token for token in titles.analysis.tokens if token.pos == "PROPN"]:
        if token.start in named or not token.text[:1].isupper():
            continue
        bearers = principals_among(bearers_of(token.text)) if is_family_name(token.text) else ()
        if not bearers or taken.touches(token.span):
            continue
        entries = tuple(NameEntry(words=token.text, kind=NameKind.FAMILY, entity_id=p) for p in bearers)
        if stands_alone(titles, NameMatch(span=token.span, entries=entries)):
            yield _name(titles, token.span, bearers, rule=SPELLED_FAMILY)


def _addressed_names(titles: TitleWords, taken: Taken) -> Iterator[PersonName]:
    """Yield single words after "Mr." or "Mrs." that no table has, and where they stand again."""
    analysis = titles.analysis
    polite = {h for h, gender in honorifics().items() if gender}
    named = [
        t
        for t in analysis.tokens
        if t.pos == "PROPN"
        and t.text[:1].isupper()
        and t.text.lower() not in person_nouns()
        and find_honorific(analysis.text, t.start) in polite
    ]
    lasts = {t.text for t in named if not taken.touches(t.span) and not names_within(titles.names, t.span)}
    for token in analysis.tokens if lasts else ():
        if token.text in lasts and token.pos == "PROPN" and not _is_joined(analysis, token):
            yield _name(titles, token.span, (), rule="name after an honorific")


def _is_joined(analysis: Analysis, token: Token) -> bool:
    """Return whether a capitalised name stands directly before or after the token."""
    near = [analysis.tokens[i] for i in (token.index - 1, token.index + 1) if 0 <= i < len(analysis.tokens)]
    return any(
        n.pos == "PROPN"
        and n.sentence == token.sentence
        and n.text not in honorifics()
        and n.text.lower() not in office_words()
        for n in near
    )


def _looks_like_name(titles: TitleWords, span: Span) -> bool:
    """Return whether several words are a person's name by their shape, and no name of something else."""
    words = span.words(titles.analysis.text)
    parts = words.split()
    if len(parts) < 2 or "\n" in words or any(c.isdigit() for c in words):  # noqa: PLR2004
        return False
    if not parts[0][:1].isupper() or not parts[-1][:1].isupper() or parts[-1].lower() in _no_family_names():
        return False
    first = titles.analysis.token_at(span.start)
    if first is None or first.pos not in {"PROPN", "X"} or is_clause(titles, span):
        return False
    other = (NameKind.STATE, NameKind.ORGANISATION, NameKind.PUBLISHER, NameKind.PLACE)
    return not any(m.has(*other) and len(m.span) >= len(span) for m in names_within(titles.names, span))


@cache
def _no_family_names() -> frozenset[str]:
    """Return the lower-case words that end names of places and bodies, and ranks before a name."""
    ranks = frozenset(honorific.rstrip(".").lower() for honorific in honorifics())
    return place_words("place_noun") | place_words("body_noun") | ranks


_KINDS = (
    _table_names,
    _spelled_names,
    _model_names,
    _shown_names,
    _repeated_names,
    _family_names,
    _spelled_families,
    _addressed_names,
)
