"""A visit is proposed, answered with another time, confirmed, declined or cancelled.

The site always decides. Every operation locks the site, then the visit; a time on site is taken
the moment it is proposed, so that nobody confirms what somebody else has been given meanwhile.
"""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from liaison.models import Partnership
from liaison.refusal import Refused
from liaison.roles import Side
from visits import (
    closures,
    engaging,
    exceptions,
    going_back,
    lifecycle,
    notices,
    occupying,
    steps,
    terms,
)
from visits.kinds import Place
from visits.lifecycle import Stage
from visits.models import KindTerms, Visit
from visits.slots import Limits, Rule

# How long a time is kept for an answer; never beyond the visit's own start, and of a move no longer
# than half of what is left until the time that was agreed: if it comes to nothing, that is kept.
ANSWER_WITHIN = timedelta(days=7)


class CannotPropose(Refused):
    """What was asked for does not hang together."""


class CannotCancel(Refused):
    """It is too late to call it off, or to move it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """When and where: aware datetimes; ``where`` is said for a place off site, and only then.
    ``exception`` is why the site manager lets it lie in the site's hours."""

    starts: datetime
    ends: datetime
    place: str = Place.ON_SITE
    where: str = ""
    exception: str = ""

    @property
    def asks_exception(self) -> bool:
        return bool(self.exception) and self.place == Place.ON_SITE


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A visit as somebody asks for it. ``key`` is the id it gets: the same wish sent twice is
    one visit."""

    kind: str
    party_size: int
    time: Time
    message: str = ""
    key: uuid.UUID | None = None


@ledger.operation
def propose(partnership: Partnership, wish: Wish, *, by: Any, at: datetime | None = None) -> Visit:
    """Puts a visit forward and keeps its time for the other side's answer.

    Errors: ``CannotBook`` with the nearest times, ``CannotPropose``, ``PermissionDenied``.
    """
    at = at or timezone.now()
    side = steps.acting_side(by, partnership)
    require_exception(wish.time, partnership, by=by)
    partnership.site = steps.lock_site(partnership.site_id)
    own = {"proposed_by_id": by.pk, "partnership_id": partnership.pk}
    sent, pk = steps.sent_before(Visit.objects.with_parties(), wish.key, **own)
    if sent:
        return sent
    check_offered(terms.of(partnership, wish.kind), wish.party_size)
    visit = Visit(
        id=pk,
        partnership=partnership,
        kind=wish.kind,
        party_size=wish.party_size,
        proposed_by=by,
        proposed_side=side,
        proposed_at=at,
        revision=0,
    )
    put_forward(visit, Stage.PROPOSED, wish.time, side=side, by=by, at=at, words=wish.message)
    return visit


def require_free(partnership: Partnership, wish: Wish, *, side: Side, at: datetime) -> None:
    """That *side* could put *wish* forward at *at*, without an exception; nothing is kept.

    Errors: ``CannotBook`` with the nearest times, ``CannotPropose``.
    """
    check_offered(terms.of(partnership, wish.kind), wish.party_size)
    visit = Visit(partnership=partnership, kind=wish.kind)
    _place(visit, wish.time)
    occupying.check(visit, _frame(visit, side, at))


@ledger.operation
def counter_propose(
    visit: Visit,
    time: Time,
    *,
    by: Any,
    message: str = "",
    seen: int | None = None,
    at: datetime | None = None,
) -> Visit:
    """Answers with another time or place, gives a new one to a visit that needs it, or asks to
    move one that was agreed, which stands as it was unless the new one is confirmed.

    Errors: as ``propose``, ``CannotCancel`` once an agreed visit has begun, ``CannotMove``,
    ``Stale``.
    """
    at = at or timezone.now()
    side = steps.acting_side(by, visit.partnership)
    require_exception(time, visit.partnership, by=by)
    visit = steps.lock(visit, seen=seen)
    to = lifecycle.with_another_time(Stage(visit.stage))
    check_in_time(visit, to, side=side, at=at)
    _check_another(visit, time)
    put_forward(visit, to, time, side=side, by=by, at=at, words=message)
    return visit


@ledger.operation
def confirm(visit: Visit, *, by: Any, seen: int | None = None, at: datetime | None = None) -> Visit:
    """The side whose turn it is accepts the time; from here on the visit is in the calendar.

    Errors: ``CannotBook`` when the time is no longer free, ``OwesNotice`` when the site closes for
    it and has not said so, ``CannotMove``, ``Stale``, ``PermissionDenied``.
    """
    at = at or timezone.now()
    side = steps.acting_side(by, visit.partnership)
    visit = steps.lock(visit, seen=seen)
    steps.check(visit, Stage.CONFIRMED, side=side, at=at)
    # The notice was asked for when the time was put forward; the answer may take its days.
    frame = _frame(visit, Side.SITE, at)
    engaging.hold(visit.partnership)
    occupying.check(visit, frame, waived=exceptions.of(visit))
    closures.require_notice(visit)
    move = steps.write(visit, Stage.CONFIRMED, by=by, side=side, at=at)
    occupying.occupy(visit, frame)
    notices.confirmed(visit, move)
    return visit


@ledger.operation
def decline(
    visit: Visit, *, reason: str, by: Any, seen: int | None = None, at: datetime | None = None
) -> Visit:
    """The side whose turn it is says no, and why. To a move: the visit stays as it was agreed.

    Errors: ``CannotMove``, ``OwesReason``, ``Stale``, ``PermissionDenied``.
    """
    at = at or timezone.now()
    side = steps.acting_side(by, visit.partnership)
    visit = steps.lock(visit, seen=seen)
    steps.check(visit, Stage.DECLINED, side=side, at=at)
    steps.require_reason(visit, Stage.DECLINED, reason)
    return going_back.end(visit, Stage.DECLINED, by=by, side=side, at=at, words=reason)


@ledger.operation
def cancel(
    visit: Visit, *, reason: str, by: Any, seen: int | None = None, at: datetime | None = None
) -> Visit:
    """Either side calls a confirmed visit off, or the asking side withdraws its proposal: of a
    move, the visit stays as it was agreed.

    Errors: ``CannotCancel`` once a confirmed visit has begun, ``OwesReason`` before that,
    ``CannotMove``, ``Stale``, ``PermissionDenied``.
    """
    at = at or timezone.now()
    side = steps.acting_side(by, visit.partnership)
    visit = steps.lock(visit, seen=seen)
    check_in_time(visit, Stage.CANCELLED, side=side, at=at)
    steps.require_reason(visit, Stage.CANCELLED, reason)
    return going_back.end(visit, Stage.CANCELLED, by=by, side=side, at=at, words=reason)


def check_in_time(visit: Visit, to: Stage, *, side: Side, at: datetime) -> None:
    """Errors: ``CannotMove`` when *side* does not bring *visit* to *to*, ``CannotCancel`` when it
    is too late to."""
    steps.check(visit, to, side=side, at=at)
    ahead_only = lifecycle.UNTIL_IT_BEGINS.get(Stage(visit.stage), ())
    if to in ahead_only and visit.starts <= at:
        raise CannotCancel(_("It has begun. Say whether it was held or missed instead."))


def _check_another(visit: Visit, time: Time) -> None:
    """Errors: ``CannotPropose`` where *time* is the one that *visit* has."""
    same = (time.starts, time.ends, time.place) == (visit.starts, visit.ends, visit.place)
    if not same or (time.place == Place.OFF_SITE and time.where != visit.where):
        return
    if visit.stage in lifecycle.OPEN:
        raise CannotPropose(_("This is the time on offer: confirm it, or name another."))
    if visit.stage == Stage.CONFIRMED:
        raise CannotPropose(_("This is the time that is agreed: name another."))


def check_offered(asked: KindTerms, party_size: int) -> None:
    """Errors: ``CannotPropose``."""
    if not asked.is_offered:
        raise CannotPropose(
            _("The site takes no visits of this kind now. Choose another kind."), field="kind"
        )
    if terms.is_over(asked):
        raise CannotPropose(
            _("The site has opened: a walk-through comes before that. Choose another kind."),
            field="kind",
        )
    if party_size > asked.largest:
        raise CannotPropose(
            _("For this kind of visit, at most %(count)s people can come.")
            % {"count": asked.largest},
            field="party_size",
        )


def require_exception(time: Time, partnership: Partnership, *, by: Any) -> None:
    """Errors: ``PermissionDenied`` when *time* asks for an exception that *by* cannot give."""
    if time.asks_exception:
        exceptions.require(by, partnership)


def put_forward(
    visit: Visit, to: Stage, time: Time, *, side: Side, by: Any, at: datetime, words: str
) -> None:
    """A time goes to the other side, which has a week to answer, and the site's time with it. As
    one of a series on offer it is answered with the others, by when they are. Whether *by* may
    make an exception has been asked. What was agreed stays with it meanwhile."""
    offer = visit.series if visit.waits_for_its_series else None
    asks_to_move = visit.stage == Stage.CONFIRMED
    if asks_to_move:
        visit.keep_agreed()
    _place(visit, time)
    # Of a series, the notice was asked for when that was put forward.
    frame = _frame(visit, Side.SITE if offer else side, at)
    engaging.hold(visit.partnership)
    waived = _waived(visit, frame, time)
    occupying.check(visit, frame, waived=waived)
    visit.turn = offer.turn if offer else side.other
    until = offer.expires_at if offer and offer.expires_at else at + ANSWER_WITHIN
    if visit.agreed:
        until = min(until, at + (visit.agreed.starts - at) / 2)
    visit.expires_at = min(until, visit.starts)
    move = steps.write(visit, to, by=by, side=side, at=at, words=words)
    if waived:
        exceptions.keep(visit, waived, time.exception, by=by, at=at)
    occupying.occupy(visit, frame)
    if offer is None:
        notices.put_forward(visit, move)
    if asks_to_move:
        notices.move_asked(visit, move)


def _place(visit: Visit, time: Time) -> None:
    """*visit* at *time*, and where that is. Errors: ``CannotPropose`` without a place to meet."""
    visit.starts, visit.ends = time.starts.astimezone(UTC), time.ends.astimezone(UTC)
    visit.place = time.place
    visit.where = time.where if time.place == Place.OFF_SITE else ""
    if visit.place == Place.OFF_SITE and not visit.where:
        raise CannotPropose(_("Say where you would meet."), field="where")


def _waived(visit: Visit, frame: Limits, time: Time) -> frozenset[Rule]:
    """The rules of the site's hours that the manager's exception sets aside: those that the time
    runs into, if a reason is given."""
    if not time.asks_exception:
        return frozenset()
    return exceptions.WAIVABLE & occupying.rules_against(visit, frame)


def _frame(visit: Visit, side: Side, at: datetime) -> Limits:
    asked = terms.of(visit.partnership, visit.kind)
    return occupying.limits(asked, side=side, at=at)
