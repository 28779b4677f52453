"""A visit in time that the site keeps for itself: only by the manager's recorded exception."""

import uuid

from django.db import models
from django.db.models import F, Q

from visits.models.history import VisitNote
from visits.models.visit import Visit


class InHoursException(models.Model):
    """It holds for exactly this time of this visit, and waives what it names and nothing else:
    never another booking. Another time needs another one. Never changed, and always counted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="exceptions")
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    operating = models.BooleanField(default=False)
    buffer = models.BooleanField(default=False)
    blackout = models.BooleanField(default=False)
    reason = models.OneToOneField(VisitNote, models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        indexes = [models.Index(name="exceptions_by_start", fields=["starts"])]
        constraints = [
            models.CheckConstraint(
                name="exception_ends_after_it_starts", condition=Q(ends__gt=F("starts"))
            ),
            models.CheckConstraint(
                name="exception_waives_something",
                condition=Q(operating=True) | Q(buffer=True) | Q(blackout=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
