"""What a person must be told: one row is the mail to send and the line in the inbox."""

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    NEW = "new", _("To be sent")
    LEASED = "leased", _("Being sent")
    SENT = "sent", _("Sent")
    DEAD = "dead", _("Given up")
    DROPPED = "dropped", _("Not sent: no longer theirs to see")


OPEN = (State.NEW, State.LEASED)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def due(self, at: datetime) -> "NoticeQuerySet":
        """What a worker may take at *at*, the longest waiting first."""
        return self.filter(next_at__lte=at).order_by("next_at", "id")

    def in_inbox_of(self, person: Any) -> "NoticeQuerySet":
        """What *person* was told, newest first. Whether they may still see it is asked apart."""
        return (
            self.filter(recipient_id=person.pk)
            .exclude(state=State.DROPPED)
            .order_by("-created_at", "-id")
        )

    def unread_by(self, person_id: uuid.UUID) -> "NoticeQuerySet":
        """What makes their bell ring."""
        told = self.filter(recipient_id=person_id, read_at__isnull=True)
        return told.exclude(state=State.DROPPED)


class Notice(models.Model):
    """Something one person must be told. It names a thing and carries no words about it.

    ``next_at`` is the moment from which a worker may take the row: when it is due, or when the
    lease of a worker that fell silent runs out. A settled row has none.
    Kept as long as the account of its recipient.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=80)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    about_type = models.CharField(max_length=80)
    about_id = models.CharField(max_length=64)
    path = models.CharField(max_length=300)
    facts = models.JSONField(default=dict)
    dedupe_key = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=7, choices=State, default=State.NEW)
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    lease_token = models.UUIDField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_person_is_told_a_thing_once", fields=["dedupe_key"]),
            models.CheckConstraint(
                name="notice_state_is_known", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(
                name="an_open_notice_falls_due_and_a_settled_one_does_not",
                condition=Q(state__in=OPEN, next_at__isnull=False)
                | (~Q(state__in=OPEN) & Q(next_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="only_a_leased_notice_has_a_lease",
                condition=Q(state=State.LEASED, lease_token__isnull=False)
                | (~Q(state=State.LEASED) & Q(lease_token__isnull=True)),
            ),
            models.CheckConstraint(
                name="only_a_sent_notice_was_sent",
                condition=Q(state=State.SENT, sent_at__isnull=False)
                | (~Q(state=State.SENT) & Q(sent_at__isnull=True)),
            ),
        ]
        indexes = [
            # "is not null" is the one condition that both engines recognise in
            # "next_at <= ...", so the index holds only what is still to be sent.
            models.Index(
                name="notices_still_to_be_sent",
                fields=["next_at"],
                condition=Q(next_at__isnull=False),
            ),
            models.Index(name="inbox_newest_first", fields=["recipient", "-created_at", "-id"]),
            models.Index(
                name="inbox_unread", fields=["recipient"], condition=Q(read_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Choices(models.Model):
    """How one person wants to be told; without a row, as everybody is.

    Kept as long as their account.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )
    takes_invitations = models.BooleanField(default=True)

    def __str__(self) -> str:
        return str(self.person_id)


class Heartbeat(models.Model):
    """When a scheduled task last came to its end. Silence is the alarm."""

    task = models.CharField(primary_key=True, max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.task
