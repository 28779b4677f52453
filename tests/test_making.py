"""A copy of the database stands for all that makes one."""

import dataclasses

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from audit import guards
from tests import making


@pytest.mark.django_db
def test_the_database_of_the_tests_lacks_no_migration_and_no_guard():
    executor = MigrationExecutor(connection)

    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    assert list(guards.missing(connection)) == []


@pytest.mark.parametrize(
    "path", ["visits/migrations/0001_initial.py", "visits/models/visit.py", "requirements.txt"]
)
def test_another_database_is_made_once_a_file_that_makes_it_changes(settings, tmp_path, path):
    settings.BASE_DIR = tmp_path
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text("before")
    before = making.what_makes_it()

    (tmp_path / path).write_text("after")

    assert making.what_makes_it() != before


def test_another_database_is_made_once_a_guard_says_something_else(monkeypatch):
    before = making.what_makes_it()
    first, *others = guards.registered()
    changed = dataclasses.replace(first, sqlite=[*first.sqlite, "SELECT 1"])

    monkeypatch.setattr(guards, "registered", lambda: [changed, *others])

    assert making.what_makes_it() != before


def test_nothing_else_makes_another_database(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    before = making.what_makes_it()

    (tmp_path / "views.py").write_text("after")

    assert making.what_makes_it() == before
