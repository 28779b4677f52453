"""That somebody is off a case, because they have a part in it themselves."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from incidents.models.incident import Incident
from liaison.roles import Side


class RecusalQuerySet(models.QuerySet["Recusal"]):
    def current(self) -> Self:
        return self.filter(ended_at=None)


class Recusal(models.Model):
    """While it stands, *person* of *side* neither sees nor acts on the incident. Why is not asked.

    It is the own side's alone to know. It ends once, when somebody in charge lets them back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="recusals", db_index=False)
    side = models.CharField(max_length=6, choices=Side)
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+", db_index=False)
    declared_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", db_index=False
    )
    declared_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", null=True, db_index=False
    )
    ended_at = models.DateTimeField(null=True)

    objects = RecusalQuerySet.as_manager()

    class Meta:
        ordering = ("declared_at", "id")
        constraints = [
            # Its index is also what every look-up of incidents goes through.
            models.UniqueConstraint(
                name="somebody_is_off_a_case_once",
                fields=["incident", "person"],
                condition=Q(ended_at=None),
            ),
            models.CheckConstraint(name="recusal_side_is_known", condition=Q(side__in=Side.values)),
            models.CheckConstraint(
                name="ended_recusal_has_a_time_and_a_person",
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} · {self.person_id}"
