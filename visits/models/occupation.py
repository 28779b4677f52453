"""The time that visits take up at a site."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q

from liaison.models import Site
from visits.models.visit import Visit


class OccupationQuerySet(models.QuerySet["Occupation"]):
    def expired(self, at: datetime) -> "OccupationQuerySet":
        return self.filter(expires_at__lte=at)

    def standing(self, at: datetime) -> "OccupationQuerySet":
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=at))


class Occupation(models.Model):
    """One on-site visit's hold on its site, from *starts* up to but not including *ends*.

    Two of one site never overlap; ``visits.guards`` has the database hold that. The hold of a
    proposal ends at ``expires_at``, whether or not anybody has removed the row by then.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey(Site, models.PROTECT, related_name="occupations")
    visit = models.OneToOneField(Visit, models.PROTECT, related_name="occupation")
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)

    objects = OccupationQuerySet.as_manager()

    class Meta:
        ordering = ("starts",)
        indexes = [
            models.Index(name="occupations_of_a_site", fields=["site", "starts"]),
            # What still lies ahead, without a look at all that ever was.
            models.Index(name="occupations_by_end", fields=["site", "ends"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="occupation_ends_after_it_starts", condition=Q(ends__gt=F("starts"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts:%Y-%m-%d %H:%M} – {self.ends:%H:%M}"
