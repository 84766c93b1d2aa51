"""Forms in which names are compared. Standard library only: the build of the gazetteer reads it too."""

import re
import unicodedata

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
_SPACES = re.compile(r"[\s\-‐‑–/]+")
_MARKS = re.compile(r"[^\w ]")
_SAINT = re.compile(r"\bsaint\b")


def fold(words: str) -> str:
    """Return ``words`` in lower case without diacritics, for comparison only."""
    decomposed = unicodedata.normalize("NFKD", words.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def place_key(words: str) -> str:
    """Return the form under which the gazetteer has the name of a place: "St. Pölten" is "st polten"."""
    spaced = _SPACES.sub(" ", fold(words).translate(_LETTERS))
    return _SAINT.sub("st", _MARKS.sub("", spaced)).strip()
