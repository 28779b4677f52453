"""Statements that pass by the code, as somebody at the database would give them."""

import uuid

from django.db import IntegrityError, connection, transaction

from protocols.models import Signature
from protocols.tests.conftest import SIGNED_SECOND


def refused(sql, *values):
    """Whether the database refuses the statement; what it does is undone."""
    adapted = [
        value.hex if is_sqlite() and isinstance(value, uuid.UUID) else value for value in values
    ]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, adapted)
            transaction.set_rollback(True)
    except IntegrityError:
        return True
    return False


def is_sqlite():
    return connection.vendor == "sqlite"


def signature_of(version, person, **changes):
    fields = {
        "version": version,
        "slot": version.slots.get(side="police"),
        "person": person,
        "name": "x",
        "post": "x",
        "digest": version.digest,
        "signed_at": SIGNED_SECOND,
    }
    return Signature(**{**fields, **changes})
