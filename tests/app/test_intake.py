"""What ``add`` and ``status`` do with containers, from the command line."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

from tests.app.conftest import run_command
from tests.sources.pile_samples import HTML, MORE, RSS, WORDS, write_lines, write_response, write_rows


def run_json(desk: Path, *words: str, given: str = "") -> dict:
    done = run_command("--desk", str(desk), *words, "--json", given=given)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def make_pile(folder: Path) -> Path:
    pile = folder / "pile"
    pile.mkdir()
    (pile / "news.csv").write_bytes(write_rows([["doc", "text", "date"], ["1", WORDS, "2024-04-17"], ["2", "", ""]]))
    (pile / "feed.xml").write_bytes(RSS)
    (pile / "crawl.warc.gz").write_bytes(gzip.compress(write_response(HTML)))
    (pile / "plain.txt").write_text(MORE)
    (pile / "empty.txt").write_text("")
    return pile


def test_adding_containers_twice_adds_nothing(tmp_path):
    pile = make_pile(tmp_path)
    first, second = (run_json(tmp_path / "desk", "add", str(pile)) for _ in range(2))
    assert (first["read"], first["kept"], len(first["dropped"])) == (8, 5, 3)
    assert (second["kept"], second["already_there"], second["dropped"]) == (0, 5, first["dropped"])


def test_status_counts_by_reason_and_by_file(tmp_path):
    run_json(tmp_path / "desk", "add", str(make_pile(tmp_path)))
    status = run_json(tmp_path / "desk", "status")
    assert (status["read"], status["kept"], status["reasons"]) == (8, 5, {"empty": 3})
    assert [(f["file"], f["read"], f["kept"], f["dropped"]) for f in status["files"]] == [
        ("pile", 2, 1, 1),
        ("pile/crawl.warc.gz", 1, 1, 0),
        ("pile/feed.xml", 3, 2, 1),
        ("pile/news.csv", 2, 1, 1),
    ]
    shown = run_command("--desk", str(tmp_path / "desk"), "status").stdout
    assert "pile/news.csv#row=3" in shown
    assert "Files and folders" in shown


def test_guesses_are_told_to_people_and_in_json(tmp_path):
    path = tmp_path / "news.csv"
    path.write_bytes(write_rows([["Body", "Pub-Date"], [WORDS, "2024-04-17"]]))
    told = run_command("--desk", str(tmp_path / "a"), "add", str(path)).stderr
    assert 'news.csv: text from "Body", date from "Pub-Date"; guessed by name' in told
    (guess,) = run_json(tmp_path / "b", "add", str(path))["guesses"]
    assert guess["locator"] == "news.csv"


def test_the_id_of_a_container_comes_back_and_others_have_their_locator(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(write_lines({"id": "corpus/é 1", "text": WORDS}, {"text": MORE}))
    run_json(tmp_path / "desk", "add", str(path))
    rows = run_command("--desk", str(tmp_path / "desk"), "articles", "--jsonl").stdout.splitlines()
    assert [json.loads(row)["id"] for row in rows] == ["corpus/é 1", "a.jsonl#row=2"]


def test_naming_columns_later_mends_what_was_added(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(write_rows([["words", "when"], [WORDS, "2024-04-17"]]))
    first = run_json(tmp_path / "desk", "add", str(path))
    assert [d["reason"] for d in first["dropped"]] == ["no_text_column"]
    assert run_json(tmp_path / "desk", "add", str(path), "--text-column", "words")["kept"] == 1
    assert run_json(tmp_path / "desk", "status")["dropped"] == []
    again = run_json(tmp_path / "desk", "add", str(path), "--text-column", "words", "--date-column", "when")
    assert (again["already_there"], again["renewed"], again["kept"]) == (1, 1, 0)
    words = ("add", str(path), "--text-column", "words")
    assert run_json(tmp_path / "desk", *words)["renewed"] == 0  # what was stated once stays where nothing is stated
    said = run_command("--desk", str(tmp_path / "desk"), *words, "--title-column", "when").stderr
    assert "1 article already there came with other facts" in said


def test_the_stated_day_of_a_container_dates_its_article(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(write_lines({"id": "x", "text": WORDS, "date": "2024-04-18"}))
    run_json(tmp_path / "desk", "add", str(path))
    run_json(tmp_path / "desk", "build", "--workers", "1")
    (article,) = run_json(tmp_path / "desk", "articles")["articles"]
    assert article["published"] == "2024-04-18"


def test_standard_input_is_read(tmp_path):
    lines = write_lines({"id": "x", "text": WORDS}).decode()
    assert run_json(tmp_path / "desk", "add", "-", given=lines)["kept"] == 1
    plain = run_json(tmp_path / "desk", "add", "-", "--format", "text", given=MORE)
    assert plain["kept"] == 1
    assert run_json(tmp_path / "desk", "verify")
    unknown = run_json(tmp_path / "desk", "add", "-", given=MORE)
    assert "--format" in unknown["dropped"][0]["detail"]


def test_a_format_that_is_not_known_adds_nothing(tmp_path):
    done = run_command("--desk", str(tmp_path / "desk"), "add", "-", "--format", "docx")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "choose one of text" in done.stderr
    assert not (tmp_path / "desk").exists()


def test_long_lists_of_what_was_dropped_are_cut_on_a_terminal_only(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"[]\n" * 100)
    shown = run_command("--desk", str(tmp_path / "desk"), "add", str(path))
    assert "and 40 more: foreigndesk status --json" in shown.stderr
    assert shown.stdout.count("a.jsonl#row=") == 60
    assert "and 40 more that were dropped" in run_command("--desk", str(tmp_path / "desk"), "status").stderr
    assert len(run_json(tmp_path / "desk", "status")["dropped"]) == 100


def test_many_files_are_listed_with_those_first_that_lost_most(tmp_path):
    pile = tmp_path / "pile"
    for number in range(70):
        (pile / f"{number:02}").mkdir(parents=True)
        (pile / f"{number:02}" / "a.txt").write_text("" if number == 69 else f"{number} {WORDS}")
    run_json(tmp_path / "desk", "add", str(pile))
    shown = run_command("--desk", str(tmp_path / "desk"), "status")
    assert "pile/69" in shown.stdout
    assert "and 10 more: foreigndesk status --json" in shown.stderr


def test_masked_characters_are_told_with_the_article(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"{WORDS} a\u202eb")
    run_json(tmp_path / "desk", "add", str(path))
    (article,) = run_json(tmp_path / "desk", "articles")["articles"]
    assert article["masked"] == 1
    shown = run_command("--desk", str(tmp_path / "desk"), "show", str(article["article_id"]))
    assert f"masked as U+FFFD: U+202E at {len(WORDS) + 2}" in shown.stderr
    assert run_json(tmp_path / "desk", "show", str(article["article_id"]))["masked"][0]["was"] == "U+202E"


def test_help_loads_no_reader():
    program = "import sys, foreigndesk.app.cli; print([m for m in sys.modules if '.' not in m])"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    for heavy in ("feedparser", "fastwarc", "pyarrow", "tarfile", "zipfile"):
        assert f"'{heavy}'" not in loaded
