"""Rows that resemble texts from elsewhere: runs of words that both share.

A *content run* holds at least three words that are neither function words nor, in the row, names or numbers, so that
"the prime minister of New Zealand" alone is no likeness. The thresholds were measured, see docs/annotating.md.
"""

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from foreigndesk.errors import InputError
from training.rows import Row

LENGTH = 5  # words of the runs that are looked up
LEAST_CONTENT = 3  # content words that make a run more than a formula
LONG_RUN, LEAST_CONTENT_OF_LONG_RUN = 7, 2  # words in a row, and content words among them, that are too many
COPIED_RUN = 9  # words in a row that are too many, whatever they are
LEAST_RUNS = 2  # distinct content runs of five words shared with one text
FOREIGN_KEYS = {"html", "id", "meta"}  # of JSON: no prose, or prose that stands under another key as well
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_FUNCTION_TAIL = re.compile(r"['’]s$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What a row shares with one text: the longest run of words with the content words in it, and the content runs."""

    row: Row
    where: str
    longest: str
    content: int
    runs: int

    @property
    def is_too_close(self) -> bool:
        """Whether the row must be written anew."""
        words = len(self.longest.split())
        is_long = words >= LONG_RUN and self.content >= LEAST_CONTENT_OF_LONG_RUN
        return is_long or words >= COPIED_RUN or self.runs >= LEAST_RUNS


def find_likenesses(rows: Iterable[Row], texts: Iterable[tuple[str, str]]) -> list[Likeness]:
    """Return the likenesses of the rows with ``texts`` (where, text), one for each row: the closest."""
    index = _Index(rows)
    best: dict[int, Likeness] = {}
    for where, text in texts:
        for number, likeness in index.compare(where, text):
            if number not in best or _closeness(likeness) > _closeness(best[number]):
                best[number] = likeness
    return [best[number] for number in sorted(best)]


def _closeness(likeness: Likeness) -> tuple[bool, int, int]:
    return likeness.is_too_close, len(likeness.longest.split()), likeness.runs


class _Index:
    """The runs of five words of all rows."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = tuple(rows)
        self.words = [split_words(row.text) for row in self.rows]
        self.content = [is_content(row.text) for row in self.rows]
        self.places: dict[tuple[str, ...], list[tuple[int, int]]] = {}
        for number, words in enumerate(self.words):
            for at in range(len(words) - LENGTH + 1):
                self.places.setdefault(tuple(words[at : at + LENGTH]), []).append((number, at))

    def compare(self, where: str, text: str) -> Iterator[tuple[int, Likeness]]:
        """Yield for each row that shares a run with the text its number and the likeness."""
        words = split_words(text)
        shared: dict[int, set[tuple[int, int]]] = {}  # row: places in row and text
        for at, run in enumerate(zip(*(words[n:] for n in range(LENGTH)), strict=False)):
            for number, place in self.places.get(run, ()):
                shared.setdefault(number, set()).add((place, at))
        for number, places in shared.items():
            yield number, self._measure(number, places, where)

    def _measure(self, number: int, places: set[tuple[int, int]], where: str) -> Likeness:
        words, content = self.words[number], self.content[number]
        start, length = max(((place, _run_from(place, at, places)) for place, at in places), key=lambda run: run[1])
        starts = {place for place, _ in places}
        runs = sum(sum(content[place : place + LENGTH]) >= LEAST_CONTENT for place in starts)
        longest, says = " ".join(words[start : start + length]), sum(content[start : start + length])
        return Likeness(row=self.rows[number], where=where, longest=longest, content=says, runs=runs)


def _run_from(place: int, at: int, places: set[tuple[int, int]]) -> int:
    steps = 0
    while (place + steps + 1, at + steps + 1) in places:
        steps += 1
    return LENGTH + steps


def split_words(text: str) -> list[str]:
    """Return the words in lower case, with a straight apostrophe."""
    return [word.replace("’", "'") for word in _WORD.findall(text.lower())]


def is_content(text: str) -> list[bool]:
    """Return for each word whether it says something: no function word, no number, no name inside the sentence."""
    words = [_FUNCTION_TAIL.sub("", word) for word in _WORD.findall(text)]
    return [_says_something(word, is_first=at == 0) for at, word in enumerate(words)]


def _says_something(word: str, *, is_first: bool) -> bool:
    is_name = word[:1].isupper() and not is_first
    return not is_name and not word[:1].isdigit() and word.lower() not in _function_words()


@cache
def _function_words() -> frozenset[str]:
    from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS)


def read_texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield every text in the files of a folder (.txt, .json, .jsonl, .tsv, also .gz) with where it stands."""
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder. Name the one whose texts the corpus must not resemble.")
    for path in sorted(folder.rglob("*")):
        name = path.name.removesuffix(".gz")
        if path.is_file() and name.endswith((".txt", ".json", ".jsonl", ".tsv")):
            content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            yield from _split_file(path, name, content.decode("utf-8", "replace"))


def _split_file(path: Path, name: str, content: str) -> Iterator[tuple[str, str]]:
    if name.endswith(".jsonl"):
        for number, line in enumerate(content.split("\n"), 1):
            yield from ((f"{path}:{number}", text) for text in _strings(json.loads(line or "[]")))
    elif name.endswith(".json"):
        yield from ((str(path), text) for text in _strings(json.loads(content)))
    else:
        yield str(path), content


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in FOREIGN_KEYS:
                yield from _strings(part)
