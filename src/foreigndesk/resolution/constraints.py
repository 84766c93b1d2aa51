"""What bounds a date: each constraint is a set of days with its reason, and which of them stand together."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

from foreigndesk.knowledge.meetings import clue_words
from foreigndesk.knowledge.occasions import conflicts_of, occasions_by_id
from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.records.claims import ActionClaim, Factuality, MeetingClaim, Polarity, Tense
from foreigndesk.records.dates import ProofStep
from foreigndesk.records.facts import Conflict, OfficeKind, OfficeTerm, Period
from foreigndesk.records.quotations import QuotationKind
from foreigndesk.records.readings import DateClue, Reading
from foreigndesk.records.spans import Span
from foreigndesk.records.times import Direction, ReferenceKind, TimeExpression
from foreigndesk.resolution.days import ALL_DAYS, LAST_DAY, add_units, bounds, days_between, has_day, has_length
from foreigndesk.resolution.time_values import WITHOUT_YEAR, days_of, duration_bounds, say_duration

# How long a word goes on being used, in days. Chosen on the project's own examples, 2026-11.
NEW_OFFICE = 120  # "newly appointed", "new"
UPCOMING = 75  # "the upcoming General Assembly"
AFTER_OFFICE = 14  # reports that go on giving a title after its last day
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


def list_clue_constraints(reading: Reading, *, within: tuple[Span, ...] | None = None) -> Iterator[Constraint]:
    """Yield what wars, offices and coming gatherings that an article names say of its date, each row once.

    With ``within``, only what these spans name: the words of one meeting. Words that tell of another time
    than the article's own date nothing: see ``is_of_another_time``.
    """
    times = {t.span: t for t in reading.times}
    seen: set[tuple[str, str]] = set()
    for clue in reading.clues:
        if within is not None and not any(s.overlaps(clue.span) for s in within):
            continue
        if ((clue.kind, clue.fact) in seen and clue.time_span is None) or is_of_another_time(reading, clue):
            continue
        seen.add((clue.kind, clue.fact))
        yield from _MAKERS[clue.kind](clue, reading, times.get(clue.time_span) if clue.time_span else None)


def is_of_another_time(reading: Reading, clue: DateClue) -> bool:
    """Return whether the words of a clue may tell of another time than the article's own.

    So it is inside quotations, in words that look back to an earlier meeting, and where the sentence names
    a year, or years ago, in which the office was held as well: "In 2015 Prime Minister David Cameron took
    Xi to a pub".
    """
    if any(q.span.covers(clue.span) and q.kind in _SPOKEN for q in reading.quotations):
        return True
    if any(m.is_background and m.evidence[0].covers(clue.span) for m in reading.meetings):
        return True
    if clue.kind not in {"held_office", "new_office"}:
        return clue.kind == "conflict_named" and _is_only_feared(reading, clue)
    sentence = next((s for s in reading.sentences if s.overlaps(clue.span)), clue.span)
    held = [t.period for t in _terms(clue, reading.article.text)]
    return any(_names_time_of(t, held) for t in reading.times if sentence.covers(t.span))


_SPOKEN = frozenset({QuotationKind.DIRECT, QuotationKind.PARTIAL})


def _names_time_of(time: TimeExpression, held: list[Period]) -> bool:
    if time.reference is ReferenceKind.EXPLICIT and time.year and 0 < time.year <= LAST_DAY.year:
        year = date(time.year, 1, 1), date(time.year, 12, 31)
        return any(period.meets(*year) for period in held)
    is_years_ago = time.unit in {"year", "decade", "century"} and (time.amount or 0) < 0
    return time.reference is ReferenceKind.OFFSET and is_years_ago


def _is_only_feared(reading: Reading, clue: DateClue) -> bool:
    """Return whether a war is only feared, planned or denied: "plans to invade", "a Russian invasion of Ukraine"."""
    text, counted = reading.article.text, [t.span.end for t in reading.times if t.span.overlaps(clue.span)]
    start = max((end for end in counted if end <= clue.span.end and end - clue.span.start < _COUNT), default=None)
    named = text[start or clue.span.start : clue.span.end].lower().split()
    before = text[max(0, clue.span.start - _BEFORE) : clue.span.start].lower().split()
    unreal = clue_words("speculation") | clue_words("plan") | clue_words("denial")
    is_indefinite = bool(_INDEFINITE & {*named[:1], *(before[-1:] if start is None else ())})
    return is_indefinite or any(word in unreal or word.removesuffix("s") in unreal for word in (*before, *named))


_COUNT = 40  # code points that "almost three months" may take at the beginning of the words for a war
_INDEFINITE = frozenset({"to", "a", "an", "any"})
_BEFORE = 14  # code points before the name of a war in which "a possible", "to" or "could" may stand


def _conflict_named(clue: DateClue, reading: Reading, month: TimeExpression | None) -> Iterator[Constraint]:
    rows = [c for c in conflicts_of(clue.fact) if c.period.first]
    at = (reading.article.article_id, clue.span)
    if month is not None and any(month.month == _begin(row).month for row in rows):
        recent = [
            _beginning(row, days_between(_begin(row), _begin(row) + timedelta(days=WITHOUT_YEAR)))
            for row in rows
            if month.month == _begin(row).month
        ]
        says = "told by its month without a year, so less than a year after the beginning"
        yield any_of(says, recent, strength=6, at=at)
    elif rows:
        first = min(rows, key=_begin)
        yield any_of("after the beginning", [_beginning(first, days_between(_begin(first), None))], strength=5, at=at)


def _conflict_lasted(clue: DateClue, reading: Reading, duration: TimeExpression | None) -> Iterator[Constraint]:
    rows = [c for c in conflicts_of(clue.fact) if c.period.first]
    if not rows or duration is None or not duration.amount or not has_length(duration.unit):
        return
    lasted = [_beginning(row, _counted_from(_begin(row), duration)) for row in rows]
    yield any_of(
        f"{say_duration(duration)} after the beginning",
        lasted,
        strength=7,
        at=(reading.article.article_id, duration.span),
    )


def _counted_from(first: date, duration: TimeExpression) -> int:
    least, most = duration_bounds(duration)
    unit = duration.unit or "day"
    return days_between(add_units(first, least, unit), add_units(first, most, unit))


def _begin(row: Conflict) -> date:
    return row.period.first or LAST_DAY


def _beginning(row: Conflict, days: int) -> Alternative:
    return Alternative(days=days, says=f"{row.name}, begun {row.period.first}", fact=row.fact)


def list_counted_conflicts(reading: Reading, sentence: Span) -> Iterator[Constraint]:
    """Yield "almost three months after Russia invaded Ukraine" in a sentence that reports a meeting."""
    for clue in reading.clues:
        if clue.kind != "conflict_named" or not sentence.covers(clue.span) or is_of_another_time(reading, clue):
            continue
        for time in reading.times:
            if sentence.covers(time.span) and _counts_from(reading, time, clue.span):
                yield from _conflict_lasted(clue, reading, time)


def _counts_from(reading: Reading, time: TimeExpression, conflict: Span) -> bool:
    """Return whether a count of days, weeks or months is made from a conflict that the next words name."""
    if time.reference is not ReferenceKind.ANCHORED or not time.amount or time.direction is not Direction.FUTURE:
        return False
    gap = reading.article.text[time.span.end : conflict.start]
    return time.span.overlaps(conflict) or (time.span.end <= conflict.start and len(gap) <= _BEFORE and "," not in gap)


def _held_office(clue: DateClue, reading: Reading, _: TimeExpression | None) -> Iterator[Constraint]:
    terms = _terms(clue, reading.article.text)
    held = [_in_office(term, term.period.first, _after(term)) for term in terms]
    yield any_of(_holder(terms), held, strength=8, at=(reading.article.article_id, clue.span))


def _after(term: OfficeTerm) -> date | None:
    return term.period.last + timedelta(days=AFTER_OFFICE) if term.period.last else None


def _in_office(term: OfficeTerm, first: date | None, last: date | None) -> Alternative:
    says = f"{term.title}, {term.period.first or '..'} to {term.period.last or 'now'}"
    return Alternative(days=days_between(first, last), says=says, fact=term.fact)


def _holder(terms: list[OfficeTerm]) -> str:
    return persons_by_id()[terms[0].person_id].name


def _new_office(clue: DateClue, reading: Reading, _: TimeExpression | None) -> Iterator[Constraint]:
    begun = [t for t in _terms(clue, reading.article.text) if t.period.first]
    terms = [_in_office(t, t.period.first, (t.period.first or LAST_DAY) + timedelta(days=NEW_OFFICE)) for t in begun]
    if terms:
        says = f"called new, which a holder is for {NEW_OFFICE} days at most: {_holder(begun)}"
        yield any_of(says, terms, strength=9, at=(reading.article.article_id, clue.span))


def _former_office(clue: DateClue, reading: Reading, _: TimeExpression | None) -> Iterator[Constraint]:
    terms = _terms(clue, reading.article.text)
    lasts = [t.period.last for t in terms if t.period.last]
    if not lasts:
        return
    days = days_between(min(lasts), None)
    for term in terms:
        days &= ~days_between(term.period.first, term.period.last)
    ended = " or ".join(f"{t.title} to {t.period.last}" for t in terms if t.period.last)
    says = f"called former: {_holder(terms)}, {ended}"
    yield Constraint(days=days & ALL_DAYS, says=says, strength=4, article_id=reading.article.article_id, span=clue.span)


def _upcoming_occasion(clue: DateClue, reading: Reading, _: TimeExpression | None) -> Iterator[Constraint]:
    rows = [occasions_by_id()[fact.removeprefix("occasions:")] for fact in clue.fact.split(" | ")]
    coming = [
        Alternative(
            days=days_between(row.period.first - timedelta(days=UPCOMING), row.period.first),
            says=f"{row.name}, {row.period.first}",
            fact=row.fact,
        )
        for row in rows
        if row.period.first
    ]
    if coming:
        says = f"still to come, at most {UPCOMING} days ahead"
        yield any_of(says, coming, strength=3, at=(reading.article.article_id, clue.span))


def _terms(clue: DateClue, text: str) -> list[OfficeTerm]:
    """Return the terms that a clue names, and those of an office of its own kind whose title the words give.

    "Crown Prince" can be said of a head of government, but is an office that may have been held before.
    """
    facts = set(clue.fact.split(" | "))
    person = persons_by_id()[clue.fact.split(":")[1]]
    words = clue.span.words(text).lower()
    return [
        t
        for t in person.terms
        if t.fact in facts or (t.office is OfficeKind.OTHER and t.title.lower().split(" of ")[0] in words)
    ]


_Maker = Callable[[DateClue, Reading, TimeExpression | None], Iterator[Constraint]]
_MAKERS: dict[str, _Maker] = {
    "conflict_named": _conflict_named,
    "conflict_lasted": _conflict_lasted,
    "held_office": _held_office,
    "new_office": _new_office,
    "former_office": _former_office,
    "upcoming_occasion": _upcoming_occasion,
}


def list_told_with_year(reading: Reading) -> Iterator[Constraint]:
    """Yield what dates with a year say of the article that tells of them as past, or as still to come."""
    at = reading.article.article_id
    claims: tuple[MeetingClaim | ActionClaim, ...] = (*reading.meetings, *reading.actions)
    sure = (c for c in claims if c.polarity is Polarity.POSITIVE and c.factuality in _SURE)
    tenses = {s: c.tense for c in sure for s in c.times}
    for time in reading.times:
        tense = tenses.get(time.span)
        days = days_of(time)
        if time.reference is not ReferenceKind.EXPLICIT or tense not in {Tense.PAST, Tense.FUTURE} or not days:
            continue
        first, last = bounds(days)
        words = time.span.words(reading.article.text)
        is_past = tense is Tense.PAST
        yield Constraint(
            days=days_between(first, None) if is_past else days_between(None, last),
            says=f"{words} is told as {'past' if is_past else 'still to come'}",
            strength=6,
            article_id=at,
            span=time.span,
        )


_SURE = frozenset({Factuality.REPORTED, Factuality.ATTRIBUTED, Factuality.PLANNED})
