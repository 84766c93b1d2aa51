"""Cues: the words by which a text says that somebody said, asked, promised or held something."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from foreigndesk.knowledge.tables import Row, read_list, read_table
from foreigndesk.records.claims import Factuality


class CueKind(StrEnum):
    """What a row of the table is."""

    VERB = "verb"  # "said"
    PHRASE = "phrase"  # "according to", which brings in the speaker
    NOUN = "noun"  # "claim" in "his claim that ..."
    DOCUMENT = "document"  # "statement", which has issuers and can itself be named as the speaker
    BODY = "body"  # "government", which speaks for the state that it is named with
    WORK = "work"  # "article", whose name stands in marks
    SCARE = "scare"  # "so-called", which puts words in marks at a distance
    PASSING = "passing"  # "quote", by which one passes on another's words: "the ministry quoted Xi as saying"
    SOURCE = "source"  # "analyst", who without a name is an unnamed source
    ISSUING = "issuing"  # "issue", by which somebody brings out a document
    COLON = "colon"  # the colon after a name that opens a heading or a turn of a transcript
    DASH = "dash"  # the sign before a name that ends a heading


class CueAct(StrEnum):
    """What a speaker does by the cue."""

    SAY = "say"
    ASK = "ask"
    PROMISE = "promise"
    JUDGE = "judge"
    THINK = "think"
    SHOW = "show"


@dataclass(frozen=True, slots=True, kw_only=True)
class CueWord:
    """One cue. ``takes`` are the complements that hold what is said; ``takes_marked`` only where it is marked.

    A complement is ``that_clause`` (with or without "that"), ``to_inf``, ``object``, ``complement`` (what
    somebody is called) or a preposition. ``has_addressee``: the object is who is spoken to. ``factuality``
    is that of what is said.
    """

    lemma: str
    kind: CueKind
    act: CueAct
    factuality: Factuality
    takes: frozenset[str]
    takes_marked: frozenset[str]
    has_addressee: bool
    example: str
    counter_example: str


@cache
def cues_of(kind: CueKind) -> dict[str, CueWord]:
    """Return the cues of one kind, keyed by lemma; a phrase by its lower-case words."""
    found: dict[str, CueWord] = {}
    for row in read_table("cues"):
        if row["kind"] == kind.value:
            cue = _read_cue(row)
            found.update(dict.fromkeys(read_list(row["lemma"]), cue))
    return found


def _read_cue(row: Row) -> CueWord:
    takes = [part for part in read_list(row["takes"]) if part != "addressee"]
    return CueWord(
        lemma=read_list(row["lemma"])[0],
        kind=CueKind(row["kind"]),
        act=CueAct(row["act"] or "say"),
        factuality=Factuality(row["factuality"] or "attributed"),
        takes=frozenset(part for part in takes if not part.endswith(":marked")),
        takes_marked=frozenset(part.removesuffix(":marked") for part in takes),
        has_addressee="addressee" in read_list(row["takes"]),
        example=row["example"],
        counter_example=row["counter_example"],
    )
