"""Reading in tests: a file with given bytes under a given name, and what comes of it."""

from pathlib import Path

from foreigndesk.records.articles import Article, Dropped, Page
from foreigndesk.records.inputs import Guess, ReadingOptions
from foreigndesk.sources import read_page, read_pages


def read_items(folder: Path, name: str, content: bytes, **options: str) -> list[Page | Dropped | Guess]:
    """Return what is read from one file."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return list(read_pages(path, ReadingOptions(**options)))


def read_kept(folder: Path, name: str, content: bytes, **options: str) -> list[Page]:
    """Return the pages that are read from one file."""
    return [item for item in read_items(folder, name, content, **options) if isinstance(item, Page)]


def read_dropped(folder: Path, name: str, content: bytes, **options: str) -> list[Dropped]:
    """Return what is dropped of one file."""
    return [item for item in read_items(folder, name, content, **options) if isinstance(item, Dropped)]


def texts(pages: list[Page]) -> list[str]:
    """Return the content of pages as text."""
    return [page.content.decode("utf-8") for page in pages]


def stated(page: Page | Article) -> dict[str, tuple[str, str]]:
    """Return what a page states: field to value and origin."""
    return {fact.field: (fact.value, fact.origin) for fact in page.stated}


def read_whole(page: Page) -> Article:
    """Return the article on a page, which must have one."""
    found = read_page(page)
    assert isinstance(found, Article), found
    return found
