"""Mentions of persons: of the office tables by full or family name, and of anybody whom the text names in full."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rapidfuzz.fuzz import ratio

from foreigndesk.extraction.titles import TitleWords, find_honorific, find_title, find_title_words
from foreigndesk.knowledge.gazetteer import NameKind, NameMatch, names_within
from foreigndesk.knowledge.meetings import clue_words
from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.knowledge.places import place_words
from foreigndesk.knowledge.titles import honorifics, office_index, office_words, widen_offices
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.facts import OfficeKind, Person
from foreigndesk.records.mentions import Mention, MentionKind, MentionUse, OfficeTitle
from foreigndesk.records.spans import Span

LOCAL = "local:"
SAME_NAME = 80  # rapidfuzz ratio: Sergei/Sergey 83, Vladimir/Volodymyr 59, Dmitry/Dmitri 83, John/Joan 75
_HEADLINE = 0.6  # share of words with a capital in a line that is a headline in title case
_TIMES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "QUANTITY", "PERCENT", "LAW"})
_RUN = re.compile(r"[A-Z][\w’'-]+(?:\s(?:(?:bin|al|von|van|der|de|da|la|el)\s)*[A-Z][\w’'-]+){1,3}")
_HEADS = (OfficeKind.HEAD_OF_STATE, OfficeKind.HEAD_OF_GOVERNMENT)
_PRINCIPALS = (*_HEADS, OfficeKind.FOREIGN_MINISTER, OfficeKind.HEAD_OF_ORGANISATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """A person's name in the text before it is linked: where, and the table entries that fit."""

    span: Span
    words: str
    person_ids: tuple[str, ...]
    is_full: bool
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Article:
    """What the linking of one article's names looks at: titles, persons and states named in it."""

    titles: TitleWords
    known: frozenset[str]
    states: frozenset[str]
    local: dict[str, str]

    @property
    def analysis(self) -> Analysis:
        """The analysis of the article."""
        return self.titles.analysis


def find_persons(analysis: Analysis, matches: tuple[NameMatch, ...]) -> tuple[Mention, ...]:
    """Return the person mentions of the article in order of the text.

    A family name alone is linked to a person whom the article names in full; else to the one person of
    the tables who bears it and held a principal office; else, when several do, the title and the states
    in the text decide or it stays ambiguous with its candidates.
    """
    titles = find_title_words(analysis, matches)
    found = sorted(_find_names(titles), key=lambda name: name.span)
    article = _Article(
        titles=titles,
        known=frozenset(person_id for name in found if name.is_full for person_id in name.person_ids),
        states=frozenset(e.entity_id for m in matches for e in m.entries if e.kind is NameKind.STATE),
        local={name.words.split()[-1]: name.words for name in found if name.is_full and not name.person_ids},
    )
    return tuple(_link_name(article, name) for name in found if name.is_full or _is_person(article, name))


def _find_names(titles: TitleWords) -> Iterator[_Name]:
    """Yield the names of persons: from the surest kind to the least sure, none over another."""
    taken: list[Span] = []
    for kind in (_table_names, _model_names, _shown_names, _repeated_names, _family_names, _addressed_names):
        here = [name for name in kind(titles, tuple(taken)) if not any(name.span.overlaps(s) for s in taken)]
        taken.extend(name.span for name in here)
        yield from here


def _table_names(titles: TitleWords, taken: tuple[Span, ...]) -> Iterator[_Name]:
    for match in titles.names:
        full = tuple(e.entity_id for e in match.entries if e.kind is NameKind.PERSON)
        if full and not any(match.span.overlaps(span) for span in taken) and titles.analysis.tokens_in(match.span):
            yield _name(titles, match.span, full, rule="full name of the office tables")


def _name(titles: TitleWords, span: Span, person_ids: tuple[str, ...], *, rule: str) -> _Name:
    words = span.words(titles.analysis.text)
    return _Name(span=span, words=words, person_ids=person_ids, is_full="full name" in rule, rule=rule)


