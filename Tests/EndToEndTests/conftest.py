import pytest

from server import BINARY, Server


def pytest_sessionstart(session):
    if not BINARY.exists():
        pytest.exit(f"{BINARY} is not built; run: make build", returncode=2)


@pytest.fixture
def server(tmp_path):
    """A server of its own for one test."""
    running = Server(tmp_path).start()
    yield running
    running.kill()


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """One server for the tests of a module that do not disturb each other."""
    running = Server(tmp_path_factory.mktemp("shared")).start()
    yield running
    running.kill()


@pytest.fixture(scope="module")
def client(shared):
    return shared.client()


counts = {"passed": 0, "failed": 0}


def pytest_runtest_logreport(report):
    if report.when == "call" or report.failed:
        counts["failed" if report.failed else "passed"] += not report.skipped


def pytest_unconfigure(config):
    if any(counts.values()):
        print(f"{counts['passed']} passed, {counts['failed']} failed")
