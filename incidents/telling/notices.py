"""That something came in. No word of it, no kind, no hour."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from incidents.models import Told
from incidents.telling import readers
from notifications import post


def came_in(told: Told, *, by: Any, at: datetime) -> None:
    """One for the whole day on which *told* came in, dated to when that day was over."""
    people = readers.of_site(told.site, at=at)
    post.send(
        "incidents/told",
        to=[person for person in people if person.pk != by.pk],
        about=told,
        path=reverse("telling:told_list"),
        key=f"{told.site_id}:{told.received_on.isoformat()}",
        at=at,
    )