def _model_names(titles: TitleWords, taken: tuple[Span, ...]) -> Iterator[_Name]:
    """Yield the full names that the model found and the tables do not have as written."""
    for named in titles.analysis.names:
        if named.label in _TIMES or (named.label != "PERSON" and not _shows_person(titles.analysis, named.span)):
            continue
        span = _trim_name(titles.analysis.text, named.span)
        if any(span.overlaps(other) for other in taken) or not _looks_like_name(titles, span):
            continue
        found = _spelled_otherwise(span.words(titles.analysis.text))
        yield _name(titles, span, found, rule="full name found by the model")


def _shows_person(analysis: Analysis, span: Span) -> bool:
    """Return whether the words around a name show a person: "X, who", "X, 34," or "X, a lecturer"."""
    after = re.match(r",\s+(?:(who|whose)\b|\d{1,3},|((?:an?|the)\s+[^,.;]{3,60}))", analysis.text[span.end : span.end + 70])
    if after is None:
        return find_honorific(analysis.text, span.start) is not None
    described = after.group(2)
    if described is None:
        return True
    return bool(set(re.findall(r"\w+", re.split(r"\b(?:of|at|in|for|from|with|to)\b", described)[0])) & _person_nouns())


@cache
def _person_nouns() -> frozenset[str]:
    return clue_words("person_noun") | {words.split()[-1] for words in office_words()}


def _shown_names(titles: TitleWords, taken: tuple[Span, ...]) -> Iterator[_Name]:
    """Yield full names that a title shows: "president, Nana Akufo-Addo", "Nana Akufo-Addo, president of Ghana"."""
    text = titles.analysis.text
    for office in titles.offices:
        after = re.compile(r",?\s+").match(text, office.span.end)
        run = _RUN.match(text, after.end()) if after else None
        before = re.search(_RUN.pattern + r"(?=,\s(?:the\s)?$)", text[max(0, office.span.start - 50) : office.span.start])
        spans = [Span(*run.span())] if run else []
        if before and (after is None or run is None):
            at = max(0, office.span.start - 50)
            spans.append(Span(at + before.start(), at + before.end()))
        for span in spans:
            words = span.words(text)
            clash = any(span.overlaps(s) for s in taken) or bool(names_within(titles.names, span))
            if not clash and _looks_like_name(titles, span) and not office_index().find(words):
                yield _name(titles, span, _spelled_otherwise(words), rule="full name shown by a title")


def _repeated_names(titles: TitleWords, taken: tuple[Span, ...]) -> Iterator[_Name]:
    """Yield last words of full names standing alone: "Sussex" after "Matthew Sussex", whatever the model calls it."""
    analysis = titles.analysis
    of_tables = {m.span for m in titles.names if m.has(NameKind.PERSON)}
    lasts = {span.words(analysis.text).split()[-1] for span in taken if span not in of_tables}
    for token in analysis.tokens:
        if token.text in lasts and token.pos in {"PROPN", "NOUN"} and not _is_joined(analysis, token):
            yield _name(titles, token.span, (), rule="last word of a name")


def _family_names(titles: TitleWords, taken: tuple[Span, ...]) -> Iterator[_Name]:
    for match in titles.names:
        family = tuple(e.entity_id for e in match.entries if e.kind is NameKind.FAMILY)
        if family and not any(match.span.overlaps(span) for span in taken) and _stands_alone(titles, match):
            yield _name(titles, match.span, family, rule="family name of the office tables")


def _addressed_names(titles: TitleWords, taken: tuple[Span, ...]) -> Iterator[_Name]:
    """Yield single words after "Mr." or "Mrs." that no table has, and where they stand again."""
    analysis = titles.analysis
    polite = {h for h, gender in honorifics().items() if gender}
    named = [
        t
        for t in analysis.tokens
        if t.pos == "PROPN" and t.text[:1].isupper() and find_honorific(analysis.text, t.start) in polite
    ]
    lasts = {t.text for t in named if not any(t.span.overlaps(s) for s in taken) and not names_within(titles.names, t.span)}
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


def _trim_name(text: str, span: Span) -> Span:
    """Return ``span`` without honorifics and titles before the name and a possessive after it."""
    words = re.sub(r"(?:[’']s?|,)$", "", span.words(text))
    end = span.start + len(words)
    start = span.start
    while first := re.match(r"\S+\s+", text[start:end]):
        word = first.group().strip()
        title = re.split(r"[-\s]", word)[-1].lower()
        if word not in honorifics() and title not in office_words() and title not in _person_nouns():
            break
        start += first.end()
    return Span(start, end)


