"""What mails about a visit bring for the calendar of who gets them, as the visit stands then.

A visit that is confirmed comes as an invitation, anew with each confirmation; one whose time
stands no more goes out of the calendar again. The mail may be late: what counts is the visit as
it stands when the mail is sent, not what it was when the notice was written.
"""

from dataclasses import replace
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from notifications import choosing
from notifications.calendar_parts import CalendarPart
from visits import entries, ical, turns
from visits.ical import Method, Status
from visits.lifecycle import Stage
from visits.models import Visit, VisitMove

# Notices whose mail concerns a calendar.
KINDS = frozenset({"visits/confirmed", "visits/cancelled", "visits/needs_rescheduling"})
# It took place as it was agreed, or should have: the calendar keeps it.
_OVER = frozenset({Stage.HELD, Stage.MISSED})


def part(person: Any, kind: str, about: tuple[str, str]) -> CalendarPart | None:
    """For *person*, who is told *kind* about a visit: an invitation, or that it goes."""
    if kind not in KINDS or about[0] != Visit._meta.label_lower:
        return None
    seen = Visit.objects.visible_to(person).with_parties()
    visit = entries.with_last_move(seen).filter(pk=about[1]).first()
    method = _method(visit, person) if visit else None
    if visit is None or method is None:
        return None
    with translation.override(person.language):
        entry = entries.entry_of(visit, visit.moved_at, timezone.now())
    if method is Method.CANCEL:
        entry = replace(entry, status=Status.CANCELLED)
    organizer = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    content = ical.invitation(entry, method, organizer=organizer, attendee=person.email)
    return CalendarPart(method, content.decode())


def concern(kind: str, visit: Visit, person_id: Any) -> bool:
    """Whether this news changes the calendar of that person, who brought it about themselves."""
    was_invited = kind in KINDS and (kind == "visits/confirmed" or _was_confirmed(visit))
    return was_invited and choosing.takes_invitations(person_id)


def _method(visit: Visit, person: Any) -> Method | None:
    if visit.stage == Stage.CONFIRMED:
        return Method.REQUEST if turns.side_of(person, visit) else None
    if visit.stage in _OVER or not _was_confirmed(visit):
        return None
    return Method.CANCEL


def _was_confirmed(visit: Visit) -> bool:
    return VisitMove.objects.filter(visit=visit, stage=Stage.CONFIRMED).exists()
