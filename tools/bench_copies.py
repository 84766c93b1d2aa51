#!/usr/bin/env python3
"""Measure the search of copies among so many articles, three in ten of them edited from others.

    tools/bench_copies.py NEWS.jsonl.gz ARTICLES

Prints one line of JSON: seconds of processor time for the fingerprints and for the search, peak memory, and how many
of the edited texts are in one family with the text that they were made from. Where more articles are wanted than the
file holds, its texts are used again in other words: every word is exchanged for another of its kind, each time by
another rule, so that the texts have the build of news and nothing in common. Nothing of the texts is kept.
"""

import gzip
import json
import random
import re
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from foreigndesk.records.articles import Article
from foreigndesk.resolution.copies import find_copies, group_origins, make_fingerprint

COPIES = 0.3
SEED = 20_261_122
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes, see getrusage(2)
SHORTEST = 120  # words of a text that is edited
WORD = re.compile(r"[A-Za-z]{3,}")


def cut(text: str, _: str, chance: random.Random) -> str:
    """Return the first half of the paragraphs or more."""
    paragraphs = text.split("\n\n")
    return "\n\n".join(paragraphs[: max(1, int(len(paragraphs) * chance.uniform(0.5, 0.9)))])


def exchange(text: str, other: str, chance: random.Random) -> str:
    """Return the text with one word in ten exchanged."""
    spare = other.split()
    return re.sub(r"\S+", lambda m: chance.choice(spare) if chance.random() < 0.1 else m.group(), text)  # noqa: PLR2004


def reorder(text: str, _: str, chance: random.Random) -> str:
    """Return the paragraphs in another order."""
    paragraphs = text.split("\n\n")
    return "\n\n".join(chance.sample(paragraphs, len(paragraphs)))


def put_into(text: str, other: str, chance: random.Random) -> str:
    """Return the text with some paragraphs of another between its own."""
    paragraphs = text.split("\n\n")
    for paragraph in other.split("\n\n")[:3]:
        paragraphs.insert(chance.randrange(len(paragraphs) + 1), paragraph)
    return "\n\n".join(paragraphs)


def reprint(text: str, _: str, chance: random.Random) -> str:
    """Return the same words under another headline."""
    return f"Edition {chance.randrange(10_000)} of the evening\n\n{text}"


EDITS: tuple[Callable[[str, str, random.Random], str], ...] = (cut, exchange, reorder, put_into, reprint)


def main(news: Path, articles: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryFile() as file:
        pile = Pile(file)
        made_from = dict(write_pile(read_texts(news), articles, pile))
        started = time.process_time()
        fingerprints = [make_fingerprint(pile.read_article(name)) for name in pile.names()]
        marked = time.process_time()
        names = {f.article_id: name for f, name in zip(fingerprints, pile.names(), strict=True)}
        copies = find_copies(fingerprints, lambda article_id: pile.read(names[article_id]))
        seconds = time.process_time() - marked
    families = {names[i]: family for i, family in group_origins(names, copies).items()}
    found = sum(families[copy] == families[original] for copy, original in made_from.items())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * MAXRSS_UNIT / 1_000_000
    figures = {"articles": len(names), "edited": len(made_from), "found": found, "megabytes": round(memory)}
    times = {"fingerprint_seconds": round(marked - started, 1), "search_seconds": round(seconds, 1)}
    print(json.dumps(figures | times))


class Pile:
    """Texts in a file, by name: what a desk is to a build."""

    def __init__(self, file: BinaryIO) -> None:
        """Write into ``file``."""
        self._file = file
        self._places: dict[str, tuple[int, int]] = {}

    def put(self, name: str, text: str) -> None:
        """Put a text under a name."""
        content = text.encode()
        start = self._file.seek(0, 2)
        self._file.write(content)
        self._places[name] = (start, len(content))

    def names(self) -> list[str]:
        """Return all names in the order in which they came."""
        return list(self._places)

    def read(self, name: str) -> str:
        """Return the text of a name."""
        start, size = self._places[name]
        self._file.seek(start)
        return self._file.read(size).decode()

    def read_article(self, name: str) -> Article:
        """Return the article of a name."""
        return Article(locator=name, page_id="", text=self.read(name))


def read_texts(news: Path) -> list[str]:
    """Return the texts of the file."""
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def write_pile(texts: list[str], articles: int, pile: Pile) -> Iterator[tuple[str, str]]:
    """Put originals and edited texts into the pile; yield the name of each edited text and of its original."""
    chance = random.Random(SEED)  # noqa: S311
    originals = round(articles * (1 - COPIES))
    for number in range(originals):
        text = texts[number % len(texts)]
        pile.put(f"original/{number}", in_other_words(text, number // len(texts)))
    long_enough = [n for n in range(originals) if len(texts[n % len(texts)].split()) >= SHORTEST]
    for number in range(articles - originals):
        chosen, other = (f"original/{chance.choice(long_enough)}" for _ in range(2))
        edit = EDITS[number % len(EDITS)]
        pile.put(f"edited/{number}", edit(pile.read(chosen), pile.read(other), chance))
        yield f"edited/{number}", chosen


def in_other_words(text: str, turn: int) -> str:
    """Return the text with each word of three letters and more exchanged by the rule of a turn; 0 changes nothing."""
    return WORD.sub(lambda m: _word(m.group(), turn), text) if turn else text


def _word(word: str, turn: int, known: dict[int, dict[str, str]] = defaultdict(dict)) -> str:  # noqa: B006
    if word not in known[turn]:
        letters = random.Random(f"{turn} {word.lower()}")  # noqa: S311
        made = "".join(letters.choice("aeiou" if n % 2 else "bdfgklmnprstvz") for n in range(len(word)))
        known[turn][word] = made.capitalize() if word[0].isupper() else made
    return known[turn][word]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
