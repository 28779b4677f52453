"""For every test: no other machine is reached, generated examples are the same everywhere."""

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


def pytest_runtest_setup(item: pytest.Item) -> None:
    pytest_socket.socket_allow_hosts(HOSTS, allow_unix_socket=True)
    if item.get_closest_marker("on_postgres"):
        from django.db import connection

        if connection.vendor != "postgresql":
            pytest.skip("This one needs PostgreSQL (PORTAL_DATABASE_URL).")
