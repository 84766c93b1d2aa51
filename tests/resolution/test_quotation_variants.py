"""Which variant of an utterance is the earliest and the best attributed, and what is not known."""

from collections.abc import Mapping
from dataclasses import replace

from foreigndesk.records.copies import Copy, CopyKind
from foreigndesk.records.dates import DateFinding, known_date, unknown_date
from foreigndesk.records.quotation_groups import ChangeKind, QuotationGroup, Risk
from foreigndesk.records.quotations import Attribution
from foreigndesk.records.readings import Reading
from foreigndesk.records.spans import Span
from foreigndesk.resolution.quotation_groups import group_quotations
from tests.resolution.utterance_samples import date_of, read_by_hand

WORDS = "We will never sell the harbour to a fleet that burned it"
FIRST = read_by_hand("a.txt", f"Lind said: “{WORDS}”, the palace told us.")
SECOND = read_by_hand("b.txt", f"On Monday Lind said: “{WORDS}”, the agency wrote.")
FIRST_ID, SECOND_ID = FIRST.article.article_id, SECOND.article.article_id
DAY = known_date(date_of(4), date_of(4), ())
NEXT = known_date(date_of(5), date_of(5), ())
WEEK = known_date(date_of(4), date_of(10), ())


def only_group(
    first: Reading, second: Reading, published: Mapping[str, DateFinding], *, copies: tuple[Copy, ...] = ()
) -> QuotationGroup:
    (group,) = group_quotations(
        [first, second], published=published, origins={FIRST_ID: FIRST_ID, SECOND_ID: SECOND_ID}, copies=copies
    )
    return group


def passed_on(reading: Reading, words: str) -> Reading:
    start = reading.article.text.index(words)
    link = Attribution(span=Span(start, start + len(words)), name=words, entity_id=None)
    return replace(reading, quotations=tuple(replace(q, chain=(link,)) for q in reading.quotations))


def earliest_articles(group: QuotationGroup) -> set[str]:
    return {v.article_id for v in group.variants if v.variant_id in group.earliest}


def test_the_article_that_is_dated_before_all_others_has_the_earliest_variant() -> None:
    group = only_group(FIRST, SECOND, {FIRST_ID: NEXT, SECOND_ID: DAY})
    assert earliest_articles(group) == {SECOND_ID}
    assert group.earliest_because == "its article is dated before all others"


def test_days_that_overlap_leave_the_earliest_unknown_with_the_reason() -> None:
    group = only_group(FIRST, SECOND, {FIRST_ID: WEEK, SECOND_ID: NEXT})
    assert group.earliest == ()
    assert group.earliest_because == "not known: the days on which the articles can have appeared overlap"


def test_an_article_without_a_date_leaves_the_earliest_unknown_with_the_reason() -> None:
    group = only_group(FIRST, SECOND, {FIRST_ID: unknown_date("nothing says so"), SECOND_ID: NEXT})
    assert group.earliest == ()
    assert group.earliest_because == "not known: 1 of 2 articles have no date"


def test_a_copy_is_later_than_what_it_was_made_from_even_on_one_day() -> None:
    one, other = sorted((FIRST_ID, SECOND_ID))
    copy = Copy(
        first_id=one, second_id=other, later_id=FIRST_ID, kind=CopyKind.REWRITTEN, score=0.5, shared=(), because=(),
        direction_because="",
    )  # fmt: skip
    group = only_group(FIRST, SECOND, {FIRST_ID: DAY, SECOND_ID: DAY}, copies=(copy,))
    assert earliest_articles(group) == {SECOND_ID}


def test_the_longest_chain_is_the_best_attribution() -> None:
    group = only_group(FIRST, passed_on(SECOND, "the agency"), {FIRST_ID: DAY, SECOND_ID: NEXT})
    (best,) = [v for v in group.variants if v.variant_id == group.best_attributed]
    assert best.article_id == SECOND_ID
    assert group.best_because == "said by Lind, through the agency"


def test_one_speaker_through_two_others_is_told_and_changes_nothing() -> None:
    group = only_group(
        passed_on(FIRST, "the palace"), passed_on(SECOND, "the agency"), {FIRST_ID: DAY, SECOND_ID: NEXT}
    )
    (change,) = [c for v in group.variants for c in v.changes]
    assert (change.kind, change.risk) == (ChangeKind.SPEAKER, Risk.NONE)
    assert change.because.startswith("the same speaker, but through the ")


def test_a_speaker_whom_only_a_description_names_is_no_other_speaker() -> None:
    described = replace(
        SECOND,
        quotations=tuple(
            replace(q, speaker=replace(q.speaker, names=("the senator",), entity_ids=())) for q in SECOND.quotations
        ),  # type: ignore[type-var]
    )
    group = only_group(FIRST, described, {FIRST_ID: DAY, SECOND_ID: NEXT})
    assert group.kinds == ()
