"""What mails about a visit bring for the calendar of who gets them, as the visit stands then.

A visit that is confirmed comes as an invitation, anew with each confirmation, and stays while a
move of it is on offer; one whose time stands no more goes out of the calendar again. The mail may
be late: what counts is the visit as it stands when the mail is sent, not what it was when the
notice was written.
"""

from dataclasses import replace
from email.utils import parseaddr
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone, translation

from notifications import choosing
from notifications.calendar_parts import CalendarPart
from visits import turns
from visits.calendars import entries, ical, series_entries
from visits.calendars.ical import Entry, Method, Status
from visits.lifecycle import Stage
from visits.models import Deed, Series, Visit, VisitMove

# Notices whose mail concerns a calendar.
KINDS = frozenset(
    {
        "visits/confirmed",
        "visits/kept_as_agreed",
        "visits/cancelled",
        "visits/declined",
        "visits/lapsed",
        "visits/needs_rescheduling",
        "visits/time_given_up",
    }
)
# Notices of what comes again; one mail brings all of it.
OF_SERIES = frozenset(
    {
        "visits/series_confirmed",
        "visits/series_changed",
        "visits/series_cut_short",
        "visits/series_ended",
        "visits/series_extended",
        "visits/series_needs_rescheduling",
    }
)
_STANDS = frozenset({Status.CONFIRMED})
# It took place as it was agreed, or should have: the calendar keeps it.
_OVER = frozenset({Stage.HELD, Stage.MISSED})


def part(person: Any, kind: str, about: tuple[str, str]) -> CalendarPart | None:
    """For *person*, who is told *kind* about a visit or a series: an invitation, or that it
    goes."""
    model, pk = about
    if kind in KINDS and model == Visit._meta.label_lower:
        found = _of_visit(person, kind, pk)
    elif kind in OF_SERIES and model == Series._meta.label_lower:
        found = _of_series(person, pk)
    else:
        return None
    if found is None:
        return None
    method, told = found
    organizer = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    content = ical.invitation(told, method, organizer=organizer, attendee=person.email)
    return CalendarPart(method, content.decode())


def _of_visit(person: Any, kind: str, pk: str) -> tuple[Method, list[Entry]] | None:
    seen = Visit.objects.visible_to(person).with_parties()
    visit = entries.with_last_move(seen).filter(pk=pk).first()
    method = _method(visit, person) if visit else None
    if visit is None or method is None:
        return None
    with translation.override(person.language):
        entry = entries.entry_of(visit, visit.moved_at, timezone.now())
    if method is Method.CANCEL:
        entry = replace(entry, status=Status.CANCELLED)
    entry = series_entries.alone(visit, entry)
    return method, [_renamed(entry, visit.series) if visit.series else entry]


def _of_series(person: Any, pk: str) -> tuple[Method, list[Entry]] | None:
    """All of its visits that stand; where none does, the whole of it goes."""
    seen = Visit.objects.visible_to(person).with_parties().filter(series=UUID(pk))
    visits = list(entries.with_last_move(seen).order_by("starts", "id"))
    standing = [visit for visit in visits if visit.agreed or _stands(visit)]
    if not visits or not turns.side_of(person, visits[0]):
        return None
    if not standing and not _was_agreed(visits[0].series):
        return None
    with translation.override(person.language):
        told = list(series_entries.entries_of(standing or visits, timezone.now()))
    series = visits[0].series
    # One appointment each mail: what stands alone is not part of it.
    uid = entries.uid_of(series)
    whole = [_renamed(entry, series) for entry in told if entry.uid == uid]
    if not standing:
        whole = [replace(entry, status=Status.CANCELLED) for entry in whole]
    return (Method.REQUEST if standing else Method.CANCEL, whole) if whole else None


def _renamed(entry: Entry, series: Series) -> Entry:
    """*entry* under the name of the first series whose every date *series* took over, so that
    another rule takes its place in a calendar; its sequence goes on from theirs. One that goes on
    from a later day has a name of its own: dates of the former stand before it."""
    first, revisions = series, series.revision
    while (former := first.takes_place_of) is not None:
        first = former
        revisions += first.revision
    own = 0 if entry.repeats else entry.sequence
    return replace(entry, uid=entries.uid_of(first), sequence=revisions + own)


def concern(kind: str, visit: Visit, person_id: Any) -> bool:
    """Whether this news changes the calendar of that person, who brought it about themselves."""
    was_invited = kind in KINDS and (kind == "visits/confirmed" or _was_confirmed(visit))
    return was_invited and choosing.takes_invitations(person_id)


def concern_all(kind: str, person_id: Any) -> bool:
    """As ``concern``, of news about a series."""
    return kind in OF_SERIES and choosing.takes_invitations(person_id)


def _method(visit: Visit, person: Any) -> Method | None:
    if visit.stage == Stage.CONFIRMED or visit.agreed:
        return Method.REQUEST if turns.side_of(person, visit) else None
    if visit.stage in _OVER or not _was_confirmed(visit):
        return None
    return Method.CANCEL


def _was_agreed(series: Series) -> bool:
    return series.moves.filter(deed=Deed.CONFIRMED).exists()


def _stands(visit: Visit) -> bool:
    return entries.STATUS[Stage(visit.stage)] in _STANDS


def _was_confirmed(visit: Visit) -> bool:
    return VisitMove.objects.filter(visit=visit, stage=Stage.CONFIRMED).exists()
