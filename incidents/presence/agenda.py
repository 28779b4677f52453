"""Weeks of presence on the desk: to send, for a manager; to note, for a liaison."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incidents import sight
from incidents.models import PresenceTap, PresenceWeek
from incidents.presence import sending, weeks
from liaison import access
from liaison.access import Reach, Standing
from liaison.agenda import Action, Item, Turn
from liaison.among import Among
from liaison.roles import Permission

# A week that nobody noted by then is on its page all the same.
ASKED_FOR = timedelta(days=28)


def waiting_for(person: Any, at: datetime) -> list[Item]:
    """A query for each side on which the person stands; one more where something was tapped."""
    own = access.standing(person)
    return [*_to_send(own, person, at), *_to_note(own, person, at)]


def _to_send(own: Standing, person: Any, at: datetime) -> Iterator[Item]:
    """The last week that is over, where something was tapped in it and it was not sent."""
    pairs = [own.reaches[pk] for pk in own.partnerships_for(Permission.PRESENCE_SEND)]
    mondays = {reach.site_id: sending.last_over(ZoneInfo(reach.site_zone), at) for reach in pairs}
    numbers = _tapped(pairs, mondays, person)
    if not numbers:
        return
    sent = set(
        PresenceWeek.objects.filter(
            Among("partnership_id", [reach.id for reach in pairs]),
            starts_on__in=set(mondays.values()),
        ).values_list("partnership_id", "starts_on")
    )
    for reach in pairs:
        if reach.site_id in numbers and (reach.id, mondays[reach.site_id]) not in sent:
            yield _send(reach, mondays[reach.site_id], numbers[reach.site_id])


def _tapped(pairs: list[Reach], mondays: dict[UUID, date], person: Any) -> dict[UUID, int]:
    """How much was tapped in that week, by site."""
    by_zone: dict[str, set[UUID]] = {}
    for reach in pairs:
        by_zone.setdefault(reach.site_zone, set()).add(reach.site_id)
    if not by_zone:
        return {}
    within = []
    for zone, sites in by_zone.items():
        start, end = weeks.bounds(mondays[next(iter(sites))], ZoneInfo(zone))
        within.append(Q(Among("site_id", sites), at__gte=start, at__lt=end))
    taps = PresenceTap.objects.visible_to(person).filter(reduce(or_, within)).order_by()
    return dict(taps.values_list("site_id").annotate(Count("pk")))


def _send(reach: Reach, monday: date, number: int) -> Item:
    url = f"{reverse('incidents:presence_list')}?site={reach.site_slug}"
    words = ngettext(
        "Police presence last week: %(number)d tap, not sent yet",
        "Police presence last week: %(number)d taps, not sent yet",
        number,
    )
    return Item(
        turn=Turn.YOURS,
        what=words % {"number": number},
        where=str(reach),
        url=url,
        zone=reach.site_zone,
        since=weeks.bounds(monday, ZoneInfo(reach.site_zone))[1],
        action=Action(_("Look and send"), url, posts=False),
    )


def _to_note(own: Standing, person: Any, at: datetime) -> Iterator[Item]:
    """Weeks that were sent to the person's side."""
    handles = own.partnerships_for(Permission.INCIDENT_HANDLE) & sight.of(person).as_police
    if not handles:
        return
    waiting = PresenceWeek.objects.visible_to(person).filter(
        Among("partnership_id", handles), noted_at=None, sent_at__gt=at - ASKED_FOR
    )
    for week in waiting.order_by("starts_on", "id"):
        reach = own.reaches[week.partnership_id]
        yield Item(
            turn=Turn.YOURS,
            what=_("Police presence of a week, to read"),
            where=str(reach),
            url=week.get_absolute_url(),
            zone=reach.site_zone,
            since=week.sent_at,
            action=Action(_("Read it"), week.get_absolute_url(), posts=False),
        )
