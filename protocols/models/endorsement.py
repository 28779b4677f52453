"""Leaders who stand behind a protocol in public."""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from liaison import access
from liaison.models import Mandate
from liaison.roles import Permission
from protocols.models.agreed import ProtocolPartnership
from protocols.models.protocol import Version


class EndorsementQuerySet(models.QuerySet["Endorsement"]):
    def visible_to(self, person: Any) -> "EndorsementQuerySet":
        """Public to everybody who may read the protocol."""
        own = access.standing(person).partnerships_for(Permission.PROTOCOL_READ)
        read = ProtocolPartnership.objects.filter(partnership__in=own).order_by()
        return self.filter(version__protocol__in=read.values("protocol"))


class Endorsement(models.Model):
    """A leader endorsed a version, in one form, on one day.

    It stands as long as the leader's mandate does: whoever follows endorses anew.
    """

    class Form(models.TextChoices):
        STATEMENT = "statement", _("Statement read at roll-call")
        LETTER = "letter", _("Letter")
        VISIT = "visit", _("Visit to the site")
        INTRANET = "intranet", _("Message on the intranet")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, models.PROTECT, related_name="endorsements")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    post = models.CharField(_("post"), max_length=120)
    form = models.CharField(_("in which form"), max_length=10, choices=Form)
    given_on = models.DateField(_("given on"))
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = EndorsementQuerySet.as_manager()

    class Meta:
        ordering = ("-given_on", "-recorded_at")
        constraints = [
            models.CheckConstraint(
                name="endorsement_form_is_known",
                condition=models.Q(form__in=("statement", "letter", "visit", "intranet")),
            )
        ]

    def __str__(self) -> str:
        return self.post
