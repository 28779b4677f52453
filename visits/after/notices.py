"""Who hears what of the actions after a visit: never what is to be done, only that it is."""

from datetime import datetime
from typing import Any

from liaison.roles import Side
from notifications import post
from visits.models import VisitAction
from visits.notices import of_side


def added(action: VisitAction, *, by: Any, at: datetime) -> None:
    """To whoever owns it."""
    _tell("action_added", action, _owners(action), by=by, at=at)


def ended(action: VisitAction, *, by: Any, at: datetime) -> None:
    """To the other side, which counts on it."""
    _tell("action_ended", action, _acting(action, Side(action.side).other), by=by, at=at)


def overdue(action: VisitAction, *, at: datetime) -> None:
    """To whoever owns it, and to those who act for the owner's side."""
    _tell("action_overdue", action, _owners(action) + _acting(action, Side(action.side)), at=at)


def _owners(action: VisitAction) -> list[Any]:
    return [action.person] if action.person else _acting(action, Side(action.side))


def _acting(action: VisitAction, side: Side) -> list[Any]:
    return of_side(action.visit.partnership, side)


def _tell(
    kind: str, action: VisitAction, people: list[Any], *, at: datetime, by: Any = None
) -> None:
    told = {one.pk: one for one in people if by is None or one.pk != by.pk}
    post.send(
        f"visits/{kind}",
        to=told.values(),
        about=action.visit,
        path=action.get_absolute_url(),
        key=str(action.pk),
        facts={"due_on": action.due_on.isoformat(), "ending": str(action.ending)},
        at=at,
    )
