"""One form of words for comparison, whatever their capitals and diacritics."""

import unicodedata


def fold(words: str) -> str:
    """Return ``words`` in lower case without diacritics, for comparison only."""
    decomposed = unicodedata.normalize("NFKD", words.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
