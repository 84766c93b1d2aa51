"""What the reader learns from: sentences as word pieces with the answers of each head, and which rows are held back."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from foreigndesk.knowledge.codebook import event_modes
from foreigndesk.records.spans import Span
from training.checks import is_unseen, normalise
from training.rows import AttributionLabel, EventLabel, PositionLabel, Row

HELD_BACK = 15  # of a hundred rows written by people
NONE = "NONE"
NO_MODE = "-"
IGNORED = -100  # an answer the row does not give
LONGEST = 96  # word pieces read of a sentence; one in 200 of the corpus is longer
OUTSIDE, BEGINS, GOES_ON = range(3)
ATTRIBUTION = ("cue", "speaker", "content")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedTask:
    """A trigger with its parties as numbers of pieces, and the number of the right answer for each head."""

    parts: tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
    answers: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A sentence as numbers. ``of_pieces`` has an answer a piece for each head, ``pairs`` holders and targets."""

    ids: tuple[int, ...]
    of_pieces: dict[str, tuple[int, ...]]
    of_sentence: dict[str, int]
    deeds: tuple[DeedTask, ...]
    pairs: tuple[DeedTask, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The values of each head in order."""

    of_pieces: dict[str, tuple[str, ...]]
    of_sentences: dict[str, tuple[str, ...]]
    of_deeds: dict[str, tuple[str, ...]]


def is_held_back(row: Row) -> bool:
    """Return whether a row measures and does not train: by its folder or text, an article always as a whole."""
    if is_unseen(row.path):
        return True
    if row.is_template:
        return False
    key = f"{row.path.name} {row.article.title}" if row.article else normalise(row.text)
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4]) % 100 < HELD_BACK


def answers_of(event: EventLabel) -> dict[str, str | None]:
    """Return the answer of an event for each head of deeds."""
    return {
        "type": event.type,
        "mode": f"{event.type}.{event.mode or NO_MODE}" if event.type in _types_with_modes() else None,
        "factuality": event.factuality,
        "polarity": event.polarity,
        "commitment": event.commitment or NONE,
    }


@cache
def _types_with_modes() -> frozenset[str]:
    return frozenset(event_type for event_type, _ in event_modes())


def find_labels(rows: Iterable[Row]) -> Labels:
    """Return the values of each head, sorted."""
    answers = [answers_of(event) for row in rows for event in row.events]
    of_deeds = {head: tuple(sorted({value for a in answers if (value := a[head])})) for head in answers[0]}
    tags = ("outside", "begins", "goes on")
    return Labels(
        of_pieces={"trigger": (NONE, *of_deeds["type"]), **dict.fromkeys(ATTRIBUTION, tags)},
        of_sentences={"relevance": ("no", "yes")},
        of_deeds={**of_deeds, "stance": ("mixed", "neutral", "opposes", "supports")},
    )


def make_task(row: Row, labels: Labels, *, ids: Sequence[int], offsets: Sequence[tuple[int, int]]) -> Task:
    """Return a row as numbers; ``ids`` and ``offsets`` are what the tokenizer gives for its text."""
    kept = slice(0, LONGEST)
    at = [Span(*each) for each in offsets[kept]]
    return Task(
        ids=tuple(ids[kept]),
        of_pieces={
            "trigger": _trigger_answers(row.events, at, labels.of_pieces["trigger"]),
            **{name: _tag(_spans_of(row.attributions, name), at) for name in ATTRIBUTION},
        },
        of_sentence={"relevance": int(bool(row.events))},
        deeds=tuple(task for event in row.events if (task := _deed_task(event, at, labels))),
        pairs=tuple(task for position in row.positions if (task := _pair_task(position, at, labels))),
    )


def _trigger_answers(events: Iterable[EventLabel], at: Sequence[Span], values: Sequence[str]) -> tuple[int, ...]:
    answers = [0 if len(span) else IGNORED for span in at]
    for event in events:
        for number in pieces_in(at, (event.trigger,)):
            answers[number] = values.index(event.type)
    return tuple(answers)


def _spans_of(attributions: Iterable[AttributionLabel], name: str) -> list[Span]:
    found: list[Span] = []
    for each in attributions:
        match name:
            case "cue":
                found += [each.cue] if each.cue else []
            case "speaker":
                found += each.speakers
            case _:
                found += each.content
    return found


def _tag(spans: Iterable[Span], at: Sequence[Span]) -> tuple[int, ...]:
    tags = [OUTSIDE if len(span) else IGNORED for span in at]
    for span in spans:
        for place, number in enumerate(pieces_in(at, (span,))):
            tags[number] = GOES_ON if place else BEGINS
    return tuple(tags)


def _deed_task(event: EventLabel, at: Sequence[Span], labels: Labels) -> DeedTask | None:
    parts = (pieces_in(at, (event.trigger,)), pieces_in(at, event.actors), pieces_in(at, event.recipients))
    answers = {
        head: labels.of_deeds[head].index(value) if value else IGNORED for head, value in answers_of(event).items()
    }
    return DeedTask(parts=parts, answers=answers) if parts[0] else None


def _pair_task(position: PositionLabel, at: Sequence[Span], labels: Labels) -> DeedTask | None:
    parts = ((), pieces_in(at, position.holders), pieces_in(at, position.targets))
    answers = {"stance": labels.of_deeds["stance"].index(position.stance)}
    return DeedTask(parts=parts, answers=answers) if parts[1] and parts[2] else None


def pieces_in(at: Sequence[Span], spans: Iterable[Span]) -> tuple[int, ...]:
    """Return the numbers of the pieces that lie in one of the spans."""
    wanted = tuple(spans)
    return tuple(number for number, piece in enumerate(at) if len(piece) and any(s.overlaps(piece) for s in wanted))
