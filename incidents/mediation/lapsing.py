"""Nobody waits for a name without an end: terms or an agreement that not all have signed long after
they were asked to end the mediation, in the same words as when a side stops it, and at an hour at
which a side could have stopped it."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.crypto import salted_hmac

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


def ends_at(case: MediationCase) -> datetime | None:
    """When it ends if the names have not come by ``lapses_at``: on the business day after, at a
    moment that nobody can work out beforehand. None as there."""
    last = lapses_at(case)
    if last is None:
        return None
    incident = case.incident
    day = moving.within(incident, 1, last).astimezone(incident.tz).date()
    drawn = salted_hmac("incidents.mediation.lapsing", f"{case.pk} {last.isoformat()}").digest()
    share = int.from_bytes(drawn[:4]) / 2**32
    # Within the hours at which a side stops a mediation.
    begins = datetime.combine(day, deadlines.WORK_BEGINS, tzinfo=incident.tz)
    return begins + deadlines.WORK * share


@ledger.operation
def lapse(case: MediationCase, *, by: Any, at: datetime | None = None) -> bool:
    """The mediation does not go on; who had not signed is told to nobody. False where it is not
    yet to end, or all have signed by now."""
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
    ends = ends_at(case)
    return ends is not None and at > ends
