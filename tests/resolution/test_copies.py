"""Copies, rewrites and independent origins; the texts are written for the project (tests/cases/copies.yaml)."""

import os
import random
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from foreigndesk.records.articles import Article, RemovedBlock, Repeat, ResidueKind, StatedFact
from foreigndesk.records.copies import Copy, CopyKind
from foreigndesk.records.dates import known_date
from foreigndesk.records.spans import Span
from foreigndesk.resolution import comparisons
from foreigndesk.resolution.candidates import CAP
from foreigndesk.resolution.copies import find_copies, group_origins, make_fingerprint

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "copies.yaml").read_text(encoding="utf-8"))
TEXTS: dict[str, str] = CASES["texts"]


def edited(edit: dict[str, Any]) -> str:
    """Return the text that an edit of the cases makes."""
    text = TEXTS[edit["of"]].strip()
    for word, other in edit.get("exchange", {}).items():
        assert word in text, word
        text = text.replace(word, other)
    paragraphs = text.split("\n\n")
    paragraphs = [paragraphs[n] for n in edit.get("keep", range(len(paragraphs)))]
    if "put" in edit:
        other = TEXTS[edit["put"]["of"]].strip().split("\n\n")
        paragraphs[edit["put"]["at"] : edit["put"]["at"]] = [other[n] for n in edit["put"]["paragraphs"]]
    return edit.get("before", "") + "\n\n".join(paragraphs) + edit.get("after", "")


ALL_TEXTS = TEXTS | {name: edited(edit) for name, edit in CASES["edits"].items()}
LANGUAGES = {"harbour_spanish": "es"}
LONG = TEXTS["summit_long"]
PARAGRAPHS = LONG.strip().split("\n\n")


def article(name: str, text: str, **fields: object) -> Article:
    return Article(locator=name, page_id="", text=text, **fields)  # type: ignore[arg-type]


def search(articles: Iterable[Article]) -> tuple[Copy, ...]:
    texts = {a.article_id: a for a in articles}
    return find_copies([make_fingerprint(a) for a in texts.values()], lambda i: texts[i].text)


def pair(first: Article, second: Article) -> Copy:
    (found,) = search([first, second])
    assert {found.first_id, found.second_id} == {first.article_id, second.article_id}
    assert found.first_id < found.second_id
    return found


def origins(articles: Sequence[Article]) -> int:
    families = group_origins([a.article_id for a in articles], search(articles))
    return len(set(families.values()))


@pytest.mark.parametrize("case", CASES["pairs"], ids=lambda c: f"{c['first']}-{c['second']}")
def test_a_pair_is_judged_as_a_reader_judges_it(case: dict[str, str | None]) -> None:
    names = [str(case[side]) for side in ("first", "second")]
    first, second = (article(n, ALL_TEXTS[n], language=LANGUAGES.get(n, "en")) for n in names)
    found = search([first, second])
    assert [c.kind.value for c in found] == ([case["kind"]] if case["kind"] else []), case["because"]
    names_by_id = {first.article_id: case["first"], second.article_id: case["second"], None: None}
    assert [names_by_id[c.later_id] for c in found] == ([case["later"]] if case["kind"] else []), case["because"]


def test_all_reports_together_have_the_origins_that_they_have_in_pairs() -> None:
    assert origins([article(name, text) for name, text in TEXTS.items()]) == len(TEXTS) - 3


def test_a_rewrite_says_how_much_is_told_in_the_same_order_and_shows_the_sentences() -> None:
    first, second = article("a", LONG), article("b", TEXTS["summit_rewrite"])
    found = pair(first, second)
    assert "sentences tell the same in the same order" in found.because[0]
    assert any("numbers with their unit in the same order" in reason for reason in found.because)
    texts = {first.article_id: first.text, second.article_id: second.text}
    shown = [(s.first.words(texts[found.first_id]), s.second.words(texts[found.second_id])) for s in found.shared]
    assert len(shown) >= 6
    assert any("Touna smelter" in a + b and "smelter at Touna" in a + b for a, b in shown)


def test_the_same_facts_in_another_order_are_no_rewrite() -> None:
    turned = "\n\n".join(reversed(TEXTS["summit_rewrite"].strip().split("\n\n")))
    assert search([article("a", LONG), article("b", turned)]) == ()


