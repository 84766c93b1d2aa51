"""The whole corpus."""

from pathlib import Path

from training.corpus import first_reader, read_corpus, read_written

RAIN = "It rains.\n| none weather\n"


def test_files_that_are_named_are_read_without_templates(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RAIN, encoding="utf-8")
    assert [row.text for row in read_corpus([tmp_path]).rows] == ["It rains."]


def test_the_corpus_is_what_people_wrote_and_half_as_many_from_templates_or_fewer() -> None:
    written, whole = first_reader(read_written()), first_reader(read_corpus())
    made = [row for row in whole if row.is_template]
    assert len(whole) == len(written) + len(made)
    assert len(made) <= len(written) / 2


def test_the_rows_of_the_second_reader_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "second").mkdir()
    (tmp_path / "second" / "a.txt").write_text(RAIN, encoding="utf-8")
    reading = read_written([tmp_path])
    assert (len(reading.rows), first_reader(reading)) == (1, [])
