"""Mentions of persons: of the office tables by full or family name, and of anybody whom the text names in full."""

from collections.abc import Iterator
from dataclasses import dataclass

from foreigndesk.extraction.descriptors import find_descriptor, find_state_beside
from foreigndesk.extraction.person_names import SPELLED_FAMILY, PersonName, find_person_names
from foreigndesk.extraction.titles import (
    NO_NAMES,
    TitleWords,
    find_honorific,
    find_title,
    find_title_words,
)
from foreigndesk.knowledge.folding import fold
from foreigndesk.knowledge.gazetteer import (
    NameKind,
    NameMatch,
    common_state,
    heads_among,
    names_within,
    principals_among,
    recent_among,
)
from foreigndesk.knowledge.meetings import clue_words
from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.knowledge.places import places_by_id
from foreigndesk.knowledge.titles import LEADER_OFFICES, honorifics, widen_offices
from foreigndesk.records.analyses import Analysis
from foreigndesk.records.facts import OfficeKind, Person
from foreigndesk.records.mentions import LOCAL, Mention, MentionKind, MentionUse, OfficeTitle
from foreigndesk.records.spans import Span

_NEAR = 30  # code points after a name that may be a place, in which its state follows


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
    found = sorted(find_person_names(titles), key=lambda name: name.span)
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


def _is_person(article: _Article, name: PersonName) -> bool:
    """Return whether a family name alone means a person ("May" the month, "Price" the noun are none).

    It does after an honorific or title; where the article names the person in full; where the model
    reads a person; and for principal offices where the model reads no time and the word is no other.
    """
    analysis = article.analysis
    label = next((n.label for n in analysis.names_at(name.span)), "")
    if find_honorific(analysis.text, name.span.start) or find_title(article.titles, name.span):
        return True
    if name.rule == SPELLED_FAMILY:
        return any(p in article.known or common_state((p,)) in article.states for p in name.person_ids)
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


def _link_name(article: _Article, name: PersonName) -> Mention:
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


def _because(name: PersonName, person: Person | None, known: frozenset[str]) -> str:
    if person is None:
        return f"several persons of the tables are called {name.words}"
    if name.rule.endswith("spelled otherwise"):
        return f"{name.words} is {person.name} of the office tables in another spelling or order"
    if name.is_full:
        return f"{name.words} is a name of {person.name} in the office tables"
    if person.person_id in known:
        return f"the article names {person.name} in full"
    if len(name.person_ids) > 1:
        return f"of the persons called {name.words}, {person.name} fits the title, the states named or the office"
    return f"{person.name} is the only fitting person of the office tables called {name.words}"


def _likeliest(article: _Article, name: PersonName, title: OfficeTitle | None) -> tuple[str, ...]:
    """Return whom a family name can mean that the article never gives in full.

    Whom the title fits; else heads of state and government, whom news calls by family name alone, those
    of a state that the article names first; else the only bearer of the name if it is a principal. A
    name that many bear, everywhere, needs the title or the state. "Ms." rules out men. Who left office long ago
    is named in full or with a title, where a later head bears the name.
    """
    polite = honorifics().get(find_honorific(article.analysis.text, name.span.start) or "", "")
    all_bearers = tuple(p for p in name.person_ids if not polite or persons_by_id()[p].gender in {"", polite})
    bearers = recent_among(all_bearers)
    fitting = recent_among(_narrow(all_bearers, title))
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


def _local_mention(article: _Article, name: PersonName, full_name: str, *, title: OfficeTitle | None) -> Mention:
    return Mention(
        span=name.span,
        kind=MentionKind.PERSON,
        name=full_name,
        head=name.span,
        use=MentionUse.ACTOR,
        rule=name.rule,
        because=f"the article names {full_name}; no table has the name",
        entity_id=LOCAL + fold(full_name).replace(" ", "-"),
        state=(title.state if title else None) or find_state_beside(article.titles, name.span),
        title=title,
        descriptor=None if title else find_descriptor(article.titles, name.span),
    )
