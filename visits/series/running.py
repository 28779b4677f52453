"""A series goes on: it ends from a day on, a date that was left out comes back, and dates that
have come within the year join the calendar."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from liaison.hours import Span
from liaison.refusal import Refused
from liaison.roles import Side
from liaison.templatetags.time_tags import day_in_words
from visits import booking, engaging, exceptions, lifecycle, occupying, recurrence, steps, terms
from visits.booking import Time
from visits.lifecycle import SERIES_ACTS, SeriesAct, SeriesStage, Stage
from visits.models import Deed, Series, SeriesException, SeriesMove, Visit
from visits.models.visit import VisitQuerySet
from visits.series import notices, planning
from visits.series import steps as series_steps
from visits.series.planning import Plan, Repeated
from visits.series.steps import Step


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
    dates that have not begun are called off, with the reason that both sides get. One that ends
    later anyway ends sooner so, while a date remains.

    Errors: ``CannotMove``, on ``day`` where that lies in the past; ``OwesReason``, ``Stale``,
    ``PermissionDenied``.
    """
    at = at or timezone.now()
    side = steps.acting_side(by, series.partnership)
    series = series_steps.lock(series, seen=seen)
    series_steps.check(series, SeriesStage.ENDED, side=side, at=at)
    _require_to_come(series, from_day, at)
    series_steps.require_reason(SeriesStage.ENDED, reason)
    if series.stage == SeriesStage.ENDED and not ahead(series, _first(series, from_day, at), at):
        raise series_steps.CannotMove(_("No date of this series is left from this day on."))
    move = stop(series, from_day, Step(by, side, at), words=reason)
    notices.ended(series, move)
    return series


def ahead(series: Series, first: date, at: datetime) -> VisitQuerySet:
    """What stands of *series* from *first* on and has not begun at *at*."""
    dates = Visit.objects.filter(series=series, occurs_on__gte=first, starts__gt=at)
    return dates.filter(stage__in=lifecycle.STANDING)


def left_out(series: Series, first: date, at: datetime) -> list[date]:
    """Dates of its rule from *first* on and to come at *at* on which nothing stands. One query."""
    stands = set(
        series.visits.filter(occurs_on__gte=first)
        .exclude(stage__in=lifecycle.GONE)
        .values_list("occurs_on", flat=True)
    )
    found = recurrence.occurrences(series.rule, series.tz, first, _last(series))
    return [one.day for one in found if one.starts > at and one.day not in stands]


def _last(series: Series) -> date:
    """The last day up to which its dates stand in the calendar."""
    return min(series.rolled_to, series.last_day or series.rolled_to)


def stop(series: Series, from_day: date | None, step: Step, *, words: str = "") -> SeriesMove:
    """Calls off what stands from *from_day* on. For operations that have locked and checked."""
    first = _first(series, from_day, step.at)
    visits = list(ahead(series, first, step.at))
    series.last_day = first - timedelta(days=1)
    move = series_steps.write(
        series, Deed.ENDED, step, words=words, visits=len(visits), day=series.last_day
    )
    series_steps.move_on(visits, Stage.CANCELLED, step)
    return move


def _require_to_come(series: Series, day: date | None, at: datetime) -> None:
    """A day of the past is a slip, of the year perhaps: it would call off every date."""
    today = at.astimezone(series.tz).date()
    if day is not None and day < today:
        raise series_steps.CannotMove(
            _("This day has passed; it can end from today, %(day)s, on.")
            % {"day": day_in_words(today)},
            field="day",
        )


def _first(series: Series, from_day: date | None, at: datetime) -> date:
    today = at.astimezone(series.tz).date()
    return max(from_day or today, today)


