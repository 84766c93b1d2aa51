"""The command ``copies``, and how a copy is shown, explained and exported; texts of tests/cases/copies.yaml."""

import json
from pathlib import Path

import pytest

from tests.app.conftest import run_command
from tests.resolution.test_copies import ALL_TEXTS

PILE = ("harbour_agency", "harbour_rewrite", "harbour_independent", "bridge_with_summit", "summit_long", "summit_sure")
TEXTS = ALL_TEXTS | {"summit_sure": ALL_TEXTS["summit_long"].replace("Sebe cautioned that nothing", "Nothing")}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a desk with three families: a rewrite, a lifted passage, and a report of its own."""
    folder = tmp_path_factory.mktemp("copies")
    pile = folder / "pile"
    pile.mkdir()
    for number, name in enumerate(PILE):
        head = f"Published: 2024-03-0{number + 1}\n\n" if name.startswith("summit") else ""
        (pile / f"{name}.txt").write_text(head + TEXTS[name], encoding="utf-8")
    for words in (["add", str(pile)], ["build", "--workers", "1"]):
        done = run_command("--desk", str(folder), *words)
        assert done.returncode == 0, done.stderr
    return folder


def ask(desk: Path, *words: str) -> str:
    done = run_command("--desk", str(desk), *words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_families_are_listed_with_kind_direction_and_losses(desk: Path) -> None:
    listed = json.loads(ask(desk, "copies", "--json"))
    assert [len(family["articles"]) for family in listed["families"]] in ([2, 3], [3, 2])
    kinds = sorted(copy["kind"] for copy in listed["copies"])
    assert kinds == ["lifted", "rewritten", "verbatim"]
    rewrite = next(copy for copy in listed["copies"] if copy["kind"] == "rewritten")
    assert rewrite["earlier_id"] not in {None, rewrite["later_id"]}
    assert rewrite["counts"]["reworded"] > 100
    joined = {copy_id for family in listed["families"] for copy_id in family["copies"]}
    assert joined == {copy["copy_id"] for copy in listed["copies"]}


def test_the_table_names_every_member_and_lost_shows_the_sentences(desk: Path) -> None:
    table = ask(desk, "copies")
    assert "2 families of one origin" in table
    assert "rewritten from" in table
    lost = ask(desk, "copies", "--lost")
    assert "attribution lost" in lost
    assert "in the other text" in lost


def test_a_row_of_differences_holds_the_words_on_both_sides(desk: Path) -> None:
    texts = {row["article_id"]: (desk / row["id"]).read_text(encoding="utf-8") for row in rows(desk)}
    for copy in json.loads(ask(desk, "copies", "--json"))["copies"]:
        for difference in copy["differences"]:
            for side in ("first", "second"):
                span = difference[side]
                words = texts[copy[f"{side}_id"]][span[0] : span[1]] if span else None
                assert difference[f"{side}_words"] == words


def test_articles_name_what_they_were_copied_from(desk: Path) -> None:
    by_name = {Path(row["id"]).stem: row for row in rows(desk)}
    assert by_name["harbour_rewrite"]["copy_of"] == by_name["harbour_agency"]["article_id"]
    assert by_name["harbour_rewrite"]["copy_kind"] == "rewritten"
    assert by_name["bridge_with_summit"]["copy_kind"] == "lifted"
    assert by_name["bridge_with_summit"]["family"] == by_name["summit_long"]["family"]
    assert by_name["harbour_independent"]["copy_of"] is None


def rows(desk: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in ask(desk, "articles", "--jsonl").splitlines()]


def test_a_copy_is_shown_and_explained_readably(desk: Path) -> None:
    copies = json.loads(ask(desk, "copies", "--json"))["copies"]
    copy_id = next(copy["copy_id"] for copy in copies if copy["kind"] == "rewritten")
    shown = ask(desk, "show", copy_id)
    assert "rewritten (" in shown
    assert "reworded" in shown
    assert "[{" not in shown
    assert "stands in both" in ask(desk, "why", copy_id)


def test_export_writes_the_words_and_verify_reads_them_again(desk: Path) -> None:
    lines = [json.loads(line) for line in ask(desk, "export").splitlines()]
    exported = [line for line in lines if line["record"] == "copy"]
    assert len(exported) == 3
    assert all(line["words"] and all(line["words"]) for line in exported)
    assert "all words stand where they should" in run_command("--desk", str(desk), "verify").stderr


def test_the_brief_tells_what_a_rewrite_lost(desk: Path) -> None:
    assert "It lost the attribution “said”" in ask(desk, "brief")
