"""Words that report meetings, visits and calls, and words that name what they were part of."""

from dataclasses import dataclass
from functools import cache

from foreigndesk.knowledge.tables import read_list, read_table
from foreigndesk.records.claims import MeetingFormat


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingWord:
    """One verb or noun that reports a meeting. ``kind`` is meet, host, visit or call."""

    lemma: str
    pos: str
    kind: str
    format: MeetingFormat
    links: tuple[str, ...]
    example: str
    counter_example: str


@cache
def meeting_words() -> dict[tuple[str, str], MeetingWord]:
    """Return the words keyed by (lemma, ``VERB`` or ``NOUN``)."""
    return {
        (row["lemma"], row["pos"]): MeetingWord(
            lemma=row["lemma"],
            pos=row["pos"],
            kind=row["kind"],
            format=MeetingFormat(row["format"]),
            links=read_list(row["links"]),
            example=row["example"],
            counter_example=row["counter_example"],
        )
        for row in read_table("meeting_words")
    }


@cache
def clue_words(role: str) -> frozenset[str]:
    """Return the lower-case words that play ``role`` in the table of clue words."""
    return frozenset(row["words"] for row in read_table("clue_words") if row["role"] == role)


@cache
def ordinal_words() -> dict[str, int]:
    """Return the numbers of ordinals in words from "second" on, as the table of clue words counts them."""
    rows = (row["words"] for row in read_table("clue_words") if row["role"] == "ordinal")
    return {words: number for number, words in enumerate(rows, 2)}


@cache
def conflict_verbs() -> dict[str, str]:
    """Return the verb of each noun for an act of war ("invasion": "invade"), as ``conflicts.tsv`` has it."""
    cells = (row["words"].split(" > ") for row in read_table("clue_words") if row["role"] == "conflict_verb")
    return {cell[0]: cell[1] for cell in cells}
