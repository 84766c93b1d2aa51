"""Mentions of persons, states, organisations, places and offices, and the entities they name."""

from dataclasses import dataclass
from enum import StrEnum

from foreigndesk.records.facts import OfficeKind
from foreigndesk.records.spans import Span

LOCAL = "local:"  # begins the ids of entities that no table has


class MentionKind(StrEnum):
    """What a mention names."""

    PERSON = "person"
    STATE = "state"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"


class MentionUse(StrEnum):
    """How the words are used: "Beijing" is a government, a place, or a modifier."""

    ACTOR = "actor"
    METONYM = "metonym"
    MODIFIER = "modifier"
    PLACE = "place"
    TOPIC = "topic"


class TitleQualifier(StrEnum):
    """What the words before a title say of the holder's time in office."""

    CURRENT = "current"
    NEW = "new"
    FORMER = "former"
    ACTING = "acting"
    FUTURE = "future"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeTitle:
    """A title that the text gives to a person: "newly appointed Russian Defense Minister"."""

    span: Span
    office: OfficeKind
    state: str | None
    organisation_id: str | None
    qualifier: TitleQualifier


class PointKind(StrEnum):
    """What the coordinates of a location are: its own, the middle of a state, a town inside a subdivision."""

    OWN = "own"
    MIDDLE = "middle"
    INSIDE = "inside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where a place lies. ``precision`` is ``state`` or the kind of the place: ``venue``, ``city``.

    Degrees are WGS 84; without them no table has a point. ``geonames_id`` is empty where it is not known.
    """

    precision: str
    latitude: float | None
    longitude: float | None
    point: PointKind | None
    geonames_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name somebody or something, and what they were linked to and why.

    ``entity_id`` is an id of the knowledge tables (``xi-jinping``, ``CHN``, ``sco``, ``astana``), of the gazetteer
    (``geonames:1695462:pandi``, ``iso:US-AL:alabama``) or, for a name read from the text alone, a local id that
    begins with ``local:``. When several entities fit it is ``None`` and ``candidates`` lists them. ``state`` is the
    state that the mention stands for or belongs to. ``descriptor`` is what the text says of the person where that
    is no known office. ``location`` is where a place or state lies.
    """

    span: Span
    kind: MentionKind
    name: str
    head: Span
    use: MentionUse
    rule: str
    because: str
    entity_id: str | None = None
    candidates: tuple[str, ...] = ()
    state: str | None = None
    title: OfficeTitle | None = None
    descriptor: Span | None = None
    location: Location | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What a pronoun or role noun ("he", "the two leaders", "the Chinese president") refers to.

    Exactly one of ``entity_ids`` (one or several) and ``candidates`` (ambiguous) is filled; both are empty where
    a person rejected what the rules read. ``mention_spans`` are the mentions it was resolved to, nearest first;
    ``rule`` is the reason in words.
    """

    span: Span
    entity_ids: tuple[str, ...]
    candidates: tuple[str, ...]
    mention_spans: tuple[Span, ...]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWords:
    """A title whose holder the article does not name: "the Russian defence minister".

    ``title`` is the word of the title table; who held the office is known once the article is dated.
    """

    span: Span
    title: str
    state: str | None
    organisation_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedWords:
    """Words of an article that name somebody or refer to somebody, with the id by which people point at them."""

    article_id: str
    said: Mention | Reference

    @property
    def words_id(self) -> str:
        """The id: ``ARTICLE:START-END``, the same after each build while the article is the same."""
        return f"{self.article_id}:{self.said.span.start}-{self.said.span.end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, state, organisation or place of the desk: curated, or read from the articles.

    ``origin`` is ``knowledge`` or ``text``; ``descriptors`` are what articles say of it; ``because`` says why the
    articles mean one and the same, or why others of that name are kept apart.
    """

    entity_id: str
    kind: MentionKind
    name: str
    aliases: tuple[str, ...]
    state: str | None
    wikidata: str
    origin: str
    descriptors: tuple[str, ...]
    article_ids: tuple[str, ...]
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionCorrection:
    """What a person decided about a mention or reference.

    It means ``entity_id``, or with ``None``, not whom the rules read. ``says`` tells who decided it, when, and why.
    """

    article_id: str
    span: Span
    entity_id: str | None
    says: str
