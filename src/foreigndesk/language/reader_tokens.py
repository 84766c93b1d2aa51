"""What the trained reader reads: word pieces, with the words of an actor and a recipient marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from foreigndesk.records.spans import Span

LONGEST = 96  # word pieces read of a sentence; one in 200 of the corpus is longer
ACTOR, RECIPIENT = 1, 2
# Pieces of BERT's vocabulary that no text has ("[unused0]" …): before and after the actor, the recipient.
MARKERS = {ACTOR: (1, 2), RECIPIENT: (3, 4)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A sentence, and the words of it whose deed is asked for; without them, whether it tells of any deed."""

    text: str
    actor: Span | None = None
    recipient: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """Word pieces by number, and for each whether it belongs to the actor (1), the recipient (2) or neither (0)."""

    ids: tuple[int, ...]
    roles: tuple[int, ...]


def mark_pieces(question: Question, ids: Sequence[int], offsets: Sequence[tuple[int, int]]) -> Pieces:
    """Return the pieces with a marker before and after the actor and the recipient.

    ``ids`` begin and end with pieces that stand for no words, as BERT's do.
    """
    roles = [_role_at(question, start, end) for start, end in offsets]
    marked: list[tuple[int, int]] = []
    for number, (piece, role) in enumerate(zip(ids, roles, strict=True)):
        if role and roles[number - 1] != role:
            marked.append((MARKERS[role][0], role))
        marked.append((piece, role))
        if role and roles[number + 1] != role:
            marked.append((MARKERS[role][1], role))
    kept = marked if len(marked) <= LONGEST else [*marked[: LONGEST - 1], marked[-1]]
    return Pieces(ids=tuple(piece for piece, _ in kept), roles=tuple(role for _, role in kept))


def _role_at(question: Question, start: int, end: int) -> int:
    if start == end:
        return 0
    here = Span(start, end)
    if question.actor is not None and question.actor.overlaps(here):
        return ACTOR
    return RECIPIENT if question.recipient is not None and question.recipient.overlaps(here) else 0
