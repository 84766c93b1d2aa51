"""The codebook of annotators: every value is explained, every example is right."""

import re
from pathlib import Path

import pytest

from foreigndesk.knowledge.codebook import event_types
from foreigndesk.records.claims import CommitmentKind, Factuality, Stance
from training.checks import find_faults
from training.label_lines import allowed
from training.markup import ROLES
from training.reading import find_files, read_files, read_text

REPOSITORY = Path(__file__).resolve().parents[2]
PAGE = (REPOSITORY / "docs" / "annotating.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```corpus\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_follows_the_notation(example: str) -> None:
    reading = read_text(example, Path("annotating.md"))
    assert not reading.faults
    assert reading.rows


def test_every_value_of_the_notation_is_explained() -> None:
    values = [*event_types(), *Factuality, *CommitmentKind, *Stance, *ROLES, *allowed("aux"), *allowed("none")]
    assert not [value for value in values if f"`{value}`" not in PAGE]


def test_the_corpus_of_the_repository_is_right() -> None:
    reading = read_files(find_files([REPOSITORY / "training"]))
    assert not reading.faults
    assert not find_faults(reading.rows)
