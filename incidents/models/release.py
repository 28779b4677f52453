"""What somebody in charge decided about showing an incident to the other side."""

import uuid
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incidents.grain import PlaceGrain, TimeGrain
from incidents.models.incident import Incident
from incidents.models.statement import Statement
from liaison.models import Partnership


class ReleaseQuerySet(models.QuerySet["Release"]):
    def planned(self) -> Self:
        """Those that wait for their moment."""
        return self.filter(ended_at=None)

    def due(self, at: datetime) -> Self:
        return self.planned().filter(due_at__lte=at)


class Release(models.Model):
    """How an incident is shown, and what was answered to "Could someone who was there know which
    person this is?". Only its author's side ever reads the answer.

    One with a ``due_at`` is carried out by the clock and can be taken back before; its ``words``
    wait in the own lane. ``ended_as`` says what became of it.
    """

    class Recognisable(models.TextChoices):
        NO = "no", pgettext_lazy("recognisable", "No")
        PERHAPS = "perhaps", pgettext_lazy("recognisable", "Yes, or I am not sure")

    class End(models.TextChoices):
        RELEASED = "released", _("carried out")
        RECALLED = "recalled", _("taken back")
        LAPSED = "lapsed", _("not possible any more")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="releases")
    recognisable = models.CharField(max_length=8, choices=Recognisable)
    time_grain = models.CharField(max_length=8, choices=TimeGrain)
    place_grain = models.CharField(max_length=8, choices=PlaceGrain)
    with_identifiers = models.BooleanField()
    # The ids of the attachments that go along.
    files = models.JSONField(default=list)
    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="+", null=True, db_index=False
    )
    words = models.OneToOneField(Statement, models.PROTECT, related_name="+", null=True)
    decided_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_as = models.CharField(max_length=8, choices=End, blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ("decided_at", "id")
        indexes = [
            models.Index("due_at", name="releases_that_wait", condition=Q(ended_at__isnull=True))
        ]
        constraints = [
            models.UniqueConstraint(
                name="one_release_is_planned_at_a_time",
                fields=["incident"],
                condition=Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="release_answer_is_known", condition=Q(recognisable__in=["no", "perhaps"])
            ),
            models.CheckConstraint(
                name="planned_release_has_its_words_and_its_moment",
                condition=Q(due_at=None, words=None, ended_as="released")
                | Q(due_at__isnull=False, words__isnull=False),
            ),
            models.CheckConstraint(
                name="release_that_ended_says_how",
                condition=Q(ended_at=None, ended_as="")
                | Q(ended_at__isnull=False, ended_as__in=["released", "recalled", "lapsed"]),
            ),
        ]

    def __str__(self) -> str:
        return self.ended_as or "planned"

    def end(self, how: "Release.End", at: datetime) -> None:
        """Not saved here."""
        self.ended_at, self.ended_as = at, how

    @property
    def access_target(self) -> Any:
        return self.incident.access_target
