"""What a person chooses about how they are told."""

from typing import Any

from notifications.models import Choices


def choose(*, takes_invitations: bool, by: Any) -> None:
    """From now on mails to *by* bring entries for their calendar, or do not."""
    Choices.objects.update_or_create(
        person_id=by.pk, defaults={"takes_invitations": takes_invitations}
    )


def takes_invitations(person_id: Any) -> bool:
    """Whether mails to this person bring entries for their calendar: unless they said no."""
    declined = Choices.objects.filter(person_id=person_id, takes_invitations=False)
    return not declined.exists()
