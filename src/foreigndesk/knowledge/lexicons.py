"""Words by which articles report actions, commitments and positions, each in its construction."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from foreigndesk.knowledge.tables import Row, read_list, read_table
from foreigndesk.records.claims import CommitmentKind, Stance

_OBJECT = "object:"
_NOUN_PHRASE = "_np"
_LONGEST_GAP = 3  # words that a * of a phrase may stand for


class Complement(StrEnum):
    """What a trigger must have with it."""

    NONE = ""
    TO_INF = "to_inf"
    THAT_CLAUSE = "that_clause"
    GERUND = "gerund"
    OBJECT = "object"
    NEGATED = "negated"


_PARTICLE_DEMAND = 2
_DEMANDS = {
    Complement.NONE: 0,
    Complement.TO_INF: 4,
    Complement.THAT_CLAUSE: 4,
    Complement.GERUND: 4,
    Complement.OBJECT: 5,
    Complement.NEGATED: 8,
}


class Roles(StrEnum):
    """Which side of a trigger acts."""

    DIRECT = ""
    REVERSE = "reverse"
    MUTUAL = "mutual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Construction:
    """A trigger with what must go with it. ``words`` are the lemmas of which one heads the object."""

    lemma: str
    pos: str
    particles: tuple[str, ...]
    complement: Complement
    words: frozenset[str]

    @property
    def demand(self) -> int:
        """How much the construction asks for: a negation most, then an object, a clause, a particle.

        An object comes before a clause, which often belongs to the object ("declined the offer to send").
        """
        return _DEMANDS[self.complement] + _PARTICLE_DEMAND * bool(self.particles)

    @property
    def name(self) -> str:
        """The construction in one word, for rules: ``hold:verb:with:object``."""
        return ":".join(p for p in (self.lemma, self.pos.lower(), *self.particles, self.complement.value) if p)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionWord:
    """A verb or noun that makes an event between two actors. ``cameo`` is empty where no code is safe."""

    construction: Construction
    type: str
    mode: str | None
    cameo: str
    roles: Roles
    example: str
    counter_example: str
    row_source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentWord:
    """A verb or noun by which somebody signs, promises, intends, calls for, refuses or denies."""

    construction: Construction
    kind: CommitmentKind
    example: str
    counter_example: str
    row_source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentPhrase:
    """Words in their order that report a joint statement or that nothing was agreed."""

    words: str
    pattern: re.Pattern[str]
    kind: CommitmentKind
    example: str
    counter_example: str
    row_source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceWord:
    """A verb, noun or adjective by which a holder supports or opposes a target."""

    construction: Construction
    stance: Stance
    example: str
    counter_example: str
    row_source: str


Words = ActionWord | CommitmentWord | StanceWord


@cache
def list_action_words() -> tuple[ActionWord, ...]:
    """Return the action triggers in the order of the table."""
    return tuple(_read_action(row) for row in read_table("actions"))


@cache
def list_commitment_words() -> tuple[CommitmentWord, ...]:
    """Return the verbs and nouns of the commitment table in its order."""
    return tuple(_read_commitment(row) for row in read_table("commitments") if row["pos"] != "PHRASE")


@cache
def list_commitment_phrases() -> tuple[CommitmentPhrase, ...]:
    """Return the phrases of the commitment table in its order."""
    return tuple(_read_phrase(row) for row in read_table("commitments") if row["pos"] == "PHRASE")


@cache
def commitment_phrases() -> tuple[re.Pattern[str], dict[str, tuple[CommitmentPhrase, ...]]]:
    """Return a pattern of the first words of the phrases, and the phrases keyed by their first word."""
    found: dict[str, tuple[CommitmentPhrase, ...]] = {}
    for phrase in list_commitment_phrases():
        first = phrase.words.split()[0]
        found[first] = (*found.get(first, ()), phrase)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(found)))})\b", re.IGNORECASE), found


@cache
def list_stance_words() -> tuple[StanceWord, ...]:
    """Return the stance triggers in the order of the table."""
    return tuple(_read_stance(row) for row in read_table("stances"))


@cache
def action_words() -> dict[tuple[str, str], tuple[ActionWord, ...]]:
    """Return the action triggers keyed by lemma and part of speech, the most demanding first."""
    found: dict[tuple[str, str], tuple[ActionWord, ...]] = {}
    for word in sorted(list_action_words(), key=lambda w: -w.construction.demand):
        key = (word.construction.lemma, word.construction.pos)
        found[key] = (*found.get(key, ()), word)
    return found


@cache
def commitment_words() -> dict[tuple[str, str], tuple[CommitmentWord, ...]]:
    """Return the commitment triggers keyed by lemma and part of speech, a negated one first."""
    found: dict[tuple[str, str], tuple[CommitmentWord, ...]] = {}
    for word in sorted(list_commitment_words(), key=lambda w: -w.construction.demand):
        key = (word.construction.lemma, word.construction.pos)
        found[key] = (*found.get(key, ()), word)
    return found


@cache
def stance_words() -> dict[tuple[str, str], tuple[StanceWord, ...]]:
    """Return the stance triggers keyed by lemma and part of speech, the most demanding first."""
    found: dict[tuple[str, str], tuple[StanceWord, ...]] = {}
    for word in sorted(list_stance_words(), key=lambda w: -w.construction.demand):
        key = (word.construction.lemma, word.construction.pos)
        found[key] = (*found.get(key, ()), word)
    return found


@cache
def corrected_lemmas() -> dict[tuple[str, str], str]:
    """Return the lemmas of forms that the language model gets wrong, keyed by form and part of speech."""
    return {(row["form"], row["pos"]): row["lemma"] for row in read_table("lemmas")}


@cache
def frame_words(role: str) -> frozenset[str]:
    """Return the lower-case words that play ``role`` in the reading of constructions."""
    return frozenset(row["word"] for row in read_table("frame_words") if row["role"] == role)


def _read_action(row: Row) -> ActionWord:
    return ActionWord(
        construction=_read_construction(row["lemma"], row["pos"], row["complement"], particles=row["particle"]),
        type=row["type"],
        mode=row["mode"] or None,
        cameo=row["cameo"],
        roles=Roles(row["roles"]),
        example=row["example"],
        counter_example=row["counter_example"],
        row_source=row["source"],
    )


def _read_commitment(row: Row) -> CommitmentWord:
    return CommitmentWord(
        construction=_read_pattern(row),
        kind=CommitmentKind(row["kind"]),
        example=row["example"],
        counter_example=row["counter_example"],
        row_source=row["source"],
    )


def _read_stance(row: Row) -> StanceWord:
    return StanceWord(
        construction=_read_construction(row["lemma"], row["pos"], row["complement"], particles=row["particle"]),
        stance=Stance(row["stance"]),
        example=row["example"],
        counter_example=row["counter_example"],
        row_source=row["source"],
    )


def _read_phrase(row: Row) -> CommitmentPhrase:
    gap = rf"(?:[\w’'-]+\s+){{0,{_LONGEST_GAP}}}"
    words = row["lemma"].split()
    parts = [gap if word == "*" else rf"[“\"‘]?{re.escape(word)}\b\s*" for word in words[1:]]
    return CommitmentPhrase(
        words=row["lemma"],
        pattern=re.compile(rf"\b{re.escape(words[0])}\b\s*{''.join(parts)}", re.IGNORECASE),
        kind=CommitmentKind(row["kind"]),
        example=row["example"],
        counter_example=row["counter_example"],
        row_source=row["source"],
    )


def _read_pattern(row: Row) -> Construction:
    """Return the construction of a row of the commitment table: "rule out", ``for_np``."""
    lemma, _, particle = row["lemma"].partition(" ")
    pattern = row["pattern"]
    if pattern.endswith(_NOUN_PHRASE):
        return _read_construction(lemma, row["pos"], "", particles=pattern.removesuffix(_NOUN_PHRASE))
    return _read_construction(lemma, row["pos"], pattern, particles=particle)


def _read_construction(lemma: str, pos: str, complement: str, *, particles: str) -> Construction:
    asks_object = complement.startswith(_OBJECT)
    return Construction(
        lemma=lemma,
        pos=pos,
        particles=read_list(particles),
        complement=Complement.OBJECT if asks_object else Complement(complement),
        words=frozenset(read_list(complement.removeprefix(_OBJECT))) if asks_object else frozenset(),
    )
