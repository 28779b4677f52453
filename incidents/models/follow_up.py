"""A promise is asked about again some time after it was settled."""

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from incidents.models.settlement import Commitment
from incidents.taxonomy import Evidence


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def standing(self, at: datetime) -> Self:
        """Those to be answered at *at*: their day is over, nobody has answered, and no later one
        of the same promise has taken their place."""
        later = FollowUp.objects.filter(
            commitment=OuterRef("commitment"), due_at__lte=at, days__gt=OuterRef("days")
        )
        return self.filter(~Exists(later), answered_at=None, due_at__lte=at)


class FollowUp(models.Model):
    """One question about a promise that was checked: is it kept, so many ``days`` after it was
    settled? Planned when the promise is checked, answered by the side that checked it, once. One
    that nobody has answered when the next is due is not asked any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="follow_ups")
    days = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=8, choices=Commitment.Verdict, blank=True)
    evidence = models.CharField(max_length=8, choices=Evidence, blank=True)
    answered_at = models.DateTimeField(null=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ("days",)
        indexes = [
            models.Index(
                name="follow_ups_not_answered", fields=["due_at"], condition=Q(answered_at=None)
            )
        ]
        constraints = [
            models.UniqueConstraint(
                name="a_promise_is_followed_up_once_at_a_time", fields=["commitment", "days"]
            ),
            models.CheckConstraint(
                name="answered_follow_up_has_verdict_evidence_and_time",
                condition=Q(verdict="", evidence="", answered_at=None)
                | Q(
                    verdict__in=["kept", "not_kept"],
                    evidence__in=Evidence.values,
                    answered_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="promise_is_not_still_kept_by_nothing_seen",
                condition=~Q(verdict="kept", evidence=Evidence.NOTHING),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment} · {self.days}"
