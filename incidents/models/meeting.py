"""When the three of a mediation meet."""

import uuid

from django.db import models
from django.db.models import F, Q

from incidents.models.mediation import MediationCase
from visits.kinds import Place
from visits.models import Visit


class MediationMeeting(models.Model):
    """A meeting that one side put to the other in the calendar of visits, which holds when and
    where it is. ``told_revision``: up to which change of the visit the mediator was told."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(MediationCase, models.PROTECT, related_name="meetings")
    visit = models.OneToOneField(Visit, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    told_revision = models.PositiveIntegerField()

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return str(self.visit_id)


class MeetingSuggestion(models.Model):
    """A time that the mediator suggests. It takes nobody's time: one of the sides puts it to the
    other, or another one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(MediationCase, models.PROTECT, related_name="suggestions")
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    place = models.CharField(max_length=8, choices=Place)
    where = models.CharField(max_length=120, blank=True)
    party_size = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(
                name="suggested_meeting_ends_after_it_starts", condition=Q(ends__gt=F("starts"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts:%Y-%m-%d}"
