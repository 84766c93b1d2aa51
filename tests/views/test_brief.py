"""The brief says what the records say, each sentence with its words, each thing once."""

from dataclasses import replace
from datetime import date

import pytest

from foreigndesk.records.articles import Article
from foreigndesk.records.claims import (
    MeetingFormat,
    Sequence,
    SequenceKind,
    VisitType,
)
from foreigndesk.records.dates import known_date, unknown_date
from foreigndesk.records.meetings import Meeting, MeetingStatus, WordsAt
from foreigndesk.records.refusals import Refusal
from foreigndesk.records.spans import Span
from foreigndesk.views.brief import (
    BriefSentence,
    make_brief,
    number_citations,
    write_brief_text,
)
from foreigndesk.views.dossier import Dossier
from tests.views.brief_reading import entry_of, section, told
from tests.views.brief_samples import (
    AGENCY,
    ALONG,
    APART,
    FIRST,
    FOURTH,
    GUEST,
    HOST,
    SECOND,
    THIRD,
    TUESDAY,
    full_dossier,
    make_article,
    make_claim,
    make_commitment,
    make_copy,
    make_dossier,
    make_meeting,
    meeting_claims,
    participant,
    span_of,
)


def test_every_sentence_cites_words_that_stand_in_the_article() -> None:
    dossier = full_dossier()
    brief = make_brief(dossier, title="T")
    assert len(brief.sentences) > 20
    for sentence in brief.sentences:
        assert sentence.citations
        for citation in sentence.citations:
            assert citation.span.words(dossier.articles[citation.article_id].text) == citation.exact


def test_a_sentence_without_citation_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="without citation: It is so"):
        BriefSentence(text="It is so.", citations=())


def test_what_has_no_words_for_it_is_not_said() -> None:
    elsewhere = make_article("elsewhere.txt", "Not in the dossier")
    dossier = make_dossier(FIRST, meetings=(make_meeting(FIRST, evidence=(), reports=(elsewhere.article_id,)),))
    brief = make_brief(dossier, title="T")
    texts = [s.text for s in brief.sections[0].entries[0].sentences]
    assert [text for text in texts if "met" in text] == []


def test_the_sections_come_in_their_order_and_empty_ones_are_left_out() -> None:
    headings = [s.heading for s in make_brief(full_dossier(), title="T").sections]
    assert headings == [
        "Meetings",
        "Said and bound elsewhere",
        "Actions",
        "Copies and rewrites",
        "Articles read",
        "Set aside",
    ]
    assert make_brief(make_dossier(), title="T").sections[0].heading == "Articles read"


def test_the_counts_tell_read_kept_dropped_and_origins() -> None:
    counts = make_brief(full_dossier(), title="T").counts
    assert (counts.read, counts.kept, counts.dropped) == (5, 4, 1)
    assert (counts.not_analysed, counts.origins, counts.meetings) == (1, 3, 1)


def test_a_meeting_is_told_with_offices_day_and_place() -> None:
    entry = entry_of(FIRST, SECOND, THIRD)
    assert entry.heading == "Ukhnaagiin Khürelsükh and Recep Tayyip Erdoğan"
    assert entry.note == "7 January 2025 · Ulaanbaatar, Mongolia"
    (who,) = told(entry, "Who")
    assert who.startswith("Ukhnaagiin Khürelsükh (President of Mongolia, host) and Recep Tayyip Erdoğan (")
    assert who.endswith(") met in person on 7 January 2025 in Ulaanbaatar, Mongolia.")


def test_offices_name_their_rows() -> None:
    (part,) = [p for p in entry_of(FIRST).parts if p.label == "Who"]
    assert [step.facts for step in part.steps] == [(HOST.office_fact,)]


def test_the_date_is_proved_by_words_and_rows() -> None:
    (part,) = [p for p in entry_of(FIRST).parts if p.label == "When"]
    assert [s.text for s in part.sentences] == ["7 January 2025, proved in two steps."]
    assert part.sentences[0].citations[0].exact == "On Tuesday"
    assert part.steps[0].text == "The text says On Tuesday → between 7 and 14 January 2025"
    assert part.steps[1].facts == ("occasions:a", "occasions:b")


def test_an_interval_is_also_given_in_edtf() -> None:
    entry = entry_of(FIRST, date=known_date(TUESDAY, date(2025, 1, 8), ()))
    assert told(entry, "When") == ["7 or 8 January 2025 (EDTF 2025-01-07/2025-01-08)."]


