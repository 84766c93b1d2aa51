"""What users have, kept as it came, and the items that were not kept, with the reason."""

import zlib
from collections import Counter
from dataclasses import dataclass

from foreigndesk.errors import InputError
from foreigndesk.records.articles import Dropped, DropReason, Page, container_of
from foreigndesk.store.connections import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCount:
    """How many articles of one file or folder the desk holds, and how many items were dropped for which reason."""

    file: str
    kept: int
    reasons: dict[str, int]

    @property
    def dropped(self) -> int:
        """How many items were dropped."""
        return sum(self.reasons.values())


def put_page(connection: Connection, page: Page) -> None:
    """Put a page; one that the desk has already is left as it is."""
    connection.run(
        """INSERT INTO pages (page_id, locator, media_type, byte_count, content) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (page_id) DO UPDATE SET media_type = excluded.media_type
        WHERE media_type <> excluded.media_type""",
        (page.page_id, page.locator, page.media_type, len(page.content), zlib.compress(page.content)),
    )


def get_page(connection: Connection, page_id: str) -> Page:
    """Return a page with its bytes. Raises InputError where the desk has none with this id."""
    row = connection.row("SELECT locator, media_type, content FROM pages WHERE page_id = ?", (page_id,))
    if row is None:
        raise InputError(f"{page_id}: the desk has no page with this id.")
    return Page(locator=row[0], media_type=row[1], content=zlib.decompress(row[2]))


def list_page_ids(connection: Connection) -> list[str]:
    """Return the ids of all pages, in order of locator."""
    return [row[0] for row in connection.rows("SELECT page_id FROM pages ORDER BY locator, page_id")]


def put_dropped(connection: Connection, dropped: Dropped) -> None:
    """Put an item that was not kept; the same item and reason again replaces the detail."""
    connection.run(
        """INSERT INTO dropped (dropped_id, locator, reason, detail) VALUES (?, ?, ?, ?)
        ON CONFLICT (dropped_id) DO UPDATE SET detail = excluded.detail""",
        (dropped.dropped_id, dropped.locator, dropped.reason.value, dropped.detail),
    )


def forget_dropped(connection: Connection, file: str) -> None:
    """Take out what was dropped of one file and of the places in it (``file#row=17``)."""
    connection.run(
        "DELETE FROM dropped WHERE locator = ? OR (locator > ? AND locator < ?)", (file, f"{file}#", f"{file}$")
    )


def count_files(connection: Connection) -> list[FileCount]:
    """Return what was kept and dropped of each file with several items, and of each folder of whole files."""
    kept: Counter[str] = Counter()
    reasons: dict[str, Counter[str]] = {}
    for (locator,) in connection.rows("SELECT locator FROM articles"):
        kept[container_of(locator)] += 1
    for locator, reason in connection.rows("SELECT locator, reason FROM dropped"):
        reasons.setdefault(container_of(locator), Counter())[reason] += 1
    return [
        FileCount(file=file, kept=kept[file], reasons=dict(sorted(reasons.get(file, Counter()).items())))
        for file in sorted(kept.keys() | reasons.keys())
    ]


def list_dropped(connection: Connection) -> list[Dropped]:
    """Return the items that were not kept, in order of locator."""
    rows = connection.rows("SELECT locator, reason, detail FROM dropped ORDER BY locator, reason, dropped_id")
    return [Dropped(locator=row[0], reason=DropReason(row[1]), detail=row[2]) for row in rows]
