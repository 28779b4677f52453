"""That an incident went to the statutory body."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents.models.incident import Incident
from incidents.models.statement import Statement
from liaison.roles import Side


class Referral(models.Model):
    """To which *body* it went, and on which day (the site's calendar). The number that the body
    gave is sealed. *side*: which side told the body, or neither, where both leaders decided it.
    Never changed, but that the name of the body is taken out for good where it should not stand
    there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="referrals")
    body = models.CharField(_("to which body"), max_length=160, blank=True)
    referred_on = models.DateField(_("on"))
    number = models.OneToOneField(Statement, models.PROTECT, related_name="+", null=True)
    side = models.CharField(max_length=6, choices=Side, null=True)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(
                name="referral_side_is_known_or_both",
                condition=Q(side=None) | Q(side__isnull=False, side__in=Side.values),
            )
        ]

    def __str__(self) -> str:
        return self.body
