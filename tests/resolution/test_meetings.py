"""Reports of many articles taken together to meetings: the case table, and what must hold for any pile."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from foreigndesk.app.stages import Resolution
from foreigndesk.records.claims import MeetingFormat
from foreigndesk.records.dates import known_date, unknown_date
from foreigndesk.records.meetings import Meeting, MeetingStatus
from foreigndesk.records.readings import Reading
from foreigndesk.resolution.dating import date_article
from foreigndesk.resolution.days import ALL_DAYS, days_between, weekdays
from foreigndesk.resolution.groups import MeetingGroup, group_claims
from foreigndesk.resolution.meetings import NARROW, Cluster, DatedGroup, make_meeting, merge_groups
from tests.resolution.test_dating import check_interval, principals_of, read, resolve

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "merging.yaml").read_text(encoding="utf-8")
)
SHOULD = 3  # cases of the grade "should" that are right, of 3


def read_pile(case: dict[str, Any]) -> dict[str, Reading]:
    return {a["id"]: read(f"{case['id']}-{a['id']}", a["text"], a.get("stated")) for a in case["articles"]}


def list_mistakes(case: dict[str, Any]) -> list[str]:
    readings = read_pile(case)
    names = {reading.article.article_id: name for name, reading in readings.items()}
    left = list(resolve(*readings.values()).meetings)
    wrong: list[str] = []
    for expected in case["meetings"]:
        same = [m for m in left if tell(m, names) == (sorted(expected["who"]), expected["reports"], expected["status"])]
        left = [m for m in left if m not in same]
        wrong += [] if len(same) == 1 else [f"{len(same)} for {expected}"]
        for meeting in same[:1]:
            wrong += check_interval(meeting.date, expected) if "truth" in expected else []
            wrong += list_missing_words(case, expected, meeting)
    others = [sorted(who) for who in case.get("others", [])]
    return wrong + [f"not expected: {tell(m, names)} {m.date.edtf}" for m in left if principals_of(m) not in others]


def tell(meeting: Meeting, names: dict[str, str]) -> tuple[list[str], list[str], str]:
    return principals_of(meeting), sorted(names[i] for i in meeting.reports), meeting.status.value


def list_missing_words(case: dict[str, Any], expected: dict[str, Any], meeting: Meeting) -> list[str]:
    reason, unknown = case.get("because_of", ""), case.get("unknowns")
    wrong = []
    if len(expected["reports"]) > 1 and not any(reason in words for words in meeting.merged_because):
        wrong.append(f"merged because {meeting.merged_because}")
    is_meant = unknown is not None and unknown["reports"] == expected["reports"]
    if is_meant and not any(unknown["says"] in words for words in meeting.unknowns):
        wrong.append(f"unknown: {meeting.unknowns}")
    return wrong


@pytest.mark.parametrize("case", [c for c in CASES if c["grade"] == "must"], ids=lambda c: c["id"])
def test_a_case_of_the_table_is_merged(case: dict[str, Any]) -> None:
    assert list_mistakes(case) == [], case["because"]


def test_as_many_harder_cases_as_before_are_merged() -> None:
    wrong = {c["id"]: mistakes for c in CASES if c["grade"] == "should" and (mistakes := list_mistakes(c))}
    assert sum(c["grade"] == "should" for c in CASES) - len(wrong) >= SHOULD, wrong


# What must hold for any pile, shown on the articles of the table: pairs and days mixed by chance.


@cache
def all_groups() -> tuple[MeetingGroup, ...]:
    readings = [reading for case in CASES for reading in read_pile(case).values()]
    return tuple(group for reading in readings for group in group_claims(reading))


PAIRS = [frozenset(pair) for pair in (("a", "b"), ("a", "c"), ("vladimir-putin", "xi-jinping"))]


def make_report(number: int, pair: frozenset[str], *, first: date, width: int) -> DatedGroup:
    known = all_groups()
    last = first + timedelta(days=width)
    group = known[number % len(known)]
    return DatedGroup(
        group=replace(group, article_id=f"article-{number:03}", key=pair, host=None),
        date=known_date(first, last, ()),
        days=days_between(first, last),
        origin=f"origin-{number:03}",
    )


SPECS = st.lists(
    st.tuples(st.integers(0, 60), st.sampled_from(PAIRS), st.integers(0, 25), st.sampled_from((0, 0, 1, 4, 30, 900))),
    max_size=6,
    unique_by=lambda spec: spec[0],
)
Spec = tuple[int, frozenset[str], int, int]


def make_reports(specs: list[Spec]) -> list[DatedGroup]:
    first = date(2022, 1, 1)
    return [make_report(n, pair, first=first + timedelta(days=day), width=width) for n, pair, day, width in specs]


def meetings_of(reports: list[DatedGroup]) -> tuple[Meeting, ...]:
    return tuple(sorted((make_meeting(c) for c in merge_groups(reports)), key=lambda m: m.meeting_id))


@settings(max_examples=120, deadline=None)
@given(specs=SPECS, seed=st.randoms())
def test_the_order_of_reports_changes_nothing(specs: list[Spec], seed: Any) -> None:
    reports = make_reports(specs)
    shuffled = list(reports)
    seed.shuffle(shuffled)
    assert merge_groups(shuffled) == merge_groups(reports)


@settings(max_examples=120, deadline=None)
@given(specs=SPECS)
def test_each_report_is_in_one_meeting_and_no_two_meetings_share_an_id(specs: list[Spec]) -> None:
    reports = make_reports(specs)
    clusters = merge_groups(reports)
    members = sorted(m.article_id for c in clusters for m in c.members)
    assert members == sorted(r.article_id for r in reports)
    assert len({make_meeting(c).meeting_id for c in clusters}) == len(clusters)


@settings(max_examples=120, deadline=None)
@given(specs=SPECS, day=st.integers(0, 25))
def test_an_unrelated_report_changes_no_other_meeting(specs: list[Spec], day: int) -> None:
    reports = make_reports(specs)
    stranger = make_report(77, frozenset({"x", "y"}), first=date(2022, 1, 1) + timedelta(days=day), width=1)
    before, after = meetings_of(reports), meetings_of([*reports, stranger])
    assert set(before) < set(after)
    assert len(after) == len(before) + 1


@settings(max_examples=120, deadline=None)
@given(specs=SPECS, at=st.integers(0, 5))
def test_a_removed_report_leaves_what_would_be_without_it(specs: list[Spec], at: int) -> None:
    reports = make_reports(specs)
    rest = [report for n, report in enumerate(reports) if n != at]
    before = meetings_of(rest)
    after = meetings_of(reports)
    assert meetings_of(rest) == before
    gone = reports[at].group.key if at < len(reports) else frozenset()
    related = {r.article_id for r in reports if r.group.key & gone}
    assert {m for m in before if related.isdisjoint(m.reports)} <= set(after)


@settings(max_examples=120, deadline=None)
@given(specs=SPECS, number=st.integers(61, 90))
def test_a_further_report_keeps_the_id_where_it_changes_neither_who_nor_when(specs: list[Spec], number: int) -> None:
    reports = make_reports(specs)
    for meeting in meetings_of(reports):
        if meeting.date.earliest is None or meeting.date.precision != "day":
            continue
        member = next(r for r in reports if r.article_id == meeting.reports[0])
        further = make_report(number, member.group.key, first=meeting.date.earliest, width=0)
        further = replace(further, group=replace(member.group, article_id=further.article_id))
        after = {m.reports: m for m in meetings_of([*reports, further])}
        home = next(m for reported, m in after.items() if further.article_id in reported)
        if set(meeting.reports) <= set(home.reports):
            assert home.meeting_id == meeting.meeting_id


def report_of(text: str, *, name: str, days: int | None = None, stated: str | None = None) -> DatedGroup:
    reading = read(name, text, stated)
    groups = group_claims(reading)
    dating = date_article(reading, groups)
    when = dating.meeting_days[0] if days is None else days
    return DatedGroup(group=groups[0], date=dating.meetings[0], days=when, origin=reading.article.article_id)


def test_the_day_of_both_reports_is_the_day_of_the_meeting() -> None:
    text = "Joe Biden met Xi Jinping in Woodside in November 2023."
    wide = report_of(text, name="wide", days=days_between(date(2023, 11, 10), date(2023, 11, 16)))
    other = report_of(text, name="other", days=days_between(date(2023, 11, 15), date(2023, 11, 20)))
    [cluster] = merge_groups([wide, other])
    meeting = make_meeting(cluster)
    assert (meeting.date.earliest, meeting.date.latest) == (date(2023, 11, 15), date(2023, 11, 16))
    step = meeting.date.proof[-1]
    assert step.says.startswith("another report of it bounds the date too")
    assert step.article_id is not None
    assert step.span is not None


def test_weekdays_that_exclude_one_another_are_never_one_meeting() -> None:
    monday = report_of("Joe Biden met Xi Jinping.", name="mon", days=weekdays(0))
    thursday = report_of("Joe Biden met Xi Jinping.", name="thu", days=weekdays(3))
    same_origin = [replace(monday, origin="o"), replace(thursday, origin="o")]
    assert len(merge_groups(same_origin)) == 2


def test_a_wide_date_names_at_most_three_meetings_that_it_may_be() -> None:
    text = "Joe Biden met Xi Jinping."
    dated = [
        report_of(text, name=f"d{n}", days=days_between(date(2022, 1 + n, 1), date(2022, 1 + n, 1))) for n in range(6)
    ]
    unclear = report_of(text, name="unclear", days=ALL_DAYS)
    unclear = replace(unclear, date=unknown_date("the words allow many years"))
    found = {m.reports: m for m in (make_meeting(c) for c in merge_groups([*dated, unclear]))}
    unknowns = found[unclear.article_id,].unknowns
    assert sum("may be the meeting of" in words for words in unknowns) == 3
    assert "date: the words allow many years" in unknowns


def test_a_record_names_the_row_that_nothing_in_the_words_decides_for() -> None:
    found = resolve(read("row", "U.S. President Joe Biden met Yoon Suk Yeol and Fumio Kishida in Asia. They had tea."))
    [meeting] = found.meetings
    assert any("the table of occasions, which is not complete, knows" in words for words in meeting.unknowns)


def test_a_narrow_date_is_at_most_some_days_wide() -> None:
    first = date(2024, 5, 1)
    text = "Joe Biden met Xi Jinping."
    short = report_of(text, name="short", days=days_between(first, first + timedelta(days=NARROW - 1)))
    long = report_of(text, name="long", days=days_between(first, first + timedelta(days=NARROW)))
    assert len(merge_groups([short, replace(short, group=long.group, origin="other")])) == 1
    assert len(merge_groups([short, long])) == 2


def test_one_article_that_tells_of_a_plan_and_of_the_meeting_on_its_day_tells_of_one() -> None:
    day = days_between(date(2019, 2, 27), date(2019, 2, 27))
    told = report_of("Donald Trump met Kim Jong Un in Hanoi.", name="twice", days=day)
    planned = replace(told, group=replace(told.group, status=MeetingStatus.PLANNED))
    [cluster] = merge_groups([told, planned])
    assert make_meeting(cluster).status is MeetingStatus.REPORTED
    assert "one article tells of both" in cluster.because[0]


def test_a_call_has_no_place_and_an_id_of_its_own() -> None:
    day = days_between(date(2025, 8, 18), date(2025, 8, 18))
    met = report_of("Donald Trump met Volodymyr Zelenskyy in Washington.", name="met", days=day)
    called = report_of("Donald Trump telephoned Volodymyr Zelenskyy.", name="called", days=day)
    meetings = [make_meeting(c) for c in merge_groups([met, called])]
    assert {m.format for m in meetings} == {MeetingFormat.IN_PERSON, MeetingFormat.PHONE}
    assert len({m.meeting_id for m in meetings}) == 2
    assert [m.place for m in meetings if m.format is MeetingFormat.PHONE] == [None]


def test_a_cluster_without_members_of_a_known_date_stays_unknown() -> None:
    report = report_of("Joe Biden met Xi Jinping.", name="alone", days=ALL_DAYS)
    meeting = make_meeting(Cluster(members=(report,), days=ALL_DAYS, because=()))
    assert not meeting.date.is_known
    assert meeting.reports == (report.article_id,)


def test_a_build_does_not_depend_on_the_order_of_articles() -> None:
    readings = [reading for case in CASES[:8] for reading in read_pile(case).values()]
    one: Resolution = resolve(*readings)
    other: Resolution = resolve(*reversed(readings))
    assert one.meetings == other.meetings
    assert one.published == other.published
