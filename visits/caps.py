"""How many visits of a kind a month holds. Pure: no database, no clock, no Django.

A visit counts in the month in which it starts, by the clock of the site.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from liaison import wallclock
from liaison.hours import Span


def full_months(starts: Iterable[datetime], most: int | None, zone: ZoneInfo) -> tuple[Span, ...]:
    """The months that take no further visit, in order, for visits that start at *starts*."""
    if most is None:
        return ()
    held = Counter(start.astimezone(zone).date().replace(day=1) for start in starts)
    return tuple(month(first, zone) for first in sorted(held) if held[first] >= most)


def month(first: date, zone: ZoneInfo) -> Span:
    """From the first instant of the month that begins on *first* up to that of the next."""
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return Span(*(wallclock.midnight(day, zone) for day in (first, following)))


def month_of(moment: datetime, zone: ZoneInfo) -> Span:
    return month(moment.astimezone(zone).date().replace(day=1), zone)
