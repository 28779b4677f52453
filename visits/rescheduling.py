"""Hours change, visits follow; and offers that nobody answered come to an end."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from audit import ledger
from liaison import timekeeping
from liaison.hours import Schedule
from liaison.models import Site
from visits import exceptions, going_back, lifecycle, notices, occupying, steps
from visits.kinds import Place
from visits.lifecycle import Stage
from visits.models import Deed, Series, Visit
from visits.series import notices as series_notices
from visits.series import steps as series_steps
from visits.series.steps import Step


@ledger.operation
def recheck(site: Site, *, by: Any, at: datetime | None = None) -> list[Visit]:
    """Every visit still to come on *site* that now runs into its hours needs another time.

    Runs in the transaction that changed the hours, so that nothing is ever left standing in
    operating hours. Returns those visits. Where it hits several dates of a series, that is told
    once for all of them, unless that series has ended: then nothing follows from it any more, and
    what remains of it are single visits. A visit that may move, and was agreed in what are hours
    now, no longer goes back to that: the other time is still on offer.
    """
    at = at or timezone.now()
    site = steps.lock_site(site.pk)
    schedule = timekeeping.schedule_of(site)
    ahead = _ahead(site, at).select_for_update(of=("self",)).order_by("pk")
    hit = _hit(ahead, schedule, at)
    dates = Counter(visit.series_id for visit in hit if visit.series_id)
    several = {pk: count for pk, count in dates.items() if count > 1}
    going_on = Series.objects.with_parties().going_on().filter(pk__in=several).order_by("pk")
    together = {series.pk: series for series in going_on}
    _drop_agreed(site, schedule, {visit.pk for visit in hit}, by=by, at=at)
    for visit in hit:
        move = steps.write(visit, Stage.NEEDS_RESCHEDULING, by=by, side=None, at=at)
        occupying.vacate(visit)
        if visit.series_id not in together:
            notices.needs_rescheduling(visit, move)
    for series in together.values():
        step = Step(by, None, at)
        unseated = series_steps.write(series, Deed.UNSEATED, step, visits=several[series.pk])
        series_notices.needs_rescheduling(series, unseated)
    return hit


def _drop_agreed(
    site: Site, schedule: Schedule, besides: set[UUID], *, by: Any, at: datetime
) -> None:
    """What was agreed of visits that may move, where *schedule* hits that; *besides* are those of
    which it hits the other time."""
    may_move = Visit.objects.of_site(site).filter(agreed_place=Place.ON_SITE, agreed_starts__gte=at)
    held = may_move.with_parties().select_for_update(of=("self",)).order_by("pk")
    visits = {visit.pk: visit for visit in held if visit.pk not in besides}
    for hit in exceptions.hit((visit.as_agreed() for visit in visits.values()), schedule):
        visit = visits[hit.pk]
        visit.keep_nothing()
        move = steps.write(visit, Stage.COUNTER_PROPOSED, by=by, side=None, at=at)
        occupying.drop_agreed(visit)
        notices.agreed_time_dropped(visit, move)


@ledger.operation
def lapse(visit: Visit, *, by: Any, at: datetime | None = None) -> bool:
    """The offer's time is up: nobody answered. What was to be moved stays as it was agreed. False
    when somebody did after all."""
    at = at or timezone.now()
    visit = steps.lock(visit)
    if not visit.has_expired(at):  # only what is on offer expires
        return False
    going_back.end(visit, Stage.LAPSED, by=by, side=None, at=at)
    return True


def lapse_expired(*, by: Any, at: datetime, limit: int = 200) -> int:
    """Lapses the offers whose time was up at *at*, each in a transaction of its own. Returns how
    many did lapse."""
    expired = Visit.objects.expired(at).alone().with_parties().order_by("expires_at")[:limit]
    return sum(lapse(visit, by=by, at=at) for visit in expired)


def preview(site: Site, schedule: Schedule, at: datetime) -> list[Visit]:
    """The visits that ``recheck`` would find if *schedule* counted from *at* on."""
    return _hit(_ahead(site, at), schedule, at)


def _ahead(site: Site, at: datetime) -> QuerySet[Visit]:
    return (
        Visit.objects.of_site(site)
        .filter(place=Place.ON_SITE, stage__in=lifecycle.OCCUPYING, starts__gte=at)
        .with_parties()
    )


def _hit(ahead: Iterable[Visit], schedule: Schedule, at: datetime) -> list[Visit]:
    return exceptions.hit((one for one in ahead if not one.has_expired(at)), schedule)
