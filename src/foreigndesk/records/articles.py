"""What users have (pages) and what is read from it (articles), with what was set aside and why."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from foreigndesk.records.dates import DateFinding
from foreigndesk.records.spans import Span, derive_id, sha256_of


class DropReason(StrEnum):
    """Why an item was not kept. Every item is kept or dropped: kept + dropped = read."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    BINARY = "binary"
    UNDECODABLE = "undecodable"
    UNKNOWN_FORMAT = "unknown_format"
    NO_MAIN_TEXT = "no_main_text"
    UNREADABLE = "unreadable"
    SAME_CONTENT = "same_content"
    NO_TEXT_COLUMN = "no_text_column"
    BROKEN_ROW = "broken_row"
    NOT_AN_ARTICLE = "not_an_article"
    TRUNCATED = "truncated"
    BOMB = "bomb"
    NESTED = "nested"
    UNSAFE_NAME = "unsafe_name"
    MISSING_PART = "missing_part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """An item that was not kept: where it came from, the reason, and what would help."""

    locator: str
    reason: DropReason
    detail: str

    @property
    def dropped_id(self) -> str:
        """The id, derived from locator and reason."""
        return derive_id("dropped", self.locator, self.reason.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One thing that a user has: its bytes as they came, and what its container said of it.

    ``locator`` names it the same way on every machine: the path below the folder that was added,
    beginning with that folder's name, and inside a container the place in it (``articles.csv#row=17``).
    ``stated`` is what the container says of the article; its field ``id`` is the id that was given there.
    """

    locator: str
    media_type: str
    content: bytes
    stated: tuple["StatedFact", ...] = ()

    @property
    def page_id(self) -> str:
        """The id, derived from locator and bytes."""
        return derive_id("page", self.locator, hashlib.sha256(self.content).hexdigest())


_PLACE_IN_FILE = re.compile(r"#(?:row|line|item|entry|response|text)=")


def file_of(locator: str) -> str:
    """Return the file in which a locator lies: ``articles.csv`` of ``articles.csv#row=17``."""
    return _PLACE_IN_FILE.split(locator, maxsplit=1)[0]


def container_of(locator: str) -> str:
    """Return the file in which a locator lies, or its folder where it is a whole file."""
    file = file_of(locator)
    return file if file != locator else locator.rpartition("/")[0] or locator


class ResidueKind(StrEnum):
    """What a removed block of page residue is."""

    WIDGET = "widget"
    CONSENT = "consent"
    SHARE = "share"
    COMMENTS = "comments"
    RELATED = "related"
    NEWSLETTER = "newsletter"
    SOURCE_LINK = "source_link"
    NAVIGATION = "navigation"
    CAPTION = "caption"
    CREDIT = "credit"
    REPEATED_HEADLINE = "repeated_headline"
    TEASER = "teaser"
    ADVERTISEMENT = "advertisement"
    COPYRIGHT = "copyright"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedBlock:
    """Words of the reference text that are page residue and take no part in the analysis.

    They stay in the reference text, so evidence offsets are the same with and without them.
    """

    span: Span
    kind: ResidueKind
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A passage that stands twice on one page: the first place is read, the second is folded."""

    first: Span
    second: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignPassage:
    """A paragraph in another language (ISO 639-1) than its article: kept and searchable, not analysed."""

    span: Span
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedFact:
    """What a page's metadata says of the article: which field, its value, and where it stood."""

    field: str
    value: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedCharacters:
    """Harmful characters of a page in whose place U+FFFD stands in the text, as ``was`` names them.

    ``was`` lists runs ("U+202E", "U+0000 x12, U+0007"); " or " stands between where a web page has several
    kinds, because its parser keeps no places.
    """

    span: Span
    was: str


@lru_cache(maxsize=256)  # one article is asked for its id hundreds of times while it is read
def _article_id(locator: str, text: str) -> str:
    return derive_id("article", locator, text)


@lru_cache(maxsize=256)
def _text_hash(text: str) -> str:
    return sha256_of(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The text of one report. ``text`` is the reference text that every span counts in.

    ``removed``, ``repeats`` and ``foreign`` are spans of ``text`` that the analysis passes over. ``published`` is
    set by resolution; before that it is ``None``. ``dateline``: the words before the report that say from where or by
    which agency it comes, "GENEVA (AP) --"; either may stand alone.
    """

    locator: str
    page_id: str
    text: str
    title: str | None = None
    title_span: Span | None = None
    publisher: str | None = None
    byline: str | None = None
    dateline: Span | None = None
    language: str | None = None
    stated: tuple[StatedFact, ...] = ()
    removed: tuple[RemovedBlock, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    foreign: tuple[ForeignPassage, ...] = ()
    published: DateFinding | None = None
    masked: tuple[MaskedCharacters, ...] = ()

    @property
    def article_id(self) -> str:
        """The id, derived from locator and text."""
        return _article_id(self.locator, self.text)

    @property
    def given_id(self) -> str:
        """The id as its container gave it, or the locator where none was given."""
        return next((fact.value for fact in self.stated if fact.field == "id"), self.locator)

    @property
    def sha256(self) -> str:
        """SHA-256 of the reference text."""
        return _text_hash(self.text)

    @property
    def passed_over(self) -> tuple[Span, ...]:
        """The spans that the analysis does not read, in order."""
        set_aside = (
            *(b.span for b in self.removed),
            *(r.second for r in self.repeats),
            *(p.span for p in self.foreign),
        )
        return tuple(sorted(set_aside))
