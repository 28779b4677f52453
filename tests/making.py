"""The database of the tests, made by all migrations once and copied from then on.

Whoever comes first keeps a copy of what the migrations made: the other worker takes it, and so
does the next run, for as long as nothing that makes a database has changed. ``--create-db`` makes
it anew. A copy is migrated as well, which finds nothing to do and puts the guards in place.
"""

import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from audit import guards

_MAKES_IT = ("*/migrations/**/*.py", "*/models.py", "*/models/**/*.py", "requirements*.txt")


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """The second worker waits for what the first one makes, and copies it."""
    with (_var() / "test.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def copy(connection: BaseDatabaseWrapper) -> bool:
    """Puts a copy where the database of the tests will be; False where none is kept that what
    stands in the code now would make."""
    if connection.vendor == "postgresql":
        return _copy_in_postgres(connection)
    if not _kept(connection).exists():
        return False
    _forget_file(_named(connection))
    shutil.copyfile(_kept(connection), _named(connection))
    return True


def keep(connection: BaseDatabaseWrapper) -> None:
    """Keeps a copy of the database that was just made, instead of any older one."""
    if connection.vendor == "postgresql":
        _keep_in_postgres(connection)
    else:
        _keep_file(connection)


def _keep_file(connection: BaseDatabaseWrapper) -> None:
    for old in _var().glob("test-made-*.sqlite3"):
        old.unlink()
    half = _var() / "test-half-made.sqlite3"
    half.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(half)])
    half.rename(_kept(connection))


def what_makes_it() -> str:
    """A digest of everything that decides what a new database looks like."""
    digest = hashlib.sha256()
    paths = {path for pattern in _MAKES_IT for path in settings.BASE_DIR.glob(pattern)}
    for path in sorted(paths):
        digest.update(str(path.relative_to(settings.BASE_DIR)).encode() + path.read_bytes())
    for guard in guards.registered():
        digest.update(repr(guard).encode())
    return digest.hexdigest()[:32]


def _var() -> Path:
    var = Path(settings.BASE_DIR) / "var"
    var.mkdir(exist_ok=True)
    return var


def _named(connection: BaseDatabaseWrapper) -> str:
    return connection.creation._get_test_db_name()


def _kept(connection: BaseDatabaseWrapper) -> Path:
    return _var() / f"test-made-{what_makes_it()}.sqlite3"


def _forget_file(name: str) -> None:
    for ending in ("", "-wal", "-shm"):
        Path(name + ending).unlink(missing_ok=True)


# On PostgreSQL a copy is a database whose comment is the digest of what made it.


def _copy_in_postgres(connection: BaseDatabaseWrapper) -> bool:
    kept = _kept_in_postgres(_named(connection))
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(_COMMENT, [kept])
        if cursor.fetchall() != [(what_makes_it(),)]:
            return False
        _copied(cursor, kept, to=_named(connection))
    return True


def _keep_in_postgres(connection: BaseDatabaseWrapper) -> None:
    made = connection.settings_dict["NAME"]  # the connection is to the database of the tests now
    kept = _kept_in_postgres(made)
    connection.close()  # a database that somebody is connected to is not copied
    with connection.creation._nodb_cursor() as cursor:
        _copied(cursor, made, to=kept)
        cursor.execute(f"COMMENT ON DATABASE \"{kept}\" IS '{what_makes_it()}'")


def _copied(cursor, name: str, *, to: str) -> None:
    cursor.execute(f'DROP DATABASE IF EXISTS "{to}" WITH (FORCE)')
    cursor.execute(f'CREATE DATABASE "{to}" TEMPLATE "{name}"')


def _kept_in_postgres(name: str) -> str:
    """The same for all workers, whose own databases have an ending each."""
    return f"{name.partition('_gw')[0]}_made"


_COMMENT = """SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"""
