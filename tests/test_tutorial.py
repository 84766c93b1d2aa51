"""The tutorial runs as it is printed: every command works, and every line shown is in its answer."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def read_steps(page: str) -> list[tuple[str, list[str]]]:
    """Return the commands of the console blocks, each with the lines that are shown of its answer."""
    steps: list[tuple[str, list[str]]] = []
    for block in _BLOCK.findall(page):
        for line in block.splitlines():
            if line.startswith("$ "):
                steps.append((line.removeprefix("$ "), []))
            elif line.strip():
                steps[-1][1].append(" ".join(line.split()))
    return steps


def test_the_tutorial_runs_as_it_is_printed(repository: Path, tmp_path: Path) -> None:
    steps = read_steps((repository / "docs" / "tutorial.md").read_text(encoding="utf-8"))
    assert len(steps) > 5
    (tmp_path / "examples").symlink_to(repository / "examples")
    for command, shown in steps:
        answer = _run(command, tmp_path)
        missing = [line for line in shown if line not in answer]
        assert not missing, f"$ {command}\nnot in the answer: {missing}\n{answer}"


def _run(command: str, folder: Path) -> str:
    program, *words = shlex.split(command)
    assert program == "foreigndesk"
    done = subprocess.run(
        [sys.executable, "-m", "foreigndesk", *words],
        cwd=folder,
        env={**os.environ, "COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"$ {command}\n{done.stderr}"
    return "\n".join(" ".join(line.split()) for line in (done.stdout + "\n" + done.stderr).splitlines())


@pytest.mark.parametrize("page", ["README.md", "docs/tutorial.md", "docs/commands.md", "docs/index.md"])
def test_commands_that_pages_name_exist(page: str, repository: Path) -> None:
    from typer.main import get_command

    from foreigndesk.app.cli import app

    known = set(get_command(app).commands)  # type: ignore[attr-defined]
    named = re.findall(r"\$ foreigndesk(?: --desk \S+)? ([a-z-]+)", (repository / page).read_text(encoding="utf-8"))
    assert set(named) <= known
