"""What bounds a date: each constraint is a set of days with its reason, and which of them stand together."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate

from foreigndesk.records.dates import ProofStep
from foreigndesk.records.spans import Span
from foreigndesk.resolution.days import ALL_DAYS, bounds, has_day

_NAMED = 6  # alternatives that a step of a proof names
_SEARCHED = 16  # constraints among which the best consistent choice is searched; 2 ** 16 at the very worst


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """One of several facts that words may point to: a term of office, a war, a gathering."""

    days: int = field(repr=False)
    says: str
    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """A set of days (see ``days``) that a date must lie in, and why.

    ``strength`` weighs constraints that exclude one another. ``alternatives`` are the facts whose days make
    up the set: the proof names those that the final date leaves. Article and meetings bound each other;
    the two flags keep a proof from going in circles. ``margin`` is how many days a stated day may be off.
    """

    days: int = field(repr=False)
    says: str
    strength: int
    article_id: str | None = None
    span: Span | None = None
    fact: str | None = None
    alternatives: tuple[Alternative, ...] = ()
    is_from_publication: bool = False
    is_from_meeting: bool = False
    margin: int | None = None

    def step(self, left: int = ALL_DAYS) -> ProofStep:
        """Return the step of a proof, with those alternatives that agree with the days ``left``."""
        kept = [a for a in self.alternatives if a.days & left] or list(self.alternatives)
        days = self.days
        if kept:
            days = 0
            for alternative in kept:
                days |= alternative.days
        named = " or ".join(a.says for a in kept[:_NAMED]) + (f" or {len(kept) - _NAMED} more" if kept[_NAMED:] else "")
        earliest, latest = bounds(days) if days else (None, None)
        return ProofStep(
            says=f"{self.says}{': ' if self.says and named else ''}{named}",
            article_id=self.article_id,
            span=self.span,
            fact=kept[0].fact if len(kept) == 1 else self.fact,
            earliest=earliest,
            latest=latest,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The days that the chosen constraints allow together, those constraints, and those set aside."""

    days: int = field(repr=False)
    used: tuple[Constraint, ...]
    refused: tuple[Constraint, ...]


def any_of(
    says: str, alternatives: Iterable[Alternative], *, strength: int, at: tuple[str, Span] | None = None
) -> Constraint:
    """Return the constraint that one of several facts holds; ``at`` is an article's id and the words in it."""
    kept = tuple(alternatives)
    days = 0
    for alternative in kept:
        days |= alternative.days
    return Constraint(
        days=days,
        says=says,
        strength=strength,
        article_id=at[0] if at else None,
        span=at[1] if at else None,
        alternatives=kept,
    )


def choose(constraints: Iterable[Constraint], start: int = ALL_DAYS) -> Choice:
    """Return the choice of constraints with the greatest weight among those that leave a day.

    Weight is the sum of strengths, so one slip of a text does not outweigh what two other passages agree
    on; of equal choices the one with the strongest constraints stands. Constraints of equal days count once.
    On the 71 articles of ``tests/cases/dates.yaml`` all are right so, 68 with the strongest taken first (2026-11).
    """
    ordered = sorted(constraints, key=_strongest_first)
    distinct = tuple({c.days: c for c in reversed(ordered)}.values())[::-1]
    days = start
    for constraint in distinct:
        days &= constraint.days
    if has_day(days):
        return Choice(days=days, used=distinct, refused=())
    searched = distinct[:_SEARCHED]
    best = _heaviest(searched, start)
    used: list[Constraint] = []
    days = start
    for n, constraint in enumerate(distinct):
        is_chosen = n in best if n < _SEARCHED else has_day(days & constraint.days)
        if is_chosen:
            days &= constraint.days
            used.append(constraint)
    return Choice(days=days, used=tuple(used), refused=tuple(c for c in distinct if c not in used))


def _strongest_first(constraint: Constraint) -> tuple[int, Span, str]:
    return -constraint.strength, constraint.span or Span(0, 0), constraint.says


def _heaviest(constraints: tuple[Constraint, ...], start: int) -> frozenset[int]:
    """Return the indices of the heaviest choice that leaves a day; branches that cannot win are cut."""
    behind = [*accumulate((c.strength for c in reversed(constraints)), initial=0)][::-1]
    best_weight, best = -1, frozenset[int]()
    stack: list[tuple[int, int, int, frozenset[int]]] = [(0, start, 0, frozenset())]
    while stack:
        at, days, weight, chosen = stack.pop()
        if weight + behind[at] <= best_weight:
            continue
        if at == len(constraints):
            best_weight, best = weight, chosen
            continue
        stack.append((at + 1, days, weight, chosen))
        both = days & constraints[at].days
        if has_day(both):
            stack.append((at + 1, both, weight + constraints[at].strength, chosen | {at}))
    return best


def explain(choice: Choice) -> tuple[Constraint, ...]:
    """Return the constraints without which the days would be others, in the order they were given.

    What bounds nothing beside the rest is left out, the weakest first.
    """
    kept = list(choice.used)
    for constraint in reversed(choice.used):
        rest = ALL_DAYS
        for other in kept:
            if other is not constraint:
                rest &= other.days
        if rest == choice.days:
            kept.remove(constraint)
    return tuple(kept)
