"""Fixtures that every test may ask for."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client

from tests import cast as the_cast


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The database of the tests can be dropped at the end although a thread of the live server,
    whose browser has gone, may still hold a connection to it."""
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(_LET_GO)


_LET_GO = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()"""


@pytest.fixture
def cast(db) -> the_cast.Cast:
    return the_cast.build()


@pytest.fixture
def as_(client: Client) -> Callable[..., Client]:
    """``as_(cast.manager)`` is a client that is signed in as that person."""

    def sign_in(person) -> Client:
        fresh = Client()
        fresh.force_login(person)
        return fresh

    return sign_in
