"""Where web pages state facts about an article, and the first bytes of files that are not text."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from foreigndesk.knowledge.tables import read_list, read_table
from foreigndesk.records.articles import ResidueKind

_PART = r"(?:^|[\s_-])(?:{words})(?:$|[\s_-])"  # whole words of a class or id


class Carrier(StrEnum):
    """The kind of place in a page that states a fact."""

    META = "meta"
    JSON_LD = "json_ld"
    ITEMPROP = "itemprop"
    LINK = "link"
    ELEMENT = "element"
    CLASS = "class"
    URL = "url"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactPlace:
    """One place and the field that it states; the lowest ``rank`` is believed first."""

    carrier: Carrier
    key: str
    field: str
    rank: int
    row_source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSignature:
    """Bytes at a place near the beginning of a file, what such a file is, and what to do with it."""

    offset: int
    first_bytes: bytes
    what: str
    advice: str
    row_source: str


@cache
def list_fact_places() -> tuple[FactPlace, ...]:
    """Return the places in the order of the table."""
    return tuple(
        FactPlace(
            carrier=Carrier(row["carrier"]),
            key=row["key"],
            field=row["field"],
            rank=int(row["rank"]),
            row_source=row["source"],
        )
        for row in read_table("page_facts")
    )


@cache
def fact_places(carrier: Carrier) -> dict[str, FactPlace]:
    """Return the places of one kind, keyed by their key."""
    return {place.key: place for place in list_fact_places() if place.carrier is carrier}


@cache
def shown_date_classes() -> re.Pattern[str]:
    """Return the pattern for a class of an element that shows the date of an article."""
    keys = "|".join(fact_places(Carrier.CLASS))
    return re.compile(rf"(?:^|[\s_-])(?:{keys})(?:$|\s)", re.IGNORECASE)


@cache
def month_numbers() -> dict[str, int]:
    """Return the number of each month by its names and abbreviations, in lower case."""
    return {name: int(row["month"]) for row in read_table("month_names") for name in read_list(row["names"])}


@cache
def list_file_signatures() -> tuple[FileSignature, ...]:
    """Return the signatures in the order of the table."""
    return tuple(
        FileSignature(
            offset=int(row["offset"]),
            first_bytes=bytes.fromhex(row["bytes"]),
            what=row["is"],
            advice=row["advice"],
            row_source=row["source"],
        )
        for row in read_table("file_signatures")
    )


def find_signature(first_bytes: bytes) -> FileSignature | None:
    """Return the signature of a file with these first bytes (at least 300), or ``None`` where none fits."""
    for signature in list_file_signatures():
        if first_bytes.startswith(signature.first_bytes, signature.offset):
            return signature
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage:
    """A headline by which a server says that it gives no article, as a regular expression on all of it."""

    pattern: re.Pattern[str]
    example: str
    counter_example: str
    row_source: str


@cache
def list_error_pages() -> tuple[ErrorPage, ...]:
    """Return the headlines of error pages in the order of the table."""
    return tuple(
        ErrorPage(
            pattern=re.compile(row["pattern"], re.IGNORECASE),
            example=row["example"],
            counter_example=row["counter_example"],
            row_source=row["source"],
        )
        for row in read_table("error_pages")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePart:
    """Words in the class or id of an element by which it is no part of the article."""

    name: str
    kind: ResidueKind
    pattern: re.Pattern[str]
    example: str
    counter_example: str
    row_source: str


@cache
def list_page_parts() -> tuple[PagePart, ...]:
    """Return the parts in the order of the table."""
    return tuple(
        PagePart(
            name=row["part"],
            kind=ResidueKind(row["kind"]),
            pattern=re.compile(_PART.format(words=row["words"]), re.IGNORECASE),
            example=row["example"],
            counter_example=row["counter_example"],
            row_source=row["source"],
        )
        for row in read_table("page_parts")
    )


@cache
def any_page_part() -> re.Pattern[str]:
    """Return one pattern for the words of all parts."""
    words = "|".join(row["words"] for row in read_table("page_parts"))
    return re.compile(_PART.format(words=words), re.IGNORECASE)
