"""A series goes on: it ends from a day on, a date that was left out comes back, and dates that
have come within the year join the calendar."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from liaison.refusal import Refused
from liaison.roles import Side
from visits import (
    booking,
    engaging,
    lifecycle,
    occupying,
    recurrence,
    series_notices,
    series_planning,
    series_steps,
    steps,
    terms,
)
from visits.booking import Time
from visits.lifecycle import SeriesStage, Stage
from visits.models import Deed, Series, SeriesException, SeriesMove, Visit
from visits.models.visit import GONE
from visits.series_planning import Plan, Repeated
from visits.series_steps import Step

_STANDING = sorted(lifecycle.OCCUPYING | {Stage.NEEDS_RESCHEDULING})


class CannotRestore(Refused):
    """There is no such date to bring back."""


@ledger.operation
def end(
    series: Series,
    *,
    reason: str,
    by: Any,
    from_day: date | None = None,
    seen: int | None = None,
    at: datetime | None = None,
) -> Series:
    """Either side ends it from *from_day* on, at once where none is given: the visits of those
    dates that have not begun are called off, with the reason that both sides get.

    Errors: ``CannotMove``, ``Stale``.
    """
    at = at or timezone.now()
    side = steps.acting_side(by, series.partnership)
    series = series_steps.lock(series, seen=seen)
    series_steps.check(series, SeriesStage.ENDED, side=side, at=at)
    move = stop(series, from_day, Step(by, side, at), words=reason)
    series_notices.ended(series, move)
    return series


def stop(series: Series, from_day: date | None, step: Step, *, words: str = "") -> SeriesMove:
    """Calls off what stands from *from_day* on. For operations that have locked and checked."""
    today = step.at.astimezone(series.tz).date()
    first = max(from_day or today, today)
    visits = list(
        series.visits.filter(occurs_on__gte=first, starts__gt=step.at, stage__in=_STANDING)
    )
    series.last_day = first - timedelta(days=1)
    move = series_steps.write(
        series, Deed.ENDED, step, words=words, visits=len(visits), day=series.last_day
    )
    series_steps.move_on(visits, Stage.CANCELLED, step)
    return move


@ledger.operation
def restore(series: Series, day: date, *, by: Any, at: datetime | None = None) -> Visit:
    """Puts a date that was left out or called off forward again, for the other side's answer: it
    takes two to agree on it anew.

    Errors: ``CannotRestore``, ``CannotMove``, ``CannotBook`` with the nearest times.
    """
    at = at or timezone.now()
    side = steps.acting_side(by, series.partnership)
    series = series_steps.lock(series)
    if series.stage != SeriesStage.CONFIRMED:
        raise series_steps.CannotMove(
            _("Single dates come back while a series runs. This one stands at: %(stage)s.")
            % {"stage": series.stage_at(at).label}
        )
    if not _is_left_out(series, day):
        raise CannotRestore(_("This date of the series has not been left out."))
    starts = recurrence.instant(series.rule, series.tz, day)
    visit = Visit(
        partnership=series.partnership,
        series=series,
        occurs_on=day,
        kind=series.kind,
        party_size=series.party_size,
        proposed_by=by,
        proposed_side=side,
        proposed_at=at,
        revision=0,
    )
    time = Time(
        starts=starts,
        ends=starts + timedelta(minutes=series.minutes),
        place=series.place,
        where=series.where,
    )
    booking.put_forward(visit, Stage.PROPOSED, time, side=side, by=by, at=at, words="")
    return visit


@ledger.operation
def roll(series: Series, *, by: Any, at: datetime | None = None) -> int:
    """Dates of *series* that have come within the horizon join the calendar, agreed as the series
    is; those that run into a rule are left out, and both sides hear of it. Returns how many
    joined."""
    at = at or timezone.now()
    series = series_steps.lock(series)
    if series.stage != SeriesStage.CONFIRMED:
        return 0
    engaging.hold(series.partnership)
    plan = _ahead(series, at)
    if not plan.dates:
        return 0
    step = Step(by, None, at)
    series.rolled_to = plan.until
    move = series_steps.write(
        series,
        Deed.EXTENDED,
        step,
        visits=len(plan.standing),
        left_out=len(plan.failing),
        day=plan.until,
    )
    SeriesException.objects.bulk_create(
        [SeriesException(series=series, day=one.day) for one in plan.failing]
    )
    joined = series_steps.put_in(series, plan.standing, step)
    series_steps.move_on(joined, Stage.CONFIRMED, step)
    if plan.failing:
        series_notices.left_out(series, move)
    return len(joined)


def roll_due(*, by: Any, at: datetime, limit: int = 500) -> int:
    """Rolls on what has dates to come, each in a transaction of its own."""
    running = Series.objects.running(at).with_parties().order_by("rolled_to", "pk")[:limit]
    return sum(roll(series, by=by, at=at) for series in running if _has_more(series, at))


def _has_more(series: Series, at: datetime) -> bool:
    first = series.rolled_to + timedelta(days=1)
    return any(recurrence.dates(series.rule, first, series_planning.last_day(at, series.tz)))


def _ahead(series: Series, at: datetime) -> Plan:
    # The notice and both sides' yes were had when the series was agreed.
    asked = terms.of(series.partnership, series.kind)
    frame = occupying.limits(asked, side=Side.SITE, at=at)
    first = series.rolled_to + timedelta(days=1)
    plan = series_planning.plan(series.partnership, repeated(series), frame, begin=first)
    return series_planning.told_of(plan, series.partnership, series.place)


def repeated(series: Series) -> Repeated:
    """What comes again, as it was put forward."""
    return Repeated(
        kind=series.kind,
        party_size=series.party_size,
        rule=series.rule,
        minutes=series.minutes,
        place=series.place,
        where=series.where,
    )


def _is_left_out(series: Series, day: date) -> bool:
    is_date = day <= series.rolled_to and any(recurrence.dates(series.rule, day, day))
    return is_date and not series.visits.filter(occurs_on=day).exclude(stage__in=GONE).exists()
