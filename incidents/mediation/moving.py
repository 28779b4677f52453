"""Every step of a mediation begins and ends the same way."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from incidents import sight, stepping
from incidents.lifecycle import Step
from incidents.mediation.lifecycle import CASE_RULES, DRAFTED, ENDED, CaseStage, CaseStep
from incidents.models import Incident, MediationCase, MediationMove, MediatorAssignment
from incidents.stepping import FOR_NEITHER, NotTheMoment
from liaison import access, deadlines
from liaison.roles import Permission, Side


@dataclass(slots=True)
class Footing:
    """A locked mediation, and for which side somebody acts in it."""

    case: MediationCase
    side: Side


def begin(case: MediationCase, step: CaseStep, permission: Permission, *, by: Any) -> Footing:
    """Somebody acts for a side: may they, lock, may they still, is it the moment.

    Errors: ``PermissionDenied``, ``NotTheMoment``.
    """
    access.require(by, permission, case)
    held = lock(case, by)
    access.require(by, permission, held)
    side = sight.of(by).side_in(held.incident)
    if side is None:
        raise PermissionDenied(FOR_NEITHER)
    require_moment(held, step)
    return Footing(held, side)


def lock(case: MediationCase, by: Any = None) -> MediationCase:
    """The mediation as it is now, with its incident, which nobody else changes until the
    transaction ends. *by*: the person who acts, by the mandates they hold now; None where the
    portal does.

    Errors: ``PermissionDenied`` for one that they do not see any more.
    """
    incident = stepping.hold(case.incident_id)
    rows = MediationCase.objects.select_for_update(of=("self",), no_key=True)
    if by is not None:
        rows = rows.filter(sight.now(by).mediations())
    held = rows.filter(pk=case.pk).first()
    if held is None:
        raise PermissionDenied(_("You do not see this mediation any more."))
    held.incident = incident
    return held


def is_the_moment(case: MediationCase, step: CaseStep) -> bool:
    return case.stage in CASE_RULES[step].sources


def require_moment(case: MediationCase, step: CaseStep) -> None:
    """Errors: ``NotTheMoment``."""
    if is_the_moment(case, step):
        return
    stages = [str(stage.label) for stage in CaseStage if stage in CASE_RULES[step].sources]
    raise NotTheMoment(
        _("This is possible at the stage: %(stages)s. This mediation is at: %(stage)s.")
        % {"stages": _(" or ").join(stages), "stage": case.get_stage_display()}
    )


def move(
    case: MediationCase,
    step: CaseStep,
    *,
    by: Any,
    at: datetime,
    side: Side | None = None,
    due: datetime | None = None,
) -> None:
    """The new stage, when what is asked for there is due (*due*, else by the table), and the move
    that says so. Saves the locked *case*. Where no draft stands any more, the one that lay before
    all is put aside; where a mediation ends without an agreement, the incident
    goes back to discussion."""
    rule = CASE_RULES[step]
    if rule.target != case.stage:
        case.stage, case.stage_since = rule.target, at
        case.due_at = within(case.incident, rule.days, at) if rule.days else due
    if case.stage not in DRAFTED:
        case.incident.settlements.open().update(ended_at=at, ended_by=by)
    if case.stage in ENDED:
        _end(case, at=at)
    case.revision += 1
    case.save()
    note(case, step, by=by, at=at, side=side)


def note(
    case: MediationCase, step: CaseStep, *, by: Any, at: datetime, side: Side | None = None
) -> None:
    """The move that says what became of *case*, as it is now."""
    MediationMove.objects.create(
        case=case, number=case.revision, step=step, stage=case.stage, side=side, by=by, at=at
    )


def record(verb: str, case: MediationCase, *, by: Any, at: datetime, **facts: Any) -> None:
    """What became of *case*, for both sides and the mediator to read: in the ledger of the
    partnership."""
    ledger.record(verb, chain=case.incident.pair.chain, by=by, about=case, at=at, **facts)


def within(incident: Incident, days: int, at: datetime) -> datetime:
    """The end of the time in which each side has had *days* business days of its own calendar."""
    return max(deadlines.after(at, days, incident.tz, incident.calendar_of(side)) for side in Side)


def _end(case: MediationCase, *, at: datetime) -> None:
    case.closed_at = at
    why = MediatorAssignment.Why.CASE_ENDED
    case.assignments.current().update(ended_at=at, ended_why=why)
    # What was settled by agreement stays settled.
    if stepping.is_the_moment(Step.RETURN, case.incident):
        turn = Side(case.turn_before)
        portal = Person.system()
        stepping.move_for_neither(case.incident, Step.RETURN, turn=turn, by=portal, at=at)
