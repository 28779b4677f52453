"""A site's opening hours, kept as they were."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from liaison.events import Hit
from liaison.models.party import Site


class HoursSetQuerySet(models.QuerySet["HoursSet"]):
    def known_at(self, moment: datetime) -> "HoursSetQuerySet":
        """What had been recorded by *moment*, newest first."""
        return self.filter(recorded_at__lte=moment).order_by("-recorded_at", "-id")


class HoursSet(models.Model):
    """One immutable statement of a site's hours; a change is a new row (the database refuses
    anything else).

    ``schedule`` is the document that ``liaison.hours_file`` describes and checks: weekly
    intervals, dated exceptions, buffers in minutes, blackouts. ``hours`` absent in it means
    unknown, which counts as operating.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey(Site, models.PROTECT, related_name="hours_sets")
    schedule = models.JSONField(_("schedule"))
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")

    # What the change ran into; only whoever has just put it on record is told (liaison.opening).
    hit: Sequence[Hit] = ()

    objects = HoursSetQuerySet.as_manager()

    class Meta:
        ordering = ("-recorded_at",)
        get_latest_by = "recorded_at"
        indexes = [models.Index(name="hours_of_a_site", fields=["site", "-recorded_at"])]
        constraints = [
            models.UniqueConstraint(
                name="one_hours_set_per_site_and_moment", fields=["site", "recorded_at"]
            ),
            models.CheckConstraint(
                name="hours_set_has_a_schedule", condition=Q(schedule__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site} · {self.recorded_at:%Y-%m-%d %H:%M}"
