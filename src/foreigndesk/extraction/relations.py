"""Persons meant by their relation to another: predecessor, successor, counterpart, host, guest."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from foreigndesk.extraction.scenes import Figure, Scene, belongs_to, doubt_among, holder_in, most_named, refer_to
from foreigndesk.knowledge.meetings import clue_words
from foreigndesk.knowledge.offices import Succession, find_successions, persons_by_id
from foreigndesk.knowledge.references import reference_words
from foreigndesk.knowledge.titles import widen_offices
from foreigndesk.records.analyses import Token
from foreigndesk.records.facts import OfficeKind
from foreigndesk.records.mentions import Mention, MentionKind, Reference
from foreigndesk.records.spans import Span

_NARROWING = frozenset({"amod", "compound", "nmod"})
_RELATIONS = ("predecessor", "successor", "counterpart", "host", "guest")
_LINKS = frozenset({"of", "to"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Relation:
    """A noun of relation, with whom it is related to and the words that narrow it ("Indian counterpart")."""

    token: Token
    span: Span
    owner: Figure
    beside: Figure | None


@cache
def relation_words() -> dict[str, str]:
    """Return the nouns of relation with the relation that each tells."""
    return {word: relation for relation in _RELATIONS for word in reference_words("relation", relation)}


def is_relation(token: Token) -> bool:
    """Return whether a token is a noun that means somebody by relation to another."""
    return token.tag in {"NN", "NNP"} and token.text.lower() in relation_words()


def read_relation(scene: Scene, token: Token) -> Reference | None:
    """Return whom "his predecessor" or "her Ghanaian counterpart" means, or None where words and tables do not tell."""
    owner, beside = _owner_of(scene, token), _named_beside(scene, token)
    if owner is None or _is_farther(scene, token):
        return None
    left = [scene.analysis.tokens[i] for i in scene.analysis.children[token.index] if i < token.index]
    start = min((t.start for t in left if t.dep in _NARROWING), default=token.start)
    span = Span(start, token.end)
    relation = _Relation(
        token=token, span=span, owner=owner, beside=None if beside and beside.entity == owner.entity else beside
    )
    return _READERS[relation_words()[token.text.lower()]](scene, relation)


def _is_farther(scene: Scene, token: Token) -> bool:
    """Return whether words behind the noun count farther: "predecessor but one"."""
    return bool(re.match(r"\s+but\b", scene.analysis.text[token.end : token.end + 5]))


def _owner_of(scene: Scene, token: Token) -> Figure | None:
    """Return the person to whom a noun is related: "his", "Scholz's", "of Olaf Scholz"."""
    analysis = scene.analysis
    below = [analysis.tokens[i] for i in analysis.children[token.index]]
    owners = [t for t in below if t.dep == "poss"]
    owners += [analysis.tokens[i] for t in below if t.text in _LINKS for i in analysis.children[t.index]]
    for owner in owners:
        reference = scene.resolved.get(owner.index)
        if reference is not None and len(reference.entity_ids) == 1:
            return next((p for p in scene.people if p.entity == reference.entity_ids[0]), None)
        named = next((p for p in scene.people if p.mention.span.covers(owner.span)), None)
        if named is not None:
            return named
    return None


def _named_beside(scene: Scene, token: Token) -> Figure | None:
    """Return the person named right behind the noun: "his predecessor Sergei Shoigu", "her host, Xi Jinping, ..."."""
    text = scene.analysis.text
    for person in scene.people:
        span = person.mention.span
        between = text[token.end : span.start] if person.token.index > token.index else ""
        if re.fullmatch(r"\s+", between):
            return person
        if re.fullmatch(r",\s+", between) and re.match(r"[,.;)]", text[span.end : span.end + 1]):
            return person
    return None


def _read_succession(scene: Scene, relation: _Relation) -> Reference | None:
    """Return who held an office before or after the owner: in which office, the text or the tables tell."""
    owner, is_before = relation.owner, relation_words()[relation.token.text.lower()] == "predecessor"
    word = "predecessor" if is_before else "successor"
    found = list(_successions(scene, owner, is_before=is_before))
    if relation.beside is not None:
        named = relation.beside
        fitting = [s for s in found if s.person_id == named.entity]
        told = fitting[0].says if fitting else "in an office that no table tells"
        return refer_to(
            relation.span, (named.entity,), (named.mention.span,), rule=f"{word} of {owner.mention.name} {told}"
        )
    persons = tuple(dict.fromkeys(s.person_id for s in found))
    spans = (owner.mention.span,)
    if len(persons) == 1:
        return refer_to(relation.span, persons, spans, rule=f"{word} of {owner.mention.name} {found[0].says}")
    if persons:
        return doubt_among(
            relation.span, persons, spans, rule=f"{word} of {owner.mention.name} in one of several offices"
        )
    return None


def _successions(scene: Scene, owner: Figure, *, is_before: bool) -> Iterator[Succession]:
    """Yield those before or after a person, in the office that the text gives to the person where it gives one."""
    person = persons_by_id().get(owner.entity)
    if person is None:
        return
    titles = [m.title for m in scene.mentions if m.entity_id == owner.entity and m.title]
    offices: set[OfficeKind] = {kind for title in titles for kind in widen_offices((title.office,))}
    yield from find_successions(person, frozenset(offices), is_before=is_before)


def _read_counterpart(scene: Scene, relation: _Relation) -> Reference | None:
    """Return the one named beside the word, else who stands for the state named, else the other one of the pair."""
    rule = f"counterpart of {relation.owner.mention.name}"
    if relation.beside is not None:
        return refer_to(relation.span, (relation.beside.entity,), (relation.beside.mention.span,), rule=rule)
    others = [p for p in scene.before(relation.token) if p.entity != relation.owner.entity and _has_office(p.mention)]
    holder = holder_in(scene, relation.span)
    if holder is not None:
        chosen = [p for p in others if belongs_to(p, holder)]
        entities = most_named(chosen)
    else:
        last = max((p.token.sentence for p in others), default=-1)
        chosen = [p for p in others if p.token.sentence == last]
        entities = tuple(dict.fromkeys(p.entity for p in chosen))
    spans = tuple(dict.fromkeys(p.mention.span for p in reversed(chosen) if p.entity in entities))
    if len(entities) == 1:
        return refer_to(relation.span, entities, spans, rule=rule)
    return doubt_among(relation.span, entities, spans, rule=rule) if entities else None


def _has_office(mention: Mention) -> bool:
    return mention.title is not None or mention.entity_id in persons_by_id()


def _read_visit(scene: Scene, relation: _Relation) -> Reference | None:
    """Return the host of a guest, or the guest of a host; in doubt where the article tells of several."""
    is_host = relation_words()[relation.token.text.lower()] == "host"
    visits = list_visits(scene, relation.token)
    pairs = [(guest, host) if is_host else (host, guest) for host, guest in visits]
    others = {other.entity: other for one, other in pairs if one.entity == relation.owner.entity}
    spans = tuple(p.mention.span for p in others.values())
    rule = f"{'host' if is_host else 'guest'} of {relation.owner.mention.name}"
    if len(others) == 1:
        return refer_to(relation.span, tuple(others), spans, rule=rule)
    return doubt_among(relation.span, tuple(others), spans, rule=rule) if others else None


def list_visits(scene: Scene, before: Token) -> list[tuple[Figure, Figure]]:
    """Return host and guest of each visit told before a token, in order: "Macron received Meloni"."""
    found = []
    for verb in scene.analysis.tokens[: before.index]:
        if verb.pos == "VERB" and verb.lemma in reference_words("visit", "host_verb") and not _looks_back(scene, verb):
            hosts, guests = _arguments(scene, verb)
            if len(hosts) == 1 and len(guests) == 1 and hosts[0].entity != guests[0].entity:
                found.append((hosts[0], guests[0]))
    return found


def _looks_back(scene: Scene, verb: Token) -> bool:
    """Return whether a clause tells of another time: "since 2017, when the president received him"."""
    below = (scene.analysis.tokens[i] for i in scene.analysis.children[verb.index])
    return any(t.text.lower() in clue_words("same_time") for t in below if t.index < verb.index)


def _arguments(scene: Scene, verb: Token) -> tuple[list[Figure], list[Figure]]:
    """Return the persons who do and who are done to: subject and object, or agent and subject of a passive."""
    analysis = scene.analysis
    below = [analysis.tokens[i] for i in analysis.children[verb.index]]
    agents = [analysis.tokens[i] for t in below if t.dep == "agent" for i in analysis.children[t.index]]
    passive = [t for t in below if t.dep == "nsubjpass"]
    subjects = agents if passive else [t for t in below if t.dep == "nsubj"]
    objects = passive or [t for t in below if t.dep == "dobj"]
    return _people_at(scene, subjects), _people_at(scene, objects)


def _people_at(scene: Scene, tokens: list[Token]) -> list[Figure]:
    found = []
    for token in tokens:
        reference = scene.resolved.get(token.index)
        entity = reference.entity_ids[0] if reference and len(reference.entity_ids) == 1 else None
        found += [p for p in scene.people if p.entity == entity or p.mention.span.covers(token.span)][:1]
    return [p for p in found if p.mention.kind is MentionKind.PERSON]


_READERS: dict[str, Callable[[Scene, _Relation], Reference | None]] = {
    "predecessor": _read_succession,
    "successor": _read_succession,
    "counterpart": _read_counterpart,
    "host": _read_visit,
    "guest": _read_visit,
}
