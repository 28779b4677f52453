"""That words, a file or a line were taken out for good, by whom and why."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents.models.attachment import Attachment
from incidents.models.statement import Statement
from liaison.roles import Side


class Removal(models.Model):
    """The key of *statement*, of *attachment* or of the *thing* was destroyed, or the line of the
    *thing* emptied (*what* says of which kind it is), and nobody reads it again. *side*: which one
    did it; None for a mediator. Never changed."""

    class Why(models.TextChoices):
        PERSON = "person", _("It may tell who somebody who uses the site is")
        OFFICER = "officer", _("It tells who one officer is")
        PRIVATE = "private", _("It tells something private of somebody else")

    class What(models.TextChoices):
        """What is neither a statement nor a file."""

        PATTERN_END = "pattern_end", _("What was agreed about what recurs")
        BODY = "body", _("The body that was told")
        PLACE = "place", _("Where to meet")
        POST = "post", _("The post of an officer who was asked")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    statement = models.OneToOneField(Statement, models.PROTECT, related_name="removal", null=True)
    attachment = models.OneToOneField(Attachment, models.PROTECT, related_name="removal", null=True)
    what = models.CharField(max_length=12, choices=What, blank=True)
    thing = models.UUIDField(null=True)
    why = models.CharField(max_length=8, choices=Why)
    side = models.CharField(max_length=6, choices=Side, null=True)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_thing_is_taken_out_once",
                fields=["what", "thing"],
                condition=Q(thing__isnull=False),
            ),
            models.CheckConstraint(
                name="removal_side_is_known",
                condition=Q(side__isnull=False, side__in=Side.values)
                | Q(side=None, attachment=None),
            ),
            models.CheckConstraint(
                name="one_thing_is_taken_out",
                condition=Q(statement__isnull=False, attachment=None, what="", thing=None)
                | Q(statement=None, attachment__isnull=False, what="", thing=None)
                | Q(statement=None, attachment=None, thing__isnull=False)
                & Q(what__in=["pattern_end", "body", "place", "post"]),
            ),
        ]

    def __str__(self) -> str:
        return self.why
