"""What holds for groups of quotations whatever the texts: order, company, places, and judgements."""

from collections.abc import Sequence
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from foreigndesk.records.dates import known_date
from foreigndesk.records.quotation_groups import GroupDecision, PlaceInArticle, QuotationGroup
from foreigndesk.records.readings import Reading
from foreigndesk.resolution.quotation_groups import group_quotations, list_unheeded
from tests.resolution.utterance_samples import date_of, read_by_hand

WORDINGS = (
    "We will never sell the harbour to a fleet that burned it",
    "We will sell the harbour to a fleet that burned it",
    "the harbour to a fleet that burned it",
    "We may never sell the old harbour to a navy that burned it",
    "The bridge carries 40 lorries across the gorge each hour",
    "The bridge carries 400 lorries across the gorge each hour",
    "It is an ugly way of ruling a valley",
    "hideous",
    "golden corridor",
    "A wall of sand stops no river",
    "[The river] … stops at a wall, he says",
    "…",
)
SPEAKERS = ("Lind", "Moor", "Sebe")

sayings = st.tuples(st.sampled_from(SPEAKERS), st.sampled_from(WORDINGS)).map(lambda s: f"{s[0]} said: “{s[1]}”.")
own_words = st.sampled_from(
    ("The fleet that burned it would buy the harbour.", "It is an ugly way of ruling a valley.")
)
paragraphs = st.lists(sayings | own_words, min_size=1, max_size=4)
piles = st.lists(paragraphs, min_size=1, max_size=5).map(
    lambda pile: [read_by_hand(f"pile/{n}.txt", *parts) for n, parts in enumerate(pile)]
)


def group(readings: Sequence[Reading], decisions: Sequence[GroupDecision] = ()) -> tuple[QuotationGroup, ...]:
    days = sorted(r.article.article_id for r in readings)
    published = {i: known_date(date_of(n + 1), date_of(n + 1), ()) for n, i in enumerate(days)}
    return group_quotations(readings, published=published, origins={i: i for i in days}, decisions=decisions)


def members(groups: Sequence[QuotationGroup]) -> list[set[str]]:
    return [{v.variant_id for v in g.variants} for g in groups]


def place(variant: object) -> PlaceInArticle:
    return PlaceInArticle(article_id=variant.article_id, span=variant.span)  # type: ignore[attr-defined]


@given(piles, st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(pile: list[Reading], chance: object) -> None:
    shuffled = list(pile)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert group(shuffled) == group(pile)


def test_no_order_of_four_articles_changes_anything() -> None:
    pile = [read_by_hand(f"pile/{n}.txt", f"Lind said: “{words}”.") for n, words in enumerate(WORDINGS[:4])]
    expected = group(pile)
    assert expected
    assert all(group(order) == expected for order in permutations(pile))


@given(piles)
def test_every_variant_is_the_words_at_its_place_and_no_place_stands_in_two_groups(pile: list[Reading]) -> None:
    texts = {r.article.article_id: r.article.text for r in pile}
    quoted = {(q.article_id, q.span) for r in pile for q in r.quotations}
    seen: set[str] = set()
    for found in group(pile):
        assert len(found.variants) > 1
        for variant in found.variants:
            words = variant.span.words(texts[variant.article_id])
            assert words.strip() == words != ""
            assert ((variant.article_id, variant.span) in quoted) == (variant.quotation_id is not None)
            assert variant.variant_id not in seen
            seen.add(variant.variant_id)
            for change in variant.changes:
                assert change.because
                assert change.variant is None or change.variant.words(texts[variant.article_id])
                reference = texts[found.reference.article_id]
                assert change.reference is None or change.reference.words(reference)


@given(piles)
def test_edits_turn_the_reference_into_the_variant(pile: list[Reading]) -> None:
    texts = {r.article.article_id: r.article.text for r in pile}
    for found in group(pile):
        for variant in found.variants[1:]:
            at = variant.span.start
            for edit in variant.edits:
                assert at <= edit.at <= variant.span.end
                assert edit.reference is not None or edit.variant is not None
                at = edit.variant.end if edit.variant else edit.at
            if not variant.edits:
                ours, theirs = (
                    v.span.words(texts[v.article_id]).casefold().strip(" .,") for v in (found.reference, variant)
                )
                assert ours == theirs


@given(piles, st.integers(0, 4))
def test_a_paragraph_of_another_matter_changes_no_group(pile: list[Reading], number: int) -> None:
    chosen = pile[number % len(pile)]
    parts = [*chosen.article.text.strip().split("\n\n"), "The weather in the mountains was dry. Nobody spoke."]
    longer = [read_by_hand(r.article.locator, *parts) if r is chosen else r for r in pile]

    def at_home(readings: list[Reading]) -> list[list[tuple[str, int, int]]]:
        names = {r.article.article_id: r.article.locator for r in readings}
        groups = group(readings)
        return sorted(sorted((names[v.article_id], v.span.start, v.span.end) for v in g.variants) for g in groups)

    days = {r.article.locator: 1 for r in pile}
    assert len(days) == len(pile)
    assert at_home(longer) == at_home(pile)


@given(piles, st.data())
def test_two_places_that_people_hold_apart_are_never_in_one_group(pile: list[Reading], data: st.DataObject) -> None:
    groups = group(pile)
    if not groups:
        return
    chosen = data.draw(st.sampled_from(groups))
    first, second = data.draw(st.permutations(chosen.variants))[:2]
    decision = GroupDecision(first=place(first), second=place(second), is_same=False, says="two speeches")
    for _ in range(2):  # a build and a rebuild
        split = group(pile, (decision,))
        assert not any({first.variant_id, second.variant_id} <= ids for ids in members(split))
        for found in split:
            mine = {v.variant_id for v in found.variants} & {first.variant_id, second.variant_id}
            assert found.decided == (("two utterances: two speeches",) if mine else ())
        assert list_unheeded(split, (decision,), {first.article_id}) == ()
    assert group(pile, ()) == groups


@given(piles, st.data())
@settings(max_examples=60)
def test_two_places_that_people_join_are_in_one_group(pile: list[Reading], data: st.DataObject) -> None:
    quotations = [q for r in pile for q in r.quotations if any(c.isalnum() for c in q.span.words(r.article.text))]
    if len(quotations) < 2:
        return
    first, second = data.draw(st.permutations(quotations))[:2]
    decision = GroupDecision(first=place(first), second=place(second), is_same=True, says="one speech")
    joined = group(pile, (decision,))
    (found,) = [g for g in joined if first.quotation_id in {v.variant_id for v in g.variants}]
    assert second.quotation_id in {v.variant_id for v in found.variants}
    assert found.decided == ("one utterance: one speech",)


def test_a_judgement_that_no_words_answer_is_told() -> None:
    reading = read_by_hand("a.txt", "Lind said: “We will never sell the harbour to a fleet that burned it”.")
    here = PlaceInArticle(article_id=reading.article.article_id, span=reading.quotations[0].span)
    gone = PlaceInArticle(article_id="gone", span=here.span)
    decision = GroupDecision(first=here, second=gone, is_same=True, says="one speech")
    (refusal,) = list_unheeded(group([reading], (decision,)), (decision,), {here.article_id})
    assert refusal.because.endswith("one speech")
