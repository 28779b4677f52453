"""What the portal does about visits by the clock."""

from celery import shared_task
from django.utils import timezone

from accounts.models import Person
from visits import rescheduling
from visits.after import actions
from visits.on_the_day import reminding
from visits.series import offering
from visits.series import running as series_running
from visits.track import reminding as track_reminding


@shared_task
def release_expired() -> None:
    """Offers that nobody answered. Their time is free from the moment they expire; this only
    says so, and may come late or twice."""
    by, at = Person.system(), timezone.now()
    rescheduling.lapse_expired(by=by, at=at)
    offering.lapse_expired(by=by, at=at)


@shared_task
def roll_series_on() -> None:
    """Series whose next dates have come within the horizon; a missed day only delays them."""
    series_running.roll_due(by=Person.system(), at=timezone.now())


@shared_task
def remind_of_actions() -> None:
    """Actions after visits whose day is over, by the clock of their site."""
    actions.remind_overdue(by=Person.system(), at=timezone.now())


@shared_task
def remind_of_visits() -> None:
    """Visits that are near, and those agreed so long ago that they may not be needed any more."""
    reminding.remind_due(by=Person.system(), at=timezone.now())


@shared_task
def remind_of_openings() -> None:
    """Steps before an opening, and reviews after it, whose day is near or over."""
    track_reminding.remind_due(by=Person.system(), at=timezone.now())
