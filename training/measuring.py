"""How well the reader reads rows that never trained it, and from which probability on each type is believed."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import TypeVar

from foreigndesk.extraction.actions import Actions, read_actions
from foreigndesk.extraction.candidates import sentences_to_read
from foreigndesk.extraction.commitments import find_commitments
from foreigndesk.extraction.deed_commitments import join_commitments
from foreigndesk.extraction.mentions import find_mentions
from foreigndesk.extraction.parties import make_cast
from foreigndesk.extraction.references import find_references
from foreigndesk.extraction.sides import Scene
from foreigndesk.extraction.times import find_times
from foreigndesk.language.parser import analyse_text
from foreigndesk.language.reader import ReaderSettings, SentenceSigns, read_signs
from foreigndesk.records.analyses import Analysis
from foreigndesk.records.claims import ActionClaim, CommitmentClaim
from foreigndesk.records.signs import Signs
from foreigndesk.records.spans import Span
from foreigndesk.sources import find_dateline
from training.examples import answers_of
from training.rows import EventLabel, Row

SEED = 20_261_127
DRAWS = 400  # of rows with replacement, for an interval
INTERVAL = (0.025, 0.975)
GRID = tuple(n / 100 for n in range(20, 80, 5))
PRIOR = 100  # events
NEAR = 2  # steps of the grid on each side
FLAT = 0.005  # of F1: less is no difference

Pairs = list[tuple[str, str]]  # what is right and what was read
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure in percent with the interval that holds 95 of 100 draws; ``number`` is what it rests on."""

    head: str
    measure: str
    value: float
    low: float
    high: float
    number: int


def read_row(row: Row, settings: ReaderSettings | None = None, *, rules_alone: bool = False) -> Actions:
    """Return what rules and reader make of the sentence of a row, as in an article of its own.

    ``settings`` stand in the place of those that the model has.
    """
    scene = _scene_of(row)
    analysis = scene.cast.analysis
    if rules_alone:
        return read_actions(scene, analysis)
    return read_actions(scene, analysis, signs=_signs_of(analysis, sentences_to_read(scene.cast), settings))


def _scene_of(row: Row) -> Scene:
    analysis = analyse_text(row.text)
    mentions = find_mentions(analysis)
    cast = make_cast(analysis, mentions, find_references(analysis, mentions))
    times, dateline = find_times(analysis), find_dateline(row.text)
    return Scene(article_id="row", cast=cast, times=times, quotations=(), dateline=dateline)


def _signs_of(analysis: Analysis, numbers: Sequence[int], settings: ReaderSettings | None) -> dict[int, Signs]:
    spans = [analysis.sentences[number].span for number in numbers]
    return dict(zip(numbers, read_signs(analysis.text, spans, settings=settings), strict=True))


def choose_thresholds(rows: Sequence[Row]) -> dict[str, float]:
    """Return for each type the threshold with about the best F1 of its events, drawn towards that of all types.

    A type has some fifty events here, so its own best threshold is partly chance: it counts as much as its events
    beside ``PRIOR`` others.
    """
    nothing = ReaderSettings(thresholds={event.type: 0.0 for row in rows for event in row.events})
    found = [(claim, is_right(row, claim)) for row in rows for claim in read_row(row, nothing).claims]
    gold = Counter(event.type for row in rows for event in row.events)
    usual = _best_threshold(found, gold.total())
    chosen = {}
    for name, number in sorted(gold.items()):
        own = _best_threshold([(claim, right) for claim, right in found if claim.type == name], number)
        chosen[name] = round((number * own + PRIOR * usual) / (number + PRIOR), 2)
    return chosen


def is_right(row: Row, claim: ActionClaim) -> bool:
    """Return whether a row tells of an event of the same type at words of the same trigger."""
    return any(event.type == claim.type and event.trigger.overlaps(claim.trigger) for event in row.events)


def _best_threshold(claims: Sequence[tuple[ActionClaim, bool]], gold: int) -> float:
    """Return the lowest threshold whose F1, with those of its neighbours, is about the best.

    A peak by chance has low neighbours; where the curve is flat, an event that is told with little confidence can
    still be passed over by who reads it, one that is not told cannot be found.
    """

    def f1(threshold: float) -> float:
        kept = [right for claim, right in claims if (claim.confidence or 0.0) >= threshold]
        return 2 * sum(kept) / max(1, len(kept) + gold)

    each = [f1(threshold) for threshold in GRID]
    smooth = [fmean(each[max(0, n - NEAR) : n + NEAR + 1]) for n in range(len(GRID))]
    return next(threshold for f, threshold in zip(smooth, GRID, strict=True) if f >= max(smooth) - FLAT)


