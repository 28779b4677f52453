"""The words about an incident: sealed, each in one lane, never changed."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from incidents import sight
from incidents.models.incident import Incident
from incidents.taxonomy import CONFIDENTIAL, Lane
from liaison.roles import Side
from vault.models import SealedText


class StatementQuerySet(models.QuerySet["Statement"]):
    def visible_to(self, person: Any) -> Self:
        """Those of the incidents the person may see, in the lanes their side reads."""
        seen = sight.of(person)
        visible = Incident.objects.filter(seen.incidents())
        return self.filter(seen.words(), incident__in=visible)

    def unanswered(self) -> Self:
        """Questions to which nothing was answered, and which can still be read."""
        answers = Statement.objects.filter(kind=Statement.Kind.ANSWER, regards=OuterRef("pk"))
        return self.filter(
            ~Exists(answers), kind=Statement.Kind.QUESTION, data_key__destroyed_at=None
        )

    def owed_by(self) -> set[Side]:
        """The sides to which these put a question that is unanswered."""
        askers = self.unanswered().order_by().values_list("author_side", flat=True)
        return {Side(asker).other for asker in askers}


class Statement(SealedText):
    """Words that somebody wrote about an incident. The database refuses every change; taking
    the words out for good destroys their data key and leaves the row.

    A mediator writes on neither side. What passes between a side and the mediator, and what the
    mediator notes, belongs to one ``assignment``: whoever mediates later does not read it.

    ``regards``: the question that an answer answers, or the words that a correction corrects; one
    of a recorded fact has none (see ``Correction``).
    """

    class Kind(models.TextChoices):
        NARRATIVE = "narrative", _("What happened")
        DONE = "done", _("What was done about it")
        NOTE = "note", _("Note")
        RESTRICTED = "restricted", _("Badge or fleet number")
        DISCUSSION = "discussion", _("Words to both sides")
        QUESTION = "question", _("Question")
        ANSWER = "answer", _("Answer to a question")
        CORRECTION = "correction", _("Correction")
        SETTLEMENT = "settlement", _("Settlement")
        COMMITMENT = "commitment", _("Promise")
        CALL = "call", _("Whom we told")
        OFFICER = "officer", _("Statement of an officer")
        PLANNED = "planned", _("To be released")
        CONFIDED = "confided", _("In confidence")
        BODY_NUMBER = "body_number", _("Number given by the statutory body")
        REASON = "reason", _("Reason")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(
        Incident, models.PROTECT, related_name="statements", db_index=False
    )
    lane = models.CharField(max_length=16, choices=Lane)
    kind = models.CharField(max_length=12, choices=Kind)
    author = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+", db_index=False)
    author_side = models.CharField(max_length=6, choices=Side, null=True)
    at = models.DateTimeField()
    released_from = models.OneToOneField(
        "self", models.PROTECT, related_name="released_as", null=True
    )
    regards = models.ForeignKey("self", models.PROTECT, related_name="+", null=True, db_index=False)
    assignment = models.ForeignKey(
        "incidents.MediatorAssignment",
        models.PROTECT,
        related_name="statements",
        null=True,
        db_index=False,
    )

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ("at", "id")
        indexes = [models.Index(name="words_of_an_incident", fields=["incident", "lane", "at"])]
        constraints = [
            models.UniqueConstraint(
                name="a_question_is_answered_once",
                fields=["regards"],
                condition=Q(kind="answer"),
            ),
            models.CheckConstraint(
                name="an_answer_names_its_question",
                condition=Q(kind="answer", regards__isnull=False)
                | Q(kind="correction")
                | ~Q(kind__in=["answer", "correction"]) & Q(regards=None),
            ),
            models.CheckConstraint(
                name="both_sides_read_questions_and_answers",
                condition=~Q(kind__in=["question", "answer"])
                | Q(lane=Lane.SHARED, author_side__isnull=False),
            ),
            models.CheckConstraint(
                name="statement_lane_is_known", condition=Q(lane__in=Lane.values)
            ),
            models.CheckConstraint(
                name="only_shared_words_are_released",
                condition=Q(released_from=None) | Q(lane=Lane.SHARED),
            ),
            models.CheckConstraint(
                name="nobody_writes_in_the_lane_of_the_other_side",
                condition=~Q(lane__in=(Lane.SITE, Lane.SITE_MEDIATOR), author_side=Side.POLICE)
                & ~Q(lane__in=(Lane.POLICE, Lane.POLICE_MEDIATOR), author_side=Side.SITE),
            ),
            models.CheckConstraint(
                name="the_mediator_writes_in_no_lane_of_one_side_alone",
                condition=Q(author_side__isnull=False, author_side__in=Side.values)
                & ~Q(lane=Lane.MEDIATOR)
                | Q(author_side=None, assignment__isnull=False)
                & ~Q(lane__in=(Lane.SITE, Lane.POLICE)),
            ),
            models.CheckConstraint(
                name="words_in_confidence_are_written_to_one_mediator",
                condition=Q(assignment__isnull=False) | ~Q(lane__in=CONFIDENTIAL),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.lane}"

    @property
    def writer(self) -> Side:
        """The side that wrote it; of words that no mediator wrote."""
        return Side(self.author_side or "")
