"""Visits that were agreed long ago, for the desks of the sides that have not said that they still
need them. A series is asked about once: on the date of which both sides were told."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from liaison import access
from liaison.agenda import Action, Item, Time, Turn
from visits import turns
from visits.desk_rows import row
from visits.lifecycle import Stage
from visits.models import SideMark, Visit, VisitMove, VisitReminder
from visits.on_the_day import reminders

MOST = 50


def waiting_for(person: Any, at: datetime) -> list[Item]:
    if not access.standing(person).partnership_ids:
        return []
    new = VisitMove.objects.filter(
        visit=OuterRef("pk"),
        stage=Stage.CONFIRMED,
        instead_of="",
        at__gte=at - reminders.LONG_AGO,
    )
    soon = Visit.objects.visible_to(person).confirmed_from(at, at + reminders.FARTHEST)
    alone_or_asked = Q(series=None) | Exists(_told().filter(visit=OuterRef("pk")))
    found = (
        soon.filter(alone_or_asked, ~Exists(new)).with_parties().prefetch_related("moves", "marks")
    )
    rows = (_item(visit, person, at) for visit in found.order_by("starts", "id")[:MOST])
    return [row for row in rows if row]


def _item(visit: Visit, person: Any, at: datetime) -> Item | None:
    side = turns.side_of(person, visit)
    if side is None or not is_asked(visit, side, at):
        return None
    what, action = _what(visit) % {"kind": visit.get_kind_display()}, still_needed(visit)
    return row(visit, Turn.YOURS, what, due=visit.starts, time=Time.ON, action=action)


def _what(visit: Visit) -> str:
    if visit.series_id:
        return _("%(kind)s that comes again: is it still needed?")
    return _("%(kind)s: is it still needed?")


def _told() -> QuerySet[VisitReminder]:
    return VisitReminder.objects.filter(
        kind=VisitReminder.Kind.NEEDED, revision=F("visit__revision")
    )


def stands_for_all(visit: Visit) -> bool:
    """Whether *visit*, if it is one of a series, is the date on which the series is asked about.
    One query for one of a series."""
    return visit.series_id is None or _told().filter(visit=visit).exists()


def is_asked(visit: Visit, side: str, at: datetime) -> bool:
    """Whether *side* still has to say of *visit* (with its moves and marks) that it is needed, as
    both sides agreed on it last: a move that came to nothing agrees on nothing anew."""
    agreed = max(
        (
            move
            for move in visit.moves.all()
            if move.stage == Stage.CONFIRMED and not move.instead_of
        ),
        key=lambda move: move.number,
    )
    said = any(
        mark.side == side and mark.kind == SideMark.Kind.NEEDED and mark.revision >= agreed.number
        for mark in visit.marks.all()
    )
    return not said and reminders.is_asking(visit.starts, agreed.at, at)


def still_needed(visit: Visit) -> Action:
    url = reverse("visits:visit_needed", args=[visit.pk])
    return Action(_("Still needed"), url, {"seen": str(visit.revision)})