def test_an_unknown_date_is_said_with_its_reason() -> None:
    entry = entry_of(FIRST, date=unknown_date("the text gives no time"), unknowns=("date: the text gives no time",))
    assert told(entry, "When") == ["Date not known: the text gives no time."]
    assert "on 7" not in told(entry, "Who")[0]
    assert told(entry, "Not known") == ["Date: the text gives no time."]


@pytest.mark.parametrize(
    ("format_", "words"),
    [
        (MeetingFormat.PHONE, "spoke by telephone"),
        (MeetingFormat.VIDEO, "spoke by video"),
        (MeetingFormat.LETTER, "exchanged letters"),
        (MeetingFormat.UNKNOWN, "met or spoke"),
    ],
)
def test_the_format_gives_the_verb(format_: MeetingFormat, words: str) -> None:
    assert words in told(entry_of(FIRST, format=format_), "Who")[0]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (MeetingStatus.PLANNED, "is announced, planned or asked for: on 7 January 2025"),
        (MeetingStatus.SPECULATED, "is spoken of as possible: on 7 January 2025"),
        (MeetingStatus.DENIED, "is denied, or said not to have taken place: on 7 January 2025"),
    ],
)
def test_a_meeting_that_is_not_reported_is_told_apart(status: MeetingStatus, words: str) -> None:
    dossier = make_dossier(meetings=(make_meeting(FIRST, status=status),))
    brief = make_brief(dossier, title="T")
    (who,) = told(section(brief, "Planned, speculated or denied").entries[0], "Who")
    assert who.startswith("A meeting in person of ")
    assert words in who
    assert "Meetings" not in [s.heading for s in brief.sections]
    assert brief.counts.meetings == 0


def test_a_visitor_alone_visits_the_host_state() -> None:
    claim = make_claim(FIRST, AGENCY.split("\n\n")[1], host="MNG")
    meeting = make_meeting(FIRST, participants=(GUEST,), claim_ids=(claim.claim_id,), place=None)
    entry = make_brief(make_dossier(meetings=(meeting,), meeting_claims=(claim,)), title="T").sections[0].entries[0]
    assert entry.heading == "Recep Tayyip Erdoğan in Mongolia"
    assert told(entry, "Who")[0].endswith("visited Mongolia on 7 January 2025.")


def test_one_participant_without_host_took_part() -> None:
    entry = entry_of(FIRST, participants=(GUEST,), place=None)
    assert told(entry, "Who")[0].endswith("took part in a meeting on 7 January 2025.")


def test_a_heading_names_few_and_counts_the_rest() -> None:
    many = tuple(participant(name) for name in ("Ana", "Bo", "Cy", "Di", "Ed"))
    assert entry_of(FIRST, participants=many).heading == "Ana, Bo, Cy and two others"


def test_the_rank_of_a_visit_and_the_series_cite_who_says_so() -> None:
    entry = entry_of(FIRST, SECOND, THIRD, visit_type=VisitType.STATE)
    assert told(entry, "Form") == ["State visit."]
    assert told(entry, "Series") == ["Called “third meeting” (two articles, one independent origin)."]


def test_a_claim_that_counts_from_a_war_names_its_row() -> None:
    since = Sequence(
        span=span_of("third meeting", AGENCY),
        kind=SequenceKind.FIRST_SINCE,
        number=1,
        fact="conflicts:sample",
        time_span=None,
    )
    until_now = replace(since, kind=SequenceKind.AFTER_INTERVAL, number=None, fact=None)
    claim = make_claim(FIRST, AGENCY.split("\n\n")[1], sequences=(since, until_now))
    meeting = make_meeting(FIRST, claim_ids=(claim.claim_id,))
    entry = make_brief(make_dossier(meetings=(meeting,), meeting_claims=(claim,)), title="T").sections[0].entries[0]
    (part,) = [p for p in entry.parts if p.label == "Series"]
    assert [step.facts for step in part.steps] == [("conflicts:sample",)]
    assert [s.text for s in part.sentences] == [
        "Called “third meeting” (one article, one independent origin).",
        "Placed by the words “third meeting” (one article, one independent origin).",
    ]


def test_the_occasion_names_its_row() -> None:
    entry = entry_of(FIRST, occasion="the bridge forum", occasion_fact="occasions:bridge-forum")
    (part,) = [p for p in entry.parts if p.label == "Occasion"]
    assert [s.text for s in part.sentences] == ["The bridge forum."]
    assert part.steps[0].facts == ("occasions:bridge-forum",)


