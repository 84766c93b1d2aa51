"""Utterances made by hand, for tests that need no analysis of language."""

from datetime import date


def date_of(day: int) -> date:
    """Return a day of March 2024."""
    return date(2024, 3, day)
