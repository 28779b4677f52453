"""What somebody has typed into the log form and not logged yet."""

import uuid
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q

from vault.models import SealedText


class LogDraftQuerySet(models.QuerySet["LogDraft"]):
    def visible_to(self, person: Any) -> Self:
        """Their own, and nobody else's, whoever may ask."""
        return self.filter(author_id=getattr(person, "pk", None)).open()

    def open(self) -> Self:
        return self.filter(ended_at=None)

    def lapsing_by(self, at: datetime) -> Self:
        return self.open().filter(lapses_at__lte=at)


class LogDraft(SealedText):
    """Typed, and neither logged nor screened: its author's alone, and gone after a day.

    ``form`` stands for the key that was drawn with the form, and gives nothing of it away.
    ``window`` is the one that wrote last. A draft that was logged, discarded or lapsed stays for
    a while, empty and with its key destroyed, so that what is sent late does not bring it back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+", db_index=False)
    form = models.UUIDField(editable=False)
    window = models.UUIDField(editable=False)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    lapses_at = models.DateTimeField()
    warned_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = LogDraftQuerySet.as_manager()

    class Meta:
        ordering = ("-saved_at", "id")
        indexes = [
            models.Index(name="drafts_that_lapse", fields=["lapses_at"], condition=Q(ended_at=None))
        ]
        constraints = [
            models.UniqueConstraint(
                name="one_draft_for_one_form_of_one_author", fields=["author", "form"]
            ),
            models.CheckConstraint(
                name="draft_that_ended_holds_nothing",
                condition=Q(ended_at=None) | Q(ciphertext=b""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
