"""The command ``events`` with its filters, and how one event is shown, explained and exported."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.app.conftest import run_command

TEXTS = {
    "agency.txt": "Published: 2031-05-07\n\nA quarrel about the lake\n\n"
    "Kenya expelled Uganda's ambassador on Tuesday, 6 May 2031. The harbour was calm.\n\n"
    "Peru did not expel Bolivia's ambassador on 5 May 2031, the palace said.\n",
    "courier.txt": "Published: 2031-05-08\n\nTwo ferries were late\n\n"
    "After weeks of fog, Kenya expelled Uganda's ambassador on 6 May 2031. Fishermen shrugged.\n\n"
    "Kenya will impose sanctions on Uganda on 9 May 2031.\n",
    "undated.txt": "A word on bridges\n\nChad condemned Niger.\n",
    "denial.txt": "Published: 2031-05-09\n\nOn the border\n\nGhana denied that it had shelled Togo on 4 May 2031.\n",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a desk of four articles; tests only read it."""
    folder = tmp_path_factory.mktemp("deeds")
    pile = folder / "pile"
    pile.mkdir()
    for name, text in TEXTS.items():
        (pile / name).write_text(text, encoding="utf-8")
    for words in (["add", str(pile)], ["build", "--workers", "1"]):
        done = run_command("--desk", str(folder), *words)
        assert done.returncode == 0, done.stderr
    return folder


