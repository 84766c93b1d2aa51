"""The floors: measured with a scorer and an annotator made for these tests."""

import json
import os
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

TOOL = Path(__file__).resolve().parents[1] / "tools" / "quality"
SCORER = """
import json, sys
task, gold, annotated = [a for a in sys.argv[1:] if not a.startswith("--")]
lines = [json.loads(line) for line in open(annotated, encoding="utf-8")]
print(json.dumps({
    "strict": {"P": 1.0, "R": 1.0, "F1": FIGURE, "gold": 3, "found": 3},
    "state, end to end": {"right": 50.0, "of": len(lines)},
    "words of content lost": {"percent": LOST, "of": 9},
    "accuracy": 12.5, "n": 3,
}))
"""
ECHO = """
import json, sys
for line in sys.stdin:
    given = json.loads(line)
    assert "gold" not in given, given
    print(json.dumps({"id": given["id"], "clean": "--clean" in sys.argv}))
"""


class Bench:
    """A folder with a scorer, gold for one task, an annotator and a file of floors."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.floors, self.annotator = folder, folder / "floors.json", folder / "echo.py"
        self.annotator.write_text(ECHO, encoding="utf-8")
        rows = [{"id": str(n), "text": "Xi met Lula.", "gold": n} for n in range(30)]
        (folder / "times.dev.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
        self.score()

    def score(self, *, figure: float = 80.0, lost: float = 2.0) -> None:
        text = SCORER.replace("FIGURE", str(figure)).replace("LOST", str(lost))
        (self.folder / "score.py").write_text(text, encoding="utf-8")

    def run(self, *words: str, task: str = "times") -> "subprocess.CompletedProcess[str]":
        annotate = f"{sys.executable} {self.annotator}"
        return subprocess.run(
            [sys.executable, str(TOOL), task, "--floors", str(self.floors), "--annotate", annotate, *words],
            env={**os.environ, "FOREIGNDESK_BENCH": str(self.folder)},
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def stored(self) -> dict[str, dict[str, object]]:
        stored: dict[str, dict[str, object]] = json.loads(self.floors.read_text(encoding="utf-8"))
        return stored


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_without_the_corpora_nothing_is_measured_and_this_is_said(bench: Bench) -> None:
    (bench.folder / "score.py").unlink()
    done = bench.run()
    assert done.returncode == 0
    assert "not measured, ../shared/bench is not here" in done.stdout


def test_the_own_news_texts_are_measured_without_the_corpora(bench: Bench) -> None:
    (bench.folder / "score.py").unlink()
    (bench.folder / "echo.py").write_text(
        """
import json, sys
for line in sys.stdin:
    given = json.loads(line)
    start = given["text"].find("Friday")
    times = [{"span": [start, start + 6], "value": None}] if start >= 0 else []
    print(json.dumps({"id": given["id"], "times": times}))
""",
        encoding="utf-8",
    )
    done = bench.run("--json", task="news")
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)["news"]["figures"]
    assert 0 == figures["value"] < figures["strict"] <= figures["relaxed"] < 100


def test_figures_become_floors_and_counts_do_not(bench: Bench) -> None:
    assert bench.run("--update").returncode == 0
    assert bench.stored["floors"] == {
        "times.strict": 80.0,
        "times.state, end to end": 50.0,
        "times.words of content lost (at most)": 2.0,
        "times.accuracy": 12.5,
    }
    assert bench.run().returncode == 0


@pytest.mark.parametrize(("figure", "lost", "named"), [(79.9, 2.0, "times.strict"), (80.0, 2.1, "content lost")])
def test_a_figure_worse_than_its_floor_is_named_and_fails(
    bench: Bench, *, figure: float, lost: float, named: str
) -> None:
    bench.run("--update")
    bench.score(figure=figure, lost=lost)
    done = bench.run()
    assert done.returncode == 1
    assert named in done.stderr
    assert "BELOW ITS FLOOR" in done.stdout


def test_a_better_figure_passes_and_raises_the_floor_only_when_asked(bench: Bench) -> None:
    bench.run("--update")
    bench.score(figure=85.0, lost=1.0)
    assert bench.run().returncode == 0
    assert bench.stored["floors"]["times.strict"] == 80.0
    bench.run("--update")
    assert bench.stored["floors"]["times.strict"] == 85.0
    assert bench.stored["floors"]["times.words of content lost (at most)"] == 1.0


def test_a_floor_goes_down_only_with_a_reason_that_is_stored(bench: Bench) -> None:
    bench.run("--update")
    bench.score(figure=70.0)
    assert bench.run("--update").returncode == 1
    assert bench.stored["floors"]["times.strict"] == 80.0
    assert bench.run("--update", "--allow-drop", "fewer false readings of names").returncode == 0
    assert bench.stored["floors"]["times.strict"] == 70.0
    assert bench.stored["drops"]["times.strict"] == {
        "before": 80.0,
        "after": 70.0,
        "because": "fewer false readings of names",
    }


@pytest.mark.parametrize("words", [("--allow-drop", "why"), ("--update", "--allow-drop", " "), ("--write", "--fast")])
def test_a_call_that_makes_no_sense_is_refused(bench: Bench, words: tuple[str, ...]) -> None:
    assert bench.run(*words).returncode == 2


def test_a_part_of_the_texts_has_floors_of_its_own(bench: Bench) -> None:
    bench.run("--limit", "4", "--update")
    assert "times[4].strict" in bench.stored["floors"]
    bench.score(figure=1.0)
    assert bench.run().returncode == 0


def test_a_metric_that_is_gone_fails(bench: Bench) -> None:
    bench.run("--update")
    floors = bench.stored
    floors["floors"]["times.gone"] = 1.0
    bench.floors.write_text(json.dumps(floors), encoding="utf-8")
    done = bench.run()
    assert done.returncode == 1
    assert "times.gone has a floor and no figure" in done.stderr


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("echo.py", "import sys; sys.exit('no model')", "times: annotate gave 0 lines for 30 texts"),
        ("score.py", "raise SystemExit('bad gold')", "times: score.py failed: bad gold"),
        ("floors.json", "[1]", "floors.json: cannot be read"),
    ],
)
def test_what_stops_a_measurement_is_said_in_one_line(bench: Bench, *, file: str, content: str, message: str) -> None:
    (bench.folder / file).write_text(content, encoding="utf-8")
    done = bench.run()
    assert done.returncode == 1
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_figures_can_be_had_as_json(bench: Bench) -> None:
    measured = json.loads(bench.run("--json").stdout)
    assert measured["times"]["texts"] == 30
    assert measured["times"]["figures"]["accuracy"] == 12.5


def test_the_page_keeps_the_figures_of_tasks_that_did_not_run() -> None:
    loader = SourceFileLoader("quality_tool", str(TOOL))
    spec = spec_from_loader("quality_tool", loader)
    assert spec is not None
    quality = module_from_spec(spec)
    sys.modules["quality_tool"] = quality
    loader.exec_module(quality)
    held = (
        "| old texts (`times`) | 2 | value | 71.0 | 2025-01-01 |\n| pages (`residue`) | 9 | lines | 60.0 | 2025-01-01 |"
    )
    task = next(task for task in quality.TASKS if task.name == "residue")
    measure = quality.Measure(task=task, part="residue", texts=9, seconds=1.0, figures={"lines": 65.0})
    page = quality.write_figures([measure], held=held)
    assert "| old texts (`times`) | 2 | value | 71.0 | 2025-01-01 |" in page
    assert "60.0" not in page
    assert "(`residue`) | 9 | lines | 65.0 |" in page