def test_a_copy_with_another_headline_and_residue_is_verbatim() -> None:
    head, tail = "Keli in Belvane: a railway and two grudges\n\n", "\n\nMost Commented\nSign up for our newsletter"
    text = head + LONG + tail
    copied = article(
        "b",
        text,
        title="Keli in Belvane: a railway and two grudges",
        title_span=Span(0, len(head) - 2),
        removed=(RemovedBlock(span=Span(text.index("Most Comm"), len(text)), kind=ResidueKind.WIDGET, rule="most"),),
    )
    found = pair(article("a", LONG), copied)
    assert (found.kind, found.score, found.later_id) == (CopyKind.VERBATIM, 1.0, None)
    assert "neither dates nor credits" in found.direction_because
    assert (
        found.shared[0]
        .first.words(LONG if found.first_id == article("a", LONG).article_id else text)
        .startswith("President Amadou")
    )


def test_residue_that_nobody_removed_does_not_hide_a_copy() -> None:
    noisy = f"Home News Sport\nA railway and two grudges\n{LONG}\nRead more\nShare this article with your friends"
    assert pair(article("a", LONG), article("b", noisy)).kind is CopyKind.VERBATIM


def test_a_folded_repeat_takes_no_part() -> None:
    twice = f"{PARAGRAPHS[0]}\n\n{LONG}"
    first = Span(len(PARAGRAPHS[0]) + 2, 2 * len(PARAGRAPHS[0]) + 2)
    folded = article("b", twice, repeats=(Repeat(first=first, second=Span(0, len(PARAGRAPHS[0]))),))
    assert make_fingerprint(folded).digest == make_fingerprint(article("a", LONG)).digest


def test_an_agency_text_under_another_headline_is_syndicated_and_the_one_without_the_credit_is_later() -> None:
    agency = article("a", TEXTS["harbour_agency"], title="Carvania and Tessia end herring quarrel")
    body = TEXTS["harbour_agency"].split(" -- ", 1)[1]
    reprint = article("b", body, title="Herring: peace at last", publisher="Dravin Post")
    found = pair(agency, reprint)
    assert (found.kind, found.later_id) == (CopyKind.SYNDICATED, reprint.article_id)
    assert "Northwire" in found.because[-1]
    assert "Northwire" in found.direction_because


def test_an_agency_text_that_both_credit_and_one_cuts_a_little_is_syndicated() -> None:
    text = TEXTS["harbour_agency"]
    whole = article("a", text, publisher="Dravin Post", title="Herring: peace at last")
    cut = article("b", text[: text.index("Carvania will reopen")], publisher="Hallin Times", title="Quarrel ends")
    found = pair(whole, cut)
    assert found.kind is CopyKind.SYNDICATED
    assert found.because[-1] == "credits Northwire; other headlines and publishers"


def test_a_dateline_span_is_no_wording_and_names_the_agency() -> None:
    text = TEXTS["harbour_agency"]
    size = text.index("--") + 2
    with_dateline = make_fingerprint(article("a", text, dateline=Span(0, size)))
    without = make_fingerprint(article("b", text[size:]))
    assert with_dateline.agencies == ("Northwire",)
    assert (with_dateline.digest, without.agencies) == (without.digest, ())


@pytest.mark.parametrize(
    ("fields", "ending", "expected"),
    [
        ({"byline": "By Ana Roth and Reuters"}, "", ("Reuters",)),
        ({"byline": "AFP, AP"}, "", ("Agence France-Presse", "The Associated Press")),
        ({}, "\n\n(Yonhap)\n", ("Yonhap",)),
        ({"byline": "Ana Roth"}, "\n\nHe spoke to Reuters on Monday.", ()),
    ],
)
def test_an_agency_of_the_table_is_credited_in_the_byline_or_the_last_line(
    fields: dict[str, str], ending: str, expected: tuple[str, ...]
) -> None:
    assert make_fingerprint(article("a", LONG + ending, **fields)).agencies == expected


def test_who_credits_the_publisher_of_the_other_is_later() -> None:
    original = article("a", LONG, publisher="Northwire")
    reprint = article("b", LONG, publisher="Dravin Post", byline="By Ana Roth, Northwire")
    found = pair(original, reprint)
    assert found.later_id == reprint.article_id
    assert found.direction_because == "credits Northwire, which published the other"


@pytest.mark.parametrize("is_resolved", [True, False])
def test_stated_days_of_publication_decide_before_the_wording(is_resolved: bool) -> None:
    def dated(name: str, text: str, day: date) -> Article:
        if is_resolved:
            return article(name, text, published=known_date(day, day, ()))
        stated = (StatedFact(field="published", value=f"{day.isoformat()}T08:00:00Z", origin="meta"),)
        return article(name, text, stated=stated)

    short = dated("a", "\n\n".join(PARAGRAPHS[:5]), date(2024, 3, 1))
    full = dated("b", LONG, date(2024, 3, 2))
    found = pair(short, full)
    assert (found.kind, found.later_id) == (CopyKind.EXTENDED, full.article_id)
    assert "2024-03-02" in found.direction_because


