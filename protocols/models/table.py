"""The entry table of a version: what to do for each circumstance in each state of the site."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from protocols import wording
from protocols.entry import Circumstance, Disposition, SiteState
from protocols.inheriting import Origin
from protocols.models.protocol import Version
from protocols.models.text import Clause


class EntryRow(models.Model):
    """The answer for one circumstance in one state of the site, with the clause it rests on.

    ``call`` holds the posts to call and ``log`` what is written down, by their codes and in the
    order of ``entry``. ``origin`` is where the answer comes from; it helps those who edit, and is
    no part of what is signed: every row says all that applies to it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, models.CASCADE, related_name="rows")
    circumstance = models.CharField(
        _("circumstance"), max_length=3, choices=[(c.value, c.value) for c in Circumstance]
    )
    state = models.CharField(
        _("state of the site"),
        max_length=16,
        choices=[(s.value, wording.STATES[s]) for s in SiteState],
    )
    disposition = models.CharField(
        _("answer"),
        max_length=24,
        choices=[(d.value, wording.DISPOSITIONS[d]) for d in Disposition],
    )
    clause = models.ForeignKey(
        Clause, models.PROTECT, null=True, blank=True, related_name="rows", verbose_name=_("clause")
    )
    call = models.JSONField(_("whom to call"), default=list, blank=True)
    log = models.JSONField(_("what to log"), default=list, blank=True)
    origin = models.CharField(
        max_length=8,
        choices=[(o.value, wording.ORIGINS[o]) for o in Origin],
        default=Origin.STATE.value,
    )

    class Meta:
        ordering = ("circumstance",)
        constraints = [
            models.UniqueConstraint(
                name="one_answer_per_circumstance_and_state",
                fields=["version", "circumstance", "state"],
            ),
            models.CheckConstraint(
                name="entry_row_uses_known_words",
                condition=Q(
                    circumstance__in=[c.value for c in Circumstance],
                    state__in=[s.value for s in SiteState],
                    disposition__in=[d.value for d in Disposition],
                    origin__in=[o.value for o in Origin],
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.circumstance} {self.state}"


class EntryStep(models.Model):
    """One step of an answer, in order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    row = models.ForeignKey(EntryRow, models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        ordering = ("order",)
        constraints = [
            models.UniqueConstraint(name="one_step_per_place_in_an_answer", fields=["row", "order"])
        ]

    def __str__(self) -> str:
        return str(self.order)


class EntryStepText(models.Model):
    """A step in one language."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    step = models.ForeignKey(EntryStep, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=5)
    text = models.CharField(_("text"), max_length=300)

    class Meta:
        ordering = ("language",)
        constraints = [
            models.UniqueConstraint(
                name="one_text_per_step_and_language", fields=["step", "language"]
            )
        ]

    def __str__(self) -> str:
        return self.text
