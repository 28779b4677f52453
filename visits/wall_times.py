"""What somebody types as day and time, as instants. Pure: no clock of its own, no database.

On the night clocks go forward some times never come; on the night they go back some come twice.
"""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from liaison import wallclock


def instants(day: date, clock: time, zone: ZoneInfo) -> list[datetime]:
    """When a clock in *zone* shows *clock* on *day*: once, twice (the earlier first) or never.

    Seconds are left out. Instants are aware, in UTC.
    """
    wall = datetime.combine(day, clock.replace(second=0, microsecond=0))
    found = {wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(at for at in found if at.astimezone(zone).replace(tzinfo=None) == wall)


def after_the_gap(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The first instant after the gap in which *clock* would lie on *day*."""
    clocks = wallclock.WallClock(zone)
    return wallclock.moment(clocks.earlier(day.toordinal(), clock.hour * 60 + clock.minute))
