#!/usr/bin/env python3
"""Measure the grouping of so many quotations, made by program, always the same.

    tools/bench_groups.py QUOTATIONS

Prints one line of JSON: seconds of processor time, peak memory, how many variants are in one group with the wording
that they were made from, and how many groups hold two utterances. Words are made up and as often as words are in
texts, with the small words of English between them. Of the quotations four in ten are variants of others (cut, words
left out, exchanged for synonyms or others, a negation put in), two in ten are short phrases that many speakers use in
many years, the others stand alone.
"""

import json
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from foreigndesk.records.articles import Article
from foreigndesk.records.quotation_groups import VariantForm
from foreigndesk.records.quotations import Quotation, QuotationKind
from foreigndesk.records.spans import Span
from foreigndesk.resolution.quotation_variants import Surroundings, make_group
from foreigndesk.resolution.utterance_clusters import cluster_utterances
from foreigndesk.resolution.utterances import Utterance

SEED = 20_261_127
WORDS = 30_000
PHRASES = 500
SPEAKERS = 2_000
SMALL = ("the", "of", "and", "to", "in", "a", "that", "is", "for", "with", "our", "we", "on", "will")
SWAPS = {"world": "globe", "ugly": "hideous", "strong": "firm", "pledge": "vow", "crucial": "vital"}
FIRST_DAY = date(2015, 1, 1)
DAYS = 3_650
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes, see getrusage(2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One made quotation: its words, who says it on which day, and the utterance that it gives, if any."""

    words: str
    speaker: str
    day: int
    utterance: int | None


def main(count: int) -> None:
    """Measure and print."""
    chance = random.Random(SEED)  # noqa: S311
    made = list(make_quotations(count, chance))
    articles, utterances, truth = make_articles(made)
    before = memory()
    started = time.process_time()
    clusters = cluster_utterances(utterances)
    grouped = time.process_time()
    around = Surroundings(articles=articles, copied=frozenset())
    groups = [make_group(cluster, around) for cluster in clusters]
    compared = time.process_time()
    print(
        json.dumps(
            {"quotations": len(utterances), "groups": len(groups), **count_right(clusters, truth)}
            | {"grouping_seconds": round(grouped - started, 1), "comparison_seconds": round(compared - grouped, 1)}
            | {"largest": max(len(g.variants) for g in groups), "before_megabytes": before, "megabytes": memory()}
        )
    )


def memory() -> int:
    """Return the largest memory of the process so far, in megabytes."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * MAXRSS_UNIT / 1_000_000)


def make_quotations(count: int, chance: random.Random) -> Iterator[Made]:
    """Yield the quotations: originals, variants, phrases."""
    words = [*SWAPS, *("".join(_syllables(chance)) for _ in range(WORDS - len(SWAPS)))]
    weights = [1 / (n + 20) for n in range(WORDS)]
    pool = chance.choices(words, weights, k=2_000_000)
    phrases = [" ".join(chance.choices(pool, k=chance.randrange(1, 4))) for _ in range(PHRASES)]
    originals: list[Made] = []
    for number in range(count):
        turn = number % 10
        if turn < 4 and originals:  # noqa: PLR2004 - four in ten
            first = chance.choice(originals[-2000:])
            day = first.day + chance.randrange(3)
            yield Made(
                words=_vary(first.words, pool, chance), speaker=first.speaker, day=day, utterance=first.utterance
            )
        elif turn < 6:  # noqa: PLR2004 - two in ten
            yield Made(words=chance.choice(phrases), speaker=_speaker(chance), day=_day(chance), utterance=None)
        else:
            made = Made(words=_sentence(pool, chance), speaker=_speaker(chance), day=_day(chance), utterance=number)
            originals.append(made)
            yield made


def _syllables(chance: random.Random) -> list[str]:
    return [chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(chance.randrange(2, 5))]


def _sentence(pool: list[str], chance: random.Random) -> str:
    return " ".join(
        chance.choice(SMALL) if chance.random() < 0.45 else chance.choice(pool)  # noqa: PLR2004 - as in English
        for _ in range(chance.randrange(10, 32))
    )


def _speaker(chance: random.Random) -> str:
    return f"speaker-{chance.randrange(SPEAKERS)}"


def _day(chance: random.Random) -> int:
    return chance.randrange(DAYS)


def _vary(words: str, pool: list[str], chance: random.Random) -> str:
    """Return a variant: a part, words left out, exchanged, or a negation put in."""
    listed = words.split()
    edit = chance.randrange(4)
    if edit == 0:
        start = chance.randrange(len(listed) // 2)
        return " ".join(listed[start : start + max(8, len(listed) // 2)])
    if edit == 1:
        return " ".join(w for w in listed if chance.random() > 0.1)  # noqa: PLR2004
    if edit == 2:  # noqa: PLR2004
        return " ".join(SWAPS.get(w, w) if chance.random() > 0.15 else chance.choice(pool) for w in listed)  # noqa: PLR2004
    listed.insert(chance.randrange(len(listed)), "not")
    return " ".join(listed)


def make_articles(made: list[Made]) -> tuple[dict[str, Article], list[Utterance], dict[str, int | None]]:
    """Return an article for each quotation, the utterances in order, and the truth by their ids."""
    articles, utterances, truth = {}, [], {}
    for number, one in enumerate(made):
        text = f"On the occasion the speaker number {number} said: “{one.words}” and left."
        article = Article(locator=f"made/{number}", page_id="", text=text)
        span = Span(text.index("“") + 1, text.index("”"))
        day = FIRST_DAY + timedelta(days=one.day)
        kind = QuotationKind.DIRECT
        quotation = Quotation(
            article_id=article.article_id, span=span, kind=kind, cue=None, speaker=None, addressee=None, chain=(),
            rule="made",
        )  # fmt: skip
        utterance = Utterance(
            article_id=article.article_id, span=span, form=VariantForm.DIRECT, sentence=Span(0, len(text)),
            words=one.words, quotation=quotation, speakers=frozenset({one.speaker}), earliest=day, latest=day,
            family=article.article_id,
        )  # fmt: skip
        articles[article.article_id] = article
        utterances.append(utterance)
        truth[utterance.utterance_id] = one.utterance
    return articles, sorted(utterances, key=lambda u: u.place), truth


def count_right(clusters: list, truth: dict[str, int | None]) -> dict[str, int]:  # type: ignore[type-arg]
    """Return how many variants there are, how many are in one group with most of their utterance, and wrong groups."""
    sizes = Counter(utterance for utterance in truth.values() if utterance is not None)
    found, mixed = Counter[int](), 0
    for cluster in clusters:
        given = Counter(truth[u.utterance_id] for u in cluster.utterances)
        mixed += len(given) > 1
        for utterance, times in given.items():
            if utterance is not None:
                found[utterance] = max(found[utterance], times)
    variants = sum(size - 1 for size in sizes.values())
    return {"variants": variants, "found": sum(max(0, found[u] - 1) for u in sizes), "mixed_groups": mixed}


if __name__ == "__main__":
    main(int(sys.argv[1]))