def measure_events(rows: Sequence[Row], *, rules_alone: bool = False) -> list[Figure]:
    """Return how many events are found with trigger and type, and how many rows without event stay without."""
    read = [(row, read_row(row, rules_alone=rules_alone).claims) for row in rows]
    head = "events by rules alone" if rules_alone else "events by rules and reader"
    quiet = [(row, claims) for row, claims in read if not row.events]
    return [
        _interval(head, "F1 of trigger and type", read, figure=_event_f1),
        _interval(head, "rows without event that get one", quiet, figure=_false_share),
    ]


def measure_commitments(rows: Sequence[Row]) -> list[Figure]:
    """Return how many commitments are found with trigger and kind, by tables and reader and by tables alone.

    Only what a labelled event binds somebody to counts as right, so a denial that stands apart counts as wrong.
    """
    measure = "F1 of trigger and kind"
    read = [(row, *_read_commitments(row)) for row in rows]
    together = [(row, join_commitments(ruled, told)) for row, ruled, told in read]
    alone = [(row, ruled) for row, ruled, _ in read]
    return [
        _interval("commitments by tables and reader", measure, together, figure=_commitment_f1),
        _interval("commitments by tables alone", measure, alone, figure=_commitment_f1),
    ]


def _read_commitments(row: Row) -> tuple[tuple[CommitmentClaim, ...], tuple[CommitmentClaim, ...]]:
    scene = _scene_of(row)
    analysis = scene.cast.analysis
    ruled = find_commitments(analysis, scene.cast, scene.times, article_id=scene.article_id)
    signs = _signs_of(analysis, sentences_to_read(scene.cast), None)
    return ruled, read_actions(scene, analysis, signs=signs).commitments


def _commitment_f1(read: Sequence[tuple[Row, tuple[CommitmentClaim, ...]]]) -> float:
    bound = [(claims, [event for event in row.events if event.commitment]) for row, claims in read]
    hits = sum(
        any(event.commitment == claim.kind.value and event.trigger.overlaps(claim.trigger) for claim in claims)
        for claims, events in bound
        for event in events
    )
    return _percent(2 * hits, sum(len(claims) + len(events) for claims, events in bound))


def _false_share(read: Sequence[tuple[Row, tuple[ActionClaim, ...]]]) -> float:
    return _percent(sum(bool(claims) for _, claims in read), len(read))


def _event_f1(read: Sequence[tuple[Row, tuple[ActionClaim, ...]]]) -> float:
    hits = sum(is_right(row, claim) for row, claims in read for claim in claims)
    return _percent(2 * hits, sum(len(claims) + len(row.events) for row, claims in read))


def measure_heads(rows: Sequence[Row]) -> list[Figure]:
    """Return how well each head answers where trigger, actors and recipients are given."""
    answers: dict[str, Pairs] = {}
    relevance: Pairs = []
    for row in rows:
        (signs,) = read_signs(row.text, [Span(0, len(row.text))])
        relevance.append((str(bool(row.events)), str(signs.relevance > 1 / 2)))
        for event in row.events:
            for head, right in answers_of(event).items():
                if right is not None:
                    answers.setdefault(head, []).append((right, _answer(signs, head, event)))
    figures = [_interval("relevance", "macro F1", relevance, figure=macro_f1)]
    return figures + [_interval(head, "macro F1", pairs, figure=macro_f1) for head, pairs in sorted(answers.items())]


def _answer(signs: SentenceSigns, head: str, event: EventLabel) -> str:
    return signs.answer(head, [event.trigger], actors=event.actors, recipients=event.recipients)


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Return the mean F1 over the values that are right somewhere, in percent."""
    right, read = Counter(gold for gold, _ in pairs), Counter(got for _, got in pairs)
    hits = Counter(gold for gold, got in pairs if gold == got)
    each = [_percent(2 * hits[value], right[value] + read[value]) for value in right]
    return sum(each) / max(1, len(each))


def _interval(head: str, measure: str, items: Sequence[_Item], *, figure: Callable[[Sequence[_Item]], float]) -> Figure:
    chance = random.Random(SEED)  # noqa: S311
    drawn = sorted(figure(chance.choices(items, k=len(items))) for _ in range(DRAWS)) if items else [0.0]
    low, high = (drawn[round(share * (len(drawn) - 1))] for share in INTERVAL)
    return Figure(
        head=head, measure=measure, value=round(figure(items), 1), low=round(low, 1), high=round(high, 1),
        number=len(items),
    )  # fmt: skip


def _percent(part: float, whole: float) -> float:
    return 100 * part / whole if whole else 0.0
