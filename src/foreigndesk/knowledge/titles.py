"""Words for offices, what qualifies them, and honorifics."""

from functools import cache

from foreigndesk.knowledge.phrases import PhraseIndex
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
def office_index() -> PhraseIndex[str]:
    """Return the index from titles, in any case, singular and plural, to the titles of ``office_words``."""
    return PhraseIndex(((form, words) for words in office_words() for form in (words, plural_of(words))), any_case=True)


def plural_of(title: str) -> str:
    """Return the plural of a title: "heads of state", "prime ministers", "secretaries-general"."""
    head, separator, rest = title.partition(" of ")
    if not separator:
        head, separator, rest = title.partition(" for ")
    if not separator and head.endswith(("-general", " general")):
        head, separator, rest = head[: -len("-general")], head[-len("-general")], "general"
    if head.endswith("man"):
        return head[:-3] + "men" + separator + rest
    if head.endswith("y"):
        return head[:-1] + "ies" + separator + rest
    return head + "s" + separator + rest


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
