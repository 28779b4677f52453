"""The notice to the people who use a site that closes for a visit."""

import uuid

from django.db import models
from django.db.models import F, Q

from visits.models.history import VisitNote
from visits.models.visit import Visit


class ClosureNotice(models.Model):
    """Why the site closes, in plain words, and which other place is open: for exactly this time of
    this visit. Never changed; one that is written anew comes after it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="closure_notices")
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    why = models.OneToOneField(VisitNote, models.PROTECT, related_name="+")
    instead = models.OneToOneField(VisitNote, models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(
                name="closure_ends_after_it_starts", condition=Q(ends__gt=F("starts"))
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
