"""What bounds a date: each constraint is a set of days with its reason, from words and dated tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from foreigndesk.knowledge.occasions import conflicts_of, occasions_by_id
from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.records.dates import ProofStep
from foreigndesk.records.facts import OfficeTerm
from foreigndesk.records.readings import DateClue, Reading
from foreigndesk.records.spans import Span
from foreigndesk.records.times import Direction, ReferenceKind, TimeExpression
from foreigndesk.resolution.days import (
    ALL_DAYS,
    LAST_DAY,
    add_units,
    bounds,
    days_between,
    days_of_month,
    is_open,
    months,
    spread,
    weekdays,
)

# How long a word goes on being used, in days. Chosen on the project's own examples, 2026-11.
NEW_OFFICE = 120  # "newly appointed", "new"
UPCOMING = 75  # "the upcoming General Assembly"
AFTER_OFFICE = 14  # reports that go on giving a title after its last day
WITHOUT_YEAR = 330  # a month named without a year is the last one of that name


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """A set of days (see ``days``) that a date must lie in, and the step that says why.

    ``strength`` orders constraints: where two exclude one another the stronger stands, the weaker is
    reported. Article and meetings bound each other; the two flags keep a proof from going in circles.
    """

    days: int
    step: ProofStep
    strength: int
    is_from_publication: bool = False
    is_from_meeting: bool = False


def constrain(
    days: int, says: str, *, strength: int, at: tuple[str, Span] | None = None, fact: str | None = None
) -> Constraint:
    """Return a constraint whose step carries the bounds of its days."""
    earliest, latest = bounds(days) if days else (None, None)
    step = ProofStep(
        says=says,
        article_id=at[0] if at else None,
        span=at[1] if at else None,
        fact=fact,
        earliest=earliest,
        latest=latest,
    )
    return Constraint(days=days, step=step, strength=strength)


def list_clue_constraints(reading: Reading) -> Iterator[Constraint]:
    """Yield what the clues of an article (wars, offices, coming gatherings) say of its own date."""
    article_id = reading.article.article_id
    times = {t.span: t for t in reading.times}
    seen: set[tuple[str, str]] = set()
    for clue in reading.clues:
        maker = _MAKERS[clue.kind]
        if (clue.kind, clue.fact) in seen and clue.time_span is None:
            continue
        seen.add((clue.kind, clue.fact))
        yield from maker(clue, article_id, times.get(clue.time_span) if clue.time_span else None)


def _conflict_named(clue: DateClue, article_id: str, month: TimeExpression | None) -> Iterator[Constraint]:
    rows = [c for c in conflicts_of(clue.fact) if c.period.first]
    if not rows:
        return
    at = (article_id, clue.span)
    firsts = [row.period.first or LAST_DAY for row in rows]
    named = " or ".join(f"{row.name} ({row.period.first})" for row in rows)
    if month is not None and any(month.month == first.month for first in firsts):
        days = 0
        for first in firsts:
            days |= days_between(first, first + timedelta(days=WITHOUT_YEAR)) if month.month == first.month else 0
        says = f"the beginning of {named} is told by its month without a year, so less than a year before"
        yield constrain(days, says, strength=6, at=at, fact=clue.fact)
    else:
        yield constrain(
            days_between(min(firsts), None), f"after the beginning of {named}", strength=5, at=at, fact=clue.fact
        )


def _conflict_lasted(clue: DateClue, article_id: str, duration: TimeExpression | None) -> Iterator[Constraint]:
    rows = [c for c in conflicts_of(clue.fact) if c.period.first]
    if not rows or duration is None or duration.amount is None or duration.unit is None:
        return
    least, most = duration_bounds(duration)
    days = 0
    for row in rows:
        first = row.period.first or LAST_DAY
        days |= days_between(add_units(first, least, duration.unit), add_units(first, most, duration.unit))
    named = " or ".join(f"{row.name} ({row.period.first})" for row in rows)
    says = f"{named} had lasted {_amount(duration)}"
    yield constrain(days, says, strength=7, at=(article_id, duration.span), fact=clue.fact)


def duration_bounds(duration: TimeExpression) -> tuple[float, float]:
    """Return the least and the most that a stated duration means, in its own unit.

    "almost seven months" is more than six and at most seven; "seven months" is rounded, so from six and
    a half to eight (people count finished months); "more than seven months" is seven to eight.
    """
    amount = duration.amount or 0.0
    match duration.modifier:
        case "LESS_THAN":
            return amount - 1, amount
        case "MORE_THAN":
            return amount, amount + 1
        case "APPROX":
            return amount - 1, amount + 1
        case _:
            return amount - 0.5, amount + 1


def _amount(duration: TimeExpression) -> str:
    about = {"LESS_THAN": "almost ", "MORE_THAN": "more than ", "APPROX": "about "}.get(duration.modifier or "", "")
    return f"{about}{duration.amount:g} {duration.unit}{'' if duration.amount == 1 else 's'}"


def _held_office(clue: DateClue, article_id: str, _: TimeExpression | None) -> Iterator[Constraint]:
    terms = _terms(clue)
    days = 0
    for term in terms:
        last = term.period.last
        days |= days_between(term.period.first, last + timedelta(days=AFTER_OFFICE) if last else None)
    says = f"{_title_words(terms)}: {_periods(terms)}"
    yield constrain(days, says, strength=8, at=(article_id, clue.span), fact=clue.fact)


def _new_office(clue: DateClue, article_id: str, _: TimeExpression | None) -> Iterator[Constraint]:
    terms = [t for t in _terms(clue) if t.period.first]
    days = 0
    for term in terms:
        first = term.period.first or LAST_DAY
        days |= days_between(first, first + timedelta(days=NEW_OFFICE))
    if terms:
        says = f"new as {_title_words(terms)}: {_periods(terms)}; called new for {NEW_OFFICE} days at most"
        yield constrain(days, says, strength=9, at=(article_id, clue.span), fact=clue.fact)


def _former_office(clue: DateClue, article_id: str, _: TimeExpression | None) -> Iterator[Constraint]:
    terms = _terms(clue)
    lasts = [t.period.last for t in terms if t.period.last]
    if not lasts:
        return
    days = days_between(min(lasts), None)
    for term in terms:
        days &= ~days_between(term.period.first, term.period.last)
    says = f"formerly {_title_words(terms)}: {_periods(terms)}"
    yield constrain(days & ALL_DAYS, says, strength=4, at=(article_id, clue.span), fact=clue.fact)


def _upcoming_occasion(clue: DateClue, article_id: str, _: TimeExpression | None) -> Iterator[Constraint]:
    days = 0
    for fact in clue.fact.split(" | "):
        period = occasions_by_id()[fact.removeprefix("occasions:")].period
        if period.first:
            days |= days_between(period.first - timedelta(days=UPCOMING), period.first)
    if days:
        says = f"an occasion still to come, at most {UPCOMING} days ahead"
        yield constrain(
            days, says, strength=3, at=(article_id, clue.span), fact=clue.fact if clue.fact.count("|") == 0 else None
        )


_MAKERS = {
    "conflict_named": _conflict_named,
    "conflict_lasted": _conflict_lasted,
    "held_office": _held_office,
    "new_office": _new_office,
    "former_office": _former_office,
    "upcoming_occasion": _upcoming_occasion,
}


def _terms(clue: DateClue) -> list[OfficeTerm]:
    facts = set(clue.fact.split(" | "))
    person = persons_by_id()[clue.fact.split(":")[1]]
    return [t for t in person.terms if t.fact in facts]


def _title_words(terms: list[OfficeTerm]) -> str:
    return f"{persons_by_id()[terms[0].person_id].name}, {terms[0].title}"


def _periods(terms: list[OfficeTerm]) -> str:
    return ", ".join(f"{t.period.first or '..'} to {t.period.last or 'now'}" for t in terms)


def list_time_constraints(reading: Reading) -> Iterator[Constraint]:
    """Yield what dates with a year, told in the past, say of the article's own date."""
    for time in reading.times:
        if time.reference is not ReferenceKind.EXPLICIT or time.direction is not Direction.PAST or time.year is None:
            continue
        first = date(time.year, time.month or 1, time.day or 1)
        says = f"{time.span.words(reading.article.text)} is told as past"
        yield constrain(days_between(first, None), says, strength=6, at=(reading.article.article_id, time.span))


