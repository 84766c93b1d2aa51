"""Mentions of persons: of the office tables by full or family name, and of anybody whom the text names in full."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from foreigndesk.extraction.titles import find_honorific, find_title
from foreigndesk.knowledge.gazetteer import NameKind, NameMatch, find_names
from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.knowledge.titles import honorifics, office_words
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.facts import OfficeKind, Person
from foreigndesk.records.mentions import Mention, MentionKind, MentionUse, OfficeTitle
from foreigndesk.records.spans import Span

LOCAL = "local:"
SAME_GIVEN_NAME = 80  # rapidfuzz ratio: Sergei/Sergey 83, Vladimir/Volodymyr 59, Dmitry/Dmitri 83, John/Joan 75


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """A person's name in the text before it is linked: where, and the table entries that fit."""

    span: Span
    words: str
    person_ids: tuple[str, ...]
    is_full: bool
    rule: str


def find_persons(analysis: Analysis, matches: tuple[NameMatch, ...]) -> tuple[Mention, ...]:
    """Return the person mentions of the article in order of the text.

    A family name alone is linked to a person whom the article names in full; else to the one person of
    the tables who bears it; else, when several do, the title and state in the text decide or it stays
    ambiguous with its candidates.
    """
    found = sorted(_find_names(analysis, matches), key=lambda name: name.span)
    known = {person_id for name in found if name.is_full for person_id in name.person_ids}
    names = [name for name in found if name.is_full or _is_person(analysis, name, known)]
    local = _local_by_family(names)
    return tuple(_link_name(analysis, name, known, local=local) for name in names)