def _looks_like_name(titles: TitleWords, span: Span) -> bool:
    """Return whether several words are a person's name by their shape, and no name of something else."""
    words = span.words(titles.analysis.text)
    parts = words.split()
    if len(parts) < 2 or "\n" in words or any(c.isdigit() for c in words):  # noqa: PLR2004
        return False
    if not parts[0][:1].isupper() or not parts[-1][:1].isupper() or parts[-1].lower() in place_words("place_noun"):
        return False
    other = (NameKind.STATE, NameKind.ORGANISATION, NameKind.PUBLISHER, NameKind.PLACE)
    return not any(m.has(*other) and len(m.span) >= len(span) for m in names_within(titles.names, span))


def _spelled_otherwise(words: str) -> tuple[str, ...]:
    """Return persons of the tables with the same family name and nearly the same given name, in any order."""
    parts = [fold(part) for part in words.split()]
    found = []
    for person, own in (*_persons_by_family().get(parts[-1], ()), *_persons_by_family().get(parts[0], ())):
        swapped = sorted(own) == sorted(parts)
        near = len(own) == len(parts) and all(ratio(a, b) >= SAME_NAME for a, b in zip(own, parts, strict=True))
        if swapped or near:
            found.append(person.person_id)
    return tuple(dict.fromkeys(found))


@cache
def _persons_by_family() -> dict[str, tuple[tuple[Person, tuple[str, ...]], ...]]:
    """Return the persons with the folded words of their names, keyed by folded family name."""
    found: dict[str, list[tuple[Person, tuple[str, ...]]]] = {}
    for person in persons_by_id().values():
        for family in person.family:
            found.setdefault(fold(family), []).append((person, tuple(fold(part) for part in person.name.split())))
    return {family: tuple(persons) for family, persons in found.items()}


