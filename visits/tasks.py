"""What the portal does about visits by the clock."""

from celery import shared_task
from django.utils import timezone

from accounts.models import Person
from visits import rescheduling, series, series_running


@shared_task
def release_expired() -> None:
    """Offers that nobody answered. Their time is free from the moment they expire; this only
    says so, and may come late or twice."""
    by, at = Person.system(), timezone.now()
    rescheduling.lapse_expired(by=by, at=at)
    series.lapse_expired(by=by, at=at)


@shared_task
def roll_series_on() -> None:
    """Series whose next dates have come within the horizon; a missed day only delays them."""
    series_running.roll_due(by=Person.system(), at=timezone.now())
