"""How often the two sides want to meet. Either side sets it and the other is told; nothing is a
goal before somebody has said so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from liaison import access, revision, timekeeping
from liaison.models import Partnership
from liaison.refusal import Refused
from liaison.roles import Permission, Side
from visits import notices, steps, terms
from visits.kinds import Kind
from visits.models import ContactGoal
from visits.models.goal import CHOICES, MOST_TIMES, Per
from visits.on_the_day import marking


class CannotSetGoal(Refused):
    """It is no kind or no number of times, or there is nothing to end."""


@dataclass(frozen=True, slots=True)
class Wanted:
    times: int
    per: str


# What sites and the police around them commonly aim for: offered, never assumed. With a training a
# quarter, an officer who is new in the division meets the site within about ninety days.
USUAL: Mapping[str, Wanted] = {
    Kind.CHECK_IN: Wanted(1, Per.MONTH),
    Kind.TOUR: Wanted(1, Per.QUARTER),
    Kind.TRAINING: Wanted(1, Per.QUARTER),
    Kind.LEADERSHIP: Wanted(1, Per.YEAR),
}


@ledger.operation
def set_goal(
    partnership: Partnership,
    kind: str,
    wanted: Wanted,
    *,
    by: Any,
    seen: str | None = None,
    at: datetime | None = None,
) -> ContactGoal:
    """From today on the two sides want to meet so often. The same again changes nothing.

    Errors: ``CannotSetGoal``, ``Stale`` when *seen* is out of date, ``PermissionDenied``.
    """
    at = at or timezone.now()
    side, former = _lock(partnership, kind, by=by, seen=seen)
    _check(partnership, kind, wanted)
    stands = former is not None and not former.is_ended
    if former and stands and (former.times, former.per) == (wanted.times, wanted.per):
        return former
    made = _next(partnership, kind, wanted, former)
    return _keep(made, side=side, by=by, at=at)


@ledger.operation
def end_goal(
    partnership: Partnership,
    kind: str,
    *,
    by: Any,
    seen: str | None = None,
    at: datetime | None = None,
) -> ContactGoal:
    """It is no goal any more. Errors: ``CannotSetGoal``, ``Stale``, ``PermissionDenied``."""
    at = at or timezone.now()
    side, former = _lock(partnership, kind, by=by, seen=seen)
    if former is None or former.is_ended:
        raise CannotSetGoal(_("There is no such goal to end."))
    made = _next(partnership, kind, Wanted(former.times, former.per), former)
    made.is_ended = True
    return _keep(made, side=side, by=by, at=at)


def newest(partnership: Partnership, kind: str) -> ContactGoal | None:
    """The last word on *kind*, also where it ended the goal."""
    return ContactGoal.objects.newest().filter(partnership=partnership, kind=kind).first()


def choices(partnership: Partnership) -> list[tuple[str, Any]]:
    """The kinds that can become a goal, with their labels: visits of them can still be held."""
    return [
        (kind, label) for kind, label in CHOICES if not terms.is_over_for(partnership.site, kind)
    ]


def stamp(said: ContactGoal | None) -> str:
    """What a form that shows *said* hands back as ``seen``."""
    return revision.of(said.number if said else 0)


def _lock(
    partnership: Partnership, kind: str, *, by: Any, seen: str | None
) -> tuple[Side, ContactGoal | None]:
    """The side *by* speaks for, and the last word on *kind*, once nobody else can say another."""
    access.require(by, Permission.CONTACT_GOALS, partnership)
    side = marking.side_there(by, partnership)
    partnership.site = steps.lock_site(partnership.site_id)
    former = newest(partnership, kind)
    revision.check(seen, former.number if former else 0)
    return side, former


def _check(partnership: Partnership, kind: str, wanted: Wanted) -> None:
    if kind not in dict(choices(partnership)) or wanted.per not in Per.values:
        raise CannotSetGoal(_("No goal is set like this. Choose from the list."), field="per")
    if not 1 <= wanted.times <= MOST_TIMES:
        raise CannotSetGoal(
            _("This lies between %(least)s and %(most)s.") % {"least": 1, "most": MOST_TIMES},
            field="times",
        )


def _next(
    partnership: Partnership, kind: str, wanted: Wanted, former: ContactGoal | None
) -> ContactGoal:
    """The word after *former*, not kept yet."""
    number = former.number + 1 if former else 1
    return ContactGoal(
        partnership=partnership, kind=kind, number=number, times=wanted.times, per=wanted.per
    )


def _keep(made: ContactGoal, *, side: Side, by: Any, at: datetime) -> ContactGoal:
    made.side, made.set_by, made.set_at = side, by, at
    made.stands_from = timekeeping.day_at(made.partnership.site, at)
    made.save(force_insert=True)
    notices.goal_set(made)
    ledger.record(
        "visits.goal_ended" if made.is_ended else "visits.goal_set",
        chain=made.partnership.chain,
        by=by,
        about=made,
        vis=ledger.Vis.SHARED,
        at=at,
        kind=str(made.kind),
        number=made.number,
        times=made.times,
        per=str(made.per),
        side=side.value,
    )
    return made
