"""Somebody asks for a new password. The request only hands in a notice; the worker makes the link
and sends the mail, so that the time an answer takes does not tell who has an account."""

from datetime import datetime, timedelta
from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from liaison import notices
from notifications.models import Notice, State

# As long as a notice is tried at the most.
KEPT = timedelta(days=1)


@transaction.atomic
def ask(person: Person | None, *, at: datetime | None = None) -> None:
    """A link to a new password for *person*. Without one the same row is written for the portal
    itself, to whom nothing is ever delivered."""
    portal = Person.system()
    notices.lost_password(person or portal, at=at or timezone.now())


def forget_unanswered(*, at: datetime) -> int:
    """The portal's own rows have done their work once nobody can wait for a mail any more: those
    of a day before *at* and older are taken away. Returns how many."""
    own = Notice.objects.filter(recipient=Person.system(), created_at__lt=at - KEPT)
    return own.filter(state=State.DROPPED).delete()[0]


def link_of(pk: UUID) -> str:
    """The address that lets this person choose a new password; it counts from now, for an hour."""
    person = Person.objects.get(pk=pk)
    token = default_token_generator.make_token(person)
    parts = {"uidb36": user_pk_to_url_str(person), "key": token}
    return settings.BASE_URL + reverse("account_reset_password_from_key", kwargs=parts)
