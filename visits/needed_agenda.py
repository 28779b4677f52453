"""Visits that were agreed long ago, for the desks of the sides that have not said that they still
need them."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from liaison import access
from liaison.agenda import Action, Item, Time, Turn
from visits import reminders, turns
from visits.models import SideMark, Visit, VisitMove

MOST = 50


def waiting_for(person: Any, at: datetime) -> list[Item]:
    if not access.standing(person).partnership_ids:
        return []
    old = VisitMove.objects.filter(
        visit=OuterRef("pk"), number=OuterRef("revision"), at__lt=at - reminders.LONG_AGO
    )
    soon = Visit.objects.visible_to(person).confirmed_from(at, at + reminders.FARTHEST)
    found = soon.filter(Exists(old)).with_parties().prefetch_related("moves", "marks")
    rows = (_item(visit, person, at) for visit in found.order_by("starts", "id")[:MOST])
    return [row for row in rows if row]


def _item(visit: Visit, person: Any, at: datetime) -> Item | None:
    side = turns.side_of(person, visit)
    if side is None or not is_asked(visit, side, at):
        return None
    return Item(
        turn=Turn.YOURS,
        what=_("%(kind)s: is it still needed?") % {"kind": visit.get_kind_display()},
        where=str(visit.partnership),
        url=visit.get_absolute_url(),
        zone=visit.site.zone,
        due=visit.starts,
        time=Time.ON,
        action=still_needed(visit),
    )


def is_asked(visit: Visit, side: str, at: datetime) -> bool:
    """Whether *side* still has to say of *visit* (with its moves and marks) that it is needed."""
    agreed = next(move.at for move in visit.moves.all() if move.number == visit.revision)
    said = any(
        mark.side == side and mark.kind == SideMark.Kind.NEEDED and mark.revision == visit.revision
        for mark in visit.marks.all()
    )
    return not said and reminders.is_asking(visit.starts, agreed, at)


def still_needed(visit: Visit) -> Action:
    url = reverse("visits:visit_needed", args=[visit.pk])
    return Action(_("Still needed"), url, {"seen": str(visit.revision)})