def test_those_who_came_along_are_no_principals() -> None:
    words = WordsAt(article_id=FIRST.article_id, span=span_of("Hakan Fidan", AGENCY), supports="delegation")
    meeting = make_meeting(FIRST, participants=(HOST, GUEST, ALONG))
    entry = entry_of(FIRST, participants=(HOST, GUEST, ALONG), evidence=(*meeting.evidence, words))
    (along,) = told(entry, "Came along")
    assert along.startswith("Hakan Fidan (")
    assert along.endswith(") is named as having come along.")
    assert "Fidan" not in told(entry, "Who")[0]


def test_reports_and_independent_origins_are_both_counted_and_copies_named() -> None:
    dossier = make_dossier(meetings=(make_meeting(FIRST, SECOND, THIRD),), copies=(make_copy(),))
    reports = told(make_brief(dossier, title="T").sections[0].entries[0], "Reports")
    assert reports[0] == "Three articles, two independent origins."
    assert reports[1] == (
        "Article 1, “🤝 Two presidents cross a bridge”, Steppe Courier; dated 7 January 2025; reported."
    )
    assert reports[2].endswith("; an abridged copy of “🤝 Two presidents cross a bridge”, Steppe Courier.")
    assert reports[3].endswith("; dated 9 January 2025; according to the palace.")
    assert reports[4] == "Taken for one meeting: same participants, same day."


def test_one_report_is_told_in_one_sentence() -> None:
    (report, _) = told(entry_of(THIRD), "Reports")
    assert report.startswith("One article, one independent origin: article 3, “Guests from Ankara”;")


def test_many_reports_are_listed_in_part() -> None:
    extra = [make_article(f"pile/{n}.txt", f"Note {n}\n\n{AGENCY}", day=TUESDAY) for n in range(12)]
    claims = [make_claim(a, "met Recep Tayyip Erdoğan") for a in extra]
    words = tuple(WordsAt(article_id=c.article_id, span=c.evidence[0], supports="meeting") for c in claims)
    meeting = make_meeting(reports=tuple(a.article_id for a in extra), evidence=words)
    entry = make_brief(make_dossier(*extra, meetings=(meeting,)), title="T").sections[0].entries[0]
    (part,) = [p for p in entry.parts if p.label == "Reports"]
    assert part.more == "and 4 more: foreigndesk articles"
    assert len([s for s in part.sentences if s.text.startswith("Article ")]) == 8


def test_meetings_come_by_their_last_possible_day_and_those_without_come_last() -> None:
    def on(name: str, earliest: date | None, latest: date | None) -> Meeting:
        when = known_date(earliest, latest, ()) if earliest or latest else unknown_date("no words")
        return make_meeting(FIRST, meeting_id=name, date=when)

    meetings = (
        on("unknown", None, None),
        on("wide", date(2001, 1, 1), date(2024, 6, 1)),
        on("old", date(2020, 1, 1), date(2020, 1, 1)),
        on("open", date(2019, 1, 1), None),
        on("new", date(2025, 1, 1), date(2025, 1, 1)),
    )
    brief = make_brief(make_dossier(meetings=meetings), title="T")
    assert [e.record_id for e in brief.sections[0].entries] == ["old", "wide", "new", "open", "unknown"]


def test_copies_say_which_came_first_where_that_is_known() -> None:
    def pair(**more: Article | None) -> str:
        brief = make_brief(make_dossier(copies=(make_copy(**more),)), title="T")
        return section(brief, "Copies and rewrites").entries[0].sentences[0].text

    assert pair().startswith("“Second flight agreed 🛫”, Lake Gazette is an abridged copy of “🤝 Two presidents")
    assert "nearly all words are shared; the later one was published a day after" in pair()
    assert pair(later=FIRST).startswith("“🤝 Two presidents cross a bridge”, Steppe Courier is an abridged copy")
    assert "are of one origin: one is an abridged copy of the other" in pair(later=None)


def test_a_pair_without_shared_passages_cites_the_headlines() -> None:
    copy = replace(make_copy(), shared=())
    brief = make_brief(make_dossier(copies=(copy,)), title="T")
    sentence = section(brief, "Copies and rewrites").entries[0].sentences[0]
    assert {c.exact for c in sentence.citations} == {FIRST.title, SECOND.title}


