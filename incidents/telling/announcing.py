"""Whoever reads what a site is told hears of it the day after, once for each day: that something
came in and by when it is to be read. Never what."""

from datetime import datetime
from typing import Any

from django.db import transaction

from incidents.models import Told
from incidents.telling import notices
from incidents.telling.lifecycle import Stage


@transaction.atomic
def announce(*, by: Any, at: datetime) -> int:
    """Tells of every day that is over and of which something has not been read yet; a day that
    was told of is passed over. A missed run is caught up. Returns how many days there were."""
    unread = Told.objects.filter(stage=Stage.RECEIVED, shown_from__lte=at)
    unread = unread.select_related("site__operator").defer("ciphertext")
    days: dict[tuple[Any, Any], Told] = {}
    for told in unread.order_by("pk"):
        days.setdefault((told.site_id, told.received_on), told)
    for told in days.values():
        notices.came_in(told, by=by, at=at)
    return len(days)
