"""What was said to be agreed about something that recurs is taken out for good."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from audit import ledger
from incidents import taking_out
from incidents.models import Pattern, PatternEnd, Removal
from incidents.patterns import notices, talking
from vault import sealing


@ledger.operation
def take_out(
    pattern: Pattern, end_id: UUID, why: Removal.Why, *, by: Any, at: datetime | None = None
) -> PatternEnd:
    """Destroy the key of the words of one end of *pattern*, whichever side wrote them.

    Errors: ``PatternEnd.DoesNotExist``, ``PermissionDenied``, ``CannotTakeOut`` for what is gone
    already.
    """
    at = at or timezone.now()
    held = talking.hold(pattern, by)
    end: PatternEnd = held.pattern.ends.select_related("data_key", "by").get(pk=end_id)
    taking_out.require_there(end)
    sealing.take_out(end.data_key, at=at)
    what = Removal.What.PATTERN_END
    Removal.objects.create(what=what, thing=end.pk, why=why, side=held.side, by=by, at=at)
    end.pattern = held.pattern
    notices.end_taken_out(end, by=by, at=at)
    talking.record(
        "incidents.pattern_end_taken_out", held, by=by, at=at, end=str(end.pk), why=why.value
    )
    return end
