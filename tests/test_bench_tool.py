"""What stages cost: every stage is measured, and what is measured stays as it was."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from foreigndesk.app import stages

TOOL = Path(__file__).resolve().parents[1] / "tools" / "bench_stages.py"
TEXT = "President Ruto met Chancellor Scholz in Berlin on Monday. “We will build the port,” he said."


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_stages", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_stage_takes_time_and_belongs_to_one_part(tool: ModuleType) -> None:
    figures = tool.measure([TEXT, TEXT], warm_up=[TEXT])
    assert (figures["articles"], figures["words"]) == (2, 32)
    assert all(milliseconds > 0 for milliseconds in figures["stages"].values())
    assert (figures["reader"]["sentences"], figures["reader"]["words"]) == (TEXT.count(".") * 2, 32)
    assert sum(figures["parts"].values()) == pytest.approx(sum(figures["stages"].values()))


def test_the_stages_are_left_as_they_were(tool: ModuleType) -> None:
    before = {function: getattr(stages, function) for function in tool.STAGES}
    tool.measure([TEXT], warm_up=[])
    assert {function: getattr(stages, function) for function in tool.STAGES} == before


def test_every_function_that_finds_something_is_measured(tool: ModuleType) -> None:
    finders = {name for name in vars(stages) if name.startswith("find_")}
    assert finders - set(tool.STAGES) == {"find_copies"}  # across articles; measured by bench_copies.py


def test_the_table_leaves_the_parse_out_of_its_sums(tool: ModuleType) -> None:
    stages_of_one = {"parse": 120.0, "times": 3.44}
    parts = {"parse": 120.0, "who, where and when": 3.44}
    reader = {"sentences": 400, "words": 8200, "seconds": 0.8}
    lines = tool.write_table({"stages": stages_of_one, "parts": parts, "reader": reader}).split("\n")
    assert lines[2:5] == ["| parse | 120.0 |", "| times | 3.4 |", "| **all of who, where and when** | **3.4** |"]
    assert lines[-1] == "The trained reader reads 500 sentences a second of 20.5 words each."


def test_texts_of_a_file_are_measured_from_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text('{"text": "Oslo thanked Accra."}\n' * 3, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(TOOL), "--news", str(tmp_path / "news.jsonl"), "--articles", "2", "--json"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert '"articles": 2, "words": 6' in done.stdout
