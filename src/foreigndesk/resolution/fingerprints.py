"""Fingerprints: what is kept of an article's words so that copies and rewrites are found without its text."""

import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from rensa import RMinHash

from foreigndesk.knowledge.publishers import find_publisher
from foreigndesk.records.articles import Article
from foreigndesk.records.spans import Span, sha256_of
from foreigndesk.records.stated_days import read_stated_day
from foreigndesk.resolution.wordings import PRIME, RADIX, Wording, read_wording

BANDS, ROWS = 16, 4  # two texts with half of their shingles in common share a band in 2 of 3 cases, with 0.8 always
SEED = 20_000
WINDOW = 6  # shingles: of any 9 words in a row that two texts share, at least one hash is kept on both sides
_QUOTED_WORDS = range(2, 11)  # fragments: one word is chance, more than ten are found as shingles
_OPENING = 400  # code points in which a dateline with its agency stands
_AGENCY = re.compile(r"(?:^|[\s,/])\((?P<agency>[A-Z][\w .&'’/-]{1,40})\)\s*(?:[-–—]|\Z)")
_CREDITED = re.compile(r",|/|;|\band\b|\bwith\b|\bfor\b")  # between the names of a byline
_LONGEST_CREDIT = 80  # code points of a last line that names agencies
_HASH_SIZE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What is kept of one article for the search of copies: about 5 KB, a pure function of the article.

    ``digest`` is equal for equal words, ``words`` their number, ``body`` the span from the first to the last.
    ``shingles`` are the winnowed hashes of four words in a row (Schleimer, Wilkerson and Aiken 2003), ``bands``
    MinHash bands over them, ``details`` hashes of what survives a rewrite: pairs of
    neighbouring words of weight (names, numbers with their unit, long words) and whole quoted fragments.
    Both are ascending numbers of eight bytes. ``hidden`` are the spans that take no part: residue, folded
    repeats, headline and dateline. ``agencies`` are those that the dateline names. ``stated_from`` and
    ``stated_to`` bound the stated day of publication.
    """

    article_id: str
    digest: str
    words: int
    body: Span
    bands: tuple[int, ...]
    shingles: bytes
    details: bytes
    hidden: tuple[Span, ...]
    title: str | None
    publisher: str | None
    language: str | None
    agencies: tuple[str, ...]
    byline: str | None
    stated_from: date | None
    stated_to: date | None


def make_fingerprint(article: Article) -> Fingerprint:
    """Return the fingerprint of an article: the same on every machine, in any order, in any process."""
    hidden = hidden_spans(article)
    wording = read_wording(article.text, hidden)
    earliest, latest = _stated_days(article)
    winnowed = _winnow(wording.shingles)
    return Fingerprint(
        article_id=article.article_id,
        digest=sha256_of(" ".join(form.folded for form in wording.forms)),
        words=len(wording.forms),
        body=Span(wording.starts[0], wording.ends[-1]) if wording.forms else Span(0, 0),
        bands=_band_hashes(winnowed),
        shingles=pack_hashes(winnowed),
        details=pack_hashes(_detail_hashes(wording)),
        hidden=hidden,
        title=article.title,
        publisher=article.publisher,
        language=article.language,
        agencies=_agencies(article),
        byline=article.byline,
        stated_from=earliest,
        stated_to=latest,
    )


def hidden_spans(article: Article) -> tuple[Span, ...]:
    """Return the spans that are no wording of the report: residue, folded repeats, headline, dateline."""
    own = [span for span in (article.title_span, article.dateline) if span]
    return tuple(sorted({*article.passed_over, *own}))


def _combine(numbers: Iterable[int]) -> int:
    """Return one number for a row of numbers in their order."""
    combined = 0
    for number in numbers:
        combined = (combined * RADIX + number) % PRIME
    return combined


def _winnow(shingles: Sequence[int]) -> list[int]:
    """Return the smallest hash of every window, each once, ascending: a long enough shared run shares a hash."""
    if len(shingles) <= WINDOW:
        return [min(shingles)] if shingles else []
    numbers = np.array(shingles, dtype=np.uint64)
    smallest = numbers[: len(numbers) - WINDOW + 1]
    for step in range(1, WINDOW):
        smallest = np.minimum(smallest, numbers[step : len(numbers) - WINDOW + 1 + step])
    return [int(number) for number in np.unique(smallest)]


def _band_hashes(shingles: Sequence[int]) -> tuple[int, ...]:
    if not shingles:
        return ()
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=SEED)
    sketch.update([f"{number:x}" for number in shingles])
    digest = sketch.digest()
    return tuple(_combine([band, *digest[band * ROWS : (band + 1) * ROWS]]) for band in range(BANDS))


def _detail_hashes(wording: Wording) -> set[int]:
    return set(_neighbour_hashes(wording)) | set(_fragment_hashes(wording))


def _neighbour_hashes(wording: Wording) -> Iterator[int]:
    """Yield a hash for each two neighbours among a sentence's words of weight, in either order, by their stems."""
    for sentence in wording.sentences:
        stems = [wording.forms[n].stem for n in sentence if wording.weighty[n]]
        yield from ((max(a, b) * RADIX + min(a, b)) % PRIME for a, b in pairwise(stems) if a != b)


def _fragment_hashes(wording: Wording) -> Iterator[int]:
    for fragment in wording.fragments:
        if len(fragment) in _QUOTED_WORDS:
            yield _combine([0, *(wording.forms[n].number for n in fragment)])


def pack_hashes(hashes: Iterable[int]) -> bytes:
    """Return the hashes in ascending order, eight bytes each, most significant first."""
    ordered = sorted(hashes)
    return struct.pack(f">{len(ordered)}Q", *ordered)


def unpack_hashes(packed: bytes) -> tuple[int, ...]:
    """Return the hashes that ``pack_hashes`` packed."""
    return struct.unpack(f">{len(packed) // _HASH_SIZE}Q", packed)


def _agencies(article: Article) -> tuple[str, ...]:
    """Return the agencies that the article credits: in its dateline, else in its byline or its last line.

    In a dateline any name in parentheses is one; elsewhere only those of the table of publishers are.
    """
    words = article.dateline.words(article.text) if article.dateline else article.text[:_OPENING]
    found = _AGENCY.search(words)
    if found:
        return tuple(part.strip() for part in found.group("agency").split("/"))
    ending = article.text.rstrip()[-_LONGEST_CREDIT:].rpartition("\n")[2]
    parts = [part.strip(" ().—–-") for credit in (article.byline or "", ending) for part in _CREDITED.split(credit)]
    known = [publisher for part in parts if part and (publisher := find_publisher(part))]
    return tuple(dict.fromkeys(publisher.name for publisher in known if publisher.kind == "agency"))


def _stated_days(article: Article) -> tuple[date | None, date | None]:
    """Return the bounds of the day of publication: as resolved, else as the page's metadata states it."""
    if article.published is not None and article.published.is_known:
        return article.published.earliest, article.published.latest
    for fact in article.stated:
        day = read_stated_day(fact.value) if fact.field.startswith("published") else None
        if day is not None:
            return day, day
    return None, None
