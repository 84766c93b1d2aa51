"""Which deeds bind those who do them, and how tables and reader together give each commitment once."""

from foreigndesk.extraction.commitments import find_commitments
from foreigndesk.extraction.deed_commitments import join_commitments
from foreigndesk.extraction.mentions import find_mentions
from foreigndesk.extraction.parties import make_cast
from foreigndesk.extraction.references import find_references
from foreigndesk.extraction.times import find_times
from foreigndesk.language.parser import analyse_text
from foreigndesk.records.claims import CommitmentClaim
from tests.extraction.claim_readings import ARTICLE_ID, names_of
from tests.extraction.test_codings import read


def ruled(text: str) -> tuple[CommitmentClaim, ...]:
    analysis = analyse_text(text)
    mentions = find_mentions(analysis)
    cast = make_cast(analysis, mentions, find_references(analysis, mentions))
    return find_commitments(analysis, cast, find_times(analysis), article_id=ARTICLE_ID)


def test_a_deed_that_no_table_of_commitments_knows_binds_by_the_readers_head():
    text = "Peru will free two fishermen of Chile by Friday."
    read_by_head = read(
        text, triggers={"free": {"RETREAT": 0.9}}, actors=["Peru"], recipients=["fishermen"], commitment="intention",
    ).commitments  # fmt: skip

    (claim,) = join_commitments(ruled(text), read_by_head)
    assert (claim.kind.value, claim.rule) == ("intention", "reader:commitment:intention")
    assert names_of(claim.actors) == ["Peru"]
    assert claim.object_span is not None
    assert claim.object_span.words(text).startswith("two fishermen of Chile")


def test_a_deed_that_binds_nobody_is_no_commitment():
    found = read(
        "Peru freed two fishermen of Chile.", triggers={"freed": {"RETREAT": 0.9}}, actors=["Peru"], recipients=["two"]
    )

    assert len(found.claims) == 1
    assert found.commitments == ()


def test_where_nobody_known_acts_nobody_is_bound():
    found = read(
        "Some shepherds will block a lane.", triggers={"block": {"PROTEST": 0.9}}, actors=["shepherds"],
        commitment="intention",
    )  # fmt: skip

    assert found.commitments == ()


def test_tables_and_reader_at_one_trigger_give_one_commitment_of_the_readers_kind():
    text = "Chad promised to send doctors to Mali."
    by_table = ruled(text)
    by_head = read(
        text, triggers={"promised": {"AGREE": 0.9}}, actors=["Chad"], recipients=["Mali"], commitment="intention"
    ).commitments

    (claim,) = join_commitments(by_table, by_head)
    assert [c.kind.value for c in by_table] == ["pledge"]
    assert claim.kind.value == "intention"
    assert claim.rule == f"{by_table[0].rule} + reader:commitment:intention"
    assert claim.object_span == by_table[0].object_span


def test_what_a_promise_is_about_is_part_of_it():
    text = "Chad promised to sign the accord with Mali."
    by_table = ruled(text)
    by_head = read(
        text, triggers={"sign": {"SUPPORT": 0.9}, "accord": {"SUPPORT": 0.1}}, actors=["Chad"], commitment="signed"
    ).commitments

    assert join_commitments(by_table, by_head) == by_table
