"""Claims that became no report of a meeting are kept with their reasons."""

from dataclasses import replace

from foreigndesk.records.articles import Article
from foreigndesk.records.readings import Reading
from foreigndesk.resolution.dating import date_article
from foreigndesk.resolution.groups import group_claims
from foreigndesk.resolution.meetings import DatedGroup, merge_groups
from foreigndesk.resolution.refusals import list_refusals
from tests.resolution.test_dating import read, resolve


def reasons_for(text: str) -> list[str]:
    refusals = resolve(read("refused", text)).refusals
    return [refusal.because for refusal in refusals if refusal.stage == "resolution"]


def test_what_extraction_refused_is_kept_with_its_reason() -> None:
    refusals = resolve(read("refused", "Kenya's goalkeeper attacked the ball in the cup final on Monday.")).refusals
    assert all(refusal.because for refusal in refusals if refusal.stage == "extraction")
    reading = read(
        "refused", "France condemned the raid on Monday. The final of the cup: Chad shot and condemned Mali."
    )
    kept = {refusal.refusal_id for refusal in resolve(reading).refusals}
    assert {refusal.refusal_id for refusal in reading.refusals} <= kept


def test_a_meeting_that_the_words_look_back_to_is_refused_with_the_reason() -> None:
    text = "Narendra Modi met Xi Jinping in Kazan on Wednesday. Modi had met Xi in Wuhan in 2018."
    assert reasons_for(text) == ["looks back to an earlier meeting that is not what the article reports"]


def test_a_meeting_named_in_passing_is_refused_with_the_reason() -> None:
    filler = "The prices of fish rose again. " * 6
    text = f"Joe Biden met Xi Jinping in Bali on Monday. {filler}Talks between Olaf Scholz and Rishi Sunak went well."
    assert reasons_for(text) == ["named in passing: no words say when, and it is not what the article reports"]


def test_people_who_came_along_to_nothing_are_refused_with_the_reason() -> None:
    reasons = reasons_for("Secretary of State Antony Blinken and Treasury Secretary Janet Yellen attended a dinner.")
    assert set(reasons) <= {"names people who came along to a meeting that the article does not report"}


def test_each_claim_is_in_a_meeting_or_refused() -> None:
    text = "Joe Biden met Xi Jinping in Bali on Monday. Biden had met Xi in Rome. Olaf Scholz will meet Xi Jinping."
    reading = read("kept-or-refused", text)
    groups = group_claims(reading)
    dating = date_article(reading, groups)
    dated = [
        DatedGroup(group=g, date=f, days=d, origin="o")
        for g, f, d in zip(groups, dating.meetings, dating.meeting_days, strict=True)
    ]
    kept = sum(len(g.claims) for g in groups)
    refused = [r for r in list_refusals((reading,), merge_groups(dated)) if r.rule.startswith("meeting:")]
    assert kept + len(refused) == len(reading.meetings)


def test_an_article_that_was_not_analysed_says_so() -> None:
    article = Article(locator="de.txt", page_id="p", text="Ein Schloss.")
    empty = replace(
        read("empty", "Fish."), article=article, meetings=(), unanalysed_because="not analysed: language de"
    )
    assert isinstance(empty, Reading)
    [refusal] = list_refusals((empty,), ())
    assert (refusal.stage, refusal.because, refusal.span) == ("language", "not analysed: language de", None)
