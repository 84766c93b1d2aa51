"""What was put comes back as it was: by id and in lists."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foreigndesk.errors import InputError
from foreigndesk.records.articles import Article, Dropped, DropReason, Page
from foreigndesk.records.claims import MeetingClaim
from foreigndesk.records.dates import unknown_date
from foreigndesk.records.mentions import Mention, MentionKind, MentionUse, Reference
from foreigndesk.records.readings import Reading
from foreigndesk.records.spans import Span
from foreigndesk.store import Store, open_store
from foreigndesk.store.catalogue import RecordKind
from foreigndesk.store.claims import ClaimKind
from foreigndesk.store.judgements import BuildNote, Judgement, Verdict, Version
from foreigndesk.store.refusals import Refusal
from tests.store.store_samples import (
    TEXT,
    build_sample,
    put_sample,
    put_sample_reading,
    sample_claims,
    sample_copy,
    sample_date,
    sample_dropped,
    sample_entity,
    sample_event,
    sample_event_date,
    sample_meeting,
    sample_meeting_claim,
    sample_page,
    sample_quotation,
    sample_reading,
    sample_reference,
    sample_times,
    span_of,
)


def list_content(store: Store) -> dict[str, list[str]]:
    """Return all rows of all tables, without the row numbers that only SQLite sees."""
    raw = store._connection.raw
    tables = raw.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY 1")
    content = {}
    for (table,) in tables.fetchall():
        columns = [row[1] for row in raw.execute(f"PRAGMA table_info({table})") if row[1] != "number"]
        listed = ", ".join(f'"{column}"' for column in columns)
        content[table] = sorted(map(str, raw.execute(f"SELECT {listed} FROM {table}").fetchall()))  # noqa: S608
    return content


def test_a_page_comes_back_with_its_bytes(store: Store) -> None:
    page = Page(locator="a.html", media_type="text/html", content=bytes(range(256)) * 9)
    store.put_page(page)
    assert store.get_page(page.page_id) == page


def test_the_media_type_of_a_page_follows_the_last_reading(store: Store) -> None:
    store.put_page(sample_page())
    store.put_page(replace(sample_page(), media_type="text/markdown"))
    assert store.get_page(sample_page().page_id).media_type == "text/markdown"
    assert store.counts().pages == 1


def test_an_article_comes_back_as_it_was_put(store: Store) -> None:
    article = put_sample(store)
    assert store.get_article(article.article_id) == article
    assert store.list_removed(article.article_id) == list(article.removed)


def test_an_article_is_dated_by_the_build(store: Store, articles: tuple[Article, Article]) -> None:
    one, other = articles
    assert store.get_article(one.article_id).published == sample_date()
    assert store.get_article_date(one.article_id) == sample_date()
    assert store.list_articles() == [
        replace(one, published=sample_date()),
        replace(other, published=sample_date(other.text)),
    ]


def test_an_unknown_date_comes_back_with_its_reason(store: Store) -> None:
    article = put_sample(store)
    assert store.get_article_date(article.article_id) is None
    with store.build():
        store.put_reading(sample_reading(article), times=(), published=unknown_date("no day is named"))
    assert store.get_article_date(article.article_id) == unknown_date("no day is named")


def test_an_article_put_again_with_another_title_is_found_by_the_new_one(store: Store) -> None:
    article = put_sample(store)
    store.put_article(replace(article, title="Aviation pact", removed=()))
    assert store.list_articles() == [replace(article, title="Aviation pact", removed=())]
    assert [hit.title for hit in store.search_articles("aviation")] == ["Aviation pact"]
    assert store.counts().removed_blocks == 0


def test_articles_are_listed_by_locator_whatever_the_order_of_putting(store: Store) -> None:
    later = put_sample(store, "visits/b.txt")
    earlier = put_sample(store, "visits/a.txt")
    assert store.list_article_ids() == [earlier.article_id, later.article_id]


def test_dropped_items_are_listed_with_the_last_detail(store: Store) -> None:
    store.put_dropped(replace(sample_dropped(), detail="0 bytes"))
    store.put_dropped(sample_dropped())
    binary = Dropped(locator="a.bin", reason=DropReason.BINARY, detail="the bytes are no text")
    store.put_dropped(binary)
    assert store.list_dropped() == [binary, sample_dropped()]


def test_a_reading_comes_back_as_it_was_put(store: Store, articles: tuple[Article, Article]) -> None:
    for article in articles:
        assert store.get_reading(article.article_id) == sample_reading(article)
        assert store.list_time_values(article.article_id) == list(sample_times(article.text))
        assert store.list_mentions(article.article_id) == list(sample_reading(article).mentions)


def test_an_article_that_no_build_has_read_has_no_reading(store: Store) -> None:
    assert store.get_reading(put_sample(store).article_id) is None


def test_a_reading_that_was_not_analysed_says_why(store: Store) -> None:
    article = put_sample(store)
    nothing = Reading(
        article=article,
        sentences=(),
        mentions=(),
        times=(),
        clues=(),
        quotations=(),
        meetings=(),
        actions=(),
        commitments=(),
        positions=(),
        unanalysed_because="the language is not known",
    )
    with store.build():
        store.put_reading(nothing, times=(), published=unknown_date("the language is not known"))
    assert store.get_reading(article.article_id) == nothing
    assert store.counts().unread == 0


def test_every_word_behind_a_record_can_be_read(store: Store, articles: tuple[Article, Article]) -> None:
    one, _ = articles
    claim = sample_meeting_claim(one)
    cited = {(c.supports, c.evidence.exact) for c in store.list_evidence("claim", claim.claim_id)}
    assert {
        ("evidence", TEXT.split("\n")[1]),
        ("participants", "Ukhnaagiin Khürelsükh"),
        ("trigger", "met"),
        ("times", "On Tuesday"),
        ("place_span", "in Ulaanbaatar."),
    } <= cited
    quoted = store.list_evidence("quotation", sample_quotation(one).quotation_id)
    assert {c.supports for c in quoted} == {"span", "cue", "speaker", "chain"}
    assert {"meeting", "date"} == {
        c.supports for c in store.list_evidence("meeting", sample_meeting(*articles).meeting_id)
    }
    reference = next(n for n in store.list_named_words(one.article_id) if isinstance(n.said, Reference))
    referred = store.list_evidence("reference", reference.words_id)
    assert [(c.supports, c.evidence.exact) for c in referred] == [("words", "We"), ("mention", "Recep Tayyip Erdoğan")]
    copied = store.list_evidence("copy", sample_copy(*articles).copy_id)
    assert [c.supports for c in copied] == ["first", "second"]
    assert copied[0].evidence.exact == copied[1].evidence.exact


def test_words_are_named_by_their_place_and_the_article_may_be_shortened(
    store: Store, articles: tuple[Article, Article]
) -> None:
    article_id = articles[0].article_id
    span = span_of("We")
    assert store.get_named_words(f"{article_id}:{span.start}-{span.end}").said == sample_reference()
    assert store.get_named_words(f"{article_id[:8]}:{span.start}").article_id == article_id
    assert store.find_record(f"{article_id[:8]}:{span.start}").kind is RecordKind.REFERENCE
    assert store.find_record(f"{article_id}:{span_of('Mongolia').start}").kind is RecordKind.MENTION
    with pytest.raises(InputError, match="no words of the desk"):
        store.get_named_words(f"{article_id}:{span.start}-{span.end + 1}")


def test_the_date_of_an_event_comes_back_with_its_words(store: Store, articles: tuple[Article, Article]) -> None:
    expected = sample_event_date(articles[0]) | sample_event_date(articles[1])
    assert store.list_event_dates() == expected
    action, _, _ = sample_claims(articles[0])
    cited = store.list_evidence("claim", action.claim_id)
    assert ("date", "backs") in {(c.supports, c.evidence.exact) for c in cited}


def test_evidence_beyond_the_basic_plane_keeps_its_code_points(store: Store) -> None:
    article = put_sample(store)
    spans = (span_of("🤝"), span_of("𝕏"), span_of("🤝 Visit"), Span(len(TEXT) - 1, len(TEXT)))
    mentions = tuple(
        Mention(
            span=span,
            kind=MentionKind.GROUP,
            name="sign",
            head=span,
            use=MentionUse.TOPIC,
            rule="sign",
            because="a sign",
        )
        for span in spans
    )
    with store.build():
        store.put_reading(replace(sample_reading(article), mentions=mentions), times=(), published=sample_date())
    for span, words in zip(spans, ("🤝", "𝕏", "🤝 Visit", "\n"), strict=True):
        (cited,) = store.list_evidence("mention", f"{article.article_id}:{span.start}-{span.end}")
        assert cited.evidence.exact == words
        assert store.get_words(article.article_id, span) == words
        assert store.get_evidence(cited.evidence.evidence_id) == cited.evidence
    assert store.verify() == []


def test_claims_are_listed_by_kind_and_article(store: Store, articles: tuple[Article, Article]) -> None:
    one, other = articles
    assert len(store.list_claims()) == 8
    assert store.list_claims(kind=ClaimKind.MEETING, article_id=one.article_id) == [sample_meeting_claim(one)]
    assert store.list_claims(article_id=other.article_id) == [sample_meeting_claim(other), *sample_claims(other)]
    for kind in ClaimKind:
        assert len(store.list_claims(kind=kind)) == 2
    claim = store.get_claim(sample_meeting_claim(one).claim_id[:12])
    assert isinstance(claim, MeetingClaim)


def test_meetings_copies_origins_and_entities_come_back(store: Store, articles: tuple[Article, Article]) -> None:
    one, other = articles
    meeting = sample_meeting(one, other)
    assert store.list_meetings() == [meeting]
    assert store.get_meeting(meeting.meeting_id) == meeting
    assert store.list_meetings(who="TUR") == store.list_meetings(who="recep-tayyip-erdogan") == [meeting]
    assert store.list_meetings(who="FRA") == []
    copy = sample_copy(one, other)
    assert store.list_copies() == store.list_copies(article_id=other.article_id) == [copy]
    assert store.list_copies(article_id="none") == []
    assert store.get_copy(copy.copy_id) == copy
    assert store.list_origins() == dict(sorted([(one.article_id, "family"), (other.article_id, "family")]))
    assert store.list_entities() == store.list_entities(kind=MentionKind.PERSON) == [sample_entity(one, other)]
    assert store.list_entities(kind=MentionKind.PLACE) == []
    assert store.get_entity("recep-tayyip-erdogan") == sample_entity(one, other)


def test_meetings_are_listed_by_day_and_those_without_one_last(store: Store) -> None:
    article = put_sample(store)
    dated = sample_meeting(article)
    undated = replace(dated, meeting_id="0" * 16, date=unknown_date("no day is named"))
    with store.build():
        put_sample_reading(store, article)
        store.put_meetings([undated, dated])
    assert store.list_meetings() == [dated, undated]


def test_refused_readings_are_listed_by_article_and_words(store: Store) -> None:
    article = put_sample(store)
    at_words = Refusal(
        article_id=article.article_id, stage="extraction", rule="met", because="a plan", span=span_of("met")
    )
    whole = Refusal(article_id=article.article_id, stage="language", rule="length", because="too long")
    with store.build():
        store.put_refusals([at_words, whole, at_words])
    assert store.list_refusals() == store.list_refusals(article_id=article.article_id) == [whole, at_words]
    assert store.list_refusals(text="me") == [at_words]
    assert store.list_refusals(article_id="none") == []
    assert store.find_record(at_words.refusal_id).kind is RecordKind.REFUSAL


def test_judgements_survive_builds_and_the_last_one_counts(store: Store) -> None:
    one, other = build_sample(store)
    judgement = Judgement(
        target_kind="meeting",
        target_id=sample_meeting(one, other).meeting_id,
        verdict=Verdict.ACCEPT,
        note="",
        person="reader",
        made_at="2025-01-09T10:00:00+00:00",
    )
    store.put_judgement(replace(judgement, verdict=Verdict.REJECT))
    store.put_judgement(judgement)
    with store.build():
        pass
    assert store.list_judgements() == store.list_judgements(target_id=judgement.target_id) == [judgement]
    assert store.list_judgements(target_id="none") == []
    assert store.find_record(judgement.judgement_id).kind is RecordKind.JUDGEMENT


def test_builds_are_noted_in_order_and_a_repeated_note_once(store: Store) -> None:
    first = BuildNote(versions=(Version(part="foreigndesk", version="1"),))
    second = BuildNote(versions=(Version(part="foreigndesk", version="2"),), made_at="2025-01-09T10:00:00+00:00")
    for note in (first, first, second, first):
        with store.build():
            store.put_build(note)
    assert store.list_builds() == [first, second, first]


def test_a_second_putting_of_a_reading_replaces_the_first(store: Store) -> None:
    article = put_sample(store)
    with store.build():
        put_sample_reading(store, article)
        store.put_meetings([sample_meeting(article)])
        store.put_reading(replace(sample_reading(article), mentions=()), times=(), published=sample_date())
    assert store.list_mentions(article.article_id) == []
    assert store.list_meetings() == [sample_meeting(article)]
    assert store.verify() == []


def test_everything_put_twice_is_as_put_once(store: Store) -> None:
    one, other = build_sample(store)
    before = list_content(store)
    for article in (one, other):
        store.put_page(sample_page(article.locator, article.text))
        store.put_article(article)
    store.put_dropped(sample_dropped())
    with store.build():
        for _ in range(2):
            for article in (one, other):
                put_sample_reading(store, article)
                store.put_event_dates(sample_event_date(article))
            store.put_meetings([sample_meeting(one, other)] * 2)
            store.put_events([sample_event(one, other)] * 2)
            store.put_copies([sample_copy(one, other)] * 2)
            store.put_origins({one.article_id: "family", other.article_id: "family"})
            store.put_entities([sample_entity(one, other)] * 2)
    assert list_content(store) == before


TEXTS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), min_size=1, max_size=60)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Return a reading of any text with mentions at any of its spans."""
    text = draw(TEXTS)
    page = Page(locator="any.txt", media_type="text/plain", content=text.encode())
    article = Article(locator="any.txt", page_id=page.page_id, text=text)
    starts = draw(st.lists(st.integers(0, len(text) - 1), max_size=6))
    spans = [Span(start, draw(st.integers(start + 1, len(text)))) for start in starts]
    mentions = tuple(
        Mention(
            span=span,
            kind=draw(st.sampled_from(MentionKind)),
            name=draw(TEXTS),
            head=span,
            use=MentionUse.TOPIC,
            rule="any",
            because=draw(TEXTS),
            entity_id=draw(st.none() | TEXTS),
        )
        for span in spans
    )
    return Reading(
        article=article,
        sentences=tuple(spans),
        mentions=mentions,
        times=(),
        clues=(),
        quotations=(),
        meetings=(),
        actions=(),
        commitments=(),
        positions=(),
    )


@given(reading=readings())
@settings(deadline=None, max_examples=50)
def test_any_reading_put_twice_is_as_put_once_and_its_words_stand(reading: Reading) -> None:
    article = reading.article
    with TemporaryDirectory() as folder, open_store(Path(folder) / "desk.db", create=True) as store:
        contents: list[dict[str, list[str]]] = []
        for _ in range(2):
            store.put_page(Page(locator="any.txt", media_type="text/plain", content=article.text.encode()))
            store.put_article(article)
            with store.build():
                for _ in range(len(contents) + 1):
                    store.put_reading(reading, times=(), published=unknown_date("no day is named"))
            contents.append(list_content(store))
        assert contents[0] == contents[1]
        assert store.get_reading(article.article_id) == reading
        assert store.verify() == []
        for mention in reading.mentions:
            name = f"{article.article_id}:{mention.span.start}-{mention.span.end}"
            assert mention.span.words(article.text) in {c.evidence.exact for c in store.list_evidence("mention", name)}
