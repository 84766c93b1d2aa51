"""Fixtures of the store's tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from foreigndesk.records.articles import Article
from foreigndesk.store import Store, open_store
from tests.store.store_samples import build_sample


@pytest.fixture
def desk_file(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


@pytest.fixture
def store(desk_file: Path) -> Iterator[Store]:
    with open_store(desk_file, create=True) as opened:
        yield opened


@pytest.fixture
def articles(store: Store) -> tuple[Article, Article]:
    """The two articles of the sample after a whole build of them."""
    return build_sample(store)
