"""How both sides say an incident ended, and what each of them will do."""

import uuid
from datetime import datetime
from typing import Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from incidents.models.incident import Incident
from incidents.models.statement import Statement
from incidents.taxonomy import Evidence, Outcome
from liaison import deadlines
from liaison.roles import Side

# Business days that the other side has to say whether a promise was kept.
CHECKED_WITHIN = 5


class SettlementQuerySet(models.QuerySet["Settlement"]):
    def open(self) -> Self:
        return self.filter(accepted_at=None, ended_at=None)

    def accepted(self) -> Self:
        return self.filter(accepted_at__isnull=False)

    def standing(self) -> Self:
        """Those by which an incident is settled: not what it was settled by before it was open
        again."""
        return self.accepted().filter(reopened_at=None)


class Settlement(models.Model):
    """An ending proposed by one side. It counts when the other accepts it; until then the other
    may decline it or the proposer take it back. Its terms never change.

    Or one that a mediator drafted, for neither side, under their ``assignment``: it counts when
    both sides have signed it and had time to think again, which the portal then says; until then
    another draft may take its place.

    ``reopened_at``: since when what it settled is open again. Its promises stay what they are."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="settlements")
    outcome = models.CharField(_("how it ends"), max_length=12, choices=Outcome)
    text = models.ForeignKey(Statement, models.PROTECT, related_name="+", db_index=False)
    side = models.CharField(max_length=6, choices=Side, null=True)
    assignment = models.ForeignKey(
        "incidents.MediatorAssignment", models.PROTECT, related_name="drafts", null=True
    )
    proposed_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", db_index=False
    )
    proposed_at = models.DateTimeField()
    accepted_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", null=True, db_index=False
    )
    accepted_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", null=True, db_index=False
    )
    ended_at = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)

    objects = SettlementQuerySet.as_manager()

    class Meta:
        ordering = ("proposed_at", "id")
        constraints = [
            models.UniqueConstraint(
                name="one_settlement_is_open_or_accepted",
                fields=["incident"],
                condition=Q(ended_at=None, reopened_at=None),
            ),
            models.CheckConstraint(
                name="only_what_was_settled_is_open_again",
                condition=Q(reopened_at=None) | Q(accepted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="settlement_is_accepted_or_ended_not_both",
                condition=Q(accepted_at=None) | Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="accepted_settlement_has_a_time_and_a_person",
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="ended_settlement_has_a_time_and_a_person",
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
            models.CheckConstraint(
                name="nobody_accepts_their_own_settlement",
                condition=Q(accepted_by=None) | ~Q(accepted_by=models.F("proposed_by")),
            ),
            models.CheckConstraint(
                name="settlement_is_proposed_by_a_side_or_drafted_by_a_mediator",
                condition=Q(side__isnull=False, assignment=None)
                | Q(side=None, assignment__isnull=False),
            ),
            models.CheckConstraint(
                name="settlement_outcome_is_known", condition=Q(outcome__in=Outcome.values)
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_outcome_display())

    @property
    def proposer(self) -> Side:
        """Of one that a side proposed."""
        return Side(self.side or "")

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.ended_at is None

    @property
    def is_standing(self) -> bool:
        return self.accepted_at is not None and self.reopened_at is None


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def unchecked(self) -> Self:
        """Agreed, and the other side has not said yet whether it was kept."""
        return self.filter(settlement__accepted_at__isnull=False, checked_at=None)


class Commitment(models.Model):
    """What one side promises in a settlement, by a post and a day (the site's calendar day).

    The promise never changes, but that it is taken out for good: then its words are gone, and its
    ``post`` is empty, but not in an agreement. What became of it does change, once: its side may
    say that it is done, and the other says whether it was kept, and by what ``evidence`` it knows.
    ``asked_at`` is when the other side was asked to. What it says later stands in ``FollowUp``.
    """

    class Verdict(models.TextChoices):
        KEPT = "kept", pgettext_lazy("promise", "Kept")
        NOT_KEPT = "not_kept", pgettext_lazy("promise", "Not kept")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    settlement = models.ForeignKey(Settlement, models.PROTECT, related_name="commitments")
    side = models.CharField(_("whose promise"), max_length=6, choices=Side)
    post = models.CharField(_("who, by post"), max_length=120, blank=True)
    what = models.ForeignKey(Statement, models.PROTECT, related_name="+", db_index=False)
    due_on = models.DateField(_("by"))
    done_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=8, choices=Verdict, blank=True)
    evidence = models.CharField(max_length=8, choices=Evidence, blank=True)
    checked_at = models.DateTimeField(null=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "id")
        indexes = [
            models.Index(
                name="promises_not_checked", fields=["due_on"], condition=Q(checked_at=None)
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="commitment_side_is_known", condition=Q(side__in=Side.values)
            ),
            models.CheckConstraint(
                name="commitment_verdict_is_known",
                condition=Q(verdict__in=["", "kept", "not_kept"]),
            ),
            models.CheckConstraint(
                name="checked_commitment_has_a_verdict_and_a_time",
                condition=Q(verdict="", checked_at=None)
                | ~Q(verdict="") & Q(checked_at__isnull=False),
            ),
            models.CheckConstraint(
                name="commitment_evidence_is_known_and_of_a_check",
                condition=Q(evidence="") | Q(evidence__in=Evidence.values) & ~Q(verdict=""),
            ),
            models.CheckConstraint(
                name="promise_is_not_kept_by_nothing_seen",
                condition=~Q(verdict="kept", evidence=Evidence.NOTHING),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} · {self.due_on}"

    @property
    def promiser(self) -> Side:
        return Side(self.side)

    @property
    def whose(self) -> str:
        """The post, as it is shown."""
        return self.post or gettext("a post that was taken out")

    def falls_due(self, zone: ZoneInfo) -> datetime:
        return deadlines.end_of(self.due_on, zone)

    def has_passed(self, at: datetime, zone: ZoneInfo) -> bool:
        """Whether its day was over by *at*, agreed or not."""
        return self.falls_due(zone) < at

    def is_over_from(self, zone: ZoneInfo) -> datetime:
        """From when it can be judged: the end of its day, or when it was agreed where that was
        later."""
        ends = self.falls_due(zone)
        return max(ends, self.settlement.accepted_at or ends)

    def awaits_check(self, at: datetime, zone: ZoneInfo) -> bool:
        """Its day is over, or its side has said that it is done; the other has not answered."""
        return not self.checked_at and (bool(self.done_at) or self.is_over_from(zone) < at)

    @property
    def stands(self) -> str:
        """What was said last about whether it is kept; nothing before the first check."""
        if not self.checked_at:
            return ""
        answers = [one.verdict for one in self.follow_ups.all() if one.answered_at]
        return answers[-1] if answers else self.verdict

    def check_since(self, zone: ZoneInfo) -> datetime:
        """From when the other side may say whether it was kept, once they may."""
        over = self.is_over_from(zone)
        return min(self.done_at, over) if self.done_at else over

    def check_until(self, zone: ZoneInfo, calendar: deadlines.Calendar) -> datetime:
        """By when the other side, which works by *calendar*, has said it."""
        return deadlines.after(self.check_since(zone), CHECKED_WITHIN, zone, calendar)
