"""Nobody waits for a name without an end: terms or an agreement that not all have signed long after
they were asked to end the mediation, in the same words as when a side stops it."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from audit import ledger
from incidents.mediation import ending_early, moving
from incidents.mediation.lifecycle import CASE_RULES, CaseStep
from incidents.models import MediationCase
from liaison import deadlines
from liaison.roles import Side

# The time there was, once more until the leaders are told, and once more for them.
_PERCENT = 300


def lapses_at(case: MediationCase) -> datetime | None:
    """Until when the names can come (UTC), in the days of the side that has longer; None at a stage
    where none is waited for."""
    if case.due_at is None or not moving.is_the_moment(case, CaseStep.LAPSE):
        return None
    incident = case.incident
    return max(
        deadlines.share(
            case.stage_since, case.due_at, _PERCENT, incident.tz, incident.calendar_of(side)
        )
        for side in Side
    )


@ledger.operation
def lapse(case: MediationCase, *, by: Any, at: datetime | None = None) -> bool:
    """The mediation does not go on; who had not signed is told to nobody. False where there is
    still time, or all have signed by now."""
    at = at or timezone.now()
    held = moving.lock(case)
    if not _is_over(held, at):
        return False
    ending_early.end(held, CaseStep.LAPSE, at=at)
    return True


def lapse_due(*, by: Any, at: datetime, limit: int = 200) -> int:
    """Ends every mediation whose names are waited for no longer at *at*; a run that was missed only
    delays it."""
    late = MediationCase.objects.filter(
        stage__in=CASE_RULES[CaseStep.LAPSE].sources, due_at__lt=at
    ).select_related("incident__site__operator", "incident__partnership__service")
    rows = [case for case in late.order_by("due_at", "id")[:limit] if _is_over(case, at)]
    return sum(lapse(case, by=by, at=at) for case in rows)


def _is_over(case: MediationCase, at: datetime) -> bool:
    last = lapses_at(case)
    return last is not None and at > last
