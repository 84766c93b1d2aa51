"""Constraints: which of them stand together, what a proof needs of them, and what words and tables yield."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreigndesk.records.spans import Span
from foreigndesk.resolution.clue_constraints import list_clue_constraints, list_told_with_year
from foreigndesk.resolution.constraints import (
    Alternative,
    Choice,
    Constraint,
    any_of,
    choose,
    explain,
)
from foreigndesk.resolution.days import ALL_DAYS, bounds, days_between, weekdays
from tests.resolution.test_dating import read

YEARS = st.tuples(st.integers(2000, 2030), st.integers(0, 6), st.integers(1, 10))


def years(first: int, last: int) -> int:
    return days_between(date(first, 1, 1), date(last, 12, 31))


def constraint(days: int, strength: int = 5, says: str = "x") -> Constraint:
    return Constraint(days=days, says=says, strength=strength)


def test_constraints_that_agree_are_all_used() -> None:
    choice = choose([constraint(years(2010, 2020)), constraint(years(2015, 2025), says="y")])
    assert bounds(choice.days) == (date(2015, 1, 1), date(2020, 12, 31))
    assert choice.refused == ()


def test_two_weaker_ones_that_agree_outweigh_a_stronger_one() -> None:
    page = constraint(years(1970, 1970), strength=10, says="page")
    choice = choose([page, constraint(years(2010, 2020), 8, "a"), constraint(years(2012, 2025), 8, "b")])
    assert [c.says for c in choice.refused] == ["page"]
    assert bounds(choice.days)[0] == date(2012, 1, 1)


def test_of_equal_choices_the_stronger_constraint_stands() -> None:
    strong = constraint(years(2024, 2024), 6, "strong")
    choice = choose([constraint(years(2010, 2010), 3, "a"), constraint(years(2009, 2010), 3, "b"), strong])
    assert [c.says for c in choice.used] == ["strong"]


def test_the_same_days_told_twice_weigh_once() -> None:
    twice = [constraint(years(2010, 2010), 4, "a"), constraint(years(2010, 2010), 4, "b")]
    choice = choose([*twice, constraint(years(2020, 2020), 5, "c")])
    assert [c.says for c in choice.used] == ["c"]


def test_two_weekdays_exclude_one_another() -> None:
    choice = choose([constraint(weekdays(0), 4, "Monday"), constraint(weekdays(3), 3, "Thursday")])
    assert [c.says for c in choice.refused] == ["Thursday"]


def test_nothing_to_choose_from_leaves_all_days() -> None:
    assert choose([]) == Choice(days=ALL_DAYS, used=(), refused=())


def test_a_constraint_without_days_is_set_aside() -> None:
    assert [c.says for c in choose([constraint(0, 9, "never"), constraint(years(2020, 2020))]).refused] == ["never"]


def test_many_constraints_are_chosen_from_without_a_search_of_all() -> None:
    many = [constraint(years(2000 + n, 2000 + n), 1 + n % 3, f"c{n}") for n in range(40)]
    choice = choose(many)
    assert choice.days
    assert len(choice.used) + len(choice.refused) == len(many)


@given(given_years=st.lists(YEARS, min_size=1, max_size=8))
def test_the_choice_is_the_heaviest_that_leaves_a_day(given_years: list[tuple[int, int, int]]) -> None:
    distinct = {years(f, f + n): constraint(years(f, f + n), w, f"{f}-{n}") for f, n, w in given_years}
    constraints = list(distinct.values())
    choice = choose(constraints)
    best = 0
    for chosen in range(1 << len(constraints)):
        days, weight = ALL_DAYS, 0
        for n, one in enumerate(constraints):
            if chosen >> n & 1:
                days, weight = days & one.days, weight + one.strength
        best = max(best, weight if days else 0)
    assert choice.days
    assert sum(c.strength for c in choice.used) == best


@given(given_years=st.lists(YEARS, min_size=1, max_size=8), seed=st.randoms())
def test_the_order_of_constraints_changes_nothing(given_years: list[tuple[int, int, int]], seed: object) -> None:
    constraints = [constraint(years(f, f + n), w, f"{f}-{n}-{w}") for f, n, w in given_years]
    shuffled = list(constraints)
    seed.shuffle(shuffled)  # type: ignore[attr-defined]
    assert choose(shuffled) == choose(constraints)


@given(given_years=st.lists(YEARS, min_size=1, max_size=8))
def test_an_explanation_leaves_the_days_as_they_are(given_years: list[tuple[int, int, int]]) -> None:
    choice = choose([constraint(years(f, f + n), w, f"{f}-{n}-{w}") for f, n, w in given_years])
    days = ALL_DAYS
    for one in explain(choice):
        days &= one.days
    assert days == choice.days


def test_an_explanation_leaves_out_what_bounds_nothing() -> None:
    choice = choose([constraint(years(2000, 2030), 8, "wide"), constraint(years(2020, 2020), 6, "year")])
    assert [c.says for c in explain(choice)] == ["year"]


def test_a_weekday_stays_in_the_explanation() -> None:
    choice = choose([constraint(years(2020, 2020), 8, "year"), constraint(weekdays(2), 3, "Wednesday")])
    assert [c.says for c in explain(choice)] == ["year", "Wednesday"]


def test_a_step_names_only_the_facts_that_the_date_leaves() -> None:
    terms = [
        Alternative(days=years(2017, 2020), says="2017 to 2020", fact="offices:a:1"),
        Alternative(days=years(2025, 2028), says="2025 to 2028", fact="offices:a:2"),
    ]
    both = any_of("A", terms, strength=8, at=("article", Span(0, 4)))
    assert both.step().says == "A: 2017 to 2020 or 2025 to 2028"
    assert both.step().fact is None
    step = both.step(years(2018, 2018))
    assert (step.says, step.fact, step.latest) == ("A: 2017 to 2020", "offices:a:1", date(2020, 12, 31))
    assert (step.article_id, step.span) == ("article", Span(0, 4))


def test_a_step_with_many_facts_names_some_and_counts_the_rest() -> None:
    rows = [Alternative(days=years(2000 + n, 2000 + n), says=f"row {n}", fact=f"occasions:{n}") for n in range(9)]
    assert any_of("one of", rows, strength=1).step().says.endswith("row 5 or 3 more")


def found_in(text: str) -> list[str]:
    return [c.step().says for c in list_clue_constraints(read("clues", text))]


def test_an_office_told_twice_is_one_constraint() -> None:
    text = "Prime Minister Rishi Sunak spoke first. Later Prime Minister Rishi Sunak sat down."
    assert found_in(text) == ["Rishi Sunak: Prime Minister of the United Kingdom, 2022-10-25 to 2024-07-04"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Newly appointed Chinese Foreign Minister Qin Gang took a plane.",
            "called new, which a holder is for 120 days",
        ),
        ("Former Prime Minister Boris Johnson wrote a column.", "called former: Boris Johnson"),
        ("The war in Gaza has lasted more than nine months.", "more than 9 months after the beginning"),
        ("Russia invaded Ukraine in February, and prices rose.", "told by its month without a year"),
    ],
)
def test_words_and_tables_yield_a_constraint(text: str, expected: str) -> None:
    assert any(says.startswith(expected) for says in found_in(text)), found_in(text)


def test_a_former_office_bounds_from_its_end_without_the_terms_in_it() -> None:
    reading = read("former", "Former President Donald Trump spoke to farmers.")
    [former] = [c for c in list_clue_constraints(reading) if c.says.startswith("called former")]
    assert bounds(former.days)[0] == date(2021, 1, 20)
    assert not former.days & days_between(date(2018, 1, 1), date(2018, 12, 31))


def test_only_the_words_of_a_meeting_are_asked_where_spans_are_given() -> None:
    reading = read("within", "Prime Minister Rishi Sunak spoke. President Emmanuel Macron listened.")
    second = reading.sentences[1]
    assert [c.step().says for c in list_clue_constraints(reading, within=(second,))] == [
        "Emmanuel Macron: President of France, 2017-05-14 to now"
    ]


def test_a_title_of_its_own_kind_widens_the_terms() -> None:
    [office] = list_clue_constraints(read("prince", "Saudi Crown Prince Mohammed bin Salman greeted a guest."))
    assert bounds(office.days) == (date(2017, 6, 21), None)


def test_a_coming_gathering_lies_at_most_some_weeks_ahead() -> None:
    reading = read("coming", "They want to raise it at the upcoming G20 summit in Hangzhou.")
    found = [c for c in list_clue_constraints(reading) if "still to come" in c.says]
    assert [bounds(c.days) for c in found] == [(date(2016, 6, 21), date(2016, 9, 4))]
    assert [c.step().fact for c in found] == ["occasions:g20-2016-hangzhou"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Abiy Ahmed, who took office in April, offered peace.", date(2018, 4, 2), date(2019, 2, 26)),
        ("President Joe Biden was sworn in on Wednesday.", date(2021, 1, 20), date(2021, 1, 26)),
        ("The war in Ukraine is now in its third year.", date(2024, 2, 24), date(2025, 2, 24)),
        (
            "Almost three months after Russia invaded Ukraine, both countries have ended their neutrality.",
            date(2022, 4, 24),
            date(2022, 5, 24),
        ),
        ("Iranian President Ebrahim Raisi received guests.", date(2021, 8, 3), date(2024, 6, 2)),
    ],
)
def test_offices_just_begun_and_the_age_of_a_war_bound_an_article(text: str, first: date, last: date) -> None:
    choice = choose(list_clue_constraints(read("bounds", text)))
    assert bounds(choice.days) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "Abiy Ahmed took office in May and offered peace.",  # no term of his began in May
        "He took office in April.",
        "Three months after Russia invaded Ukraine, Scholz went to Kyiv.",  # dates the journey, not the article
    ],
)
def test_what_does_not_fit_a_term_or_tells_of_the_past_bounds_nothing_more(text: str) -> None:
    found = [c.says for c in list_clue_constraints(read("none", text))]
    assert all(says == "after the beginning" for says in found)


def test_a_year_in_the_plain_future_lies_ahead_and_not_inside_a_quotation() -> None:
    [ahead] = list_told_with_year(read("ahead", "The bridge will open in 2030."))
    assert ahead.says == "2030 is told as still to come"
    assert bounds(ahead.days) == (None, date(2030, 12, 31))
    assert not list(list_told_with_year(read("quoted", "“The bridge will open in 2030,” the minister of works said.")))
