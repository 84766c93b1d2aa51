"""What a copy dropped, added and reworded, and what reserve it lost; the texts are those of tests/cases/copies.yaml."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foreigndesk.records.articles import Article
from foreigndesk.records.copies import Copy, CopyKind, DifferenceKind
from foreigndesk.records.dates import known_date
from foreigndesk.resolution.comparisons import compare_wordings
from foreigndesk.resolution.copies import find_copies, group_origins, make_fingerprint
from foreigndesk.resolution.differences import find_differences
from foreigndesk.resolution.wordings import read_wording
from tests.resolution.test_copies import ALL_TEXTS, PARAGRAPHS, article, pair, search

AGENCY = ALL_TEXTS["harbour_agency"]


def dated(name: str, text: str, day: int) -> Article:
    return article(name, text, published=known_date(date(2024, 3, day), date(2024, 3, day), ()))


def words(copy: Copy, articles: list[Article], kind: DifferenceKind) -> list[tuple[str, str, str]]:
    """Return the words of the earlier text, of the later and of the cue, for each difference of a kind."""
    texts = {a.article_id: a.text for a in articles}
    found = []
    for d in copy.differences:
        if d.kind is kind:
            sides = {
                copy.first_id: d.first.words(texts[copy.first_id]) if d.first else "",
                copy.second_id: d.second.words(texts[copy.second_id]) if d.second else "",
            }
            cue_id = copy.first_id if d.cue_in_first else copy.second_id
            cue = d.cue.words(texts[cue_id]) if d.cue else ""
            found.append((sides[copy.earlier_id or copy.first_id], sides[copy.later_id or copy.second_id], cue))
    return found


def test_lost_attributions_and_hedges_are_shown_with_the_sentences_on_both_sides() -> None:
    articles = [dated("a", AGENCY, 4), dated("b", ALL_TEXTS["harbour_sure"], 5)]
    found = pair(*articles)
    lost = words(found, articles, DifferenceKind.ATTRIBUTION_LOST)
    assert [cue for *_, cue in lost] == ["according to", "said", "said"]
    assert lost[0][0].endswith("according to the 42-page text seen by reporters")
    assert lost[0][1].endswith("with six patrol boats")
    assert found.later_id == articles[1].article_id


def test_what_a_cut_text_lacks_is_dropped_and_what_was_put_in_is_added() -> None:
    articles = [dated("a", ALL_TEXTS["summit_long"], 4), dated("b", ALL_TEXTS["summit_cut"], 5)]
    ((dropped, nothing, _),) = words(pair(*articles), articles, DifferenceKind.DROPPED)
    assert dropped.startswith("Finance Minister Oumar Sebe")
    assert dropped.endswith("drowned")
    assert nothing == ""
    articles = [dated("a", ALL_TEXTS["summit_long"], 4), dated("b", ALL_TEXTS["summit_extended"], 5)]
    found = pair(*articles)
    ((nothing, added, _),) = words(found, articles, DifferenceKind.ADDED)
    assert (nothing, added[:21]) == ("", "Deputy Trade Minister")
    assert not words(found, articles, DifferenceKind.DROPPED)


def test_a_rewrite_says_which_sentences_it_reworded_and_which_lists_it_shortened() -> None:
    articles = [
        dated("a", f"{AGENCY}\n\nOn the table were copper, cobalt, barley, timber and fish.", 4),
        dated("b", f"{ALL_TEXTS['harbour_rewrite']}\n\nThe table had copper, cobalt, barley and fish.", 5),
    ]
    found = pair(*articles)
    assert found.kind is CopyKind.REWRITTEN
    reworded = words(found, articles, DifferenceKind.REWORDED)
    assert any("Petrel Rock" in a and "Petrel Rock" in b for a, b, _ in reworded)
    shortened = words(found, articles, DifferenceKind.LIST_SHORTENED)
    assert (
        "On the table were copper, cobalt, barley, timber and fish",
        "The table had copper, cobalt, barley and fish",
        "",
    ) in shortened


def test_without_a_direction_nothing_is_lost_but_stands_in_one_text_only() -> None:
    found = pair(article("a", AGENCY), article("b", ALL_TEXTS["harbour_sure"]))
    assert found.later_id is None
    kinds = {d.kind for d in found.differences}
    assert DifferenceKind.ATTRIBUTION_IN_ONE in kinds
    assert not kinds & {DifferenceKind.ATTRIBUTION_LOST, DifferenceKind.DROPPED, DifferenceKind.ADDED}


def test_of_a_lifted_passage_only_its_own_sentences_are_compared() -> None:
    found = pair(article("a", AGENCY), article("b", ALL_TEXTS["bridge_with_harbour"]))
    assert (found.kind, found.differences) == (CopyKind.LIFTED, ())
    assert found.direction_because == "the passage is strange in it and at home in the other text"


def test_the_same_words_have_no_differences() -> None:
    assert pair(article("a", AGENCY), article("b", AGENCY)).differences == ()


def test_words_in_quotation_marks_are_no_reserve_of_the_report() -> None:
    quoted = AGENCY.replace('"Nobody leaves', '"He said nobody leaves')
    found = pair(dated("a", quoted, 4), dated("b", AGENCY, 5))
    assert {d.kind for d in found.differences} == {DifferenceKind.REWORDED}


def test_a_digest_that_takes_from_several_texts_joins_the_one_that_gave_most() -> None:
    bridge = ALL_TEXTS["bridge_report"].strip().split("\n\n")
    trawlers, visit = AGENCY.strip().split("\n\n")[6], "\n\n".join(PARAGRAPHS[5:7])
    sources = [article("a", AGENCY), article("b", ALL_TEXTS["summit_long"])]
    digest = article("c", "\n\n".join([*bridge[:2], visit, *bridge[2:4], trawlers, bridge[4]]))
    one = article("d", "\n\n".join([*bridge[:2], visit, *bridge[2:]]))
    copies = search([*sources, digest, one])
    families = group_origins([a.article_id for a in (*sources, digest, one)], copies)
    assert families[digest.article_id] == families[one.article_id] == families[sources[1].article_id]
    assert families[sources[0].article_id] != families[sources[1].article_id]


def test_a_formula_of_more_than_two_families_is_lifted_from_none() -> None:
    paragraph = AGENCY.strip().split("\n\n")[6]
    hosts = ["bridge_report", "theatre_review", "court_capital"]
    articles = [article("a", AGENCY)]
    for name in hosts:
        own = ALL_TEXTS[name].strip().split("\n\n")
        articles.append(article(name, "\n\n".join([*own[:2], paragraph, *own[2:]])))
    assert search(articles) == ()


@pytest.mark.parametrize("direction", [True, False, None])
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_span_lies_in_its_text_whatever_the_texts(direction: bool | None, data: st.DataObject) -> None:
    pieces = [p for text in ALL_TEXTS.values() for p in text.split("\n\n")[:2]]
    first, second = ("\n".join(data.draw(st.lists(st.sampled_from(pieces) | st.text(max_size=40)))) for _ in range(2))
    comparison = compare_wordings(read_wording(first), read_wording(second), may_retell=True)
    for found in find_differences(comparison, kind=CopyKind.REWRITTEN, is_first_earlier=direction):
        for span, text in ((found.first, first), (found.second, second)):
            assert span is None or 0 <= span.start < span.end <= len(text)
        cue_side = first if found.cue_in_first else second
        assert found.cue is None or found.cue.words(cue_side).strip()
        assert found.first or found.second


def test_identical_texts_are_one_family_whatever_else_is_there() -> None:
    articles = [article(f"{name}-{n}", text) for name, text in ALL_TEXTS.items() for n in range(2)]
    copies = find_copies([make_fingerprint(a) for a in articles], {a.article_id: a.text for a in articles}.__getitem__)
    families = group_origins([a.article_id for a in articles], copies)
    for one, other in zip(articles[::2], articles[1::2], strict=True):
        assert families[one.article_id] == families[other.article_id]
