"""Visits to which somebody of the reader's side is away, for the desks of those who act for it."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from liaison import access
from liaison.agenda import Action, Item, Time, Turn
from visits import absences, lifecycle, turns
from visits.absences import Absence
from visits.desk_rows import row

MOST = 50


def waiting_for(person: Any, at: datetime) -> list[Item]:
    own = access.standing(person)
    covered = {pk for right in lifecycle.ACTS_FOR.values() for pk in own.partnerships_for(right)}
    if not covered:
        return []
    found = [
        one
        for one in absences.ahead(covered, at)
        if turns.side_of(person, one.visit) is one.side and not one.is_settled
    ]
    return [_item(one) for one in found[:MOST]]


def _item(one: Absence) -> Item:
    visit = one.visit
    about = {"kind": visit.get_kind_display(), "who": one.who}
    what = (
        _("%(kind)s: %(who)s is away then; the backup goes, or it moves")
        if one.stands_in
        else _("%(kind)s: %(who)s is away then, and nobody of your side is there")
    )
    what %= about
    return row(visit, Turn.YOURS, what, due=visit.starts, time=Time.ON, action=action(one))


def action(one: Absence) -> Action:
    """The press by which the side settles it; where nobody stands in, the way to another time."""
    if one.stands_in:
        url = reverse("visits:visit_backup", args=[one.visit.pk])
        return Action(_("The backup goes"), url, {"seen": str(one.visit.revision)})
    url = reverse("visits:visit_counter", args=[one.visit.pk])
    return Action(_("Move it to another time"), url, posts=False)
