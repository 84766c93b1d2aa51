"""Words for offices, what qualifies them, and honorifics."""

from functools import cache

from foreigndesk.knowledge.tables import read_list, read_table
from foreigndesk.records.facts import OfficeKind
from foreigndesk.records.mentions import TitleQualifier


@cache
def office_words() -> dict[str, tuple[OfficeKind, ...]]:
    """Return the offices that each lower-case title can name, the likeliest first."""
    return {
        row["words"]: tuple(OfficeKind(kind) for kind in read_list(row["offices"]))
        for row in read_table("office_words")
    }


@cache
def title_qualifiers() -> dict[str, TitleQualifier]:
    """Return what lower-case words before a title say of the holder's time in office."""
    return {row["words"]: TitleQualifier(row["qualifier"]) for row in read_table("title_qualifiers")}


@cache
def honorifics() -> dict[str, str]:
    """Return the words before a name that are no part of it, with the gender they show (m, f or empty)."""
    return {row["words"]: row["gender"] for row in read_table("honorifics")}


LEADER_OFFICES = (OfficeKind.HEAD_OF_STATE, OfficeKind.HEAD_OF_GOVERNMENT, OfficeKind.PARTY_LEADER)


def widen_offices(offices: tuple[OfficeKind, ...]) -> tuple[OfficeKind, ...]:
    """Return the offices with ``leader`` replaced by the offices of a head."""
    return tuple(kind for office in offices for kind in (LEADER_OFFICES if office is OfficeKind.LEADER else (office,)))
