"""A mediator is named, by the order of the roster; each side may challenge once, without a reason.

Whose challenge it was stays with that side: its answer goes to its own chain, and the portal says
on behalf of neither that another mediator is named.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from incidents import own_ledger
from incidents.mediation import moving, notices, roster
from incidents.mediation.lifecycle import CASE_RULES, CaseStage, CaseStep
from incidents.models import MediationCase, MediatorAnswer, MediatorAssignment
from incidents.stepping import SaidAlready
from liaison import reach
from liaison.refusal import Refused
from liaison.roles import Permission, Role, Side

Why = MediatorAssignment.Why


class CannotAnswer(Refused):
    pass


def name_next(case: MediationCase, *, at: datetime) -> MediatorAssignment | None:
    """Name the mediator whose turn it is for a locked *case* that both agreed to; None where
    nobody is free, which both sides are told."""
    free = roster.free(case.incident, at, case=case)
    if not free:
        notices.nobody_free(case, at=at)
        return None
    assignment = MediatorAssignment.objects.create(
        case=case, mediator=free[0], number=case.assignments.count() + 1, named_at=at
    )
    portal = Person.system()
    moving.move(case, CaseStep.NAME, by=portal, at=at)
    notices.named(case, assignment, at=at)
    moving.record("incidents.mediator_named", case, by=portal, at=at, mediator=str(free[0].pk))
    return assignment


@ledger.operation
def answer(
    case: MediationCase, *, challenges: bool, by: Any, at: datetime | None = None
) -> MediationCase:
    """Say for the own side that nothing speaks against the mediator, or use its one challenge.

    Errors: ``PermissionDenied``, ``NotTheMoment``, ``CannotAnswer``.
    """
    at = at or timezone.now()
    footing = moving.begin(case, CaseStep.UNOPPOSED, Permission.INCIDENT_HANDLE, by=by)
    held, side = footing.case, footing.side
    assignment = held.assignments.current().select_related("mediator").get()
    _refuse_twice(held, assignment, side, challenges=challenges)
    MediatorAnswer.objects.create(
        case=held, assignment=assignment, side=side, challenges=challenges, by=by, at=at
    )
    own_ledger.record(
        "incidents.mediator_answered",
        held.incident,
        side,
        by=by,
        at=at,
        about=held,
        challenges=challenges,
    )
    if challenges:
        _let_go(held, assignment, CaseStep.CHALLENGE, by=Person.system(), at=at)
    elif assignment.answers.count() == len(Side):
        _go_on(held, assignment, at=at)
    return held


def has_challenged(case: MediationCase, side: Side) -> bool:
    return MediatorAnswer.objects.filter(case=case, side=side, challenges=True).exists()


@ledger.operation
def step_back(case: MediationCase, *, by: Any, at: datetime | None = None) -> MediationCase:
    """The mediator cannot go on, and owes no reason. Errors: ``PermissionDenied``,
    ``NotTheMoment``."""
    at = at or timezone.now()
    held = moving.lock(case, by)
    assignment = held.assignments.current().filter(mediator=by).first()
    if assignment is None:
        raise PermissionDenied(_("This is for the mediator to do."))
    moving.require_moment(held, CaseStep.STEP_BACK)
    _let_go(held, assignment, CaseStep.STEP_BACK, by=by, at=at)
    return held


@ledger.operation
def tend(case: MediationCase, *, by: Any, at: datetime | None = None) -> bool:
    """What is due by the clock: a mediator whose mandate is over steps back, one whom nobody
    challenged in time is taken on, and where one is wanted the next is named. False where nothing
    was to do."""
    at = at or timezone.now()
    held = moving.lock(case)
    if held.stage == CaseStage.AGREED:
        return bool(roster.free(held.incident, at, case=held)) and bool(name_next(held, at=at))
    assignment = held.assignments.current().select_related("mediator").first()
    if assignment is None:
        return False
    if not _is_listed(held, assignment, at):
        if not moving.is_the_moment(held, CaseStep.STEP_BACK):
            return False
        _let_go(held, assignment, CaseStep.STEP_BACK, by=by, at=at)
        return True
    if held.stage != CaseStage.ASSIGNING or held.due_at is None or at <= held.due_at:
        return False
    _go_on(held, assignment, at=at)
    return True


def tend_all(*, by: Any, at: datetime, limit: int = 200) -> int:
    """Looks after every mediation that a mediator is named or wanted for; a run that was missed
    only delays it. Returns for how many something was to do."""
    stages = {CaseStage.AGREED} | CASE_RULES[CaseStep.STEP_BACK].sources
    rows = MediationCase.objects.filter(stage__in=stages).order_by("due_at", "id")[:limit]
    return sum(tend(case, by=by, at=at) for case in rows)


def _refuse_twice(
    case: MediationCase, assignment: MediatorAssignment, side: Side, *, challenges: bool
) -> None:
    if assignment.answers.filter(side=side).exists():
        raise SaidAlready(_("Your side has answered already."))
    if challenges and has_challenged(case, side):
        raise CannotAnswer(
            _("Your side has used its one challenge. Either side can still stop the mediation.")
        )


def _let_go(
    case: MediationCase, assignment: MediatorAssignment, step: CaseStep, *, by: Any, at: datetime
) -> None:
    """Another one takes the mediator's place."""
    challenged = step is CaseStep.CHALLENGE
    assignment.ended_at = at
    assignment.ended_why = Why.CHALLENGED if challenged else Why.STEPPED_BACK
    assignment.save(update_fields=["ended_at", "ended_why"])
    moving.move(case, step, by=by, at=at)
    notices.gone(case, assignment, at=at)
    verb = "incidents.mediator_challenged" if challenged else "incidents.mediator_stepped_back"
    moving.record(verb, case, by=by, at=at)
    name_next(case, at=at)


def _go_on(case: MediationCase, assignment: MediatorAssignment, *, at: datetime) -> None:
    """Nobody has challenged: the terms are to be signed."""
    portal = Person.system()
    moving.move(case, CaseStep.UNOPPOSED, by=portal, at=at)
    notices.terms(case, assignment, at=at)
    moving.record("incidents.mediator_unopposed", case, by=portal, at=at)


def _is_listed(case: MediationCase, assignment: MediatorAssignment, at: datetime) -> bool:
    listed = reach.people_named_as(Role.MEDIATOR, case.incident.pair, at=at)
    return any(person.pk == assignment.mediator_id for person in listed)
