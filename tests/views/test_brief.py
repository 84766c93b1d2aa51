"""The brief says what the records say, each sentence with its words, each thing once."""

from dataclasses import replace
from datetime import date

import pytest

from foreigndesk.records.articles import Article
from foreigndesk.records.claims import (
    CommitmentKind,
    Factuality,
    MeetingFormat,
    Polarity,
    Sequence,
    SequenceKind,
    Stance,
    VisitType,
)
from foreigndesk.records.dates import known_date, unknown_date
from foreigndesk.records.meetings import Meeting, MeetingStatus, WordsAt
from foreigndesk.records.quotations import Quotation, QuotationKind, Speaker
from foreigndesk.records.refusals import Refusal
from foreigndesk.records.spans import Span
from foreigndesk.views.brief import (
    Brief,
    BriefEntry,
    BriefSection,
    BriefSentence,
    make_brief,
    number_citations,
    write_brief_text,
)
from foreigndesk.views.dossier import Dossier
from tests.views.brief_samples import (
    AGENCY,
    ALONG,
    APART,
    FIRST,
    FOURTH,
    GUEST,
    HOST,
    OTHER,
    SECOND,
    THIRD,
    TUESDAY,
    full_dossier,
    link,
    make_action,
    make_article,
    make_claim,
    make_commitment,
    make_copy,
    make_dossier,
    make_meeting,
    make_position,
    make_quotation,
    make_speaker,
    meeting_claims,
    participant,
    span_of,
)


def section(brief: Brief, heading: str) -> BriefSection:
    return next(s for s in brief.sections if s.heading == heading)


def entry_of(*reports: Article, **more: object) -> BriefEntry:
    """Return the entry of one meeting that ``reports`` tell of; ``more`` are fields of the meeting."""
    dossier = make_dossier(meetings=(make_meeting(*reports, **more),))
    return make_brief(dossier, title="T").sections[0].entries[0]


def told(entry: BriefEntry, label: str) -> list[str]:
    return [s.text for part in entry.parts if part.label == label for s in part.sentences]


def said_with(*quotations: Quotation) -> list[str]:
    dossier = make_dossier(meetings=(make_meeting(FIRST, SECOND, THIRD),), quotations=quotations)
    return told(make_brief(dossier, title="T").sections[0].entries[0], "Said")


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


def test_a_quotation_of_a_copied_article_is_told_once() -> None:
    brief = make_brief(full_dossier(), title="T")
    flights = [s for s in brief.sentences if "second flight" in s.text and "“We will" in s.text]
    assert [s.text for s in flights] == [
        "Recep Tayyip Erdoğan: “We will open a second flight”. "
        "Also in article 2 (two articles, one independent origin)."
    ]
    assert {c.article_id for c in flights[0].citations} == {FIRST.article_id, SECOND.article_id}


def test_the_original_speaks_for_its_copy_whatever_their_days() -> None:
    words = "We will open a second flight,"
    late = replace(make_copy(), later_id=FIRST.article_id)
    dossier = make_dossier(copies=(late,), quotations=(make_quotation(FIRST, words), make_quotation(SECOND, words)))
    entry = section(make_brief(dossier, title="T"), "Said and bound elsewhere").entries[0]
    assert entry.record_id == SECOND.article_id


def test_a_speaker_is_told_with_those_who_passed_the_words_on() -> None:
    quotation = make_quotation(
        THIRD,
        "A bridge is only half a road,",
        speaker=make_speaker(THIRD, "Khürelsükh said", "Ukhnaagiin Khürelsükh"),
        chain=(link(THIRD, "his office"),),
    )
    assert said_with(quotation) == ["Ukhnaagiin Khürelsükh, according to his office: “A bridge is only half a road”."]


def test_the_articles_own_publisher_is_not_told_as_passing_words_on() -> None:
    article = replace(THIRD, publisher="his office")
    quotation = make_quotation(article, "A bridge is only half a road,", chain=(link(article, "his office"),))
    dossier = make_dossier(article, quotations=(quotation,))
    (sentence,) = section(make_brief(dossier, title="T"), "Said and bound elsewhere").entries[0].sentences
    assert sentence.text == "Speaker not named: “A bridge is only half a road”."
    assert len(sentence.citations) == 1


def test_a_speaker_that_is_not_clear_is_told_so() -> None:
    unclear = Speaker(span=None, names=(), entity_ids=(), candidates=("a", "b"), rule="")
    quotation = make_quotation(THIRD, "A bridge is only half a road,", speaker=unclear)
    assert said_with(quotation) == ["Speaker not clear (a or b): “A bridge is only half a road”."]


def test_fragments_and_reported_speech_are_told_as_such() -> None:
    fragment = make_quotation(THIRD, "warm", kind=QuotationKind.PARTIAL, speaker=make_speaker(THIRD, "Erdoğan", "E"))
    reported = make_quotation(THIRD, "The presidents of Mongolia and Türkiye met", kind=QuotationKind.INDIRECT)
    assert said_with(fragment, reported) == [
        "Speaker not named, in the article’s words: The presidents of Mongolia and Türkiye met.",
        "E, in part: “warm”.",
    ]


