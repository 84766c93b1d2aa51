"""Nouns that name actors by their kind, nouns that name deeds, and verbs that join the two."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from foreigndesk.knowledge.codebook import Sector, sectors
from foreigndesk.knowledge.phrases import PhraseIndex
from foreigndesk.knowledge.tables import Row, read_list, read_table

_HISSING = ("s", "x", "z", "ch", "sh")  # their plural takes "es"
_VOWELS = "aeiou"


class ActorForm(StrEnum):
    """What a noun for an actor is, whatever its sector."""

    PERSON = "person"
    GROUP = "group"
    BODY = "body"
    CRAFT = "craft"
    SITE = "site"


class Link(StrEnum):
    """How one side of a deed is joined to the noun that names it, where no other preposition does."""

    POSS = "poss"
    BY = "by"
    OF = "of"
    FROM = "from"
    COMPOUND = "compound"
    BETWEEN = "between"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorNoun:
    """One noun that names an actor by its kind. ``noun`` is singular and in small letters."""

    noun: str
    plural: str
    sector: Sector
    form: ActorForm
    example: str
    counter_example: str
    row_source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventNoun:
    """One noun that names a deed, singular and in small letters.

    ``actor`` says how the doer is joined to it; ``recipient`` the prepositions that bring in the other side,
    the likeliest first, and ``poss`` where the owner undergoes the deed. Nothing stands in both.
    """

    noun: str
    actor: tuple[Link, ...]
    recipient: tuple[str, ...]
    example: str
    counter_example: str
    row_source: str


class NounSide(StrEnum):
    """Where the noun for a deed stands beside the verb that carries it."""

    OBJECT = "object"
    PARTICLE_OBJECT = "particle_object"
    SUBJECT = "subject"


class Voice(StrEnum):
    """In which voice a verb carries a noun."""

    ACTIVE = "active"
    PASSIVE = "passive"
    EITHER = "either"


class Doer(StrEnum):
    """Whether the subject of a verb does the deed (direct) or undergoes it (reverse)."""

    DIRECT = "direct"
    REVERSE = "reverse"


@dataclass(frozen=True, slots=True, kw_only=True)
class LightVerb:
    """One verb that carries a noun for a deed. ``particles`` must go with it, the last next to its object."""

    verb: str
    particles: tuple[str, ...]
    noun_side: NounSide
    voice: Voice
    roles: Doer
    example: str
    counter_example: str
    row_source: str


@cache
def actor_nouns() -> dict[str, ActorNoun]:
    """Return the nouns for actors keyed by their singular: "coast guard"."""
    return {row["noun"]: _read_actor_noun(row) for row in read_table("actor_nouns")}


@cache
def actor_noun_index() -> PhraseIndex[ActorNoun]:
    """Return the index of the nouns for actors, singular and plural, in any case; the longest wins."""
    nouns = actor_nouns().values()
    return PhraseIndex(((form, noun) for noun in nouns for form in (noun.noun, noun.plural)), any_case=True)


@cache
def event_nouns() -> dict[str, EventNoun]:
    """Return the nouns for deeds keyed by their singular: "phone call"."""
    return {row["noun"]: _read_event_noun(row) for row in read_table("event_nouns")}


@cache
def event_noun_index() -> PhraseIndex[EventNoun]:
    """Return the index of the nouns for deeds, singular and plural, in any case; the longest wins."""
    nouns = event_nouns().values()
    return PhraseIndex(
        ((form, noun) for noun in nouns for form in (noun.noun, plural_of_noun(noun.noun))), any_case=True
    )


@cache
def light_verbs() -> dict[str, tuple[LightVerb, ...]]:
    """Return the verbs that carry nouns for deeds keyed by lemma, those with the most particles first."""
    found: dict[str, tuple[LightVerb, ...]] = {}
    for verb in sorted(map(_read_light_verb, read_table("light_verbs")), key=lambda v: -len(v.particles)):
        found[verb.verb] = (*found.get(verb.verb, ()), verb)
    return found


def plural_of_noun(noun: str) -> str:
    """Return the regular plural of a noun: "envoys", "ministries", "heads of state"."""
    head, separator, rest = noun.partition(" of ")
    if separator:
        return plural_of_noun(head) + separator + rest
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return f"{noun[:-1]}ies"
    return noun + ("es" if noun.endswith(_HISSING) else "s")


def _read_actor_noun(row: Row) -> ActorNoun:
    return ActorNoun(
        noun=row["noun"],
        plural=row["plural"] or plural_of_noun(row["noun"]),
        sector=sectors()[row["sector"]],
        form=ActorForm(row["as"]),
        example=row["example"],
        counter_example=row["counter_example"],
        row_source=row["source"],
    )


def _read_event_noun(row: Row) -> EventNoun:
    return EventNoun(
        noun=row["noun"],
        actor=tuple(Link(link) for link in read_list(row["actor"])),
        recipient=read_list(row["recipient"]),
        example=row["example"],
        counter_example=row["counter_example"],
        row_source=row["source"],
    )


def _read_light_verb(row: Row) -> LightVerb:
    return LightVerb(
        verb=row["verb"],
        particles=tuple(row["particle"].split()),
        noun_side=NounSide(row["noun_side"]),
        voice=Voice(row["voice"]),
        roles=Doer(row["roles"]),
        example=row["example"],
        counter_example=row["counter_example"],
        row_source=row["source"],
    )
