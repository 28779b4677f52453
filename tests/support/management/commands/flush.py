"""Empties the tables after a test that had to commit.

Django's own empties all of them and then makes content types and permissions anew. Here only
tables that hold something are emptied, with their guards off meanwhile, and what every database
holds from its making stays.
"""

from typing import Any

from django.core.management.commands import flush
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from audit import guards

FROM_THE_MAKING = {"django_migrations", "django_content_type", "auth_permission"}


class Command(flush.Command):
    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        held = _held(connection)
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            guards.remove(connection, held)
            for table in held:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608
            connection.check_constraints()  # a table with checks still to make takes no trigger
            guards.install(connection, held)


def _held(connection: BaseDatabaseWrapper) -> list[str]:
    """The tables with a row in them."""
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    asked = " UNION ALL ".join(
        f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {connection.ops.quote_name(name)})"  # noqa: S608
        for name in sorted(set(names) - FROM_THE_MAKING)
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [name for (name,) in cursor.fetchall()]
