"""What stands beside a person's name: titles and what they say of time in office, and other parts of the name."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from foreigndesk.knowledge.gazetteer import NameKind, NameMatch, names_within
from foreigndesk.knowledge.meetings import clue_words, meeting_words
from foreigndesk.knowledge.titles import honorifics, office_index, office_words, title_qualifiers
from foreigndesk.records.analyses import Analysis
from foreigndesk.records.facts import OfficeKind
from foreigndesk.records.mentions import OfficeTitle, TitleQualifier
from foreigndesk.records.spans import Span

NO_NAMES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "QUANTITY", "PERCENT", "LAW"})  # model labels
_HEADLINE = 0.6  # share of words with a capital in a line that is a headline in title case
_NEAR = 30  # code points around a hyphen in which a name of the tables touches it
REACH = 90  # code points before or after a name in which its title may stand
_OPENING = re.compile(r"(?:,\s*|\s+\()")
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_PERSONS = (NameKind.PERSON, NameKind.FAMILY)


@cache
def person_nouns() -> frozenset[str]:
    """Return the lower-case nouns that describe a person: trades, and the last words of titles."""
    return clue_words("person_noun") | {words.split()[-1] for words in office_words()}


_NARROWED = re.compile(r"\b(?:of|at|in|for|from|with|to|who|that)\b")


def says_trade(words: str) -> bool:
    """Return whether words are a trade or post: "a historian at Aarhus University", "head of research"."""
    return bool(set(re.findall(r"\w+", _NARROWED.split(words)[0].lower())) & person_nouns())


def trim_titles(text: str, span: Span) -> Span:
    """Return ``span`` without honorifics and titles before the name and a possessive after it."""
    words = re.sub(r"(?:[’']s?|,|\s)+$", "", span.words(text))
    end = span.start + len(words)
    start = span.start
    while first := re.match(r"\S+\s+", text[start:end]):
        word = first.group().strip()
        title = re.split(r"[-\s]", word)[-1].lower()
        if word not in honorifics() and title not in office_words() and title not in person_nouns():
            break
        start += first.end()
    return Span(start, end)


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
def name_pattern() -> str:
    """Return the pattern of one word of a name: with a capital, or a particle such as "bin" or "von"."""
    particles = "|".join(sorted(clue_words("name_particle")))
    return rf"(?:[A-Z][\w.’'-]*|(?:{particles})(?=\s))"


@cache
def _after_office() -> re.Pattern[str]:
    name = name_pattern()
    return re.compile(rf"(?:\s+(?:of|to|for|at)\s+(?:the\s+)?{name}(?:\s+{name}){{0,4}})?\s*,?\s*")


@cache
def _after_plural() -> re.Pattern[str]:
    """Return the pattern of what stands between a plural title and each of the names that it holds for."""
    name = name_pattern()
    names = rf"{name}(?:\s+{name}){{0,4}}"
    states = rf"\s+of\s+(?:the\s+)?{names}(?:(?:,|,?\s+and)\s+(?:the\s+)?{names})*"
    person = rf"{names}(?:\s+of\s+(?:the\s+)?{names})?(?:,?\s+(?:and|&)\s+|,\s+)"
    return re.compile(rf"(?:{states})?,?\s+(?:{person}){{0,5}}|\s*")


@cache
def _only_names() -> re.Pattern[str]:
    return re.compile(rf"(?:\s*(?:{name_pattern()}|and|of|,))*\s*")


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


@cache
def _honorific_ends() -> tuple[str, ...]:
    return tuple(sorted(honorifics()))


def find_honorific(text: str, start: int) -> str | None:
    """Return the honorific that stands directly before ``start`` ("Mr.", "President"), if one does."""
    before = text[max(0, start - 20) : start]
    if not before.rstrip().endswith(_honorific_ends()):
        return None
    found = _honorific_pattern().search(before)
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
        if _after_office().fullmatch(rest) or (_is_plural(office, text) and _after_plural().fullmatch(rest)):
            start = _title_start(words, office.span.start, begin)
            inside = _after_office().fullmatch(rest)
            return _make_title(words, office, Span(start, end + (len(rest.rstrip(" \u00a0,\n")) if inside else 0)))
        if rest.strip() and not _only_names().fullmatch(rest):
            return None
    return None


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
    if word.lower() in _qualifier_parts() or word.lower() in clue_words("title_determiner"):
        return True
    if any(m.has(*_PERSONS) and not m.has(NameKind.STATE) for m in names_within(words.names, Span(at, at + len(word)))):
        return False
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


def stands_alone(titles: TitleWords, match: NameMatch) -> bool:
    """Return whether a family name is used alone, as a name, and not as part of a longer one."""
    analysis, span = titles.analysis, match.span
    tokens = analysis.tokens_in(span)
    if not tokens or tokens[0].start != span.start or _is_in_compound(titles, span):
        return False
    if not any(t.pos in {"PROPN", "NOUN", "X"} for t in tokens) and not _is_in_model_name(analysis, span):
        return False
    before = re.search(r"([A-Z][\w’'.-]*)\s$", analysis.text[max(0, span.start - 25) : span.start])
    after = re.match(r"\s([A-Z][\w-]*)", analysis.text[span.end : span.end + 25])
    if after is not None and _is_name_part(titles, span.end + 1, after.group(1)):
        return False
    return before is None or _may_precede(titles, before.group(1), span)


def _is_headline(analysis: Analysis, span: Span) -> bool:
    """Return whether most words of the sentence have capitals, which then say nothing about names."""
    token = analysis.token_at(span.start)
    sentence = analysis.sentences[token.sentence] if token else None
    words = [t.text for t in analysis.sentence_tokens(sentence) if t.text.isalpha()] if sentence else []
    return len(words) > 3 and sum(w[0].isupper() for w in words) >= _HEADLINE * len(words)  # noqa: PLR2004


def _is_name_part(titles: TitleWords, offset: int, word: str) -> bool:
    """Return whether the capitalised word after a family name makes it a longer name."""
    token = titles.analysis.token_at(offset)
    if token is None or token.pos != "PROPN" or token.text.lower() in office_words():
        return False
    span = Span(offset, offset + len(word))
    if _is_other_name(titles, span):
        return False
    return not _is_headline(titles.analysis, span) or _in_model_person(titles, Span(offset - 2, span.end))


def _may_precede(titles: TitleWords, word: str, span: Span) -> bool:
    """Return whether a capitalised ``word`` before a family name is no given name."""
    analysis = titles.analysis
    if word in honorifics() or word.lower() in office_words() or find_honorific(analysis.text, span.start):
        return True
    token = analysis.token_at(span.start - 2)
    here = analysis.token_at(span.start)
    if token is None or here is None or token.pos != "PROPN" or token.sentence != here.sentence:
        return True
    before = Span(span.start - 1 - len(word), span.start - 1)
    if _is_other_name(titles, before):
        return True
    return _is_headline(analysis, span) and not _in_model_person(titles, Span(before.start, span.end))


def _is_other_name(titles: TitleWords, span: Span) -> bool:
    """Return whether a word beside a family name is a name of its own: a state, an organisation, a full name."""
    return any(not m.has(NameKind.FAMILY) for m in names_within(titles.names, span))


def _is_in_compound(titles: TitleWords, span: Span) -> bool:
    """Return whether hyphens or "&" make the word a part of another name: "Chan-o-Cha", "Johnson & Johnson".

    "Trump-Kim" joins two names of the tables, "Putin-era" a name and a common word.
    """
    text = titles.analysis.text
    if re.search(r"&\s?$", text[max(0, span.start - 3) : span.start]) or re.match(
        r"\s?&", text[span.end : span.end + 2]
    ):
        return True
    after = re.match(r"-(\w+)", text[span.end : span.end + 20])
    before = re.search(r"(\w+)-$", text[max(0, span.start - 20) : span.start])
    beside = [Span(span.end + 1, span.end + 1 + len(after.group(1)))] if after else []
    beside += [Span(span.start - 1 - len(before.group(1)), span.start - 1)] if before else []
    return any(
        (len(other) == 1 or other.words(text)[:1].isupper())
        and not any(
            m.span.overlaps(other) for m in names_within(titles.names, Span(other.start - _NEAR, other.end + _NEAR))
        )
        for other in beside
    )


def _is_in_model_name(analysis: Analysis, span: Span) -> bool:
    return any(n.label not in NO_NAMES for n in analysis.names_at(span))


def _in_model_person(titles: TitleWords, span: Span) -> bool:
    near = (n.span for n in titles.analysis.names_at(span) if n.label == "PERSON" and n.span.covers(span))
    return any(not is_clause(titles, named) for named in near)


def is_clause(titles: TitleWords, span: Span) -> bool:
    """Return whether the words hold two persons of the tables or a verb: "Erdoğan Hosts Putin" in a headline."""
    words = span.words(titles.analysis.text).lower().split()
    return sum(
        m.has(NameKind.PERSON, NameKind.FAMILY) for m in names_within(titles.names, span)
    ) > 1 or not _headline_verbs().isdisjoint(words)


@cache
def _headline_verbs() -> frozenset[str]:
    """Return the verbs of meetings in the present, as headlines use them: "meets", "hosts"."""
    return frozenset(lemma + "s" for lemma, pos in meeting_words() if pos == "VERB")
