"""Days that a page's metadata or a dateline states for the whole article: constraints with their own reliability."""

from collections.abc import Iterator
from datetime import timedelta

from foreigndesk.records.dates import ProofStep
from foreigndesk.records.readings import Reading
from foreigndesk.records.stated_days import read_stated_day
from foreigndesk.records.times import TimeExpression
from foreigndesk.resolution.constraints import Constraint
from foreigndesk.resolution.days import ALL_DAYS, days_between, has_day, spread
from foreigndesk.resolution.time_values import days_of

# Weights, see ``choose``. A page's stated day stands against one slip of the text, not against two offices; by a
# day it may be off, for pages count days in other time zones, and a report may appear on the day after its dateline.
_STATED_NEARLY = 10
_STATED_DAY = 4
_DATELINE_DAY = 3  # the day that a page states for itself is that of publication


def list_stated_days(reading: Reading) -> Iterator[Constraint]:
    """Yield the days that metadata and dateline state, exactly and give or take one.

    Software writes its own dates into pages (1970-01-01, the day of saving): what the text says outweighs
    them where it says so twice. A date that stands alone above the headline may be the day of saving, too,
    so it only says that the article is no younger.
    """
    for fact in reading.article.stated:
        day = read_stated_day(fact.value)
        says = f"the page states {fact.value} ({fact.origin})"
        if day is not None and fact.field == "dated":
            yield Constraint(days=days_between(None, day), says=f"{says}, not said for what", strength=_STATED_NEARLY)
        elif day is not None and fact.field == "published":
            near = days_between(day - timedelta(days=1), day + timedelta(days=1))
            yield Constraint(days=near, says=f"{says}, give or take a day", strength=_STATED_NEARLY, margin=1)
            yield Constraint(days=days_between(day, day), says=says, strength=_STATED_DAY, margin=0)
    dateline = reading.article.dateline
    for time in reading.times:
        if dateline is not None and dateline.covers(time.span):
            yield from _dateline_days(reading, time)


def _dateline_days(reading: Reading, time: TimeExpression) -> Iterator[Constraint]:
    """Yield the day of a dateline, with or without its year; the article may appear a day later."""
    days = days_of(time)
    if not time.day or not time.month or days == ALL_DAYS or not has_day(days):
        return
    says = f"the dateline says {time.span.words(reading.article.text)}"
    at = reading.article.article_id
    for margin, strength, words in ((1, _STATED_NEARLY, ", or a day later"), (0, _DATELINE_DAY, "")):
        yield Constraint(
            days=spread(days, 0, margin),
            says=says + words,
            strength=strength,
            article_id=at,
            span=time.span,
            margin=margin,
        )


def list_unread(reading: Reading) -> tuple[ProofStep, ...]:
    """Return a step for each stated date that names no day, or more than one."""
    return tuple(
        ProofStep(says=f"set aside: the page states {fact.value} ({fact.origin}), which is not one day for certain")
        for fact in reading.article.stated
        if fact.field == "published" and read_stated_day(fact.value) is None
    )
