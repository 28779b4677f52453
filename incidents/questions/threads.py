"""Which question an answer belongs to, and what became of a question: of words that are at hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from incidents import stepping
from incidents.lifecycle import RULES, Step
from incidents.models import Incident, Statement
from liaison.access import Verdict
from liaison.roles import Side


@dataclass(frozen=True, slots=True)
class Mark:
    """A line beneath an entry of the course, which may lead somewhere."""

    text: str
    url: str = ""


def anchor(statement_id: UUID) -> str:
    """Where words stand on the page of their incident."""
    return f"words-{statement_id}"


class Threads:
    """Of the *statements* of *incident* that *reader* on *side* reads. No query but for whether
    they may answer."""

    def __init__(
        self, incident: Incident, statements: Iterable[Statement], side: Side | None, reader: object
    ) -> None:
        self.incident, self.side, self.reader = incident, side, reader
        words = list(statements)
        self._questions = [one for one in words if one.kind == Statement.Kind.QUESTION]
        self._answers = {one.regards_id: one for one in words if one.kind == Statement.Kind.ANSWER}

    @cached_property
    def waiting(self) -> list[Statement]:
        """The questions that wait for an answer, oldest first."""
        if self.incident.stage not in RULES[Step.ASK].sources:
            return []
        return [one for one in self._questions if self._is_open(one)]

    @property
    def owing(self) -> set[Side]:
        """The sides that have a question to answer."""
        return {one.writer.other for one in self.waiting}

    @cached_property
    def to_answer(self) -> list[Statement]:
        """Those that the reader may answer now."""
        return [one for one in self.waiting if self._may_answer(one)]

    def marks(self, question: Statement) -> list[Mark]:
        """What became of *question*; nothing of words that are none."""
        if question.kind != Statement.Kind.QUESTION:
            return []
        answered = self._answers.get(question.pk)
        if answered is not None:
            return [Mark(_("The answer"), f"#{anchor(answered.pk)}")]
        if question.data_key.destroyed_at:
            return []
        if question not in self.waiting:
            return [Mark(_("Not answered"))]
        found = [Mark(_("Waits for an answer"))]
        if question in self.to_answer:
            found.append(Mark(_("Answer it"), self.way(question)))
        return found

    def way(self, question: Statement) -> str:
        """Where *question* is answered."""
        return reverse("incidents:question_answer", args=[self.incident.reference, question.pk])

    def _is_open(self, question: Statement) -> bool:
        return question.pk not in self._answers and question.data_key.destroyed_at is None

    def _may_answer(self, question: Statement) -> Verdict:
        return stepping.may_take(
            Step.ANSWER, self.incident, by=self.reader, side=self.side, about=question
        )
