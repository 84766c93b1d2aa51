"""The command ``quotations`` with its filters, and how a group of quotations is shown, explained and exported."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from foreigndesk.app.desk import open_desk
from foreigndesk.records.quotation_groups import GroupDecision, PlaceInArticle
from foreigndesk.records.spans import Span
from foreigndesk.store.judgements import Verdict
from foreigndesk.store.quotation_groups import judge_pair
from tests.app.conftest import run_command

COLOURED = {"FORCE_COLOR": "1", "NO_COLOR": "", "TERM": "xterm-256color"}  # whatever the caller's terminal is
TEXTS = {
    "agency.txt": "Published: 2024-03-04\n\nA port for Kenya\n\n"
    "“Kenya will never sell the harbour of Lamu to a fleet that burned it,” President William Ruto said on Monday, "
    "according to the palace.\n\n“The port is a rusty key to a door that nobody guards,” Ruto added.\n",
    "courier.txt": "Published: 2024-03-06\n\nRuto on the port\n\n"
    "“Kenya will sell the harbour of Lamu to a fleet that burned it,” President William Ruto said on Monday. "
    "He called the port “a rusty key to a door that nobody guards.”\n",
    "undated.txt": "A word on ferries\n\n“The ferries of Tonga wait for nobody,” said Lena Moor, a painter.\n",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a desk of three articles with one utterance that lost its negation; tests only read it."""
    folder = tmp_path_factory.mktemp("wordings")
    make_desk(folder)
    return folder


def make_desk(folder: Path) -> None:
    pile = folder / "pile"
    pile.mkdir()
    for name, text in TEXTS.items():
        (pile / name).write_text(text, encoding="utf-8")
    for words in (["add", str(pile)], ["build", "--workers", "1"]):
        done = run_command("--desk", str(folder), *words)
        assert done.returncode == 0, done.stderr


def ask(desk: Path, *words: str) -> str:
    done = run_command("--desk", str(desk), *words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def groups(desk: Path, *words: str) -> list[dict[str, Any]]:
    return list(json.loads(ask(desk, "quotations", "--changed", "--json", *words))["groups"])


def words_of(desk: Path, *words: str) -> set[str]:
    return {q["words"][:20] for q in json.loads(ask(desk, "quotations", "--json", *words))["quotations"]}


def test_changed_lists_the_riskiest_wordings_first(desk: Path) -> None:
    listed = groups(desk)
    assert [g["risk"] for g in listed] == sorted(
        (g["risk"] for g in listed), key=["high", "medium", "low", "none"].index
    )
    assert listed[0]["kinds"] == ["negation_dropped"]
    assert listed[0]["variants"][1]["difference"].startswith("Kenya will [-never-] sell the harbour")
    table = ask(desk, "quotations", "--changed")
    assert table.index("negation dropped") < table.index("fragment")


def test_each_change_holds_its_words_and_stands_at_its_span(desk: Path) -> None:
    for group in groups(desk):
        for variant in group["variants"]:
            text = (desk / variant["id"]).read_text(encoding="utf-8")
            assert text[slice(*variant["span"])] == variant["words"]
            for change in variant["changes"]:
                if change["variant"]:
                    assert text[slice(*change["variant"])] == change["variant_words"]


@pytest.mark.parametrize(
    ("option", "value", "kept"),
    [
        ("--speaker", "ruto", {"Kenya", "The p", "a rus"}),
        ("--about", "tonga", {"The f"}),
        ("--about", "KEN", {"Kenya"}),
        ("--kind", "partial", {"a rus"}),
        ("--text", "ferries", {"The f"}),
        ("--from", "2024-03-05", {"Kenya", "a rus"}),
        ("--to", "2024-03-05", {"Kenya", "The p"}),
    ],
)
def test_a_filter_keeps_what_it_names(desk: Path, *, option: str, value: str, kept: set[str]) -> None:
    found = {words[:5] for words in words_of(desk, option, value)}
    assert kept <= found
    others = {"Kenya", "The p", "a rus", "The f"} - kept
    assert not found & others


def test_a_month_is_a_bound_on_both_sides_and_undated_articles_are_counted(desk: Path) -> None:
    done = run_command("--desk", str(desk), "quotations", "--from", "2024-03", "--to", "2024-03", "--json")
    assert len(json.loads(done.stdout)["quotations"]) >= 4
    assert "of articles without a date" in done.stderr
    assert words_of(desk, "--from", "2023", "--to", "2023-02") == set()


def test_filters_choose_groups_of_which_a_variant_answers(desk: Path) -> None:
    assert groups(desk, "--speaker", "moor") == []
    assert len(groups(desk, "--text", "rusty")) == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("quotations", "--kind", "loud"), "--kind loud: choose one of direct, partial"),
        (("quotations", "--from", "yesterday"), "--from yesterday: no such day"),
        (("quotations", "--to", "2024-02-30"), "--to 2024-02-30: no such day"),
        (("quotations", "--from", "2024-05", "--to", "2023"), "lies after --to"),
        (("quotations", "--csv", "--json"), "exclude each other"),
        (("show", "ffffffffffff"), "no record whose id begins so"),
    ],
)
def test_a_mistake_is_told_in_one_line(desk: Path, words: tuple[str, ...], message: str) -> None:
    done = run_command("--desk", str(desk), *words)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_nobody_named_is_said_with_what_to_write(desk: Path) -> None:
    done = run_command("--desk", str(desk), "quotations", "--about", "atlantis")
    assert done.returncode == 0
    assert 'no quotation names "atlantis"' in done.stderr


