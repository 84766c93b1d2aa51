"""Groups of quotations: what is taken for one utterance, what differs in it, and what changes nothing."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from foreigndesk.app.stages import read_article_words
from foreigndesk.records.articles import Article
from foreigndesk.records.dates import DateFinding, known_date, unknown_date
from foreigndesk.records.quotation_groups import QuotationGroup, Risk
from foreigndesk.records.readings import Reading
from foreigndesk.records.stated_days import read_stated_day
from foreigndesk.resolution.quotation_groups import group_quotations
from tests.resolution.utterance_samples import date_of

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "quotation_groups.yaml").read_text(encoding="utf-8"))


def read_case(case: dict[str, Any]) -> tuple[list[Reading], dict[str, DateFinding]]:
    """Return the readings of the articles of a case, and their dates."""
    readings, published = [], {}
    for number, given in enumerate(case["articles"]):
        text = given["text"]
        day = read_stated_day(text[11:21]) if text.startswith("Published: ") else date_of(given["day"])
        article = Article(locator=f"case/{number}.txt", page_id="", text=text)
        readings.append(read_article_words(article))
        published[article.article_id] = known_date(day, day, ()) if day else unknown_date("nothing says so")
    return readings, published


def group_case(case: dict[str, Any]) -> tuple[list[QuotationGroup], dict[str, str]]:
    readings, published = read_case(case)
    groups = group_quotations(readings, published=published, origins={i: i for i in published})
    return list(groups), {r.article.article_id: r.article.text for r in readings}


def about(groups: Sequence[QuotationGroup], texts: dict[str, str], words: str) -> list[QuotationGroup]:
    return [g for g in groups if any(words in v.span.words(texts[v.article_id]) for v in g.variants)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_case_gives_its_kinds_of_change(case: dict[str, Any]) -> None:
    groups, texts = group_case(case)
    found = about(groups, texts, case["about"])
    if case.get("none"):
        assert found == [], case["because"]
        return
    (group,) = found
    kinds = {kind.value for kind in group.kinds}
    assert set(case["kinds"]) <= kinds, case["because"]
    assert not kinds & set(case.get("lacks", ()))
    if "risk" in case:
        assert group.risk is Risk(case["risk"]), case["because"]
