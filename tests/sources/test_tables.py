import json

import pytest

from foreigndesk.records.articles import Dropped, DropReason, Page
from foreigndesk.records.inputs import Guess
from tests.sources.pile_reading import read_dropped, read_items, read_kept, read_whole, stated, texts
from tests.sources.pile_samples import MORE, WORDS, write_lines, write_rows


def test_a_row_of_a_table_is_an_article_with_what_its_cells_state(tmp_path):
    table = write_rows(
        [
            ["key", "Body Text", "Headline", "Pub-Date", "source", "Link", "author"],
            ["7", WORDS, "Lula meets Petro", "17 April 2024", "The Harbour Courier", "https://c.example/7", "Jane Doe"],
        ]
    )
    (page,) = read_kept(tmp_path, "news.csv", table, id_column="key")
    assert page.locator == "news.csv#row=2"
    assert texts([page]) == [WORDS]
    assert stated(page) == {
        "title": ("Lula meets Petro", 'csv column "Headline"'),
        "published": ("2024-04-17", 'csv column "Pub-Date"'),
        "publisher": ("The Harbour Courier", 'csv column "source"'),
        "byline": ("Jane Doe", 'csv column "author"'),
        "canonical_url": ("https://c.example/7", 'csv column "Link"'),
        "id": ("7", 'csv column "key"'),
    }


def test_what_a_row_states_reaches_its_article(tmp_path):
    lines = write_lines({"id": "x1", "text": WORDS, "title": "Lula meets Petro", "publisher": "The Harbour Courier"})
    article = read_whole(read_kept(tmp_path, "a.jsonl", lines)[0])
    assert (article.given_id, article.title, article.publisher) == ("x1", "Lula meets Petro", "The Harbour Courier")


def test_guesses_are_told_once_for_a_file_and_not_where_the_user_said_it(tmp_path):
    lines = write_lines({"body": WORDS, "day": "2024-04-17"}, {"body": MORE, "day": "2024-04-18"})
    guesses = [i for i in read_items(tmp_path, "a.jsonl", lines) if isinstance(i, Guess)]
    assert [(g.locator, g.says.split(";")[0]) for g in guesses] == [("a.jsonl", 'text from "body", date from "day"')]
    said = read_items(tmp_path, "a.jsonl", lines, text_column="body", date_column="day")
    assert not [i for i in said if isinstance(i, Guess)]


def test_the_first_known_name_is_taken_whatever_the_order_of_columns(tmp_path):
    for names in (["content", "text"], ["text", "content"]):
        table = write_rows([names, [WORDS if n == "text" else MORE for n in names]])
        assert texts(read_kept(tmp_path, "a.csv", table)) == [WORDS]


def test_a_table_without_a_text_column_is_dropped_once_with_the_names_that_it_has(tmp_path):
    (item,) = read_items(tmp_path, "a.csv", write_rows([["a", "b"], ["1", "2"], ["3", "4"]]))
    assert isinstance(item, Dropped)
    assert (item.locator, item.reason) == ("a.csv", DropReason.NO_TEXT_COLUMN)
    assert "found: a, b" in item.detail
    assert "--text-column" in item.detail


def test_a_text_column_that_is_not_there_is_told_with_those_that_are(tmp_path):
    (item,) = read_items(tmp_path, "a.csv", write_rows([["body", "date"], [WORDS, ""]]), text_column="text")
    assert isinstance(item, Dropped)
    assert item.detail == 'no column "text" (found: body, date). Name it with --text-column'


def test_rows_that_are_no_articles_are_dropped_with_their_numbers(tmp_path):
    table = write_rows([["id", "text"], ["1", ""], ["2", WORDS], ["3"], ["4", WORDS, "more"]])
    dropped = read_dropped(tmp_path, "a.csv", table)
    assert [(d.locator, d.reason) for d in dropped] == [
        ("a.csv#row=2", DropReason.EMPTY),
        ("a.csv#row=4", DropReason.BROKEN_ROW),
        ("a.csv#row=5", DropReason.BROKEN_ROW),
    ]
    assert [p.locator for p in read_kept(tmp_path, "a.csv", table)] == ["a.csv#row=3"]


def test_an_open_quotation_mark_costs_its_line_only(tmp_path):
    table = f'id,text\n1,{WORDS[:30]}\n2,"never closed, this\n3,{MORE[:40]}\n4,"{WORDS}"\n'.encode()
    assert [p.locator for p in read_kept(tmp_path, "a.csv", table)] == ["a.csv#row=2", "a.csv#row=4", "a.csv#row=5"]
    (item,) = read_dropped(tmp_path, "a.csv", table)
    assert (item.locator, item.reason) == ("a.csv#row=3", DropReason.BROKEN_ROW)


def test_quotation_marks_inside_a_cell_that_are_not_doubled_are_forgiven(tmp_path):
    table = b'id,text\n1,"She said "yes" today"\n2,later\n'
    assert len(read_kept(tmp_path, "a.csv", table)) == 2