_OTHER_LABELS = frozenset(
    {"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "QUANTITY", "PERCENT", "GPE", "LOC", "FAC", "LAW"}
)


def _is_person(analysis: Analysis, name: _Name, known: set[str]) -> bool:
    """Return whether a family name alone means a person ("May" the month, "Price" the noun are none).

    It does where the article names the person in full, gives a title, or the model reads a person; and
    for heads of state and government where the model reads nothing else.
    """
    if not name.person_ids or known & set(name.person_ids) or find_honorific(analysis.text, name.span.start):
        return True
    label = next((n.label for n in analysis.names if n.span.overlaps(name.span)), "")
    if label in _OTHER_LABELS:
        return False
    token = analysis.token_at(name.span.start)
    is_proper = token is not None and token.pos == "PROPN"
    return label == "PERSON" or (is_proper and bool(_heads(name.person_ids)))


def _find_names(analysis: Analysis, matches: tuple[NameMatch, ...]) -> Iterator[_Name]:
    taken: list[Span] = []
    for match in matches:
        full = tuple(e.entity_id for e in match.entries if e.kind is NameKind.PERSON)
        if full:
            taken.append(match.span)
            yield _Name(
                span=match.span,
                words=match.span.words(analysis.text),
                person_ids=full,
                is_full=True,
                rule="full name of the office tables",
            )
    for named in _model_names(analysis, taken):
        taken.append(named.span)
        yield named
    for named in _repeated_names(analysis, taken):
        taken.append(named.span)
        yield named
    for match in matches:
        family = tuple(e.entity_id for e in match.entries if e.kind is NameKind.FAMILY)
        if family and not any(match.span.overlaps(span) for span in taken) and _stands_alone(analysis, match):
            yield _Name(
                span=match.span,
                words=match.span.words(analysis.text),
                person_ids=family,
                is_full=False,
                rule="family name of the office tables",
            )


def _model_names(analysis: Analysis, taken: list[Span]) -> Iterator[_Name]:
    """Yield the full names that the model found and the tables do not have as written."""
    for named in analysis.names:
        if named.label != "PERSON":
            continue
        span = _trim_name(analysis.text, named.span)
        words = span.words(analysis.text)
        if " " not in words or any(span.overlaps(other) for other in taken) or not _looks_like_name(words):
            continue
        yield _Name(
            span=span,
            words=words,
            person_ids=_spelled_otherwise(words),
            is_full=True,
            rule="full name found by the model",
        )


def _repeated_names(analysis: Analysis, taken: list[Span]) -> Iterator[_Name]:
    """Yield last words of full names standing alone: "Sussex" after "Matthew Sussex", whatever the model calls it."""
    full = [span.words(analysis.text) for span in taken if " " in span.words(analysis.text)]
    lasts = {words.split()[-1] for words in full if not _is_of_tables(words)}
    for token in analysis.tokens:
        if token.text not in lasts or any(token.span.overlaps(span) for span in taken):
            continue
        if token.pos in {"PROPN", "NOUN"} and token.text[:1].isupper() and not _is_joined(analysis, token):
            yield _Name(
                span=token.span, words=token.text, person_ids=(), is_full=False, rule="last word of a full name"
            )


def _is_of_tables(words: str) -> bool:
    return any(e.kind is NameKind.PERSON for match in find_names(words) for e in match.entries)


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
        if word not in honorifics() and word.lower() not in office_words():
            break
        start += first.end()
    return Span(start, end)


def _looks_like_name(words: str) -> bool:
    parts = words.split()
    return (
        "\n" not in words and parts[0][:1].isupper() and parts[-1][:1].isupper() and not any(c.isdigit() for c in words)
    )


def _spelled_otherwise(words: str) -> tuple[str, ...]:
    """Return persons of the tables with the same family name and nearly the same given name, in any order."""
    parts = [fold(part) for part in words.split()]
    found = []
    for person in _persons_by_family().get(parts[-1], ()) + _persons_by_family().get(parts[0], ()):
        own = [fold(part) for part in person.name.split()]
        swapped = sorted(own) == sorted(parts)
        near = len(own) == len(parts) and all(ratio(a, b) >= SAME_GIVEN_NAME for a, b in zip(own, parts, strict=True))
        if swapped or near:
            found.append(person.person_id)
    return tuple(dict.fromkeys(found))


_FAMILIES: dict[str, tuple[Person, ...]] = {}


def _persons_by_family() -> dict[str, tuple[Person, ...]]:
    if not _FAMILIES:
        for person in persons_by_id().values():
            for family in person.family:
                _FAMILIES[fold(family)] = (*_FAMILIES.get(fold(family), ()), person)
    return _FAMILIES


def fold(words: str) -> str:
    """Return ``words`` in lower case without diacritics, for comparison only."""
    decomposed = unicodedata.normalize("NFKD", words.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _stands_alone(analysis: Analysis, match: NameMatch) -> bool:
    """Return whether a family name is used alone, as a name, and not as part of a longer one."""
    text, span = analysis.text, match.span
    tokens = analysis.tokens_in(span)
    if not tokens or tokens[0].start != span.start or not any(t.pos in {"PROPN", "NOUN", "X"} for t in tokens):
        return False
    before = re.search(r"([A-Z][\w’'.-]*)\s$", text[max(0, span.start - 25) : span.start])
    after = re.match(r"\s([A-Z][\w-]*)", text[span.end : span.end + 25])
    joined = after is not None and _is_name_part(analysis, span.end + 1)
    if before and not joined:
        return _may_precede(analysis, before.group(1), span)
    return not joined


def _is_name_part(analysis: Analysis, offset: int) -> bool:
    token = analysis.token_at(offset)
    return token is not None and token.pos == "PROPN" and token.text.lower() not in office_words()


def _may_precede(analysis: Analysis, word: str, span: Span) -> bool:
    """Return whether a capitalised ``word`` before a family name is no given name."""
    if find_honorific(analysis.text, span.start) or word in honorifics():
        return True
    token = analysis.token_at(span.start - 2)
    return (
        token is None
        or token.pos not in {"PROPN"}
        or word.lower() in office_words()
        or token.sentence != _sentence_of(analysis, span)
    )


def _sentence_of(analysis: Analysis, span: Span) -> int:
    token = analysis.token_at(span.start)
    return token.sentence if token else -1


def _local_by_family(names: list[_Name]) -> dict[str, str]:
    """Return full names that no table has, keyed by their last word."""
    return {name.words.split()[-1]: name.words for name in names if name.is_full and not name.person_ids}


def _link_name(analysis: Analysis, name: _Name, known: set[str], *, local: dict[str, str]) -> Mention:
    title = find_title(analysis, name.span)
    here = tuple(p for p in name.person_ids if p in known) or name.person_ids
    if not name.is_full and name.words in local and not any(p in known for p in name.person_ids):
        return _local_mention(analysis, name, local[name.words], title=title)
    if not here:
        return _local_mention(analysis, name, name.words, title=title)
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
        because=_because(name, person, known),
        entity_id=person.person_id if person else None,
        candidates=() if person else here,
        state=_state_of(person) or (title.state if title else None),
        title=title,
    )


def _because(name: _Name, person: Person | None, known: set[str]) -> str:
    if person is None:
        return f"several persons of the tables are called {name.words}"
    if name.is_full:
        return f"{name.words} is a name of {person.name} in the office tables"
    if len(name.person_ids) > 1 and person.person_id not in known:
        return f"of the persons called {name.words}, {person.name} fits the title or led a state or government"
    if person.person_id in known:
        return f"the article names {person.name} in full"
    return f"{person.name} is the only fitting person of the office tables called {name.words}"


def _narrow(person_ids: tuple[str, ...], title: OfficeTitle | None) -> tuple[str, ...]:
    """Return the candidates who ever held an office of the state (and kind) that the title names."""
    if title is None:
        return ()
    persons = [persons_by_id()[person_id] for person_id in person_ids]
    fitting = [p for p in persons if any(t.state == title.state and t.office is title.office for t in p.terms)]
    fitting = fitting or [p for p in persons if title.state and any(t.state == title.state for t in p.terms)]
    return tuple(p.person_id for p in fitting)


_HEADS = (OfficeKind.HEAD_OF_STATE, OfficeKind.HEAD_OF_GOVERNMENT)


def _heads(person_ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the candidates who ever were a head of state or government: news calls those by family name alone."""
    return tuple(p for p in person_ids if any(t.office in _HEADS for t in persons_by_id()[p].terms))


def _state_of(person: Person | None) -> str | None:
    return next((t.state for t in reversed(person.terms) if t.state), None) if person else None


def _local_mention(analysis: Analysis, name: _Name, full_name: str, *, title: OfficeTitle | None) -> Mention:
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
        descriptor=None if title else _find_descriptor(analysis, name.span),
    )


def _find_descriptor(analysis: Analysis, span: Span) -> Span | None:
    """Return the apposition after a name ("an associate professor at Griffith University")."""
    after = re.match(r",\s+((?:an?|the|who is)\s[^,.;:“”]{5,120})(?=[,.;])", analysis.text[span.end : span.end + 140])
    return Span(span.end + after.start(1), span.end + after.end(1)) if after else None