def test_every_article_is_listed_with_its_date_and_what_was_not_read() -> None:
    (entry,) = section(make_brief(full_dossier(), title="T"), "Articles read").entries
    texts = [s.text for s in entry.sentences]
    assert texts[0] == "“🤝 Two presidents cross a bridge”, Steppe Courier; dated 7 January 2025."
    assert texts[1].endswith("; an abridged copy of “🤝 Two presidents cross a bridge”, Steppe Courier.")
    assert texts[3] == "“A harvest report”; date not known; language not analysed: xx."
    assert entry.parts[0].steps[0].citations[0].article_id == FIRST.article_id


def test_an_article_whose_date_is_not_known_says_why() -> None:
    article = replace(make_article("a.txt", "\n  \nWords without a date"), published=unknown_date("nothing bounds it"))
    article = replace(article, title_span=None)
    (entry,) = section(make_brief(make_dossier(article), title="T"), "Articles read").entries
    assert entry.sentences[0].text == "a.txt; date not known (nothing bounds it)."
    assert entry.sentences[0].citations[0].exact == "Words without a date"


def test_refused_readings_are_counted_by_reason() -> None:
    refusals = tuple(
        Refusal(article_id=FIRST.article_id, stage="resolution", rule="met", because="looks back", span=Span(n, n + 3))
        for n in range(14)
    )
    only = Refusal(article_id=THIRD.article_id, stage="extraction", rule="met", because="no sides")
    brief = make_brief(make_dossier(refusals=(only, *refusals)), title="T")
    aside = section(brief, "Set aside")
    assert aside.about.startswith("15 readings refused")
    assert [s.text for s in aside.entries[0].sentences] == [
        "14 readings (12 cited): looks back.",
        "One reading: no sides.",
    ]
    assert aside.entries[0].sentences[1].citations[0].exact == THIRD.title


def test_citations_are_numbered_in_the_order_of_first_use() -> None:
    brief = make_brief(full_dossier(), title="T")
    numbers = number_citations(brief)
    assert list(numbers.values()) == list(range(1, len(numbers) + 1))
    assert numbers[brief.sentences[0].citations[0]] == 1


def test_the_text_ends_with_the_words_of_every_number() -> None:
    brief = make_brief(full_dossier(), title="T")
    text = write_brief_text(brief)
    listed = text.split("## Words cited")[1]
    assert listed.count("\n- [") == len(number_citations(brief))
    assert f"({FIRST.article_id} " in listed
    assert "\nFive items read: 4 kept (1 not analysed), 1 dropped. Three independent origins. " in text
    assert "- Dropped: pile/empty.txt: empty (no bytes)" in text


def test_the_text_escapes_markup_of_articles() -> None:
    claim = make_commitment(THIRD, "<script>alert(1)</script> \u202etxet desrever\u202c")
    text = write_brief_text(make_brief(make_dossier(commitments=(claim,)), title="<i>T</i>"))
    assert "\\<script\\>alert(1)\\</script\\>" in text
    assert "\u202e" not in text
    assert text.startswith("# \\<i\\>T\\</i\\>\n")


def test_the_order_of_the_records_changes_nothing() -> None:
    dossier = full_dossier()
    turned = Dossier(
        articles=dict(reversed(dossier.articles.items())),
        dropped=dossier.dropped[::-1],
        meetings=dossier.meetings[::-1],
        meeting_claims=meeting_claims()[::-1],
        actions=dossier.actions[::-1],
        commitments=dossier.commitments[::-1],
        positions=dossier.positions[::-1],
        quotations=dossier.quotations[::-1],
        copies=dossier.copies[::-1],
        origins=dict(reversed(dossier.origins.items())),
        entities={},
        refusals=dossier.refusals[::-1],
    )
    assert make_brief(turned, title="T") == make_brief(dossier, title="T")


def test_an_empty_desk_gives_an_empty_brief() -> None:
    dossier = Dossier(
        articles={},
        dropped=(),
        meetings=(),
        meeting_claims=(),
        actions=(),
        commitments=(),
        positions=(),
        quotations=(),
        copies=(),
        origins={},
        entities={},
        refusals=(),
    )
    brief = make_brief(dossier, title="T")
    assert brief.sections == ()
    assert write_brief_text(brief).startswith("# T\n\n")


def test_the_text_tells_where_the_rest_is_to_be_read() -> None:
    claims = tuple(
        make_commitment(FOURTH, "Mongolia did not promise rain", object_span=Span(n, len(APART))) for n in range(2, 8)
    )
    text = write_brief_text(make_brief(make_dossier(commitments=claims), title="T"))
    assert "\n- and 1 more: foreigndesk export --csv commitment\n" in text
