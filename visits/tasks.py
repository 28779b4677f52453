"""What the portal does about visits by the clock."""

from celery import shared_task
from django.utils import timezone

from accounts.models import Person
from visits import rescheduling


@shared_task
def release_expired() -> None:
    """Offers that nobody answered. Their time is free from the moment they expire; this only
    says so, and may come late or twice."""
    rescheduling.lapse_expired(by=Person.system(), at=timezone.now())
