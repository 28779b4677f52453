"""The mediator's own notes are destroyed once the mediation, or their part in it, is over."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from audit import ledger
from incidents.mediation import terms
from incidents.models import Incident, MediatorAssignment, Statement
from incidents.taxonomy import Lane
from vault import sealing

# A day early, so that a run that was missed keeps the promise of the terms.
KEPT_FOR = timedelta(days=terms.NOTES_KEPT_DAYS - 1)


@dataclass(frozen=True, slots=True)
class Notes:
    """What becomes of the notes that a mediator may have made. ``gone_by``: by when they are
    destroyed; None while the mediation goes on."""

    gone_by: datetime | None
    are_gone: bool = False


def notes_of(incident: Incident, at: datetime) -> Notes | None:
    """Of the last mediation of *incident* that had a mediator, if one had. It goes by the clock
    alone, so nobody learns whether there were any notes. One query."""
    rows = MediatorAssignment.objects.filter(case__incident=incident).order_by("named_at")
    last = rows.last()
    if last is None:
        return None
    if last.ended_at is None:
        return Notes(None)
    gone_by = last.ended_at + timedelta(days=terms.NOTES_KEPT_DAYS)
    return Notes(gone_by, gone_by <= at)


@ledger.operation
def forget(assignment: MediatorAssignment, *, by: Any, at: datetime | None = None) -> int:
    """Destroys the keys of all notes of *assignment*, whose time is over. Returns how many."""
    at = at or timezone.now()
    notes = _kept_notes().select_related("data_key").filter(assignment=assignment)
    destroyed = 0
    for note in notes.select_for_update(of=("data_key",)):
        sealing.take_out(note.data_key, at=at)
        destroyed += 1
    if destroyed:
        ledger.record(
            "incidents.mediator_notes_destroyed",
            chain=assignment.case.incident.pair.chain,
            by=by,
            about=assignment,
            vis=ledger.Vis.MEDIATOR,
            at=at,
            notes=destroyed,
        )
    return destroyed


def forget_due(*, by: Any, at: datetime, limit: int = 200) -> int:
    """Destroys the notes of every assignment that ended long enough ago."""
    over = MediatorAssignment.objects.filter(
        pk__in=_kept_notes().values("assignment"), ended_at__lte=at - KEPT_FOR
    )
    rows = over.select_related("case__incident__partnership").order_by("ended_at", "id")
    return sum(forget(assignment, by=by, at=at) for assignment in rows[:limit])


def _kept_notes() -> Any:
    return Statement.objects.filter(lane=Lane.MEDIATOR, data_key__destroyed_at=None)
