"""The other side says that it has read what was released."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from audit import ledger
from incidents import notices, shared_ledger, stepping
from incidents.lifecycle import Step
from incidents.models import Incident


@ledger.operation
def acknowledge(
    incident: Incident, *, by: Any, revision: int | None = None, at: datetime | None = None
) -> Incident:
    """It was read; for a good encounter, with thanks. An answer is owed next, except to thanks.

    Errors: ``PermissionDenied``, ``Stale``, ``NotTheMoment``.
    """
    at = at or timezone.now()
    footing = stepping.begin(incident, Step.ACKNOWLEDGE, by=by, revision=revision)
    stepping.end(footing, Step.ACKNOWLEDGE, by=by, at=at)
    notices.acknowledged(footing.incident, by=by, side=footing.side, at=at)
    shared_ledger.record("incidents.acknowledged", footing, by=by, at=at)
    return footing.incident
