"""A visit that comes again: its rule, the dates that differ from it, and how it went."""

import uuid
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from liaison import access
from liaison.models import Partnership
from liaison.roles import Permission, Side
from vault.models import SealedText
from visits import recurrence
from visits.kinds import HORIZON, Kind, Place
from visits.lifecycle import SERIES_AGREED, SERIES_GOES_ON, SeriesStage
from visits.models.offered import Offered
from visits.recurrence import Rule

_ON_OFFER = Q(stage=SeriesStage.PROPOSED)


class Frequency(models.TextChoices):
    DAILY = recurrence.Frequency.DAILY.value, _("Every day, or every few days")
    WEEKLY = recurrence.Frequency.WEEKLY.value, _("Every week, or every few weeks")
    MONTHLY = recurrence.Frequency.MONTHLY.value, _("Every month, or every few months")
    YEARLY = recurrence.Frequency.YEARLY.value, _("Every year, or every few years")


class SeriesQuerySet(models.QuerySet["Series"]):
    def visible_to(self, person: Any) -> "SeriesQuerySet":
        """The series of the partnerships where the person's roles let them see visits."""
        covered = access.standing(person).partnerships_for(Permission.VISIT_SEE)
        return self.filter(partnership_id__in=covered)

    def with_parties(self) -> "SeriesQuerySet":
        return self.select_related("partnership__site__operator", "partnership__service")

    def on_offer(self, at: datetime) -> "SeriesQuerySet":
        return self.filter(_ON_OFFER, expires_at__gt=at)

    def expired(self, at: datetime) -> "SeriesQuerySet":
        return self.filter(_ON_OFFER, expires_at__lte=at)

    def going_on(self) -> "SeriesQuerySet":
        """On offer or agreed, and not over."""
        return self.filter(stage__in=SERIES_GOES_ON)

    def to_roll_on(self, at: datetime) -> "SeriesQuerySet":
        """Those whose next date has come within the year, or will on the next day."""
        return self.filter(stage=SeriesStage.CONFIRMED, next_on__lt=(at + HORIZON).date())


