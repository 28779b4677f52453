"""A side says of a confirmed visit that it is there, that it is still needed, or that the backup
goes. Nothing moves."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from liaison import access
from liaison.models import Partnership
from liaison.refusal import Refused
from liaison.roles import Permission, Side
from liaison.templatetags.time_tags import clock_in_words, day_in_words
from visits import absences, engaging, steps
from visits.lifecycle import ACTS, Absent, Act, Stage
from visits.models import SideMark, Visit
from visits.on_the_day import reminders

Kind = SideMark.Kind


class CannotMark(Refused):
    """It is not the time to say so, or the visit is not confirmed."""


@ledger.operation
def say_here(visit: Visit, *, by: Any, at: datetime | None = None) -> SideMark:
    """Anybody of a side who may see the visit says that the side is there; or, of one that the
    other side has marked as missed, that it was. Said twice is once.

    Errors: ``CannotMark``, ``PermissionDenied``.
    """
    at = at or timezone.now()
    side = side_there(by, visit.partnership)
    visit = steps.lock(visit)
    if visit.stage in ACTS[Act.SAY_THERE]:
        _require_may_have_been(visit, side, at)
        # Of the visit as it was agreed: that it was missed is the move after that.
        return _keep(visit, Kind.HERE, side=side, by=by, at=at, number=visit.revision - 1)
    _require_moment(visit)
    if not reminders.may_arrive(visit.starts, visit.ends, at):
        first = (visit.starts - reminders.EARLY).astimezone(visit.tz)
        raise CannotMark(
            _("This can be said from %(time)s on %(day)s until the visit ends.")
            % {"time": clock_in_words(first), "day": day_in_words(first.date())},
            nearest=[first],
        )
    return _keep(visit, Kind.HERE, side=side, by=by, at=at)


@ledger.operation
def say_needed(
    visit: Visit, *, by: Any, seen: int | None = None, at: datetime | None = None
) -> SideMark:
    """A visit that was agreed long ago still stands, says a side. Said twice is once.

    Errors: ``CannotMark``, ``PermissionDenied``, ``Stale``.
    """
    at = at or timezone.now()
    side = steps.acting_side(by, visit.partnership)
    visit = steps.lock(visit, seen=seen)
    _require_moment(visit)
    if at >= visit.starts:
        raise CannotMark(_("The visit has begun already."))
    return _keep(visit, Kind.NEEDED, side=side, by=by, at=at)


@ledger.operation
def say_backup_goes(
    visit: Visit, *, by: Any, seen: int | None = None, at: datetime | None = None
) -> SideMark:
    """Whoever comes first for a side is away, and the backup goes in their place. Said twice is
    once.

    Errors: ``CannotMark``, ``PermissionDenied``, ``Stale``.
    """
    at = at or timezone.now()
    side = steps.acting_side(by, visit.partnership)
    visit = steps.lock(visit, seen=seen)
    _require_moment(visit)
    # Whoever says that they are away waits for this, or this for them.
    engaging.hold(visit.partnership)
    absence = absences.of(visit, side, at)
    if absence is None:
        raise CannotMark(_("Nobody of your side is away at this visit."))
    if absence.stands_in is None:
        raise CannotMark(_("Nobody of your side is there then. Move the visit to another time."))
    return _keep(visit, Kind.BACKUP, side=side, by=by, at=at)


def side_there(person: Any, partnership: Partnership) -> Side:
    """The side *person* belongs to. Errors: ``PermissionDenied`` for somebody of neither, or of
    both."""
    access.require(person, Permission.VISIT_SEE, partnership)
    sides = access.standing(person).sides_of(partnership)
    if len(sides) != 1:
        raise PermissionDenied(_("Only somebody of one of the two sides can say this."))
    return next(iter(sides))


def _require_moment(visit: Visit) -> None:
    if visit.stage not in ACTS[Act.MARK]:
        raise CannotMark(
            _("This can no longer be done. The visit stands at: %(stage)s.")
            % {"stage": Stage(visit.stage).label}
        )


def says_it_stayed_away(visit: Visit, side: Side) -> bool:
    """Whether *side* itself marked the missed *visit* so, as one to which it did not come."""
    missed = list(visit.moves.all())[-1]
    return missed.side == side and missed.absent in (side.value, Absent.BOTH)


def _require_may_have_been(visit: Visit, side: Side, at: datetime) -> None:
    if says_it_stayed_away(visit, side):
        raise CannotMark(_("Your side said itself that it did not come."))
    if not reminders.may_have_been(visit.ends, at):
        last = (visit.ends + reminders.SAID_AFTER).astimezone(visit.tz)
        raise CannotMark(
            _("That your side was there could be said until %(day)s.")
            % {"day": day_in_words(last.date())},
            nearest=[last],
        )


def _keep(
    visit: Visit, kind: Kind, *, side: Side, by: Any, at: datetime, number: int | None = None
) -> SideMark:
    """*number*: of the revision that it is said of; that which stands, if none is given."""
    said_of = visit.revision if number is None else number
    mark, is_new = SideMark.objects.get_or_create(
        visit=visit, kind=kind, revision=said_of, side=side, defaults={"by": by, "at": at}
    )
    if is_new:
        ledger.record(
            f"visits.{_VERBS[kind]}",
            chain=visit.partnership.chain,
            by=by,
            about=visit,
            at=at,
            side=side.value,
            number=said_of,
        )
    return mark


_VERBS = {Kind.HERE: "attended", Kind.NEEDED: "reaffirmed", Kind.BACKUP: "covered"}
