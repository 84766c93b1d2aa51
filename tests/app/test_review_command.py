"""What people decide about words: listed, told with the reason, applied at each build, taken back."""

import json
from pathlib import Path

import pytest

from tests.app.conftest import run_command

TEXT = """Britain will pay, Johnson said. “We are ready,” Johnson added on Monday, 3 May 2021.

He praised Emmanuel Macron.
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    run("add", str(tmp_path / "a.txt"), desk=tmp_path)
    run("build", desk=tmp_path)
    return tmp_path


def run(*words: str, desk: Path, code: int = 0) -> str:
    done = run_command("--desk", str(desk), *words)
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr


def rows(desk: Path) -> dict[str, list[dict[str, object]]]:
    """Return what is said of the words of the article, keyed by the words."""
    [article] = json.loads(run("articles", "--json", desk=desk))["articles"]
    found: dict[str, list[dict[str, object]]] = {}
    for row in json.loads(run("mentions", article["article_id"], "--json", desk=desk))["mentions"]:
        found.setdefault(str(row["words"]), []).append(row)
    return found


def id_of(desk: Path, words: str, *, nth: int = 0) -> str:
    return str(rows(desk)[words][nth]["words_id"])


def meant(desk: Path, words: str) -> list[object]:
    return [row["entities"] for row in rows(desk)[words]]


def test_names_and_pronouns_are_listed_with_whom_they_mean_and_why(desk: Path) -> None:
    assert meant(desk, "Johnson") == [["boris-johnson"], ["boris-johnson"]]
    [he] = rows(desk)["He"]
    assert (he["kind"], he["entities"]) == ("reference", ["boris-johnson"])
    assert he["because"] == "nearest subject of that gender"


def test_a_decision_is_applied_by_the_next_build_and_survives_the_one_after(desk: Path) -> None:
    told = run("review", id_of(desk, "Johnson"), "--entity", "local:ned-johnson", "--note", "the farmer", desk=desk)
    assert "decided on 1 place" in told
    assert meant(desk, "Johnson")[0] == ["boris-johnson"]
    for _ in range(2):
        run("build", desk=desk)
        assert meant(desk, "Johnson") == [["local:ned-johnson"], ["boris-johnson"]]
    assert "all words stand where they should" in run("verify", desk=desk)


def test_why_and_show_tell_the_decision_of_the_words_and_of_what_rests_on_them(desk: Path) -> None:
    words_id = id_of(desk, "Johnson")
    decision = ("--entity", "local:ned-johnson", "--note", "the farmer", "--by", "Ada")
    run("review", words_id, *decision, desk=desk)
    run("build", desk=desk)
    assert "Ada decided on 2" in run("why", words_id, desk=desk)
    shown = run("show", words_id, desk=desk)
    assert "the rules read boris-johnson" in shown
    assert "the farmer" in shown
    [claim] = [
        row["quotation_id"]
        for row in json.loads(run("quotations", "--json", desk=desk))["quotations"]
        if "Britain" in str(row["words"])
    ]
    assert "means local:ned-johnson: Ada decided" in run("why", str(claim), desk=desk)
    assert "means local:ned-johnson: Ada decided" in run("why", "local:ned-johnson", desk=desk)


def test_a_decision_can_cover_the_same_words_in_the_whole_article(desk: Path) -> None:
    decision = ("--entity", "local:ned-johnson", "--everywhere-in-article")
    assert "decided on 2 places" in run("review", id_of(desk, "Johnson"), *decision, desk=desk)
    run("build", desk=desk)
    assert meant(desk, "Johnson") == [["local:ned-johnson"]] * 2
    assert meant(desk, "He") == [["local:ned-johnson"]], "a pronoun follows the name it stands for"


def test_a_pronoun_can_be_overruled_and_rejected(desk: Path) -> None:
    he = id_of(desk, "He")
    run("review", he, "--entity", "emmanuel-macron", desk=desk)
    run("build", desk=desk)
    assert meant(desk, "He") == [["emmanuel-macron"]]
    run("review", he, "--reject", "--note", "unclear", desk=desk)
    run("build", desk=desk)
    [row] = rows(desk)["He"]
    assert row["entities"] == []
    assert "unclear; the rules read boris-johnson (nearest subject of that gender)" in str(row["because"])
    assert "all words stand where they should" in run("verify", desk=desk)


def test_a_withdrawn_decision_leaves_the_rules_reading_and_stays_in_the_list(desk: Path) -> None:
    words_id = id_of(desk, "Johnson")
    run("review", words_id, "--reject", desk=desk)
    run("review", words_id, "--withdraw", "--note", "it was he after all", desk=desk)
    run("build", desk=desk)
    assert meant(desk, "Johnson")[0] == ["boris-johnson"]
    listed = json.loads(run("review", "--json", desk=desk))["judgements"]
    assert [(j["verdict"], j["stands"], j["words"]) for j in listed] == [
        ("reject", False, "Johnson"),
        ("accept", False, "Johnson"),
    ]
    assert "it was he after all" in run("review", desk=desk)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            ("{johnson}", "--entity", "theresa-mai"),
            "theresa-mai: no table has an entity with this id (near: theresa-may",
        ),
        (("{johnson}", "--entity", "GBR", "--reject"), "exclude one another"),
        (("{johnson}", "--withdraw"), "nothing is decided on these words, so nothing can be withdrawn"),
        (("{article}:1-3", "--reject"), "no words of the desk with this id name or refer to anybody"),
        (("somewhere", "--reject"), "foreigndesk mentions ARTICLE lists them"),
        (("--reject",), "which words?"),
        (("{he}", "--reject", "--everywhere-in-article"), "--everywhere-in-article is for names"),
    ],
)
def test_a_mistake_is_told_in_one_line_and_nothing_is_decided(desk: Path, words: tuple[str, ...], says: str) -> None:
    johnson, he = id_of(desk, "Johnson"), id_of(desk, "He")
    ids = {"johnson": johnson, "he": he, "article": johnson.partition(":")[0]}
    told = run("review", *(w.format(**ids) for w in words), desk=desk, code=2)
    assert says in told
    assert len(told.strip().splitlines()) == 1
    assert json.loads(run("review", "--json", desk=desk))["judgements"] == []


def test_the_id_of_words_may_be_shortened(desk: Path) -> None:
    article_id, _, place = id_of(desk, "Johnson").partition(":")
    assert "means boris-johnson" in run("why", f"{article_id[:6]}:{place.partition('-')[0]}", desk=desk)


def test_words_without_a_decision_say_how_to_make_one(desk: Path) -> None:
    assert "nothing is decided on these words" in run("review", id_of(desk, "Johnson"), desk=desk)