def test_a_day_that_does_not_exist_states_nothing() -> None:
    stated = (StatedFact(field="published", value="2024-13-45", origin="meta"),)
    assert make_fingerprint(article("a", LONG, stated=stated)).stated_from is None


@pytest.mark.parametrize("kept", [4, 5, 6])
def test_a_text_cut_from_the_end_is_abridged_and_later(kept: int) -> None:
    short = article("short", "\n\n".join(PARAGRAPHS[:kept]))
    found = pair(short, article("full", LONG))
    assert (found.kind, found.later_id) == (CopyKind.ABRIDGED, short.article_id)
    assert found.score >= 0.95
    assert "are the beginning of the other's" in found.direction_because


def test_a_text_cut_in_the_middle_is_later_where_the_rest_names_the_same_names() -> None:
    short = article("short", "\n\n".join([*PARAGRAPHS[:2], *PARAGRAPHS[3:7]]))
    found = pair(short, article("full", LONG))
    assert (found.kind, found.later_id) == (CopyKind.ABRIDGED, short.article_id)
    assert "the same names" in found.direction_because


def test_a_text_with_paragraphs_on_other_matters_put_in_is_extended_and_later() -> None:
    grain = TEXTS["grain_report"].strip().split("\n\n")
    mixed = [p for n, own in enumerate(PARAGRAPHS) for p in (own, *grain[n : n + 1])]
    longer = article("mixed", "\n\n".join(mixed))
    found = pair(longer, article("a", LONG))
    assert (found.kind, found.later_id) == (CopyKind.EXTENDED, longer.article_id)
    assert "other names" in found.direction_because


def test_a_quotation_and_a_list_cut_short_tell_which_is_later() -> None:
    first = article("a", f"{LONG}\n\nThey spoke of copper, cobalt, barley, timber and fish for an hour.")
    rewrite = f"{TEXTS['summit_rewrite']}\n\nOn the table for an hour were copper, cobalt, barley and timber."
    second = article("b", rewrite)
    found = pair(first, second)
    assert found.later_id == second.article_id
    assert "quotes “we are buying a future” of a longer quotation" in found.direction_because
    assert "lists 3 things where the other lists 4" in found.direction_because


def test_signs_for_both_directions_leave_it_open() -> None:
    first = article("a", f"{LONG}\n\nSebe said the ink was “not even in the bottle”.")
    second = article("b", f"{TEXTS['summit_rewrite']}\n\nSebe: “The ink, my friends, is not even in the bottle today.”")
    found = pair(first, second)
    assert found.later_id is None
    assert found.direction_because.startswith("signs for both directions")


def test_texts_too_long_to_be_spelt_are_compared_by_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparisons, "_LONGEST_SPELT", 100)
    misread = " ".join(w + "c" if n % 8 == 5 else w for n, w in enumerate(LONG.split(" ")))
    assert pair(article("a", LONG), article("b", misread)).kind is CopyKind.REWRITTEN


def test_sentences_in_another_order_are_still_a_copy() -> None:
    shuffled = random.Random(7).sample(PARAGRAPHS, len(PARAGRAPHS))  # noqa: S311
    found = pair(article("a", LONG), article("b", "\n\n".join(shuffled)))
    assert found.kind is CopyKind.VERBATIM
    assert "the passages stand in another order" in found.because


def test_wrong_letters_are_a_copy_and_exchanged_words_a_rewrite() -> None:
    words = LONG.split(" ")
    misread = " ".join(w[:-1] + "c" if n % 12 == 5 and len(w) > 4 else w for n, w in enumerate(words))
    exchanged = " ".join("turnip" if n % 6 == 5 else w for n, w in enumerate(words))
    assert pair(article("a", LONG), article("b", misread)).kind is not CopyKind.REWRITTEN
    found = pair(article("a", LONG), article("b", exchanged))
    assert found.kind is CopyKind.REWRITTEN
    assert "other words" in found.because[1]


def test_two_reports_that_quote_one_long_statement_are_not_copies() -> None:
    statement = "".join(f"“{p.replace(chr(34), '')}”\n\n" for p in PARAGRAPHS[2:7])
    first = f"{TEXTS['grain_report']}\n\n{statement}"
    second = f"{TEXTS['harbour_independent']}\n\n{statement}"
    assert search([article("a", first), article("b", second)]) == ()


