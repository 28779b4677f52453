"""What officers at a door say with one tap: to their liaison, and about a clause. Nobody's name,
no words, no device."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from liaison import access
from liaison.models import Partnership
from liaison.roles import Permission
from protocols.models.text import Clause


class DoorNoteQuerySet(models.QuerySet["DoorNote"]):
    def visible_to(self, person: Any) -> "DoorNoteQuerySet":
        """Those of the police side that the person answers for; never the site's."""
        own = access.standing(person).partnerships_for(Permission.DOOR_NOTES)
        return self.filter(partnership__in=own)

    def waiting(self) -> "DoorNoteQuerySet":
        return self.filter(settled_at=None)


class DoorNote(models.Model):
    """Somebody with the link of a door says what happened there. Nobody has verified it.

    It waits until a liaison officer has logged an incident from it or set it aside.
    """

    class Kind(models.TextChoices):
        ENTERED = "entered", _("We went in")
        WAITED = "waited", _("We waited at the door")
        HANDED_OVER = "handed_over", _("We handed somebody over to staff")

    class Became(models.TextChoices):
        LOGGED = "logged", _("Logged")
        SET_ASIDE = "set_aside", _("Set aside")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="door_notes")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    at = models.DateTimeField(_("at"))
    became = models.CharField(max_length=10, choices=Became, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = DoorNoteQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "pk")
        constraints = [
            models.CheckConstraint(
                name="door_note_kind_is_known",
                condition=Q(kind__in=("entered", "waited", "handed_over")),
            ),
            models.CheckConstraint(
                name="door_note_is_settled_by_somebody",
                condition=Q(became="", settled_at=None, settled_by=None)
                | Q(
                    became__in=("logged", "set_aside"),
                    settled_at__isnull=False,
                    settled_by__isnull=False,
                ),
            ),
        ]
        indexes = [models.Index(name="door_notes_of_a_partnership", fields=["partnership", "at"])]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def access_target(self) -> Partnership:
        return self.partnership


class FoundUnclearQuerySet(models.QuerySet["FoundUnclear"]):
    def visible_to(self, person: Any) -> "FoundUnclearQuerySet":
        """Those at the doors of the partnerships in which the person reads protocols."""
        own = access.standing(person).partnerships_for(Permission.PROTOCOL_READ)
        return self.filter(partnership__in=own)


class FoundUnclear(models.Model):
    """Somebody at a door found the answer that rests on this clause unclear."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="found_unclear")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    objects = FoundUnclearQuerySet.as_manager()

    class Meta:
        ordering = ("at",)
        indexes = [models.Index(name="unclear_at_a_partnership", fields=["partnership", "at"])]

    def __str__(self) -> str:
        return str(self.pk)
