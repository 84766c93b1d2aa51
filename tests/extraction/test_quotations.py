from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foreigndesk.extraction.mentions import find_mentions
from foreigndesk.extraction.quotation_marks import find_marked_spans
from foreigndesk.extraction.quotations import find_quotations
from foreigndesk.extraction.references import find_references
from foreigndesk.knowledge.cues import CueKind, cues_of
from foreigndesk.knowledge.tables import read_list, read_table
from foreigndesk.language.parser import analyse_text
from foreigndesk.records.claims import Factuality
from foreigndesk.records.quotations import Quotation, QuotationKind, Speaker

FILES = ("quotations", "quotation_marks", "quotation_speakers", "quotation_chains")
FOLDER = Path(__file__).parents[1] / "cases"
CASES = [case for name in FILES for case in yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))]
MARKED = {QuotationKind.DIRECT, QuotationKind.PARTIAL, QuotationKind.SCARE, QuotationKind.TITLE}
COMPLEMENTS = {"that_clause", "to_inf", "object", "complement", "addressee"}
PREPOSITIONS = {"as", "of", "for", "about", "on", "against", "to", "at"}


@cache
def read_text(text: str, publisher: str | None = None) -> tuple[Quotation, ...]:
    analysis = analyse_text(text)
    mentions = find_mentions(analysis)
    references = find_references(analysis, mentions)
    return find_quotations(analysis, mentions, references, article_id="article", publisher=publisher)


def words_of(text: str) -> dict[str, Quotation]:
    return {q.span.words(text): q for q in read_text(text)}


def names_of(speaker: Speaker | None) -> list[str] | None:
    return None if speaker is None else list(speaker.names)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_case_is_read_as_its_row_says(case):
    found = {q.span.words(case["text"]): q for q in read_text(case["text"], case.get("publisher"))}
    assert case["quotations"] or not found, case["because"]
    for expected in case["quotations"]:
        assert expected["words"] in found, case["because"]
        quotation = found[expected["words"]]
        read = {
            "words": expected["words"],
            "kind": quotation.kind.value,
            "speaker": names_of(quotation.speaker),
            "entities": list(quotation.speaker.entity_ids) if quotation.speaker else [],
            "candidates": sorted(quotation.speaker.candidates) if quotation.speaker else [],
            "addressee": names_of(quotation.addressee),
            "cue": quotation.cue.words(case["text"]) if quotation.cue else None,
            "chain": [link.name for link in quotation.chain],
            "because": [quotation.speaker.rule] if quotation.speaker else [],
            "unnamed": quotation.speaker.is_unnamed if quotation.speaker else None,
            "factuality": quotation.factuality.value,
        }
        for key, value in expected.items():
            if key.endswith("_has"):
                assert any(value in name for name in read[key.removesuffix("_has")]), case["because"]
            else:
                assert read[key] == value, case["because"]


def test_the_cases_cover_many_joint_and_institutional_speakers():
    joint = [c for c in CASES for q in c["quotations"] if len(q.get("speaker") or q.get("entities") or ()) > 1]
    institutions = [c for c in CASES for q in c["quotations"] for e in q.get("entities", ()) if e.isupper()]
    assert len({c["id"] for c in (*joint, *institutions)}) >= 40


def test_no_case_stands_twice():
    assert len({c["id"] for c in CASES}) == len({c["text"] for c in CASES}) == len(CASES) >= 200


@pytest.mark.parametrize("row", read_table("cues"), ids=lambda row: f"{row['kind']}-{row['lemma']}")
def test_a_cue_is_found_in_its_example_and_not_in_its_counter_example(row):
    assert is_used(row, row["example"])
    assert not is_used(row, row["counter_example"])


def is_used(row, text: str) -> bool:
    found, forms = read_text(text), read_list(row["lemma"])
    by_kind = {
        CueKind.PHRASE: lambda q: q.cue and q.cue.words(text).lower() in forms,
        CueKind.COLON: lambda q: q.cue and q.cue.words(text) in forms,
        CueKind.DASH: lambda q: q.cue and q.cue.words(text) in forms,
        CueKind.DOCUMENT: lambda q: q.speaker and q.speaker.rule.startswith(("document", "issuer")),
        CueKind.ISSUING: lambda q: q.speaker and q.speaker.rule.startswith("issuer"),
        CueKind.BODY: lambda q: q.speaker and q.speaker.entity_ids,
        CueKind.WORK: lambda q: q.kind is QuotationKind.TITLE,
        CueKind.SCARE: lambda q: q.kind is QuotationKind.SCARE,
        CueKind.PASSING: lambda q: q.chain,
        CueKind.SOURCE: lambda q: q.speaker and q.speaker.is_unnamed,
    }
    lemmas = {t.start: t.lemma for t in analyse_text(text).tokens}
    fits = by_kind.get(CueKind(row["kind"]), lambda q: q.cue and lemmas[q.cue.start] in forms)
    return any(fits(quotation) for quotation in found)