def ask(desk: Path, *words: str) -> str:
    done = run_command("--desk", str(desk), *words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def events(desk: Path, *words: str) -> list[dict[str, Any]]:
    return list(json.loads(ask(desk, "events", "--json", *words))["events"])


def actors(desk: Path, *words: str) -> list[str]:
    return sorted(event["actors"][0]["state"] for event in events(desk, *words))


def only(desk: Path, *words: str) -> dict[str, Any]:
    [event] = events(desk, *words)
    return event


def test_two_reports_are_one_event_with_the_words_of_both(desk: Path) -> None:
    event = only(desk, "--type", "SANCTION.expel", "--actor", "KEN")
    assert (event["date"]["edtf"], event["status"], event["is_told_as_fact"]) == ("2031-05-06", "reported", True)
    assert (len(event["reports"]), event["independent_origins"], len(event["claims"])) == (2, 2, 2)
    assert all("expelled" in claim["words"] for claim in event["claims"])
    assert {e["exact"] for e in event["evidence"] if e["supports"] == "trigger"} == {"expelled"}


def test_what_did_not_happen_stands_apart_and_is_said_so(desk: Path) -> None:
    told, others = ask(desk, "events").split("NOT told as having happened")
    assert "Kenya → Uganda" in told
    assert "planned" not in told
    assert "Ghana" not in told
    assert "Peru" not in told
    for words in ("planned", "denied", "did NOT happen", "Peru → Bolivia", "Ghana → Togo"):
        assert words in others


def test_the_filters_choose(desk: Path) -> None:
    assert actors(desk) == ["GHA", "KEN", "KEN", "PER", "TCD"]
    assert actors(desk, "--type", "assault") == ["GHA"]
    assert actors(desk, "--actor", "kenya") == actors(desk, "--recipient", "UGA") == ["KEN", "KEN"]
    assert actors(desk, "--polarity", "negative") == ["PER"]
    assert actors(desk, "--since", "2031-05-05", "--until", "2031-05-06") == ["KEN", "PER"]


def test_events_without_a_day_that_may_lie_there_are_counted(desk: Path) -> None:
    done = run_command("--desk", str(desk), "events", "--since", "2031")
    assert "not listed: 1 event that may lie in these days" in done.stderr
    assert "Chad" not in done.stdout


def test_events_less_sure_than_asked_for_are_counted_and_can_be_listed(desk: Path) -> None:
    everything = events(desk, "--confidence", "0")
    least = max(event["confidence"] for event in everything)
    done = run_command("--desk", str(desk), "events", "--confidence", str(least))
    left_out = sum(event["confidence"] < least for event in everything)

    assert left_out > 0
    assert f"not listed: {left_out} event" in done.stderr
    assert f"of confidence below {least}; --confidence 0 lists them too" in done.stderr
    assert len(events(desk, "--confidence", str(least))) == len(everything) - left_out


def test_a_name_that_nobody_has_is_told(desk: Path) -> None:
    done = run_command("--desk", str(desk), "events", "--actor", "atlantis", "--recipient", "UGA")
    assert 'no actor of an event is called "atlantis"' in done.stderr
    assert "no recipient" not in done.stderr


@pytest.mark.parametrize(
    ("words", "because"),
    [
        (["--type", "QUARREL"], "--type QUARREL: choose one of AGREE"),
        (["--type", "AGREE.drone"], "--type AGREE.drone: AGREE has no such mode, it has none"),
        (["--type", "CONSULT.drone"], "has no such mode, choose one of visit"),
        (["--polarity", "up"], "--polarity up: choose one of positive, negative"),
        (["--since", "May"], "--since May: no such day"),
        (["--since", "2032", "--until", "2031"], "--since 2032 lies after --until 2031"),
    ],
)
def test_a_mistake_in_the_call_is_told_in_one_line(desk: Path, words: list[str], because: str) -> None:
    done = run_command("--desk", str(desk), "events", *words)
    assert done.returncode == 2
    assert because in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_show_says_first_how_an_event_is_told(desk: Path) -> None:
    denied = only(desk, "--actor", "GHA")["event_id"]
    shown = ask(desk, "show", denied[:10])
    assert shown.splitlines()[1].strip() == "Denied; not told as having happened"
    assert json.loads(ask(desk, "show", denied, "--json"))["is_told_as_fact"] is False
    negated = ask(desk, "show", only(desk, "--polarity", "negative")["event_id"])
    assert "Told as not having happened" in negated


def test_why_gives_the_words_the_days_the_code_and_what_made_it_one(desk: Path) -> None:
    told = " ".join(ask(desk, "why", only(desk, "--type", "SANCTION.expel", "--actor", "KEN")["event_id"]).split())
    for words in (
        "told as having happened",
        "trigger “expelled”",
        "date: 2031-05-06",
        "6 May 2031: ",
        "taken for one event: same kind of event between the same parties, dates overlap",
        "[plover:SANCTION]",
        "Goldstein -4.0 [cameo:161]",
        "not known: place: no words name one",
    ):
        assert words in told, words


def test_an_event_is_exported_with_its_status_and_as_a_flat_row(desk: Path) -> None:
    rows = [json.loads(line) for line in ask(desk, "export").splitlines()]
    exported = [row for row in rows if row["record"] == "event"]
    assert sorted(row["status"] for row in exported) == ["denied", "planned", "reported", "reported", "reported"]
    assert all(row["words"] for row in exported)
    flat = list(csv.DictReader(io.StringIO(ask(desk, "export", "--csv", "event"))))
    assert [row["actor_states"] for row in flat if row["is_told_as_fact"] == "True"] == ["KEN", "TCD"]
    [kenya] = [row for row in flat if row["mode"] == "expel" and row["actor_states"] == "KEN"]
    assert (kenya["earliest"], kenya["reports"], kenya["independent_origins"]) == ("2031-05-06", "2", "2")


def test_what_a_build_made_of_events_stands_by_its_words(desk: Path) -> None:
    assert run_command("--desk", str(desk), "verify").returncode == 0


def test_annotate_gives_both_tellings_of_one_event_one_id() -> None:
    text = "Kenya expelled two Ugandan diplomats on Tuesday. Kenya expelled the diplomats of Uganda after a quarrel."
    done = run_command("annotate", given=json.dumps({"id": 1, "text": text}) + "\n")
    first, second = json.loads(done.stdout)["events"]
    assert first["event"] == second["event"] is not None
    assert first["trigger"] != second["trigger"]
