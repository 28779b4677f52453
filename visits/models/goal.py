"""How often the two sides want to meet, for one partnership. Rows are never changed."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from liaison import access
from liaison.among import Among
from liaison.models import Partnership
from liaison.roles import Permission, Side
from visits.kinds import ONCE, Kind

MOST_TIMES = 60
ANY = "any"
CHOICES = [
    *((kind.value, kind.label) for kind in Kind if kind not in ONCE),
    (ANY, _("Any contact")),
]
CODES = [code for code, _label in CHOICES]


class Per(models.TextChoices):
    MONTH = "month", _("a month")
    QUARTER = "quarter", _("a quarter")
    YEAR = "year", _("a year")


def often(times: int, per: str) -> str:
    """ "once a month", "3 times a year"."""
    words = ngettext("once %(per)s", "%(times)s times %(per)s", times)
    return words % {"times": times, "per": Per(per).label}


def seen_by(person: Any) -> frozenset[uuid.UUID]:
    """The partnerships whose goals *person* may see."""
    return access.standing(person).partnerships_for(Permission.VISIT_SEE)


class ContactGoalQuerySet(models.QuerySet["ContactGoal"]):
    def visible_to(self, person: Any) -> "ContactGoalQuerySet":
        return self.of(seen_by(person))

    def of(self, partnership_ids: Iterable[uuid.UUID]) -> "ContactGoalQuerySet":
        return self.filter(Among("partnership_id", partnership_ids))

    def newest(self) -> "ContactGoalQuerySet":
        """The last word on each kind, those that were ended included."""
        newer = ContactGoal.objects.filter(
            partnership=OuterRef("partnership"),
            kind=OuterRef("kind"),
            number__gt=OuterRef("number"),
        )
        return self.filter(~Exists(newer))

    def standing(self) -> "ContactGoalQuerySet":
        return self.newest().filter(is_ended=False)

    def with_parties(self) -> "ContactGoalQuerySet":
        return self.select_related("partnership__site__operator", "partnership__service")


class ContactGoal(models.Model):
    """So many contacts of a kind in each month, quarter or year of the calendar, as one side set
    it. The newest number counts; it stands from its day on the site's calendar."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="contact_goals")
    kind = models.CharField(max_length=20, choices=CHOICES)
    number = models.PositiveIntegerField()
    times = models.PositiveSmallIntegerField()
    per = models.CharField(max_length=10, choices=Per)
    stands_from = models.DateField()
    is_ended = models.BooleanField(default=False)
    side = models.CharField(max_length=6, choices=Side)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")

    objects = ContactGoalQuerySet.as_manager()

    class Meta:
        ordering = ("partnership", "kind", "number")
        constraints = [
            models.UniqueConstraint(
                name="contact_goals_one_at_a_time", fields=["partnership", "kind", "number"]
            ),
            models.CheckConstraint(name="contact_goal_kind_is_known", condition=Q(kind__in=CODES)),
            models.CheckConstraint(
                name="contact_goal_period_is_known", condition=Q(per__in=Per.values)
            ),
            models.CheckConstraint(
                name="contact_goal_side_is_known", condition=Q(side__in=Side.values)
            ),
            models.CheckConstraint(
                name="contact_goal_is_counted",
                condition=Q(number__gte=1, times__gte=1, times__lte=MOST_TIMES),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def get_absolute_url(self) -> str:
        return reverse("visits:goal_list", args=[self.partnership_id])

    @property
    def often(self) -> str:
        return often(self.times, self.per)

    @property
    def access_target(self) -> Partnership:
        return self.partnership
