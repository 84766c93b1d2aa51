"""Stored actions have dates of their own, with the words that prove them."""

import json
from pathlib import Path

import pytest

from tests.app.conftest import run_command

TEXT = """Russia attacked Kharkiv on Tuesday, 2 July 2024. France imposed sanctions on Mali.

France will impose sanctions on Niger.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dated")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    run_command("--desk", str(folder), "add", str(folder / "a.txt"))
    run_command("--desk", str(folder), "build", "--workers", "1")
    return folder


def actions(desk: Path) -> dict[str, dict[str, object]]:
    """Return the exported actions by their recipient."""
    rows = map(json.loads, run_command("--desk", str(desk), "export").stdout.splitlines())
    return {row["recipients"][0]["state"]: row for row in rows if row["record"] == "action"}


def test_an_exported_action_has_the_days_of_its_words_and_the_proof(desk: Path) -> None:
    date = actions(desk)["UKR"]["date"]
    assert isinstance(date, dict)
    assert date["edtf"] == "2024-07-02"
    assert any("Tuesday" in step["says"] for step in date["proof"])


def test_without_time_words_the_tense_gives_one_side_and_never_the_article_s_day(desk: Path) -> None:
    for recipient, open_side in (("MLI", "earliest"), ("NER", "latest")):
        date = actions(desk)[recipient]["date"]
        assert isinstance(date, dict)
        assert date[open_side] is None


def test_show_and_why_give_the_date_of_an_action(desk: Path) -> None:
    claim = str(actions(desk)["UKR"]["claim_id"])
    assert json.loads(run_command("--desk", str(desk), "show", claim, "--json").stdout)["date"]["edtf"] == "2024-07-02"
    told = run_command("--desk", str(desk), "why", claim).stdout
    assert "date: 2024-07-02" in told
    assert "the text says Tuesday, 2 July 2024" in told


def test_the_brief_tells_the_day_of_an_action_and_cites_its_words(desk: Path) -> None:
    assert "2 July 2024" in run_command("--desk", str(desk), "brief").stdout.split("Actions", maxsplit=1)[1]
