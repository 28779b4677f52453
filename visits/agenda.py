"""What of visits waits for a person, for their desk."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from liaison.agenda import Item, Time, Turn
from liaison.templatetags import time_tags
from visits import timetable, turns
from visits.desk_rows import row
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
        row(visit, Turn.COMING, visit.get_kind_display(), due=visit.starts, time=Time.ON)
        for visit in timetable.ahead(person, at, COMING)
    ]


def _item(visit: Visit, person: Any, at: datetime) -> Item:
    now = turns.turn_now(visit, person, at)
    about = {"kind": visit.get_kind_display(), "when": _when(visit)}
    if visit.stage == Stage.NEEDS_RESCHEDULING:
        what, action = _("%(kind)s: needs another time than %(when)s") % about, now.actions[0]
        return row(visit, Turn.YOURS, what, due=visit.starts, time=Time.BY, action=action)
    if visit.stage == Stage.CONFIRMED:
        what, action = _("%(kind)s: say what came of it") % about, now.actions[0]
        return row(visit, Turn.YOURS, what, due=visit.ends, time=Time.SINCE, action=action)
    what, until = _("%(kind)s: %(when)s") % about, visit.expires_at
    if visit.agreed:
        about["agreed"] = turns.agreed_in_words(visit.agreed, visit)
        what = _("%(kind)s: %(when)s instead of %(agreed)s") % about
    if now.whose is Turn.YOURS:
        action = turns.confirm(visit)
        return row(visit, Turn.YOURS, what, due=until, time=Time.ANSWER, action=action)
    return row(visit, Turn.THEIRS, what, due=until, time=Time.ANSWER, who=now.who)


def _when(visit: Visit) -> str:
    return time_tags.span_in_words(visit.starts, visit.ends, visit.site.zone)
