"""A visit as it stands now."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from liaison import access
from liaison.among import Among
from liaison.models import Partnership, Site
from liaison.roles import Permission, Side
from visits.kinds import Kind, Place
from visits.lifecycle import GONE, OPEN, SeriesStage, Stage
from visits.models.moved import KEPT_WHOLE, NOTHING_KEPT, Moved
from visits.models.offered import Offered
from visits.models.series import Series


def _on_offer(at: datetime) -> Q:
    return Q(stage__in=OPEN, expires_at__gt=at)


def lapsed(at: datetime) -> Q:
    """What was on offer and ran out by *at*; but not a move: what was agreed stays."""
    return Q(stage__in=OPEN, expires_at__lte=at, agreed_starts=None)


class VisitQuerySet(models.QuerySet["Visit"]):
    def visible_to(self, person: Any) -> "VisitQuerySet":
        """The visits of the partnerships where the person's roles let them see visits."""
        return self.covered(access.standing(person).partnerships_for(Permission.VISIT_SEE))

    def covered(self, partnerships: Iterable[uuid.UUID]) -> "VisitQuerySet":
        """Those of *partnerships*: what somebody may see, where a ``Prepared`` query takes the
        partnerships in the person's place."""
        return self.filter(Among("partnership_id", partnerships))

    def with_parties(self) -> "VisitQuerySet":
        return self.select_related("partnership__site__operator", "partnership__service", "series")

    def alone(self) -> "VisitQuerySet":
        """Those that do not wait for the answer to the series they belong to."""
        return self.exclude(series__stage=SeriesStage.PROPOSED)

    def of_site(self, site: Site | uuid.UUID) -> "VisitQuerySet":
        return self.filter(partnership__site=site)

    def expired(self, at: datetime) -> "VisitQuerySet":
        return self.filter(stage__in=OPEN, expires_at__lte=at)

    def counting(self, at: datetime) -> "VisitQuerySet":
        """Those that count towards what a month takes: held, agreed, or still on offer."""
        return self.filter(_on_offer(at) | Q(stage__in=(Stage.CONFIRMED, Stage.HELD)))

    def taking_time(self, at: datetime) -> "VisitQuerySet":
        """Those that are not over and take the time of whoever goes: agreed, or still on offer."""
        return self.filter(_on_offer(at) | Q(stage=Stage.CONFIRMED), ends__gt=at)

    def times_taken(self, at: datetime) -> "models.QuerySet[Any, Any]":
        """The partnership, start, end and place of each time of ``taking_time``, and of what was
        agreed of those that may move: both are kept clear. One query."""
        now = self.taking_time(at).order_by()
        before = self.filter(agreed_ends__gt=at).order_by()
        agreed = ("partnership", "agreed_starts", "agreed_ends", "agreed_place")
        return now.values_list("partnership", "starts", "ends", "place").union(
            before.values_list(*agreed), all=True
        )

    def confirmed_from(self, at: datetime, until: datetime) -> "VisitQuerySet":
        """Those that are confirmed and begin after *at*, by *until*."""
        return self.filter(stage=Stage.CONFIRMED, starts__gt=at, starts__lte=until)

    def coming(self, at: datetime) -> "VisitQuerySet":
        return self.filter(stage=Stage.CONFIRMED, ends__gt=at)


class Visit(Moved, Offered, models.Model):
    """A scheduled contact between the two sides of a partnership.

    The current stage, time and turn, repeated from its last move by the operation that made it.
    ``revision`` is the number of that move; a page carries it back so that nobody answers a state
    they have not seen. ``turn`` is empty where no side in particular holds the ball. While a move
    of an agreed visit is on offer, ``agreed_*`` is what was agreed and stands unless that is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="visits")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    place = models.CharField(_("place"), max_length=10, choices=Place)
    where = models.CharField(_("where"), max_length=120, blank=True)
    starts = models.DateTimeField(_("from"))
    ends = models.DateTimeField(_("to"))
    party_size = models.PositiveSmallIntegerField(_("how many people come"))
    stage = models.CharField(_("stage"), max_length=20, choices=Stage)
    turn = models.CharField(_("whose turn"), max_length=6, choices=Side, blank=True)
    proposed_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    proposed_side = models.CharField(_("proposed by"), max_length=6, choices=Side)
    proposed_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    agreed_starts = models.DateTimeField(null=True, blank=True)
    agreed_ends = models.DateTimeField(null=True, blank=True)
    agreed_place = models.CharField(max_length=10, choices=Place, blank=True)
    agreed_where = models.CharField(max_length=120, blank=True)
    series = models.ForeignKey(Series, models.PROTECT, related_name="visits", null=True, blank=True)
    # The date of the series' rule that it stands for, also when it was moved to another.
    occurs_on = models.DateField(null=True, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ("starts", "id")
        indexes = [
            models.Index(name="visits_of_a_partnership", fields=["partnership", "starts", "id"]),
            models.Index(name="visits_by_stage", fields=["partnership", "stage", "starts", "id"]),
            models.Index(
                name="visits_that_may_expire",
                fields=["expires_at"],
                condition=Q(expires_at__isnull=False),
            ),
            models.Index(
                name="visits_that_may_move",
                fields=["partnership", "agreed_starts"],
                condition=Q(agreed_starts__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="visit_ends_after_it_starts", condition=Q(ends__gt=F("starts"))
            ),
            models.CheckConstraint(name="visit_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(
                name="visit_place_is_known", condition=Q(place__in=Place.values)
            ),
            models.CheckConstraint(
                name="visit_stage_is_known", condition=Q(stage__in=Stage.values)
            ),
            models.CheckConstraint(
                name="visit_turn_is_known", condition=Q(turn__in=["", *Side.values])
            ),
            models.CheckConstraint(
                name="visit_side_is_known", condition=Q(proposed_side__in=Side.values)
            ),
            models.CheckConstraint(
                name="visit_off_site_says_where",
                condition=(Q(place=Place.OFF_SITE) & ~Q(where=""))
                | (~Q(place=Place.OFF_SITE) & Q(where="")),
            ),
            models.CheckConstraint(
                name="visit_on_offer_expires_and_waits_for_a_side",
                condition=(Q(stage__in=sorted(OPEN), expires_at__isnull=False) & ~Q(turn=""))
                | (~Q(stage__in=sorted(OPEN)) & Q(expires_at=None, turn="")),
            ),
            models.CheckConstraint(
                name="visit_keeps_what_was_agreed_while_it_may_move",
                condition=Q(**NOTHING_KEPT) | KEPT_WHOLE,
            ),
            models.CheckConstraint(name="visit_brings_somebody", condition=Q(party_size__gte=1)),
            models.CheckConstraint(
                name="visit_of_a_series_stands_for_a_date",
                condition=Q(series=None, occurs_on=None)
                | Q(series__isnull=False, occurs_on__isnull=False),
            ),
            models.UniqueConstraint(
                name="series_has_one_visit_for_a_date",
                fields=["series", "occurs_on"],
                condition=~Q(stage__in=GONE),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def get_absolute_url(self) -> str:
        return reverse("visits:visit_detail", args=[self.pk])

    @property
    def waits_for_its_series(self) -> bool:
        """It is one of a series that nobody has answered yet; the answer is given for all."""
        return self.series is not None and self.series.stage == SeriesStage.PROPOSED

    def stage_at(self, at: datetime) -> Stage:
        """The stage as it counts at *at*: an offer past its time has lapsed, even if the clock
        has not come round to saying so."""
        return Stage.LAPSED if self.has_expired(at) else Stage(self.stage)
