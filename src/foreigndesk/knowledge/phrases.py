"""Finding of many known phrases in a text at once, by their first word."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Generic, TypeVar

from foreigndesk.records.spans import Span

Meaning = TypeVar("Meaning")

_WORD = re.compile(r"[^\W_]+")
_WORD_START = re.compile(r"(?<![^\W_])(?:[^\W_]+)")
_PLAIN = (("\u00a0", " "), ("\u202f", " "), ("\u2009", " "), ("\u2019", "'"), ("\u02bc", "'"), ("\u2011", "-"))


def plain(words: str) -> str:
    """Return ``words`` with one form of space, apostrophe and hyphen, the same length as before."""
    for odd, usual in _PLAIN:  # six replacements take a tenth of the time of one translation
        words = words.replace(odd, usual)
    return words


@lru_cache(maxsize=16)  # the indices of one article search the same two forms of its text one after the other
def _split(prepared: str) -> list[tuple[str, int]]:
    """Return the words of a prepared text with where they begin."""
    return [(word[0], word.start()) for word in _WORD.finditer(prepared)]


@lru_cache(maxsize=16)
def _prepare(text: str) -> str:
    """Return ``text`` in small letters and plain, the same length as before."""
    searched = plain(text).lower()
    if len(searched) != len(text):  # a letter whose lower case is longer ("İ"): offsets would shift
        searched = "".join(c.lower() if len(c.lower()) == 1 else c for c in plain(text))
    return searched


class PhraseIndex(Generic[Meaning]):
    """Phrases with what each may mean, ready to be found in texts. Made once; holds no state of a search."""

    def __init__(self, phrases: Iterable[tuple[str, Meaning]], *, any_case: bool = False) -> None:
        """Index ``phrases``; with ``any_case`` capitals do not count."""
        self._any_case = any_case
        meanings: dict[str, list[Meaning]] = {}
        for words, meaning in phrases:
            listed_here = meanings.setdefault(self._form(words), [])
            if meaning not in listed_here:
                listed_here.append(meaning)
        by_first: dict[str, list[tuple[str, tuple[Meaning, ...]]]] = {}
        for words, listed in meanings.items():
            first = _WORD_START.search(words)
            if first and first.start() == 0:
                by_first.setdefault(first.group(), []).append((words, tuple(listed)))
        self._by_first: Mapping[str, tuple[tuple[str, tuple[Meaning, ...]], ...]] = {
            first: tuple(sorted(listed, key=lambda item: (-len(item[0]), item[0])))
            for first, listed in by_first.items()
        }

    def _form(self, words: str) -> str:
        return plain(words).lower() if self._any_case else plain(words)

    def find(self, text: str) -> tuple[tuple[Span, tuple[Meaning, ...]], ...]:
        """Return the phrases in ``text`` with their meanings: whole words, longest first, not overlapping."""
        searched = self.prepare(text)
        by_first = self._by_first
        found: list[tuple[Span, tuple[Meaning, ...]]] = []
        free_from = 0
        for word, start in [(word, start) for word, start in _split(searched) if word in by_first]:
            if start >= free_from:
                here = self._longest(searched, word, start)
                if here is not None:
                    found.append(here)
                    free_from = here[0].end
        return tuple(found)

    def prepare(self, text: str) -> str:
        """Return ``text`` in the form in which phrases are compared, the same length as before."""
        return _prepare(text) if self._any_case else plain(text)

    def find_at(self, prepared: str, start: int) -> tuple[Span, tuple[Meaning, ...]] | None:
        """Return the longest phrase that begins at ``start`` of a prepared text, with its meanings."""
        word = _WORD_START.match(prepared, start)
        return self._longest(prepared, word.group(), start) if word else None

    def _longest(self, prepared: str, word: str, start: int) -> tuple[Span, tuple[Meaning, ...]] | None:
        for words, meanings in self._by_first.get(word, ()):
            end = start + len(words)
            if prepared.startswith(words, start) and not _goes_on(prepared, end):
                return Span(start, end), meanings
        return None


def _goes_on(text: str, end: int) -> bool:
    """Return whether the character at ``end`` would make the word before it longer."""
    return end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
