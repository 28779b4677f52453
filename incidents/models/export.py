"""What is blacked out of a case before it is exported, and that it was."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from incidents import references
from incidents.exporting.classes import Recipient, Why
from incidents.models.attachment import Attachment
from incidents.models.incident import Incident
from incidents.models.settlement import Commitment
from incidents.models.statement import Statement
from liaison.roles import Role, Side


def draw_code() -> str:
    """Such as ``EX-K7QM-42XT``: no reference of an incident looks like it."""
    return f"EX-{references.draw()}"


class RedactionLayerQuerySet(models.QuerySet["RedactionLayer"]):
    def of_side(self, incident: Incident, side: Side) -> Self:
        """Those of *side*, the newest first, with the files made of them."""
        rows = self.filter(incident=incident, side=side)
        return rows.prefetch_related("exports").order_by("-at", "-id")


class RedactionLayer(models.Model):
    """What *side* blacks out of a case for one class of recipient, and whether what only it reads
    goes in. It begins empty or with what another one of the side blacks out; from the first file
    that is made of it, it stays as it is. Never changed. ``with_posts``: the posts of promises go
    in, as they do but in layers begun before they could be blacked out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="redaction_layers")
    side = models.CharField(max_length=6, choices=Side)
    recipient = models.CharField(max_length=8, choices=Recipient)
    with_own = models.BooleanField()
    with_posts = models.BooleanField(default=True)
    begun_from = models.ForeignKey(
        "self", models.PROTECT, related_name="+", null=True, db_index=False
    )
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = RedactionLayerQuerySet.as_manager()

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(
                name="redaction_layer_side_is_known", condition=Q(side__in=Side.values)
            ),
            models.CheckConstraint(
                name="redaction_layer_recipient_is_known",
                condition=Q(recipient__in=Recipient.values),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_recipient_display())


class BlackoutQuerySet(models.QuerySet["Blackout"]):
    def standing(self) -> Self:
        return self.filter(lifted_at=None)


class Blackout(models.Model):
    """A place of *statement*, of what is said of *attachment*, or of the post of *commitment*, that
    a layer blacks out: from the sign ``starts`` up to ``ends``, counted in code points from 0; both
    null: all of it. The words are not kept. Lifted once, before a file is made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    layer = models.ForeignKey(RedactionLayer, models.PROTECT, related_name="blackouts")
    statement = models.ForeignKey(
        Statement, models.PROTECT, related_name="+", null=True, db_index=False
    )
    attachment = models.ForeignKey(
        Attachment, models.PROTECT, related_name="+", null=True, db_index=False
    )
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, related_name="+", null=True, db_index=False
    )
    starts = models.PositiveIntegerField(null=True)
    ends = models.PositiveIntegerField(null=True)
    why = models.CharField(max_length=9, choices=Why)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", null=True, db_index=False
    )
    lifted_at = models.DateTimeField(null=True)

    objects = BlackoutQuerySet.as_manager()

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(
                name="one_text_is_blacked_out",
                condition=Q(statement__isnull=False, attachment=None, commitment=None)
                | Q(statement=None, attachment__isnull=False, commitment=None)
                | Q(statement=None, attachment=None, commitment__isnull=False),
            ),
            models.CheckConstraint(
                name="a_place_is_blacked_out_or_all_of_it",
                condition=Q(starts=None, ends=None) | Q(starts__lt=F("ends")),
            ),
            models.CheckConstraint(
                name="blackout_has_a_known_reason", condition=Q(why__in=Why.values)
            ),
            models.CheckConstraint(
                name="lifted_blackout_has_a_time_and_a_person",
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.why

    @property
    def text_id(self) -> Any:
        return self.statement_id or self.attachment_id or self.commitment_id


class ExportQuerySet(models.QuerySet["Export"]):
    def known_to(self, incident_id: uuid.UUID, side: str) -> Self:
        """Those of an incident that *side* learns of: its own, and of the other's those in which
        something stood that both sides read; on no side (an empty one), the latter alone."""
        return self.filter(Q(layer__side=side) | Q(shares=True), layer__incident_id=incident_id)


class Export(models.Model):
    """A file was made of a case, under *code*; no copy of it is kept. ``digest``: SHA-256 of what
    it holds (see docs/exports.md); ``role``: the post that made it; ``shares``: something that both
    sides read stood in it; ``places``: how many were blacked out. Never changed."""

    class Form(models.TextChoices):
        PDF = "pdf", _("A document (PDF), for people")
        JSON = "json", _("Data (JSON), for programs")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    layer = models.ForeignKey(RedactionLayer, models.PROTECT, related_name="exports")
    code = models.CharField(max_length=12, unique=True, default=draw_code, editable=False)
    form = models.CharField(max_length=4, choices=Form)
    digest = models.CharField(max_length=64)
    shares = models.BooleanField()
    places = models.PositiveIntegerField()
    role = models.CharField(max_length=20, choices=Role)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(
                name="export_form_is_known", condition=Q(form__in=["pdf", "json"])
            ),
            models.CheckConstraint(name="export_role_is_known", condition=Q(role__in=Role.values)),
        ]

    def __str__(self) -> str:
        return self.code
