"""A desk built once from the example articles."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "articles"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def run_command(
    *words: str, given: str = "", environment: dict[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run the command line in a process of its own and return what it wrote."""
    return subprocess.run(
        [sys.executable, "-m", "foreigndesk", *words],
        input=given,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "200", **(environment or {})},
    )


@pytest.fixture(scope="session")
def built_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a desk built from the examples; tests only read it."""
    folder = tmp_path_factory.mktemp("built")
    added = run_command("--desk", str(folder), "add", str(EXAMPLES))
    assert added.returncode == 0, added.stderr
    built = run_command("--desk", str(folder), "build", "--workers", "1")
    assert built.returncode == 0, built.stderr
    return folder


@pytest.fixture(scope="session")
def listed(built_desk: Path) -> Callable[..., dict[str, list[dict[str, object]]]]:
    """Return a function that gives the JSON of a command on the built desk."""

    def run(*words: str) -> dict[str, list[dict[str, object]]]:
        done = run_command("--desk", str(built_desk), *words, "--json")
        assert done.returncode == 0, done.stderr
        answer: dict[str, list[dict[str, object]]] = json.loads(done.stdout)
        return answer

    return run
