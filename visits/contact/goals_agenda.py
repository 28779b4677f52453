"""Goals that run out of time, or were missed, for the desks of those who put times forward."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from liaison import access
from liaison.agenda import Item, Time, Turn
from liaison.roles import Permission
from visits import turns
from visits.contact import goals_met
from visits.contact.goals_met import Progress
from visits.models import ContactGoal


def waiting_for(person: Any, at: datetime) -> list[Item]:
    covered = access.standing(person).partnerships_for(Permission.VISIT_PROPOSE)
    if not covered:
        return []
    goals = ContactGoal.objects.visible_to(person).filter(partnership_id__in=covered)
    rows = goals_met.of(goals.standing().with_parties(), at)
    return [
        _item(one)
        for one in rows
        if (one.is_overdue or one.presses(at)) and turns.side_in(person, one.goal.partnership)
    ]


def _item(one: Progress) -> Item:
    """By the last moment of its period; a missed one has waited since the end of the last."""
    goal = one.goal
    what = _("%(kind)s: %(what)s") % {"kind": goal.get_kind_display(), "what": one.words}
    if one.is_overdue:
        what = _("%(what)s, and too few before") % {"what": what}
    return Item(
        turn=Turn.YOURS if one.is_overdue else Turn.COMING,
        what=what,
        where=str(goal.partnership),
        url=goal.get_absolute_url(),
        zone=goal.partnership.site.zone,
        due=one.span.end - timedelta(seconds=1),
        time=Time.BY,
        action=one.finder,
    )
