"""Django's checks tell when a database has lost its guards."""

import sys
from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import connections

from audit import guards


@checks.register(checks.Tags.database)
def guards_are_in_place(
    databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """One error for each guard that is missing (``check --database default``)."""
    # ``migrate`` runs this check first, and is what puts the guards in place.
    if sys.argv[1:2] == ["migrate"]:
        return []
    return [
        checks.Error(
            f"The database guard {name} is missing from “{alias}” or switched off.",
            hint="Run “manage.py migrate”. It puts every guard in place.",
            id="audit.E001",
        )
        for alias in databases or ()
        for name in guards.missing(connections[alias])
    ]
