"""The entities of a desk: who and what the articles name, from the tables or from the text alone."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.knowledge.organisations import organisations_by_id
from foreigndesk.knowledge.states import states_by_id
from foreigndesk.knowledge.towns import find_place
from foreigndesk.records.mentions import Entity, Mention, MentionKind
from foreigndesk.records.readings import Reading


@dataclass(slots=True)
class _Gathered:
    """What the mentions of one entity say of it, while they are gathered."""

    kinds: Counter[MentionKind] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    words: set[str] = field(default_factory=set)
    states: Counter[str] = field(default_factory=Counter)
    descriptors: set[str] = field(default_factory=set)
    article_ids: set[str] = field(default_factory=set)


def list_entities(readings: tuple[Reading, ...], because: Mapping[str, str]) -> tuple[Entity, ...]:
    """Return every entity that the articles mention, in order of id.

    ``because`` says of persons whom no table has why articles mean one person, see ``namesakes``; what each
    article says of them is kept in ``descriptors``. Bodies and places of the text are one by their full name.
    """
    gathered: dict[str, _Gathered] = {}
    for reading in readings:
        for mention in reading.mentions:
            if mention.entity_id is not None:
                _gather(gathered.setdefault(mention.entity_id, _Gathered()), mention, reading)
    return tuple(
        _make_entity(entity_id, gathered[entity_id], because=because.get(entity_id)) for entity_id in sorted(gathered)
    )


def _gather(into: _Gathered, mention: Mention, reading: Reading) -> None:
    text = reading.article.text
    into.kinds[mention.kind] += 1
    into.names[mention.name] += 1
    into.words.add(mention.span.words(text))
    into.article_ids.add(reading.article.article_id)
    if mention.state:
        into.states[mention.state] += 1
    for span in (mention.descriptor, mention.title.span if mention.title else None):
        if span is not None:
            into.descriptors.add(span.words(text))


def _make_entity(entity_id: str, found: _Gathered, *, because: str | None) -> Entity:
    name = _commonest(found.names)
    is_curated = _is_curated(entity_id)
    return Entity(
        entity_id=entity_id,
        kind=MentionKind(_commonest(Counter({k.value: n for k, n in found.kinds.items()}))),
        name=name,
        aliases=tuple(sorted(found.words - {name})),
        state=_commonest(found.states) if found.states else None,
        wikidata=_wikidata(entity_id),
        origin="knowledge" if is_curated else "text",
        descriptors=tuple(sorted(found.descriptors)),
        article_ids=tuple(sorted(found.article_ids)),
        because=because or ("a row of the tables" if is_curated else "one full name is one entity"),
    )


def _commonest(counts: Counter[str]) -> str:
    return min(counts, key=lambda key: (-counts[key], key))


def _is_curated(entity_id: str) -> bool:
    tables = (persons_by_id(), states_by_id(), organisations_by_id())
    return any(entity_id in table for table in tables) or find_place(entity_id) is not None


def _wikidata(entity_id: str) -> str:
    person, organisation = persons_by_id().get(entity_id), organisations_by_id().get(entity_id)
    return person.wikidata if person else organisation.wikidata if organisation else ""
