"""A series is proposed and answered as a whole: confirmed, declined, withdrawn, or it lapses.

Every date is checked before anything is saved, and again when it is confirmed. The site always
decides, as it does on single visits.
"""

import uuid
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from liaison.hours import Span
from liaison.models import Partnership
from liaison.refusal import Refused, Stale
from liaison.roles import Side
from visits import booking, closures, engaging, exceptions, occupying, slots, steps, terms
from visits.booking import ANSWER_WITHIN, CannotPropose
from visits.kinds import ONCE, Place
from visits.lifecycle import SeriesStage, Stage
from visits.models import Deed, Series, SeriesException, SeriesMove, Visit
from visits.models.series import weekday_digits
from visits.models.visit import VisitQuerySet
from visits.series import notices, planning, replacing
from visits.series import steps as series_steps
from visits.series.planning import CannotRepeat, Plan, Planned, Repeated, State
from visits.series.steps import Step


class NothingLeft(Refused):
    """Every date was left out."""


def look(
    partnership: Partnership,
    wanted: Repeated,
    *,
    side: Side,
    at: datetime,
    apart: VisitQuerySet | None = None,
) -> Plan:
    """What *wanted* gives if *side* puts it forward at *at*; the visits *apart* do not stand in
    the way. Saves nothing.

    Errors: ``CannotPropose`` and ``NeverComes``.
    """
    if wanted.kind in ONCE:
        raise CannotPropose(
            _("This kind of visit belongs to one incident or one case. Choose another kind."),
            field="kind",
        )
    asked = terms.of(partnership, wanted.kind)
    booking.check_offered(asked, wanted.party_size)
    if wanted.place == Place.OFF_SITE and not wanted.where:
        raise CannotPropose(_("Say where you would meet."), field="where")
    frame = occupying.limits(asked, side=side, at=at)
    return planning.plan(partnership, wanted, frame, apart=apart)


