"""Pronouns, and nouns that refer back to persons or states already named."""

from functools import cache

from foreigndesk.knowledge.tables import read_table


@cache
def reference_words(stands_for: str, number: str) -> frozenset[str]:
    """Return the lower-case words that stand for ``persons`` or ``states``.

    ``number``: ``pair`` ("the two leaders"), ``one`` ("the leader"), and for pronouns ``m``, ``f`` and
    ``plural``; for words of number ("three") ``two``, ``three`` and so on.
    """
    rows = read_table("reference_words")
    return frozenset(r["word"] for r in rows if r["stands_for"] == stands_for and r["number"] == number)


@cache
def pronoun_genders() -> dict[str, str]:
    """Return the gender (m or f) of each pronoun for one person."""
    return {word: gender for gender in ("m", "f") for word in reference_words("pronoun", gender)}


@cache
def group_sizes() -> dict[str, int]:
    """Return how many persons or states a word of number before a noun counts ("both", "three")."""
    sizes = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
    return {word: size for number, size in sizes.items() for word in reference_words("number", number)}
