"""The photos and documents about an incident: sealed, each in one lane, never changed."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents import sight
from incidents.attachments.formats import FORMATS, Format, Kind
from incidents.models.incident import Incident
from incidents.taxonomy import Lane
from liaison.roles import Side
from vault.models import SealedFile


class Scan(models.TextChoices):
    """What is known of viruses in a file."""

    NONE = "none", gettext_lazy("Not scanned for viruses: there is no scanner here.")
    HELD = "held", gettext_lazy("Held back until it is scanned for viruses.")
    CLEAN = "clean", gettext_lazy("Scanned for viruses: none found.")
    REFUSED = "refused", gettext_lazy("Refused: the scan for viruses found something.")


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, person: Any) -> Self:
        """Those of the incidents the person may see, in the lanes their side reads."""
        seen = sight.of(person)
        visible = Incident.objects.filter(seen.incidents())
        return self.filter(seen.files(), incident__in=visible)

    def standing(self) -> Self:
        """Those that were not taken out for good."""
        return self.filter(data_key__destroyed_at=None)

    def served(self) -> Self:
        """Those that whoever reads their lane may open."""
        return self.standing().filter(scan__in=(Scan.NONE, Scan.CLEAN))


class Attachment(SealedFile):
    """A file that somebody added to an incident, with what they say of it (which may be empty).

    No name is kept: the ``label`` counts those of a lane. What the other side reads is a row of
    its own, ``released_from`` one that stays in its lane. The database refuses every change but
    that of ``scan``, which is decided once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(
        Incident, models.PROTECT, related_name="attachments", db_index=False
    )
    lane = models.CharField(max_length=16, choices=Lane)
    number = models.PositiveSmallIntegerField()
    media_type = models.CharField(max_length=16)
    size = models.PositiveIntegerField()
    author = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+", db_index=False)
    author_side = models.CharField(max_length=6, choices=Side)
    at = models.DateTimeField()
    released_from = models.OneToOneField(
        "self", models.PROTECT, related_name="released_as", null=True
    )
    scan = models.CharField(max_length=7, choices=Scan)
    scanned_at = models.DateTimeField(null=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ("lane", "number")
        indexes = [
            models.Index(name="attachments_held_back", fields=["at"], condition=Q(scan=Scan.HELD))
        ]
        constraints = [
            models.UniqueConstraint(
                name="one_number_for_each_attachment", fields=["incident", "lane", "number"]
            ),
            models.CheckConstraint(
                name="only_released_attachments_are_shared",
                condition=Q(lane=Lane.SHARED, released_from__isnull=False)
                | Q(lane__in=(Lane.SITE, Lane.POLICE), released_from=None),
            ),
            models.CheckConstraint(
                name="nobody_attaches_in_the_lane_of_the_other_side",
                condition=Q(author_side__in=Side.values)
                & ~Q(lane=Lane.SITE, author_side=Side.POLICE)
                & ~Q(lane=Lane.POLICE, author_side=Side.SITE),
            ),
            models.CheckConstraint(
                name="attachment_is_of_a_known_format",
                condition=Q(media_type__in=list(FORMATS)),
            ),
            models.CheckConstraint(
                name="a_scan_has_its_time",
                condition=Q(scan__in=(Scan.NONE, Scan.HELD), scanned_at=None)
                | Q(scan__in=(Scan.CLEAN, Scan.REFUSED), scanned_at__isnull=False),
            ),
            models.CheckConstraint(
                name="only_what_may_be_opened_is_released",
                condition=Q(released_from=None) | Q(scan__in=(Scan.NONE, Scan.CLEAN)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def format(self) -> Format:
        return FORMATS[self.media_type]

    @property
    def kind(self) -> Kind:
        return self.format.kind

    @property
    def label(self) -> str:
        """What it is called, for want of a name: “Photo 2”."""
        words = _("Photo %(number)s") if self.kind is Kind.PHOTO else _("Document %(number)s")
        return words % {"number": self.number}

    def described(self, caption: str) -> str:
        """Its label, with what is said of it."""
        return f"{self.label} – {caption}" if caption else self.label

    @property
    def file_name(self) -> str:
        """What it is called on the disk of whoever opens it."""
        return f"{self.kind}-{self.number}{self.format.endings[0]}"

    @property
    def is_gone(self) -> bool:
        """Taken out for good, or refused by the scan."""
        return self.data_key.destroyed_at is not None

    @property
    def is_served(self) -> bool:
        """As ``AttachmentQuerySet.served``, asked about one that is at hand."""
        return not self.is_gone and self.scan in (Scan.NONE, Scan.CLEAN)
