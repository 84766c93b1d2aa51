"""Days as pages, feeds and tables state them in writing, read where day, month and year are beyond doubt."""

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from dateutil.parser import isoparse
from dateutil.parser import parse as parse_freely

_COMPACT_DAY = len("20240514")
_LONGEST = 60  # letters of the longest way to write a day and an hour
_EPOCH = re.compile(r"(?P<seconds>\d{9,10})(?P<thousandths>\d{3})?(?:\.\d+)?")
_FIRST_YEAR, _LAST_YEAR = 1800, 2200  # of reporting: other years are counters and errors
_TWO_DEFAULTS = (datetime(2001, 1, 3), datetime(2004, 10, 28))  # noqa: DTZ001 - only to see what words leave open
_WHOLE_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)|\d{8}(?:\d{4}|\d{6})?(?!\d)")


def read_stated_day(words: str) -> date | None:
    """Return the day that ``words`` state, as the place that wrote it counts, or ``None`` where it is in doubt."""
    found = read_stated_moment(words)
    return date.fromisoformat(found[: len("2024-05-14")]) if found else None


def read_stated_moment(words: str) -> str | None:
    """Return the day (and hour) that ``words`` state in ISO form, or ``None`` where one of its parts is in doubt.

    Read are ISO 8601, RFC 2822 (feeds), seconds since 1970, and days with the month as a word. ``5/6/2024`` may
    be in May or June and is not read; ``25/6/2024`` can only be in June. The day is that of the place that wrote it.
    """
    words = words.strip()
    if not words or len(words) > _LONGEST:
        return None
    found = _read_epoch(words) or _read_iso(words)
    if found is None and _WHOLE_YEAR.search(words):
        found = _read_mail(words) or _read_freely(words)
    if found is None:
        return None
    year = int(found[:4])
    return found if _FIRST_YEAR <= year <= _LAST_YEAR else None


def _read_epoch(words: str) -> str | None:
    match = _EPOCH.fullmatch(words)
    if not match:
        return None
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(match["seconds"]))).isoformat()


def _read_iso(words: str) -> str | None:
    if not _WHOLE_DAY.match(words):
        return None
    try:
        day = isoparse(f"{words[:8]}T{words[8:]}" if words.isdecimal() and len(words) > _COMPACT_DAY else words)
    except (ValueError, OverflowError):
        return None
    return day.isoformat() if len(words) > len("2024-05-14") else day.date().isoformat()


def _read_mail(words: str) -> str | None:
    try:
        return parsedate_to_datetime(words).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _read_freely(words: str) -> str | None:
    """Return the day of words that give the same one whatever stands for what they leave open."""
    days = set()
    for default, is_day_first in zip(_TWO_DEFAULTS, (False, True), strict=True):
        try:
            days.add(parse_freely(words, default=default, dayfirst=is_day_first, ignoretz=True).date().isoformat())
        except (ValueError, OverflowError, TypeError, AttributeError, IndexError, ArithmeticError):
            return None
    return days.pop() if len(days) == 1 else None
