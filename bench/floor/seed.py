"""Fills the floor's table once and prints the cookie of somebody signed in."""

import os
import random
from datetime import UTC, datetime, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "floor.settings")

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command

from floor.models import Row

ROWS, PLACES, BATCH = 100_000, 200, 5_000


def main() -> None:
    call_command("migrate", run_syncdb=True, verbosity=0)
    if not Row.objects.exists():
        _rows()
    person, _created = User.objects.get_or_create(username="floor")
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    print(f"sessionid={session.session_key}")


def _rows() -> None:
    dice = random.Random(1)
    began = datetime(2024, 1, 1, tzinfo=UTC)
    for first in range(0, ROWS, BATCH):
        Row.objects.bulk_create(
            Row(
                reference=f"R-{number:08d}",
                occurred_at=began + timedelta(minutes=dice.randrange(700_000)),
                place=number % PLACES,
                category=f"c{dice.randrange(12)}",
                severity=dice.randrange(5),
                status=dice.choice(["new", "open", "sent", "closed"]),
                title=f"What happened in case {number} <near the gate>",
                reporter=f"Reporter {dice.randrange(500)}",
            )
            for number in range(first, first + BATCH)
        )


main()
