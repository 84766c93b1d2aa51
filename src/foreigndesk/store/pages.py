"""What users have, kept as it came, and the items that were not kept, with the reason."""

import zlib

from foreigndesk.errors import InputError
from foreigndesk.records.articles import Dropped, DropReason, Page
from foreigndesk.store.connections import Connection


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


def list_dropped(connection: Connection) -> list[Dropped]:
    """Return the items that were not kept, in order of locator."""
    rows = connection.rows("SELECT locator, reason, detail FROM dropped ORDER BY locator, reason, dropped_id")
    return [Dropped(locator=row[0], reason=DropReason(row[1]), detail=row[2]) for row in rows]
