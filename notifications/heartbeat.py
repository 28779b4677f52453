"""Signs of life of the clock: readiness reads them, because a clock that stopped says nothing."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from notifications.models import Heartbeat

# The shortest entry of the schedule runs every two seconds; its sign of life need not be written
# as often.
OFTEN_ENOUGH = timedelta(seconds=15)


def beat(task: str, at: datetime | None = None) -> None:
    """Notes that the scheduled *task* came to its end at *at*."""
    at = at or timezone.now()
    last = last_beat(task)
    if last is None or at - last >= OFTEN_ENOUGH:
        Heartbeat.objects.update_or_create(task=task, defaults={"at": at})


def last_beat(task: str) -> datetime | None:
    """When *task* last came to its end, to within 15 seconds; none if it never did."""
    return Heartbeat.objects.filter(task=task).values_list("at", flat=True).first()


def after_task(sender: Any, **_news: Any) -> None:
    """Celery's news that a task succeeded."""
    beat(sender.name)
