"""What was read of each file: counted, and forgotten when the file is read again."""

from foreigndesk.records.articles import Article, Dropped, DropReason, Page
from foreigndesk.store import Store
from foreigndesk.store.pages import FileCount


def drop(locator: str, reason: DropReason = DropReason.EMPTY) -> Dropped:
    return Dropped(locator=locator, reason=reason, detail="because")


def test_items_are_counted_by_file_and_whole_files_by_folder(store: Store) -> None:
    page = Page(locator="pile/a.csv#row=2", media_type="text/plain", content=b"words")
    store.put_page(page)
    store.put_article(Article(locator=page.locator, page_id=page.page_id, text="words"))
    for dropped in (
        drop("pile/a.csv#row=3"),
        drop("pile/a.csv#row=4", DropReason.BROKEN_ROW),
        drop("pile/b.txt"),
        drop("c.txt"),
    ):
        store.put_dropped(dropped)
    assert store.count_files() == [
        FileCount(file="c.txt", kept=0, reasons={"empty": 1}),
        FileCount(file="pile", kept=0, reasons={"empty": 1}),
        FileCount(file="pile/a.csv", kept=1, reasons={"broken_row": 1, "empty": 1}),
    ]
    assert [file.dropped for file in store.count_files()] == [1, 1, 2]


def test_what_was_dropped_of_one_file_is_forgotten_and_nothing_else(store: Store) -> None:
    others = ["a.csv.txt", "a.cs", "a.csv0", "b.csv#row=1", "pile/a.csv"]
    for locator in ("a.csv", "a.csv#row=1", "a.csv#entry=x#row=2", *others):
        store.put_dropped(drop(locator))
    store.forget_dropped("a.csv")
    assert [d.locator for d in store.list_dropped()] == sorted(others)
