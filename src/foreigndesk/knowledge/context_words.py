"""Words and deeds that tell what an event was about: the contexts of PLOVER."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from foreigndesk.knowledge.tables import Row, read_list, read_table

_PIECE = re.compile(r"\w+|[^\w\s]")  # as the language model parts words: cease - fire


class ContextKind(StrEnum):
    """How strongly a row speaks for its context.

    ``TOPIC`` and ``HINT`` hold words, ``DEED`` and ``DEFAULT`` types of events. A hint counts where no topic is
    found, a default where no words are. ``MASK`` holds words that only look like those of other rows.
    """

    TOPIC = "topic"
    HINT = "hint"
    DEED = "deed"
    DEFAULT = "default"
    MASK = "mask"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextWords:
    """Words that speak for one context, or types with a mode (``COERCE.cyber``). ``context`` is empty for a mask."""

    words: tuple[str, ...]
    context: str
    kind: ContextKind
    example: str
    counter_example: str
    row_source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextPhrase:
    """The pieces of one phrase, lower-case words or lemmas, and what it speaks for."""

    pieces: tuple[str, ...]
    meanings: tuple[ContextWords, ...]


@cache
def list_context_words() -> tuple[ContextWords, ...]:
    """Return the rows in the order of the table."""
    return tuple(_read_words(row) for row in read_table("context_words"))


@cache
def context_phrases() -> dict[str, tuple[ContextPhrase, ...]]:
    """Return the phrases keyed by their first piece, the longest first."""
    meanings: dict[tuple[str, ...], list[ContextWords]] = {}
    for row in list_context_words():
        if row.kind not in {ContextKind.DEED, ContextKind.DEFAULT}:
            for words in row.words:
                meanings.setdefault(tuple(_PIECE.findall(words.lower())), []).append(row)
    found: dict[str, list[ContextPhrase]] = {}
    for pieces in sorted(meanings, key=lambda listed: (-len(listed), listed)):
        found.setdefault(pieces[0], []).append(ContextPhrase(pieces=pieces, meanings=tuple(meanings[pieces])))
    return {first: tuple(phrases) for first, phrases in found.items()}


@cache
def contexts_of_deed(kind: ContextKind, event_type: str, mode: str | None) -> tuple[str, ...]:
    """Return the contexts that a type and mode, or the type with any mode, speak for."""
    names = {event_type, f"{event_type}.{mode}"}
    return tuple(row.context for row in list_context_words() if row.kind is kind and names & set(row.words))


def _read_words(row: Row) -> ContextWords:
    return ContextWords(
        words=read_list(row["words"]),
        context=row["context"],
        kind=ContextKind(row["kind"]),
        example=row["example"],
        counter_example=row["counter_example"],
        row_source=row["source"],
    )
