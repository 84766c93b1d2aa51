"""Whom an article has named up to a place in it: the people on the scene, and nouns that may refer to them."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from foreigndesk.extraction.titles import find_honorific
from foreigndesk.knowledge.offices import offices_held, persons_by_id
from foreigndesk.knowledge.titles import honorifics, office_words, widen_offices
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.facts import OfficeKind
from foreigndesk.records.mentions import Mention, MentionKind, Reference
from foreigndesk.records.spans import Span

REACH = 3  # sentences a pronoun looks back
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "ROOT"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A person mention, or what refers to it, with where it stands and which part it plays in its clause."""

    mention: Mention
    token: Token
    is_subject: bool
    is_joined: bool

    @property
    def entity(self) -> str:
        """The id of the person, or the name where it is ambiguous."""
        return self.mention.entity_id or self.mention.name


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleNoun:
    """A noun phrase that may refer: its head, its span, the role it names ("prime minister"), if it is plural."""

    token: Token
    span: Span
    role: str
    is_plural: bool


@dataclass(slots=True, kw_only=True)
class Scene:
    """Whom the article has named, while it is read from the first token to the last."""

    analysis: Analysis
    mentions: tuple[Mention, ...]
    people: list[Figure]
    covered: frozenset[int]
    groups: list[tuple[Token, list[Figure]]] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)
    resolved: dict[int, Reference] = field(default_factory=dict)

    def before(self, token: Token) -> list[Figure]:
        """Return the persons named or referred to before ``token``, in order."""
        return self.people[: bisect_left(self.people, token.index, key=lambda p: p.token.index)]

    def put(self, reference: Reference, token: Token) -> None:
        """Take in that ``token`` refers to one person or to several, who can be referred to again from there."""
        self.resolved[token.index] = reference
        named = [next((p for p in self.people if p.entity == entity), None) for entity in reference.entity_ids]
        people = [place_person(self.analysis, p.mention, token) for p in named if p is not None]
        if len(people) == 1:
            insort(self.people, people[0], key=lambda p: p.token.index)
        elif people:
            self.groups.append((token, people))


def place_people(analysis: Analysis, mentions: tuple[Mention, ...]) -> Iterator[Figure]:
    """Yield the persons named in the article, in order, each where its name stands."""
    for mention in mentions:
        head = analysis.head_of(mention.span) if mention.kind is MentionKind.PERSON else None
        if head is not None:
            yield place_person(analysis, mention, head)


def place_person(analysis: Analysis, mention: Mention, head: Token) -> Figure:
    """Return the person of a mention at ``head``, which names or means it."""
    first = _first_conjunct(analysis, head)
    joined = first.index != head.index or any(analysis.tokens[i].dep == "conj" for i in analysis.children[head.index])
    return Figure(mention=mention, token=head, is_subject=first.dep in _SUBJECTS, is_joined=joined)


def gender_shown(analysis: Analysis, mention: Mention) -> str:
    """Return the gender (m, f or empty) that an honorific before a name shows: "Ms. Okoye"."""
    return honorifics().get(find_honorific(analysis.text, mention.span.start) or "", "")


def _first_conjunct(analysis: Analysis, token: Token) -> Token:
    while (
        token.dep == "conj"
        and token.head != token.index
        and analysis.tokens[token.head].pos in {"PROPN", "NOUN", "PRON"}
    ):
        token = analysis.tokens[token.head]
    return token


def holder_in(scene: Scene, phrase: Span) -> str | None:
    """Return the state or organisation that a role noun belongs to: "the Chinese president", "the UN chief"."""
    inside = [m for m in scene.mentions if phrase.covers(m.span)]
    state = next((m.state for m in inside if m.kind is MentionKind.STATE), None)
    return state or next((m.entity_id for m in inside if m.kind is MentionKind.ORGANISATION), None)


def belongs_to(person: Figure, holder: str | None) -> bool:
    """Return whether the person stands for the state, or held an office of the organisation, that is given."""
    known = persons_by_id().get(person.mention.entity_id or "")
    title = person.mention.title
    if holder in {None, person.mention.state, title.organisation_id if title else None}:
        return True
    return known is not None and any(term.organisation_id == holder for term in known.terms)


def most_named(people: list[Figure]) -> tuple[str, ...]:
    """Return who of the persons is named or referred to most often, in order of the text."""
    counts = Counter(p.entity for p in people)
    top = max(counts.values(), default=0)
    return tuple(entity for entity in counts if counts[entity] == top)


def may_be(person: Figure, role: str) -> bool:
    """Return whether a person can be one of "the ministers": all can be "leaders", other offices must be held."""
    return OfficeKind.LEADER in office_words()[role] or has_held(person, role)


def has_held(person: Figure, role: str) -> bool:
    """Return whether the person ever held an office that ``role`` names, or the text gives it to them."""
    title = person.mention.title
    own, offices = _offices_called(role)
    if title and (title.office in offices or title.office in own):
        return True
    held = offices_held().get(person.mention.entity_id or "")
    return held is not None and not held.isdisjoint(offices)


@lru_cache(maxsize=1_000)
def _offices_called(role: str) -> tuple[frozenset[OfficeKind], frozenset[OfficeKind]]:
    """Return the offices that a role names, as the table has them and with those of a leader spelled out."""
    own = office_words().get(role) or (OfficeKind.LEADER,)
    return frozenset(own), frozenset(widen_offices(own))


def refer_to(span: Span, entities: tuple[str, ...], mentions: tuple[Span, ...], *, rule: str) -> Reference:
    """Return that the words at ``span`` mean these entities."""
    return Reference(span=span, entity_ids=entities, candidates=(), mention_spans=mentions, rule=rule)


def doubt_among(span: Span, entities: tuple[str, ...], mentions: tuple[Span, ...], *, rule: str) -> Reference:
    """Return that the words at ``span`` mean some of these entities, and the text does not tell which."""
    return Reference(span=span, entity_ids=(), candidates=entities, mention_spans=mentions, rule=rule)
