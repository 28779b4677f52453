"""What a clock on the wall says, as instants. Pure: no clock of its own, no database.

Instants are whole seconds since 1970-01-01 00:00 UTC, days are proleptic ordinals
(``date.toordinal``), wall times are minutes from the midnight that begins a day. Whole numbers
keep ninety days of a site well below a millisecond.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

Instants = tuple[int, int]

DAY_MINUTES = 24 * 60
_DAY_SECONDS = DAY_MINUTES * 60
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY = _EPOCH.toordinal()
_SECOND = timedelta(seconds=1)


def moment(instant: int) -> datetime:
    """An instant as an aware datetime in UTC."""
    return datetime.fromtimestamp(instant, UTC)


def floor(at: datetime) -> int:
    """The last whole second not after *at*. Errors: ``TypeError`` when *at* is naive."""
    return (at - _EPOCH) // _SECOND


def ceil(at: datetime) -> int:
    """The first whole second not before *at*. Errors: ``TypeError`` when *at* is naive."""
    return -((_EPOCH - at) // _SECOND)


def readings(wall: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The instants (UTC) at which the wall in *zone* shows the naive *wall*: one as a rule, none
    when the clock jumps over it, two when it is turned back across it."""
    first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first > second:
        return ()
    return (first,) if first == second else (first, second)


def resolve(wall: datetime, zone: ZoneInfo) -> datetime:
    """One instant (UTC) for the naive *wall*: the earlier of two; in a gap, its end."""
    found = readings(wall, zone)
    if found:
        return found[0]
    after, before = (wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    return moment(
        WallClock(zone).end_of_gap(floor(before.astimezone(UTC)), ceil(after.astimezone(UTC)))
    )


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The instant (UTC) at which *day* begins in *zone*."""
    return resolve(datetime.combine(day, time.min), zone)


def merged(spans: Iterable[Instants]) -> list[Instants]:
    """Sorted, without empty ones, those that overlap or adjoin made one."""
    found: list[Instants] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def gaps(taken: Iterable[Instants], first: int, last: int) -> list[Instants]:
    """What *taken* (merged) leaves of [first, last)."""
    left, reached = [], first
    for start, end in taken:
        if start > reached:
            left.append((reached, min(start, last)))
        reached = max(reached, end)
        if reached >= last:
            return left
    return [*left, (reached, last)]


class WallClock:
    """Turns the wall times of one zone into instants."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone

    def day_of(self, instant: int) -> int:
        """The ordinal of the local day that contains *instant*."""
        return moment(instant).astimezone(self.zone).toordinal()

    def days_around(self, start: datetime, end: datetime) -> range:
        """The days on which something can begin that touches [start, end). Nothing lasts longer
        than the day it begins on and the next; a whole day that a zone skips adds one more."""
        return range(self.day_of(floor(start)) - 2, self.day_of(ceil(end)) + 1)

    def earlier(self, day: int, minute: int) -> int:
        """When the wall shows *minute* of *day*, the first time if it does so twice; when it
        never does, the first instant after the gap."""
        return self._instant(day, minute, later=False)

    def later(self, day: int, minute: int) -> int:
        """As ``earlier``, but the second time if the wall shows it twice."""
        return self._instant(day, minute, later=True)

    def _instant(self, day: int, minute: int, *, later: bool) -> int:
        more, minute = divmod(minute, DAY_MINUTES)
        day += more
        wall = (day - _EPOCH_DAY) * _DAY_SECONDS + minute * 60
        offset = _steady_offset(self.zone, day)
        if offset is not None:
            return wall - offset
        first, second = (wall - _offset(self.zone, day, minute, fold) for fold in (0, 1))
        if first > second:
            return self.end_of_gap(second, first)
        return second if later else first

    def end_of_gap(self, before: int, after: int) -> int:
        """The instant in (before, after] at which the clock jumps forward."""
        old = self._offset_at(before)
        while after - before > 1:
            middle = (before + after) // 2
            if self._offset_at(middle) == old:
                before = middle
            else:
                after = middle
        return after

    def _offset_at(self, instant: int) -> int:
        return _seconds(moment(instant).astimezone(self.zone).utcoffset())


def _seconds(offset: timedelta | None) -> int:
    return 0 if offset is None else offset // _SECOND


@lru_cache(maxsize=50_000)
def _steady_offset(zone: ZoneInfo, day: int) -> int | None:
    """The offset from UTC that holds all through a local day, or None where it changes.

    Noon is looked at too: no zone has changed its clocks and changed them back within
    twelve hours."""
    probes = ((day, 0, 0), (day, 0, 1), (day, DAY_MINUTES // 2, 0), (day + 1, 0, 0))
    found = {_offset(zone, *probe) for probe in probes}
    return found.pop() if len(found) == 1 else None


def _offset(zone: ZoneInfo, day: int, minute: int, fold: int) -> int:
    hour, minute = divmod(minute, 60)
    at = datetime.fromordinal(day).replace(hour=hour, minute=minute, tzinfo=zone, fold=fold)
    return _seconds(at.utcoffset())
