"""What the clock starts here."""

from celery import shared_task
from django.utils import timezone

from liaison import lost_password


@shared_task
def forget_unanswered() -> None:
    """What asking for new passwords left behind for addresses without an account."""
    lost_password.forget_unanswered(at=timezone.now())