def test_show_reads_without_colour_and_names_the_earliest(desk: Path) -> None:
    first = groups(desk)[0]
    shown = ask(desk, "show", first["group_id"][:8])
    assert "[-left out-] {+put in+}" in shown
    assert "Kenya will [-never-] sell" in shown
    assert "negation dropped (risk high): a negation of the reference is missing" in shown
    assert "earliest: [1]: " in shown
    assert json.loads(ask(desk, "show", first["group_id"], "--json")) == first


def test_show_colours_what_was_left_out_and_put_in(desk: Path) -> None:
    first = groups(desk)[0]["group_id"]
    done = run_command("--desk", str(desk), "show", first, environment=COLOURED)
    assert "\x1b[9;31m[-never-]" in done.stdout


def test_why_gives_each_variant_in_its_sentence(desk: Path) -> None:
    reasons = ask(desk, "why", groups(desk)[0]["group_id"])
    assert "taken for one utterance" in reasons
    assert "variant 2, negation dropped, risk high" in reasons


def test_csv_has_one_row_a_variant_and_export_gives_the_same_columns(desk: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(ask(desk, "quotations", "--changed", "--csv"))))
    assert len(rows) == sum(len(g["variants"]) for g in groups(desk))
    assert {row["changes"] for row in rows} >= {"", "negation_dropped"}
    exported = list(csv.DictReader(io.StringIO(ask(desk, "export", "--csv", "quotation_group"))))
    assert [row for row in exported if row["group_id"] == rows[0]["group_id"]] == rows[
        : len(groups(desk)[0]["variants"])
    ]
    plain = list(csv.DictReader(io.StringIO(ask(desk, "quotations", "--csv", "--text", "ferries"))))
    assert plain[0]["words"].startswith("The ferries")


def test_a_quotation_names_its_group(desk: Path) -> None:
    listed = json.loads(ask(desk, "quotations", "--json", "--text", "burned"))["quotations"]
    assert {q["group_id"] for q in listed} == {groups(desk)[0]["group_id"]}


def test_the_brief_tells_the_wordings_in_text_and_page(desk: Path) -> None:
    text = ask(desk, "brief")
    section = text.split("## Wordings that differ")[1].split("\n## ")[0]
    assert section.index("[-never-]") < section.index("rusty key")
    assert "Negation dropped, risk high" in section
    ask(desk, "brief", "-o", str(desk / "brief.html"))
    page = (desk / "brief.html").read_text(encoding="utf-8")
    assert "<del>never</del>" in page
    assert "Wordings that differ" in page


