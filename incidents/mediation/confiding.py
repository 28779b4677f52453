"""What a side and the mediator write to each other, and what the mediator notes alone.

It stays in the writer's own chain, so that the other side does not learn that there is something.
"""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents import own_ledger, sight, writing
from incidents.mediation import moving, notices
from incidents.models import MediationCase, MediatorAssignment, Statement
from incidents.stepping import NotTheMoment
from incidents.taxonomy import CONFIDENTIAL, Lane
from liaison import access
from liaison.roles import Permission, Role, Side

VIS = {
    Lane.SITE_MEDIATOR: ledger.Vis.SITE_WITH_MEDIATOR,
    Lane.POLICE_MEDIATOR: ledger.Vis.POLICE_WITH_MEDIATOR,
    Lane.MEDIATOR: ledger.Vis.MEDIATOR,
}


@ledger.operation
def write(
    case: MediationCase,
    text: str,
    lane: Lane,
    *,
    key: UUID,
    by: Any,
    at: datetime | None = None,
) -> Statement:
    """Keep *text* in *lane*, while the mediation goes on and its terms are signed. Sent twice with
    one *key*, the same words are kept once.

    Errors: ``PermissionDenied`` for a lane that is not the writer's, ``NotTheMoment``.
    """
    at = at or timezone.now()
    if lane not in lanes_of(case, by):
        raise PermissionDenied(_("You do not write in this lane."))
    held = moving.lock(case, by)
    if not held.is_talking:
        raise NotTheMoment(_("This is possible once all three have signed, until the end."))
    assignment = held.assignments.current().select_related("mediator").first()
    if assignment is None:
        raise NotTheMoment(_("There is no mediator at the moment."))
    # Read again: their part may have gone to somebody else while they waited for the lock.
    if lane not in lanes_of(held, by):
        raise NotTheMoment(_("You do not write in this lane."))
    # The key is drawn at random and kept nowhere, so the id gives nothing of the words away.
    id_ = uuid5(by.pk, f"{held.pk}/{lane}/{key}/{text}")
    standing = Statement.objects.filter(pk=id_).first()
    if standing is not None:
        return standing
    return _keep(held, assignment, text, lane, id_=id_, by=by, at=at)


def lanes_of(case: MediationCase, person: Any, seen: sight.Sight | None = None) -> list[Lane]:
    """The lanes in which *person* writes in confidence, whenever its moment is."""
    seen = seen or sight.of(person)
    if any(named.case_id == case.pk for named in seen.named):
        return list(CONFIDENTIAL)
    side = seen.side_in(case.incident)
    if side is None or not access.may(person, Permission.INCIDENT_HANDLE, case):
        return []
    return [Lane.with_mediator(side)]


def _keep(
    case: MediationCase,
    assignment: MediatorAssignment,
    text: str,
    lane: Lane,
    *,
    id_: UUID,
    by: Any,
    at: datetime,
) -> Statement:
    kinds = Statement.Kind
    kind = kinds.NOTE if lane is Lane.MEDIATOR else kinds.CONFIDED
    draft = writing.Draft(text, kind, lane, id=id_, assignment=assignment)
    side = None if assignment.mediator_id == by.pk else lane.confided_by
    [statement] = writing.write(case.incident, [draft], by=by, side=side, at=at)
    notices.confided(case, statement, by=by, at=at)
    ledger.record(
        "incidents.confided",
        chain=chain_of(case, by, side),
        by=by,
        about=case,
        vis=VIS[lane],
        at=at,
        words=writing.seals([statement]),
    )
    return statement


def chain_of(case: MediationCase, by: Any, side: Side | None) -> ledger.ChainRef:
    """That of the writer's own organisation; of a mediator's where *side* is None."""
    if side is not None:
        return own_ledger.chain(case.incident, side)
    pair_id = case.incident.pair.pk
    held = access.standing(by).mandates
    own = next(h for h in held if h.role is Role.MEDIATOR and pair_id in h.partnership_ids)
    return ledger.ChainRef("organisation", own.organisation_id)
