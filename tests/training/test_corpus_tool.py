"""The command tools/corpus, run as people run it."""

import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
MET = "{A Fiji} and {A2 Tonga} {T met}.\n| T CONSULT by=A,A2 to=- ctx=- fact=reported pol=+\n"


def run(*words: object) -> "subprocess.CompletedProcess[str]":
    tool = REPOSITORY / "tools" / "corpus"
    return subprocess.run([sys.executable, tool, *map(str, words)], capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(MET, encoding="utf-8")
    return tmp_path


def test_right_rows_end_with_0_and_their_number(folder: Path) -> None:
    done = run("check", folder)
    assert (done.returncode, done.stdout) == (0, "1 rows read, 0 faults\n")


def test_a_fault_is_told_with_file_and_line_and_ends_with_1(folder: Path) -> None:
    (folder / "b.txt").write_text("Rain.\n", encoding="utf-8")
    done = run("check", folder)
    assert done.returncode == 1
    assert f"{folder / 'b.txt'}:1: neither a trigger nor none" in done.stdout


def test_a_path_that_is_not_there_ends_with_2(folder: Path) -> None:
    done = run("check", folder / "none")
    assert (done.returncode, done.stdout) == (2, "")
    assert "not found" in done.stderr


def test_count_tells_numbers_and_gaps(folder: Path) -> None:
    assert "type: CONSULT 1" in run("count", folder).stdout
    assert "SUPPORT 0" in run("count", "--gaps", folder).stdout


def test_a_row_that_resembles_a_text_ends_with_1(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    (folder / "b.txt").write_text("Tired fishermen carried grey nets home slowly.\n| none other\n", encoding="utf-8")
    (other / "text.txt").write_text("They saw tired fishermen carried grey nets home.", encoding="utf-8")
    done = run("likeness", "--against", other, folder)
    assert done.returncode == 1
    assert "“tired fishermen carried grey nets home” stands in" in done.stdout
    (other / "text.txt").write_text("Nothing.", encoding="utf-8")
    assert run("likeness", "--against", other, folder).returncode == 0


def test_templates_are_written_beside_what_people_wrote(folder: Path) -> None:
    out = folder / "made" / "templates.txt"
    (folder / "b.txt").write_text("Rain.\n| none weather\n", encoding="utf-8")
    assert run("templates", "--out", out, folder).stdout == f"1 rows written to {out}\n"
    assert run("check", out).returncode == 0


def test_the_second_reader_gets_plain_sentences_and_agreement_is_told(folder: Path) -> None:
    plain = run("plain", folder).stdout
    assert "Fiji and Tonga met." in plain
    assert "not measured" in run("agree", folder).stdout
    (folder / "second").mkdir()
    (folder / "second" / "a.txt").write_text(MET, encoding="utf-8")
    done = run("agree", folder)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "1 rows labelled twice")


def test_contexts_are_compared_with_the_labels(folder: Path) -> None:
    lines = [run("contexts", *options, folder).stdout for options in ((), ("--tuning",))]
    assert sorted(line.splitlines()[-1][:8] for line in lines) == ["0 events", "1 events"]  # held back or not
