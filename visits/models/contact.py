"""A contact that happened without an appointment: a call, a word at the door."""

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from liaison import access
from liaison.models import Partnership
from liaison.roles import Permission, Side
from vault.models import SealedText


class Way(models.TextChoices):
    CALL = "call", _("By telephone")
    DOOR = "door", _("At the door")
    STREET = "street", _("In the street")
    MESSAGE = "message", _("By message or mail")
    VIDEO = "video", _("By video")
    OTHER = "other", _("In another way")


class ContactLine(SealedText):
    """What a contact was about, in one line that both sides read."""

    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)


class ContactQuerySet(models.QuerySet["Contact"]):
    def visible_to(self, person: Any) -> "ContactQuerySet":
        covered = access.standing(person).partnerships_for(Permission.VISIT_SEE)
        return self.filter(partnership_id__in=covered)


class Contact(models.Model):
    """The two sides of a partnership spoke. Read by both; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="contacts")
    way = models.CharField(_("way"), max_length=10, choices=Way)
    at = models.DateTimeField()
    side = models.CharField(_("side"), max_length=6, choices=Side)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    line = models.OneToOneField(
        ContactLine, models.PROTECT, related_name="contact", null=True, blank=True
    )

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-id")
        indexes = [models.Index(name="contacts_newest_first", fields=["partnership", "-at", "-id"])]
        constraints = [
            models.CheckConstraint(
                name="kept_contact_way_is_known", condition=Q(way__in=Way.values)
            ),
            models.CheckConstraint(
                name="kept_contact_side_is_known", condition=Q(side__in=Side.values)
            ),
            models.CheckConstraint(
                name="contact_is_kept_after_it_happened", condition=Q(at__lte=F("recorded_at"))
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_way_display())
