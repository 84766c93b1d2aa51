"""What holds for all tests: no network, repeatable examples, and a word on what was not run."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

REPOSITORY = Path(__file__).resolve().parents[1]
OUTSIDE = REPOSITORY.parent / "shared"  # data beside the repository, absent in a clone

settings.register_profile(
    "project", derandomize=True, deadline=None, print_blob=False, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("project")

_NOT_RUN = "not run, because data outside the repository is absent"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take out the tests that need what is not here; each is named at the end of the run."""
    absent = {item for item in items for mark in item.iter_markers("outside") if not (OUTSIDE / mark.args[0]).exists()}
    config.stash[_LEFT_OUT] = sorted(item.nodeid for item in absent)
    items[:] = [item for item in items if item not in absent]


def pytest_configure(config: pytest.Config) -> None:
    """Declare the mark of tests that need data outside the repository."""
    config.addinivalue_line("markers", "outside(folder): needs this folder of ../shared; left out and named without it")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Name the tests that were left out."""
    left_out = config.stash.get(_LEFT_OUT, [])
    if left_out:
        terminalreporter.write_line(f"{len(left_out)} tests {_NOT_RUN}: {', '.join(left_out)}")


_LEFT_OUT = pytest.StashKey[list[str]]()


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let every attempt to reach another machine fail."""

    def refuse(_self: socket.socket, address: object) -> None:
        raise AssertionError(f"a test reached for the network: {address!r}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    yield


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the repository."""
    return REPOSITORY


@pytest.fixture(scope="session")
def outside() -> Path:
    """The folder with data beside the repository; only for tests marked ``outside``."""
    return OUTSIDE
