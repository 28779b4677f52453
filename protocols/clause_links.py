"""The way to one clause of a version, by the key that it keeps from version to version."""

from typing import Any
from uuid import UUID

from django.db.models import Q

from protocols.models import Clause, Version


def key_of(version: Version, number: int, partnership_id: UUID) -> UUID | None:
    """The lasting key of the clause of that *number* of *version* at *partnership_id*, whether it
    is a common one or one of its annex."""
    here = Q(partnership=None) | Q(partnership=partnership_id)
    clauses = Clause.objects.filter(here, version=version, number=number)
    return clauses.values_list("key", flat=True).first()


def read_key(text: str | None) -> UUID | None:
    """The key that an address names; None for none."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


def clause(version: Version, key: UUID | None, person: Any) -> Clause | None:
    """The clause with that *key* in *version*, where *person* reads it there."""
    return Clause.objects.read_by(person, version).filter(key=key).first() if key else None


def address(version: Version, key: UUID | None, person: Any) -> str:
    """The page of *version*: at the clause with that *key*, else at its head."""
    found = clause(version, key, person)
    return f"{version.get_absolute_url()}#{found.anchor}" if found else version.get_absolute_url()
