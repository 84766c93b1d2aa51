import datetime
import sys

import pytest

from foreigndesk.records.articles import Dropped, DropReason
from tests.sources.pile_reading import read_dropped, read_items, read_kept, stated, texts
from tests.sources.pile_samples import MORE, WORDS, write_parquet


def test_a_row_is_an_article_and_one_without_text_is_told(tmp_path):
    table = write_parquet(id=[1, 2, 3], body=[WORDS, None, MORE], published=[datetime.date(2024, 4, 17), None, None])
    pages = read_kept(tmp_path, "a.parquet", table)
    assert [p.locator for p in pages] == ["a.parquet#row=1", "a.parquet#row=3"]
    assert texts(pages) == [WORDS, MORE]
    assert stated(pages[0]) == {
        "published": ("2024-04-17", 'parquet column "published"'),
        "id": ("1", 'parquet column "id"'),
    }
    dropped = read_dropped(tmp_path, "a.parquet", table)
    assert [(d.locator, d.reason) for d in dropped] == [("a.parquet#row=2", DropReason.EMPTY)]


def test_a_table_without_text_or_rows_and_a_damaged_one_are_told(tmp_path):
    for content, reason in (
        (write_parquet(a=[1]), DropReason.NO_TEXT_COLUMN),
        (write_parquet(text=[]), DropReason.UNREADABLE),
        (write_parquet(text=[WORDS])[:-20], DropReason.UNREADABLE),
        (b"PAR1", DropReason.UNREADABLE),
    ):
        assert [d.reason for d in read_dropped(tmp_path, "a.parquet", content)] == [reason]


def test_without_the_library_the_command_that_installs_it_is_told(tmp_path, monkeypatch: pytest.MonkeyPatch):
    table = write_parquet(text=[WORDS])
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (item,) = read_items(tmp_path, "a.parquet", table)
    assert isinstance(item, Dropped)
    assert item.reason is DropReason.MISSING_PART
    assert "pip install 'foreigndesk[parquet]'" in item.detail
