"""What the brief tells was said, promised and done: each thing once, with who says so."""

from dataclasses import replace
from datetime import date

from foreigndesk.records.claims import (
    CommitmentKind,
    Factuality,
    Polarity,
    Stance,
)
from foreigndesk.records.dates import known_date
from foreigndesk.records.meetings import MeetingStatus, WordsAt
from foreigndesk.records.quotations import QuotationKind, Speaker
from foreigndesk.records.spans import Span
from foreigndesk.views.brief import (
    make_brief,
)
from tests.views.brief_reading import said_with, section, told
from tests.views.brief_samples import (
    AGENCY,
    APART,
    FIRST,
    FOURTH,
    GUEST,
    OTHER,
    SECOND,
    THIRD,
    full_dossier,
    link,
    make_action,
    make_article,
    make_commitment,
    make_copy,
    make_dossier,
    make_meeting,
    make_position,
    make_quotation,
    make_speaker,
    participant,
    span_of,
)


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
