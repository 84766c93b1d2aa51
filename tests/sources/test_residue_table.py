import pytest

from foreigndesk.errors import KnowledgeError
from foreigndesk.knowledge import residue
from foreigndesk.knowledge.residue import ResidueRule, Where, list_residue_rules, match_residue, plain_line
from foreigndesk.knowledge.tables import Row

RULES = list_residue_rules()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_knows_its_example_and_not_its_counter_example(rule: ResidueRule) -> None:
    assert rule.pattern.fullmatch(plain_line(rule.example))
    assert not rule.pattern.fullmatch(plain_line(rule.counter_example))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_rule_removes_a_counter_example_of_another(rule: ResidueRule) -> None:
    assert match_residue(rule.counter_example, Where.ANYWHERE) is None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_an_example_is_found_by_some_rule_of_its_place(rule: ResidueRule) -> None:
    assert match_residue(rule.example, rule.where)


@pytest.mark.parametrize(
    "rule", [r for r in RULES if r.pattern.pattern.startswith((".", "(?:.{"))], ids=lambda r: r.name
)
def test_a_rule_that_begins_with_any_words_names_the_words_it_needs(rule: ResidueRule) -> None:
    assert any(word in plain_line(rule.example).lower() for word in rule.needs)


def test_rules_have_names_of_their_own() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_a_very_long_line_is_never_residue() -> None:
    assert match_residue("Share " * 2000, Where.ANYWHERE) is None


def test_bullets_and_curly_apostrophes_do_not_hide_a_widget() -> None:
    found = match_residue("• Don’t miss —", Where.ANYWHERE)
    assert found is not None
    assert found.name == "related-heading"


@pytest.mark.parametrize("pattern", ["(a)", "["])
def test_a_malformed_pattern_is_named(monkeypatch: pytest.MonkeyPatch, pattern: str) -> None:
    row = {
        "rule": "bad",
        "kind": "widget",
        "pattern": pattern,
        "where": "head",
        "opens": "",
        "needs": "",
        "example": "a",
    }
    rows: tuple[Row, ...] = ({**row, "counter_example": "b", "source": "record"},)
    monkeypatch.setattr(residue, "read_table", lambda name: rows)
    with pytest.raises(KnowledgeError, match="bad"):
        list_residue_rules.__wrapped__()


def test_patterns_do_not_run_away_on_hostile_lines() -> None:
    for line in ("a " * 900, "| " * 900, "1 " * 900, "> a" * 600, "A, B " * 350, "by " * 600):
        match_residue(line, Where.ANYWHERE)
        match_residue(line, Where.HEAD)
        match_residue(line, Where.TAIL)


CONTENT = (
    "The party fought its way back to the top of the polls.",
    "If we and our partners use all means, the sanctions will bite, the chancellor said.",
    "States could opt out of the use of force, the draft says.",
    "If you agree to the terms, we stop the war, the president told his guest.",
    "Victims told us that they would receive compensation from the ministry.",
    "The council, which independently reviewed the ballots, found no fraud.",
    "The views expressed by the minister were condemned by the opposition.",
    "Heavy fighting was reported from Bakhmut and nearby villages.",
    "The weapons cannot be distributed to civilians, the envoy said.",
    "With contributions from thirty states, the fund grew to two billion.",
    "Courtesy of the host, the visit lasted a day longer than planned.",
    "Satellite pictures by a private company show the damage to the port.",
    "The president will visit China in May - TASS",
    "He was speaking on Monday, the state agency reported. (AFP)",
    "Putin said:",
    "The minister said on Tuesday:",
    "Keep in touch, the president told his counterpart.",
    "No comment from the palace was to be had on Friday.",
    "Key topics: trade, gas and the border",
    "Update: the ministry has denied the report.",
    "Correction of the border is not on the table.",
    "Seoul and Tokyo also contributed.",
    "View of the summit from the hill",
    "Wang Yi met Lavrov.",
    "“We agree on almost nothing.”",
    "It was their 44th meeting.",
    "China | 14 | yes",
    "The treaty may not be changed without the consent of both houses.",
    "Follow the money on both sides of the border, the report said.",
    "Neither side made concessions.",
    "Who will guard the bridge?",
    "In 2024 the two presidents met three times.",
    "Home minister resigns over visas",
    "“We have read the terms and we refuse,” the general said.",
    "The source linked the cuts to the sanctions.",
    "Help us end this war, the mothers wrote to the king.",
    "The two leaders will share the stage in Astana.",
    "Joint statement on water",
    "The letter asks members to sign up to the mission by e-mail.",
)


@pytest.mark.parametrize("line", CONTENT)
@pytest.mark.parametrize("where", Where)
def test_a_sentence_of_a_report_is_no_residue_anywhere(line: str, where: Where) -> None:
    assert match_residue(line, where) is None
