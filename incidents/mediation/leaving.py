"""Either side stops a mediation, at any time until it has signed an agreement, without a reason.

Everybody learns that it does not go on, and nobody which side it was.
"""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from incidents import own_ledger
from incidents.mediation import agreement, moving, notices
from incidents.mediation.lifecycle import CaseStep
from incidents.models import MediationCase
from liaison.refusal import Refused
from liaison.roles import Permission


class CannotLeave(Refused):
    pass


@ledger.operation
def leave(case: MediationCase, *, by: Any, at: datetime | None = None) -> MediationCase:
    """Stop it for the own side. Errors: ``PermissionDenied``, ``NotTheMoment``, ``CannotLeave``."""
    at = at or timezone.now()
    footing = moving.begin(case, CaseStep.LEAVE, Permission.MEDIATION_CONSENT, by=by)
    held = footing.case
    if agreement.signed_by(held, footing.side):
        raise CannotLeave(
            _("Your side has signed the agreement. You can take it back to the table instead.")
        )
    assignment = held.assignments.current().select_related("mediator").first()
    portal = Person.system()
    moving.move(held, CaseStep.LEAVE, by=portal, at=at)
    notices.ended(held, at=at)
    if assignment is not None:
        notices.let_go(held, assignment, at=at)
    own_ledger.record(
        "incidents.mediation_left",
        held.incident,
        footing.side,
        by=by,
        at=at,
        about=held,
    )
    ledger.record(
        "incidents.mediation_ended", chain=held.incident.pair.chain, by=portal, about=held, at=at
    )
    return held
