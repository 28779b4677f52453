"""What the two sides say about the clauses of a draft: comments, other wording, clauses to add or
to take out."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from liaison import access
from liaison.models import Partnership
from liaison.roles import Permission, Side
from protocols.models.protocol import Version
from vault.models import SealedText

# What the other side accepts, changes or declines.
PROPOSALS = ("proposal", "addition", "removal")


class RemarkQuerySet(models.QuerySet["Remark"]):
    def visible_to(self, person: Any) -> "RemarkQuerySet":
        """Those on versions of which the person may read drafts, settled ones included."""
        own = access.standing(person).partnerships_for(Permission.PROTOCOL_READ_DRAFT)
        covered = self.filter(version__protocol__covers__partnership__in=own)
        return covered.read_by(person).distinct()

    def read_by(self, person: Any) -> "RemarkQuerySet":
        """Of a version whose drafts they may read: those on common clauses and on the annexes that
        are theirs."""
        own = access.standing(person).partnerships_for(Permission.PROTOCOL_READ_DRAFT)
        return self.filter(Q(partnership=None) | Q(partnership__in=own))

    def open(self) -> "RemarkQuerySet":
        """Comments that nobody resolved, and proposals that nobody decided."""
        return self.filter(closing=None).exclude(kind=Remark.Kind.REASON)

    def proposals(self) -> "RemarkQuerySet":
        return self.filter(kind__in=PROPOSALS)


class Remark(SealedText):
    """What somebody wrote about a clause of a draft, for both sides to read. Never changed.

    ``clause_key`` is the lasting key of the clause, which may be taken out later; ``partnership``
    that of its annex, if it stands in one: nobody else reads what is said there. The sealed text
    of a proposal is an ``offer.Offer``; ``revision`` is the one of the clause that it was written
    against. A clause that is proposed has its key from then on, and stands in the draft once the
    other side accepts it.
    ``answers`` is the proposal that it declines (a reason) or counters (a proposal).
    """

    class Kind(models.TextChoices):
        COMMENT = "comment", _("Comment")
        PROPOSAL = "proposal", _("Other wording")
        ADDITION = "addition", _("New clause")
        REMOVAL = "removal", _("Taking a clause out")
        REASON = "reason", _("Why it was declined")

    version = models.ForeignKey(Version, models.PROTECT, related_name="remarks")
    clause_key = models.UUIDField()
    partnership = models.ForeignKey(
        Partnership, models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    side = models.CharField(_("side"), max_length=6, choices=Side)
    post = models.CharField(_("post"), max_length=160)
    author = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    revision = models.PositiveIntegerField(null=True, blank=True)
    answers = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="answer"
    )

    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ("written_at", "pk")
        constraints = [
            models.CheckConstraint(
                name="remark_is_of_one_side", condition=Q(side__in=("site", "police"))
            ),
            models.CheckConstraint(
                name="remark_kind_fits",
                condition=Q(kind="comment", revision=None, answers=None)
                | Q(kind__in=("proposal", "removal"), revision__isnull=False)
                | Q(kind="addition", revision=None)
                | Q(kind="reason", revision=None, answers__isnull=False),
            ),
        ]
        indexes = [models.Index(name="remarks_on_a_clause", fields=["version", "clause_key"])]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def access_target(self) -> list[Partnership]:
        return [self.partnership] if self.partnership else self.version.protocol.covered

    @property
    def is_proposal(self) -> bool:
        return self.kind in PROPOSALS

    @property
    def is_open(self) -> bool:
        return self.kind != Remark.Kind.REASON and not hasattr(self, "closing")


class RemarkClosing(models.Model):
    """How a comment or a proposal was done with, once. Never changed."""

    class How(models.TextChoices):
        RESOLVED = "resolved", _("Resolved")
        ACCEPTED = "accepted", _("Accepted")
        COUNTERED = "countered", _("Answered with other wording")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Taken back")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    remark = models.OneToOneField(Remark, models.PROTECT, related_name="closing")
    how = models.CharField(max_length=9, choices=How)
    side = models.CharField(_("side"), max_length=6, choices=Side)
    post = models.CharField(_("post"), max_length=160)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ("at", "pk")
        constraints = [
            models.CheckConstraint(
                name="remark_is_closed_in_a_known_way",
                condition=Q(
                    how__in=("resolved", "accepted", "countered", "declined", "withdrawn"),
                    side__in=("site", "police"),
                ),
            )
        ]

    def __str__(self) -> str:
        return self.how
