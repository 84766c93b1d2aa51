"""Dates of undated articles and their meetings: the case table, the dated tables told as news, and what must hold."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from foreigndesk.app.stages import Resolution, read_article_words, resolve_works, work_on_reading
from foreigndesk.knowledge.occasions import bilateral_occasions
from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.knowledge.states import states_by_id
from foreigndesk.records.articles import Article, Page, StatedFact
from foreigndesk.records.dates import DateFinding, Precision
from foreigndesk.records.facts import Occasion, OfficeKind
from foreigndesk.records.meetings import Meeting, ParticipantRole
from foreigndesk.records.readings import Reading
from foreigndesk.resolution.dating import ArticleDating, date_article, redate_article
from foreigndesk.resolution.days import days_between
from foreigndesk.resolution.groups import MeetingGroup, group_claims
from foreigndesk.sources.articles import read_article

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "dates.yaml").read_text(encoding="utf-8")
)
SHOULD = 7  # cases of the grade "should" that are right, of 19; none of the others is wrong, they are wide


def make_article(name: str, text: str, *, stated: str | None = None) -> Article:
    page = Page(locator=f"{name}.txt", media_type="text/plain", content=text.encode())
    article = read_article(page)
    assert isinstance(article, Article)
    facts = (StatedFact(field="published", value=stated, origin="meta"),) if stated else ()
    return replace(article, stated=(*article.stated, *facts))


@cache
def read(name: str, text: str, stated: str | None = None) -> Reading:
    return read_article_words(make_article(name, text, stated=stated))


def resolve(*readings: Reading) -> Resolution:
    return resolve_works([work_on_reading(reading) for reading in readings])


def date_text(text: str, stated: str | None = None) -> tuple[ArticleDating, tuple[MeetingGroup, ...]]:
    reading = read("text", text, stated)
    groups = group_claims(reading)
    return date_article(reading, groups), groups


def only_date(text: str, stated: str | None = None) -> DateFinding:
    [finding] = date_text(text, stated)[0].meetings
    return finding


def principals_of(meeting: Meeting) -> list[str]:
    return sorted(p.entity_id for p in meeting.participants if p.role is not ParticipantRole.DELEGATION)


def says(finding: DateFinding) -> str:
    return "\n".join(step.says for step in finding.proof)


def check_interval(finding: DateFinding, expected: dict[str, Any]) -> list[str]:
    """Return what is wrong with an interval: it misses the truth, it is too wide, or it is narrower than honest."""
    truth, widest = expected["truth"], expected.get("widest", "open")
    wrong = []
    if (finding.earliest and finding.earliest > truth) or (finding.latest and finding.latest < truth):
        wrong.append(f"{finding.edtf} misses {truth}")
    is_open = finding.earliest is None or finding.latest is None
    width = (finding.latest - finding.earliest).days + 1 if finding.latest and finding.earliest else 0
    if widest != "open" and (is_open or width > widest):
        wrong.append(f"{finding.edtf} is wider than {widest} days")
    if not is_open and width < expected.get("narrowest", 0):
        wrong.append(f"{finding.edtf} is narrower than {expected['narrowest']} days")
    return wrong


def list_mistakes(case: dict[str, Any]) -> list[str]:
    reading = read(case["id"], case["text"], case.get("stated"))
    found = resolve(reading)
    published = found.published[reading.article.article_id]
    wrong = [f"article: {words}" for words in check_interval(published, case["article"])]
    left = list(found.meetings)
    for expected in case["meetings"]:
        who = sorted(expected["who"])
        same = [m for m in left if principals_of(m) == who and m.status == expected["status"]]
        left = [m for m in left if m not in same]
        wrong += [] if len(same) == 1 else [f"{len(same)} meetings of {who}"]
        for meeting in same[:1]:
            wrong += [f"{who}: {words}" for words in check_interval(meeting.date, expected)]
            place = meeting.place.name if meeting.place else None
            wrong += [f"{who}: in {place}"] if place != expected.get("place", place) else []
    unlisted = [sorted(who) for who in case.get("unlisted", [])]
    wrong += [f"not expected: {principals_of(m)} {m.date.edtf}" for m in left if principals_of(m) not in unlisted]
    conflict = str(case.get("conflict", ""))
    aside = [s.says for f in (published, *(m.date for m in found.meetings)) for s in f.proof if "set aside" in s.says]
    return wrong + ([f"no conflict with {conflict}"] if conflict and not any(conflict in s for s in aside) else [])


@pytest.mark.parametrize("case", [c for c in CASES if c["grade"] == "must"], ids=lambda c: c["id"])
def test_a_case_of_the_table_is_dated(case: dict[str, Any]) -> None:
    assert list_mistakes(case) == [], case["because"]


def test_as_many_harder_cases_as_before_are_dated() -> None:
    wrong = {c["id"]: mistakes for c in CASES if c["grade"] == "should" and (mistakes := list_mistakes(c))}
    assert sum(c["grade"] == "should" for c in CASES) - len(wrong) >= SHOULD, wrong


def test_every_step_of_every_proof_points_to_words_or_a_row() -> None:
    for case in CASES:
        reading = read(case["id"], case["text"], case.get("stated"))
        found = resolve(reading)
        for finding in (*found.published.values(), *(m.date for m in found.meetings)):
            for step in finding.proof:
                assert step.says
                if step.span is not None:
                    assert step.article_id == reading.article.article_id
                    assert step.span.words(reading.article.text).strip()


def test_no_proof_says_the_same_twice() -> None:
    for case in CASES:
        found = resolve(read(case["id"], case["text"], case.get("stated")))
        for finding in (*found.published.values(), *(m.date for m in found.meetings)):
            assert len(set(finding.proof)) == len(finding.proof)


# The table's own meetings told as news, by pair, offices and place: dated rightly or widely, never wrongly.

_WORDS = {
    OfficeKind.HEAD_OF_STATE: "President",
    OfficeKind.HEAD_OF_GOVERNMENT: "Prime Minister",
    OfficeKind.FOREIGN_MINISTER: "Foreign Minister",
}
ROWS = tuple(o for o in bilateral_occasions() if o.kind == "bilateral_meeting" and o.place and len(o.participants) > 1)


def name_with_office(person_id: str, day: date) -> str | None:
    person = persons_by_id().get(person_id)
    held = [t for t in person.terms if t.period.holds(day) and t.office in _WORDS and t.state] if person else []
    if person is None or not held:
        return None
    demonyms = states_by_id()[held[0].state or ""].demonyms
    return f"{demonyms[0]} {_WORDS[held[0].office]} {person.name}" if demonyms else None


def tell(row: Occasion, when: str) -> str | None:
    day = row.period.first
    names = [name_with_office(p, day) for p in row.participants[:2]] if day else [None]
    if day is None or None in names:
        return None
    return f"{names[0]} met {names[1]} in {row.place}{day.strftime(when)} and spoke for two hours, officials said."


@pytest.mark.parametrize("when", [" on %A", " on %d %B", ""])
def test_meetings_of_the_table_told_as_news_are_never_dated_wrongly(when: str) -> None:
    told = [(row, text) for row in ROWS[::6] if (text := tell(row, when))]
    days = 0
    for row, text in told:
        dating, groups = date_text(text)
        for group, finding in zip(groups, dating.meetings, strict=True):
            if group.key == frozenset(row.participants[:2]) and row.period.first:
                assert check_interval(finding, {"truth": row.period.first}) == [], (row.occasion_id, text)
                days += finding.precision is Precision.DAY
    assert len(told) > 25
    assert days >= len(told) * {" on %A": 0.5, " on %d %B": 0.9, "": 0}[when]


def test_without_a_row_a_city_and_a_weekday_do_not_make_a_day() -> None:
    found = only_date("Tongan Prime Minister Siaosi Sovaleni met Bolivian President Luis Arce in Beijing on Monday.")
    assert found.precision in {Precision.INTERVAL, Precision.UNKNOWN}


def test_a_complete_date_in_the_words_needs_nothing_else() -> None:
    found = only_date("Angela Merkel met Recep Tayyip Erdogan in Istanbul on 16 October 2021.")
    assert (found.edtf, found.precision) == ("2021-10-16", Precision.DAY)
    assert [s.says for s in found.proof] == ["the text says 16 October 2021"]


def test_a_range_of_days_is_the_days_of_the_range() -> None:
    found = only_date("William Ruto met Abiy Ahmed in Nairobi from 5 to 7 May 2024.")
    assert found.edtf == "2024-05-05/2024-05-07"
    assert "possible days" not in says(found)


@pytest.mark.parametrize(
    ("words", "stated", "expected"),
    [
        ("met on Thursday", "2023-02-17", "2023-02-16"),
        ("met last week", "2023-02-17", "2023-02-06/2023-02-12"),
        ("met two days ago", "2023-02-17", "2023-02-15"),
        ("met on the 3rd", "2023-02-17", "2023-02-03"),
        ("met on December 30", "2023-02-17", "2022-12-30"),
        ("met in November", "2023-02-17", "2022-11"),
    ],
)
def test_time_words_count_from_the_day_that_the_page_states(words: str, stated: str, expected: str) -> None:
    subject = "Kenyan President William Ruto and Ethiopian Prime Minister Abiy Ahmed"
    assert only_date(f"{subject} {words} in Nairobi.", stated).edtf == expected


def test_a_coming_meeting_lies_after_the_article() -> None:
    found = only_date("William Ruto will meet Abiy Ahmed in Nairobi on Thursday.", "2023-02-17")
    assert (found.earliest, found.latest) == (date(2023, 2, 23), date(2023, 2, 23))


def test_a_page_that_contradicts_two_offices_dates_nothing() -> None:
    text = "German Chancellor Angela Merkel met British Prime Minister David Cameron in Berlin and spoke of fish."
    dating, _ = date_text(text, "1970-01-01")
    assert dating.published.latest is not None
    assert dating.published.latest < date(2016, 9, 1)
    assert "set aside, contradicts the steps above: the page states 1970-01-01" in says(dating.published)


def test_one_office_alone_does_not_outweigh_the_page() -> None:
    dating, _ = date_text("German Chancellor Helmut Kohl liked stuffed stomach. President Putin did not.", "2024-03-01")
    assert dating.published.edtf == "2024-03-01"


def test_a_stated_day_that_is_none_is_passed_over() -> None:
    dating, _ = date_text("The ministers had lunch.", "yesterday at noon")
    assert not dating.published.is_known
    assert dating.published.unknown_because == "nothing in the text or its metadata bounds the date"


def test_an_article_without_meetings_is_bounded_by_offices_and_what_it_tells_as_past() -> None:
    text = (
        "Prime Minister Rishi Sunak spoke in parliament. Boris Johnson met Volodymyr Zelenskyy in Kyiv in April 2023."
    )
    published = date_text(text)[0].published
    assert published.earliest is not None
    assert published.earliest >= date(2023, 4, 1)
    assert published.latest is not None
    assert published.latest < date(2024, 8, 1)


@pytest.mark.parametrize(
    "text",
    [
        "“Prime Minister David Cameron promised us a referendum,” a farmer said about fish.",
        "In 2015 Prime Minister David Cameron took his guest to a pub.",
        "Nine years ago Prime Minister David Cameron took his guest to a pub.",
    ],
)
def test_offices_in_words_about_another_time_do_not_date_the_article(text: str) -> None:
    published = date_text(text)[0].published
    assert published.latest is None


def test_an_office_beside_an_old_year_in_which_it_was_not_held_dates_the_article() -> None:
    published = date_text("Prime Minister Rishi Sunak said that the treaty of 1992 was dead.")[0].published
    assert published.latest == date(2024, 7, 18)


def test_a_war_that_is_only_feared_has_not_begun() -> None:
    feared = date_text("Western states fear a Russian invasion of Ukraine. They have sent envoys.")[0].published
    begun = date_text("Prices rose after Russia invaded Ukraine. Envoys are on their way.")[0].published
    assert not feared.is_known
    assert begun.earliest == date(2022, 2, 24)


def test_meetings_of_one_article_bound_one_another_through_its_day() -> None:
    text = (
        "French President Emmanuel Macron met Ukrainian President Volodymyr Zelenskyy in Kyiv on Tuesday.\n\n"
        "Macron met Slovak President Peter Pellegrini in Paris on Friday, 19 December 2025."
    )
    dating, groups = date_text(text)
    days = {tuple(sorted(g.key)): f for g, f in zip(groups, dating.meetings, strict=True)}
    assert days["emmanuel-macron", "peter-pellegrini"].edtf == "2025-12-19"


def test_few_possible_days_are_listed() -> None:
    found = only_date("Indonesian President Joko Widodo met Australian Prime Minister Scott Morrison on 31 August.")
    assert "possible days: 2018-08-31, 2019-08-31, 2020-08-31, 2021-08-31" in says(found)


def test_a_wide_date_says_that_nothing_narrows_it() -> None:
    found = only_date("Indian Prime Minister Narendra Modi met Bhutanese King Jigme Wangchuck.")
    assert not found.is_known or "neither words nor tables narrow it further" in says(found)


def test_a_meeting_dated_elsewhere_dates_the_article() -> None:
    reading = read("undated", "Xi Jinping met Vladimir Putin on Thursday. They spoke about gas.")
    groups = group_claims(reading)
    dating = date_article(reading, groups)
    day = date(2022, 9, 15)
    again = redate_article(reading, dating, groups[0], days=days_between(day, day))
    assert again is not None
    assert (again.earliest, again.latest) == (day, day + timedelta(days=6))
    assert redate_article(reading, dating, groups[0], days=0) is None


@settings(max_examples=40, deadline=None)
@given(stated=st.dates(min_value=date(1960, 1, 1), max_value=date(2090, 1, 1)), case=st.sampled_from(CASES))
def test_the_day_of_the_page_never_becomes_the_day_of_a_meeting_by_itself(stated: date, case: dict[str, Any]) -> None:
    reading = read(case["id"], case["text"], None)
    fact = StatedFact(field="published", value=stated.isoformat(), origin="meta")
    dated = replace(reading, article=replace(reading.article, stated=(fact,)))
    for finding in date_article(dated, group_claims(dated)).meetings:
        if finding.edtf == stated.isoformat():
            assert any(step.span is not None for step in finding.proof)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300), stated=st.one_of(st.none(), st.text(max_size=12)))
def test_no_text_makes_it_raise(text: str, stated: str | None) -> None:
    facts = (StatedFact(field="published", value=stated, origin="meta"),) if stated is not None else ()
    reading = read_article_words(Article(locator="x", page_id="x", text=text, language="en", stated=facts))
    dating = date_article(reading, group_claims(reading))
    assert len(dating.meetings) == len(dating.meeting_days)


def test_an_interval_after_an_earlier_meeting_counts_from_its_day() -> None:
    text = (
        "Xi Jinping and Vladimir Putin reunited in Astana after a month and a half. "
        "Putin had met Xi in Beijing on 16 May."
    )
    dating, groups = date_text(text)
    [finding] = dating.meetings
    assert groups[0].claims[0].sequences, "the words count from an earlier meeting"
    assert any("a month and a half after 16 May" in s.says for s in finding.proof)


def test_a_dateline_with_its_year_dates_the_article() -> None:
    dating, _ = date_text("NAIROBI, 14 May 2024 – Floods have killed 267 people, the government said on Tuesday.")
    assert dating.published.edtf == "2024-05-14"
    assert "the dateline says 14 May 2024" in says(dating.published)


def test_a_dateline_without_year_needs_something_else_for_the_year() -> None:
    text = "KYIV, May 21 – Ukrainian President Volodymyr Zelenskyy thanked Portuguese Prime Minister António Costa."
    finding = date_text(text)[0].published
    assert finding.earliest is not None
    assert (finding.earliest.month, finding.earliest.day) == (5, 21)
    assert finding.earliest.year < 2022 < (finding.latest or date.max).year
    assert finding.latest is not None
    assert finding.latest.year <= 2024


def test_a_page_of_the_day_after_its_dateline_has_its_own_day_and_the_difference_stands_in_the_proof() -> None:
    text = "NAIROBI, 14 May 2024 – Floods have killed 267 people, the government said on Tuesday."
    finding = date_text(text, "2024-05-15")[0].published
    assert finding.edtf == "2024-05-15"
    assert "set aside, contradicts the steps above" in says(finding)
