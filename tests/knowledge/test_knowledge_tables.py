from collections import Counter

import pytest

from foreigndesk.errors import KnowledgeError
from foreigndesk.knowledge import tables
from foreigndesk.knowledge.tables import read_list, read_period, read_table
from tests.knowledge.knowledge_tables import all_tables, table_lines

KEYS = {
    "sources": ("key",),
    "states": ("id",),
    "organisations": ("id",),
    "places": ("id",),
    "place_evidence": ("evidence",),
    "subdivisions": ("code",),
    "occasions": ("id",),
    "conflicts": ("id",),
    "publishers": ("name",),
    "plover": ("type",),
    "plover_modes": ("type", "mode"),
    "plover_contexts": ("context",),
    "sectors": ("code",),
    "cameo": ("code",),
    "context_words": ("words", "context", "kind"),
    "cameo_choice": ("type", "mode", "context", "code"),
    "residue": ("rule",),
    "residue_phrases": ("rule",),
    "residue_clues": ("clue",),
    "page_parts": ("part",),
    "month_names": ("month",),
    "time_rules": ("kind", "id"),
    "memberships": ("organisation", "member", "role", "from"),
    "honorifics": ("words",),
    "office_words": ("words",),
    "title_qualifiers": ("words",),
    "reference_words": ("word", "stands_for", "number"),
    "romanisations": ("written", "where"),
    "lemmas": ("form", "pos"),
    "page_facts": ("carrier", "key"),
    "file_signatures": ("offset", "bytes"),
    "packed_documents": ("entry",),
    "container_facts": ("container", "key"),
    "actions": ("lemma", "pos", "particle", "complement"),
    "commitments": ("lemma", "pos", "pattern"),
    "stances": ("lemma", "pos", "particle", "complement"),
    "reserve_words": ("id",),
    "actor_nouns": ("noun",),
    "deeds_to_come": ("type", "mode", "polarity"),
    "event_nouns": ("noun",),
    "light_verbs": ("verb", "particle", "noun_side"),
}


@pytest.mark.parametrize("name", all_tables())
def test_a_table_has_a_title_a_licence_and_says_what_a_row_is(name: str) -> None:
    comments = [line for line in table_lines(name) if line.startswith("#")]
    assert all(line.startswith("# ") for line in comments)
    assert comments[0].removeprefix("# ").strip()
    assert any("Licence:" in line for line in comments), f"{name}.tsv: no line with its licence"


@pytest.mark.parametrize("name", all_tables())
def test_comments_stand_only_at_the_head_of_a_table(name: str) -> None:
    lines = [line for line in table_lines(name) if line.strip()]
    header = next(n for n, line in enumerate(lines) if not line.startswith("#"))
    assert not [line for line in lines[header:] if line.startswith("# ")]


@pytest.mark.parametrize("name", all_tables())
def test_every_row_has_a_source_that_the_table_of_sources_explains(name: str) -> None:
    known = {row["key"] for row in read_table("sources")}
    if name == "sources":
        assert all(row["title"] and row["licence"] for row in read_table(name))
        return
    for row in read_table(name):
        origins = read_list(row["source"])
        assert origins, f"{name}.tsv: {dict(row)} has no source"
        assert set(origins) <= known, f"{name}.tsv: {sorted(set(origins) - known)} is not in sources.tsv"


def test_every_source_is_used() -> None:
    used = {
        key
        for name in all_tables()
        if name != "sources"
        for row in read_table(name)
        for key in read_list(row["source"])
    }
    assert {row["key"] for row in read_table("sources")} == used


@pytest.mark.parametrize(("name", "columns"), KEYS.items(), ids=KEYS.keys())
def test_keys_are_unique_and_never_empty(name: str, columns: tuple[str, ...]) -> None:
    keys = Counter(tuple(row[column] for column in columns) for row in read_table(name))
    assert not [key for key, count in keys.items() if count > 1]
    assert not [key for key in keys if not any(key)]


@pytest.mark.parametrize("name", all_tables())
def test_no_row_stands_twice_and_no_cell_holds_an_empty_part_of_a_list(name: str) -> None:
    rows = [tuple(row.items()) for row in read_table(name)]
    assert len(set(rows)) == len(rows)
    for row in read_table(name):
        for column, cell in row.items():
            if " | " in cell and column not in {"pattern", "words"}:  # regular expressions use the bar as well
                parts = [part.strip() for part in cell.split("|")]
                assert all(parts), f"{name}.tsv: {column} = {cell!r}"
                assert len(set(parts)) == len(parts), f"{name}.tsv: {column} = {cell!r} names something twice"


def test_a_row_with_too_few_cells_is_refused_with_its_line(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    (tmp_path / "broken.tsv").write_text("# Title\nid\tname\na\tA\nb\n", encoding="utf-8")
    (tmp_path / "bare.tsv").write_text("# Title\n", encoding="utf-8")
    monkeypatch.setattr(tables, "data_folder", lambda: tmp_path)
    with pytest.raises(KnowledgeError, match=r"broken\.tsv, line 4: 1 cells where the header has 2"):
        tables.read_table.__wrapped__("broken")
    with pytest.raises(KnowledgeError, match="no header row"):
        tables.read_table.__wrapped__("bare")


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024-07-03", "2024-07-04", ("2024-07-03", "2024-07-04", "day")),
        ("2024-07", "", ("2024-07-01", "None", "month")),
        ("2019", "2024-02", ("2019-01-01", "2024-02-29", "year")),
        ("", "2023-12", ("None", "2023-12-31", "month")),
        ("", "", ("None", "None", "day")),
    ],
)
def test_a_period_is_as_wide_as_its_precision_allows(first: str, last: str, expected: tuple[str, ...]) -> None:
    period = read_period({"from": first, "to": last})
    assert (str(period.first), str(period.last), period.precision) == expected