@pytest.mark.parametrize("row", read_table("cues"), ids=lambda row: f"{row['kind']}-{row['lemma']}")
def test_the_cells_of_a_cue_have_known_values(row):
    takes = {part.removesuffix(":marked") for part in read_list(row["takes"])}
    assert takes <= COMPLEMENTS | PREPOSITIONS
    assert Factuality(row["factuality"])
    assert bool(takes) == (row["kind"] == "verb")
    assert row["lemma"].split(" | ")[0] in cues_of(CueKind(row["kind"]))


def test_no_cue_stands_twice():
    keys = [(row["kind"], form) for row in read_table("cues") for form in read_list(row["lemma"])]
    assert len(keys) == len(set(keys))


def test_the_span_leaves_the_marks_outside_and_keeps_closing_punctuation():
    text = "“The hall is full,” Angela Merkel said."
    quotation = words_of(text)["The hall is full,"]
    assert text[quotation.span.start - 1] == "“"
    assert text[quotation.span.end] == "”"


def test_a_pronoun_keeps_its_own_span_with_the_name_of_whom_it_stands_for():
    text = "Angela Merkel came to Riga. “It is late,” she said."
    speaker = words_of(text)["It is late,"].speaker
    assert speaker is not None
    assert speaker.span is not None
    assert speaker.span.words(text) == "she"
    assert speaker.names == ("Angela Merkel",)


def test_without_a_publisher_the_chain_ends_in_the_text():
    text = "Angela Merkel said the hall was “full”."
    assert [q.chain for q in read_text(text)] == [(), ()]


def test_a_quotation_without_a_speaker_gets_no_publisher():
    text = "The “election” took place on Sunday."
    assert all(not q.chain for q in read_text(text, "The Harbour Gazette"))


def test_an_added_paragraph_of_its_own_changes_no_quotation_before_it():
    text = "Angela Merkel said the hall was “full to the roof”. Nobody left."
    longer = text + "\n\nThe “quiet” port of Vigo reopened, Pedro Sánchez said."
    assert read_text(longer)[: len(read_text(text))] == read_text(text)


def test_words_inside_marks_are_not_reported_speech_of_their_own():
    text = "“He said that the bridge is closed,” Angela Merkel said."
    assert [q.kind for q in read_text(text)] == [QuotationKind.DIRECT]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said “yes” and “no”.", ["yes", "no"]),
        ('He said "yes" and "no".', ["yes", "no"]),
        ("He said ''yes'' and ``no''.", ["yes", "no"]),
        ("He said ‘yes’ and 'no'.", ["yes", "no"]),
        ("He said «yes» and ‹no›.", ["yes", "no"]),
        ("He said „yes“ and „no”.", ["yes", "no"]),
        ('He said “yes" and "no”.', ["yes", "no"]),
        ("It's the '90s and the boys' 6'2\" frame.", []),
        ("“We said ‘no’ twice.”", ["We said ‘no’ twice.", "no"]),
        ("“The door is open.\n“It stays open.”", ["The door is open.", "It stays open."]),
        ("He said “the door is open. Nobody came.", ["the door is open."]),
        ("“”", []),
    ],
)
def test_marks_of_all_kinds_are_paired(text, inside):
    assert [m.span.words(text) for m in find_marked_spans(analyse_text(text))] == inside


def test_marks_that_go_on_from_the_paragraph_before_are_known():
    spans = find_marked_spans(analyse_text("“The door is open.\n“It stays open.”"))
    assert [m.goes_on for m in spans] == [False, True]


