"""What came of a visit that was held: who was there, in counts, and who does what until when."""

import uuid
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from liaison import access, deadlines
from liaison.roles import Permission, Side
from visits.after.topics import ATTENDED, MOODS, MOST_ATTEND, Topic
from visits.models.history import VisitNote
from visits.models.visit import Visit


def _count() -> "models.PositiveSmallIntegerField[int | None, int | None]":
    return models.PositiveSmallIntegerField(null=True, blank=True)


class VisitOutcome(models.Model):
    """Attendance as counts by role, none for what nobody counted, and the questions that were
    asked. It says of nobody by name that they were there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.OneToOneField(Visit, models.PROTECT, related_name="outcome")
    staff = _count()
    officers = _count()
    leaders = _count()
    lived_experience = _count()
    others = _count()
    questions = models.OneToOneField(
        VisitNote, models.PROTECT, related_name="+", null=True, blank=True
    )
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name=f"visit_counts_{name}_within_reason",
                condition=Q(**{name: None}) | Q(**{f"{name}__lte": MOST_ATTEND}),
            )
            for name in ATTENDED
        ]

    def __str__(self) -> str:
        return str(self.pk)


class VisitTopic(models.Model):
    """One thing a visit was about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    outcome = models.ForeignKey(VisitOutcome, models.PROTECT, related_name="topics")
    code = models.CharField(_("topic"), max_length=20, choices=Topic)

    class Meta:
        ordering = ("code",)
        constraints = [
            models.UniqueConstraint(name="a_visit_has_a_topic_once", fields=["outcome", "code"]),
            models.CheckConstraint(name="visit_topic_is_known", condition=Q(code__in=Topic.values)),
        ]

    def __str__(self) -> str:
        return str(self.get_code_display())


class VisitMood(models.Model):
    """How a visit went, as one side sees it; either side says it once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="moods")
    side = models.CharField(_("side"), max_length=6, choices=Side)
    mood = models.PositiveSmallIntegerField(_("how it went"))
    said_at = models.DateTimeField()

    class Meta:
        ordering = ("-side",)
        constraints = [
            models.UniqueConstraint(name="a_side_says_its_mood_once", fields=["visit", "side"]),
            models.CheckConstraint(
                name="visit_mood_side_is_known", condition=Q(side__in=Side.values)
            ),
            models.CheckConstraint(
                name="visit_mood_is_one_to_five", condition=Q(mood__in=sorted(MOODS))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side}: {self.mood}"


class VisitActionQuerySet(models.QuerySet["VisitAction"]):
    def visible_to(self, person: Any) -> "VisitActionQuerySet":
        """Those of the visits that *person* may see."""
        covered = access.standing(person).partnerships_for(Permission.VISIT_SEE)
        return self.filter(visit__partnership_id__in=covered)

    def with_parties(self) -> "VisitActionQuerySet":
        return self.select_related(
            "visit__partnership__site__operator",
            "visit__partnership__service",
            "person",
            "what__data_key",
            "because__data_key",
        )

    def open(self) -> "VisitActionQuerySet":
        return self.filter(ended_at=None)


class VisitAction(models.Model):
    """What one side does after a visit, by a day of the site's calendar.

    ``person`` is whose it is, none where it is the side's as a whole. It ends once: done, or not
    done, with the reason. ``reminded_at`` is when the portal said that its day was over.
    """

    class Ending(models.TextChoices):
        DONE = "done", _("Done")
        NOT_DONE = "not_done", _("Not done")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="actions")
    side = models.CharField(_("side"), max_length=6, choices=Side)
    person = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", null=True, blank=True
    )
    what = models.OneToOneField(VisitNote, models.PROTECT, related_name="+")
    due_on = models.DateField(_("by"))
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    added_side = models.CharField(max_length=6, choices=Side)
    reminded_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", null=True, blank=True
    )
    ending = models.CharField(max_length=8, choices=Ending, blank=True)
    because = models.OneToOneField(
        VisitNote, models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = VisitActionQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "added_at", "id")
        indexes = [
            models.Index(
                name="visit_actions_still_open", fields=["due_on"], condition=Q(ended_at=None)
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="visit_action_sides_are_known",
                condition=Q(side__in=Side.values, added_side__in=Side.values),
            ),
            models.CheckConstraint(
                name="visit_action_ends_once_and_says_how",
                condition=Q(ended_at=None, ended_by=None, ending="", because=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False, ending="done", because=None)
                | Q(
                    ended_at__isnull=False,
                    ended_by__isnull=False,
                    ending="not_done",
                    because__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return f"{self.visit.get_absolute_url()}#actions"

    @property
    def falls_due(self) -> datetime:
        """The last moment of its day, by the clock of the site."""
        return deadlines.end_of(self.due_on, self.visit.tz)