@ledger.operation
def propose(
    partnership: Partnership,
    wanted: Repeated,
    *,
    by: Any,
    message: str = "",
    shown: str | None = None,
    key: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Series:
    """Puts every date forward and keeps the times for the other side's answer. *key* is the id
    the series gets: the same one sent twice is one series. *shown* is the digest of the plan that
    was on the screen. A date in the site's hours that is ``excepted`` has its exception with it.

    Errors: ``CannotRepeat`` while a date cannot stand, ``NothingLeft``, ``NeverComes``,
    ``CannotPropose``, ``Stale`` when the plan is no longer what was shown, ``PermissionDenied``.
    """
    at = at or timezone.now()
    side = steps.acting_side(by, partnership)
    if wanted.excepted:
        exceptions.require(by, partnership)
    partnership.site = steps.lock_site(partnership.site_id)
    engaging.hold(partnership)
    own = {"proposed_by_id": by.pk, "partnership_id": partnership.pk}
    sent, pk = steps.sent_before(Series.objects.with_parties(), key, **own)
    if sent:
        return sent
    plan = look(partnership, wanted, side=side, at=at)
    clean(plan, shown, plan.digest)
    step = Step(by, side, at)
    series = begin(partnership, wanted, plan, step, pk=pk)
    move = put_on_offer(series, plan, step, words=message)
    keep_times(series, plan, wanted, step)
    notices.put_forward(series, move)
    return series


@ledger.operation
def confirm(
    series: Series,
    *,
    by: Any,
    without: Collection[date] = (),
    seen: int | None = None,
    at: datetime | None = None,
) -> Series:
    """The side whose turn it is accepts all dates; those that cannot stand any more must be named
    in *without* and are declined.

    Errors: ``CannotRepeat`` with those dates, ``NothingLeft``, ``CannotMove``, ``Stale``.
    """
    at = at or timezone.now()
    side = steps.acting_side(by, series.partnership)
    series = series_steps.lock(series, seen=seen)
    series_steps.check(series, SeriesStage.CONFIRMED, side=side, at=at)
    engaging.hold(series.partnership)
    if series.replaces_id:
        plan = replacing.plan_of(series, without=without, at=at)
        replacing.take_over(series, clean(plan), Step(by, side, at))
        return series
    visits = list(series.visits.filter(stage=Stage.PROPOSED).order_by("occurs_on"))
    failing = [one for one in recheck(series, visits, at) if one.day not in without]
    if failing:
        raise CannotRepeat(Plan(tuple(failing), series.rolled_to))
    kept = [visit for visit in visits if visit.occurs_on not in without]
    declined = [visit for visit in visits if visit.occurs_on in without]
    if not kept:
        raise NothingLeft(_("No date is left. Decline the series instead."))
    step = Step(by, side, at)
    move = series_steps.write(
        series, Deed.CONFIRMED, step, visits=len(kept), left_out=len(declined)
    )
    series_steps.move_on(declined, Stage.DECLINED, step)
    series_steps.move_on(kept, Stage.CONFIRMED, step)
    notices.confirmed(series, move)
    return series


@ledger.operation
def decline(
    series: Series, *, reason: str, by: Any, seen: int | None = None, at: datetime | None = None
) -> Series:
    """The side whose turn it is says no to all of it, and why.

    Errors: ``CannotMove``, ``OwesReason``, ``Stale``, ``PermissionDenied``.
    """
    series, move = _close(series, Deed.DECLINED, words=reason, by=by, seen=seen, at=at)
    notices.declined(series, move)
    return series


@ledger.operation
def withdraw(
    series: Series,
    *,
    by: Any,
    reason: str = "",
    seen: int | None = None,
    at: datetime | None = None,
) -> Series:
    """The side that asks takes all of it back."""
    series, move = _close(series, Deed.WITHDRAWN, words=reason, by=by, seen=seen, at=at)
    notices.withdrawn(series, move)
    return series


@ledger.operation
def lapse(series: Series, *, by: Any, at: datetime | None = None) -> bool:
    """The offer's time is up: nobody answered. False when somebody did after all."""
    at = at or timezone.now()
    series = series_steps.lock(series)
    if not series.has_expired(at):
        return False
    step = Step(by, None, at)
    move = take_back(series, Deed.LAPSED, step)
    notices.lapsed(series, move)
    return True


def lapse_expired(*, by: Any, at: datetime, limit: int = 100) -> int:
    """Lapses the series whose time was up at *at*, each in a transaction of its own."""
    expired = Series.objects.expired(at).with_parties().order_by("expires_at")[:limit]
    return sum(lapse(series, by=by, at=at) for series in expired)


def recheck(series: Series, visits: list[Visit], at: datetime) -> list[Planned]:
    """Those of *visits* that run into a rule by now, their own bookings left aside, or for which
    the site closes and has not said so."""
    # The notice was asked for when the dates were put forward; the answer may take its days.
    asked = terms.of(series.partnership, series.kind)
    frame = occupying.limits(asked, side=Side.SITE, at=at)
    diary = occupying.diary_of(
        series.partnership,
        series.kind,
        series.place,
        frame,
        apart=Visit.objects.filter(series=series),
    )
    untold = closures.untold(
        series.partnership, series.place, [Span(one.starts, one.ends) for one in visits]
    )
    waived = exceptions.by_visit(visits)
    failing = []
    for visit in visits:
        span = Span(visit.starts, visit.ends)
        found = slots.clashes(span, frame, diary)
        clashes = exceptions.left(found, waived.get(visit.pk, frozenset()))
        if not clashes and span not in untold:
            continue
        reasons = planning.reasons_of(clashes, frame, series.tz) if clashes else ()
        if span in untold:
            reasons = (*reasons, closures.owed_in_words())
        day = visit.occurs_on or span.start.date()
        failing.append(Planned(day, span.start, span, State.FAILS, reasons=reasons))
    return failing


def clean(plan: Plan, shown: str | None = None, digest: str = "") -> Plan:
    """*plan*, when nothing in it fails, something stands, and what was shown had this *digest* and
    the times to which dates were moved for all.

    Errors: ``CannotRepeat``, ``NothingLeft``, ``Stale``.
    """
    if plan.failing:
        raise CannotRepeat(plan)
    if not plan.standing:
        raise NothingLeft(_("Every date is left out. Keep at least one."))
    if shown is not None and shown != digest:
        raise Stale(_("The dates have changed since they were shown. Look at them again."))
    if not plan.was_shown:
        raise Stale(
            _("Look first at what that gives: it is shown below. Nothing has been proposed yet.")
        )
    if not plan.is_as_shown:
        raise Stale(
            _(
                "The nearest free time of a date is another one than you were shown. Look at the "
                "dates again."
            )
        )
    return plan


def begin(
    partnership: Partnership, wanted: Repeated, plan: Plan, step: Step, *, pk: uuid.UUID
) -> Series:
    """A series as a side puts it forward, not saved yet."""
    rule, side = wanted.rule, Side(str(step.side))
    return Series(
        id=pk,
        partnership=partnership,
        kind=wanted.kind,
        place=wanted.place,
        where=wanted.where if wanted.place == Place.OFF_SITE else "",
        party_size=wanted.party_size,
        frequency=rule.frequency.value,
        interval=rule.interval,
        weekdays=weekday_digits(rule.weekdays),
        nth=rule.nth,
        time=rule.time,
        minutes=wanted.minutes,
        starts_on=rule.starts_on,
        until=rule.until,
        count=rule.count,
        proposed_by=step.by,
        proposed_side=side,
        proposed_at=step.at,
        turn=side.other,
        expires_at=min(step.at + ANSWER_WITHIN, *(one.span.start for one in plan.standing)),
        rolled_to=plan.until,
        next_on=planning.next_on(rule, plan.until),
        revision=0,
    )


def put_on_offer(series: Series, plan: Plan, step: Step, *, words: str) -> SeriesMove:
    """Keeps *series*, and which dates were left out or given a time of their own."""
    move = series_steps.write(
        series,
        Deed.PROPOSED,
        step,
        words=words,
        visits=len(plan.standing),
        left_out=len(plan.left_out),
    )
    SeriesException.objects.bulk_create(
        [
            SeriesException(
                series=series, day=one.day, starts=one.span.start if one.stands else None
            )
            for one in plan.dates
            if one.moved or not one.stands
        ]
    )
    return move


def keep_times(series: Series, plan: Plan, wanted: Repeated, step: Step) -> None:
    """The dates of *plan* are on offer and keep their times, each that is in the site's hours
    with its exception."""
    visits = series_steps.put_in(series, plan.standing, step)
    for visit, one in zip(visits, plan.standing, strict=True):
        if one.excepted:
            exceptions.keep(visit, one.rules, wanted.excepted[one.day], by=step.by, at=step.at)


# What becomes of the visits of a series that nobody agreed to.
_VISITS_THEN = {
    Deed.DECLINED: Stage.DECLINED,
    Deed.WITHDRAWN: Stage.CANCELLED,
    Deed.LAPSED: Stage.LAPSED,
    Deed.COUNTERED: Stage.DECLINED,
}


def _close(
    series: Series, deed: Deed, *, words: str, by: Any, seen: int | None, at: datetime | None
) -> tuple[Series, SeriesMove]:
    at = at or timezone.now()
    side = steps.acting_side(by, series.partnership)
    series = series_steps.lock(series, seen=seen)
    to = series_steps.LEADS_TO[deed]
    series_steps.check(series, to, side=side, at=at)
    series_steps.require_reason(to, words)
    return series, take_back(series, deed, Step(by, side, at), words)


def take_back(series: Series, deed: Deed, step: Step, words: str = "") -> SeriesMove:
    """Closes an offer, and gives its times back. For operations that have locked and checked."""
    visits = list(series.visits.filter(stage=Stage.PROPOSED))
    # Those that the hours have hit meanwhile wait for another time, and need none any more.
    hit = list(series.visits.filter(stage=Stage.NEEDS_RESCHEDULING))
    move = series_steps.write(series, deed, step, words=words, visits=len(visits) + len(hit))
    series_steps.move_on(visits, _VISITS_THEN[deed], step)
    series_steps.move_on(hit, Stage.CANCELLED, step)
    return move
