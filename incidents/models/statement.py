"""The words about an incident: sealed, each in one lane, never changed."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents import sight
from incidents.models.incident import Incident
from incidents.taxonomy import Lane
from liaison.roles import Side
from vault.models import SealedText


class StatementQuerySet(models.QuerySet["Statement"]):
    def visible_to(self, person: Any) -> Self:
        """Those of the incidents the person may see, in the lanes their side reads."""
        seen = sight.of(person)
        visible = Incident.objects.filter(seen.incidents())
        return self.filter(seen.words(), incident__in=visible)


class Statement(SealedText):
    """Words that somebody wrote about an incident. The database refuses every change; taking
    the words out for good destroys their data key and leaves the row."""

    class Kind(models.TextChoices):
        NARRATIVE = "narrative", _("What happened")
        DONE = "done", _("What was done about it")
        NOTE = "note", _("Note")
        RESTRICTED = "restricted", _("Badge or fleet number")
        DISCUSSION = "discussion", _("Answer")
        SETTLEMENT = "settlement", _("Settlement")
        COMMITMENT = "commitment", _("Promise")
        CALL = "call", _("Whom we told")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(
        Incident, models.PROTECT, related_name="statements", db_index=False
    )
    lane = models.CharField(max_length=16, choices=Lane)
    kind = models.CharField(max_length=12, choices=Kind)
    author = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+", db_index=False)
    author_side = models.CharField(max_length=6, choices=Side)
    at = models.DateTimeField()
    released_from = models.OneToOneField(
        "self", models.PROTECT, related_name="released_as", null=True
    )

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ("at", "id")
        indexes = [models.Index(name="words_of_an_incident", fields=["incident", "lane", "at"])]
        constraints = [
            models.CheckConstraint(
                name="statement_lane_is_known", condition=Q(lane__in=Lane.values)
            ),
            models.CheckConstraint(
                name="only_shared_words_are_released",
                condition=Q(released_from=None) | Q(lane=Lane.SHARED),
            ),
            models.CheckConstraint(
                name="nobody_writes_in_the_lane_of_the_other_side",
                condition=~Q(lane=Lane.SITE, author_side=Side.POLICE)
                & ~Q(lane=Lane.POLICE, author_side=Side.SITE),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.lane}"
