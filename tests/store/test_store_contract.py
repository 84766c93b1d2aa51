"""No words, no value: what the store refuses by name."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from foreigndesk.errors import EvidenceError, InputError
from foreigndesk.records.articles import Article
from foreigndesk.records.dates import ProofStep, known_date, unknown_date
from foreigndesk.records.meetings import Meeting
from foreigndesk.records.mentions import Entity
from foreigndesk.records.readings import Reading
from foreigndesk.records.spans import Span
from foreigndesk.store import Store
from foreigndesk.store.refusals import Refusal
from tests.store.store_samples import (
    COPY,
    TEXT,
    put_sample,
    put_sample_reading,
    sample_article,
    sample_claims,
    sample_copy,
    sample_date,
    sample_entity,
    sample_meeting,
    sample_meeting_claim,
    sample_page,
    sample_quotation,
    sample_reading,
    sample_times,
    span_of,
)

OUTSIDE = Span(len(TEXT) - 2, len(TEXT) + 1)


def put_with(store: Store, article: Article, change: Callable[[Reading], Reading]) -> None:
    with store.build():
        store.put_reading(change(sample_reading(article)), times=sample_times(), published=sample_date())


def build_meeting(store: Store, article: Article, meeting: Meeting) -> None:
    with store.build():
        put_sample_reading(store, article)
        store.put_meetings([meeting])


def build_entity(store: Store, article: Article, entity: Entity) -> None:
    with store.build():
        put_sample_reading(store, article)
        store.put_entities([entity])


def test_a_claim_without_evidence_is_refused_by_name(store: Store) -> None:
    article = put_sample(store)
    claim = replace(sample_meeting_claim(article), evidence=())
    with pytest.raises(EvidenceError, match=rf"claim {claim.claim_id} \(MeetingClaim, rule met\): no words"):
        put_with(store, article, lambda reading: replace(reading, meetings=(claim,)))


@pytest.mark.parametrize("field", ["trigger", "place_span"])
def test_a_claim_with_words_outside_the_text_is_refused_by_name(store: Store, field: str) -> None:
    article = put_sample(store)
    claim = replace(sample_meeting_claim(article), **{field: OUTSIDE})  # type: ignore[arg-type]
    with pytest.raises(EvidenceError, match=rf"claim {claim.claim_id} .*no words stand at"):
        put_with(store, article, lambda reading: replace(reading, meetings=(claim,)))


def test_a_party_with_words_outside_the_text_is_refused(store: Store) -> None:
    article = put_sample(store)
    action, *_ = sample_claims(article)
    claim = replace(action, recipients=(replace(action.recipients[0], span=OUTSIDE),))
    with pytest.raises(EvidenceError, match="no words stand at"):
        put_with(store, article, lambda reading: replace(reading, actions=(claim,)))


@pytest.mark.parametrize("span", [OUTSIDE, Span(3, 3), Span(-2, 4), Span(7, 2)])
def test_words_outside_the_text_are_refused_in_every_record_of_a_reading(store: Store, span: Span) -> None:
    article = put_sample(store)
    reading = sample_reading(article)
    mention, quotation, clue, time = reading.mentions[0], reading.quotations[0], reading.clues[0], reading.times[0]
    changed = (
        replace(reading, mentions=(replace(mention, span=span),)),
        replace(reading, mentions=(replace(mention, head=span),)),
        replace(reading, quotations=(replace(quotation, span=span),)),
        replace(reading, quotations=(replace(quotation, cue=span),)),
        replace(reading, clues=(replace(clue, time_span=span),)),
        replace(reading, times=(replace(time, span=span),)),
        replace(reading, sentences=(span,)),
    )
    for wrong in changed:
        with pytest.raises(EvidenceError, match="no words stand at"):
            put_with(store, article, lambda _, wrong=wrong: wrong)  # type: ignore[misc]
    assert store.counts().evidence == 0


def test_a_time_value_outside_the_text_is_refused(store: Store) -> None:
    article = put_sample(store)
    times = (replace(sample_times()[0], span=OUTSIDE),)
    with pytest.raises(EvidenceError, match="TimeValue"), store.build():
        store.put_reading(sample_reading(article), times=times, published=sample_date())


def test_a_record_of_another_article_is_refused(store: Store) -> None:
    article = put_sample(store)
    other = put_sample(store, "visits/second.txt", COPY)
    with pytest.raises(EvidenceError, match="speaks of article"):
        put_with(store, article, lambda reading: replace(reading, meetings=(sample_meeting_claim(other),)))
    with pytest.raises(EvidenceError, match="speaks of article"):
        put_with(store, article, lambda reading: replace(reading, quotations=(sample_quotation(other),)))
    assert store.counts().claims == 0


def test_a_reading_of_an_article_that_is_not_in_the_desk_is_refused(store: Store) -> None:
    with pytest.raises(EvidenceError, match="is not in the desk"), store.build():
        put_sample_reading(store, sample_article())


def test_a_known_date_without_a_proof_is_refused(store: Store) -> None:
    article = put_sample(store)
    found = replace(sample_date(), proof=())
    with pytest.raises(EvidenceError, match="without a proof"), store.build():
        store.put_reading(sample_reading(article), times=(), published=found)


def test_an_unknown_date_without_a_reason_is_refused(store: Store) -> None:
    article = put_sample(store)
    found = replace(unknown_date("no day is named"), unknown_because=None)
    with pytest.raises(EvidenceError, match="reason"), store.build():
        store.put_reading(sample_reading(article), times=(), published=found)


def test_a_date_may_rest_on_words_of_another_article(store: Store) -> None:
    article, other = put_sample(store), put_sample(store, "visits/second.txt", COPY)
    span = span_of("flight agreed", COPY)
    step = ProofStep(says="the copy is older", article_id=other.article_id, span=span)
    found = replace(sample_date(), proof=(step,))
    with store.build():
        store.put_reading(sample_reading(article), times=(), published=found)
    (cited,) = store.list_evidence("article", article.article_id)
    assert (cited.evidence.article_id, cited.evidence.exact) == (other.article_id, "flight agreed")


def test_a_meeting_without_words_is_refused_by_name(store: Store) -> None:
    article = put_sample(store)
    meeting = replace(sample_meeting(article), evidence=())
    with pytest.raises(EvidenceError, match=rf"meeting {meeting.meeting_id}: no words"):
        build_meeting(store, article, meeting)


def test_a_meeting_whose_report_has_no_words_is_refused(store: Store) -> None:
    article, other = put_sample(store), put_sample(store, "visits/second.txt", COPY)
    meeting = sample_meeting(article)
    meeting = replace(meeting, reports=(*meeting.reports, other.article_id))
    with pytest.raises(EvidenceError, match=f"no words of its report {other.article_id}"):
        build_meeting(store, article, meeting)


def test_a_meeting_with_a_claim_that_is_not_in_the_desk_is_refused(store: Store) -> None:
    article = put_sample(store)
    meeting = replace(sample_meeting(article), claim_ids=("0" * 16,))
    with pytest.raises(EvidenceError, match="its claim 0000000000000000 is not in the desk"):
        build_meeting(store, article, meeting)


def test_a_proof_step_of_a_meeting_with_words_of_no_article_is_refused(store: Store) -> None:
    article = put_sample(store)
    step = ProofStep(says="a Tuesday", span=span_of("On Tuesday"))
    meeting = sample_meeting(article)
    found = known_date(meeting.date.earliest, meeting.date.latest, (step,))
    with pytest.raises(EvidenceError, match="names no article"):
        build_meeting(store, article, replace(meeting, date=found))


def test_a_copy_without_a_shared_passage_is_refused_by_name(store: Store) -> None:
    article, other = put_sample(store), put_sample(store, "visits/second.txt", COPY)
    copy = replace(sample_copy(article, other), shared=())
    with pytest.raises(EvidenceError, match=f"copy {copy.copy_id} .*no passage"), store.build():
        store.put_copies([copy])


def test_an_entity_that_no_words_name_is_refused(store: Store) -> None:
    article = put_sample(store)
    entity = replace(sample_entity(article), entity_id="nobody")
    with pytest.raises(EvidenceError, match="entity nobody"):
        build_entity(store, article, entity)


def test_a_state_that_only_its_nationals_stand_for_is_an_entity_with_words(store: Store) -> None:
    article = put_sample(store)
    reading = replace(sample_reading(article), actions=(), commitments=(), positions=())
    reading = replace(reading, mentions=reading.mentions[2:3])
    with store.build():
        store.put_reading(reading, times=(), published=sample_date())
        store.put_entities([replace(sample_entity(article), entity_id="TUR")])
    (cited,) = store.list_evidence("entity", "TUR")
    assert cited.evidence.exact == "Recep Tayyip Erdoğan"


def test_a_refused_reading_stands_at_words_of_the_article(store: Store) -> None:
    article = put_sample(store)
    refusal = Refusal(article_id=article.article_id, stage="extraction", rule="met", because="a plan", span=OUTSIDE)
    with pytest.raises(EvidenceError, match="refusal"), store.build():
        store.put_refusals([refusal])


def test_an_article_with_a_removed_block_outside_its_text_is_refused(store: Store) -> None:
    article = sample_article()
    wrong = replace(article, removed=(replace(article.removed[0], span=OUTSIDE),))
    store.put_page(sample_page())
    with pytest.raises(EvidenceError, match="removed names"):
        store.put_article(wrong)
    assert store.list_articles() == []


def test_an_article_without_its_page_is_refused(store: Store) -> None:
    with pytest.raises(EvidenceError, match="refused by the desk"):
        store.put_article(sample_article())


@pytest.mark.parametrize("sign", ["\x00", "\ud83e"])
def test_a_text_that_no_desk_can_keep_is_refused_with_its_place(store: Store, sign: str) -> None:
    store.put_page(sample_page())
    article = replace(sample_article(), text=f"A visit{sign} ends.", removed=(), title_span=None)
    with pytest.raises(InputError, match=rf"visits/first.txt: the text holds U\+{ord(sign):04X} at 7"):
        store.put_article(article)


def test_derived_records_are_put_only_inside_a_build(store: Store) -> None:
    article = put_sample(store)
    with pytest.raises(RuntimeError, match="inside"):
        put_sample_reading(store, article)


def test_two_claims_of_one_id_that_differ_are_not_lost(store: Store) -> None:
    article = put_sample(store)
    claim = sample_meeting_claim(article)
    other = replace(claim, host="MNG")
    assert other.claim_id == claim.claim_id
    put_with(store, article, lambda reading: replace(reading, meetings=(claim, other)))
    assert store.get_claim(claim.claim_id) == claim
    (refusal,) = store.list_refusals(article_id=article.article_id)
    assert (refusal.stage, refusal.rule, refusal.span) == ("store", "met", claim.trigger)


def test_two_quotations_of_one_span_that_differ_are_not_lost(store: Store) -> None:
    article = put_sample(store)
    quotation = sample_quotation(article)
    put_with(store, article, lambda r: replace(r, quotations=(quotation, replace(quotation, rule="other"))))
    (refusal,) = store.list_refusals(text="second flight")
    assert refusal.rule == "other"
    assert store.get_quotation(quotation.quotation_id) == quotation
