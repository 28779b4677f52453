"""The actions after visits that wait for a person, for their desk."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from liaison import access
from liaison.agenda import Item, Time, Turn
from liaison.roles import Side
from visits import turns
from visits.after import showing
from visits.models import VisitAction

MOST = 50


def waiting_for(person: Any, at: datetime) -> list[Item]:
    """Their own actions and their side's, then those of others that they wait for."""
    if not access.standing(person).partnership_ids:
        return []
    found = VisitAction.objects.visible_to(person).open().with_parties()
    rows = (_item(todo, person, at) for todo in found.order_by("due_on", "id")[:MOST])
    return [row for row in rows if row]


def _item(todo: VisitAction, person: Any, at: datetime) -> Item | None:
    """Nothing for somebody who only looks on. What is one person's waits for them, and comes to
    the others of their side when it is overdue."""
    line = showing.line(todo, person, at)
    side = turns.side_of(person, todo.visit)
    is_own = todo.person_id == person.pk
    if not (is_own or side):
        return None
    is_late = todo.falls_due < at
    is_yours = is_own or (side == todo.side and (todo.person_id is None or is_late))
    words = line.words or _("Action after a visit")
    return Item(
        turn=Turn.YOURS if is_yours and line.action else Turn.THEIRS,
        what=_("After a visit: %(what)s") % {"what": words},
        where=str(todo.visit.partnership),
        url=todo.get_absolute_url(),
        zone=todo.visit.site.zone,
        due=todo.falls_due,
        time=Time.BY,
        who=_whose(todo, side, line) if not is_yours else "",
        action=line.action if is_yours else None,
    )


def _whose(todo: VisitAction, side: Side | None, line: showing.Line) -> str:
    if side == todo.side:
        return line.who
    return str(todo.visit.partnership.party(Side(todo.side)).name)
