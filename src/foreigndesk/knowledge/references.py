"""Nouns that refer back to persons or states already named."""

from functools import cache

from foreigndesk.knowledge.tables import read_table


@cache
def reference_words(stands_for: str, number: str) -> frozenset[str]:
    """Return the lower-case nouns that stand for ``persons`` or ``states``, as a ``pair`` or ``one``."""
    rows = read_table("reference_words")
    return frozenset(r["word"] for r in rows if r["stands_for"] == stands_for and r["number"] == number)
