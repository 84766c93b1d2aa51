"""What wars, offices, coming gatherings and years that an article names say of its date."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from foreigndesk.knowledge.meetings import clue_words, ordinal_words
from foreigndesk.knowledge.occasions import conflicts_of, occasions_by_id
from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.records.claims import ActionClaim, Factuality, MeetingClaim, Polarity, Tense
from foreigndesk.records.facts import Conflict, OfficeKind, OfficeTerm, Period
from foreigndesk.records.quotations import QuotationKind
from foreigndesk.records.readings import DateClue, Reading
from foreigndesk.records.spans import Span, hull
from foreigndesk.records.times import Direction, ReferenceKind, TimeExpression
from foreigndesk.resolution.constraints import Alternative, Constraint, any_of
from foreigndesk.resolution.days import ALL_DAYS, LAST_DAY, add_units, bounds, days_between, has_day, has_length
from foreigndesk.resolution.time_values import (
    WITHOUT_YEAR,
    days_of,
    duration_bounds,
    list_reachable,
    reach_of,
    say_duration,
    weekday_of,
)

# How long a word goes on being used, in days. Chosen on the project's own examples, 2026-11.
NEW_OFFICE = 120  # "newly appointed", "new"
UPCOMING = 75  # "the upcoming General Assembly"
AFTER_OFFICE = 14  # reports that go on giving a title after its last day


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
    if _is_spoken(reading, clue.span):
        return True
    if any(m.is_background and m.evidence[0].covers(clue.span) for m in reading.meetings):
        return True
    if clue.kind not in {"held_office", "new_office", "office_begun"}:
        return clue.kind == "conflict_named" and _is_only_feared(reading, clue)
    sentence = next((s for s in reading.sentences if s.overlaps(clue.span)), clue.span)
    held = [t.period for t in _terms(clue, reading.article.text)]
    return any(_names_time_of(t, held) for t in reading.times if sentence.covers(t.span))


def _is_spoken(reading: Reading, span: Span) -> bool:
    return any(q.span.covers(span) and q.kind in _SPOKEN for q in reading.quotations)


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


def _conflict_numbered(clue: DateClue, reading: Reading, _: TimeExpression | None) -> Iterator[Constraint]:
    """Yield "now in its third year": two to three years after the beginning."""
    words = clue.span.words(reading.article.text).lower().split()
    number = ordinal_words().get(words[-2]) or int(words[-2][:-2])
    numbered = [
        _beginning(row, days_between(*(add_units(_begin(row), n, words[-1]) for n in (number - 1, number))))
        for row in conflicts_of(clue.fact)
        if row.period.first
    ]
    if numbered:
        yield any_of(" ".join(words), numbered, strength=7, at=(reading.article.article_id, clue.span))


def _office_begun(clue: DateClue, reading: Reading, time: TimeExpression | None) -> Iterator[Constraint]:
    """Yield "took office in April": at most so long after the beginning of a term as the time words reach back."""
    reach = reach_of(time, Direction.PAST) if time else None
    if time is None or reach is None:
        return
    begun = []
    for term in _terms(clue, reading.article.text):
        first = days_between(term.period.first, term.period.first) & days_of(time) & weekday_of(time)
        reported = list_reachable(first, reach) if has_day(first) else 0
        if term.period.first and reported:
            begun.append(replace(_in_office(term, term.period.first, None), days=reported))
    if begun:
        words = hull((clue.span, time.span)).words(reading.article.text)
        yield any_of(f"the text says {words}", begun, strength=7, at=(reading.article.article_id, clue.span))


_Maker = Callable[[DateClue, Reading, TimeExpression | None], Iterator[Constraint]]
_MAKERS: dict[str, _Maker] = {
    "conflict_named": _conflict_named,
    "conflict_lasted": _conflict_lasted,
    "conflict_numbered": _conflict_numbered,
    "office_begun": _office_begun,
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
        if time.direction is Direction.FUTURE and not _is_spoken(reading, time.span):
            tense = Tense.FUTURE
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
