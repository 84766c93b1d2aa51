"""Persons whom no table has, across articles: one where something beside the name shows it, else kept apart."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TypeVar, cast

from foreigndesk.knowledge.folding import fold
from foreigndesk.records.mentions import LOCAL, Mention, MentionKind
from foreigndesk.records.readings import Reading
from foreigndesk.records.spans import derive_id

Record = TypeVar("Record")

_MARK = "@"  # between the name of an entity and what tells it from others of that name
_ARTICLE = re.compile(r"^(?:an?|the|his|her|their)\s+")
_BODY = re.compile(r"[A-Z][\w’'&.-]*(?:\s+(?:(?:of|for|the|and|on|in)\s+)*[A-Z][\w’'&.-]*)+|\b[A-Z]{3,}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Namesakes:
    """What entities of the text are called in each article, where that changes, and why they are one or several.

    ``names`` is keyed by article and by the id that the article gave, ``because`` by the id in the desk.
    """

    names: Mapping[str, Mapping[str, str]]
    because: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sign:
    """Something an article says of a person beside the name; two articles with the same sign mean one person."""

    kind: str
    value: str


def tell_namesakes(readings: tuple[Reading, ...], origins: Mapping[str, str]) -> Namesakes:
    """Return which persons of the text are one person, and which only have one name; the order changes nothing.

    Articles mean the same person where, beside the full name, they share an origin, or name the same state,
    title, body or description. A name alone shows nothing: those persons stay apart.
    """
    signs: dict[str, dict[str, set[_Sign]]] = {}
    for reading in readings:
        article_id = reading.article.article_id
        for mention in reading.mentions:
            entity = mention.entity_id or ""
            if mention.kind is MentionKind.PERSON and entity.startswith(LOCAL):
                here = signs.setdefault(entity, {}).setdefault(article_id, set())
                here.add(_Sign(kind="origin", value=origins.get(article_id, article_id)))
                here.update(_signs_of(mention, reading.article.text))
    names: dict[str, dict[str, str]] = {}
    because: dict[str, str] = {}
    for entity in sorted(signs):
        clusters = _cluster(signs[entity])
        for articles in clusters:
            name = entity if len(clusters) == 1 else f"{entity}{_MARK}{derive_id('person', entity, articles[0])[:8]}"
            because[name] = _reason(signs[entity], articles, others=len(clusters) - 1)
            for article_id in articles if name != entity else ():
                names.setdefault(article_id, {})[entity] = name
    return Namesakes(names=names, because=because)


def _signs_of(mention: Mention, text: str) -> Iterator[_Sign]:
    if mention.state:
        yield _Sign(kind="state", value=mention.state)
    if mention.title and mention.title.organisation_id:
        yield _Sign(kind="organisation", value=mention.title.organisation_id)
    for span in (mention.descriptor, mention.title.span if mention.title else None):
        if span is None:
            continue
        words = _ARTICLE.sub("", span.words(text))
        yield _Sign(kind="description", value=fold(words))
        yield from (_Sign(kind="body", value=fold(body.group())) for body in _BODY.finditer(words))


def _cluster(signs: Mapping[str, set[_Sign]]) -> list[list[str]]:
    """Return the articles in groups that share signs, directly or over others, each and all in order of id."""
    groups: list[tuple[set[str], set[_Sign]]] = []
    for article_id in sorted(signs):
        articles, shown = {article_id}, set(signs[article_id])
        apart = []
        for group in groups:
            if group[1] & shown:
                articles |= group[0]
                shown |= group[1]
            else:
                apart.append(group)
        groups = [*apart, (articles, shown)]
    return sorted(sorted(articles) for articles, _ in groups)


def _reason(signs: Mapping[str, set[_Sign]], articles: list[str], *, others: int) -> str:
    counts: dict[_Sign, int] = {}
    for article_id in articles:
        for sign in signs[article_id]:
            counts[sign] = counts.get(sign, 0) + 1
    shared = sorted({f"{s.kind} {s.value}" for s, number in counts.items() if number > 1})
    one = "named in one article" if len(articles) == 1 else f"{len(articles)} articles share {', '.join(shared)}"
    apart = f"; nothing beside the name shows that {others} of the same name in other articles are this person"
    return one + (apart if others else "")


def rename_entities(record: Record, names: Mapping[str, str]) -> Record:
    """Return a record, and all that it holds, with entity ids replaced; nothing else changes."""
    return cast("Record", _rename(record, names)) if names else record


def _rename(value: object, names: Mapping[str, str]) -> object:
    if isinstance(value, str):
        return names.get(value, value) if value.startswith(LOCAL) else value
    if isinstance(value, tuple):
        return tuple(_rename(part, names) for part in value)
    if isinstance(value, frozenset):
        return frozenset(_rename(part, names) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        before = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
        after = {name: _rename(part, names) for name, part in before.items()}
        return value if all(after[n] is before[n] or after[n] == before[n] for n in after) else replace(value, **after)
    return value
