"""Who is to sign, who signed, who declined, and how a version went."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from liaison.models import Organisation
from liaison.roles import Role, Side
from protocols.lifecycle import Stage
from protocols.models.protocol import Version
from vault.models import SealedText


class SignatorySlot(models.Model):
    """One signature that a sent version needs: that of a post at an organisation, on one side.

    ``role`` is the post; none in texts of the first two schemes, which any binding post signed.
    ``post`` says it in the first language of the text.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, models.CASCADE, related_name="slots")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    side = models.CharField(_("side"), max_length=6, choices=Side)
    role = models.CharField(_("role"), max_length=20, choices=Role, blank=True)
    post = models.CharField(_("post"), max_length=160)
    order = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        ordering = ("order",)
        constraints = [
            models.UniqueConstraint(
                name="one_slot_per_place_in_a_version", fields=["version", "order"]
            ),
            models.UniqueConstraint(
                name="one_slot_per_organisation_and_post",
                fields=["version", "organisation", "post"],
            ),
        ]

    def __str__(self) -> str:
        return self.post


class Signature(models.Model):
    """One person's name under exactly one digest. Never changed, never removed.

    ``name`` and ``post`` are as they were at the moment of signing.
    """

    class Method(models.TextChoices):
        PASSWORD = "password", _("Password, asked again at signing")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, models.PROTECT, related_name="signatures")
    slot = models.OneToOneField(SignatorySlot, models.PROTECT, related_name="signature")
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    post = models.CharField(_("post"), max_length=160)
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField(_("signed at"))
    method = models.CharField(_("how"), max_length=12, choices=Method, default=Method.PASSWORD)

    class Meta:
        ordering = ("signed_at",)
        constraints = [
            models.UniqueConstraint(
                name="nobody_signs_a_version_twice", fields=["version", "person"]
            )
        ]

    def __str__(self) -> str:
        return self.name


class SigningReminder(models.Model):
    """That a post whose turn it was to sign was reminded. Each step once; a step that a missed
    run left behind is written down together with the one that is told."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slot = models.ForeignKey(SignatorySlot, models.CASCADE, related_name="reminders")
    step = models.CharField(max_length=10)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "step")
        constraints = [
            models.UniqueConstraint(name="a_post_is_reminded_once_a_step", fields=["slot", "step"])
        ]

    def __str__(self) -> str:
        return self.step


class DeclineReason(SealedText):
    """Why somebody would not sign, or discarded a draft; for both sides to read."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="decline_reasons")
    author = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("written_at",)

    def __str__(self) -> str:
        return str(self.pk)


class VersionMove(models.Model):
    """One step in the life of a version, as its page shows it. Never changed. ``post`` is that in
    which somebody spoke for their side."""

    class What(models.TextChoices):
        BEGUN = "begun", _("Draft begun")
        SENT = "sent", _("Sent for signature")
        RECALLED = "recalled", _("Taken back to draft")
        DECLINED = "declined", _("Declined")
        DISCARDED = "discarded", _("Discarded")
        SIGNED = "signed", _("Signed")
        AGREED = "agreed", _("Signed by both sides")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, models.PROTECT, related_name="moves")
    what = models.CharField(_("what"), max_length=10, choices=What)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    side = models.CharField(_("side"), max_length=6, choices=Side, blank=True)
    post = models.CharField(_("post"), max_length=160, blank=True)
    reason = models.OneToOneField(
        DeclineReason, models.PROTECT, null=True, blank=True, related_name="move"
    )

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.what