def test_scare_marks_titles_and_scraps_are_no_quotations() -> None:
    scare = make_quotation(THIRD, "warm", kind=QuotationKind.SCARE)
    title = make_quotation(THIRD, "Guests from Ankara", kind=QuotationKind.TITLE)
    scrap = make_quotation(THIRD, "the palace", kind=QuotationKind.INDIRECT)
    assert said_with(scare, title, scrap) == []


def test_a_fragment_inside_reported_speech_is_told_with_it() -> None:
    fragment = make_quotation(THIRD, "warm", kind=QuotationKind.PARTIAL)
    around = make_quotation(THIRD, "Erdoğan called the talks “warm”", kind=QuotationKind.INDIRECT)
    assert said_with(fragment, around) == [
        "Speaker not named, in the article’s words: Erdoğan called the talks “warm”."
    ]


def test_the_most_direct_and_longest_quotations_are_told_in_the_order_of_the_text() -> None:
    words = [f"word number {n} of the long talk" for n in range(9)]
    text = "Talk\n\n" + "\n".join(f"“{w}” and “{w} again and again”" for w in words)
    article = make_article("talk.txt", text)
    short = [make_quotation(article, w) for w in words]
    long = [make_quotation(article, f"{w} again and again") for w in words]
    dossier = make_dossier(article, quotations=(*short, *long))
    (part,) = section(make_brief(dossier, title="T"), "Said and bound elsewhere").entries[0].parts
    assert [s.text for s in part.sentences] == [
        f"Speaker not named: “word number {n} of the long talk again and again”." for n in range(8)
    ]
    assert part.more == "and 10 more: foreigndesk quotations"


def test_the_same_few_words_in_texts_of_different_origin_are_two_quotations() -> None:
    texts = [
        make_article(f"{n}.txt", f"Title {n}\n\n“no limits” and “we shall never give up this river”") for n in "ab"
    ]
    few = [make_quotation(a, "no limits", kind=QuotationKind.PARTIAL) for a in texts]
    many = [make_quotation(a, "we shall never give up this river") for a in texts]
    dossier = make_dossier(*texts, quotations=(*few, *many))
    entries = section(make_brief(dossier, title="T"), "Said and bound elsewhere").entries
    said = [s.text for e in entries for s in e.sentences]
    assert len([s for s in said if "no limits" in s]) == 2
    assert [s for s in said if "river" in s] == [
        "Speaker not named: “we shall never give up this river”. Also in article 2"
        " (two articles, two independent origins)."
    ]


def test_words_stand_under_the_meeting_of_those_who_speak() -> None:
    other = make_meeting(FIRST, meeting_id="other", participants=(participant("Lena Moor"),))
    speaker = make_speaker(FIRST, "Erdoğan said", "Recep Tayyip Erdoğan", entity_ids=("recep-tayyip-erdogan",))
    quotation = make_quotation(FIRST, "We will open a second flight,", speaker=speaker)
    dossier = make_dossier(meetings=(other, make_meeting(FIRST)), quotations=(quotation,))
    entries = {e.record_id: e for e in make_brief(dossier, title="T").sections[0].entries}
    assert told(entries["other"], "Said") == []
    assert len(told(entries["meeting-1"], "Said")) == 1


def test_words_stand_under_what_took_place_before_what_is_planned() -> None:
    planned = make_meeting(FIRST, meeting_id="a-planned", status=MeetingStatus.PLANNED)
    quotation = make_quotation(FIRST, "We will open a second flight,")
    dossier = make_dossier(meetings=(planned, make_meeting(FIRST)), quotations=(quotation,))
    brief = make_brief(dossier, title="T")
    assert len(told(brief.sections[0].entries[0], "Said")) == 1
    assert told(brief.sections[1].entries[0], "Said") == []


def test_words_do_not_stand_under_a_meeting_long_past() -> None:
    past = make_meeting(FIRST, date=known_date(date(2019, 5, 1), date(2019, 5, 1), ()))
    dossier = make_dossier(meetings=(past,), quotations=(make_quotation(FIRST, "We will open a second flight,"),))
    brief = make_brief(dossier, title="T")
    assert told(brief.sections[0].entries[0], "Said") == []
    assert section(brief, "Said and bound elsewhere").entries[0].record_id == FIRST.article_id


def test_articles_without_a_meeting_are_told_by_their_days() -> None:
    entries = section(make_brief(full_dossier(), title="T"), "Said and bound elsewhere").entries
    assert [(e.heading, e.note) for e in entries] == [("“A harvest report”", "Article 4, date not known")]
    assert told(entries[0], "Said") == ["Lena Moor: “The wheat is late”."]
    assert told(entries[0], "Pledge") == ["No pledge by Mongolia: “Mongolia did not promise rain” (reported)."]


def test_a_commitment_is_told_once_with_all_who_tell_it() -> None:
    entry = make_brief(full_dossier(), title="T").sections[0].entries[0]
    assert told(entry, "Pledge") == [
        "Pledge by Mongolia: “to buy ten buses” (reported; two articles, one independent origin)."
    ]


