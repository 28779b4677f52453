"""Moments in the past, told by a site's clock and counted back from the day of loading. Pure.

Office work falls on working days, encounters on hours when the site receives people, whenever the
demonstration is loaded.
"""

import itertools
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from liaison import hours
from liaison.hours import Schedule, State

_DAY = timedelta(days=1)
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
WORKDAYS = frozenset(range(5))
_LONGEST_SEARCH = 30  # days


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock on one site's wall, read at ``now`` (aware)."""

    now: datetime
    schedule: Schedule

    @property
    def zone(self) -> ZoneInfo:
        return self.schedule.zone

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    def on(self, day: date, told: str) -> datetime:
        """*day* at *told* ("14:10"), in UTC; of a time that the clock shows twice the earlier."""
        return datetime.combine(day, time.fromisoformat(told), tzinfo=self.zone).astimezone(UTC)

    def ago(self, days: int, told: str) -> datetime:
        """*days* days before today, at *told*."""
        return self.on(self.today - days * _DAY, told)

    def workday(self, count: int, told: str, only: Collection[int] = WORKDAYS) -> datetime:
        """The *count*-th working day before today (1 is the last one) at *told*, or the last of
        the weekdays *only* before it."""
        day = _nth(_days(self.today, -1), count)
        while day.weekday() not in only:
            day -= _DAY
        return self.on(day, told)

    def ahead(self, count: int, told: str, only: Collection[int] = WORKDAYS) -> datetime:
        """The *count*-th working day after today (1 is the next one) at *told*, or the first of
        the weekdays *only* after it."""
        day = _nth(_days(self.today, 1), count)
        while day.weekday() not in only:
            day += _DAY
        return self.on(day, told)

    def encounter(self, before: datetime, told: str, state: State = State.OPERATING) -> datetime:
        """The last time before *before* that it was *told* while the site was in *state*."""
        day = before.astimezone(self.zone).date()
        for _tried in range(_LONGEST_SEARCH):
            moment = self.on(day, told)
            if moment < before and hours.state_at(self.schedule, moment) is state:
                return moment
            day -= _DAY
        raise ValueError(f"The site is never {state.value} at {told}.")


def _days(start: date, step: int) -> Iterator[date]:
    while True:
        start += step * _DAY
        yield start


def _nth(days: Iterator[date], count: int) -> date:
    """The *count*-th working day among *days*, from one on."""
    working = (day for day in days if day.weekday() in WORKDAYS)
    return next(itertools.islice(working, count - 1, None))
