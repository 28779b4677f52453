"""Something that recurs, for the two sides to talk over."""

import uuid
import zoneinfo
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from incidents import sight
from incidents.patterns.finding import Rule
from incidents.patterns.lifecycle import Stage
from incidents.presence.weeks import DayPart
from incidents.taxonomy import CODES, KINDS, Area
from liaison.models import Partnership
from liaison.roles import Side
from vault.models import SealedText


class PatternQuerySet(models.QuerySet["Pattern"]):
    def visible_to(self, person: Any) -> Self:
        """Those between the sides of which the person is in charge of one."""
        seen = sight.of(person)
        return self.filter(partnership__in=seen.partnerships - seen.torn)

    def open(self) -> Self:
        return self.exclude(stage=Stage.CLOSED)

    def with_parties(self) -> Self:
        return self.select_related("partnership__site__operator", "partnership__service")

    def with_clause(self) -> Self:
        return self.select_related("clause__version__protocol").prefetch_related("clause__texts")


class Pattern(models.Model):
    """What recurred between a site and a police service, and is talked over: a kind of encounter,
    or a place with a part of the day and a clause. It names no person and no incident.

    ``cell`` is the code of what recurs: one talk about it is open at a time. ``clause`` is the one
    that spoke to it then. ``first_at`` and ``last_at`` are those of the encounters that opened it,
    ``number`` how many they were.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="patterns", db_index=False
    )
    rule = models.CharField(max_length=8, choices=Rule)
    cell = models.CharField(max_length=80)
    kind = models.CharField(max_length=3, choices=CODES, blank=True)
    area = models.CharField(max_length=12, choices=Area, blank=True)
    day_part = models.CharField(max_length=9, choices=DayPart, blank=True)
    clause = models.ForeignKey(
        "protocols.Clause", models.PROTECT, related_name="+", null=True, db_index=False
    )
    number = models.PositiveIntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    stage = models.CharField(max_length=8, choices=Stage, default=Stage.OPEN)
    closed_at = models.DateTimeField(null=True)

    objects = PatternQuerySet.as_manager()

    class Meta:
        ordering = ("-opened_at", "id")
        indexes = [
            models.Index(name="patterns_of_a_partnership", fields=["partnership", "opened_at"])
        ]
        constraints = [
            models.UniqueConstraint(
                name="one_talk_is_open_for_a_pattern",
                fields=["partnership", "cell"],
                condition=~Q(stage=Stage.CLOSED),
            ),
            models.CheckConstraint(
                name="pattern_is_of_a_kind_or_a_cluster",
                condition=Q(rule=Rule.KIND, area="", day_part="", clause=None) & ~Q(kind="")
                | Q(rule=Rule.CLUSTER, kind="", clause__isnull=False)
                & ~Q(area="")
                & ~Q(day_part=""),
            ),
            models.CheckConstraint(
                name="pattern_stage_is_known", condition=Q(stage__in=Stage.values)
            ),
            models.CheckConstraint(
                name="pattern_that_was_talked_over_says_when",
                condition=Q(stage=Stage.CLOSED, closed_at__isnull=False)
                | ~Q(stage=Stage.CLOSED) & Q(closed_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.cell

    def get_absolute_url(self) -> str:
        return reverse("incidents:pattern_detail", args=[self.pk])

    @property
    def access_target(self) -> Partnership:
        return self.partnership

    @property
    def tz(self) -> zoneinfo.ZoneInfo:
        return self.partnership.site.tz

    def is_by_the_day(self, at: datetime) -> bool:
        """Whether a moment of the talk is told by its day alone: one of the day on which a release
        opened it, whose moment is not told."""
        return at.astimezone(self.tz).date() <= self.opened_at.astimezone(self.tz).date()

    @property
    def what(self) -> Any:
        """What recurs, in words."""
        if self.rule == Rule.KIND:
            return KINDS[self.kind].label
        return f"{self.get_area_display()} · {self.get_day_part_display()}"


class PatternEndQuerySet(models.QuerySet["PatternEnd"]):
    def waiting(self) -> Self:
        return self.filter(answered_at=None)


class PatternEnd(SealedText):
    """What one side says was agreed about a pattern. The other side agrees, or talks on; the words
    are for both and never change."""

    pattern = models.ForeignKey(Pattern, models.PROTECT, related_name="ends", db_index=False)
    side = models.CharField(max_length=6, choices=Side)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    is_agreed = models.BooleanField(null=True)
    answered_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", null=True, db_index=False
    )
    answered_at = models.DateTimeField(null=True)

    objects = PatternEndQuerySet.as_manager()

    class Meta:
        ordering = ("at", "id")
        indexes = [models.Index(name="ends_of_a_pattern", fields=["pattern", "at"])]
        constraints = [
            models.UniqueConstraint(
                name="one_end_of_a_pattern_waits_or_is_agreed",
                fields=["pattern"],
                condition=Q(answered_at=None) | Q(is_agreed=True),
            ),
            models.CheckConstraint(
                name="answered_end_of_a_pattern_says_how_when_and_by_whom",
                condition=Q(answered_at=None, answered_by=None, is_agreed=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False, is_agreed__isnull=False),
            ),
            models.CheckConstraint(
                name="nobody_answers_their_own_end_of_a_pattern",
                condition=Q(answered_by=None) | ~Q(answered_by=models.F("by")),
            ),
            models.CheckConstraint(
                name="end_of_a_pattern_is_of_one_side", condition=Q(side__in=Side.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pattern_id} {self.side}"
