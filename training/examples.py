"""What the reader learns from: one question an event, the sentences without events, and which rows are held back."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foreigndesk.language.reader_tokens import Question
from foreigndesk.records.spans import Span
from training.checks import normalise
from training.rows import EventLabel, Row

HELD_BACK = 15  # of a hundred rows written by people
NONE = "NONE"
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question and its answers; ``None`` where the row does not tell, so that a head learns nothing from it."""

    question: Question
    type: str | None
    mode: str | None = None
    factuality: str | None = None
    polarity: str | None = None
    is_relevant: bool | None = None


def is_held_back(row: Row) -> bool:
    """Return whether a row measures and does not train: by its text, an article always as a whole."""
    if row.is_template:
        return False
    key = f"{row.path.name} {row.article.title}" if row.article else normalise(row.text)
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4]) % 100 < HELD_BACK


def make_examples(rows: Iterable[Row]) -> list[Example]:
    """Return the examples of rows, in order."""
    return [example for row in rows for example in _examples_of(row)]


def _examples_of(row: Row) -> Iterator[Example]:
    yield Example(question=Question(text=row.text), type=None, is_relevant=bool(row.events))
    for event in row.events:
        if event.actors or event.recipients:
            yield _example_of(row, event)
    if not row.events:
        yield Example(question=_mark_names(row.text), type=NONE)


def _example_of(row: Row, event: EventLabel) -> Example:
    """The first actor and the first recipient are marked, or the second actor where the deed has no recipient."""
    actors = event.actors
    recipient = next(iter((*event.recipients, *actors[1:])), None)
    return Example(
        question=Question(text=row.text, actor=actors[0] if actors else None, recipient=recipient),
        type=event.type,
        mode=f"{event.type}.{event.mode}" if event.mode else None,
        factuality=event.factuality,
        polarity=event.polarity,
    )


def _mark_names(text: str) -> Question:
    """Mark the first two names as a coder would who looks for a deed where there is none."""
    spans = [Span(found.start(), found.end()) for found in _NAME.finditer(text)][:2]
    return Question(text=text, actor=next(iter(spans), None), recipient=spans[1] if len(spans) > 1 else None)
