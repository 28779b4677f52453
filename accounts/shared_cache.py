"""The cache that all processes share where there is no Redis: a table of the database.

Django's own counts in it by reading and then writing, so that of several who come at one moment
one is counted, and it lets each count live on for five minutes from the last one, however long it
was to be. As in Redis, what is counted here is counted exactly, and is gone when it was to be.
"""

import base64
import pickle
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router, transaction
from django.utils import timezone


class CountingCache(DatabaseCache):
    _table: str

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Errors: ``ValueError`` for what is not there, or not any more."""
        kept = self.make_and_validate_key(key, version=version)
        db = router.db_for_write(self.cache_model_class)
        with transaction.atomic(using=db):
            counted = self._held(kept, db) + delta
            self._keep(kept, counted, db)
        return counted

    def _held(self, key: str, db: str) -> int:
        """What stands there, which nobody else counts until the transaction ends. (SQLite lets
        one write at a time anyway.)"""
        connection = connections[db]
        lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
        rows = f"SELECT value FROM {self._name(db)} WHERE cache_key = %s AND expires >= %s"  # noqa: S608
        now = connection.ops.adapt_datetimefield_value(timezone.now().replace(microsecond=0))
        with connection.cursor() as cursor:
            cursor.execute(f"{rows}{lock}", [key, now])
            found = cursor.fetchone()
        if found is None:
            raise ValueError(f"Key {key!r} not found")
        value = connection.ops.process_clob(found[0])
        return int(pickle.loads(base64.b64decode(value)))  # noqa: S301 - written by this cache

    def _keep(self, key: str, counted: int, db: str) -> None:
        value = base64.b64encode(pickle.dumps(counted, self.pickle_protocol)).decode("latin1")
        change = f"UPDATE {self._name(db)} SET value = %s WHERE cache_key = %s"  # noqa: S608
        with connections[db].cursor() as cursor:
            cursor.execute(change, [value, key])

    def _name(self, db: str) -> str:
        return connections[db].ops.quote_name(self._table)
