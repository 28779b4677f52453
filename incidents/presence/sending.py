"""The manager sends the sums of a week to the liaison, by one press; the liaison notes them."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents import sight
from incidents.models import PresenceTap, PresenceWeek
from incidents.presence import weeks
from incidents.presence.tapping import UNDONE_WITHIN
from incidents.presence.weeks import WEEK, Counts
from liaison import access
from liaison.models import Partnership, Site
from liaison.refusal import Refused
from liaison.roles import Permission, Side
from notifications import post

# So many weeks that are over can be sent; older ones have gone stale.
MOST_WEEKS = 6


class CannotSend(Refused):
    pass


@dataclass(frozen=True, slots=True)
class Week:
    """A week of taps at one site, as its manager sees it. ``sent``: to whom it was sent."""

    monday: date
    counts: Counts
    is_over: bool
    sent: dict[Any, PresenceWeek]

    @property
    def sunday(self) -> date:
        return self.monday + WEEK - timedelta(days=1)

    @property
    def total(self) -> int:
        return weeks.total(self.counts)

    @property
    def rows(self) -> list[list[Any]]:
        return weeks.table(self.counts)


@ledger.operation
def send(
    partnership: Partnership, monday: date, *, by: Any, at: datetime | None = None
) -> PresenceWeek:
    """The sums of the week that begins on *monday*, for both sides, for good. Sent again it is
    what it was. Errors: ``PermissionDenied``, ``CannotSend``."""
    at = at or timezone.now()
    access.require_verdict(_may(by, Permission.PRESENCE_SEND, partnership, Side.SITE))
    site = Site.objects.select_for_update(no_key=True).get(pk=partnership.site_id)
    sent = PresenceWeek.objects.filter(partnership=partnership, starts_on=monday).first()
    if sent:
        return sent
    _refuse_day(site, monday, at)
    counts = _counts(site, monday)
    week = PresenceWeek.objects.create(
        partnership=partnership,
        starts_on=monday,
        counts=counts,
        total=weeks.total(counts),
        sent_at=at,
        sent_by=by,
    )
    post.send(
        "incidents/presence_sent",
        to=access.people_who_may(Permission.INCIDENT_HANDLE, partnership, Side.POLICE),
        about=week,
        path=week.get_absolute_url(),
        key=str(week.pk),
        at=at,
    )
    ledger.record(
        "incidents.presence_sent",
        chain=partnership.chain,
        by=by,
        about=week,
        at=at,
        week=monday.isoformat(),
        total=week.total,
        counts=sha256(json.dumps(counts, sort_keys=True).encode()).hexdigest(),
    )
    return week


@ledger.operation
def note(week: PresenceWeek, *, by: Any, at: datetime | None = None) -> PresenceWeek:
    """The liaison has read it; again, it changes nothing. Errors: ``PermissionDenied``."""
    at = at or timezone.now()
    access.require_verdict(may_note(week, by))
    held = PresenceWeek.objects.select_for_update(of=("self",)).get(pk=week.pk)
    if held.noted_at:
        return held
    held.noted_at, held.noted_by = at, by
    held.save(update_fields=["noted_at", "noted_by"])
    ledger.record(
        "incidents.presence_noted", chain=week.partnership.chain, by=by, about=held, at=at
    )
    return held


def may_note(week: PresenceWeek, by: Any) -> access.Verdict:
    """It was sent to the police side, so somebody of it notes it."""
    return _may(by, Permission.INCIDENT_HANDLE, week.partnership, Side.POLICE)


def _may(by: Any, permission: Permission, partnership: Partnership, side: Side) -> access.Verdict:
    """Whether *by* may, and stands on that *side* and on no other."""
    if sight.of(by).side_at(partnership.site_id, partnership.pk) is not side:
        return access.Verdict(False, _("This is for the other side to do."))
    return access.may(by, permission, partnership)


def weeks_of(site: Site, person: Any, *, at: datetime) -> list[Week]:
    """The week that runs and those that are over, the newest first, as far as *person* counts
    them. Two queries."""
    first = weeks.week_of(at, site.tz) - MOST_WEEKS * WEEK
    start, _end = weeks.bounds(first, site.tz)
    taps: dict[date, list[tuple[str, datetime]]] = {}
    visible = PresenceTap.objects.visible_to(person).filter(site=site, at__gte=start)
    for kind, moment in visible.values_list("kind", "at"):
        taps.setdefault(weeks.week_of(moment, site.tz), []).append((kind, moment))
    sent: dict[date, dict[Any, PresenceWeek]] = {}
    for week in PresenceWeek.objects.visible_to(person).filter(
        partnership__site=site, starts_on__gte=first
    ):
        sent.setdefault(week.starts_on, {})[week.partnership_id] = week
    mondays = (first + number * WEEK for number in range(MOST_WEEKS, -1, -1))
    return [
        Week(
            monday,
            weeks.summed(taps.get(monday, []), site.tz),
            is_over=monday <= last_over(site.tz, at),
            sent=sent.get(monday, {}),
        )
        for monday in mondays
    ]


def last_over(zone: ZoneInfo, at: datetime) -> date:
    """The Monday of the last week that is over at a site of *zone*, with nothing of it to undo."""
    return weeks.week_of(at - UNDONE_WITHIN, zone) - WEEK


def _refuse_day(site: Site, monday: date, at: datetime) -> None:
    """Errors: ``CannotSend``, with the last week that can be sent."""
    last = last_over(site.tz, at)
    if monday.weekday() != 0:
        raise CannotSend(_("A week begins on a Monday."), nearest=[weeks.monday_of(monday)])
    if monday > last:
        raise CannotSend(
            _("That week is not over yet. It can be sent once it is, a few minutes past Sunday."),
            nearest=[last],
        )
    if monday <= last - MOST_WEEKS * WEEK:
        raise CannotSend(
            _("That was too long ago. The last %(number)s weeks can be sent.")
            % {"number": MOST_WEEKS},
            nearest=[last],
        )


def _counts(site: Site, monday: date) -> dict[str, dict[str, int]]:
    start, end = weeks.bounds(monday, site.tz)
    taps = PresenceTap.objects.filter(site=site, at__gte=start, at__lt=end).counted()
    return weeks.summed(taps.values_list("kind", "at"), site.tz)
