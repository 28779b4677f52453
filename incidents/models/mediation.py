"""A mediation: what it is about, who consented, who mediates, and how it went."""

import uuid
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import SYSTEM_ID
from incidents import sight
from incidents.mediation.lifecycle import ENDED, OPEN, CaseStage
from incidents.models.incident import Incident
from incidents.taxonomy import Lane, Outcome
from liaison.models import Partnership
from liaison.roles import Side
from vault.models import SealedText

_ENDED = sorted(ENDED)
_NOT_AGREED = (CaseStage.OFFERED, CaseStage.NOT_PROCEEDING)


class MediationCaseQuerySet(models.QuerySet["MediationCase"]):
    def visible_to(self, person: Any) -> Self:
        return self.filter(sight.of(person).mediations())

    def open(self) -> Self:
        return self.filter(closed_at=None)


class MediationCase(models.Model):
    """One attempt to put an incident right with a neutral person between the two sides.

    ``consent_until`` is when the time to consent is up; ``terms_version`` says which text both
    sides were shown about it. ``turn_before`` is whose turn it was in the incident, to which it
    goes back when the mediation does not proceed. ``stage`` repeats what the last
    ``MediationMove`` made of it; ``due_at`` is when what is asked for at that stage is due.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="mediations")
    offered_side = models.CharField(max_length=6, choices=Side)
    offered_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", db_index=False
    )
    offered_at = models.DateTimeField()
    consent_until = models.DateTimeField()
    terms_version = models.CharField(max_length=12)
    turn_before = models.CharField(max_length=6, choices=Side)

    stage = models.CharField(
        _("stage"), max_length=14, choices=CaseStage, default=CaseStage.OFFERED
    )
    stage_since = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(_("how it ended"), max_length=12, choices=Outcome, blank=True)
    revision = models.PositiveIntegerField(default=0)

    objects = MediationCaseQuerySet.as_manager()

    class Meta:
        ordering = ("-offered_at", "id")
        indexes = [
            models.Index(
                name="mediations_that_go_on",
                fields=["stage", "due_at"],
                condition=Q(closed_at=None),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                name="one_open_mediation_per_incident",
                fields=["incident"],
                condition=Q(closed_at=None),
            ),
            models.CheckConstraint(
                name="mediation_stage_is_known", condition=Q(stage__in=CaseStage.values)
            ),
            models.CheckConstraint(
                name="mediation_side_is_known",
                condition=Q(offered_side__in=Side.values, turn_before__in=Side.values),
            ),
            models.CheckConstraint(
                name="mediation_has_ended_where_nothing_follows",
                condition=Q(stage__in=_ENDED, closed_at__isnull=False)
                | (~Q(stage__in=_ENDED) & Q(closed_at=None)),
            ),
            models.CheckConstraint(
                name="mediation_goes_on_only_where_both_agreed",
                condition=Q(stage__in=_NOT_AGREED, agreed_at=None)
                | (~Q(stage__in=_NOT_AGREED) & Q(agreed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="only_a_closed_mediation_has_an_outcome",
                condition=Q(outcome="") | Q(stage=CaseStage.CLOSED, outcome__in=Outcome.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident} · {self.stage}"

    def get_absolute_url(self) -> str:
        return reverse("incidents:mediation_detail", args=[self.incident.reference])

    @property
    def access_target(self) -> Partnership:
        return self.incident.pair

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_talking(self) -> bool:
        """Whether the terms are signed and words are exchanged with the mediator."""
        return self.stage in OPEN


class Consent(SealedText):
    """What one side answered, sealed in its lane with the mediator. Nobody of the other side
    learns it, nor that there is one; until both have answered it may be said again. When the
    mediation does not proceed, the keys are destroyed and nobody can learn it any more."""

    YES, NO = "Y", "N"  # of one length, so that what is stored does not tell them apart

    case = models.ForeignKey(MediationCase, models.PROTECT, related_name="consents")
    side = models.CharField(max_length=6, choices=Side)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_consent_per_side", fields=["case", "side"]),
            models.CheckConstraint(name="consent_side_is_known", condition=Q(side__in=Side.values)),
        ]

    def __str__(self) -> str:
        return self.side

    def say(self, *, agrees: bool, by: Any, at: datetime) -> None:
        """Put the answer into the row, to be saved by the caller."""
        self.by, self.at = by, at
        self.seal(
            self.YES if agrees else self.NO, domain=Lane.with_mediator(Side(self.side)), at=at
        )

    @property
    def agrees(self) -> bool:
        """Errors: ``TakenOut`` once the mediation does not proceed."""
        return self.words() == self.YES


class MediatorAssignmentQuerySet(models.QuerySet["MediatorAssignment"]):
    def current(self) -> Self:
        return self.filter(ended_at=None)

    def hearing(self, incident: Incident) -> Self:
        """Whoever reads, as its mediator, what both sides wrote about *incident*."""
        return self.current().filter(case__incident=incident, case__stage__in=OPEN)


class MediatorAssignment(models.Model):
    """Somebody neutral, named for one mediation. It is all of that person's mandate there, and
    their sight ends with it. What is written in confidence is written to this one."""

    class Why(models.TextChoices):
        CHALLENGED = "challenged", _("Challenged")
        STEPPED_BACK = "stepped_back", _("Stepped back")
        CASE_ENDED = "case_ended", _("The mediation ended")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(MediationCase, models.PROTECT, related_name="assignments")
    mediator = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="mediations", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=12, choices=Why, blank=True)

    objects = MediatorAssignmentQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        indexes = [
            models.Index(
                name="mediations_of_a_mediator", fields=["mediator"], condition=Q(ended_at=None)
            )
        ]
        constraints = [
            models.UniqueConstraint(
                name="one_mediator_at_a_time", fields=["case"], condition=Q(ended_at=None)
            ),
            models.UniqueConstraint(name="mediators_are_counted", fields=["case", "number"]),
            models.UniqueConstraint(
                name="nobody_is_named_twice_for_a_mediation", fields=["case", "mediator"]
            ),
            models.CheckConstraint(
                name="ended_assignment_says_why",
                condition=Q(ended_at=None, ended_why="")
                | Q(
                    ended_at__isnull=False,
                    ended_why__in=["challenged", "stepped_back", "case_ended"],
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} · {self.number}"


class MediatorAnswer(models.Model):
    """What one side says to the mediator who was named: nothing against it, or the one challenge
    that each side has in a mediation, for which no reason is asked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(MediationCase, models.PROTECT, related_name="+", db_index=False)
    assignment = models.ForeignKey(MediatorAssignment, models.PROTECT, related_name="answers")
    side = models.CharField(max_length=6, choices=Side)
    challenges = models.BooleanField()
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="each_side_answers_once_to_a_mediator", fields=["assignment", "side"]
            ),
            models.UniqueConstraint(
                name="one_challenge_per_side", fields=["case", "side"], condition=Q(challenges=True)
            ),
            models.CheckConstraint(
                name="answer_to_a_mediator_has_a_known_side", condition=Q(side__in=Side.values)
            ),
        ]

    def __str__(self) -> str:
        return self.side


