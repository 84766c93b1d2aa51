"""Mentions of persons: of the office tables by full or family name, and of anybody whom the text names in full."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from foreigndesk.extraction.titles import (
    NO_NAMES,
    TitleWords,
    find_honorific,
    find_title,
    find_title_words,
    is_clause,
    person_nouns,
    stands_alone,
    trim_titles,
)
from foreigndesk.knowledge.gazetteer import (
    NameKind,
    NameMatch,
    common_state,
    heads_among,
    names_within,
    principals_among,
    spelled_otherwise,
)
from foreigndesk.knowledge.meetings import clue_words
from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.knowledge.places import place_words, places_by_id
from foreigndesk.knowledge.spelling import fold
from foreigndesk.knowledge.titles import LEADER_OFFICES, honorifics, office_index, office_words, widen_offices
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.facts import OfficeKind, Person
from foreigndesk.records.mentions import Mention, MentionKind, MentionUse, OfficeTitle
from foreigndesk.records.spans import Span

LOCAL = "local:"
_NEAR = 30  # code points after a name that may be a place, in which its state follows


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
        states=frozenset(_states_named(matches)),
        local={name.words.split()[-1]: name.words for name in found if name.is_full and not name.person_ids},
    )
    return tuple(_link_name(article, name) for name in found if name.is_full or _is_person(article, name))


def _states_named(matches: tuple[NameMatch, ...]) -> Iterator[str]:
    """Yield the states that names and adjectives of states and names of places tell."""
    for match in matches:
        for entry in match.entries:
            if entry.kind is NameKind.STATE:
                yield entry.entity_id
            elif entry.kind is NameKind.PLACE and len(match.entries) == 1:
                yield places_by_id()[entry.entity_id].state or ""


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
        if named.label in NO_NAMES or (named.label != "PERSON" and not _shows_person(titles.analysis, named.span)):
            continue
        span = trim_titles(titles.analysis.text, named.span)
        if any(span.overlaps(other) for other in taken) or not _looks_like_name(titles, span):
            continue
        found = spelled_otherwise(span.words(titles.analysis.text))
        yield _name(titles, span, found, rule="full name found by the model")


def _shows_person(analysis: Analysis, span: Span) -> bool:
    """Return whether the words around a name show a person: "X, who", "X, 34," or "X, a lecturer"."""
    after = re.match(
        r",\s+(?:(who|whose)\b|\d{1,3},|((?:an?|the)\s+[^,.;]{3,60}))", analysis.text[span.end : span.end + 70]
    )
    if after is None:
        return find_honorific(analysis.text, span.start) is not None
    described = after.group(2)
    if described is None:
        return True
    return bool(set(re.findall(r"\w+", re.split(r"\b(?:of|at|in|for|from|with|to)\b", described)[0])) & person_nouns())


@cache
def _run() -> re.Pattern[str]:
    """Return the pattern of two to four words of a name."""
    particles = "|".join(sorted(clue_words("name_particle")))
    return re.compile(rf"[A-Z][\w’'-]+(?:\s(?:(?:{particles})\s)*[A-Z][\w’'-]+){{1,3}}")


@cache
def _run_before() -> re.Pattern[str]:
    return re.compile(_run().pattern + r"(?=,\s(?:the\s)?$)")


def _shown_names(titles: TitleWords, taken: tuple[Span, ...]) -> Iterator[_Name]:
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
            clash = any(span.overlaps(s) for s in (*taken, *other)) or bool(names_within(titles.names, span))
            if not clash and _looks_like_name(titles, span) and not office_index().find(words):
                yield _name(titles, span, spelled_otherwise(words), rule="full name shown by a title")


def _repeated_names(titles: TitleWords, taken: tuple[Span, ...]) -> Iterator[_Name]:
    """Yield last words of full names standing alone: "Sussex" after "Matthew Sussex", whatever the model calls it.

    A name that a person of the tables bears whom the article names too is left to that person.
    """
    analysis = titles.analysis
    full = [m for m in titles.names if m.has(NameKind.PERSON)]
    of_tables = {m.span for m in full}
    known = {e.entity_id for m in full for e in m.entries}
    lasts = {span.words(analysis.text).split()[-1] for span in taken if span not in of_tables}
    lasts -= {e.words for m in titles.names for e in m.entries if e.kind is NameKind.FAMILY and e.entity_id in known}
    for token in analysis.tokens:
        if token.text in lasts and token.pos in {"PROPN", "NOUN"} and not _is_joined(analysis, token):
            yield _name(titles, token.span, (), rule="last word of a name")
    for span in _of_several_tokens(analysis, lasts):
        if not any(span.overlaps(other) for other in taken):
            yield _name(titles, span, (), rule="last word of a name")


def _of_several_tokens(analysis: Analysis, lasts: set[str]) -> Iterator[Span]:
    """Yield where last words with a hyphen stand, which the model splits ("Akufo-Addo")."""
    for last in sorted(word for word in lasts if "-" in word):
        for match in re.finditer(rf"(?<![\w-]){re.escape(last)}(?![\w-])", analysis.text):
            if analysis.token_at(match.start()) is not None:
                yield Span(*match.span())


def _family_names(titles: TitleWords, taken: tuple[Span, ...]) -> Iterator[_Name]:
    for match in titles.names:
        family = tuple(e.entity_id for e in match.entries if e.kind is NameKind.FAMILY)
        if family and not any(match.span.overlaps(span) for span in taken) and stands_alone(titles, match):
            yield _name(titles, match.span, family, rule="family name of the office tables")


def _addressed_names(titles: TitleWords, taken: tuple[Span, ...]) -> Iterator[_Name]:
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
    lasts = {
        t.text for t in named if not any(t.span.overlaps(s) for s in taken) and not names_within(titles.names, t.span)
    }
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
    if label in NO_NAMES or token is None or (is_word and token.pos != "PROPN"):
        return False
    also = any(m.has(NameKind.STATE, NameKind.PLACE) for m in names_within(article.titles.names, name.span))
    if label == "GPE" and _before_place(article.titles, name.span):
        return False
    if not name.person_ids or article.known & set(name.person_ids) or label == "PERSON":
        return True
    return not is_word and not also and bool(principals_among(name.person_ids))


def _before_place(titles: TitleWords, span: Span) -> bool:
    """Return whether the name of a place follows after a comma: "Austin, Texas"."""
    after = names_within(titles.names, Span(span.end, span.end + _NEAR))
    between = titles.analysis.text[span.end : after[0].span.start] if after else ""
    return between.strip() == "," and after[0].has(NameKind.PLACE)


def _link_name(article: _Article, name: _Name) -> Mention:
    title = find_title(article.titles, name.span)
    known = tuple(p for p in name.person_ids if p in article.known)
    if not name.is_full and name.words in article.local and not known:
        return _local_mention(article, name, article.local[name.words], title=title)
    here = known or (name.person_ids if name.is_full else _likeliest(article, name, title))
    if not here:
        return _local_mention(article, name, name.words, title=title)
    if len(here) > 1:
        here = _narrow(here, title) or heads_among(here) or here
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
        state=common_state(here) or (title.state if title else None),
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
    of a state that the article names first; else the only bearer of the name if it is a principal. A
    name that many bear, everywhere, needs the title or the state. "Ms." rules out men.
    """
    polite = honorifics().get(find_honorific(article.analysis.text, name.span.start) or "", "")
    bearers = tuple(p for p in name.person_ids if not polite or persons_by_id()[p].gender in {"", polite})
    fitting = _narrow(bearers, title)
    if fitting or (title is not None and title.office in LEADER_OFFICES):
        return fitting
    heads = heads_among(bearers)
    near = tuple(p for p in heads if common_state((p,)) in article.states)
    if len(near) > 1:
        top = tuple(p for p in near if any(t.office is OfficeKind.HEAD_OF_STATE for t in persons_by_id()[p].terms))
        return top if len(top) == 1 else near
    if name.words.lower() in clue_words("borne_by_many") and not near:
        near = tuple(p for p in principals_among(bearers) if common_state((p,)) in article.states)
        return near if polite and len(near) == 1 else ()
    if heads:
        return near or heads
    return bearers if len(bearers) == 1 and principals_among(bearers) else ()


def _narrow(person_ids: tuple[str, ...], title: OfficeTitle | None) -> tuple[str, ...]:
    """Return the candidates who ever held an office of the state (and kind) that the title names."""
    if title is None:
        return ()
    persons = [persons_by_id()[person_id] for person_id in person_ids]
    offices = widen_offices((title.office,))
    same = [p for p in persons if any(t.office in offices and title.state in {None, t.state} for t in p.terms)]
    fitting = same or [p for p in persons if title.state and any(t.state == title.state for t in p.terms)]
    return tuple(p.person_id for p in fitting)


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
    after = re.match(
        r",\s+(?:\d{1,3},\s+)?((?:an?|the|who is)\s[^,.;:“”]{5,120})(?=[,.;])", text[span.end : span.end + 140]
    )
    return Span(span.end + after.start(1), span.end + after.end(1)) if after else None
