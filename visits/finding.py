"""Times to choose from: free, long enough, and at the hours and on the weekdays that suit. Pure.

A time belongs to the part of the day, and to the day, in which it begins on the site's clock.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from liaison import wallclock
from liaison.hours import Span
from visits import slots
from visits.slots import Diary

_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)


class Part(StrEnum):
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


# From which hour up to which; the night begins a day.
HOURS = {
    Part.NIGHT: (0, 6),
    Part.MORNING: (6, 12),
    Part.AFTERNOON: (12, 18),
    Part.EVENING: (18, 24),
}
WEEKDAYS = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Parts of the day and weekdays (Monday 0) that suit; all of them unless some are named."""

    parts: frozenset[Part] = field(default_factory=lambda: frozenset(Part))
    weekdays: frozenset[int] = WEEKDAYS

    @property
    def windows(self) -> list[tuple[int, int]]:
        """The hours of a day that suit, in order; those that adjoin are one."""
        joined: list[tuple[int, int]] = []
        for first, last in sorted(HOURS[part] for part in self.parts):
            if joined and joined[-1][1] == first:
                joined[-1] = (joined[-1][0], last)
            else:
                joined.append((first, last))
        return joined


ANY = Wanted()
# When people meet who need no closed hours for it.
OFFICE = Wanted(frozenset({Part.MORNING, Part.AFTERNOON}), frozenset(range(5)))


# A tuple for the same reason as ``Span``.
class Opening(NamedTuple):
    """Free time in which a visit can begin at a time that suits, and the one that a press picks."""

    free: Span
    pick: Span


def openings(
    diary: Diary | None,
    start: datetime,
    end: datetime,
    length: timedelta,
    zone: ZoneInfo,
    wanted: Wanted = ANY,
) -> Iterator[Opening]:
    """The free time in [start, end) that takes a visit of *length*, in order, a day at most each,
    from the first quarter of an hour at which one can begin."""
    suits = _suiting if wanted != ANY else _any_time
    for free in _by_day(slots.free(diary, start, end), zone):
        for low, high in suits(free, wanted, zone):
            first = slots.next_quarter(low, zone)
            # A visit that begins at the very end of what suits begins too late.
            last = slots.last_quarter(min(high - _MINUTE, free.end - length), zone)
            if first <= last:
                begins = slots.gentlest(first, last, zone)
                pick = Span(begins, begins + length)
                yield Opening(Span(first, min(high + length, free.end)), pick)


def _by_day(spans: Iterable[Span], zone: ZoneInfo) -> Iterator[Span]:
    """Spans of more than a day, cut at each midnight; the others as they are."""
    for span in spans:
        reached = span.start
        while span.end - reached > _DAY:
            following = _at(reached.astimezone(zone).date() + _DAY, 0, zone)
            yield Span(reached, following)
            reached = following
        if reached < span.end:
            yield Span(reached, span.end)


def _any_time(free: Span, _wanted: Wanted, _zone: ZoneInfo) -> list[Span]:
    return [free]


def _suiting(free: Span, wanted: Wanted, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """The stretches of *free* in which a visit may begin."""
    day, last = free.start.astimezone(zone).date(), free.end.astimezone(zone).date()
    while day <= last:
        if day.weekday() in wanted.weekdays:
            for first, until in wanted.windows:
                low = max(free.start, _at(day, first, zone))
                high = min(free.end, _at(day, until, zone))
                if low < high:
                    yield low, high
        day += _DAY


def _at(day: date, hour: int, zone: ZoneInfo) -> datetime:
    day, hour = (day + _DAY, 0) if hour == 24 else (day, hour)
    return wallclock.resolve(datetime.combine(day, time(hour)), zone).astimezone(UTC)
