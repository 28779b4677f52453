"""What the portal told of the steps before an opening, and of the reviews after it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from liaison.models import Partnership
from liaison.roles import Side
from visits.track.table import Code


class TrackReminder(models.Model):
    """A side was told of a step it owes, when its day came near or was over. Written once; another
    opening day gives the step another day, which is told anew."""

    class Kind(models.TextChoices):
        SOON = "soon", _("Two weeks before")
        OVERDUE = "overdue", _("When its day was over")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="track_reminders")
    code = models.CharField(max_length=20, choices=Code)
    side = models.CharField(_("side"), max_length=6, choices=Side)
    kind = models.CharField(max_length=7, choices=Kind)
    due_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_step_is_told_once", fields=["partnership", "due_on", "code", "side", "kind"]
            ),
            models.CheckConstraint(
                name="track_reminder_step_is_known", condition=Q(code__in=Code.values)
            ),
            models.CheckConstraint(
                name="track_reminder_side_is_known", condition=Q(side__in=Side.values)
            ),
            models.CheckConstraint(
                name="track_reminder_kind_is_known", condition=Q(kind__in=["soon", "overdue"])
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_code_display())
