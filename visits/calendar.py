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
from liaison.templatetags.time_tags import clock_in_words, day_in_words, place_of
from visits import exceptions, lifecycle, showing
from visits.kinds import Place
from visits.models import Visit
from visits.models.visit import lapsed
from visits.showing import Row

WEEK = 7
MOST_A_DAY = 5
MOST_SITES = 4
EARLIEST, LATEST = date(2000, 1, 3), date(2199, 12, 1)
# No clock on earth is further from UTC.
_FARTHEST = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class Line:
    """A visit on one day: ``clock`` is when it begins there, or until when it goes on from the
    day before; ``until`` is when one that begins there ends; ``where`` names the place whose clock
    it is, where several could be meant."""

    row: Row
    clock: str
    until: str
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


def today(choices: Sequence[Reach], at: datetime) -> date:
    """The day it is at *at* at the first of the sites, by name."""
    return at.astimezone(ZoneInfo(choices[0].site_zone) if choices else UTC).date()


def month(visits: Iterable[Visit], first: date, person: Any, at: datetime, now: date) -> list[Day]:
    """The days of whole weeks that show the month beginning on *first*."""
    begins, count = span_of_month(first)
    days = _days(visits, begins, count, person, at, most=MOST_A_DAY)
    return [
        Day(
            date=day,
            is_today=day == now,
            is_outside=day.month != first.month,
            lines=lines,
            more=more,
        )
        for day, lines, more in days
    ]


def one_week(
    visits: Iterable[Visit], monday: date, person: Any, at: datetime, now: date
) -> list[Day]:
    days = _days(visits, monday, WEEK, person, at)
    return [Day(date=day, is_today=day == now, lines=lines) for day, lines, _more in days]


def span_of_month(first: date) -> tuple[date, int]:
    """The Monday on or before the first, and how many days lead to the Sunday after the last."""
    begins = week.monday_of(first)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return begins, (week.monday_of(last) - begins).days + WEEK


def visits_between(
    person: Any, first: date, count: int, at: datetime, only: UUID | None = None
) -> list[Visit]:
    """What *person* may see of *count* days from *first* on, wherever the sites lie."""
    begins = datetime.combine(first, time(), UTC)
    seen = Visit.objects.visible_to(person).with_parties()
    if only:
        seen = seen.filter(partnership=only)
    low, high = begins - _FARTHEST, begins + timedelta(days=count) + _FARTHEST
    near = seen.filter(
        Q(ends__gt=low, starts__lt=high) | Q(agreed_ends__gt=low, agreed_starts__lt=high)
    )
    standing = near.exclude(lapsed(at)).exclude(stage__in=lifecycle.GONE)
    found = [one for visit in exceptions.marked(standing) for one in visit.standing_at(at)]
    return sorted(found, key=lambda visit: (visit.starts, visit.pk))


@dataclass(frozen=True, slots=True)
class HoursShown:
    """The hours of some of ``count`` sites: ``sites`` are those from ``first`` on, of which 0 is
    the first by name."""

    sites: Sequence[SiteWeek]
    first: int
    count: int

    @property
    def before(self) -> int | None:
        """From which on the sites before these are shown, if there are any."""
        return max(0, self.first - MOST_SITES) if self.first else None

    @property
    def after(self) -> int | None:
        following = self.first + MOST_SITES
        return following if following < self.count else None


def weeks_of_sites(
    visits: Iterable[Visit], monday: date, person: Any, only: UUID | None = None, first: int = 0
) -> HoursShown:
    """The hours of the sites where a visit is that week, some at a time from *first* on; of the
    partnership *only*, of its own. Two queries."""
    on_site = [
        visit for visit in visits if visit.place == Place.ON_SITE and _in_week(visit, monday)
    ]
    by_name = sorted({(one.site.name, one.partnership.site_id) for one in on_site})
    first = first if first < len(by_name) else 0
    shown = {pk for _name, pk in by_name[first : first + MOST_SITES]}
    wanted, count = (Q(partnerships=only), 1) if only else (Q(pk__in=shown), len(by_name))
    newest = HoursSet.objects.filter(site=OuterRef("pk")).order_by("-recorded_at", "-id")
    sites = Site.objects.visible_to(person).filter(wanted).order_by("name", "pk")
    found = list(sites.annotate(newest_hours=Subquery(newest.values("pk")[:1])))
    sets = HoursSet.objects.in_bulk([site.newest_hours for site in found if site.newest_hours])
    return HoursShown(
        [_site_week(one, sets.get(one.newest_hours), monday, on_site) for one in found],
        first,
        count,
    )


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
    visits: Iterable[Visit],
    first: date,
    count: int,
    person: Any,
    at: datetime,
    most: int | None = None,
) -> list[tuple[date, list[Line], int]]:
    """Each day with its lines and how many more there are: of more than *most*, and one, only the
    first are worked out."""
    days: dict[date, list[tuple[Visit, bool]]] = {
        first + timedelta(days=more): [] for more in range(count)
    }
    for visit in visits:
        begins, ends = _local_days(visit)
        for more in range((ends - begins).days + 1):
            if (day := begins + timedelta(days=more)) in days:
                days[day].append((visit, not more))
    kept = {
        day: found if most is None or len(found) <= most + 1 else found[:most]
        for day, found in days.items()
    }
    shown = {_key(visit): visit for found in kept.values() for visit, _is_first in found}
    rows = {_key(row.visit): row for row in showing.rows(shown.values(), person, at)}
    is_several = len({reach.site_zone for reach in access.standing(person).reaches.values()}) > 1
    return [
        (
            day,
            [_line(rows[_key(visit)], is_first, is_several) for visit, is_first in found],
            len(days[day]) - len(found),
        )
        for day, found in kept.items()
    ]


def _key(visit: Visit) -> tuple[UUID, str]:
    """One that may move has a line for each of its times."""
    return visit.pk, visit.stage


def _line(row: Row, is_first: bool, is_several: bool) -> Line:
    visit = row.visit
    starts, ends = (moment.astimezone(visit.tz) for moment in (visit.starts, visit.ends))
    where = place_of(visit.site.zone) if is_several else ""
    if not is_first:
        return Line(row, _("until %(time)s") % {"time": clock_in_words(ends)}, "", where)
    until = clock_in_words(ends)
    if ends.date() != starts.date():
        until = f"{day_in_words(ends.date())}, {until}"
    return Line(row, clock_in_words(starts), until, where)


def _local_days(visit: Visit) -> tuple[date, date]:
    """The first and the last day that the visit touches, on its site's calendar."""
    last = visit.ends - timedelta(seconds=1)
    return visit.starts.astimezone(visit.tz).date(), last.astimezone(visit.tz).date()
