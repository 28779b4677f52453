"""When somebody who speaks for a side is away. Nobody is asked why."""

import uuid
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class LeaveQuerySet(models.QuerySet["Leave"]):
    def visible_to(self, person: Any) -> "LeaveQuerySet":
        """One's own. Others see beside a designation how long somebody is away."""
        return self.filter(person=person)

    def ahead(self, day: date) -> "LeaveQuerySet":
        """Those that stand and are not over before *day*, the first one first."""
        return self.filter(withdrawn_at=None, ends_on__gte=day).order_by("starts_on", "pk")


class Leave(models.Model):
    """From *starts_on* to *ends_on*, both included, by the calendar of each site the person
    speaks at. Only its withdrawal is written later."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="leave")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = LeaveQuerySet.as_manager()

    class Meta:
        ordering = ("starts_on", "id")
        indexes = [
            models.Index(
                name="leave_that_stands",
                fields=["person", "ends_on"],
                condition=Q(withdrawn_at=None),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="leave_ends_after_it_begins", condition=Q(ends_on__gte=F("starts_on"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} – {self.ends_on}"