@pytest.mark.parametrize(("name", "delimiter"), [("a.csv", ";"), ("a.csv", "|"), ("a.tsv", "\t"), ("a.csv", "\t")])
def test_the_delimiter_is_told_from_the_first_line(tmp_path, name, delimiter):
    table = write_rows([["id", "text"], ["1", WORDS]], delimiter=delimiter)
    assert texts(read_kept(tmp_path, name, table)) == [WORDS]


def test_a_cell_may_hold_lines_and_a_column_may_stand_twice(tmp_path):
    table = write_rows([["text", "text"], [f"{WORDS}\n\n{MORE}", "other"]])
    assert texts(read_kept(tmp_path, "a.csv", table)) == [f"{WORDS}\n\n{MORE}"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_of_a_table_is_detected(tmp_path, encoding):
    words = "São Paulo and Bogotá agreed; Müller wrote to Peña about the façade of the café in Córdoba."
    table = f"id;text\n1;{words.replace(';', ',')}\n".encode(encoding)
    assert texts(read_kept(tmp_path, "a.csv", table)) == [words.replace(";", ",")]


def test_a_row_whose_bytes_fit_no_encoding_is_dropped_alone(tmp_path):
    good = "Müller übernahm die Führung der Gespräche über Öl und Größe in Österreich. " * 3
    table = b"id,text\n1," + good.encode() + b"\n2,bad \xff here\n3," + good.encode() + b"\n"
    assert [p.locator for p in read_kept(tmp_path, "a.csv", table)] == ["a.csv#row=2", "a.csv#row=4"]
    (item,) = read_dropped(tmp_path, "a.csv", table)
    assert (item.locator, item.reason) == ("a.csv#row=3", DropReason.UNDECODABLE)


def test_tables_without_rows_or_names_are_empty(tmp_path):
    for content in (b"id,text\n", b"\n", b"  \n"):
        (item,) = read_items(tmp_path, "a.csv", content)
        assert isinstance(item, Dropped)
        assert item.reason is DropReason.EMPTY


def test_a_broken_line_of_json_is_dropped_alone(tmp_path):
    lines = write_lines({"text": WORDS}) + b'{"text": "half\n[1, 2]\n\n' + write_lines({"id": 3}, {"text": MORE})
    items = read_items(tmp_path, "a.jsonl", lines)
    assert [(i.locator, i.reason) for i in items if isinstance(i, Dropped)] == [
        ("a.jsonl#row=2", DropReason.BROKEN_ROW),
        ("a.jsonl#row=3", DropReason.BROKEN_ROW),
        ("a.jsonl#row=5", DropReason.NO_TEXT_COLUMN),
    ]
    assert [p.locator for p in items if isinstance(p, Page)] == ["a.jsonl#row=1", "a.jsonl#row=6"]


def test_json_lines_are_known_by_their_content(tmp_path):
    assert len(read_kept(tmp_path, "a.txt", write_lines({"id": 1, "text": WORDS}, {"id": 2, "text": MORE}))) == 2


def test_a_column_of_html_gives_pages_of_html(tmp_path):
    (page,) = read_kept(tmp_path, "a.jsonl", write_lines({"html": f"<html><body><p>{WORDS}</p></body></html>"}))
    assert page.media_type == "text/html"


def test_lists_names_and_numbers_in_cells_are_read(tmp_path):
    row = {"text": WORDS, "authors": ["Jane Doe", {"name": "Ann Roe"}], "id": 17, "publisher": {"name": "Courier"}}
    (page,) = read_kept(tmp_path, "a.jsonl", write_lines(row | {"date": 1713312000, "url": None, "title": True}))
    assert {field: value for field, (value, _) in stated(page).items()} == {
        "byline": "Jane Doe, {}".replace("{}", "Ann Roe"),
        "id": "17",
        "publisher": "Courier",
        "published": "2024-04-17T00:00:00+00:00",
    }


def test_a_day_in_doubt_is_kept_and_dates_nothing(tmp_path):
    (page,) = read_kept(tmp_path, "a.csv", write_rows([["text", "date"], [WORDS, "5/6/2024"]]))
    assert stated(page) == {"dated": ("5/6/2024", 'csv column "date"')}


@pytest.mark.parametrize("wrap", [lambda rows: rows, lambda rows: {"count": 2, "articles": rows}])
def test_a_json_list_is_read_like_lines(tmp_path, wrap):
    content = json.dumps(wrap([{"text": WORDS}, {"text": MORE}])).encode()
    assert [p.locator for p in read_kept(tmp_path, "a.json", content)] == ["a.json#row=1", "a.json#row=2"]


@pytest.mark.parametrize("content", [b"{", b'{"a": ', b"[1, 2", b"[]", b"[[1]]", b'["' + b"[" * 100_000])
def test_json_that_is_none_gives_reasons(tmp_path, content):
    items = read_items(tmp_path, "a.json", content)
    assert items
    assert all(isinstance(item, Dropped) for item in items)
