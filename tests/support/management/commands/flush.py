"""Django's flush, for a database whose guards refuse to be emptied."""

from typing import Any

from django.core.management.commands import flush
from django.db import connections

from audit import guards


class Command(flush.Command):
    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        guards.remove(connection)
        try:
            super().handle(**options)
        finally:
            # Django's flush puts them back by post_migrate, but not where that is inhibited.
            guards.install(connection)
