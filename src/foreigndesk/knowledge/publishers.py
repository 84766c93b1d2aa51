"""Publishers by name: agencies, broadcasters, newspapers and ministries, with stated facts."""

from dataclasses import dataclass
from functools import cache

from foreigndesk.knowledge.tables import Row, read_list, read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """One publisher. ``state`` is where it is based (ISO 3166-1 alpha-3) or ``None`` where it is international.

    ``is_state_owned`` follows the one rule at the head of ``publishers.tsv``; ``None`` is not known.
    """

    name: str
    aliases: tuple[str, ...]
    kind: str
    state: str | None
    is_state_owned: bool | None
    row_source: str


@cache
def list_publishers() -> tuple[Publisher, ...]:
    """Return the publishers in the order of the table."""
    return tuple(_read_publisher(row) for row in read_table("publishers"))


def find_publisher(words: str) -> Publisher | None:
    """Return the publisher that has exactly this name or alias, whatever the case."""
    return _by_name().get(" ".join(words.split()).casefold().removeprefix("the "))


@cache
def _by_name() -> dict[str, Publisher]:
    return {
        words.casefold().removeprefix("the "): publisher
        for publisher in list_publishers()
        for words in (publisher.name, *publisher.aliases)
    }


def _read_publisher(row: Row) -> Publisher:
    return Publisher(
        name=row["name"],
        aliases=read_list(row["aliases"]),
        kind=row["kind"],
        state=row["state"] or None,
        is_state_owned={"yes": True, "no": False}.get(row["state_owned"]),
        row_source=row["source"],
    )
