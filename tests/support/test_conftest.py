"""What holds for every test."""

import socket
from pathlib import Path
from types import SimpleNamespace

import hypothesis
import pytest
import pytest_socket
from django.db import connection

import conftest


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
@pytest.mark.parametrize("address", ["192.0.2.1", "2001:db8::1"])
def test_no_test_reaches_another_machine(address):
    with pytest.raises(pytest_socket.SocketConnectBlockedError):
        socket.create_connection((address, 80), timeout=1)


def test_this_machine_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()


def test_generated_examples_are_the_same_on_every_machine():
    profile = hypothesis.settings()

    assert (profile.deadline, profile.database) == (None, None)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="This is about SQLite.")
def test_on_sqlite_tests_use_a_file_as_the_portal_does(db):
    """In memory, threads and a live server would each have a database of their own."""
    with connection.cursor() as cursor:
        found = {}
        for pragma in ("journal_mode", "foreign_keys", "recursive_triggers", "secure_delete"):
            cursor.execute(f"PRAGMA {pragma}")
            found[pragma] = cursor.fetchone()[0]

    assert Path(connection.settings_dict["NAME"]).is_file()
    assert found == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "secure_delete": 1,
    }


@pytest.mark.skipif(connection.vendor == "postgresql", reason="Nothing is skipped there.")
def test_what_needs_postgresql_is_skipped_elsewhere_and_says_why():
    marked = SimpleNamespace(get_closest_marker={"on_postgres": True}.get)
    unmarked = SimpleNamespace(get_closest_marker={}.get)

    conftest.pytest_runtest_setup(unmarked)
    with pytest.raises(pytest.skip.Exception, match="needs PostgreSQL"):
        conftest.pytest_runtest_setup(marked)


@pytest.mark.parametrize(("elsewhere", "left"), [(True, ["a deed"]), (False, ["a deed", "a look"])])
def test_what_pages_look_like_is_left_out_only_where_that_is_asked_for(elsewhere, left):
    marks = {"a deed": [], "a look": ["appearance"]}
    items = [
        SimpleNamespace(name=name, get_closest_marker=lambda mark, has=has: mark in has)
        for name, has in marks.items()
    ]
    told = []
    hook = SimpleNamespace(pytest_deselected=lambda *, items: told.extend(items))
    config = SimpleNamespace(getoption=lambda name: elsewhere, hook=hook)

    conftest.pytest_collection_modifyitems(config, items)

    assert [item.name for item in items] == left
    assert [item.name for item in told] == [name for name in marks if name not in left]


@pytest.mark.parametrize(("elsewhere", "said"), [(True, [conftest.APPEARANCE]), (False, [])])
def test_a_run_says_what_it_left_out(elsewhere, said):
    lines = []
    config = SimpleNamespace(getoption=lambda name: elsewhere)

    conftest.pytest_terminal_summary(SimpleNamespace(write_line=lines.append), config)

    assert lines == said
