#!/usr/bin/env python3
"""Measure what each stage costs an article, on one core.

    tools/bench_stages.py [--news FILE.jsonl.gz] [--articles 300] [--json]

Milliseconds of processor time an article, and their sum for who, where and when: all that finds persons, states,
places, times and dates, beyond the parse. Articles are read as `build` reads them, in chunks. Before them a
quarter as many others are read untimed, so that tables and model are there. Without FILE the news of ../shared/bench
are taken, or the texts of examples/ where these are absent.
"""

import argparse
import gc
import gzip
import json
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from foreigndesk.app import stages
from foreigndesk.app.desk import CHUNK, RARE_COLLECTION
from foreigndesk.records.articles import Article

Given = ParamSpec("Given")
Found = TypeVar("Found")
REPOSITORY = Path(__file__).resolve().parents[1]
NEWS = REPOSITORY.parent / "shared" / "bench" / "news.10k.jsonl.gz"
PARSE, WHO_WHERE_WHEN, CLAIMS = "parse", "who, where and when", "claims and copies"
EVENTS = "reader and rules of events"
STAGES = {  # function of app/stages.py: name, and what it is part of
    "analyse_article": ("parse", PARSE),
    "find_mentions": ("mentions and places", WHO_WHERE_WHEN),
    "find_references": ("references", WHO_WHERE_WHEN),
    "find_roles": ("references", WHO_WHERE_WHEN),
    "find_times": ("times", WHO_WHERE_WHEN),
    "find_occasions": ("summits, wars, clues", WHO_WHERE_WHEN),
    "find_conflicts": ("summits, wars, clues", WHO_WHERE_WHEN),
    "find_clues": ("summits, wars, clues", WHO_WHERE_WHEN),
    "date_article": ("dating", WHO_WHERE_WHEN),
    "place_times": ("values of times", WHO_WHERE_WHEN),
    "find_quotations": ("quotations", CLAIMS),
    "make_cast": ("meetings", CLAIMS),
    "find_meetings": ("meetings", CLAIMS),
    "find_delegations": ("meetings", CLAIMS),
    "group_claims": ("meetings", CLAIMS),
    "sentences_to_read": ("trained reader", EVENTS),
    "read_signs": ("trained reader", EVENTS),
    "read_actions": ("events by rules and reader", EVENTS),
    "find_commitments": ("commitments", CLAIMS),
    "find_positions": ("positions", CLAIMS),
    "make_fingerprint": ("fingerprint", CLAIMS),
}
IN_CAPITALS = "LEADERS OF NORWAY AND GHANA MEET IN OSLO"  # the index for such lines is made when the first is read


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="tools/bench_stages.py", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--news", type=Path, help="articles, one JSON object with a text a line, packed or not")
    parser.add_argument("--articles", type=int, default=300, help="texts that are measured (default: 300)")
    parser.add_argument("--json", action="store_true", help="one line of JSON in place of a table")
    options = parser.parse_args()
    gc.set_threshold(*RARE_COLLECTION)
    texts = read_texts(options.news, options.articles + options.articles // 4)
    figures = measure(texts[: options.articles], warm_up=[IN_CAPITALS, *texts[options.articles :]])
    print(json.dumps(figures) if options.json else write_table(figures))


def read_texts(news: Path | None, number: int) -> list[str]:
    """Return the first texts of the news, or all of the examples where there are no news."""
    path = news or NEWS
    if not path.is_file():
        return [p.read_text(encoding="utf-8") for p in sorted((REPOSITORY / "examples" / "articles").glob("*.txt"))]
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in islice(lines, number)]


def measure(texts: list[str], *, warm_up: list[str]) -> dict[str, Any]:
    """Return articles, words, and the milliseconds an article of each stage and of each part."""
    spent: dict[str, float] = defaultdict(float)
    read: list[int] = []  # words of each sentence that the trained reader reads
    real = {function: getattr(stages, function) for function in STAGES}
    try:
        for function, (name, _) in STAGES.items():
            setattr(stages, function, timed(real[function], name, spent))
        stages.read_signs = counted(vars(stages)["read_signs"], read)
        work_on(warm_up)
        spent.clear()
        read.clear()
        work_on(texts)
    finally:
        for function, unchanged in real.items():
            setattr(stages, function, unchanged)
    parts: dict[str, float] = defaultdict(float)
    for name, part in set(STAGES.values()):
        parts[part] += spent[name]
    words = sum(len(text.split()) for text in texts)
    return {
        "articles": len(texts),
        "words": words,
        "stages": {name: 1000 * spent[name] / len(texts) for name in dict.fromkeys(n for n, _ in STAGES.values())},
        "reader": {"sentences": len(read), "words": sum(read), "seconds": spent[STAGES["read_signs"][0]]},
        "parts": {part: 1000 * parts[part] / len(texts) for part in (PARSE, WHO_WHERE_WHEN, EVENTS, CLAIMS)},
    }


def timed(function: Callable[Given, Found], name: str, spent: dict[str, float]) -> Callable[Given, Found]:
    """Return a function that does the same and adds the seconds of the processor to what ``name`` spent."""

    def measured(*given: Given.args, **named: Given.kwargs) -> Found:
        started = time.process_time()
        found = function(*given, **named)
        spent[name] += time.process_time() - started
        return found

    return measured


def counted(read_signs: Callable[Given, Found], read: list[int]) -> Callable[Given, Found]:
    """Return a function that does the same and adds the words of each sentence to ``read``."""

    def measured(*given: Given.args, **named: Given.kwargs) -> Found:
        text, sentences = given
        read.extend(len(sentence.words(text).split()) for sentence in sentences)  # type: ignore[attr-defined]
        return read_signs(*given, **named)

    return measured


def work_on(texts: list[str]) -> None:
    """Do with the texts what a build does with each article by itself."""
    articles = [Article(locator=f"text:{n}", page_id="", text=text, language="en") for n, text in enumerate(texts)]
    for at in range(0, len(articles), CHUNK):
        for work in stages.work_on_articles(articles[at : at + CHUNK]):
            reading = work.reading
            vars(stages)["place_times"](reading.times, work.dating.published, reading.article.text, known={})


def write_table(figures: dict[str, Any]) -> str:
    """Return the figures as a Markdown table, the sums of the parts at its end."""
    rows = [f"| {name} | {value:.1f} |" for name, value in figures["stages"].items()]
    rows += [f"| **all of {part}** | **{value:.1f}** |" for part, value in figures["parts"].items() if part != PARSE]
    return "\n".join(("| stage | ms an article |", "| --- | --- |", *rows, "", write_speed(figures["reader"])))


def write_speed(reader: dict[str, float]) -> str:
    """Return how many sentences the trained reader reads a second, to pick them out included."""
    number = max(1.0, reader["sentences"])
    return (
        f"The trained reader reads {number / max(reader['seconds'], 1e-9):,.0f} sentences a second of "
        f"{reader['words'] / number:.1f} words each."
    )


if __name__ == "__main__":
    main()
