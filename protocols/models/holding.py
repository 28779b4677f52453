"""What keeps a version in force from applying, or ends it: suspensions, their end, notice given.

All of it is written once and never changed. What was suspended at a moment follows from the rows
and that moment.
"""

import uuid
from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from liaison.models import Partnership
from liaison.roles import Side
from protocols.models.agreed import InForce
from protocols.models.protocol import Version
from protocols.models.text import Clause
from vault.models import SealedText


class SuspensionQuerySet(models.QuerySet["Suspension"]):
    def at(self, moment: datetime) -> "SuspensionQuerySet":
        """Those that stand at *moment* (aware)."""
        return self.filter(starts__lte=moment, ends__gt=moment).exclude(resumption__at__lte=moment)


class Suspension(SealedText):
    """One side suspends a version for a partnership, or one of its clauses (``clause``), at once.

    The sealed text says why, for both sides. It stands from ``starts`` until ``ends`` or until
    that side resumes, whichever comes first.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="suspensions")
    version = models.ForeignKey(Version, models.PROTECT, related_name="suspensions")
    clause = models.ForeignKey(
        Clause, models.PROTECT, null=True, blank=True, related_name="suspensions"
    )
    side = models.CharField(_("side"), max_length=6, choices=Side)
    starts = models.DateTimeField(_("from"))
    ends = models.DateTimeField(_("until"))
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        ordering = ("starts", "pk")
        constraints = [
            models.CheckConstraint(
                name="suspension_ends_after_it_starts", condition=Q(ends__gt=F("starts"))
            ),
            models.CheckConstraint(
                name="suspension_is_of_one_side", condition=Q(side__in=("site", "police"))
            ),
        ]
        indexes = [
            models.Index(name="suspension_of_a_partnership", fields=["partnership", "starts"])
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.side}"

    @property
    def over(self) -> datetime:
        """When it is over, as far as is known."""
        return self.resumption.at if hasattr(self, "resumption") else self.ends


class Resumption(models.Model):
    """The side that suspended lets the text apply again before the suspension runs out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    suspension = models.OneToOneField(Suspension, models.PROTECT, related_name="resumption")
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.suspension_id)


class Termination(SealedText):
    """Notice that a version ends for a partnership; the sealed text says why, for both sides."""

    in_force = models.OneToOneField(InForce, models.PROTECT, related_name="termination")
    side = models.CharField(_("side"), max_length=6, choices=Side)
    at = models.DateTimeField(_("at"))
    ends = models.DateTimeField(_("until"))
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="termination_is_of_one_side", condition=Q(side__in=("site", "police"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.in_force_id} {self.side}"

    @property
    def last_day(self) -> date:
        """The last day on which the version still applies, by the site's clock."""
        last = self.ends - timedelta(seconds=1)
        return last.astimezone(self.in_force.partnership.site.tz).date()


class ReviewReminder(models.Model):
    """That a review was reminded of, so many days before its day. Each milestone once.

    A milestone that a missed run left behind is written down together with the one that is told.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, models.PROTECT, related_name="review_reminders")
    days_before = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "-days_before")
        constraints = [
            models.UniqueConstraint(
                name="a_review_is_reminded_of_once", fields=["version", "days_before"]
            )
        ]

    def __str__(self) -> str:
        return str(self.days_before)
