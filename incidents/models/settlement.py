"""How both sides say an incident ended, and what each of them will do."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents.models.incident import Incident
from incidents.models.statement import Statement
from incidents.taxonomy import Outcome
from liaison.roles import Side


class SettlementQuerySet(models.QuerySet["Settlement"]):
    def open(self) -> Self:
        return self.filter(accepted_at=None, ended_at=None)

    def accepted(self) -> Self:
        return self.filter(accepted_at__isnull=False)


class Settlement(models.Model):
    """An ending proposed by one side. It counts when the other accepts it; until then the other
    may decline it or the proposer take it back. Its terms never change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="settlements")
    outcome = models.CharField(_("how it ends"), max_length=12, choices=Outcome)
    text = models.ForeignKey(Statement, models.PROTECT, related_name="+", db_index=False)
    side = models.CharField(max_length=6, choices=Side)
    proposed_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", db_index=False
    )
    proposed_at = models.DateTimeField()
    accepted_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", null=True, db_index=False
    )
    accepted_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", null=True, db_index=False
    )
    ended_at = models.DateTimeField(null=True)

    objects = SettlementQuerySet.as_manager()

    class Meta:
        ordering = ("proposed_at", "id")
        constraints = [
            models.UniqueConstraint(
                name="one_settlement_is_open_or_accepted",
                fields=["incident"],
                condition=Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="settlement_is_accepted_or_ended_not_both",
                condition=Q(accepted_at=None) | Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="accepted_settlement_has_a_time_and_a_person",
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="ended_settlement_has_a_time_and_a_person",
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
            models.CheckConstraint(
                name="nobody_accepts_their_own_settlement",
                condition=Q(accepted_by=None) | ~Q(accepted_by=models.F("proposed_by")),
            ),
            models.CheckConstraint(
                name="settlement_outcome_is_known", condition=Q(outcome__in=Outcome.values)
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_outcome_display())

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.ended_at is None


class Commitment(models.Model):
    """What one side promises in a settlement, by a post and a day (the site's calendar day)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    settlement = models.ForeignKey(Settlement, models.PROTECT, related_name="commitments")
    side = models.CharField(_("whose promise"), max_length=6, choices=Side)
    post = models.CharField(_("who, by post"), max_length=120)
    what = models.ForeignKey(Statement, models.PROTECT, related_name="+", db_index=False)
    due_on = models.DateField(_("by"))

    class Meta:
        ordering = ("due_on", "id")
        constraints = [
            models.CheckConstraint(
                name="commitment_side_is_known", condition=Q(side__in=Side.values)
            )
        ]

    def __str__(self) -> str:
        return f"{self.post} · {self.due_on}"
