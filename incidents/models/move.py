"""The moves that an incident made since it was logged."""

import uuid

from django.db import models
from django.db.models import Q

from accounts.models import SYSTEM_ID
from incidents.lifecycle import Stage, Step
from incidents.models.incident import Incident
from liaison.roles import Side


class Move(models.Model):
    """One move of an incident, as it was made. Its words, if it had any, are a Statement; a move
    about one promise names it. The portal moves it on behalf of neither side."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="moves", db_index=False)
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=12)
    stage = models.CharField(max_length=12, choices=Stage)
    side = models.CharField(max_length=6, choices=Side, null=True)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    statement = models.ForeignKey(
        "incidents.Statement", models.PROTECT, related_name="+", null=True, db_index=False
    )
    commitment = models.ForeignKey(
        "incidents.Commitment", models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(name="one_move_at_a_time", fields=["incident", "number"]),
            models.UniqueConstraint(
                name="each_side_reopens_an_incident_once",
                fields=["incident", "side"],
                condition=Q(step=Step.REOPEN.value),
            ),
            models.CheckConstraint(name="move_stage_is_known", condition=Q(stage__in=Stage.values)),
            models.CheckConstraint(
                name="move_side_is_known",
                condition=Q(side__isnull=False, side__in=Side.values) | Q(side=None, by=SYSTEM_ID),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} · {self.stage}"
