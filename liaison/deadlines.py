"""Until when: business days in the calendar of the organisation whose turn it is. Pure.

Days and their ends are those of ``zone``, the site's, so that readers in other zones see the same
deadline.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from liaison import wallclock
from liaison.public_holidays import PublicHolidays

# Nobody closes for longer; a calendar that says so is wrong, and a search must end.
LONGEST_CLOSURE = timedelta(days=366)
# When people are surely at work on a business day, by the clock of the site, and a message reaches
# them. Those who are asked to come are asked for a wider day (``visits/slots.py``).
WORK_BEGINS, WORK = time(9), timedelta(hours=8)
# What would reach them too late reaches them so long before they go.
_BEFORE_THEY_GO = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days on which an organisation works: all but those of the ``weekend`` (Monday 0) and
    the ``days_off``."""

    weekend: Container[int]
    days_off: Container[date]

    @classmethod
    def of(cls, country: str, part: str = "") -> "Calendar":
        """That of *country* and *part* of it (ISO 3166), with its weekend and public holidays."""
        off = PublicHolidays(country, part)
        return cls(off.weekend, off)

    def is_business_day(self, day: date) -> bool:
        return day.weekday() not in self.weekend and day not in self.days_off


def after(moment: datetime, business_days: int, zone: ZoneInfo, calendar: Calendar) -> datetime:
    """The last second (aware, UTC) of the day that is *business_days* business days after the
    day of *moment* (aware) in *zone*. None after it (0) is that day itself, or the next business
    day if it is none.

    Errors: ``ValueError`` for a negative count, or a calendar without business days.
    """
    if business_days < 0:
        raise ValueError("a deadline lies ahead")
    day = moment.astimezone(zone).date()
    if business_days == 0:
        day -= timedelta(days=1)
    for _counted in range(max(business_days, 1)):
        day = _next_business_day(day, calendar)
    return end_of(day, zone)


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The last second (aware, UTC) of *day* in *zone*, however long that day is."""
    return wallclock.midnight(day + timedelta(days=1), zone) - timedelta(seconds=1)


def share(
    since: datetime, until: datetime, percent: int, zone: ZoneInfo, calendar: Calendar
) -> datetime:
    """The moment (aware, UTC) at which *percent* of the time from *since* to *until* (both aware)
    has been spent, counting business days alone; over 100, the time after *until* counts on. Where
    no business day lies between the two, every day counts.

    Errors: ``ValueError`` for a calendar without business days.
    """
    total = sum((ends - starts for starts, ends in _working(since, until, zone, calendar)), _NONE)
    if not total:
        return (since + (until - since) * percent / 100).astimezone(UTC)
    left = total * percent / 100
    stretches = _working(since, None, zone, calendar)
    starts, ends = next(stretches)
    while left > ends - starts:
        left -= ends - starts
        starts, ends = next(stretches)
    return starts + left


def at_work(
    moment: datetime,
    zone: ZoneInfo,
    calendar: Calendar,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> datetime:
    """*moment* (aware, UTC), where people are at work then; else when they next begin. What would
    come after *until* that way comes before they go for the last time, unless that was before
    *since*.

    Errors: ``ValueError`` for a calendar without business days.
    """
    local = moment.astimezone(zone).replace(tzinfo=None)
    day, begins = local.date(), datetime.combine(local.date(), WORK_BEGINS)
    works = calendar.is_business_day(day)
    if works and begins <= local < begins + WORK:
        return moment.astimezone(UTC)
    next_day = day if works and local < begins else _next_business_day(day, calendar)
    found = wallclock.resolve(datetime.combine(next_day, WORK_BEGINS), zone)
    if until is None or found <= until:
        return found
    if not works or local < begins:
        day = _last_business_day(day, calendar)
    last = datetime.combine(day, WORK_BEGINS) + WORK - _BEFORE_THEY_GO
    found = wallclock.resolve(last, zone)
    return found if since is None or since < found else moment.astimezone(UTC)


_NONE = timedelta(0)


def _working(
    since: datetime, until: datetime | None, zone: ZoneInfo, calendar: Calendar
) -> Iterator[tuple[datetime, datetime]]:
    """The stretches of business days (UTC) from *since* to *until*, which may be None: then there
    is always another. Errors: ``ValueError`` for a calendar without business days."""
    day = since.astimezone(zone).date() - timedelta(days=1)
    while True:
        day = _next_business_day(day, calendar)
        starts = max(wallclock.midnight(day, zone), since.astimezone(UTC))
        ends = wallclock.midnight(day + timedelta(days=1), zone)
        if until is not None:
            ends = min(ends, until.astimezone(UTC))
            if starts >= ends:
                return
        yield starts, ends


def _next_business_day(day: date, calendar: Calendar) -> date:
    return _business_day(day, timedelta(days=1), calendar)


def _last_business_day(day: date, calendar: Calendar) -> date:
    return _business_day(day, timedelta(days=-1), calendar)


def _business_day(day: date, step: timedelta, calendar: Calendar) -> date:
    """The first one from *day* on, that day left out, by *step*."""
    for _looked_at in range(LONGEST_CLOSURE.days):
        day += step
        if calendar.is_business_day(day):
            return day
    raise ValueError("a calendar without business days")
