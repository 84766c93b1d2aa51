"""Characters of a text made harmless, one for one, by one rule for all texts."""

import re

_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029\v\f]")
# Control characters except tab and line feed; embeddings, overrides and isolates that turn the order of
# letters (Trojan Source, CVE-2021-42574); lone surrogates, which no UTF-8 file can hold.
_HARMFUL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
REPLACEMENT = "\ufffd"


def clean_characters(text: str) -> str:
    """Return ``text`` with line feeds for all line ends and U+FFFD for each harmful character.

    A byte-order mark at the beginning is left out. Nothing else changes: no normalisation, so offsets
    stay those of the text as it was written. Applying it twice is the same as once.
    """
    return _HARMFUL.sub(REPLACEMENT, _LINE_ENDS.sub("\n", text.removeprefix("\ufeff")))


def mask_characters(text: str) -> str:
    """Return ``text`` with U+FFFD for each harmful character and all else as it stands: offsets hold."""
    return _HARMFUL.sub(REPLACEMENT, text)


def one_line(words: str) -> str:
    """Return ``words`` cleaned, with each run of white space as one space."""
    return " ".join(clean_characters(words).split())
