"""The day that a page, a feed or a table states in writing: "2024-05-24T10:00Z", "24 May 2024", "Fri, 24 May 2024"."""

import re
from datetime import date, datetime

from dateutil.parser import ParserError, isoparse, parse

_NUMERIC = re.compile(r"\D*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{2}|\d{4})\b")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d).*|(?:19|20)\d{6}(?:\d{4}|\d{6})?", re.DOTALL)
_DEFAULTS = (datetime(2000, 1, 1), datetime(2001, 2, 2))  # noqa: DTZ001 - what the words leave open shows as a difference
_MONTHS = 12
_LONGEST = 80  # characters; longer values are sentences


def read_stated_day(value: str) -> date | None:
    """Return the day that ``value`` states, or ``None`` where it names none, or may name two ("03/04/2024").

    The day is the one written, in the zone in which it is written.
    """
    words = value.strip()
    if not words or len(words) > _LONGEST:
        return None
    return _checked(_read_iso(words) or _read_written(words))


def _checked(day: date | None) -> date | None:
    return day if day is not None and date.min < day < date.max else None


def _read_iso(words: str) -> date | None:
    try:
        return isoparse(words).date() if _ISO.fullmatch(words) else None
    except (ValueError, OverflowError):
        return None


def _read_written(words: str) -> date | None:
    """Return the day of a written date in which day, month and year all stand."""
    numbers = _NUMERIC.match(words)
    if numbers:
        first, second = int(numbers.group(1)), int(numbers.group(2))
        if len(numbers.group(3)) == len("24") or (first != second and max(first, second) <= _MONTHS):
            return None
    try:
        found = {parse(words, default=default, ignoretz=True, fuzzy=False).date() for default in _DEFAULTS}
    except (ParserError, ValueError, OverflowError, TypeError, AttributeError):
        return None
    return found.pop() if len(found) == 1 else None
