"""Police presence in one tap, and the weeks of it that were sent to the other side."""

import uuid
from datetime import date, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from incidents.presence.weeks import WEEK, Tapped
from liaison import access
from liaison.models import Partnership, Site
from liaison.roles import Permission


class PresenceTapQuerySet(models.QuerySet["PresenceTap"]):
    def visible_to(self, person: Any) -> Self:
        """Those of the sites where the person taps: single taps are the site's own."""
        sites = access.standing(person).sites_for(Permission.PRESENCE_TAP)
        return self.filter(site_id__in=sites).counted()

    def counted(self) -> Self:
        return self.filter(undone_at=None)


class PresenceTap(models.Model):
    """Somebody at the site pressed one button. What, where, when, and nothing else: not who
    tapped, and no word."""

    id = models.UUIDField(primary_key=True, editable=False)
    site = models.ForeignKey(Site, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=12, choices=Tapped)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    objects = PresenceTapQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "id")
        indexes = [models.Index(name="taps_of_a_site", fields=["site", "at"])]
        constraints = [
            models.CheckConstraint(name="tap_kind_is_known", condition=Q(kind__in=Tapped.values)),
            models.CheckConstraint(
                name="tap_is_undone_after_it_was_made",
                condition=Q(undone_at=None) | Q(undone_at__gte=models.F("at")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class PresenceWeekQuerySet(models.QuerySet["PresenceWeek"]):
    def visible_to(self, person: Any) -> Self:
        own = access.standing(person)
        return self.filter(partnership_id__in=own.partnerships_for(Permission.PRESENCE_SEE))

    def with_parties(self) -> Self:
        return self.select_related("partnership__site__operator", "partnership__service")


class PresenceWeek(models.Model):
    """The sums of one week, as the site sent them to one police service. They never change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+", db_index=False)
    starts_on = models.DateField()
    counts = models.JSONField()
    total = models.PositiveIntegerField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+", db_index=False)
    noted_at = models.DateTimeField(null=True)
    noted_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", null=True, db_index=False
    )

    objects = PresenceWeekQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_on", "id")
        constraints = [
            models.UniqueConstraint(
                name="a_week_is_sent_to_a_service_once", fields=["partnership", "starts_on"]
            ),
            models.CheckConstraint(
                name="noted_week_has_a_time_and_a_person",
                condition=Q(noted_at=None, noted_by=None)
                | Q(noted_at__isnull=False, noted_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.starts_on)

    def get_absolute_url(self) -> str:
        return reverse("incidents:presence_week", args=[self.pk])

    @property
    def access_target(self) -> Partnership:
        return self.partnership

    @property
    def ends_on(self) -> date:
        return self.starts_on + WEEK - timedelta(days=1)
