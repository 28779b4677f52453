"""A site's hours as somebody knew them, with its stage of life taken into account.

``at`` is the moment asked about, ``known_at`` the moment of knowing. Without ``known_at`` the site
itself says which zone and stage of life it has now; with it, the record of that moment does.
"""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from liaison import hours, stops, week
from liaison.hours import Schedule, Span
from liaison.instances import Instances, Part
from liaison.models import HoursSet, Site
from liaison.models.party import Lifecycle
from liaison.stops import Stand

# How far ahead a page looks for the next change, how far for operating windows, and how many of
# these it lists; and of how many stops it tells at once.
NEAR, SIGHT = timedelta(days=8), timedelta(days=14)
MOST_WINDOWS, MOST_STAYS = 5, 6


class SiteState(models.TextChoices):
    """What counts for the entry table."""

    OPERATING = "operating", _("Operating")
    NON_OPERATIONAL = "non_operational", _("Outside operating hours")
    SUSPENDED = "suspended", _("Suspended")


def hours_known(site: Site, known_at: datetime | None = None) -> HoursSet | None:
    """The hours on record at *known_at* (default: the newest); None: nobody had said any."""
    found = _NEWEST.found(site.pk) if known_at is None else _THEN.found(site.pk, known_at)
    for known in found:
        known.site = site
        return known
    return None


def _newest(site_id: UUID) -> QuerySet[HoursSet]:
    return HoursSet.objects.filter(site_id=site_id).order_by("-recorded_at", "-id")[:1]


def _then(site_id: UUID, known_at: datetime) -> QuerySet[HoursSet]:
    return HoursSet.objects.filter(site_id=site_id).known_at(known_at)[:1]


_NEWEST = Instances(_newest, [Part("", HoursSet)], UUID)
_THEN = Instances(_then, [Part("", HoursSet)], UUID, datetime)


def day_at(site: Site, at: datetime) -> date:
    """The day it is at the site."""
    return at.astimezone(site.tz).date()


def schedule_of(site: Site, known_at: datetime | None = None) -> Schedule:
    """The rules a visit has to respect. A site that does not run (before it opens, suspended,
    relocating, closed) has no operating time, no buffers and no blackouts."""
    return schedule_from(site, hours_known(site, known_at), now=known_at is None)


def state_from(site: Site, known: HoursSet | None, at: datetime, *, now: bool = True) -> SiteState:
    """The state of the site at *at*, by the hours that are *known*. Unknown hours count as
    operating; a suspended site is suspended whatever its hours; a site that has not opened yet, is
    on the move or has closed for good does not operate."""
    if _lifecycle(site, known, now=now) == Lifecycle.SUSPENDED:
        return SiteState.SUSPENDED
    return SiteState(hours.state_at(schedule_from(site, known, now=now), at).value)


def schedule_from(site: Site, known: HoursSet | None, *, now: bool = True) -> Schedule:
    """As ``schedule_of``, for a caller that holds the HoursSet already."""
    then = {} if now or known is None else known.schedule
    zone = ZoneInfo(then.get("zone", site.zone))
    if _lifecycle(site, known, now=now) != Lifecycle.OPERATING:
        return Schedule.never(zone)
    if known is None:
        return Schedule.unknown(zone)
    return Schedule.from_document(known.schedule, zone)


def schedules_known(site: Site, moments: Collection[datetime]) -> dict[datetime, Schedule]:
    """The rules as the record of each of *moments* had them; a moment before anybody had said the
    hours has none. One query, however many moments."""
    first, last = min(moments), max(moments)
    of_site = HoursSet.objects.filter(site=site)
    begun = of_site.known_at(first).values("pk")[:1]
    since_then = models.Q(recorded_at__gt=first, recorded_at__lte=last)
    known = list(of_site.filter(since_then | models.Q(pk__in=begun)).order_by("recorded_at", "id"))
    since = [one.recorded_at for one in known]
    schedules = [schedule_from(site, one, now=False) for one in known]
    places = {moment: bisect_right(since, moment) for moment in moments}
    return {moment: schedules[place - 1] for moment, place in places.items() if place}


def schedule_if(site: Site, document: Mapping[str, Any], lifecycle: str) -> Schedule:
    """The rules a visit would have to respect if *site* had these hours and this stage of life."""
    if lifecycle != Lifecycle.OPERATING:
        return Schedule.never(site.tz)
    return Schedule.from_document(document, site.tz)


def never_closes(schedule: Schedule, at: datetime) -> bool:
    """Whether the hours leave no closed minute in the four weeks from *at* on."""
    return schedule.known and not hours.closed(schedule, at, at + timedelta(weeks=4))


def _lifecycle(site: Site, known: HoursSet | None, *, now: bool) -> str:
    then = {} if now or known is None else known.schedule
    return str(then.get("lifecycle", site.lifecycle))


@dataclass(frozen=True, slots=True)
class Now:
    """How a site stands at a moment, and until when (None: nothing changes for a week). ``stop``
    is where a site on wheels stands; where it moves on before it closes, ``stays`` are its stops
    from then on, the present one first."""

    state: SiteState
    until: datetime | None
    is_known: bool
    stop: str = ""
    stays: Sequence[Stand] = ()


def now_of(site: Site, known: HoursSet | None, schedule: Schedule, at: datetime) -> Now:
    state = state_from(site, known, at)
    until = hours.next_change(schedule, at, NEAR)
    if state != SiteState.OPERATING:
        return Now(state, until, schedule.known)
    found = stops.stays(schedule, Span(at, until or at + NEAR))
    stop = found[0].stop if found else ""
    if until is None:
        found = found[:-1]  # nobody sees from here how long the last one lasts
    is_moving = len(found) > 1 or not until
    return Now(state, until, schedule.known, stop, found[:MOST_STAYS] if is_moving else ())


@dataclass(frozen=True, slots=True)
class Window:
    """An operating time, and when a site on wheels stands at which stop in it."""

    start: datetime
    end: datetime
    stays: Sequence[Stand] = ()


def windows(schedule: Schedule, at: datetime) -> Sequence[Window]:
    """The next operating times from *at* on; none where nobody has said the hours."""
    spans = hours.operating(schedule, at, at + SIGHT)[:MOST_WINDOWS] if schedule.known else []
    return [Window(span.start, span.end, stops.stays(schedule, span)) for span in spans]


def parked_at(site: Site) -> str:
    """Where visits on a site on wheels take place; "" for others, and where nobody has said."""
    known = hours_known(site) if site.is_mobile else None
    return str(known.schedule.get("parked_at", "")) if known else ""


@dataclass(frozen=True, slots=True)
class Outlook:
    """How a site stands at a moment, and what comes next: ``windows`` are the operating times
    from then on."""

    known: HoursSet | None
    schedule: Schedule
    now: Now
    windows: Sequence[Window]
    week: Sequence[week.Day]


def outlook(site: Site, at: datetime, *, visits: Sequence[Span] = ()) -> Outlook:
    """What a page says of *site* at *at*; *visits* are laid over the week's bars."""
    known = hours_known(site)
    schedule = schedule_from(site, known)
    return Outlook(
        known=known,
        schedule=schedule,
        now=now_of(site, known, schedule, at),
        windows=windows(schedule, at),
        week=week.bars(schedule, day_at(site, at), visits=visits),
    )
