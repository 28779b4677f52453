"""For every test: no other machine is reached, generated examples are the same everywhere."""

import gc
import os
from urllib.parse import urlsplit

import hypothesis
import pytest
import pytest_socket

pytest_plugins = ["tests.fixtures"]

hypothesis.settings.register_profile("ci", deadline=None, database=None, derandomize=True)
hypothesis.settings.register_profile("search", deadline=None, max_examples=2000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

# This machine, and the services that the environment names for the run.
_SERVICES = ("PORTAL_DATABASE_URL", "PORTAL_REDIS_URL")
_NAMED = (urlsplit(os.environ.get(name, "")).hostname for name in _SERVICES)
HOSTS = ["127.0.0.1", "::1", *(host for host in _NAMED if host)]


APPEARANCE = (
    "What pages look like was left to ./portal test, since no engine changes it: "
    "the walks through every page, and the WCAG rules on the way of the journeys."
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--appearance-elsewhere", action="store_true", help=APPEARANCE)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("appearance_elsewhere"):
        return
    left = [item for item in items if item.get_closest_marker("appearance")]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if not item.get_closest_marker("appearance")]


def pytest_collection_finish() -> None:
    # What the tests are made of stays to the end: it is not looked through for rubbish again, and
    # what a test leaves is not looked through after every seven hundred objects.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if config.getoption("appearance_elsewhere"):
        terminalreporter.write_line(APPEARANCE)


def pytest_runtest_setup(item: pytest.Item) -> None:
    pytest_socket.socket_allow_hosts(HOSTS, allow_unix_socket=True)
    if item.get_closest_marker("on_postgres"):
        from django.db import connection

        if connection.vendor != "postgresql":
            pytest.skip("This one needs PostgreSQL (PORTAL_DATABASE_URL).")
