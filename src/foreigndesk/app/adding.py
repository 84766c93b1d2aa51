"""Adding to a desk: each item read, kept, dropped with its reason, or found to be there already."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from foreigndesk.records.articles import Article, Dropped, DropReason, Page, file_of
from foreigndesk.records.inputs import Guess, ReadingOptions
from foreigndesk.store import Store

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddReport:
    """What ``add`` did: kept + dropped + already_there = read.

    ``renewed`` of those already there came with other facts (another column for the date, say), which are kept now.
    ``guesses`` say what was taken for what where nobody said.
    """

    read: int
    kept: int
    already_there: int
    renewed: int
    dropped: tuple[Dropped, ...]
    guesses: tuple[Guess, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A page with the article that was read from it."""

    page: Page
    article: Article


class Adding:
    """One run of adding: it holds the open desk and counts."""

    def __init__(self, store: Store, *, tell: Tell | None) -> None:
        """Take the store into whose open transactions items are put."""
        self._store, self._tell = store, tell
        self._there = set(store.list_article_ids())
        self._kept = self._known = self._renewed = 0
        self._dropped: list[Dropped] = []
        self._guesses: list[Guess] = []
        self._files: set[str] = set()

    def add(self, items: Iterator[Dropped | Guess | _Read]) -> None:
        """Put items into the desk. What was dropped of a file before is forgotten when the file is read again."""
        for item in items:
            if isinstance(item, Guess):
                self._guesses.append(item)
                continue
            self._forget(item.locator if isinstance(item, Dropped) else item.page.locator)
            if isinstance(item, Dropped):
                self._store.put_dropped(item)
                self._dropped.append(item)
            elif item.article.article_id in self._there:
                self._renew(item)
            else:
                self._keep(item)
            if self._tell:
                done = self._kept + self._known + len(self._dropped)
                self._tell(done, done)

    def _forget(self, locator: str) -> None:
        file = file_of(locator)
        if file not in self._files:
            self._files.add(file)
            self._store.forget_dropped(file)

    def _keep(self, item: _Read) -> None:
        self._store.put_page(item.page)
        self._store.put_article(item.article)
        self._there.add(item.article.article_id)
        self._kept += 1

    def _renew(self, item: _Read) -> None:
        self._known += 1
        stated = self._store.get_article(item.article.article_id).stated if item.page.stated else item.article.stated
        if stated != item.article.stated:
            self._store.put_page(item.page)  # the same text may come in other bytes
            self._store.put_article(item.article)
            self._renewed += 1

    def report(self) -> AddReport:
        """Return what was done so far."""
        return AddReport(
            read=self._kept + self._known + len(self._dropped),
            kept=self._kept,
            already_there=self._known,
            renewed=self._renewed,
            dropped=tuple(self._dropped),
            guesses=tuple(self._guesses),
        )


def read_items(path: Path, options: ReadingOptions, stream: BinaryIO | None) -> Iterator[Dropped | Guess | _Read]:
    """Yield each item at or below ``path``, or of ``stream`` where that is given: with its article, or as dropped.

    Raises InputError at once where nothing is at ``path`` or an option names what there is not.
    """
    from foreigndesk.sources import read_pages, read_stream

    return _read_items(read_pages(path, options) if stream is None else read_stream(stream, options))


def _read_items(pages: Iterator[Page | Dropped | Guess]) -> Iterator[Dropped | Guess | _Read]:
    from foreigndesk.language.identification import name_languages
    from foreigndesk.sources import read_page

    seen: set[str] = set()
    for page in pages:
        if not isinstance(page, Page):
            yield page
            continue
        article = read_page(page)
        if isinstance(article, Dropped):
            yield article
        elif article.article_id in seen:
            yield Dropped(locator=page.locator, reason=DropReason.SAME_CONTENT, detail="the same file was read before")
        else:
            seen.add(article.article_id)
            yield _Read(page=page, article=name_languages(article))
