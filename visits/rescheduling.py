"""Hours change, visits follow; and offers that nobody answered come to an end."""

from collections import Counter
from collections.abc import Iterable
from copy import copy
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from audit import ledger
from liaison import timekeeping
from liaison.hours import Schedule
from liaison.models import Site
from visits import engaging, exceptions, going_back, lifecycle, notices, occupying, steps
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
    operating hours. Returns those visits, as they stood. Where it hits several dates of a series,
    that is told once for all of them, unless that series has ended: then nothing follows from it
    any more, and what remains of it are single visits. Of a visit that may move, what was agreed
    stays where only the other time is hit; where only what was agreed is, the other is still on
    offer.
    """
    at = at or timezone.now()
    site = steps.lock_site(site.pk)
    schedule = timekeeping.schedule_of(site)
    ahead = _ahead(site, at).select_for_update(of=("self",)).order_by("pk")
    hit = _hit(ahead, schedule, at)
    as_they_stood = [copy(visit) for visit in hit]
    # A date that may move is told of by itself: it may stay as it was agreed.
    dates = Counter(visit.series_id for visit in hit if visit.series_id and not visit.agreed)
    several = {pk: count for pk, count in dates.items() if count > 1}
    going_on = Series.objects.with_parties().going_on().filter(pk__in=several).order_by("pk")
    together = {series.pk: series for series in going_on}
    given_up = _agreed_hit(site, schedule, hit, at)
    for visit in given_up:
        _drop_agreed(visit, by=by, at=at)
    engaging.hold(*(visit.partnership for visit in hit if visit.agreed))
    for visit in hit:
        if visit.agreed:
            going_back.end(visit, Stage.NEEDS_RESCHEDULING, by=by, side=None, at=at)
            continue
        move = steps.write(visit, Stage.NEEDS_RESCHEDULING, by=by, side=None, at=at)
        occupying.vacate(visit)
        if visit.series_id not in together:
            notices.needs_rescheduling(visit, move)
    for series in together.values():
        step = Step(by, None, at)
        unseated = series_steps.write(series, Deed.UNSEATED, step, visits=several[series.pk])
        series_notices.needs_rescheduling(series, unseated)
    return as_they_stood + given_up


def _agreed_hit(site: Site, schedule: Schedule, besides: list[Visit], at: datetime) -> list[Visit]:
    """Visits that may move, as they were agreed, where *schedule* hits that; *besides* are those of
    which it hits the other time."""
    may_move = (
        Visit.objects.of_site(site)
        .filter(agreed_place=Place.ON_SITE, agreed_starts__gte=at)
        .exclude(pk__in=[visit.pk for visit in besides])
        .with_parties()
        .order_by("pk")
    )
    return exceptions.hit([visit.as_agreed() for visit in may_move], schedule)


def _drop_agreed(agreed: Visit, *, by: Any, at: datetime) -> None:
    visit = steps.lock(agreed)
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
    hit = _hit(_ahead(site, at), schedule, at)
    return hit + _agreed_hit(site, schedule, hit, at)


def _ahead(site: Site, at: datetime) -> QuerySet[Visit]:
    return (
        Visit.objects.of_site(site)
        .filter(place=Place.ON_SITE, stage__in=lifecycle.OCCUPYING, starts__gte=at)
        .with_parties()
    )


def _hit(ahead: Iterable[Visit], schedule: Schedule, at: datetime) -> list[Visit]:
    return exceptions.hit((one for one in ahead if not one.has_expired(at)), schedule)