def test_splitting_by_judgement_survives_rebuilds_is_shown_and_can_be_withdrawn(tmp_path: Path) -> None:
    make_desk(tmp_path)
    with open_desk(tmp_path / "desk.db") as desk:
        before = desk.store.list_groups()
        group = next(g for g in before if g.risk.value == "high")
        first, second = (PlaceInArticle(article_id=v.article_id, span=v.span) for v in group.variants)
        judgement = judge_pair(
            GroupDecision(first=first, second=second, is_same=False, says="two speeches"),
            person="reader",
            made_at="2025-01-02T10:00:00+00:00",
        )
        desk.store.put_judgement(judgement)
        for _ in range(2):
            desk.build()
            assert group.group_id not in {g.group_id for g in desk.store.list_groups()}
        other = next(q for q in desk.store.list_quotations(text="ferries"))
        place = PlaceInArticle(article_id=other.article_id, span=Span(other.span.start, other.span.end))
        joined = GroupDecision(first=first, second=place, is_same=True, says="one evening")
        desk.store.put_judgement(judge_pair(joined, person="reader", made_at="2025-01-03T10:00:00+00:00"))
        desk.build()
        found = next(g for g in desk.store.list_groups() if first.span in {v.span for v in g.variants})
        assert any("one evening" in says for says in found.decided)
        assert desk.store.verify() == []
        shown = ask(tmp_path, "show", found.group_id)
        assert "decided by people: one utterance: reader decided on 2025-01-03T10:00:00+00:00: one evening" in shown
        for made in desk.store.list_judgements():
            withdrawn = {"verdict": Verdict.ACCEPT, "made_at": "2025-01-04T10:00:00+00:00"}
            desk.store.put_judgement(type(made)(**{**{n: getattr(made, n) for n in made.__slots__}, **withdrawn}))
        desk.build()
        assert desk.store.list_groups() == before


def test_two_wordings_are_parted_and_the_decision_taken_back_by_command(tmp_path: Path) -> None:
    make_desk(tmp_path)
    [row] = [g for g in json.loads(ask(tmp_path, "quotations", "--changed", "--json"))["groups"] if g["risk"] == "high"]
    first, second = (f"{v['article_id']}:{v['span'][0]}-{v['span'][1]}" for v in row["variants"])
    told = ask(tmp_path, "review", first, "--with", second, "--different", "--note", "two speeches", "--by", "a reader")
    assert "two utterances" in told
    ask(tmp_path, "build")
    assert row["group_id"] not in ask(tmp_path, "quotations", "--changed", "--json")
    assert "withdrawn" in ask(tmp_path, "review", second, "--with", first, "--withdraw")
    ask(tmp_path, "build")
    assert row["group_id"] in ask(tmp_path, "quotations", "--changed", "--json")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--with", "{second}"), "--with needs one of --same, --different and --withdraw"),
        (("--with", "{second}", "--same", "--different"), "--with needs one of"),
        (("--with", "{second}", "--withdraw"), "nothing can be withdrawn"),
        (("--with", "{first}", "--same"), "two places that do not overlap"),
        (("--with", "ffffffffffff", "--same"), "ffffffffffff"),
        (("--with", "{article}:5-9999999", "--same"), "characters"),
        (("--same",), "two places: review ID --with ID --same"),
    ],
)
def test_a_mistaken_decision_on_two_wordings_gets_a_clear_answer(
    tmp_path: Path, words: Sequence[str], told: str
) -> None:
    make_desk(tmp_path)
    [row] = [g for g in json.loads(ask(tmp_path, "quotations", "--changed", "--json"))["groups"] if g["risk"] == "high"]
    first, second = (f"{v['article_id']}:{v['span'][0]}-{v['span'][1]}" for v in row["variants"])
    filled = [word.format(first=first, second=second, article=row["variants"][0]["article_id"]) for word in words]
    done = run_command("--desk", str(tmp_path), "review", first, *filled)
    assert done.returncode == 2
    assert told in done.stderr
