"""Forms in which names are compared. Standard library only: the build of the gazetteer reads it too."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
_SPACES = re.compile(r"[\s\-‐‑–/]+")
_MARKS = re.compile(r"[^\w ]")
_SAINT = re.compile(r"\bsaint\b")


def fold(words: str) -> str:
    """Return ``words`` in lower case without diacritics, for comparison only."""
    if words.isascii():  # nothing to take apart, in a tenth of the time
        return words.lower()
    decomposed = unicodedata.normalize("NFKD", words.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=20_000)  # names of one article, and of the next, are asked for again and again
def place_key(words: str) -> str:
    """Return the form under which the gazetteer has the name of a place: "St. Pölten" is "st polten"."""
    spaced = _SPACES.sub(" ", fold(words).translate(_LETTERS))
    return _SAINT.sub("st", _MARKS.sub("", spaced)).strip()
