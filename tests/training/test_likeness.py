"""Rows that resemble texts from elsewhere."""

import gzip
import json
from pathlib import Path

import pytest

from foreigndesk.errors import InputError
from tests.training.corpus_rows import read_rows
from training.likeness import Likeness, find_likenesses, is_content, read_texts

ROW = "Rain fell softly while the ferry carried tired fishermen home across the grey lagoon. | none weather"


def compare(text: str, row: str = ROW) -> list[Likeness]:
    return find_likenesses(read_rows(row), [("there", text)])


@pytest.mark.parametrize(
    "text",
    [
        "The ferry carried tired fishermen home, we read.",
        "Softly WHILE the ferry carried tired fishermen!",
        "Rain fell softly while the lights went out; carried tired fishermen home across the wide bay.",
    ],
)
def test_shared_words_that_say_something_are_too_close(text: str) -> None:
    assert [found.is_too_close for found in compare(text)] == [True]


def test_a_single_run_of_five_words_is_reported_but_not_too_close() -> None:
    [found] = compare("Some ferry carried tired fishermen home.")
    assert (found.longest, found.is_too_close) == ("ferry carried tired fishermen home", False)


def test_nothing_shared_is_no_likeness() -> None:
    assert not compare("The ferry carried nobody; tired fishermen stayed home.")


def test_names_and_function_words_alone_are_no_likeness() -> None:
    row = "At noon the Prime Minister of New Zealand and his aides came out. | none other"
    text = "We saw the Prime Minister of New Zealand and left."
    assert [found.is_too_close for found in compare(text, row)] == [False]


def test_nine_words_in_a_row_are_too_close_whatever_they_are() -> None:
    row = "At noon the Prime Minister of New Zealand and the King of Tonga came out. | none other"
    text = "We saw the Prime Minister of New Zealand and the King and left."
    assert [found.is_too_close for found in compare(text, row)] == [True]


def test_the_closest_text_is_told() -> None:
    rows = read_rows(ROW)
    texts = [("far", "ferry carried tired fishermen home"), ("near", "the ferry carried tired fishermen home across")]
    assert [found.where for found in find_likenesses(rows, texts)] == ["near"]


def test_content_words_are_neither_names_numbers_nor_function_words() -> None:
    assert is_content("Fishermen of Tonga sold 30 of Lee's boats") == [
        True, False, False, True, False, False, False, True,
    ]  # fmt: skip


def test_texts_are_read_from_every_kind_of_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one", encoding="utf-8")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(json.dumps({"id": "x", "text": "two"}).encode() + b"\n"))
    (tmp_path / "c.json").write_text(json.dumps([{"deep": {"text": "three", "html": "<p>"}, "n": 4}]), encoding="utf-8")
    (tmp_path / "d.py").write_text("print()", encoding="utf-8")
    found = {Path(where.partition(".jsonl")[0]).name: text for where, text in read_texts(tmp_path)}
    assert found == {"a.txt": "one", "b": "two", "c.json": "three"}


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        list(read_texts(tmp_path / "none"))
