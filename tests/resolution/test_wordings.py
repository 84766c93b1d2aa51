"""Words as they are compared, hashes as they are packed, passages and sentences that two texts share."""

from foreigndesk.records.spans import Span
from foreigndesk.resolution.alignment import Kinship, find_passages, find_retelling
from foreigndesk.resolution.fingerprints import pack_hashes, unpack_hashes
from foreigndesk.resolution.wordings import read_wording


def test_hashes_survive_packing_in_order() -> None:
    assert unpack_hashes(pack_hashes({5, 3, (1 << 61) - 2})) == (3, 5, (1 << 61) - 2)


def test_words_are_compared_without_case_accents_and_genitive() -> None:
    text = "The U.S. and Bürgenstock’s 7,000-word text. Mr. Lu said: “We agree.” ‘Yes’ — isn’t it?"
    wording = read_wording(text)
    assert " ".join(f.folded for f in wording.forms) == (
        "the us and burgenstock 7000 word text mr lu said we agree yes isn't it"
    )
    assert next(wording.span_of(s).words(text) for s in wording.sentences).endswith("text")
    assert [wording.span_of(f).words(text) for f in wording.fragments] == ["We agree", "Yes"]
    assert [f.folded for f, w in zip(wording.forms, wording.weighty, strict=True) if w] == [
        *("us", "burgenstock", "7000", "lu", "agree", "isn't")
    ]


def test_hidden_spans_end_sentences_and_keep_offsets() -> None:
    text = "Talks began in Astana [share this] and ended in Almaty."
    wording = read_wording(text, [Span(22, 34), Span(24, 30)])
    assert [wording.span_of(s).words(text) for s in wording.sentences] == [
        "Talks began in Astana",
        "and ended in Almaty",
    ]


def test_scripts_without_spaces_are_read_sign_by_sign() -> None:
    assert len(read_wording("两国领导人在北京会晤。").forms) == 10


def test_a_passage_goes_on_over_exchanged_words_and_phrases_are_none() -> None:
    first = read_wording("On Friday the two ministers signed a treaty on herring in the old customs house by the sea.")
    second = read_wording("On Friday the two ministers initialled a treaty on herring in the old town hall by the sea.")
    (found,) = find_passages(first, second)
    assert (found.equal, len(found.first)) == (12, 13)
    assert find_passages(first, read_wording("They met in the old customs house of the city.")) == ()


def test_the_heaviest_order_is_taken_where_sentences_cross() -> None:
    first = read_wording(
        "Barley cargo waits.\nHerring quota fourteen thousand tonnes.\nMusic festival cancelled Thursday."
    )
    second = read_wording(
        "Music festival cancelled Thursday.\nHerring quota fourteen thousand tonnes.\nBarley cargo waits."
    )
    retelling = find_retelling(first, second, ())
    assert [(k.first, k.second) for k in retelling.ordered] == [(1, 1)]
    assert all(isinstance(k, Kinship) for k in retelling.ordered)
    assert retelling.backward > retelling.weight