def fold(words: str) -> str:
    """Return ``words`` in lower case without diacritics, for comparison only."""
    decomposed = unicodedata.normalize("NFKD", words.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _stands_alone(titles: TitleWords, match: NameMatch) -> bool:
    """Return whether a family name is used alone, as a name, and not as part of a longer one."""
    analysis, span = titles.analysis, match.span
    tokens = analysis.tokens_in(span)
    if not tokens or tokens[0].start != span.start or not any(t.pos in {"PROPN", "NOUN", "X"} for t in tokens):
        return _is_headline(analysis, span) and analysis.text[span.start - 1 : span.start] in {"", " ", "\n"}
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
    if names_within(titles.names, span):  # another name of the tables: two names side by side
        return False
    return not _is_headline(titles.analysis, span) or _in_model_person(titles.analysis, Span(offset - 2, span.end))


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
    if names_within(titles.names, before):
        return True
    return _is_headline(analysis, span) and not _in_model_person(analysis, Span(before.start, span.end))


def _in_model_person(analysis: Analysis, span: Span) -> bool:
    return any(n.label == "PERSON" and n.span.covers(span) for n in analysis.names)


def _is_person(article: _Article, name: _Name) -> bool:
    """Return whether a family name alone means a person ("May" the month, "Price" the noun are none).

    It does after an honorific or title; where the article names the person in full; where the model
    reads a person; and for principal offices where the model reads no time and the word is no other.
    """
    analysis = article.analysis
    label = next((n.label for n in analysis.names if n.span.overlaps(name.span)), "")
    if find_honorific(analysis.text, name.span.start) or find_title(article.titles, name.span):
        return True
    token = analysis.token_at(name.span.start)
    is_word = name.words.lower() in clue_words("also_a_word")
    if label in _TIMES or token is None or (is_word and token.pos != "PROPN"):
        return False
    if not name.person_ids or article.known & set(name.person_ids) or label == "PERSON":
        return True
    return not is_word and bool(_principals(name.person_ids))


def _link_name(article: _Article, name: _Name) -> Mention:
    title = find_title(article.titles, name.span)
    known = tuple(p for p in name.person_ids if p in article.known)
    if not name.is_full and name.words in article.local and not known:
        return _local_mention(article, name, article.local[name.words], title=title)
    here = known or (name.person_ids if name.is_full else _likeliest(article, name, title))
    if not here:
        return _local_mention(article, name, name.words, title=title)
    if len(here) > 1:
        here = _narrow(here, title) or _heads(here) or here
    person = persons_by_id()[here[0]] if len(here) == 1 else None
    return Mention(
        span=name.span,
        kind=MentionKind.PERSON,
        name=person.name if person else name.words,
        head=name.span,
        use=MentionUse.ACTOR,
        rule=name.rule,
        because=_because(name, person, article.known),
        entity_id=person.person_id if person else None,
        candidates=() if person else here,
        state=_common_state(here) or (title.state if title else None),
        title=title,
    )


def _because(name: _Name, person: Person | None, known: frozenset[str]) -> str:
    if person is None:
        return f"several persons of the tables are called {name.words}"
    if name.is_full:
        return f"{name.words} is a name of {person.name} in the office tables"
    if person.person_id in known:
        return f"the article names {person.name} in full"
    if len(name.person_ids) > 1:
        return f"of the persons called {name.words}, {person.name} fits the title, the states named or the office"
    return f"{person.name} is the only fitting person of the office tables called {name.words}"


def _likeliest(article: _Article, name: _Name, title: OfficeTitle | None) -> tuple[str, ...]:
    """Return whom a family name can mean that the article never gives in full.

    Whom the title fits; else heads of state and government, whom news calls by family name alone, those
    of a state that the article names first; else the only bearer of the name if it is a principal.
    """
    fitting = _narrow(name.person_ids, title)
    if fitting:
        return fitting
    heads = _heads(name.person_ids)
    near = tuple(p for p in heads if _common_state((p,)) in article.states)
    if len(near) > 1:
        top = tuple(p for p in near if any(t.office is OfficeKind.HEAD_OF_STATE for t in persons_by_id()[p].terms))
        return top if len(top) == 1 else near
    if heads:
        return near or heads
    return name.person_ids if len(name.person_ids) == 1 and _principals(name.person_ids) else ()


def _narrow(person_ids: tuple[str, ...], title: OfficeTitle | None) -> tuple[str, ...]:
    """Return the candidates who ever held an office of the state (and kind) that the title names."""
    if title is None:
        return ()
    persons = [persons_by_id()[person_id] for person_id in person_ids]
    offices = widen_offices((title.office,))
    same = [p for p in persons if any(t.office in offices and title.state in {None, t.state} for t in p.terms)]
    fitting = same or [p for p in persons if title.state and any(t.state == title.state for t in p.terms)]
    return tuple(p.person_id for p in fitting)


def _heads(person_ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the candidates who ever were a head of state or government."""
    return tuple(p for p in person_ids if any(t.office in _HEADS for t in persons_by_id()[p].terms))


def _principals(person_ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the candidates who ever led a state, its government or diplomacy, or an organisation."""
    return tuple(p for p in person_ids if any(t.office in _PRINCIPALS for t in persons_by_id()[p].terms))


def _common_state(person_ids: tuple[str, ...]) -> str | None:
    """Return the state that all of the persons last held an office of, if it is one."""
    terms = [persons_by_id()[p].terms for p in person_ids]
    states = {next((t.state for t in reversed(own) if t.state), None) for own in terms}
    return states.pop() if len(states) == 1 else None


def _local_mention(article: _Article, name: _Name, full_name: str, *, title: OfficeTitle | None) -> Mention:
    return Mention(
        span=name.span,
        kind=MentionKind.PERSON,
        name=full_name,
        head=name.span,
        use=MentionUse.ACTOR,
        rule=name.rule,
        because=f"the article names {full_name}; no table has the name",
        entity_id=LOCAL + fold(full_name).replace(" ", "-"),
        state=title.state if title else None,
        title=title,
        descriptor=None if title else _find_descriptor(article.analysis.text, name.span),
    )


def _find_descriptor(text: str, span: Span) -> Span | None:
    """Return the apposition after a name ("an associate professor at Griffith University")."""
    after = re.match(r",\s+(?:\d{1,3},\s+)?((?:an?|the|who is)\s[^,.;:“”]{5,120})(?=[,.;])", text[span.end : span.end + 140])
    return Span(span.end + after.start(1), span.end + after.end(1)) if after else None
