"""Characters of a text made harmless, one for one, by one rule for all texts."""

import os
import re
from collections.abc import Iterator
from html import unescape
from itertools import groupby

from foreigndesk.records.articles import MaskedCharacters
from foreigndesk.records.spans import Span

_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029\v\f]")
# Control characters except tab and line feed; embeddings, overrides and isolates that turn the order of
# letters (Trojan Source, CVE-2021-42574); lone surrogates, which no UTF-8 file can hold.
_HARMFUL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_HARMFUL_RUN = re.compile(f"(?:{_HARMFUL.pattern})+")
REPLACEMENT = "\ufffd"
_MASKED_RUN = re.compile(f"{REPLACEMENT}+")
_FIRST_BYTE, _LAST_BYTE = 0xDC80, 0xDCFF  # PEP 383: bytes that cannot be decoded, as lone surrogates


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


def printable(name: str) -> str:
    """Return a file name with control characters, undecodable bytes and lone surrogates written out."""
    try:
        encoded = os.fsencode(name)
    except UnicodeEncodeError:
        encoded = name.encode("utf-8", "backslashreplace")
    whole = encoded.decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in whole)


def find_masked(source: str, text: str) -> tuple[MaskedCharacters, ...]:
    """Return what stood in ``source`` where harmful characters of it are U+FFFD in ``text``, in order.

    Where ``text`` is not ``source`` cleaned but what a parser took from it, the places are those of ``text`` and
    each names all kinds of harmful characters in ``source``. Characters that were U+FFFD before are not listed.
    """
    if REPLACEMENT not in text:
        return ()
    plain = _LINE_ENDS.sub("\n", source.removeprefix("\ufeff"))
    if len(plain) == len(text) and _HARMFUL.sub(REPLACEMENT, plain) == text:
        return tuple(
            MaskedCharacters(span=Span(run.start(), run.end()), was=_name_run(run.group()))
            for run in _HARMFUL_RUN.finditer(plain)
        )
    kinds = sorted(set(_HARMFUL.findall(plain)) | set(_HARMFUL.findall(unescape(plain))))
    if not kinds:
        return ()
    was = " or ".join(_name(kind) for kind in kinds)
    return tuple(MaskedCharacters(span=Span(r.start(), r.end()), was=was) for r in _MASKED_RUN.finditer(text))


def _name_run(run: str) -> str:
    return ", ".join(_name_same(letter, same) for letter, same in groupby(run))


def _name_same(letter: str, same: Iterator[str]) -> str:
    count = sum(1 for _ in same)
    return _name(letter) + (f" x{count}" if count > 1 else "")


def _name(letter: str) -> str:
    """Return "U+202E", or "byte 0xFF" for the lone surrogate by which a byte is read that fits no encoding."""
    code = ord(letter)
    return f"byte 0x{code - 0xDC00:02X}" if _FIRST_BYTE <= code <= _LAST_BYTE else f"U+{code:04X}"
