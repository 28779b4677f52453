"""Nothing is served without the keys of private text and the guards of the database."""

import pytest
from django.db import DatabaseError, connection

from audit import guards
from config import starting
from vault import keyring

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stays_connected(monkeypatch):
    """The start closes its connection; here the test's own transaction rests on it."""
    closed = []
    monkeypatch.setattr(connection, "close", lambda: closed.append(True))
    yield
    assert closed == [True], "a connection would be shared with forked processes"


def test_whole_it_starts():
    starting.refuse_without_keys_and_guards()


def test_without_a_guard_it_does_not_start():
    guards.remove(connection)

    with pytest.raises(SystemExit, match=r"lacks \d+ guards\. Run “manage\.py migrate”"):
        starting.refuse_without_keys_and_guards()


def test_without_a_key_it_does_not_start(monkeypatch):
    monkeypatch.setattr(keyring, "faults", lambda: ["The key “site” is missing.", "Another."])

    with pytest.raises(SystemExit) as stop:
        starting.refuse_without_keys_and_guards()

    assert stop.value.code == (
        "The portal cannot start: The key “site” is missing.\nThe portal cannot start: Another."
    )


def test_without_a_database_it_does_not_start(monkeypatch):
    def away(_connection):
        raise DatabaseError("password=secret")

    monkeypatch.setattr(guards, "missing", away)

    with pytest.raises(SystemExit, match="the database does not answer") as stop:
        starting.refuse_without_keys_and_guards()

    assert "secret" not in str(stop.value.code)
