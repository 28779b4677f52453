"""Who has been told what a version asks: roll-calls, and the officers who acknowledged."""

import uuid
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from liaison import access
from liaison.models import Division, Organisation, Partnership
from liaison.roles import Permission
from protocols.models.agreed import InForce, ProtocolPartnership
from protocols.models.protocol import Version
from vault.models import SealedText


def applies_or_will(moment: datetime) -> Q:
    """Rows of ``InForce`` that apply at *moment*, or are to begin and will."""
    return Q(ends=None) | (Q(ends__gt=moment) & Q(ends__gt=F("starts")))


class RollCallQuerySet(models.QuerySet["RollCall"]):
    def visible_to(self, person: Any) -> "RollCallQuerySet":
        """Those of the person's own service, in the divisions of partnerships they brief for."""
        own = access.standing(person)
        briefed = ProtocolPartnership.objects.filter(
            protocol=models.OuterRef("version__protocol"),
            partnership__service=models.OuterRef("service"),
            partnership__in=own.partnerships_for(Permission.BRIEFING_RECORD),
        )
        around = Q(partnership__divisions=models.OuterRef("division"))
        there = briefed.filter(around | Q(partnership__divisions=None))
        return self.filter(
            Q(division=None) & models.Exists(briefed) | models.Exists(there),
            service__in=own.organisation_ids,
        )

    def open_at(self, moment: datetime) -> "RollCallQuerySet":
        """Those whose code still counts: not over, not revoked, for a version that still applies
        (or is to begin) with the service."""
        applies = InForce.objects.filter(
            applies_or_will(moment),
            version=models.OuterRef("version"),
            partnership__service=models.OuterRef("service"),
        )
        return self.filter(models.Exists(applies), revoked_at=None, expires_at__gt=moment)


class RollCall(SealedText):
    """A briefing of one division (or of a service that has none), with a code for its officers.

    The code is sealed, so that the sheet can be printed again; it is looked up by a keyed hash.
    ``officers`` is how many the division has, as whoever opened it says: what coverage is of.
    ``most`` is how many of them may use the code (None: opened before anybody said so).
    """

    version = models.ForeignKey(Version, models.PROTECT, related_name="roll_calls")
    service = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    division = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="+")
    officers = models.PositiveSmallIntegerField(_("officers in the division"))
    most = models.PositiveSmallIntegerField(_("officers who use the code"), null=True)
    code_hash = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(_("until"))
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = RollCallQuerySet.as_manager()

    class Meta:
        ordering = ("-issued_at",)
        constraints = [
            models.CheckConstraint(name="roll_call_has_officers", condition=Q(officers__gt=0)),
            models.CheckConstraint(
                name="roll_call_code_is_for_somebody", condition=Q(most=None) | Q(most__gt=0)
            ),
            models.CheckConstraint(
                name="roll_call_ends_after_it_begins", condition=Q(expires_at__gt=F("issued_at"))
            ),
        ]

    def __str__(self) -> str:
        return self.unit_name

    @property
    def unit_name(self) -> str:
        return self.division.name if self.division else self.service.name

    @property
    def partnerships(self) -> list[Partnership]:
        """Those of the service that the version is about, with the division around their site."""
        own = [p for p in self.version.protocol.covered if p.service_id == self.service_id]
        if self.division_id is None:
            return own
        around: dict[uuid.UUID, set[uuid.UUID]] = {}
        named = Partnership.divisions.through.objects.filter(partnership__in=own)
        for partnership_id, division_id in named.values_list("partnership_id", "division_id"):
            around.setdefault(partnership_id, set()).add(division_id)
        return [p for p in own if self.division_id in around.get(p.pk, {self.division_id})]

    @property
    def access_target(self) -> list[Partnership]:
        return self.partnerships


class AcknowledgementQuerySet(models.QuerySet["Acknowledgement"]):
    def counted(self) -> "AcknowledgementQuerySet":
        """Those that nobody has struck out."""
        return self.filter(struck_at=None)


class Acknowledgement(models.Model):
    """One officer knows one version. Never changed, never removed; one that nobody stands behind
    is struck out, and no longer counted.

    The service number is not kept: ``officer_hash`` is made with a key that lies outside the
    database, anew for each version. ``recorded_by`` is who typed it from a sheet; None: the
    officer did it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, models.PROTECT, related_name="acknowledgements")
    roll_call = models.ForeignKey(RollCall, models.PROTECT, related_name="acknowledgements")
    officer_hash = models.CharField(max_length=64)
    acknowledged_at = models.DateTimeField(_("acknowledged at"))
    recorded_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )

    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AcknowledgementQuerySet.as_manager()

    class Meta:
        ordering = ("acknowledged_at",)
        constraints = [
            models.UniqueConstraint(
                name="an_officer_acknowledges_a_version_once",
                fields=["version", "officer_hash"],
                condition=Q(struck_at=None),
            ),
            models.CheckConstraint(
                name="acknowledgement_is_struck_by_somebody",
                condition=Q(struck_at=None, struck_by=None)
                | Q(struck_at__isnull=False, struck_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class LeftPost(SealedText):
    """The post or initials that an officer left with an acknowledgement, for the police side."""

    acknowledgement = models.OneToOneField(
        Acknowledgement, models.PROTECT, related_name="left_post"
    )

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.pk)


class BriefingSetAside(models.Model):
    """A service needs no more reminders to brief its officers on a version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, models.PROTECT, related_name="set_aside")
    service = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="briefing_is_set_aside_once", fields=["version", "service"]
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
