"""What holds for all tests: no network, repeatable examples, and a word on what was not run."""

import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

REPOSITORY = Path(__file__).resolve().parents[1]
OUTSIDE = REPOSITORY.parent / "shared"  # data beside the repository, absent in a clone

settings.register_profile(
    "project", derandomize=True, deadline=None, print_blob=False, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("project")

_left_out: set[str] = set()  # of this process; workers send theirs to the one that reports


def pytest_configure(config: pytest.Config) -> None:
    """Declare the mark of tests that need data outside the repository."""
    config.addinivalue_line("markers", "outside(folder): needs this folder of ../shared; left out and named without it")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Take out the tests that need what is not here; each is named at the end of the run."""
    absent = {item for item in items for mark in item.iter_markers("outside") if not (OUTSIDE / mark.args[0]).exists()}
    _left_out.update(item.nodeid for item in absent)
    items[:] = [item for item in items if item not in absent]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Send what was left out from a worker of xdist to the process that reports."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["left_out"] = sorted(_left_out)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """Take what a worker of xdist left out."""
    _left_out.update(getattr(node, "workeroutput", {}).get("left_out", ()))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the tests that were left out."""
    if _left_out:
        terminalreporter.write_line(
            f"not run, {OUTSIDE.name} data beside the repository is absent: {', '.join(sorted(_left_out))}"
        )


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every attempt to reach another machine fail."""

    def refuse(_self: socket.socket, address: object) -> None:
        raise AssertionError(f"a test reached for the network: {address!r}")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the repository."""
    return REPOSITORY


@pytest.fixture(scope="session")
def outside() -> Path:
    """The folder with data beside the repository; only for tests marked ``outside``."""
    return OUTSIDE
