"""What the clock starts here."""

from celery import shared_task

from notifications import outbox


@shared_task
def deliver_due() -> None:
    """Sends what the outbox says is due. May run late, twice, or in two workers at once."""
    outbox.deliver_due(limit=100)
