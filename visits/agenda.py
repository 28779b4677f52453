"""What of visits waits for a person, for their desk."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from liaison.agenda import Action, Item, Turn
from visits import timetable, turns
from visits.lifecycle import Stage
from visits.models import Visit

COMING = 10


def waiting_for(person: Any, at: datetime) -> list[Item]:
    """To answer, to give a new time, to say what came of it, to wait for; then what is coming."""
    waiting = [
        _item(visit, person, at)
        for visit in timetable.waiting(person, at)
        if turns.side_of(person, visit)
    ]
    return waiting + [
        _row(visit, Turn.COMING, visit.get_kind_display(), due=visit.starts)
        for visit in timetable.coming(person, at).visits[:COMING]
    ]


def _item(visit: Visit, person: Any, at: datetime) -> Item:
    now = turns.turn_now(visit, person, at)
    about = {"kind": visit.get_kind_display()}
    if visit.stage == Stage.NEEDS_RESCHEDULING:
        what = _("%(kind)s: needs another time") % about
        return _row(visit, Turn.YOURS, what, due=visit.starts, action=now.actions[0])
    if visit.stage == Stage.CONFIRMED:
        what = _("%(kind)s: say what came of it") % about
        return _row(visit, Turn.YOURS, what, due=visit.ends, action=now.actions[0])
    if now.whose is Turn.YOURS:
        what = _("%(kind)s: answer the proposed time") % about
        return _row(visit, Turn.YOURS, what, due=visit.expires_at, action=turns.confirm(visit))
    what = _("%(kind)s: waits for an answer") % about
    return _row(visit, Turn.THEIRS, what, due=visit.expires_at, who=now.who)


def _row(
    visit: Visit,
    turn: Turn,
    what: str,
    *,
    due: datetime | None,
    who: str = "",
    action: Action | None = None,
) -> Item:
    return Item(
        turn=turn,
        what=what,
        where=str(visit.partnership),
        url=visit.get_absolute_url(),
        zone=visit.site.zone,
        due=due,
        who=who,
        action=action,
    )
