"""The names of both sides under what a mediator drafted."""

import uuid

from django.db import models
from django.db.models import Q

from incidents.models.settlement import Settlement
from liaison.roles import Side


class AgreementSignature(models.Model):
    """One of the two names under an agreement, over exactly its digest. Nobody of the other side,
    nor the mediator, learns that it is there before the second one is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    settlement = models.ForeignKey(
        Settlement, models.PROTECT, related_name="signatures", db_index=False
    )
    side = models.CharField(max_length=6, choices=Side)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.UniqueConstraint(
                name="agreement_has_one_signature_of_each_side", fields=["settlement", "side"]
            ),
            models.UniqueConstraint(
                name="nobody_signs_an_agreement_twice", fields=["settlement", "by"]
            ),
            models.CheckConstraint(
                name="agreement_is_signed_by_a_known_side", condition=Q(side__in=Side.values)
            ),
        ]

    def __str__(self) -> str:
        return self.side
