import errno
import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from foreigndesk.app import cli
from tests.app.conftest import EXAMPLES, run_command


def test_add_keeps_or_drops_every_file_with_a_reason(tmp_path):
    added = json.loads(run_command("--desk", str(tmp_path), "add", str(EXAMPLES), "--json").stdout)
    files = sum(1 for path in EXAMPLES.rglob("*") if path.is_file())
    assert added["read"] == files == added["kept"] + len(added["dropped"])
    assert all(d["reason"] and d["detail"] for d in added["dropped"])


def test_adding_twice_adds_nothing(built_desk, tmp_path):
    shutil.copytree(built_desk, tmp_path / "desk")
    again = json.loads(run_command("--desk", str(tmp_path / "desk"), "add", str(EXAMPLES), "--json").stdout)
    assert again["kept"] == 0
    assert again["already_there"] + len(again["dropped"]) == again["read"]


def test_a_missing_folder_is_named_and_nothing_is_added(tmp_path):
    done = run_command("--desk", str(tmp_path), "add", str(EXAMPLES), str(tmp_path / "nowhere"))
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "desk.db").exists()


@pytest.mark.parametrize("command", [["build"], ["status"], ["meetings"], ["verify"], ["brief"], ["export"]])
def test_without_a_desk_the_user_is_told_how_to_make_one(tmp_path, command):
    done = run_command("--desk", str(tmp_path), *command)
    assert done.returncode == 2
    assert "foreigndesk add" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_desk_of_another_version_is_refused_in_one_line(built_desk, tmp_path):
    shutil.copytree(built_desk, tmp_path / "desk")
    with sqlite3.connect(tmp_path / "desk" / "desk.db") as connection:
        connection.execute("PRAGMA user_version = 999")
    done = run_command("--desk", str(tmp_path / "desk"), "status")
    assert done.returncode == 2
    assert "version" in done.stderr
    assert "Traceback" not in done.stderr


