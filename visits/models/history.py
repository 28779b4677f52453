"""How a visit went, and what was said about it. Rows are never changed."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from liaison.roles import Side
from vault.models import SealedText
from visits.kinds import Place
from visits.lifecycle import NOT_MOVED, Absent, Stage
from visits.models.visit import Visit

# Where a visit goes when the offer to move it comes to nothing.
INSTEAD = (Stage.CONFIRMED, Stage.NEEDS_RESCHEDULING)


class VisitNote(SealedText):
    """Words for both sides: a message with a proposal, a reason, or the note after a visit.

    The note after a visit is shown without saying whose words it holds (the Chatham House rule),
    so no author is stored with any of them; who moved the visit stands in its move.
    """

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="notes")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("written_at", "id")

    def __str__(self) -> str:
        return str(self.pk)


class VisitMove(models.Model):
    """One step of a visit, with its time and place as they were from then on. ``instead_of`` is how
    the offer of another time ended, where what was agreed stood all the while."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="moves")
    number = models.PositiveIntegerField()
    stage = models.CharField(_("stage"), max_length=20, choices=Stage)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    side = models.CharField(_("side"), max_length=6, choices=Side, blank=True)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    place = models.CharField(_("place"), max_length=10, choices=Place)
    where = models.CharField(_("where"), max_length=120, blank=True)
    absent = models.CharField(_("who did not come"), max_length=7, choices=Absent, blank=True)
    instead_of = models.CharField(max_length=20, choices=Stage, blank=True)
    note = models.OneToOneField(
        VisitNote, models.PROTECT, related_name="move", null=True, blank=True
    )

    class Meta:
        ordering = ("visit", "number")
        constraints = [
            models.UniqueConstraint(name="visit_moves_one_at_a_time", fields=["visit", "number"]),
            models.CheckConstraint(
                name="visit_move_ends_after_it_starts", condition=Q(ends__gt=F("starts"))
            ),
            models.CheckConstraint(
                name="visit_move_stage_is_known", condition=Q(stage__in=Stage.values)
            ),
            models.CheckConstraint(
                name="visit_move_place_is_known", condition=Q(place__in=Place.values)
            ),
            models.CheckConstraint(
                name="visit_move_side_is_known", condition=Q(side__in=["", *Side.values])
            ),
            models.CheckConstraint(
                name="only_a_missed_visit_says_who_did_not_come",
                condition=Q(absent="") | Q(stage=Stage.MISSED, absent__in=Absent.values),
            ),
            models.CheckConstraint(
                name="only_what_was_agreed_stands_instead",
                condition=Q(instead_of="") | Q(stage__in=INSTEAD, instead_of__in=NOT_MOVED),
            ),
            models.CheckConstraint(
                name="held_visit_has_a_note",
                condition=~Q(stage=Stage.HELD) | Q(note__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_stage_display())

    @property
    def drops_agreed(self) -> bool:
        """The portal's own word, after new hours: what was agreed counts no more, and the other
        time is still on offer."""
        return self.stage == Stage.COUNTER_PROPOSED and not self.side
