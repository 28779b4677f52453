"""Which partnerships a protocol covers, and when each version applied to each of them."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from liaison.models import Partnership
from protocols.models.protocol import Protocol, Version


class ProtocolPartnership(models.Model):
    """A partnership that a protocol covers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    protocol = models.ForeignKey(Protocol, models.PROTECT, related_name="covers")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="covered_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="protocol_covers_a_partnership_once", fields=["protocol", "partnership"]
            )
        ]

    def __str__(self) -> str:
        return str(self.partnership)


class InForceQuerySet(models.QuerySet["InForce"]):
    def at(self, moment: datetime) -> "InForceQuerySet":
        """Those that apply at *moment* (aware); the last instant is not part of a range."""
        return self.filter(Q(ends=None) | Q(ends__gt=moment), starts__lte=moment)

    def after(self, moment: datetime) -> "InForceQuerySet":
        """Those that are still to begin at *moment*, and will."""
        return self.filter(Q(ends=None) | Q(ends__gt=F("starts")), starts__gt=moment)

    def covering(self, partnerships: Iterable[Partnership]) -> "InForceQuerySet":
        return self.filter(partnership__in=[partnership.pk for partnership in partnerships])


class InForce(models.Model):
    """From when until when a version applied to a partnership: ``starts`` included, ``ends`` not.

    For one partnership no two of them overlap, and none can exist without the signatures of both
    parties over the version's digest: the database refuses it (``protocols.guards``). A range
    that ends where it starts never applied: a later version took its place before its day.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="in_force")
    version = models.ForeignKey(Version, models.PROTECT, related_name="in_force")
    starts = models.DateTimeField(_("from"))
    ends = models.DateTimeField(_("until"), null=True, blank=True)

    objects = InForceQuerySet.as_manager()

    class Meta:
        ordering = ("-starts",)
        constraints = [
            models.UniqueConstraint(
                name="version_comes_into_force_once", fields=["partnership", "version"]
            ),
            models.CheckConstraint(
                name="in_force_ends_after_it_starts",
                condition=Q(ends=None) | Q(ends__gte=F("starts")),
            ),
        ]
        indexes = [models.Index(name="in_force_of_a_partnership", fields=["partnership", "starts"])]

    def __str__(self) -> str:
        return str(self.version)
