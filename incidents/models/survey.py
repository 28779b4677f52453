"""What both sides of mediations say about them afterwards, without it being known who said what."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incidents.models.mediation import MediationCase
from liaison.roles import Side


class SurveySlip(models.Model):
    """One side of a mediation is asked, once. ``is_answered`` says that it did and no more: what it
    said goes into a tally, and no row links the two."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(MediationCase, models.PROTECT, related_name="slips")
    side = models.CharField(max_length=6, choices=Side)
    asked_at = models.DateTimeField()
    is_answered = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                name="survey_slips_not_answered",
                fields=["asked_at"],
                condition=Q(is_answered=False),
            )
        ]
        constraints = [
            models.UniqueConstraint(name="each_side_is_surveyed_once", fields=["case", "side"]),
            models.CheckConstraint(name="survey_side_is_known", condition=Q(side__in=Side.values)),
        ]

    def __str__(self) -> str:
        return self.side


class SurveyTally(models.Model):
    """How often one answer was given to one question, over all mediations of all partnerships.

    No answer is a row of its own, so there is none to read back. ``shown`` trails behind
    ``counted``: it takes over several answers at once, so that nobody learns from looking twice
    what the one answer in between was.
    """

    class Question(models.TextChoices):
        HEARD = "heard", _("Was your side heard?")
        FAIR = "fair", _("Was it fair?")
        NEUTRAL = "neutral", _("Was the mediator neutral?")
        AGAIN = "again", _("Would your side do it again?")

    class Said(models.TextChoices):
        YES = "yes", pgettext_lazy("survey", "Yes")
        PARTLY = "partly", pgettext_lazy("survey", "In part")
        NO = "no", pgettext_lazy("survey", "No")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.CharField(max_length=8, choices=Question)
    said = models.CharField(max_length=8, choices=Said)
    counted = models.PositiveIntegerField(default=0)
    shown = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="survey_has_one_tally_each", fields=["question", "said"]),
            models.CheckConstraint(
                name="survey_tally_is_of_a_known_answer",
                condition=Q(
                    question__in=["heard", "fair", "neutral", "again"],
                    said__in=["yes", "partly", "no"],
                ),
            ),
            models.CheckConstraint(
                name="survey_shows_no_more_than_was_said", condition=Q(shown__lte=F("counted"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} · {self.said}"
