"""Fixtures that every test may ask for."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import setup_databases, teardown_databases

from accounts.models import Person
from liaison import proof
from tests import cast as the_cast
from tests import making, replay
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


@pytest.fixture(scope="session")
def learned(django_db_setup, django_db_blocker) -> replay.Kept:
    """What tests of this process begin with (``tests/replay.py``): the cast to begin with, and
    what other fixtures of this scope add."""
    kept = replay.Kept()
    with django_db_blocker.unblock():
        kept.learn(comes_in)
    return kept


@pytest.fixture(scope="session")
def kept_versions(learned, django_db_blocker) -> None:
    """A version from its draft to where both sides have signed."""
    with django_db_blocker.unblock():
        learned.learn(from_nothing_to_agreed)


def from_nothing_to_agreed(world: replay.Start) -> None:
    from protocols.tests import conftest as versions  # which stands above the cast

    versions.agreed(world, comes_in(world))


def comes_in(world: replay.Start) -> the_cast.Cast:
    cast: the_cast.Cast = world.step("cast", the_cast.build)
    return cast


@pytest.fixture
def beginning(learned, db) -> Iterator[replay.Start]:
    """The steps of one test from an empty database on."""
    with replay.Start(learned).watched() as world:
        yield world


@pytest.fixture
def cast(beginning) -> the_cast.Cast:
    cast = comes_in(beginning)
    _forget_proofs(cast)
    return cast


def _forget_proofs(cast: the_cast.Cast) -> None:
    """What the database forgets with each test, a cache that lies elsewhere does not."""
    if isinstance(cache := caches["default"], RedisCache):
        people = [one for one in vars(cast).values() if isinstance(one, Person)]
        tries = range(proof.TRIES)
        cache.delete_many([proof.place(one, number) for one in people for number in tries])


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