class TermsSignature(models.Model):
    """One of the three names under the terms of a mediation, over exactly their digest."""

    class Who(models.TextChoices):
        SITE = "site", _("Site")
        POLICE = "police", _("Police")
        MEDIATOR = "mediator", _("Mediator")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(MediatorAssignment, models.PROTECT, related_name="signatures")
    who = models.CharField(max_length=8, choices=Who)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.UniqueConstraint(
                name="terms_have_one_signature_of_each", fields=["assignment", "who"]
            ),
            models.UniqueConstraint(name="nobody_signs_terms_twice", fields=["assignment", "by"]),
            models.CheckConstraint(
                name="terms_are_signed_by_the_three",
                condition=Q(who__in=["site", "police", "mediator"]),
            ),
        ]

    def __str__(self) -> str:
        return self.who


class MediationMove(models.Model):
    """One move of a mediation, as it was made: by a side, by the mediator, or by the portal on
    behalf of neither, where it is nobody's business whose doing it was."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(MediationCase, models.PROTECT, related_name="moves", db_index=False)
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=12)
    stage = models.CharField(max_length=14, choices=CaseStage)
    side = models.CharField(max_length=6, choices=Side, null=True)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(
                name="one_move_of_a_mediation_at_a_time", fields=["case", "number"]
            ),
            models.CheckConstraint(
                name="move_of_a_mediation_has_a_known_stage",
                condition=Q(stage__in=CaseStage.values),
            ),
            models.CheckConstraint(
                name="the_portal_moves_a_mediation_for_neither_side",
                condition=Q(side=None) | Q(side__in=Side.values) & ~Q(by=SYSTEM_ID),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} · {self.stage}"
