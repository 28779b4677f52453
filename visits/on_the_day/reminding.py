"""Both sides are reminded of what they agreed, and asked whether what was agreed long ago still
stands. By the clock; a run that was missed tells the nearest milestone, once. Whether it still
stands is asked once of a series, on the first of its dates that was agreed long ago."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from audit import ledger
from visits import steps
from visits.lifecycle import ACTS, Act, Stage
from visits.models import Visit, VisitMove, VisitReminder
from visits.models.visit import VisitQuerySet
from visits.on_the_day import reminder_notices, reminders

PAGE = 200


@ledger.operation
def remind(visit: Visit, kind: str, *, by: Any, at: datetime | None = None) -> bool:
    """Both sides are told of the milestone *kind*. False when they were, or the visit has moved
    or been called off meanwhile."""
    at = at or timezone.now()
    if kind == reminders.NEEDED and visit.series_id:
        # Its dates are asked about one after the other; only the first finds nothing told.
        steps.lock_site(visit.partnership.site_id)
        if asked([visit.series_id]):
            return False
    held = Visit.objects.with_parties().select_for_update(of=("self",)).get(pk=visit.pk)
    if held.stage not in ACTS[Act.REMIND] or held.revision != visit.revision:
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
    for visit in _ahead(at):
        kinds = reminders.kinds_of(visit.series.rule if visit.series else None)
        kind = reminders.due(visit.starts, visit.agreed_at, at, kinds)
        if kind and kind not in visit.told:
            told += remind(visit, kind, by=by, at=at)
        if told == limit:
            break
    return told


def _ahead(at: datetime) -> Iterator[Any]:
    """The confirmed visits that may be reminded of, the first one first, read page by page."""
    ahead = Visit.objects.confirmed_from(at, at + reminders.FARTHEST)
    page = agreed(ahead[:PAGE])
    while page:
        yield from page
        last = page[-1]
        after = Q(starts__gt=last.starts) | Q(starts=last.starts, pk__gt=last.pk)
        page = agreed(ahead.filter(after)[:PAGE])


def agreed(visits: VisitQuerySet) -> list[Any]:
    """*visits* with their series, ``agreed_at``, when both sides agreed on the time that they have,
    and the kinds that were ``told`` of it since. A move that came to nothing agrees on nothing
    anew: whoever asks for one and takes it back leaves no reminder out. Three queries."""
    said_yes = VisitMove.objects.filter(
        visit=OuterRef("pk"), stage=Stage.CONFIRMED, instead_of=""
    ).order_by("-number")
    found: list[Any] = list(
        visits.select_related("series").annotate(
            agreed_at=Subquery(said_yes.values("at")[:1]),
            agreed_as=Subquery(said_yes.values("number")[:1]),
        )
    )
    agreed_as = {visit.pk: visit.agreed_as for visit in found}
    rows = VisitReminder.objects.filter(visit__in=list(agreed_as))
    kinds: dict[Any, set[str]] = {}
    for pk, revision, kind in rows.values_list("visit_id", "revision", "kind"):
        if revision >= agreed_as[pk]:
            kinds.setdefault(pk, set()).add(kind)
    done = asked({visit.series_id for visit in found if visit.series_id})
    for visit in found:
        visit.told = kinds.get(visit.pk, set())
        if visit.series_id in done:
            visit.told.add(reminders.NEEDED)
    return found


def asked(series: Iterable[UUID]) -> set[UUID]:
    """Those of *series* of which it was asked whether they are still needed. One query."""
    told = VisitReminder.objects.filter(kind=reminders.NEEDED, visit__series__in=list(series))
    return set(told.values_list("visit__series", flat=True))