def test_two_interviews_of_the_same_words_are_copies_although_all_is_quoted() -> None:
    spoken = "".join(f"“{p.replace(chr(34), '')}”\n\n" for p in PARAGRAPHS)
    found = pair(article("a", spoken), article("b", f"The president speaks in full:\n{spoken}"))
    assert found.kind is CopyKind.VERBATIM


def test_equal_texts_are_paired_with_one_representative_and_never_opened() -> None:
    fingerprints = [make_fingerprint(article(f"copy-{n}", LONG)) for n in range(100)]
    opened: list[str] = []
    copies = find_copies(fingerprints, lambda i: opened.append(i) or "")
    assert (len(copies), len({c.first_id for c in copies}), opened) == (99, 1, [])
    assert len(set(group_origins([f.article_id for f in fingerprints], copies).values())) == 1


def test_nearly_equal_texts_are_paired_with_one_representative() -> None:
    articles = [article(f"{n}", f"{LONG}\n\nEdition {n} of the evening, read by {n * 37} people") for n in range(30)]
    copies = search(articles)
    assert (len(copies), len({c.first_id for c in copies})) == (29, 1)


def test_more_shortened_versions_than_the_cap_are_one_family() -> None:
    choose = random.Random(11)  # noqa: S311
    kept = [sorted(choose.sample(range(len(PARAGRAPHS)), 4)) for _ in range(2 * CAP)]
    articles = [article(f"{n}", "\n\n".join(PARAGRAPHS[k] for k in ks)) for n, ks in enumerate(kept)]
    assert origins([article("full", LONG), *articles]) <= 3


def test_short_notices_are_compared_with_nothing() -> None:
    assert (
        search([article("a", "Subscribe to read this article."), article("b", "Subscribe to read this article.")]) == ()
    )


def test_a_copy_of_a_copy_is_of_one_family() -> None:
    first = article("a", "\n\n".join(PARAGRAPHS[:6]))
    second = article("b", LONG)
    third = article("c", "\n\n".join(PARAGRAPHS[4:]))
    assert origins([first, second, third]) == 1


def test_families_are_named_by_their_smallest_id_and_singles_stay_alone() -> None:
    articles = [article(name, text) for name, text in TEXTS.items()]
    families = group_origins([a.article_id for a in articles], search(articles))
    for family in families.values():
        assert family == min(i for i, f in families.items() if f == family)
    alone = article("court_capital", TEXTS["court_capital"]).article_id
    assert families[alone] == alone


POOL = [
    *(article(name, text) for name, text in TEXTS.items()),
    article("again", f"Another headline\n\n{LONG}"),
    article("cut", "\n\n".join(PARAGRAPHS[:5])),
    article("same", LONG),
]


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(len(POOL))))
def test_the_order_of_the_articles_changes_nothing(order: list[int]) -> None:
    assert search([POOL[n] for n in order]) == search(POOL)


def test_an_unrelated_article_adds_nothing() -> None:
    strange = "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich und zurück zum Hafen. " * 6
    assert search([*POOL, article("strange", strange)]) == search(POOL)


def test_every_shared_passage_lies_in_its_text_and_every_copy_has_reasons() -> None:
    texts = {a.article_id: a.text for a in POOL}
    for found in search(POOL):
        assert found.because
        assert found.direction_because
        assert 0 < found.score <= 1
        assert found.later_id in {None, found.first_id, found.second_id}
        for passage in found.shared:
            assert 0 <= passage.first.start < passage.first.end <= len(texts[found.first_id])
            assert 0 <= passage.second.start < passage.second.end <= len(texts[found.second_id])


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(alphabet="ab “”\"'.\n12,", max_size=300))
def test_no_text_makes_it_fail(first: str, second: str) -> None:
    filler = " ".join(f"word{n}" for n in range(30))
    articles = [article("a", first), article("b", second + filler), article("c", filler + first + second)]
    search(articles)


def test_a_fingerprint_is_the_same_in_a_process_with_another_hash_seed() -> None:
    code = (
        "import sys; from foreigndesk.records.articles import Article;"
        "from foreigndesk.resolution.copies import make_fingerprint;"
        "print(make_fingerprint(Article(locator='a', page_id='', text=sys.stdin.read())))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=LONG,
            capture_output=True,
            check=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("1", "2")
    }
    assert runs == {f"{make_fingerprint(article('a', LONG))}\n"}
