"""That a critical matter exists: all that the other side ever learns of it."""

import uuid
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from incidents import sight
from incidents.models.incident import Incident
from liaison.models import Partnership
from liaison.roles import Side


class CriticalMatterQuerySet(models.QuerySet["CriticalMatter"]):
    def visible_to(self, person: Any) -> Self:
        """Those in charge of either side see that it exists."""
        return self.filter(sight.of(person).matters())

    def with_parties(self) -> Self:
        return self.select_related("partnership__site__operator", "partnership__service")


class CriticalMatter(models.Model):
    """What somebody in charge confirmed of a critical incident of their *side*. It names the week
    (its Monday, by the site's clock) and nothing else, and leads to nothing that would tell more.

    It never changes; the other side says once that it has read it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.OneToOneField(Incident, models.PROTECT, related_name="matter")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    side = models.CharField(max_length=6, choices=Side)
    week_of = models.DateField()
    confirmed_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", db_index=False
    )
    confirmed_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", null=True, db_index=False
    )
    noted_at = models.DateTimeField(null=True)

    objects = CriticalMatterQuerySet.as_manager()

    class Meta:
        ordering = ("-confirmed_at", "id")
        constraints = [
            models.CheckConstraint(
                name="critical_matter_side_is_known", condition=Q(side__in=Side.values)
            ),
            models.CheckConstraint(
                name="noted_matter_has_a_time_and_a_person",
                condition=Q(noted_at=None, noted_by=None)
                | Q(noted_at__isnull=False, noted_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return _("A critical matter exists")

    def get_absolute_url(self) -> str:
        return reverse("incidents:critical_detail", args=[self.pk])

    @property
    def access_target(self) -> Partnership:
        return self.partnership

    @property
    def author_side(self) -> Side:
        return Side(self.side)

    @property
    def last_day_of_week(self) -> date:
        return date.fromordinal(self.week_of.toordinal() + 6)
