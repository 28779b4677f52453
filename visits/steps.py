"""One step of a visit: who acts for which side, what is locked, and the move that is kept."""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit import ledger
from liaison import access
from liaison.models import Partnership, Site
from liaison.refusal import Refused, Stale
from liaison.roles import Permission, Side
from visits import lifecycle
from visits.lifecycle import MOVES, Stage
from visits.models import Visit, VisitMove, VisitNote

M = TypeVar("M", bound=Model)

# PostgreSQL gives up waiting for a lock (lock_timeout in the settings).
_LOCK_NOT_AVAILABLE = "55P03"
SAY_WHY = gettext_lazy("Say why, so that the other side can plan.")


class Busy(Refused):
    """So many wait for the same site that the database gave up waiting. Nothing was done."""


class OwesReason(Refused):
    """What the other side counts on is given up, and nobody has said why."""


class CannotMove(Refused):
    """The visit is not in a stage from which this can be done, or not by this side."""


def acting_side(person: Any, partnership: Partnership) -> Side:
    """The side *person* acts for. Errors: ``PermissionDenied`` when they may act for none, or
    hold mandates on both and so could answer themselves."""
    sides = access.standing(person).sides_of(partnership)
    if len(sides) > 1:
        raise PermissionDenied(
            _("You hold mandates on both sides of this partnership, so you cannot act for one.")
        )
    for side in sides:
        access.require(person, lifecycle.ACTS_FOR[side], partnership)
        return side
    access.require(person, Permission.VISIT_PROPOSE, partnership)
    raise PermissionDenied(_("You act for neither side of this partnership."))


def sent_before(found: QuerySet[M], key: UUID | None, **own: Any) -> tuple[M | None, UUID]:
    """What the form with this *key* brought about before, if *found* has it and it is one's *own*;
    and the id of what it brings about now: the *key*, unless that is somebody else's."""
    taken = found.filter(pk=key).first() if key else None
    if taken is not None and all(getattr(taken, name) == value for name, value in own.items()):
        return taken, taken.pk
    return None, uuid4() if taken is not None or key is None else key


def lock_site(site_id: Any) -> Site:
    """The site with its operator. Whatever depends on hours or bookings takes this lock first.

    Errors: ``Busy``.
    """
    try:
        return (
            Site.objects.select_for_update(of=("self",)).select_related("operator").get(pk=site_id)
        )
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != _LOCK_NOT_AVAILABLE:
            raise
        raise Busy(
            _("Very many people ask for this site’s time at this moment. Press again.")
        ) from error


def lock(visit: Visit, *, seen: int | None = None) -> Visit:
    """The visit as it is now, with its site, both locked: the site first.

    Errors: ``Stale`` when it has moved since revision *seen* was on somebody's screen.
    """
    lock_site(visit.partnership.site_id)
    fresh = Visit.objects.with_parties().select_for_update(of=("self",)).get(pk=visit.pk)
    if seen is not None and seen != fresh.revision:
        raise Stale(
            _("This visit has changed since you opened the page. Look at it again, then decide.")
        )
    return fresh


def check(visit: Visit, to: Stage, *, side: Side | None, at: datetime) -> None:
    """Errors: ``CannotMove`` when the table of moves does not let *side* do this at *at*."""
    if visit.waits_for_its_series:
        raise CannotMove(_("This is one of a series. The answer is given for all of it at once."))
    stage = visit.stage_at(at)
    if lifecycle.allows(stage, to, side=side, turn=visit.turn_side):
        return
    if to not in MOVES[stage]:
        raise CannotMove(
            _("This can no longer be done. The visit stands at: %(stage)s.")
            % {"stage": stage.label}
        )
    raise CannotMove(_("It is the other side’s turn: only they can do this now."))


def require_reason(visit: Visit, to: Stage, reason: str) -> None:
    """Errors: ``OwesReason`` when the way to *to* takes a reason and there is none."""
    if not reason and lifecycle.owes_reason(Stage(visit.stage), to):
        raise OwesReason(str(SAY_WHY), field="reason")


def write(
    visit: Visit,
    to: Stage,
    *,
    by: Any,
    side: Side | None,
    at: datetime,
    words: str = "",
    **facts: str,
) -> VisitMove:
    """Bring *visit* to *to* and keep the move, its words sealed, and the ledger entry. *facts* are
    what the move says besides: ``absent``, ``instead_of``.

    The caller has checked and set the rest of the visit (time, place, turn, expiry); this saves.
    What was agreed before is kept only while a move is on offer.
    """
    _bring(visit, to)
    move = VisitMove.objects.create(
        visit=visit,
        number=visit.revision,
        stage=to,
        at=at,
        by=by,
        side=side or "",
        starts=visit.starts,
        ends=visit.ends,
        place=visit.place,
        where=visit.where,
        **facts,
        note=note(visit, words, at) if words else None,
    )
    # Screening asked about these words, and whoever wrote them ticked.
    vouched = any(getattr(text, "vouched", False) for text in (words, visit.where))
    _record(visit, move, vouched=vouched)
    return move


def _bring(visit: Visit, to: Stage) -> None:
    visit.stage = to
    visit.revision += 1
    if to not in lifecycle.OPEN:
        visit.turn, visit.expires_at = "", None
    if to is not Stage.COUNTER_PROPOSED:
        visit.keep_nothing()
    visit.save(force_insert=visit._state.adding)


def _record(visit: Visit, move: VisitMove, *, vouched: bool) -> None:
    ledger.record(
        f"visits.{_verb(move)}",
        chain=visit.partnership.chain,
        by=move.by,
        about=visit,
        vis=ledger.Vis.SHARED,
        at=move.at,
        move=str(move.pk),
        number=move.number,
        kind=visit.kind,
        place=visit.place,
        side=str(move.side) or None,
        absent=str(move.absent) or None,
        instead_of=str(move.instead_of) or None,
        starts=visit.starts.isoformat(),
        ends=visit.ends.isoformat(),
        vouched=vouched,
    )


def _verb(move: VisitMove) -> str:
    stage = Stage(move.stage)
    if stage is Stage.CONFIRMED and move.instead_of:
        return "kept_as_agreed"
    if move.drops_agreed:
        return "agreed_time_dropped"
    return _VERBS[stage]


# Verbs of the ledger are past participles.
_VERBS = {
    Stage.PROPOSED: "proposed",
    Stage.COUNTER_PROPOSED: "counter_proposed",
    Stage.CONFIRMED: "confirmed",
    Stage.HELD: "held",
    Stage.MISSED: "missed",
    Stage.CANCELLED: "cancelled",
    Stage.DECLINED: "declined",
    Stage.LAPSED: "lapsed",
    Stage.NEEDS_RESCHEDULING: "unseated",
}


def note(visit: Visit, words: str, at: datetime) -> VisitNote:
    """*words* sealed for both sides. Only operations call this."""
    return VisitNote.keep_text(words, domain="shared", at=at, visit=visit, written_at=at)
