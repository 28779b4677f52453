"""What a change of hours would do, before anybody decides on it. Reads, and changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from liaison import events, opening, timekeeping, week
from liaison.events import Foreseen
from liaison.hours import Schedule, Span
from liaison.models import HoursSet, Site

# How far ahead days that are otherwise than usual are looked for, to be drawn.
WEEKS = 4


@dataclass(frozen=True, slots=True)
class Preview:
    """The hours as they would be from ``at`` on, and what they would run into."""

    site: Site
    schedule: Schedule
    at: datetime
    foreseen: Sequence[Foreseen]

    @property
    def mark(self) -> str:
        return opening.mark_of_hits([one.hit for one in self.foreseen])

    @property
    def weeks(self) -> list[list[week.Day]]:
        """The coming week as bars, and those of the next ones in which a day is otherwise."""
        first = timekeeping.day_at(self.site, self.at)
        starts = [first + timedelta(weeks=count) for count in range(WEEKS)]
        hit = [Span(one.hit.starts, one.hit.ends) for one in self.foreseen]
        return [
            week.bars(self.schedule, start, visits=hit)
            for start in starts
            if start == first or self._is_otherwise(start)
        ]

    @property
    def never_closes(self) -> bool:
        return timekeeping.never_closes(self.schedule, self.at)

    def _is_otherwise(self, start: date) -> bool:
        days = (start.toordinal() + count for count in range(7))
        return any(self.schedule.otherwise_on(day) is not None for day in days)


def of_hours(site: Site, document: Mapping[str, Any], *, at: datetime) -> Preview:
    """If these hours were put on record now."""
    return _preview(site, document, site.lifecycle, at)


def of_lifecycle(site: Site, lifecycle: str, *, at: datetime) -> Preview:
    """If the site moved to this stage of its life now."""
    known = timekeeping.hours_known(site)
    return _preview(site, opening.hours_of(known), lifecycle, at)


def _preview(site: Site, document: Mapping[str, Any], lifecycle: str, at: datetime) -> Preview:
    schedule = timekeeping.schedule_if(site, document, lifecycle)
    told = events.hours_previewed.send(sender=HoursSet, site=site, schedule=schedule, at=at)
    return Preview(site, schedule, at, sorted(_all(told), key=lambda one: one.hit.starts))


def _all(told: Sequence[tuple[Any, Any]]) -> list[Foreseen]:
    return [one for _receiver, found in told for one in found or ()]
