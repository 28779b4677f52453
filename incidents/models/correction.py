"""That a recorded fact of an incident was wrong, and what is right."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from incidents.corrections.facts import Fact
from incidents.models.incident import Incident
from incidents.models.statement import Statement
from liaison.roles import Side
from liaison.timekeeping import SiteState


class Correction(models.Model):
    """*fact* said ``was`` and is ``now``, each by column of the incident, which keeps what was
    logged. ``number`` is the revision that the incident came to by it; ``words`` say why. Never
    changed: who was wrong once more corrects again.

    ``site_state``: of a corrected time, the state of the site then, as it was known then.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(
        Incident, models.PROTECT, related_name="corrections", db_index=False
    )
    number = models.PositiveIntegerField()
    fact = models.CharField(max_length=12, choices=Fact)
    was = models.JSONField()
    now = models.JSONField()
    site_state = models.CharField(max_length=16, choices=SiteState, blank=True)
    side = models.CharField(max_length=6, choices=Side)
    words = models.OneToOneField(Statement, models.PROTECT, related_name="correction")
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(name="one_correction_at_a_time", fields=["incident", "number"]),
            models.CheckConstraint(
                name="corrected_fact_is_known", condition=Q(fact__in=Fact.values)
            ),
            models.CheckConstraint(
                name="correction_side_is_known", condition=Q(side__in=Side.values)
            ),
            models.CheckConstraint(
                name="a_corrected_time_says_what_state_the_site_was_in",
                condition=Q(fact=Fact.TIME, site_state__in=SiteState.values)
                | ~Q(fact=Fact.TIME) & Q(site_state=""),
            ),
        ]

    def __str__(self) -> str:
        return self.fact

    @property
    def values(self) -> dict[str, Any]:
        """What is right, by column."""
        return {**self.now, "site_state": self.site_state} if self.site_state else dict(self.now)
