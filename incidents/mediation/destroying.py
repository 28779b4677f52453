"""What was written in confidence, or noted by the mediator, is taken out for good.

Whoever reads it may have that done: the side that shares it with the mediator, and the mediator.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from audit import ledger
from incidents import own_ledger, sight, taking_out
from incidents.mediation import confiding, moving, notices
from incidents.models import MediationCase, Removal, Statement
from incidents.stepping import FOR_NEITHER
from incidents.taxonomy import CONFIDENTIAL, Lane
from liaison.roles import Side
from vault import sealing


@ledger.operation
def take_out(
    statement: Statement, why: Removal.Why, *, by: Any, at: datetime | None = None
) -> Statement:
    """Destroy the key of *statement*, in one of the three confidential lanes.

    Errors: ``Statement.DoesNotExist`` for words the person does not read, ``PermissionDenied``,
    ``CannotTakeOut`` for what is gone already.
    """
    at = at or timezone.now()
    if statement.assignment is None:
        raise Statement.DoesNotExist
    held = moving.lock(statement.assignment.case)
    seen = sight.now(by)
    statement = readable(held, seen).select_related("data_key").get(pk=statement.pk)
    taking_out.require_there(statement)
    side = _acts_as(held, seen)
    sealing.take_out(statement.data_key, at=at)
    Removal.objects.create(statement=statement, why=why, side=side, by=by, at=at)
    notices.taken_out(held, statement, by=by, at=at)
    _record(held, statement, why, side=side, by=by, at=at)
    return statement


def readable(case: MediationCase, seen: sight.Sight) -> Any:
    """What somebody who sees so much reads of what was confided in *case*."""
    rows = Statement.objects.filter(seen.words(), lane__in=CONFIDENTIAL)
    rows = rows.filter(incident=case.incident_id, assignment__case=case)
    return rows.select_related("author", "assignment__mediator")


def _acts_as(case: MediationCase, seen: sight.Sight) -> Side | None:
    """The side for which somebody acts who reads it; None: they are the mediator."""
    if any(named.case_id == case.pk for named in seen.named):
        return None
    side = seen.side_in(case.incident)
    if side is None:
        raise PermissionDenied(FOR_NEITHER)
    return side


def _record(
    case: MediationCase,
    statement: Statement,
    why: Removal.Why,
    *,
    side: Side | None,
    by: Any,
    at: datetime,
) -> None:
    """In the chain of the side that shares the lane; of a note, in the mediator's own."""
    lane = Lane(statement.lane)
    shares = lane.confided_by
    ledger.record(
        "incidents.taken_out",
        chain=own_ledger.chain(case.incident, shares)
        if shares
        else confiding.chain_of(case, by, None),
        by=by,
        about=case,
        vis=confiding.VIS[lane],
        at=at,
        side=side.value if side else None,
        why=why.value,
        statements=[str(statement.pk)],
    )
