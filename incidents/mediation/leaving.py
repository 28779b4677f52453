"""Either side stops a mediation, at any time until it has signed an agreement, without a reason.

Everybody learns that it does not go on, and nobody which side it was.
"""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents import own_ledger
from incidents.mediation import agreement, ending_early, moving
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
    ending_early.end(held, CaseStep.LEAVE, at=at)
    own_ledger.record(
        "incidents.mediation_left", held.incident, footing.side, by=by, at=at, about=held
    )
    return held
