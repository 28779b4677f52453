"""What the portal does about incidents by the clock."""

from celery import shared_task
from django.utils import timezone

from accounts.models import Person
from incidents import keeping


@shared_task
def ask_about_promises() -> None:
    """Promises whose day is over: the other side is asked whether they were kept."""
    keeping.ask_about_due(by=Person.system(), at=timezone.now())
