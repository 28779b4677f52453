"""That somebody was reminded of what waits for them."""

import uuid

from django.db import models
from django.db.models import Q

from incidents.models.incident import Incident
from incidents.models.mediation import TermsSignature
from incidents.reminding.tiers import Tier


class Reminder(models.Model):
    """One part of an incident was reminded of a turn. Never changed.

    A turn is what is waited for (``thing``: the incident itself, its mediation or one promise) and
    since when; ``posts``: who was told, as they were called then.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="reminders", db_index=False)
    thing = models.UUIDField()
    part = models.CharField(max_length=8, choices=TermsSignature.Who)
    since = models.DateTimeField()
    tier = models.PositiveSmallIntegerField(choices=Tier)
    posts = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        indexes = [models.Index(name="reminders_of_an_incident", fields=["incident", "at"])]
        constraints = [
            models.UniqueConstraint(
                name="a_turn_is_reminded_of_once_a_tier", fields=["thing", "part", "since", "tier"]
            ),
            models.CheckConstraint(
                name="reminder_part_is_known", condition=Q(part__in=["site", "police", "mediator"])
            ),
            models.CheckConstraint(
                name="reminder_tier_is_known", condition=Q(tier__in=[1, 2, 3, 4, 5])
            ),
        ]

    def __str__(self) -> str:
        return str(Tier(self.tier).label)
