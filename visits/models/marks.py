"""What a side says of a coming visit without moving it, and what the portal reminded of."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from liaison.roles import Side
from visits.models.visit import Visit


class SideMark(models.Model):
    """One side says that it is there, that the visit is still needed, or that the backup goes.

    Said once a side for the visit as it stood at ``revision``: another time asks anew.
    """

    class Kind(models.TextChoices):
        HERE = "here", _("Here")
        NEEDED = "needed", _("Still needed")
        BACKUP = "backup", _("The backup goes")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="marks")
    kind = models.CharField(max_length=6, choices=Kind)
    revision = models.PositiveIntegerField()
    side = models.CharField(_("side"), max_length=6, choices=Side)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.UniqueConstraint(
                name="a_side_marks_a_visit_once", fields=["visit", "kind", "revision", "side"]
            ),
            models.CheckConstraint(
                name="visit_mark_kind_is_known",
                condition=Q(kind__in=["here", "needed", "backup"]),
            ),
            models.CheckConstraint(
                name="visit_mark_side_is_known", condition=Q(side__in=Side.values)
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class VisitReminder(models.Model):
    """Both sides were reminded of the visit as it stood at ``revision``. Written once."""

    class Kind(models.TextChoices):
        DAY = "day", _("One day before")
        WEEK = "week", _("Seven days before")
        NEEDED = "needed", _("Asked whether it is still needed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="reminders")
    revision = models.PositiveIntegerField()
    kind = models.CharField(max_length=6, choices=Kind)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_visit_is_reminded_of_once", fields=["visit", "revision", "kind"]
            ),
            models.CheckConstraint(
                name="visit_reminder_is_known", condition=Q(kind__in=["day", "week", "needed"])
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
