"""Who was shown what of a case."""

from datetime import datetime
from typing import Any

from django.db import DatabaseError, models
from django.utils import timezone

from audit.models import Read


class NotNoted(Exception):
    """The reading could not be noted, so nothing may be shown (503)."""


def note(person: Any, about: models.Model, lane: str, *, at: datetime | None = None) -> None:
    """Note that *person* is about to be shown *about* in *lane*. Call it before rendering.

    Errors: ``NotNoted`` when the database does not take the row; the page is then not shown.
    """
    try:
        Read.objects.create(
            person=person.pk,
            about_type=about._meta.label_lower,
            about_id=str(about.pk),
            lane=str(lane),
            at=at or timezone.now(),
        )
    except DatabaseError as error:
        raise NotNoted from error
