"""Time expressions as they stand in the text, and their values once the article's date is known."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foreigndesk.records.spans import Span


class TimeType(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class ReferenceKind(StrEnum):
    """What an expression needs before it has a value."""

    EXPLICIT = "explicit"  # carries its own year
    MONTH_DAY = "month_day"  # "May 16", "May 16th and 17th": the year is missing
    MONTH = "month"  # "February", "early March"
    DAY_OF_MONTH = "day_of_month"  # "on the 3rd"
    WEEKDAY = "weekday"  # "on Thursday"
    OFFSET = "offset"  # "last week", "two days ago", "yesterday", "next year"
    ANCHORED = "anchored"  # "two days after the summit", "the previous year"
    SEASON = "season"  # "this summer", a year is missing
    DURATION = "duration"  # "a month and a half"
    SET = "set"  # "every March"
    VAGUE = "vague"  # "now", "recently", "recent years": PRESENT_REF, PAST_REF, FUTURE_REF


class Direction(StrEnum):
    """Which side of the article's date an expression looks to."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time expression as the text has it, before any date is known.

    ``value`` is the TIMEX3 value where the words alone give it (explicit dates, durations, sets, vague
    references), else ``None``. ``weekday`` counts from Monday = 0. ``amount`` and ``unit`` hold a
    duration or an offset ("a month and a half" = 1.5 months; negative = before the anchor).
    ``modifier`` is a TIMEX3 mod (START, MID, END, LESS_THAN, MORE_THAN, APPROX) or ``None``.
    """

    span: Span
    type: TimeType
    reference: ReferenceKind
    direction: Direction
    rule: str
    value: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    amount: float | None = None
    unit: str | None = None
    modifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeValue:
    """The value of an expression given the article's date: TIMEX3 value and inclusive interval.

    ``value`` is ``None`` and ``because`` says why where the article's date does not suffice.
    """

    span: Span
    type: TimeType
    value: str | None
    earliest: date | None
    latest: date | None
    because: str
