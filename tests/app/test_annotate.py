import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foreigndesk.app.annotating import annotate_line
from tests.app.conftest import run_command

TEXT = (
    "ACCRA – Ghanaian President Nana Akufo-Addo met German Chancellor Olaf Scholz in Berlin on Tuesday. "
    "“We want trade, not aid,” Akufo-Addo said after the talks."
)


def annotate(*rows: object, words: tuple[str, ...] = ()) -> list[dict[str, object]]:
    given_lines = "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)
    return [json.loads(line) for line in run_command("annotate", *words, given=given_lines).stdout.splitlines()]


def test_lines_come_back_in_order_with_their_ids():
    answers = annotate({"id": "a", "text": TEXT}, {"id": 2, "text": ""}, {"id": None, "text": "No news."})
    assert [a["id"] for a in answers] == ["a", 2, None]


def test_spans_count_code_points_of_the_text_as_given():
    text = "🌍 " + TEXT
    (answer,) = annotate({"id": "a", "text": text})
    mentions = {text[slice(*m["span"])]: m["entity"] for m in answer["mentions"]}
    assert mentions["Olaf Scholz"] == "olaf-scholz"
    assert text[slice(*answer["quotations"][0]["span"])] == "We want trade, not aid,"
    assert answer["quotations"][0]["speaker"]["names"] == ["Nana Akufo-Addo"]


def test_a_given_date_settles_the_weekday():
    (answer,) = annotate({"id": "a", "text": TEXT, "published": "2023-02-16"})
    assert answer["published"]["edtf"] == "2023-02-16"
    assert [t["value"] for t in answer["times"]] == ["2023-02-14"]


def test_without_a_date_the_day_is_not_invented():
    (answer,) = annotate({"id": "a", "text": "The ministers met on Tuesday. They will meet again."})
    assert answer["published"]["edtf"] is None
    assert answer["published"]["unknown_because"]
    assert [t["value"] for t in answer["times"]] == [None]


def test_a_bad_line_gets_an_error_in_its_place_and_the_rest_goes_on():
    given_lines = 'no json\n[1]\n{"id": "x"}\n{"id": "y", "text": 3}\n' + json.dumps({"id": "z", "text": TEXT}) + "\n"
    done = run_command("annotate", given=given_lines)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [a["id"] for a in answers] == [None, None, "x", "y", "z"]
    assert all("line" in a["error"] for a in answers[:4])
    assert answers[4]["mentions"]


def test_html_gives_its_main_text_back():
    paragraphs = "".join(f"<p>{TEXT} Paragraph {n} says more about the talks in Berlin.</p>" for n in range(4))
    html = f"<html><body><nav>Home Sport</nav><article><h1>Talks in Berlin</h1>{paragraphs}</article></body></html>"
    (answer,) = annotate({"id": "h", "html": html})
    assert "We want trade, not aid" in answer["text"]
    assert "Home Sport" not in answer["text"]


def test_clean_adds_the_residue_and_keeps_offsets():
    text = TEXT + "\n\nShare this article\n\nSign up for our newsletter\n"
    (answer,) = annotate({"id": "a", "text": text}, words=("--clean",))
    found = [text[slice(*r["span"])] for r in answer["residue"]]
    assert any("newsletter" in words for words in found)
    assert text[slice(*answer["mentions"][0]["span"])]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300), st.booleans())
def test_no_text_makes_annotate_raise_and_all_spans_lie_inside(text, clean):
    answer = annotate_line(json.dumps({"id": 1, "text": text}), number=1, clean=clean)
    if "error" in answer:
        return
    spans = [m["span"] for key in ("mentions", "times", "quotations", "places") for m in answer[key]]
    assert all(0 <= start < end <= len(text) for start, end in spans)


def offices(answer):
    return {m["name"]: (m["office"], m["office_fact"]) for m in answer["mentions"] if m["kind"] == "person"}


def test_an_office_is_told_where_the_date_of_the_article_fixes_it():
    text = "Sergei Shoigu and Andrei Belousov spoke. Kurt Volker, a former US ambassador to NATO, disagreed."
    (before,) = annotate({"id": "a", "text": text, "published": "2024-05-01"})
    (after,) = annotate({"id": "a", "text": text, "published": "2024-06-01"})
    fact = "offices:sergei-shoigu:defence_minister:2012-11-06"
    assert offices(before)["Sergei Shoigu"] == ("Minister of Defence of Russia", fact)
    assert offices(after)["Andrei Belousov"][0] == "Minister of Defence of Russia"
    assert offices(after)["Sergei Shoigu"][0] == "Secretary of the Security Council of Russia"
    assert offices(before)["Kurt Volker"] == offices(after)["Kurt Volker"] == (None, None)


def test_without_a_date_no_office_is_told():
    (answer,) = annotate({"id": "a", "text": "Sergei Shoigu and Andrei Belousov spoke for an hour."})
    assert answer["published"]["earliest"] is None
    assert offices(answer)["Sergei Shoigu"] == (None, None)


def test_an_office_is_told_where_only_the_date_of_the_meeting_fixes_it():
    text = "On 3 May 2021, Boris Johnson met Emmanuel Macron in London. Boris Johnson wrote a book on it."
    (answer,) = annotate({"id": "a", "text": text})
    first, second = (m["office"] for m in answer["mentions"] if m["name"] == "Boris Johnson")
    assert (first, second) == ("Prime Minister of the United Kingdom", None)


def test_references_tell_whom_words_mean_and_why():
    text = "Defence Minister Andrei Belousov inspected the base. His predecessor never had."
    (answer,) = annotate({"id": "a", "text": text})
    told = {text[slice(*r["span"])]: (r["entities"], r["because"]) for r in answer["references"]}
    assert told["His"][0] == ["andrei-belousov"]
    entities, because = told["predecessor"]
    assert entities == ["sergei-shoigu"]
    assert because.startswith("predecessor of Andrei Belousov as Minister of Defence of Russia (offices:sergei-shoigu:")


def test_organisations_have_the_members_of_the_day():
    text = "The SCO will meet in Astana, the ministers said."
    (before,) = annotate({"id": "a", "text": text, "published": "2024-07-03"})
    (after,) = annotate({"id": "a", "text": text, "published": "2024-07-04"})
    (undated,) = annotate({"id": "a", "text": text})
    assert [len(o["members"]) for o in before["organisations"] + after["organisations"]] == [9, 10]
    assert undated["organisations"][0]["members"] is None


def test_a_meeting_that_two_words_tell_is_one_event():
    (answer,) = annotate({"id": "a", "text": "Turkish, Syrian and Russian officials held talks in Moscow on Monday."})
    (event,) = answer["events"]
    assert (event["type"], [p["state"] for p in event["actors"]]) == ("CONSULT", ["TUR", "SYR", "RUS"])
    assert event["place"] == "moscow"
