import io

import pytest

from foreigndesk.errors import InputError, MissingPartError
from foreigndesk.records.articles import Dropped, DropReason, Page
from foreigndesk.records.inputs import ReadingOptions
from foreigndesk.sources import pages, read_pages, read_stream
from foreigndesk.sources.files import make_file
from foreigndesk.sources.formats import FORMATS, read_file
from tests.sources.pile_reading import read_dropped, read_items, read_kept, texts
from tests.sources.pile_samples import HTML, WORDS, all_samples, write_rows

# Items that are kept and dropped of each sample.
COUNTS = {
    "plain.txt": (1, 0), "wide.txt": (1, 0), "notes.md": (1, 0), "page.html": (1, 0), "saved.mhtml": (1, 0),
    "rows.csv": (2, 0), "rows.tsv": (2, 0), "lines.jsonl": (2, 0), "list.json": (2, 0), "table.parquet": (1, 1),
    "feed.xml": (2, 1), "atom.xml": (1, 0), "item.json": (1, 0), "items.json": (2, 0), "crawl.warc": (1, 1),
    "crawl.warc.gz": (2, 0), "nexis.txt": (2, 0), "nexis_uni.txt": (2, 0), "factiva.txt": (2, 0),
    "factiva_plain.txt": (2, 0), "one.txt.gz": (1, 0), "one.txt.bz2": (1, 0), "lines.jsonl.xz": (2, 0),
    "pile.zip": (3, 0), "pile.tar": (3, 0), "pile.tgz": (1, 0),
}  # fmt: skip
NAMED = {
    "plain.txt": "text", "notes.md": "markdown", "page.html": "html", "saved.mhtml": "mhtml", "rows.csv": "csv",
    "rows.tsv": "tsv", "lines.jsonl": "jsonl", "list.json": "json", "table.parquet": "parquet", "feed.xml": "feed",
    "item.json": "ninjs", "crawl.warc": "warc", "nexis.txt": "export",
}  # fmt: skip


@pytest.mark.parametrize(("name", "content"), all_samples().items(), ids=all_samples())
def test_each_format_is_read_from_a_file_an_archive_and_standard_input(tmp_path, name, content):
    kept, dropped = COUNTS[name]
    assert len(read_kept(tmp_path, name, content)) == kept
    assert len(read_dropped(tmp_path, name, content)) == dropped
    known = next((n for n, f in NAMED.items() if n == name), None)
    options = ReadingOptions(
        format=NAMED[known] if known else "text" if ".txt." in name or name == "wide.txt" else None
    )
    items = list(read_stream(io.BytesIO(content), options))
    assert len([i for i in items if isinstance(i, Page)]) == kept
    assert all(i.locator.startswith("standard-input") for i in items)


def test_every_format_that_can_be_named_is_tried():
    assert {f.name for f in FORMATS} == set(NAMED.values())


def test_a_file_of_unknown_ending_is_read_as_the_user_says(tmp_path):
    table = write_rows([["text"], [WORDS]])
    assert [d.reason for d in read_dropped(tmp_path, "rows.dat", table)] == [DropReason.UNKNOWN_FORMAT]
    assert texts(read_kept(tmp_path, "rows.dat", table, format="csv")) == [WORDS]
    assert len(read_kept(tmp_path, "lines.txt", all_samples()["lines.jsonl"], format="text")) == 1


def test_a_format_that_the_content_is_not_is_told(tmp_path):
    for name in ("warc", "feed", "export", "parquet"):
        (item,) = read_items(tmp_path, "a.txt", WORDS.encode(), format=name)
        assert isinstance(item, Dropped)
        assert (item.reason, name in item.detail) == (DropReason.UNKNOWN_FORMAT, True)
    assert [d.reason for d in read_dropped(tmp_path, "a.txt", b"%PDF-1.4", format="csv")] == [DropReason.BINARY]


def test_an_unknown_format_is_refused_with_those_that_are_known(tmp_path):
    for read in (lambda o: read_pages(tmp_path, o), lambda o: read_stream(io.BytesIO(), o)):
        with pytest.raises(InputError, match="--format docx: choose one of text, markdown"):
            read(ReadingOptions(format="docx"))


def test_standard_input_of_unknown_format_is_told(tmp_path, monkeypatch):
    (item,) = read_stream(io.BytesIO(WORDS.encode()))
    assert isinstance(item, Dropped)
    assert "--format" in item.detail
    assert isinstance(next(read_stream(io.BytesIO(HTML))), Page)
    monkeypatch.setattr(pages, "MOST_PIPED_BYTES", 10)
    assert [i.reason for i in read_stream(io.BytesIO(HTML)) if isinstance(i, Dropped)] == [DropReason.TOO_LARGE]


class Failing(io.BytesIO):
    def __init__(self, error: Exception) -> None:
        super().__init__(b"x" * 100_000)
        self.error = error

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() >= 65_536:
            raise self.error
        return super().read(min(size or 0, 65_536))


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(5, "Input/output error"), DropReason.UNREADABLE),
        (MemoryError(), DropReason.TOO_LARGE),
        (KeyError("bug"), DropReason.UNREADABLE),
        (EOFError(), DropReason.TRUNCATED),
    ],
)
def test_a_file_that_fails_while_it_is_read_is_told(error, reason):
    file = make_file(Failing(error), locator="a.txt", name="a.txt")
    (item,) = read_file(file, ReadingOptions())
    assert isinstance(item, Dropped)
    assert item.reason is reason


def test_a_part_that_is_missing_is_no_fault_of_the_file():
    with pytest.raises(MissingPartError):
        list(read_file(make_file(Failing(MissingPartError("x")), locator="a", name="a.txt"), ReadingOptions()))  # type: ignore[arg-type]
