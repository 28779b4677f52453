"""What came of a confirmed visit: it was held, with a note, or missed."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from liaison.refusal import Refused
from visits import notices, occupying, steps
from visits.lifecycle import Stage
from visits.models import Visit, VisitMove


class CannotSayYet(Refused):
    """The visit has not begun."""


@ledger.operation
def mark_held(
    visit: Visit, *, note: str, by: Any, seen: int | None = None, at: datetime | None = None
) -> Visit:
    """The visit took place. *note* is what both sides keep of it, without saying who said what.

    Errors: ``CannotSayYet`` before its start, ``CannotMove``, ``Stale``.
    """
    visit, move = _close(visit, Stage.HELD, words=note, by=by, seen=seen, at=at)
    notices.held(visit, move)
    return visit


@ledger.operation
def mark_missed(
    visit: Visit, *, by: Any, reason: str = "", seen: int | None = None, at: datetime | None = None
) -> Visit:
    """The visit did not take place, and nobody had called it off. Errors: as ``mark_held``."""
    visit, move = _close(visit, Stage.MISSED, words=reason, by=by, seen=seen, at=at)
    notices.missed(visit, move)
    return visit


def _close(
    visit: Visit, to: Stage, *, words: str, by: Any, seen: int | None, at: datetime | None
) -> tuple[Visit, VisitMove]:
    at = at or timezone.now()
    side = steps.acting_side(by, visit.partnership)
    visit = steps.lock(visit, seen=seen)
    steps.check(visit, to, side=side, at=at)
    if at < visit.starts:
        raise CannotSayYet(_("The visit has not begun yet."))
    move = steps.write(visit, to, by=by, side=side, at=at, words=words)
    occupying.vacate(visit)
    return visit, move