MARKS = [
    "“",
    "”",
    '"',
    "'",
    "’",
    "‘",
    "«",
    "»",
    "''",
    "``",
    " ",
    "\n",
    ", ",
    ". ",
    ": ",
    "? ",
    " — ",
    "\u00a0",
    "…",
    "5'",
]
WORDS = [
    "said",
    "He",
    "they",
    "Angela Merkel",
    "Beijing",
    "according to",
    "the joint statement",
    "that",
    "called",
    "it",
]
MORE = ["quoted", "as", "saying", "the two leaders", "who", "in a statement", "so-called", "article", "the ship sailed"]
PIECES = st.sampled_from([*MARKS, *WORDS, *MORE])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=30).map(" ".join) | st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=80))
def test_no_text_makes_it_raise_and_spans_lie_where_they_should(text):
    marked = find_marked_spans(analyse_text(text))
    for quotation in read_text(text):
        assert 0 <= quotation.span.start < quotation.span.end <= len(text)
        if quotation.kind in MARKED:
            assert any(m.span.covers(quotation.span) for m in marked)
        if quotation.cue is not None:
            assert 0 <= quotation.cue.start < quotation.cue.end <= len(text)
        if quotation.speaker is not None and quotation.speaker.span is not None:
            assert quotation.speaker.span.words(text).strip()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(["Rain fell.", "The ferry left Oslo at nine.", "Nobody came, and the hall was empty."]))
def test_a_paragraph_before_moves_a_quotation_and_changes_nothing_else(paragraph):
    text = "Angela Merkel said: “The hall is full.”"
    shift = len(paragraph) + 2
    alone, after = read_text(text), read_text(f"{paragraph}\n\n{text}")
    assert [(q.span.start + shift, q.kind, names_of(q.speaker), q.rule) for q in alone] == [
        (q.span.start, q.kind, names_of(q.speaker), q.rule) for q in after
    ]


WITH_A_CUE = [
    "Angela Merkel said: “The hall is full.”",
    "“The nets are dry,” said Jonas Gahr Støre, “and the boats are out.”",
    "China and Russia said they “stand by the reef”, according to Xinhua.",
    "The Polish interior ministry said in a statement that the gate was “shut for good”.",
    "Two sources close to the talks told Reuters that the draft was ready.",
    "Emmanuel Macron wrote: «The forest is ours.»",
    "The strait, two Omani officials said, is clear of mines.",
    "Pedro Sánchez called the toll 'a gift to nobody' in Vigo.",
]
AROUND = [
    *WITH_A_CUE,
    "Rain fell.",
    "The “quiet” port of Vigo reopened.",
    "“Nobody should walk on it alone.”",
    "The workers' boats weren't out at 5' of water.",
    "LAVROV: The door is open.",
    "Port must stay open - Josep Borrell",
    "He left. They said it was late.",
]


def readings_in(text: str, start: int, end: int) -> list[tuple[object, ...]]:
    """Return what is read of the paragraph at ``start``, with offsets counted from there."""
    found = [q for q in read_text(text) if start <= q.span.start < end]
    return [
        (
            q.span.start - start,
            q.span.words(text),
            q.kind,
            q.cue and q.cue.words(text),
            names_of(q.speaker),
            q.chain and len(q.chain),
        )
        for q in found
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(AROUND), max_size=3),
    st.sampled_from(WITH_A_CUE),
    st.lists(st.sampled_from(AROUND), max_size=3),
)
def test_paragraphs_added_around_change_no_quotation_that_has_its_cue(before, paragraph, after):
    text = "\n\n".join([*before, paragraph, *after])
    start = len("\n\n".join([*before, ""]))
    assert text[start : start + len(paragraph)] == paragraph
    assert readings_in(text, start, start + len(paragraph)) == readings_in(paragraph, 0, len(paragraph))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(AROUND), min_size=1, max_size=5), st.integers(0, 5), st.sampled_from(AROUND))
def test_a_paragraph_put_in_changes_no_span_of_a_quotation_elsewhere(paragraphs, place, added):
    place = min(place, len(paragraphs))
    text, longer = "\n\n".join(paragraphs), "\n\n".join([*paragraphs[:place], added, *paragraphs[place:]])
    start = len("\n\n".join([*paragraphs[:place], ""]))
    shift = len(added) + 2

    def placed(q: Quotation, by: int) -> tuple[int, int]:
        return q.span.start + by, q.span.end + by

    kept = [placed(q, shift if q.span.start >= start else 0) for q in read_text(text)]
    own = range(start, start + len(added))
    assert kept == [placed(q, 0) for q in read_text(longer) if q.span.start not in own]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(["“", "«", '"', "„"]),
    st.lists(st.sampled_from(["rain", "Vigo", "1", "é", "…", "[the", "sea]"]), min_size=1, max_size=8),
)
def test_the_span_is_what_stands_between_the_marks(mark, words):
    closing = {"“": "”", "«": "»", '"': '"', "„": "“"}[mark]
    inside = " ".join(words)
    text = f"Angela Merkel said: {mark}{inside}{closing}"
    assert inside in words_of(text) or not any(c.isalnum() for c in inside)
