"""News from below, heard in the transaction of whoever sends it."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from liaison import events
from liaison.events import Hit
from liaison.models import Site
from visits import rescheduling


@receiver(events.hours_changed)
def recheck(sender: Any, site: Site, by: Any, at: datetime, **news: Any) -> list[Hit]:
    return [
        Hit(
            what=visit.get_kind_display(),
            starts=visit.starts,
            ends=visit.ends,
            url=visit.get_absolute_url(),
        )
        for visit in rescheduling.recheck(site, by=by, at=at)
    ]