@ledger.operation
def restore(
    series: Series,
    day: date,
    *,
    by: Any,
    exception: str = "",
    instead: Span | None = None,
    at: datetime | None = None,
) -> Visit:
    """Puts a date that was left out or called off forward again, for the other side's answer: it
    takes two to agree on it anew. While the series is on offer, one that new hours have hit goes
    back among the others. *instead* is another time for it, once the series is agreed; *exception*
    is why the site manager lets it lie in the site's hours.

    Errors: ``CannotRestore``, ``CannotMove``, ``CannotBook`` with the nearest times.
    """
    at = at or timezone.now()
    side = steps.acting_side(by, series.partnership)
    if exception:
        exceptions.require(by, series.partnership)
    series = series_steps.lock(series)
    visit, time = _to_restore(series, day, by=by, side=side, at=at)
    time = replace(time, exception=exception)
    if instead:
        _require_another_time(series, at)
        time = replace(time, starts=instead.start, ends=instead.end)
    booking.put_forward(visit, Stage.PROPOSED, time, side=side, by=by, at=at, words="")
    return visit


def takes_another_time(series: Series, at: datetime) -> bool:
    """Whether a date of *series* can come back at another time. Not while it is on offer: its dates
    are answered together, and nobody agrees to a time that was never put forward to them."""
    return series.stage_at(at) is not SeriesStage.PROPOSED


def _require_another_time(series: Series, at: datetime) -> None:
    if not takes_another_time(series, at):
        raise CannotRestore(
            _(
                "While the series is on offer, a date comes back at the time it had. Another time "
                "for it can be agreed once the series is."
            )
        )


def _to_restore(
    series: Series, day: date, *, by: Any, side: Side, at: datetime
) -> tuple[Visit, Time]:
    """The visit that would stand for *day* again, and its time."""
    stage = series.stage_at(at)
    if stage is SeriesStage.PROPOSED:
        return _hit(series, day)
    if stage not in SERIES_ACTS[SeriesAct.RESTORE]:
        raise series_steps.CannotMove(
            _("Single dates come back while a series runs. This one stands at: %(stage)s.")
            % {"stage": stage.label}
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
    ends = starts + timedelta(minutes=series.minutes)
    return visit, Time(starts=starts, ends=ends, place=series.place, where=series.where)


def _hit(series: Series, day: date) -> tuple[Visit, Time]:
    """The date of a series on offer that new hours have hit, at the time it had."""
    stood = series.visits.with_parties().select_for_update(of=("self",))
    visit = stood.filter(occurs_on=day, stage=Stage.NEEDS_RESCHEDULING).first()
    if visit is None:
        raise CannotRestore(
            _("While the series is on offer, only a date that new hours have hit comes back.")
        )
    time = Time(starts=visit.starts, ends=visit.ends, place=visit.place, where=visit.where)
    return visit, time


@ledger.operation
def roll(series: Series, *, by: Any, at: datetime | None = None) -> int:
    """Dates of *series* that have come within the horizon join the calendar, agreed as the series
    is; those that run into a rule are left out, and both sides hear of it. Returns how many
    joined."""
    at = at or timezone.now()
    series = series_steps.lock(series)
    if series.stage not in SERIES_ACTS[SeriesAct.ROLL_ON]:
        return 0
    engaging.hold(series.partnership)
    plan = _ahead(series, at)
    if not plan.dates:
        return 0
    step = Step(by, None, at)
    series_steps.carry_on(series, plan.until)
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
        notices.left_out(series, move)
    return len(joined)


def roll_due(*, by: Any, at: datetime, limit: int = 500) -> int:
    """Rolls on what has dates to come, each in a transaction of its own."""
    due = Series.objects.to_roll_on(at).with_parties().order_by("next_on", "pk")[:limit]
    return sum(roll(series, by=by, at=at) for series in due)


def _ahead(series: Series, at: datetime) -> Plan:
    # The notice and both sides' yes were had when the series was agreed.
    asked = terms.of(series.partnership, series.kind)
    frame = occupying.limits(asked, side=Side.SITE, at=at)
    first = series.rolled_to + timedelta(days=1)
    plan = planning.plan(series.partnership, repeated(series), frame, begin=first)
    return planning.told_of(plan, series.partnership, series.place)


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
    is_date = day <= _last(series) and any(recurrence.dates(series.rule, day, day))
    stands = series.visits.filter(occurs_on=day).exclude(stage__in=lifecycle.GONE)
    return is_date and not stands.exists()
