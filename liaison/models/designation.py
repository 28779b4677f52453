"""Who speaks for a side of a partnership."""

import uuid
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from liaison import access
from liaison.models.party import Partnership
from liaison.roles import Side


class DesignationQuerySet(models.QuerySet["Designation"]):
    def visible_to(self, person: Any) -> "DesignationQuerySet":
        return self.filter(partnership_id__in=access.standing(person).partnership_ids)

    def on(self, day: date) -> "DesignationQuerySet":
        """Those that stand on *day* (the site's calendar day)."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day, ended_at=None)


class Designation(models.Model):
    """The liaison officer (police side) or the site manager (site side) of a partnership.

    Never changed in place: a new one ends the former. Days are inclusive, in the site's zone.
    """

    class Rank(models.TextChoices):
        PRIMARY = "primary", _("Primary")
        BACKUP = "backup", _("Backup")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="designations")
    side = models.CharField(_("side"), max_length=6, choices=Side)
    rank = models.CharField(_("rank"), max_length=7, choices=Rank)
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="designations")
    post = models.CharField(_("post"), max_length=120)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DesignationQuerySet.as_manager()

    class Meta:
        ordering = ("side", "-rank", "-made_at")
        constraints = [
            models.UniqueConstraint(
                name="one_standing_designation_per_side_and_rank",
                fields=["partnership", "side", "rank"],
                condition=Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="designation_ends_after_it_begins",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="designation_side_is_known", condition=Q(side__in=Side.values)
            ),
            models.CheckConstraint(
                name="designation_rank_is_known", condition=Q(rank__in=("primary", "backup"))
            ),
        ]

    def __str__(self) -> str:
        return self.post

    @property
    def access_target(self) -> Partnership:
        return self.partnership
