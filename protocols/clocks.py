"""By whose calendar, where a protocol covers sites in several time zones.

- Times on a page are told by the clock of a site that its reader reaches.
- A day by which something is to be done is over once it is over at every site, so that nobody is
  late who acts on that day by their own clock; and a day has passed when it has passed everywhere.
- When a version begins and ends, and who is designated, goes by the clock of each site.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from liaison import access, deadlines, timekeeping
from liaison.models import Partnership
from protocols.models import Protocol


def zone_of(protocol: Protocol, person: Any) -> str:
    """The zone in which *person* reads times: of the first of its sites that they reach, else of
    the first."""
    return zone_among(protocol.covered, person)


def zone_among(covered: Sequence[Partnership], person: Any) -> str:
    """The same, of what a protocol covers, where that was read already (by site and service)."""
    reached = access.standing(person).reaches
    own = (one for one in covered if one.pk in reached)
    return str(next(own, covered[0]).site.zone)


def end_for(protocol: Protocol, day: date, person: Any) -> datetime:
    """The last second (aware, UTC) of *day* by the clock of *person*; never later than ``end_of``:
    what they are shown."""
    return deadlines.end_of(day, ZoneInfo(zone_of(protocol, person)))


def end_of(protocol: Protocol, day: date) -> datetime:
    """The last second (aware, UTC) of *day* at the site where it ends last."""
    return max(deadlines.end_of(day, one.site.tz) for one in protocol.covered)


def day_at(protocol: Protocol, at: datetime) -> date:
    """The earliest day that is not over at every site at *at*."""
    return min(days_at(protocol.covered, at))


def days_at(partnerships: Iterable[Partnership], at: datetime) -> dict[date, list[Partnership]]:
    """Which day it is at *at*, and where."""
    found: dict[date, list[Partnership]] = defaultdict(list)
    for one in partnerships:
        found[timekeeping.day_at(one.site, at)].append(one)
    return dict(found)
