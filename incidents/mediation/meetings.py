"""The three meet: a side puts a time to the other in the calendar of visits, whose rules hold; the
mediator suggests one. The calendar says that there is a mediation meeting, and nothing of the case.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid5

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents.mediation import moving, notices, parts
from incidents.mediation.lifecycle import MEETS
from incidents.mediation.parts import Viewer
from incidents.models import MediationCase, MediationMeeting, MeetingSuggestion
from incidents.stepping import FOR_NEITHER, NotTheMoment
from liaison import access
from liaison.access import Verdict
from liaison.roles import Permission, Side
from visits import booking, steps
from visits.booking import Wish
from visits.kinds import Kind


def may_put_forward(case: MediationCase, viewer: Viewer) -> Verdict:
    """Whether *viewer* says when the three meet, whenever the moment is."""
    if viewer.is_mediator:
        return Verdict(True)
    if viewer.side is None:
        return Verdict(False, str(FOR_NEITHER))
    return access.may(viewer.person, Permission.INCIDENT_HANDLE, case)


def require_moment(case: MediationCase) -> None:
    """Errors: ``NotTheMoment``."""
    if case.stage not in MEETS:
        raise NotTheMoment(_("The three meet from the terms being signed until the agreement is."))


@ledger.operation
def put_forward(
    case: MediationCase, wish: Wish, *, by: Any, at: datetime | None = None
) -> MediationMeeting | MeetingSuggestion:
    """Put *wish* to the other side, or as the mediator suggest it to both. Sent twice with one key
    it is one.

    Errors: ``PermissionDenied``, ``NotTheMoment``, and as ``visits.booking.propose``.
    """
    at = at or timezone.now()
    # The site comes before the case in the order of locks.
    steps.lock_site(case.incident.site_id)
    held = moving.lock(case, by)
    viewer = parts.viewer(held, by)
    access.require_verdict(may_put_forward(held, viewer))
    require_moment(held)
    # Nothing of the case goes into the calendar.
    wish = replace(wish, kind=Kind.MEDIATION, message="")
    if viewer.is_mediator:
        return _suggest(held, wish, by=by, at=at)
    visit = booking.propose(held.incident.pair, wish, by=by, at=at)
    meeting, is_new = MediationMeeting.objects.get_or_create(
        visit=visit, defaults={"case": held, "at": at, "told_revision": visit.revision}
    )
    if meeting.case_id != held.pk:
        raise PermissionDenied(_("This time belongs to another mediation."))
    if is_new:
        notices.meeting_changed(held, meeting, at=at)
        moving.record("incidents.meeting_put_forward", held, by=by, at=at, visit=str(visit.pk))
    return meeting


def _suggest(case: MediationCase, wish: Wish, *, by: Any, at: datetime) -> MeetingSuggestion:
    id_ = uuid5(by.pk, f"{case.pk}/{wish.key}")
    standing = MeetingSuggestion.objects.filter(pk=id_).first()
    if standing is not None:
        return standing
    booking.require_free(case.incident.pair, wish, side=Side.POLICE, at=at)
    time = wish.time
    suggestion = MeetingSuggestion.objects.create(
        id=id_,
        case=case,
        by=by,
        at=at,
        starts=time.starts,
        ends=time.ends,
        place=time.place,
        where=time.where,
        party_size=wish.party_size,
    )
    notices.suggested(case, suggestion, at=at)
    moving.record("incidents.meeting_suggested", case, by=by, at=at, suggestion=str(suggestion.pk))
    return suggestion


@ledger.operation
def tell_mediator(meeting: MediationMeeting, *, by: Any, at: datetime | None = None) -> bool:
    """The mediator hears, once, that a meeting was agreed, moved or called off. False where
    somebody was first."""
    at = at or timezone.now()
    held = MediationMeeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    revision = meeting.visit.revision
    if held.told_revision >= revision:
        return False
    held.told_revision = revision
    held.save(update_fields=["told_revision"])
    notices.meeting_changed(meeting.case, held, at=at)
    moving.record("incidents.meeting_told", meeting.case, by=by, at=at, visit=str(meeting.visit_id))
    return True


def tell_due(*, by: Any, at: datetime, limit: int = 200) -> int:
    """Tells every mediator of what became of a meeting since they were told; a run that was missed
    tells once of the latest."""
    changed = MediationMeeting.objects.filter(
        case__closed_at=None, visit__revision__gt=F("told_revision")
    )
    rows = changed.select_related("visit", "case__incident__partnership__site__operator")
    return sum(tell_mediator(one, by=by, at=at) for one in rows.order_by("at", "id")[:limit])
