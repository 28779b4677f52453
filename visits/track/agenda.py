"""The gaps before an opening, and the reviews that are due after it, for the desks of both sides:
the turn of the side that owes the step, the other side waits for it."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from liaison import access, deadlines
from liaison.agenda import Item, Time, Turn
from liaison.models import Partnership
from liaison.roles import Permission, Side
from visits.track import actions, page, running
from visits.track import evidence as track_evidence
from visits.track.records import Evidence
from visits.track.table import Stand

# Of one partnership, so many by themselves; the rest in one line.
MOST = 6


def waiting_for(person: Any, at: datetime) -> list[Item]:
    """For those in charge of either side. One query where no site of theirs gets ready to open."""
    own = access.standing(person)
    in_charge = own.partnerships_for(Permission.PROTOCOL_DRAFT)
    if not in_charge:
        return []
    partnerships = Partnership.objects.visible_to(person).filter(pk__in=in_charge)
    on_the_way = running.among(partnerships, at)
    found = track_evidence.of(on_the_way, at) if on_the_way else {}
    return [item for evidence in found.values() for item in _items(evidence, person, at)]


def _items(evidence: Evidence, person: Any, at: datetime) -> list[Item]:
    side = page.side_of(person, evidence.partnership)
    gaps = [one for one in track_evidence.stands(evidence, at) if one.is_gap]
    if side is None:
        return []
    # One more by itself is no longer than the line that would say so.
    first = gaps if len(gaps) == MOST + 1 else gaps[:MOST]
    shown = [_item(one, evidence, person, side) for one in first]
    left = gaps[len(first) :]
    return [*shown, _rest(left, evidence, side)] if left else shown


def _item(stand: Stand, evidence: Evidence, person: Any, side: Side) -> Item:
    label = {"step": stand.step.code.label}
    is_review = stand.step.is_review
    what = _("After the opening: %(step)s") if is_review else _("Towards the opening: %(step)s")
    action = actions.begin(stand, evidence, person, side)
    return _row(what % label, [stand], evidence, side, action=action)


def _rest(left: list[Stand], evidence: Evidence, side: Side) -> Item:
    what = _("Further steps around the opening: %(count)s") % {"count": len(left)}
    return _row(what, left, evidence, side)


def _row(what: str, gaps: list[Stand], evidence: Evidence, side: Side, action: Any = None) -> Item:
    is_theirs = any(side in one.step.owed for one in gaps)
    return Item(
        turn=Turn.YOURS if is_theirs else Turn.THEIRS,
        what=what,
        where=str(evidence.partnership),
        url=reverse("visits:opening_show", args=[evidence.site.slug]),
        zone=evidence.site.zone,
        due=deadlines.end_of(gaps[0].due_on, evidence.site.tz),
        time=Time.BY,
        who="" if is_theirs else evidence.partnership.party(side.other).name,
        action=action,
    )
