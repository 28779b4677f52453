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

    Those of two visits never overlap on one site; ``visits.guards`` has the database hold that.
    The hold of a proposal ends at ``expires_at``, whether or not anybody has removed the row by
    then. One that ``is_fallback`` is the time that was agreed, held while another is on offer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey(Site, models.PROTECT, related_name="occupations")
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="occupations")
    is_fallback = models.BooleanField(default=False)
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
            ),
            models.UniqueConstraint(
                name="visit_holds_its_time_and_what_was_agreed", fields=["visit", "is_fallback"]
            ),
            models.CheckConstraint(
                name="what_was_agreed_does_not_expire",
                condition=Q(is_fallback=False) | Q(expires_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts:%Y-%m-%d %H:%M} – {self.ends:%H:%M}"
