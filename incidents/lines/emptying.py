"""A line that should not have been written is emptied for good, for everybody."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from audit import ledger
from incidents import notices, own_ledger, stepping
from incidents.lines.table import LINES, Line
from incidents.models import Incident, MeetingSuggestion, Removal
from incidents.taking_out import CannotTakeOut
from liaison import access
from liaison.access import Verdict
from liaison.roles import Permission, Side


@ledger.operation
def empty(
    what: Removal.What, pk: UUID, why: Removal.Why, *, by: Any, at: datetime | None = None
) -> Any:
    """Empty the line *what* of the row *pk*, and keep who did it, when and why.

    Errors: ``ObjectDoesNotExist`` for one the person does not read, ``PermissionDenied``,
    ``CannotTakeOut`` for what is gone already.
    """
    at, line = at or timezone.now(), LINES[what]
    held, seen = stepping.lock(line.incident(line.rows(by).get(pk=pk)), by)
    row = line.rows(by).get(pk=pk)
    side = seen.side_in(held)
    access.require_verdict(may(row, held, side, by=by))
    require_there(line, row)
    Removal.objects.create(what=what, thing=row.pk, why=why, side=side, by=by, at=at)
    setattr(row, line.field, "")
    row.save(update_fields=[line.field])
    lane = line.lane(row)
    notices.line_taken_out(held, row, lane, by=by, at=at)
    own_ledger.record_in(
        lane,
        "incidents.line_taken_out",
        held,
        by=by,
        at=at,
        side=side.value if side else None,
        why=why.value,
        line=f"{row._meta.model_name}.{line.field}",
        row=str(row.pk),
    )
    return row


def require_there(line: Line, row: Any) -> None:
    """Errors: ``CannotTakeOut``."""
    if not line.text(row):
        raise CannotTakeOut


def may(row: Any, incident: Incident, side: Side | None, *, by: Any) -> Verdict:
    """Whether *by*, who reads it, may empty it: those who answer for a side, and the mediator what
    they suggested."""
    is_mediators = isinstance(row, MeetingSuggestion)
    if is_mediators and row.by_id == by.pk:
        return Verdict(True)
    if side is None:
        return Verdict(False, str(stepping.FOR_NEITHER))
    return access.may(by, Permission.INCIDENT_HANDLE, incident)
