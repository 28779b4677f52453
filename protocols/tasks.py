"""What the portal does about protocols by the clock."""

from celery import shared_task
from django.utils import timezone

from accounts.models import Person
from protocols import reminding, reviewing


@shared_task
def remind_of_reviews() -> None:
    """Reviews that are near. A missed day only delays a reminder; twice a day changes nothing."""
    reviewing.remind_due(by=Person.system(), at=timezone.now())


@shared_task
def remind_of_signatures() -> None:
    """Signatures that are due or late. A missed run only delays a reminder."""
    reminding.remind_due(by=Person.system(), at=timezone.now())