def days_of(time: TimeExpression) -> int:
    """Return the days that the words of an expression allow, whatever the article's date."""
    days = ALL_DAYS
    if time.reference is ReferenceKind.OFFSET:
        return days
    if time.year is not None:
        days &= days_between(date(time.year, 1, 1), date(time.year, 12, 31))
    if time.month is not None:
        days &= months(time.month)
    if time.day is not None:
        days &= days_of_month(time.day, time.month)
        if time.last_day is not None:
            days = spread(days, 0, time.last_day - time.day)
    if time.weekday is not None:
        days &= weekdays(time.weekday)
    return days


def lag_of(time: TimeExpression) -> tuple[int, int] | None:
    """Return how many days after the event the article can be, at least and at most, given its time words.

    Negative where the event lies ahead. ``None`` where the words do not bound it.
    """
    reach = _reach(time)
    if reach is None:
        return None
    if time.direction is Direction.FUTURE:
        return -reach[1], -reach[0]
    return reach


def _reach(time: TimeExpression) -> tuple[int, int] | None:
    match time.reference:
        case ReferenceKind.WEEKDAY:
            return 0, 7
        case ReferenceKind.DAY_OF_MONTH:
            return 0, 31
        case ReferenceKind.MONTH_DAY | ReferenceKind.MONTH if time.year is None:
            return 0, WITHOUT_YEAR
        case ReferenceKind.OFFSET if time.amount is not None and time.unit is not None:
            return _offset_reach(abs(time.amount), time.unit)
        case _:
            return None


def _offset_reach(amount: float, unit: str) -> tuple[int, int] | None:
    """Return the reach of "yesterday" (1, 1), "last week" (1, 13), "two months ago"."""
    length = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}.get(unit)
    if length is None:
        return None
    if length == 1:
        return round(amount), round(amount)
    return max(0, round((amount - 1) * length)) + (1 if amount >= 1 else 0), round((amount + 1) * length) - 1


def narrow(constraints: list[Constraint], start: int = ALL_DAYS) -> tuple[int, list[Constraint], list[Constraint]]:
    """Return the days that all constraints allow, those that were used and those that contradict stronger ones.

    Constraints are taken strongest first, in the order of the text within one strength; one that leaves no
    day is set aside.
    """
    days, used, refused = start, [], []
    for constraint in sorted(constraints, key=lambda c: (-c.strength, c.step.span or Span(0, 0), c.step.says)):
        if not days & constraint.days:
            refused.append(constraint)
            continue
        if days & ~constraint.days or not is_open(constraint.days):
            used.append(constraint)
        days &= constraint.days
    return days, used, refused