def test_a_commitment_says_towards_whom_and_who_vouches() -> None:
    claim = make_commitment(
        THIRD,
        "Khürelsükh said, according to his office",
        kind=CommitmentKind.SIGNED,
        factuality=Factuality.PLANNED,
        attribution=(link(THIRD, "his office"),),
        recipients=make_position(FIRST, "Türkiye backs Mongolia.").holders,
        object_span=span_of("half", OTHER),
    )
    entry = make_brief(make_dossier(commitments=(claim,)), title="T").sections[0].entries[0]
    assert told(entry, "Signing") == [
        "Signing by Mongolia towards Türkiye: “Khürelsükh said, according to his office” "
        "(according to his office, planned)."
    ]


def test_commitments_beyond_the_limit_are_counted() -> None:
    claims = tuple(
        make_commitment(FOURTH, "Mongolia did not promise rain", object_span=Span(n, len(APART))) for n in range(2, 10)
    )
    entry = section(make_brief(make_dossier(commitments=claims), title="T"), "Said and bound elsewhere").entries[0]
    assert len(told(entry, "Pledge")) == 5
    assert entry.parts[-1].more == "and 3 more: foreigndesk export --csv commitment"


def test_what_is_vouched_for_comes_before_opinion() -> None:
    loose = tuple(
        make_commitment(
            FOURTH, "Mongolia did not promise rain", object_span=Span(n, len(APART)), factuality=Factuality.OPINION
        )
        for n in range(6)
    )
    firm = make_commitment(FOURTH, "Mongolia did not promise rain")
    dossier = make_dossier(commitments=(*loose, firm))
    entry = section(make_brief(dossier, title="T"), "Said and bound elsewhere").entries[0]
    assert [text for text in told(entry, "Pledge") if text.endswith("(reported).")] != []


def test_positions_name_holder_target_and_stance() -> None:
    entry = make_brief(full_dossier(), title="T").sections[0].entries[0]
    assert told(entry, "Positions") == ["Support of Türkiye for Mongolia: “Türkiye backs Mongolia.” (reported)."]
    against = make_position(FIRST, "Türkiye backs Mongolia.", stance=Stance.OPPOSES, polarity=Polarity.NEGATIVE)
    entry = make_brief(make_dossier(positions=(against,)), title="T").sections[0].entries[0]
    assert told(entry, "Positions")[0].startswith("No opposition of Türkiye to Mongolia: ")


def test_actions_are_coded_once_for_a_family_of_copies() -> None:
    (entry,) = section(make_brief(full_dossier(), title="T"), "Actions").entries
    assert entry.heading == "CONSULT"
    assert entry.note
    assert [s.text for s in entry.sentences] == [
        "Erdoğan → Mongolia · CAMEO 042, visit and diplomatic · reported; two articles, one independent origin"
        " · article 1 and article 2"
    ]


def test_an_action_that_did_not_happen_is_coded_so() -> None:
    action = make_action(
        FIRST, AGENCY.split("\n\n")[1], polarity=Polarity.NEGATIVE, mode=None, contexts=(), recipients=(), type="ODD"
    )
    (entry,) = section(make_brief(make_dossier(actions=(action,)), title="T"), "Actions").entries
    assert entry.note == ""
    assert [s.text for s in entry.sentences] == ["not: Erdoğan · CAMEO 042 · reported · article 1"]


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


def test_those_who_were_present_are_quoted_before_others_with_longer_words() -> None:
    lines = [f"“A stranger speaks of the weather at great length {n},” said Lena Moor{n}." for n in range(9)]
    article = make_article("a.txt", "Talk\n\n" + "\n".join(lines) + "\n“We stay,” said Erdoğan.")
    strangers = [
        make_quotation(
            article,
            f"A stranger speaks of the weather at great length {n},",
            speaker=make_speaker(article, f"Lena Moor{n}", "Lena Moor"),
        )
        for n in range(9)
    ]
    guest = make_speaker(article, "Erdoğan", "Recep Tayyip Erdoğan", entity_ids=(GUEST.entity_id,))
    own = make_quotation(article, "We stay,", speaker=guest)
    words = WordsAt(article_id=article.article_id, span=span_of("Talk", article.text), supports="meeting")
    meeting = make_meeting(reports=(article.article_id,), evidence=(words,))
    entry = make_brief(make_dossier(article, meetings=(meeting,), quotations=(*strangers, own)), title="T")
    said = told(entry.sections[0].entries[0], "Said")
    assert len(said) == 8
    assert said[-1] == "Recep Tayyip Erdoğan: “We stay”."


def test_marks_inside_marks_become_single() -> None:
    claim = make_commitment(THIRD, "Erdoğan called the talks “warm”")
    entry = make_brief(make_dossier(commitments=(claim,)), title="T").sections[0].entries[0]
    assert told(entry, "Pledge") == ["Pledge by Mongolia: “Erdoğan called the talks ‘warm’” (reported)."]
