"""Files of rows and articles become records, with every fault at its line."""

from pathlib import Path

import pytest

from foreigndesk.errors import InputError
from tests.training.corpus_rows import faults_of, read_rows
from training.reading import find_files, read_file

MET = "{A Fiji} and {A2 Tonga} {T met}.\n| T CONSULT by=A,A2 to=- ctx=- fact=reported pol=+\n"
QUIET = "{H Fiji} likes {G Tonga}.\n| none analysis\n| pos H G supports\n"


def test_a_row_holds_its_words_and_labels() -> None:
    [row] = read_rows(
        "{S She} {C said} {Q {A Oslo} {T paid}}. | T AID by=A to=- ctx=- fact=attributed pol=+ | said S C Q"
    )
    assert row.text == "She said Oslo paid."
    assert row.events[0].trigger.words(row.text) == "paid"
    assert row.attributions[0].content[0].words(row.text) == "Oslo paid"
    assert (row.no_event, row.positions, row.is_template) == (None, (), False)


def test_a_row_without_an_event_keeps_reason_positions_and_what_only_looks_like_one() -> None:
    [row] = read_rows("{H Peru} {N fights} {G Chile} on the chessboard. | none sport | pos H G opposes")
    assert (row.no_event, len(row.positions)) == ("sport", 1)
    assert [span.words(row.text) for span in row.negatives] == ["fights"]


def test_remarks_tell_the_brief_and_that_rows_come_from_templates() -> None:
    [row] = read_rows("# brief: live blog; region: Asia\n# template\nIt rains. | none weather")
    assert (row.brief, row.is_template) == ("live blog", True)


def test_rows_of_an_article_know_its_title_place_and_day() -> None:
    heading = "== Islands talk\n-- dateline: SUVA\n-- published: 2031-05-04"
    rows = read_rows(f"{heading}\n\n{MET}\n{QUIET}\nIt rains.\n| none weather\n\n==")
    assert [row.article.position for row in rows if row.article] == [0, 1, 2]
    article = rows[0].article
    assert article
    assert (article.title, article.dateline, article.published) == ("Islands talk", "SUVA", "2031-05-04")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Rain.\n", "1: neither a trigger nor none"),
        ("Rain.\nSnow.\n| none weather\n", "1: no label lines after this sentence"),
        (MET + QUIET, "3: no empty line before this sentence"),
        ("| none sport\n", "1: a label line without a sentence"),
        ("{A Fiji} {T left}.\n| none sport\n", "1: the trigger T has no label line"),
        (MET + "| none sport\n", "1: none beside a trigger"),
        (MET + "| T CONSULT by=A to=- ctx=- fact=reported pol=+\n", "1: 2 lines begin with T"),
        ("{A Fiji} naps.\n| none other\n", "1: A is used in no label line"),
        (
            "{A Fiji} {T would pay} {R Tonga}.\n| T AGREE by=A to=R ctx=- fact=planned pol=+\n",
            "1: T begins with “would”",
        ),
        ("{Q “It rains,”} {S he} {C said}.\n| none weather\n| said S C Q\n", "1: Q holds its quotation marks"),
        (f"== Title\n\n{MET}\n==\n", "6: an article of 1 sentences"),
        (f"== Title\n\n{MET}\n", "1: the article is not closed"),
        (f"== One\n\n{MET}\n== Two\n", "6: the article of line 1 is not closed"),
        ("-- dateline: SUVA\n", "1: “-- dateline: SUVA” stands in the wrong place"),
        ("== One\n-- published: May\n", "2: published: May is no day"),
    ],
)
def test_a_fault_is_told_at_its_line(text: str, fault: str) -> None:
    assert any(told.startswith(fault) for told in faults_of(text)), faults_of(text)


def test_a_row_with_a_fault_is_left_out_and_the_next_is_read() -> None:
    assert len(faults_of(f"Rain.\n\n{MET}")) == 1


def test_a_file_that_is_not_utf_8_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff")
    [fault] = read_file(tmp_path / "a.txt").faults
    assert "not UTF-8" in str(fault)


def test_folders_are_searched_and_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.txt").touch()
    (tmp_path / "notes.md").touch()
    assert find_files([tmp_path, tmp_path / "deep"]) == (tmp_path / "deep" / "b.txt",)
    with pytest.raises(InputError):
        find_files([tmp_path / "none"])
