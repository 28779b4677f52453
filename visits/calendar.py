"""Visits on the days of a month or a week, each on its own site's calendar. Reading only.

What was called off, declined or lapsed is not on a calendar; it stands in the list of the past.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from liaison import access, timekeeping, week
from liaison.access import Reach
from liaison.hours import Span
from liaison.models import HoursSet, Site
from liaison.templatetags.time_tags import clock_in_words, place_of
from visits import exceptions, lifecycle, showing
from visits.kinds import Place
from visits.lifecycle import Stage
from visits.models import Visit
from visits.showing import Row

WEEK = 7
MOST_A_DAY = 5
MOST_SITES = 4
GONE = frozenset({Stage.CANCELLED, Stage.DECLINED, Stage.LAPSED})
EARLIEST, LATEST = date(2000, 1, 3), date(2199, 12, 1)
# No clock on earth is further from UTC.
_FARTHEST = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class Line:
    """A visit on one day: ``clock`` is when it begins there, or until when it goes on from the
    day before; ``where`` names the place whose clock it is, where several could be meant."""

    row: Row
    clock: str
    where: str


@dataclass(frozen=True, slots=True)
class Day:
    """``more``: how many visits of this day are left to the page of its week."""

    date: date
    is_today: bool
    is_outside: bool = False
    lines: list[Line] = field(default_factory=list)
    more: int = 0


@dataclass(frozen=True, slots=True)
class SiteWeek:
    """A site's own hours over the days of a week, with the visits on site."""

    site: Site
    bars: Sequence[week.Day]


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def today(choices: Sequence[Reach], at: datetime) -> date:
    """The day it is at *at* at the first of the sites, by name."""
    return at.astimezone(ZoneInfo(choices[0].site_zone) if choices else UTC).date()


def month(visits: Iterable[Visit], first: date, person: Any, at: datetime, now: date) -> list[Day]:
    """The days of whole weeks that show the month beginning on *first*."""
    begins, count = span_of_month(first)
    days = _days(visits, begins, count, person, at)
    return [
        Day(
            date=day,
            is_today=day == now,
            is_outside=day.month != first.month,
            lines=lines[:MOST_A_DAY] if len(lines) > MOST_A_DAY + 1 else lines,
            more=len(lines) - MOST_A_DAY if len(lines) > MOST_A_DAY + 1 else 0,
        )
        for day, lines in days
    ]


def one_week(
    visits: Iterable[Visit], monday: date, person: Any, at: datetime, now: date
) -> list[Day]:
    days = _days(visits, monday, WEEK, person, at)
    return [Day(date=day, is_today=day == now, lines=lines) for day, lines in days]


def span_of_month(first: date) -> tuple[date, int]:
    """The Monday on or before the first, and how many days lead to the Sunday after the last."""
    begins = monday_of(first)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return begins, (monday_of(last) - begins).days + WEEK


def visits_between(
    person: Any, first: date, count: int, at: datetime, only: UUID | None = None
) -> list[Visit]:
    """What *person* may see of *count* days from *first* on, wherever the sites lie."""
    begins = datetime.combine(first, time(), UTC)
    seen = Visit.objects.visible_to(person).with_parties()
    if only:
        seen = seen.filter(partnership=only)
    lapsed = Q(stage__in=lifecycle.OPEN, expires_at__lte=at)
    near = seen.filter(
        ends__gt=begins - _FARTHEST, starts__lt=begins + timedelta(days=count) + _FARTHEST
    )
    standing = near.exclude(lapsed).exclude(stage__in=GONE)
    return list(exceptions.marked(standing).order_by("starts", "id"))


def weeks_of_sites(
    visits: Iterable[Visit], monday: date, person: Any, only: UUID | None = None
) -> list[SiteWeek]:
    """The hours of the sites where a visit is that week, and of the partnership's own; of none
    where they are too many to be looked at. Two queries."""
    on_site = [
        visit for visit in visits if visit.place == Place.ON_SITE and _in_week(visit, monday)
    ]
    wanted = Q(pk__in={visit.partnership.site_id for visit in on_site})
    if only:
        wanted = Q(partnerships=only)
    newest = HoursSet.objects.filter(site=OuterRef("pk")).order_by("-recorded_at", "-id")
    sites = Site.objects.visible_to(person).filter(wanted).order_by("name")
    found = list(sites.annotate(newest_hours=Subquery(newest.values("pk")[:1]))[: MOST_SITES + 1])
    if len(found) > MOST_SITES:
        return []
    sets = HoursSet.objects.in_bulk([site.newest_hours for site in found if site.newest_hours])
    return [_site_week(site, sets.get(site.newest_hours), monday, on_site) for site in found]


def _site_week(
    site: Site, known: HoursSet | None, monday: date, on_site: Iterable[Visit]
) -> SiteWeek:
    taken = [
        Span(visit.starts, visit.ends)
        for visit in on_site
        if visit.partnership.site_id == site.pk and visit.stage in lifecycle.OCCUPYING
    ]
    schedule = timekeeping.schedule_from(site, known)
    return SiteWeek(site, week.bars(schedule, monday, days=WEEK, visits=taken))


def _in_week(visit: Visit, monday: date) -> bool:
    first, last = _local_days(visit)
    return first < monday + timedelta(days=WEEK) and last >= monday


def _days(
    visits: Iterable[Visit], first: date, count: int, person: Any, at: datetime
) -> list[tuple[date, list[Line]]]:
    rows = showing.rows(visits, person, at)
    is_several = len({reach.site_zone for reach in access.standing(person).reaches.values()}) > 1
    days: dict[date, list[Line]] = {first + timedelta(days=more): [] for more in range(count)}
    for row in rows:
        begins, ends = _local_days(row.visit)
        for more in range((ends - begins).days + 1):
            day = begins + timedelta(days=more)
            if day in days:
                where = place_of(row.visit.site.zone) if is_several else ""
                days[day].append(Line(row, _clock(row.visit, is_first=not more), where))
    return list(days.items())


def _local_days(visit: Visit) -> tuple[date, date]:
    """The first and the last day that the visit touches, on its site's calendar."""
    last = visit.ends - timedelta(seconds=1)
    return visit.starts.astimezone(visit.tz).date(), last.astimezone(visit.tz).date()


def _clock(visit: Visit, *, is_first: bool) -> str:
    if is_first:
        return clock_in_words(visit.starts.astimezone(visit.tz))
    return _("until %(time)s") % {"time": clock_in_words(visit.ends.astimezone(visit.tz))}
