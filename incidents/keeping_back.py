"""Somebody in charge decides that what happened stays on their own side, for now or for good."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents import own_ledger, releasing, stepping
from incidents.lifecycle import Step
from incidents.models import Incident
from incidents.stepping import NotTheMoment


@ledger.operation
def keep_back(
    incident: Incident, *, by: Any, revision: int | None = None, at: datetime | None = None
) -> Incident:
    """Leave the incident in its own lane, so that nobody is asked about it any more; it can still
    be released.

    It stays in the own side's ledger, and the other side learns nothing of it. Errors:
    ``PermissionDenied``, ``Stale``, ``NotTheMoment``.
    """
    at = at or timezone.now()
    footing = stepping.begin(incident, Step.KEEP_BACK, by=by, revision=revision)
    held, side = footing.incident, footing.side
    releasing.refuse_planned(held)
    if held.counted_at:
        raise NotTheMoment(_("It stays on your side already, and counts in patterns."))
    if held.moves.filter(step=Step.KEEP_BACK).exists():
        raise NotTheMoment(_("It is kept on your side already. It can still be released."))
    stepping.end(footing, Step.KEEP_BACK, by=by, at=at)
    own_ledger.record(
        "incidents.kept_back",
        held,
        side,
        by=by,
        at=at,
    )
    return held
