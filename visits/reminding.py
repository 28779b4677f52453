"""Both sides are reminded of what they agreed, and asked whether what was agreed long ago still
stands. By the clock; a run that was missed tells the nearest milestone, once."""

from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from audit import ledger
from visits import reminder_notices, reminders
from visits.lifecycle import Stage
from visits.models import Visit, VisitMove, VisitReminder
from visits.models.visit import VisitQuerySet


@ledger.operation
def remind(visit: Visit, kind: str, *, by: Any, at: datetime | None = None) -> bool:
    """Both sides are told of the milestone *kind*. False when they were, or the visit has moved
    or been called off meanwhile."""
    at = at or timezone.now()
    held = Visit.objects.with_parties().select_for_update(of=("self",)).get(pk=visit.pk)
    if held.stage != Stage.CONFIRMED or held.revision != visit.revision:
        return False
    _row, is_new = VisitReminder.objects.get_or_create(
        visit=held, revision=held.revision, kind=kind, defaults={"at": at}
    )
    if is_new:
        reminder_notices.reminded(held, kind, at=at)
        ledger.record(
            "visits.reminded",
            chain=held.partnership.chain,
            by=by,
            about=held,
            at=at,
            kind=kind,
            number=held.revision,
        )
    return is_new


def remind_due(*, by: Any, at: datetime, limit: int = 200) -> int:
    """Every reminder that is due at *at*, the first visits first. Returns how many were told."""
    told = 0
    for visit in agreed(Visit.objects.confirmed_from(at, at + reminders.FARTHEST)):
        kind = reminders.due(visit.starts, visit.agreed_at, at)
        if kind and kind not in visit.told and told < limit:
            told += remind(visit, kind, by=by, at=at)
    return told


def agreed(visits: VisitQuerySet) -> list[Any]:
    """*visits* with ``agreed_at``, when they took the state they are in, and the kinds that were
    ``told`` of it. Two queries."""
    last = VisitMove.objects.filter(visit=OuterRef("pk"), number=OuterRef("revision"))
    found: list[Any] = list(
        visits.annotate(agreed_at=Subquery(last.values("at")[:1])).order_by("starts")
    )
    rows = VisitReminder.objects.filter(
        visit__in=[visit.pk for visit in found], visit__revision=F("revision")
    )
    kinds: dict[Any, set[str]] = {}
    for pk, kind in rows.values_list("visit_id", "kind"):
        kinds.setdefault(pk, set()).add(kind)
    for visit in found:
        visit.told = kinds.get(visit.pk, set())
    return found
