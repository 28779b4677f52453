"""The offer of a time comes to nothing. A visit that was agreed before stands as it was agreed, or
needs another time still; one that never was agreed is over. For operations that have locked the
site and the visit, and checked."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q

from liaison.roles import Side
from visits import engaging, exceptions, lifecycle, notices, occupying, steps, terms
from visits.lifecycle import Stage
from visits.models import Visit, VisitMove
from visits.slots import Rule

# What has to hold still of a time that was agreed: hours may have changed, and nothing else of the
# visit may stand there. Who is away since, and what a site asks for, moves no visit that is agreed.
_ASKED_AGAIN = exceptions.WAIVABLE | {Rule.BOOKED, Rule.TOGETHER}
_TOLD: Mapping[Stage, Callable[[Visit, VisitMove], None]] = {
    Stage.DECLINED: notices.declined,
    Stage.CANCELLED: notices.cancelled,
    Stage.LAPSED: notices.lapsed,
    Stage.NEEDS_RESCHEDULING: notices.needs_rescheduling,
}


def end(
    visit: Visit, to: Stage, *, by: Any, side: Side | None, at: datetime, words: str = ""
) -> Visit:
    """*visit*, or what is on offer of it, ends as *to*; but a move of an agreed visit that ends so
    leaves the visit as it was agreed, until that begins; and one that lost its agreed time needs
    another still."""
    back = lifecycle.GOES_BACK.get(Stage(visit.stage), {}).get(to)
    if back and visit.agreed and at < visit.agreed.starts:
        _go_back(visit, back, to, by=by, side=side, at=at, words=words)
        return visit
    if visit.stage in lifecycle.OPEN and (lost := _lost(visit)):
        visit.starts, visit.ends = lost.starts, lost.ends
        visit.place, visit.where = lost.place, lost.where
        _needs_another(visit, to, by=by, side=side, at=at, words=words)
        return visit
    move = steps.write(visit, to, by=by, side=side, at=at, words=words)
    occupying.vacate(visit)
    _TOLD[to](visit, move)
    return visit


def _lost(visit: Visit) -> VisitMove | None:
    """The move to the time that *visit* was agreed for last, if it has lost that since."""
    agreed = visit.moves.filter(stage=Stage.CONFIRMED).order_by("number").last()
    if agreed is None:
        return None
    # The second: new hours hit what was agreed while another time was on offer.
    lost = Q(stage=Stage.NEEDS_RESCHEDULING) | Q(stage=Stage.COUNTER_PROPOSED, side="")
    return agreed if visit.moves.filter(lost, number__gt=agreed.number).exists() else None


def _go_back(
    visit: Visit, back: Stage, ended: Stage, *, by: Any, side: Side | None, at: datetime, words: str
) -> None:
    visit.take_agreed()
    asked = terms.of(visit.partnership, visit.kind)
    # No notice is asked for: that was when it was agreed.
    frame = occupying.limits(asked, side=Side.SITE, at=at)
    engaging.hold(visit.partnership)
    against = (occupying.rules_against(visit, frame) & _ASKED_AGAIN) - exceptions.of(visit)
    if against:
        _needs_another(visit, ended, by=by, side=side, at=at, words=words)
        return
    move = steps.write(visit, back, by=by, side=side, at=at, words=words, instead_of=ended)
    occupying.occupy(visit, frame)
    notices.kept_as_agreed(visit, move)


def _needs_another(
    visit: Visit, ended: Stage, *, by: Any, side: Side | None, at: datetime, words: str
) -> None:
    to = Stage.NEEDS_RESCHEDULING
    move = steps.write(visit, to, by=by, side=side, at=at, words=words, instead_of=ended)
    occupying.vacate(visit)
    notices.needs_rescheduling(visit, move)
