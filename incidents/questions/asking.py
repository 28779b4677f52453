"""One side asks the other something, in words that both read; the other answers that question."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents import notices, setting_apart, shared_ledger, stepping, writing
from incidents.apart import Apart
from incidents.lifecycle import Step
from incidents.models import Incident, Statement
from incidents.stepping import Footing, NotTheMoment
from incidents.taxonomy import Lane


@ledger.operation
def ask(
    incident: Incident,
    words: str,
    *,
    by: Any,
    revision: int | None = None,
    apart: Apart | None = None,
    at: datetime | None = None,
) -> Statement:
    """Put a question to the other side, whose turn it is until it has answered; while a settlement
    lies on the table, that is answered first. Details of one officer stay *apart*, in the own lane.

    Errors: ``PermissionDenied``, ``PressedTwice``, ``Stale``, ``NotTheMoment``, ``CannotShow``.
    """
    at = at or timezone.now()
    footing = stepping.begin(incident, Step.ASK, by=by, revision=revision, words=words)
    draft = writing.Draft(words, Statement.Kind.QUESTION, Lane.SHARED)
    question = _say(footing, Step.ASK, draft, by=by, at=at)
    notices.asked(footing.incident, question, by=by, side=footing.side, at=at)
    _record("incidents.asked", footing, question, by=by, at=at)
    setting_apart.keep(footing.incident, apart, by=by, side=footing.side, at=at)
    return question


@ledger.operation
def answer(
    incident: Incident,
    question_id: UUID,
    words: str,
    *,
    by: Any,
    revision: int | None = None,
    apart: Apart | None = None,
    at: datetime | None = None,
) -> Statement:
    """Answer a question of the other side, once. Details of one officer stay *apart*.

    Errors: ``Statement.DoesNotExist`` for what is no question in this incident,
    ``PermissionDenied`` for one of the own side, ``PressedTwice``, ``Stale``, ``NotTheMoment`` also
    for one that is answered or was taken out, ``CannotShow``.
    """
    at = at or timezone.now()
    question = incident.statements.get(pk=question_id, kind=Statement.Kind.QUESTION)
    with stepping.rather(lambda: require_unanswered(incident, question)):
        footing = stepping.begin(
            incident, Step.ANSWER, by=by, revision=revision, words=words, about=question
        )
    held = footing.incident
    require_unanswered(held, question)
    draft = writing.Draft(words, Statement.Kind.ANSWER, Lane.SHARED, regards=question)
    answered = _say(footing, Step.ANSWER, draft, by=by, at=at)
    notices.answered(held, answered, by=by, side=footing.side, at=at)
    _record("incidents.answered", footing, answered, by=by, at=at, question=str(question.pk))
    setting_apart.keep(held, apart, by=by, side=footing.side, at=at)
    return answered


def require_unanswered(incident: Incident, question: Statement) -> None:
    """Errors: ``NotTheMoment``."""
    stepping.require_moment(Step.ANSWER, incident)
    if not incident.statements.unanswered().filter(pk=question.pk).exists():
        raise NotTheMoment(
            _("This question is answered, or was taken out. Look at what is new."),
            step=Step.ANSWER,
        )


def _say(footing: Footing, step: Step, draft: writing.Draft, *, by: Any, at: datetime) -> Statement:
    [statement] = writing.write(footing.incident, [draft], by=by, side=footing.side, at=at)
    stepping.end(footing, step, by=by, at=at, statement=statement)
    return statement


def _record(
    verb: str, footing: Footing, statement: Statement, *, by: Any, at: datetime, **facts: Any
) -> None:
    shared_ledger.record(verb, footing, by=by, at=at, words=writing.seals([statement]), **facts)
