"""An incident that is with the leaders of both sides, and what each of them puts forward."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents.models.incident import Incident
from incidents.models.statement import Statement
from incidents.taxonomy import Outcome
from liaison.roles import Side


class Way(models.TextChoices):
    """What the leaders of both sides can decide together."""

    BACK = "back", _("Both sides talk again")
    MEDIATE = "mediate", _("Both sides are asked whether they want to mediate")
    SETTLE = "settle", _("It is settled, in these words")
    REFER = "refer", _("It goes to the statutory body")
    STAND = "stand", _("What was agreed stays as it was agreed")


class EscalationQuerySet(models.QuerySet["Escalation"]):
    def open(self) -> Self:
        return self.filter(ended_at=None)


class Escalation(models.Model):
    """One time with the leaders. *side* asked for it; neither did where the clock did.
    ``turn_before``: whose turn it was. ``mediation``: the one that they review. It ends once, the
    way both leaders decided."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="escalations")
    side = models.CharField(max_length=6, choices=Side, null=True)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    turn_before = models.CharField(max_length=6, choices=Side)
    due_at = models.DateTimeField()
    mediation = models.ForeignKey(
        "incidents.MediationCase",
        models.PROTECT,
        related_name="reviews",
        null=True,
        db_index=False,
    )
    ended_at = models.DateTimeField(null=True)
    way = models.CharField(max_length=8, choices=Way, blank=True)

    objects = EscalationQuerySet.as_manager()

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.UniqueConstraint(
                name="an_incident_is_with_the_leaders_once_at_a_time",
                fields=["incident"],
                condition=Q(ended_at=None),
            ),
            models.UniqueConstraint(
                name="a_mediation_is_reviewed_once",
                fields=["mediation"],
                condition=Q(mediation__isnull=False),
            ),
            models.CheckConstraint(
                name="a_review_is_asked_for_by_a_side",
                condition=Q(mediation=None) | Q(side__isnull=False),
            ),
            models.CheckConstraint(
                name="ended_escalation_has_its_way",
                condition=Q(ended_at=None, way="") | Q(ended_at__isnull=False, way__in=Way.values),
            ),
        ]

    def __str__(self) -> str:
        return self.way or str(self.at)


class LeadersWord(models.Model):
    """What the leader of one *side* puts forward, until both put forward the same; it may be
    another each time. Its words are a Statement of the shared lane; for ``SETTLE`` they are the
    terms, and ``outcome`` says how it ends."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    escalation = models.ForeignKey(Escalation, models.PROTECT, related_name="words")
    side = models.CharField(max_length=6, choices=Side)
    way = models.CharField(max_length=8, choices=Way)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    text = models.ForeignKey(Statement, models.PROTECT, related_name="+", null=True, db_index=False)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.UniqueConstraint(
                name="one_word_of_each_sides_leader", fields=["escalation", "side"]
            ),
            models.CheckConstraint(name="leaders_side_is_known", condition=Q(side__in=Side.values)),
            models.CheckConstraint(name="leaders_way_is_known", condition=Q(way__in=Way.values)),
            models.CheckConstraint(
                name="leaders_settle_in_words_and_with_an_outcome",
                condition=~Q(way=Way.SETTLE) & Q(outcome="")
                | Q(way=Way.SETTLE, text__isnull=False, outcome__in=Outcome.values),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_way_display())