class Series(Offered, models.Model):
    """A visit of one partnership that comes again by a rule.

    The rule never changes: who wants another one replaces the series from a day on, so that what
    has been keeps the rule it had. ``rolled_to`` is the last day up to which its visits stand in
    the calendar, ``next_on`` the first date after it, if there is one; ``last_day`` is set when it
    was ended before its rule ends. ``answers`` is the offer that this one was the answer to.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="series")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    place = models.CharField(_("place"), max_length=10, choices=Place)
    where = models.CharField(_("where"), max_length=120, blank=True)
    party_size = models.PositiveSmallIntegerField(_("how many people come"))
    frequency = models.CharField(_("how often"), max_length=8, choices=Frequency)
    interval = models.PositiveSmallIntegerField(default=1)
    # Digits, Monday is 0: "13" is Tuesday and Thursday.
    weekdays = models.CharField(max_length=7, blank=True)
    nth = models.SmallIntegerField(null=True, blank=True)
    time = models.TimeField(_("at"))
    minutes = models.PositiveSmallIntegerField(_("lasts"))
    starts_on = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    count = models.PositiveSmallIntegerField(_("how many times"), null=True, blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, related_name="replacements", null=True, blank=True
    )
    replaces_from = models.DateField(null=True, blank=True)
    answers = models.OneToOneField("self", models.PROTECT, related_name="+", null=True, blank=True)
    stage = models.CharField(_("stage"), max_length=10, choices=SeriesStage)
    turn = models.CharField(_("whose turn"), max_length=6, choices=Side, blank=True)
    proposed_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    proposed_side = models.CharField(_("proposed by"), max_length=6, choices=Side)
    proposed_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    rolled_to = models.DateField()
    next_on = models.DateField(null=True)
    last_day = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        ordering = ("starts_on", "id")
        indexes = [
            models.Index(name="series_of_a_partnership", fields=["partnership", "stage"]),
            models.Index(name="series_to_roll_on", fields=["stage", "next_on"]),
        ]
        constraints = [
            models.CheckConstraint(name="series_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(
                name="series_frequency_is_known", condition=Q(frequency__in=Frequency.values)
            ),
            models.CheckConstraint(
                name="series_stage_is_known", condition=Q(stage__in=SeriesStage.values)
            ),
            models.CheckConstraint(
                name="series_side_is_known", condition=Q(proposed_side__in=Side.values)
            ),
            models.CheckConstraint(
                name="series_place_is_known_and_off_site_says_where",
                condition=(Q(place=Place.OFF_SITE) & ~Q(where=""))
                | Q(place__in=[Place.ON_SITE, Place.VIRTUAL], where=""),
            ),
            models.CheckConstraint(
                name="series_on_offer_expires_and_waits_for_a_side",
                condition=(_ON_OFFER & Q(turn__in=Side.values, expires_at__isnull=False))
                | (~_ON_OFFER & Q(turn="", expires_at=None)),
            ),
            models.CheckConstraint(
                name="series_ends_on_a_day_or_after_a_count",
                condition=Q(until=None) | Q(count=None),
            ),
            models.CheckConstraint(
                name="series_ends_no_sooner_than_it_starts",
                condition=Q(until=None) | Q(until__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="series_comes_again_and_brings_somebody",
                condition=Q(interval__gte=1, party_size__gte=1, minutes__gte=1),
            ),
            models.CheckConstraint(
                name="series_replaces_from_a_day",
                condition=Q(replaces=None, replaces_from=None)
                | Q(replaces__isnull=False, replaces_from__isnull=False),
            ),
            models.UniqueConstraint(
                name="series_is_replaced_by_one_at_most",
                fields=["replaces"],
                condition=Q(stage__in=[SeriesStage.CONFIRMED, SeriesStage.ENDED]),
            ),
            models.CheckConstraint(
                name="series_ended_on_a_day",
                condition=Q(stage=SeriesStage.ENDED, last_day__isnull=False)
                | (~Q(stage=SeriesStage.ENDED) & Q(last_day=None)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def get_absolute_url(self) -> str:
        return reverse("visits:series_detail", args=[self.pk])

    @property
    def is_agreed(self) -> bool:
        """Whether it was agreed at some time, also where it has ended since."""
        return self.stage in SERIES_AGREED

    @property
    def takes_place_of(self) -> "Series | None":
        """The series whose every date it replaces; None where dates of that lie before it."""
        former, day = self.replaces, self.replaces_from
        return former if former and day and day <= former.starts_on else None

    @property
    def rule(self) -> Rule:
        """Its rule; the dates that were left out stand in its exceptions and visits."""
        return Rule(
            frequency=recurrence.Frequency(self.frequency),
            starts_on=self.starts_on,
            time=self.time,
            interval=self.interval,
            weekdays=tuple(int(digit) for digit in self.weekdays),
            nth=self.nth,
            until=self.until,
            count=self.count,
        )

    def stage_at(self, at: datetime) -> SeriesStage:
        """As it counts at *at*: an offer past its time has lapsed, said or not."""
        return SeriesStage.LAPSED if self.has_expired(at) else SeriesStage(self.stage)


class SeriesException(models.Model):
    """A date of the rule that is left out from the beginning, or takes place at another time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    series = models.ForeignKey(Series, models.PROTECT, related_name="exceptions")
    day = models.DateField()
    starts = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("series", "day")
        constraints = [
            models.UniqueConstraint(name="series_excepts_a_day_once", fields=["series", "day"])
        ]

    def __str__(self) -> str:
        return self.day.isoformat()


class SeriesNote(SealedText):
    """Words for both sides: a message with a series, or the reason for which it is declined,
    withdrawn or ended."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="notes")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("written_at", "id")

    def __str__(self) -> str:
        return str(self.pk)


class Deed(models.TextChoices):
    """What was done with a series."""

    PROPOSED = "proposed", _("Proposed")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("Lapsed, because nobody answered")
    COUNTERED = "countered", _("Answered with another rule")
    ENDED = "ended", _("Ended")
    EXTENDED = "extended", _("Carried on in the calendar")
    UNSEATED = "unseated", _("Hit by new hours")


class SeriesMove(models.Model):
    """One step of a series. ``day`` is the last day of one that was ended or carried on;
    ``left_out`` how many of the dates it was about could not stand. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    series = models.ForeignKey(Series, models.PROTECT, related_name="moves")
    number = models.PositiveIntegerField()
    deed = models.CharField(max_length=10, choices=Deed)
    stage = models.CharField(max_length=10, choices=SeriesStage)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    side = models.CharField(max_length=6, choices=Side, blank=True)
    day = models.DateField(null=True, blank=True)
    visits = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    note = models.OneToOneField(
        SeriesNote, models.PROTECT, related_name="move", null=True, blank=True
    )

    class Meta:
        ordering = ("series", "number")
        constraints = [
            models.UniqueConstraint(name="series_moves_one_at_a_time", fields=["series", "number"]),
            models.CheckConstraint(name="series_deed_is_known", condition=Q(deed__in=Deed.values)),
        ]

    def __str__(self) -> str:
        return str(self.get_deed_display())


def weekday_digits(weekdays: tuple[int, ...]) -> str:
    return "".join(str(day) for day in sorted(weekdays))