def test_files_that_cannot_be_read_are_listed_and_the_rest_is_kept(tmp_path):
    pile = tmp_path / "pile"
    pile.mkdir()
    (pile / "empty.txt").write_bytes(b"")
    (pile / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    (pile / "sheet.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with (pile / "huge.txt").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    (pile / "good.txt").write_text("President Lula met President Petro in Bogota on 17 April 2024.\n", encoding="utf-8")
    added = json.loads(run_command("--desk", str(tmp_path / "desk"), "add", str(pile), "--json").stdout)
    assert added["kept"] == 1
    assert {d["locator"]: d["reason"] for d in added["dropped"]} == {
        "pile/empty.txt": "empty",
        "pile/huge.txt": "too_large",
        "pile/image.txt": "binary",
        "pile/sheet.csv": "unknown_format",
    }
    status = json.loads(run_command("--desk", str(tmp_path / "desk"), "status", "--json").stdout)
    assert len(status["dropped"]) == 4


def test_two_builds_on_the_same_input_give_the_same_bytes(built_desk, tmp_path):
    first = run_command("--desk", str(built_desk), "export", "--jsonl").stdout
    other = tmp_path / "other"
    surroundings = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8"}
    run_command("--desk", str(other), "add", str(EXAMPLES), environment=surroundings)
    run_command("--desk", str(other), "build", "--workers", "1", environment=surroundings)
    run_command("--desk", str(other), "build", "--workers", "1", environment=surroundings)
    assert run_command("--desk", str(other), "export", "--jsonl").stdout == first
    assert first.count("\n") > 100


def test_number_of_processes_and_order_of_articles_change_nothing(built_desk):
    from foreigndesk.app import desk as desks
    from foreigndesk.app.stages import resolve_works

    with desks.open_desk(built_desk / "desk.db") as desk:
        articles = desk.store.list_articles()
    backwards = list(desks.work_on_articles(articles[::-1], workers=1))
    pooled = list(desks.work_on_articles(articles * 2, workers=2))[: len(articles)]
    assert resolve_works(backwards) == resolve_works(pooled)


def test_verify_is_clean_and_finds_one_changed_byte(built_desk, tmp_path):
    clean = run_command("--desk", str(built_desk), "verify")
    assert clean.returncode == 0, clean.stdout
    shutil.copytree(built_desk, tmp_path / "desk")
    with sqlite3.connect(tmp_path / "desk" / "desk.db") as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        article_id, text = connection.execute("SELECT article_id, text FROM articles ORDER BY locator").fetchone()
        changed = text[:40] + ("x" if text[40] != "x" else "y") + text[41:]
        connection.execute("UPDATE articles SET text = ? WHERE article_id = ?", (changed, article_id))
    done = run_command("--desk", str(tmp_path / "desk"), "verify", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["mismatches"]


def test_meetings_give_participants_date_proof_place_and_reports(listed):
    meetings = listed("meetings")["meetings"]
    hanoi = [m for m in meetings if m["date"]["edtf"] == "2019-02-28"]
    assert len(hanoi) == 1
    assert {p["entity_id"] for p in hanoi[0]["participants"]} >= {"donald-trump", "kim-jong-un"}
    assert hanoi[0]["place"]["name"] == "Hanoi"
    assert hanoi[0]["date"]["proof"]
    assert all(m["evidence"] and m["reports"] and m["independent_origins"] >= 1 for m in meetings)


def test_every_listed_record_can_be_shown_and_explained(built_desk, listed):
    meeting = listed("meetings")["meetings"][0]["meeting_id"]
    quotation = listed("quotations")["quotations"][0]["quotation_id"]
    article = listed("articles")["articles"][0]["article_id"]
    for record_id in (meeting, quotation, article):
        for command in ("show", "why"):
            done = run_command("--desk", str(built_desk), command, record_id[:8])
            assert done.returncode == 0, done.stderr
            assert done.stdout.strip()
            assert json.loads(run_command("--desk", str(built_desk), command, record_id, "--json").stdout)


def test_an_unknown_id_and_a_wrong_choice_are_mistakes_of_the_user(built_desk):
    for words in (["show", "zzzz"], ["meetings", "--status", "maybe"], ["export", "--csv", "nothing"]):
        done = run_command("--desk", str(built_desk), *words)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


def test_raw_shows_the_page_residue_that_show_leaves_out(built_desk, listed):
    residue = next(a for a in listed("articles")["articles"] if a["removed_blocks"])
    plain = run_command("--desk", str(built_desk), "show", residue["article_id"]).stdout
    raw = run_command("--desk", str(built_desk), "show", residue["article_id"], "--raw").stdout
    assert len(raw) > len(plain)


def test_the_german_article_is_kept_and_said_to_be_not_analysed(listed):
    reasons = [a["not_analysed"] for a in listed("articles")["articles"] if a["language"] == "de"]
    assert reasons == ["not analysed: language de"]


def test_articles_as_lines_hold_what_scorers_read(built_desk):
    lines = run_command("--desk", str(built_desk), "articles", "--jsonl").stdout.splitlines()
    rows = [json.loads(line) for line in lines]
    assert all({"id", "article_id", "published", "family", "copy_of", "copy_kind"} <= row.keys() for row in rows)
    assert len({row["family"] for row in rows}) < len(rows)


def test_the_export_repeats_the_exact_words_of_each_quotation(built_desk):
    rows = [json.loads(line) for line in run_command("--desk", str(built_desk), "export").stdout.splitlines()]
    texts = {r["article_id"]: r["text"] for r in rows if r["record"] == "article"}
    quotations = [r for r in rows if r["record"] == "quotation"]
    assert quotations
    for row in quotations:
        start, end = row["span"]
        assert row["words"] == [texts[row["article_id"]][start:end]]


def test_a_spreadsheet_cannot_run_a_cell_as_a_formula():
    from foreigndesk.views.export import _cell

    assert _cell("=1+1") == "'=1+1"
    assert _cell(3) == 3
    assert _cell(None) == ""


def test_the_brief_is_text_or_one_self_contained_page(built_desk, tmp_path):
    text = run_command("--desk", str(built_desk), "brief").stdout
    assert "Hanoi" in text
    page = tmp_path / "out" / "brief.html"
    done = run_command("--desk", str(built_desk), "brief", "--output", str(page))
    assert done.returncode == 0, done.stderr
    html = page.read_text(encoding="utf-8")
    assert "<html" in html
    assert 'src="http' not in html
    assert 'href="http' not in html


def test_help_starts_without_loading_anything_heavy():
    code = (
        "import sys, foreigndesk.app.cli\n"
        "print([m for m in ('spacy', 'numpy', 'trafilatura', 'sqlite3', 'jinja2') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_version_is_told_without_a_command():
    done = run_command("--version")
    assert done.returncode == 0
    assert done.stdout.startswith("foreigndesk ")


def test_the_demo_makes_a_brief(tmp_path: Path):
    done = run_command("demo", str(tmp_path / "demo"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "demo" / "brief.html").is_file()
    assert "meetings" in done.stdout
    assert "brief.html" in done.stderr


@pytest.mark.parametrize("words", [["build", "--workers", "-1"], ["add"], ["nope"], ["show"], ["articles", "--bad"]])
def test_a_mistake_in_the_call_is_told_in_one_line_that_names_the_help(words):
    done = run_command(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "--help" in done.stderr


def test_without_a_word_the_help_is_shown():
    done = run_command()
    assert done.returncode == 2
    assert "annotate" in done.stdout + done.stderr


@pytest.mark.parametrize("who", ["putin", "Vladimir Putin", "vladimir-putin", "RUS", "russia"])
def test_meetings_are_found_by_part_of_a_name_or_by_a_code(listed, who):
    rows = listed("meetings", "--status", "all", "--who", who)["meetings"]
    assert rows
    assert all(any(p["state"] == "RUS" for p in row["participants"]) for row in rows)


def test_a_name_that_nobody_bears_is_told(built_desk):
    done = run_command("--desk", str(built_desk), "meetings", "--who", "nobody at all")
    assert done.returncode == 0
    assert 'nobody in a meeting is called "nobody at all"' in done.stderr


def test_a_demonstration_does_not_replace_the_desk_of_a_user(built_desk, tmp_path):
    shutil.copytree(built_desk, tmp_path / "desk")
    before = (tmp_path / "desk" / "desk.db").read_bytes()
    done = run_command("demo", str(tmp_path / "desk"))
    assert done.returncode == 2
    assert "a desk of yours" in done.stderr
    assert (tmp_path / "desk" / "desk.db").read_bytes() == before


def test_a_demonstration_writes_one_json_document_and_can_be_made_again(tmp_path):
    for _ in range(2):
        made = json.loads(run_command("demo", str(tmp_path / "demo"), "--json").stdout)
        assert made["added"]["kept"] == made["built"]["articles"]
        assert made["meetings"]
    assert (tmp_path / "demo" / "brief.html").is_file()


def test_a_file_name_that_promises_another_format_is_refused(built_desk, tmp_path):
    for command in ("brief", "export"):
        done = run_command("--desk", str(built_desk), command, "-o", str(tmp_path / "record.pdf"))
        assert done.returncode == 2
        assert "cannot write .pdf" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["brief", "export"])
def test_json_goes_where_the_output_option_says(built_desk, tmp_path, command):
    done = run_command("--desk", str(built_desk), command, "--json", "-o", str(tmp_path / "made.json"))
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert json.loads((tmp_path / "made.json").read_text(encoding="utf-8"))


def test_csv_and_json_exclude_each_other(built_desk):
    done = run_command("--desk", str(built_desk), "export", "--csv", "meeting", "--json")
    assert done.returncode == 2
    assert "exclude each other" in done.stderr


def test_the_file_of_a_desk_names_the_desk_too(built_desk):
    done = run_command("--desk", str(built_desk / "desk.db"), "status", "--json")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_what_the_system_refuses_is_told_in_one_line(monkeypatch, capfd, number):
    def refuse(**_: object) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(cli, "app", refuse)
    monkeypatch.setattr(cli, "_leave_output", lambda: None)
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 2
    assert len(capfd.readouterr().err.strip().splitlines()) == 1


def test_an_error_of_our_own_is_not_hidden(monkeypatch):
    def fail(**_: object) -> None:
        raise OSError(errno.EBADF, "a bug")

    monkeypatch.setattr(cli, "app", fail)
    with pytest.raises(OSError, match="a bug"):
        cli.main()
