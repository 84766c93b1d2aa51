from pathlib import Path

import pytest

from tests.golden.golden_articles import EXPECTED, make_golden


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return make_golden(tmp_path_factory.mktemp("golden"))


def test_every_example_that_is_kept_has_a_golden_file(made: dict[str, str]) -> None:
    assert {path.stem for path in EXPECTED.glob("*.json")} == made.keys()


@pytest.mark.parametrize("path", sorted(EXPECTED.glob("*.json")), ids=lambda p: p.stem)
def test_an_example_gives_what_was_reviewed(path: Path, made: dict[str, str]) -> None:
    expected = path.read_text(encoding="utf-8")
    assert made.get(path.stem) == expected, "if this is meant: tools/update_golden, and read the difference in review"
