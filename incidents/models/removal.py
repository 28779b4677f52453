"""That words or a file were taken out for good, by whom and why."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents.models.attachment import Attachment
from incidents.models.statement import Statement
from liaison.roles import Side


class Removal(models.Model):
    """The key of *statement*, or of *attachment*, was destroyed, and nobody reads it again. Never
    changed."""

    class Why(models.TextChoices):
        PERSON = "person", _("It may tell who somebody who uses the site is")
        OFFICER = "officer", _("It tells who one officer is")
        PRIVATE = "private", _("It tells something private of somebody else")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    statement = models.OneToOneField(Statement, models.PROTECT, related_name="removal", null=True)
    attachment = models.OneToOneField(Attachment, models.PROTECT, related_name="removal", null=True)
    why = models.CharField(max_length=8, choices=Why)
    side = models.CharField(max_length=6, choices=Side)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="removal_side_is_known", condition=Q(side__in=Side.values)),
            models.CheckConstraint(
                name="one_thing_is_taken_out",
                condition=Q(statement__isnull=False, attachment=None)
                | Q(statement=None, attachment__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.why
