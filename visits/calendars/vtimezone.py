"""When the clocks of a zone change, as calendar programs want to be told. Pure.

Every change between the first and the last year asked for is written out with its own onset,
because not every zone follows a rule (and rules change). An onset is written, as RFC 5545 wants
it, on the clock that is still running when it comes.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Component, Timezone, TimezoneDaylight, TimezoneStandard

_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)


@lru_cache(maxsize=256)
def component(zone: str, first: int, last: int) -> Timezone:
    """The VTIMEZONE of *zone* for all of the years *first* to *last*."""
    tz = ZoneInfo(zone)
    begins, ends = datetime(first, 1, 1, tzinfo=UTC) - _DAY, datetime(last + 1, 1, 2, tzinfo=UTC)
    written = Timezone()
    written.add("tzid", zone)
    written.add_component(_observance(tz, begins, begins))
    for before, after in _changes(tz, begins, ends):
        written.add_component(_observance(tz, before, after))
    return written


def _changes(tz: ZoneInfo, begins: datetime, ends: datetime) -> Iterator[tuple[datetime, datetime]]:
    """(the last second before, the first second after) each change of the clocks."""
    before = begins
    while before < ends:
        after = before + _DAY
        if _clock(tz, before) != _clock(tz, after):
            yield _narrowed(tz, before, after)
        before = after


def _narrowed(tz: ZoneInfo, before: datetime, after: datetime) -> tuple[datetime, datetime]:
    old = _clock(tz, before)
    while after - before > _SECOND:
        middle = before + (after - before) // _SECOND // 2 * _SECOND
        if _clock(tz, middle) == old:
            before = middle
        else:
            after = middle
    return before, after


def _clock(tz: ZoneInfo, at: datetime) -> tuple[timedelta | None, str | None]:
    local = at.astimezone(tz)
    return local.utcoffset(), local.tzname()


def _observance(tz: ZoneInfo, before: datetime, after: datetime) -> Component:
    """From *after* on; until *before* another clock was running."""
    local = after.astimezone(tz)
    running = before.astimezone(tz).utcoffset() or timedelta()
    observance = TimezoneDaylight() if local.dst() else TimezoneStandard()
    observance.add("dtstart", (after + running).replace(tzinfo=None))
    observance.add("tzoffsetfrom", running)
    observance.add("tzoffsetto", local.utcoffset())
    observance.add("tzname", local.tzname())
    return observance
