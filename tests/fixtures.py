"""Fixtures that every test may ask for."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import setup_databases, teardown_databases

from tests import cast as the_cast
from tests import making
from tests.architecture import doors


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment, django_db_createdb, django_db_modify_db_settings, django_db_blocker
) -> Iterator[None]:
    """A database for this process, copied where one was made before (``tests/making.py``).

    It can be dropped at the end although a thread of the live server, whose browser has gone, may
    still hold a connection to it."""
    with django_db_blocker.unblock(), making.one_at_a_time():
        copied = not django_db_createdb and making.copy(connection)
        made = setup_databases(0, interactive=False, keepdb=copied, serialized_aliases=set())
        if not copied:
            making.keep(connection)
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(_LET_GO)
        teardown_databases(made, verbosity=0)


_LET_GO = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()"""


@pytest.fixture
def cast(db) -> the_cast.Cast:
    return the_cast.build()


@pytest.fixture(scope="module")
def furnished(django_db_setup, django_db_blocker) -> Iterator[SimpleNamespace]:
    """One world with a thing behind every door for all tests of a module, which take back what
    they change (``db``): to furnish it takes longer than to knock at all its doors."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield doors.furnish(the_cast.build())
        transaction.set_rollback(True)


@pytest.fixture
def as_(client: Client) -> Callable[..., Client]:
    """``as_(cast.manager)`` is a client that is signed in as that person."""

    def sign_in(person) -> Client:
        fresh = Client()
        fresh.force_login(person)
        return fresh

    return sign_in
