from datetime import date

import pytest
from lxml import html

from foreigndesk.records.articles import StatedFact
from foreigndesk.sources.shown_dates import add_days, find_day, read_shown_dates

TEXT = "<p>" + "The envoys met in the old palace by the river. " * 5 + "</p>"


def stated(value: str, field: str = "published") -> StatedFact:
    return StatedFact(field=field, value=value, origin="json_ld:datePublished")


def shown(body: str, *facts: StatedFact) -> list[tuple[str, str, str]]:
    tree = html.fromstring(f"<html><body><h1>Envoys meet</h1>{body}{TEXT * 4}</body></html>")
    return [(f.field, f.value, f.origin) for f in read_shown_dates(tree, facts)]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Published: December 21, 2023", date(2023, 12, 21)),
        ("Dec. 3rd, 2023, 10:22 PM EST", date(2023, 12, 3)),
        ("21 Dec 2023", date(2023, 12, 21)),
        ("2024-05-16T09:30:00Z", date(2024, 5, 16)),
        ("2018年6月18日 10:01", date(2018, 6, 18)),
        ("2019년 8월 20일", date(2019, 8, 20)),
        ("16 мая 2024", date(2024, 5, 16)),
        ("le 1er mars 2024", date(2024, 3, 1)),
        ("3 de enero de 2024", date(2024, 1, 3)),
        ("16. März 2024", date(2024, 3, 16)),
        ("20180619T054500", date(2018, 6, 19)),
        ("12/20/2023 10:01 PM", date(2023, 12, 20)),
        ("20.12.2023", date(2023, 12, 20)),
    ],
)
def test_a_whole_date_is_found_in_many_languages(words: str, day: date) -> None:
    assert find_day(words) == day


@pytest.mark.parametrize("words", ["3/4/2024", "May 2024", "31 February 2024", "16 May", "Dec 40, 2023", "1066-10-14"])
def test_what_is_no_whole_date_gives_no_day(words: str) -> None:
    assert find_day(words) is None


def test_the_day_that_the_page_shows_counts_where_its_metadata_state_none() -> None:
    assert shown('<span class="m-author__date">December 21, 2023</span>') == [("published", "2023-12-21", "shown:date")]
    assert shown('<time datetime="2023-12-20 08:57:25 -0500">Yesterday</time>')[0] == (
        "published",
        "2023-12-20",
        "shown:time",
    )


def test_metadata_are_believed_before_what_is_shown() -> None:
    assert shown('<span class="date">December 21, 2023</span>', stated("2023-11-02T09:00:00Z")) == []


def test_a_local_day_goes_before_a_stamp_in_universal_time() -> None:
    assert shown('<time datetime="2023-12-22T22:22:07-0500">x</time>', stated("2023-12-23T03:22:07Z")) == [
        ("published", "2023-12-22", "shown:time")
    ]


def test_a_shown_day_of_update_does_not_replace_the_day_of_publication() -> None:
    facts = (stated("2023-12-23T19:00:00Z"), stated("2023-12-24T07:26:03Z", "updated"))
    assert shown('<span class="date">December 24, 2023</span>', *facts) == []


def test_a_date_that_is_called_an_update_is_one() -> None:
    assert shown('<span class="date">Updated December 24, 2023</span>') == [("updated", "2023-12-24", "shown:date")]


@pytest.mark.parametrize("around", ["nav", "aside", "footer"])
def test_dates_of_other_reports_are_not_read(around: str) -> None:
    assert shown(f'<{around}><span class="date">December 21, 2023</span></{around}>') == []


def test_dates_inside_the_text_are_not_read() -> None:
    assert shown(f'{TEXT * 3}<span class="date">December 21, 2023</span>') == []


def test_an_address_gives_a_day_only_where_nothing_else_does() -> None:
    address = StatedFact(field="canonical_url", value="https://a.example/2023/dec/21/talks", origin="link:canonical")
    assert shown("", address) == [("published", "2023-12-21", "url:link:canonical")]
    assert shown("", address, stated("2023-12-20")) == []
    other = StatedFact(field="canonical_url", value="https://a.example/2023/13/45/talks", origin="link:canonical")
    assert shown("", other) == []


def test_a_date_in_another_form_is_given_as_a_day_too_and_its_words_are_kept() -> None:
    fact = stated("Fri, 22 Dec 2023 10:00")
    assert [f.value for f in add_days((fact, stated("2023-12-22T10:00:00Z"), stated("soon")))] == [
        "2023-12-22",
        "Fri, 22 Dec 2023 10:00",
        "2023-12-22T10:00:00Z",
        "soon",
    ]
